"""New-pupil, attendance and sickness returns as a form: the same as through the API, for schools without one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.pupil_returns import KINDS, PupilNotice, send_notice
from onroll.casework.permissions import Right
from onroll.casework.queries.pupil_returns import ANSWERS, one_pupil_return, pupil_returns_for
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.case_work.asking import YES_NO
from onroll.web.case_work.pupils import HOME, PARENT, PARENTS_PHONE, PUPIL, chosen_pupil, pupil_of_answers
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.views.own_roll import filled_in

HINTS = {
    "new_pupil": "Due by the end of the fifth day after the entry in the admission register.",
    "attendance": "For a pupil who fails to attend regularly, or has been absent for ten school days without authority.",
    "sickness": "For a pupil who is expected to miss fifteen school days or more, all at once or in all, through illness.",
}


def list_returns(request: PageRequest) -> HttpResponse:
    """Show one page of the returns, the latest first."""
    found = pupil_returns_for(request.viewer, request.purpose, page_number(request))
    context = {"found": found, "links": PageLinks(request, found.page, found.pages), "kinds": KINDS, "answers": ANSWERS, "hints": HINTS}
    return show(request, "pupil_returns.html", context | {"own": request.viewer.may(Right.SEND_RETURNS)})


def one(request: PageRequest, number: int) -> HttpResponse:
    """Show one return with its answer."""
    row = one_pupil_return(request.viewer, request.purpose, number)
    if row is None:
        raise Http404
    own = request.viewer.may(Right.SEND_RETURNS)
    case = row.case if not own and row.case is not None and row.case.authority == request.viewer.authority else None
    return show(request, "pupil_return.html", {"row": row, "kinds": KINDS, "answers": ANSWERS, "own": own, "case": case})


def new(request: PageRequest, kind: str) -> HttpResponse:
    """Ask for one return; the answer is on its page."""
    if kind not in KINDS:
        raise Http404
    asks = filled_in(_asks(kind), chosen_pupil(request))
    form = read(asks, request.POST) if request.method == "POST" else Answers({ask.name: ask.value for ask in asks}, {}, {})
    if request.method == "POST" and not form.errors:
        said = form.values
        row = send_notice(
            by=request.viewer,
            pupil=pupil_of_answers(said),
            notice=_notice(kind, said),
            said={name: str(value) for name, value in said.items() if value},
        )
        tell(request, f"Return {row.pk} is {'accepted' if row.stands else 'kept, and not complete'}.")
        return HttpResponseRedirect(reverse("pupil_return", args=[row.pk]))
    context = {"asks": asks, "form": form, "first": asks[0].name, "kind": kind, "title": KINDS[kind], "hint": HINTS[kind]}  # type: ignore[index]
    return show(request, "pupil_return_new.html", context)


def _asks(kind: str) -> list[Ask]:
    if kind == "new_pupil":
        return [
            *PUPIL,
            *HOME,
            PARENT,
            PARENTS_PHONE,
            Ask(name="last_school", label="Last school, where there was one"),
            Ask(
                name="day",
                label="Day of the entry in the admission register",
                kind="date",
                required=True,
                error="Enter the day of the entry",
            ),
        ]
    return [
        *PUPIL,
        Ask(name="day", label="First day missed", kind="date", required=True, error="Enter the first day missed"),
        Ask(
            name="days_missed",
            label="School days missed, or expected to be missed",
            kind="number",
            required=True,
            error="Enter how many school days",
        ),
        Ask(
            name="whereabouts_known",
            label="Does the school know where the child is?",
            kind="radios",
            choices=YES_NO,
            required=True,
            error="Say whether the school knows where the child is",
        ),
        Ask(name="because", label="What the school knows, and what it has done", kind="textarea"),
    ]


def _notice(kind: Any, said: dict[str, Any]) -> PupilNotice:
    if kind == "new_pupil":
        home = ", ".join(part for part in (said["address_line_1"], said["postcode"]) if part)
        return PupilNotice(
            kind=kind,
            day=said["day"],
            address=home,
            parent_name=said["parent_1_name"],
            parent_phone=said["parent_1_phone"],
            last_school=said["last_school"],
        )
    return PupilNotice(
        kind=kind,
        day=said["day"],
        days_missed=said["days_missed"],
        whereabouts_known=said["whereabouts_known"] == "yes",
        because=said["because"],
    )
