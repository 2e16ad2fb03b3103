"""Find a child: the search form and who may be meant."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpResponse

from onroll.casework.queries.find import Query, find_children
from onroll.casework.refusals import CannotDoNow
from onroll.web.requests import PageRequest
from onroll.web.templating import show

SEXES = [("", "Not known"), ("F", "Female"), ("M", "Male")]


class FindForm(forms.Form):
    """What is known of the child; every field may be empty, but not all."""

    forename = forms.CharField(required=False, max_length=100)
    surname = forms.CharField(required=False, max_length=100)
    former_surname = forms.CharField(required=False, max_length=100)
    born_day = forms.CharField(required=False, max_length=2)
    born_month = forms.CharField(required=False, max_length=2)
    born_year = forms.CharField(required=False, max_length=4)
    sex = forms.ChoiceField(required=False, choices=SEXES)
    postcode = forms.CharField(required=False, max_length=10)
    address_line_1 = forms.CharField(required=False, max_length=100)
    parent_name = forms.CharField(required=False, max_length=100)
    phone = forms.CharField(required=False, max_length=20)
    upn = forms.CharField(required=False, max_length=13)
    nhs_number = forms.CharField(required=False, max_length=12)
    child_id = forms.CharField(required=False, max_length=40)

    def clean(self) -> dict[str, object]:
        """Put the birthday together, and require something to go by."""
        values = dict(self.cleaned_data)
        parts = [str(values.pop(f"born_{part}", "") or "").strip() for part in ("year", "month", "day")]
        values["date_of_birth"] = None
        if any(parts):
            try:
                year, month, day = (int(part) for part in parts)
                values["date_of_birth"] = date(year + 2000 if year < 100 else year, month, day)
            except ValueError:
                self.add_error("born_day", "Date of birth must be a real date, like 17 5 2014; or leave it empty")
        if not any(values.values()) and not self.errors:
            self.add_error("forename", "Enter something that is known of the child")
        return values


def find(request: PageRequest) -> HttpResponse:
    """Show the form; after a search, who may be meant below it. What is known of a child never stands in an address."""
    form = FindForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        known = {name: value or None for name, value in form.cleaned_data.items() if not name.startswith("born_")}
        try:
            found = find_children(request.viewer, request.purpose, Query(**known))
        except CannotDoNow as refused:
            at = "child_id" if known.get("child_id") else "born_day" if "date of birth" in str(refused) else "forename"
            form.add_error(at, str(refused))
    return show(request, "find.html", {"form": form, "found": found, "sexes": SEXES})
