"""Upload a file: choose, check, compare, decide, done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.uploads import TRANSFER_FILE, cancel_upload, check_again, decide_upload, name_headings, start_upload
from onroll.casework.queries.uploads import RECORD_ID, fields_of, job_for, named_headings, problems_found, registers_for, standing_of
from onroll.casework.refusals import CannotDoNow
from onroll.web import words
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show

STEPS = ("Choose", "Check", "Compare and decide", "Done")


class UploadForm(forms.Form):
    """The file, and what it is said to be."""

    register = forms.ChoiceField(error_messages={"required": "Select which register the file is from"})
    supplier = forms.CharField(required=False, max_length=40)
    day = forms.CharField(required=False, max_length=2)
    month = forms.CharField(required=False, max_length=2)
    year = forms.CharField(required=False, max_length=4)
    file = forms.FileField(error_messages={"required": "Select a file", "empty": "The file is empty", "missing": "Select a file"})
    allow_empty = forms.BooleanField(required=False)

    def __init__(self, *args: Any, registers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["register"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = registers

    def clean(self) -> dict[str, Any]:
        """Put the day together; a transfer file says supplier and day itself."""
        values = dict(self.cleaned_data)
        values["as_at"] = None
        if values.get("register") == TRANSFER_FILE:
            return values
        if not values.get("supplier"):
            self.add_error("supplier", "Enter who sent the file: an authority’s three digits, a URN or an agency’s short name")
        try:
            values["as_at"] = date(int(values.get("year") or 0), int(values.get("month") or 0), int(values.get("day") or 0))
        except ValueError:
            self.add_error("day", "Enter the day that the file describes, like 15 1 2026")
        return values


def choose(request: PageRequest) -> HttpResponse:
    """Show the form; keep the file and start to check it."""
    registers = [(name, words.register_name(name)) for name in registers_for(request.viewer)]
    registers = [*sorted(registers, key=lambda each: each[1]), (TRANSFER_FILE, "Common Transfer File (XML)")]
    form = (
        UploadForm(request.POST or None, request.FILES or None, registers=registers)
        if request.method == "POST"
        else UploadForm(registers=registers)
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            job = start_upload(
                request.viewer,
                file_name=values["file"].name,
                chunks=values["file"].chunks(),
                register=values["register"],
                supplier=values["supplier"].strip(),
                as_at=values["as_at"],
                allow_empty=values["allow_empty"],
            )
            return HttpResponseRedirect(reverse("upload_job", args=[job.pk]))
        except CannotDoNow as refused:
            form.add_error("supplier", str(refused))
    return show(request, "upload.html", {"form": form, "registers": registers, "steps": STEPS, "step": 0})


def job(request: PageRequest, job_id: int) -> HttpResponse:
    """Show how far the upload is; once checked, the report, and ask for the decision."""
    found = job_for(request.viewer, job_id)
    standing = standing_of(found)
    state = standing.state
    problems = problems_found(request.viewer, job_id) if state == "checked" else []
    step = {"checking": 1, "checked": 2, "taking_in": 2, "done": 3}.get(state, 1)
    report = found.report
    differences = report.get("differences") or {}
    context = {"job": found, "state": state, "standing": standing, "report": report, "problems": problems, "steps": STEPS, "step": step}
    context["may_name_headings"] = named_headings(request.viewer, job_id) is not None
    return show(request, "upload_job.html", {**context, "kinds": [kind for kind in words.DIFFERENCES if kind in differences]})


def headings(request: PageRequest, job_id: int) -> HttpResponse:
    """Ask which of the file's headings is which of our fields; keep it, and check the file again."""
    named = named_headings(request.viewer, job_id)
    if named is None:
        return HttpResponseRedirect(reverse("upload_job", args=[job_id]))
    chosen = {each: request.POST.get(f"heading_{place}", "") for place, each in enumerate(named.headings)}
    error = ""
    if request.method == "POST":
        try:
            name_headings(request.viewer, job_id, chosen)
            return HttpResponseRedirect(reverse("upload_job", args=[job_id]))
        except CannotDoNow as refused:
            error = str(refused)
    needed = [field for field in fields_of(named.register) if field.required]
    others = sorted((RECORD_ID, *(each for each in fields_of(named.register) if not each.required)), key=lambda each: each.name)
    context = {
        "named": named,
        "job": named.job,
        "chosen": chosen if request.method == "POST" else named.field_of,
        "groups": (("Needed", needed), ("Others", others)),
        "error": error,
    }
    return show(request, "upload_headings.html", {**context, "steps": STEPS, "step": 1})


def again(request: PageRequest, job_id: int) -> HttpResponse:
    """Check a file anew whose work broke off."""
    job_for(request.viewer, job_id)
    if request.method == "POST":
        check_again(request.viewer, job_id)
    return HttpResponseRedirect(reverse("upload_job", args=[job_id]))


def decide(request: PageRequest, job_id: int) -> HttpResponse:
    """Take the file in, or throw it away."""
    if request.method != "POST":
        job_for(request.viewer, job_id)
        return HttpResponseRedirect(reverse("upload_job", args=[job_id]))
    if request.POST.get("decision") == "cancel":
        cancel_upload(request.viewer, job_id)
        tell(request, "The upload is cancelled. Nothing was taken in.")
        return HttpResponseRedirect(reverse("extracts"))
    decide_upload(request.viewer, job_id, accept=request.POST.get("accept", "") if request.POST.get("decision") == "accept" else "")
    return HttpResponseRedirect(reverse("upload_job", args=[job_id]))
