"""Change the order of one's things for today."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.day_order import MOST, order_day
from onroll.casework.queries.my_work import MyWork, my_work_for
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def change(request: PageRequest) -> HttpResponse:
    """Show the things for today with a number each; keep the order that was given, or go back to harm × urgency."""
    work = my_work_for(request.viewer, request.purpose, most=MOST)
    typed, wanted = _typed(request, work)
    wrong = [key for key in typed if key not in wanted]
    if request.method == "POST" and not wrong:
        keys = [each.row.case.pk for each in work.things if not each.place.cannot_wait]
        ahead = len(work.things) - len(keys)
        first = request.POST.get("first", "")
        if request.POST.get("back"):
            order_day([], by=request.viewer)
        elif first in {str(key) for key in keys}:
            order_day(keys, by=request.viewer, numbers={int(first): 1})
        else:
            order_day(keys, by=request.viewer, numbers={key: max(number - ahead, 1) for key, number in wanted.items()})
        tell(request, "Today goes by harm × urgency again." if request.POST.get("back") else "This is your order for today.")
        return HttpResponseRedirect(reverse("today"))
    errors = [{"text": f"The number of case {key} must be a whole number, 1 for the first", "href": f"#id_place_{key}"} for key in wrong]
    return show(request, "today_order.html", {"work": work, "typed": typed, "wrong": wrong, "errors": errors})


def _typed(request: PageRequest, work: MyWork) -> tuple[dict[int, str], dict[int, int]]:
    """What was typed for each thing, and the numbers that can be read; nothing typed leaves a thing where it is."""
    if request.method != "POST" or request.POST.get("first") or request.POST.get("back"):
        return {}, {}
    given = {each.row.case.pk: request.POST.get(f"place_{each.row.case.pk}", "").strip() for each in work.things}
    typed = {key: text for key, text in given.items() if text}
    return typed, {
        key: int(text) for key, text in typed.items() if text.isascii() and text.isdigit() and 0 < len(text) < 5 and int(text) > 0
    }
