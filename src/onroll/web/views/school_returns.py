"""Deletion returns and joint enquiries: a school sends them and reads the answer; the authority sees what came in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions import joint_enquiries
from onroll.casework.actions.school_returns import (
    DayMarks,
    DeletionReturn,
    Ground,
    Parent,
    send_return,
    session_codes,
    settle_return,
)
from onroll.casework.queries.school_returns import (
    LISTS,
    completed_joint_enquiries_for,
    grounds_for,
    joint_enquiry_for,
    one_joint_enquiry,
    one_return,
    returns_for,
)
from onroll.casework.refusals import CannotDoNow
from onroll.core.wording import day_words, uncapitalised
from onroll.web.case_forms import Answers, Ask, day_of, read
from onroll.web.case_work.asking import YES_NO, why
from onroll.web.case_work.pupils import HOME, PARENT, PARENTS_PHONE, PUPIL, chosen_pupil, pupil_of_answers, sent_in_words
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.views.own_roll import filled_in


def list_returns(request: PageRequest) -> HttpResponse:
    """Show one page of the returns, and the joint enquiries that are under way."""
    which = request.GET.get("list", "all")
    which = which if which in LISTS else "all"
    found = returns_for(request.viewer, request.purpose, which, page_number(request))
    context = {
        "found": found,
        "which": which,
        "lists": LISTS,
        "links": PageLinks(request, found.page, found.pages),
        "own": _is_school(request),
    }
    return show(request, "returns.html", context)


def new(request: PageRequest) -> HttpResponse:
    """Ask for the ground first, then for what that ground needs; answer in the same page where the deletion is refused."""
    grounds = grounds_for(request.viewer)
    letter = request.POST.get("ground", request.GET.get("ground", ""))
    ground = next((each for each in grounds if each.letter == letter), None)
    if ground is None:
        asks = [_ground_ask(grounds)]
        form = Answers({"ground": ""}, {}, {})
        if request.method == "POST" or request.GET.get("step") or "ground" in request.GET:
            form.errors["ground"] = ["Choose the ground: a name may only be deleted on one of the letters a to o"]
        pupil = request.GET.get("pupil", "")
        return show(request, "return_ground.html", {"asks": asks, "form": form, "first": "ground", "pupil": pupil})
    asks = filled_in(_asks(request, ground), chosen_pupil(request))
    sent = request.method == "POST" and request.POST.get("step") == "send"
    form = read(asks, request.POST) if sent else Answers({ask.name: ask.value for ask in asks}, {}, {})
    marks: tuple[DayMarks, ...] | None = None
    if sent and form.values.get("marks"):
        marks, wrong = _marks(form.values["marks"])
        if wrong:
            form.errors["marks"] = [wrong]
    context = {"asks": asks, "form": form, "first": asks[0].name, "ground": ground, "parts": PARTS}
    if not sent or form.errors:
        return show(request, "return_new.html", context)
    try:
        row = send_return(
            by=request.viewer,
            pupil=pupil_of_answers(form.values),
            deletion=_deletion(ground, form.values, marks),
            joint_id=int(form.values["joint"]) if form.values.get("joint") else None,
            said={name: str(value) for name, value in form.values.items() if value},
        )
    except CannotDoNow as refused:
        form.errors["form"] = [str(refused)]
        return show(request, "return_new.html", context)
    if row.stands:
        tell(request, f"Return {row.pk} is accepted.")
        return HttpResponseRedirect(reverse("return", args=[row.pk]))
    return show(request, "return_new.html", context | {"refused": row, "problems": _problems_in_words(row)})


def one(request: PageRequest, number: int) -> HttpResponse:
    """Show one return with its answer; the authority says here how it was settled."""
    found = one_return(request.viewer, request.purpose, number)
    if found is None:
        raise Http404
    asks = _settle_asks() if found.may_settle else []
    form = read(asks, request.POST) if request.method == "POST" and asks else Answers({ask.name: "" for ask in asks}, {}, {})
    if request.method == "POST" and asks and not form.errors:
        try:
            settled = settle_return(number, by=request.viewer, outcome=form.values["outcome"], words=form.values["because"])
            tell(request, f"Return {number} is settled.")
            case = settled.case
            return HttpResponseRedirect(reverse("case", args=[case.pk]) if case else reverse("return", args=[number]))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    context = {"found": found, "row": found.row, "problems": _problems_in_words(found.row), "asks": asks, "form": form, "first": "outcome"}
    return show(request, "return.html", context | {"own": _is_school(request), "sent": sent_in_words(found.row.said)})


def new_joint(request: PageRequest) -> HttpResponse:
    """Begin a joint enquiry."""
    asks = [
        Ask(name="ground", label="Ground", kind="radios", choices=joint_enquiries.GROUNDS, required=True, error="Choose the ground"),
        Ask(name="pupil", label="Pupil’s full name", required=True),
        Ask(name="date_of_birth", label="Date of birth", kind="date", required=True, error="Enter the date of birth"),
        Ask(name="upn", label="UPN", longest=13),
        Ask(name="last_attended_on", label="Last day at school", kind="date"),
    ]
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        joint = joint_enquiries.begin(by=request.viewer, **form.values)
        tell(request, "The joint enquiry has begun. Write down what the school did; the authority does the same.")
        return HttpResponseRedirect(reverse("joint_enquiry", args=[joint.pk]))
    return show(request, "joint_enquiry_new.html", {"asks": asks, "form": form, "first": "ground"})


def joint(request: PageRequest, number: int) -> HttpResponse:
    """Show a joint enquiry; each side writes down its checks, and signs."""
    known = joint_enquiry_for(request.viewer, number)
    side = joint_enquiries.side_of(request.viewer, known) if known else ""
    found = one_joint_enquiry(request.viewer, request.purpose, number, side)
    if found is None:
        raise Http404
    check_asks, sign_asks = _check_asks(found.checks), _sign_asks()
    checking = Answers({}, {}, {})
    signing = Answers({}, {}, {})
    if request.method == "POST" and side and found.joint.completed_on is None:
        is_check = request.POST.get("step") == "check"
        answers = read(check_asks if is_check else sign_asks, request.POST)
        checking, signing = (answers, signing) if is_check else (checking, answers)
        if not answers.errors:
            try:
                if is_check:
                    joint_enquiries.write_check(number, by=request.viewer, **answers.values)
                else:
                    joint_enquiries.sign(number, by=request.viewer, **answers.values)
                tell(request, "The check is written down." if is_check else "You have signed.")
                return HttpResponseRedirect(reverse("joint_enquiry", args=[number]))
            except CannotDoNow as refused:
                answers.errors["form"] = [str(refused)]
    context = {"found": found, "joint": found.joint, "check_asks": check_asks, "sign_asks": sign_asks, "checking": checking}
    return show(request, "joint_enquiry.html", context | {"signing": signing, "answers": joint_enquiries.FOUND})


# -- what is asked ------------------------------------------------------------------------------------------------------

PARTS = {"pupil": "The pupil", "parent": "Parents", "where": "Where the pupil goes", "ground": "The ground"}


def _ground_ask(grounds: tuple[Ground, ...]) -> Ask:
    choices = {each.letter: f"{each.letter}: {each.words}" for each in grounds}
    return Ask(name="ground", label="On which ground is the name deleted?", kind="radios", choices=choices, required=True)


def _asks(request: PageRequest, ground: Ground) -> list[Ask]:
    letter = ground.letter
    asks = [
        *PUPIL,
        *HOME,
        PARENT,
        Ask(name="parent_1_address", label="This parent’s address, if another"),
        PARENTS_PHONE,
        Ask(name="parent_2_name", label="Another parent with whom the pupil normally lives", longest=200),
        Ask(name="parent_2_address", label="The other parent’s address, if another"),
        Ask(name="parent_2_phone", label="Emergency telephone of the other parent", longest=30),
        Ask(
            name="destination_school", label="Next school, where there is one", required=letter in ("a", "d"), error="Enter the next school"
        ),
        Ask(name="destination_starts_on", label="First day there", kind="date"),
        Ask(name="new_address", label="New address, where the family moves"),
        Ask(name="new_address_from", label="From which day they live there", kind="date"),
        Ask(name="ground_met_on", label="Day on which the ground was met", kind="date", required=True, error="Enter the day"),
        Ask(
            name="deleted_on",
            label="Day on which the name is deleted",
            kind="date",
            required=True,
            error="Enter the day of the deletion",
            hint="This return is due no later than that. For example, 17/5/2026",
        ),
    ]
    return asks + _ground_asks(request, letter)


def _ground_asks(request: PageRequest, letter: str) -> list[Ask]:
    asks = []
    if letter == "f":
        asks.append(_yes_no("parent_notified_in_writing", "Has the parent notified the school in writing?"))
    if letter == "h":
        asks.append(
            Ask(name="leave_ended_on", label="Last day of the leave", kind="date", required=True, error="Enter the last day of the leave")
        )
    if letter == "i":
        asks += [
            Ask(
                name="marks",
                label="Attendance marks of the weeks of absence",
                kind="textarea",
                required=True,
                error="Enter the marks: twenty school days must show",
                hint="One week a line: the Monday, then ten codes from Monday morning to Friday afternoon, “-” where there is no session."
                " For example: 3/11/2025 OOOOOOOOOO",
            ),
            _yes_no("sickness_ruled_out", "Is sickness ruled out, anxiety and other mental health included?"),
            _yes_no("unavoidable_cause_ruled_out", "Is an unavoidable cause ruled out, a dispute about transport or placement included?"),
        ]
    if letter in ("h", "i"):
        signed = completed_joint_enquiries_for(request.viewer, letter)
        hint = "" if signed else "There is none yet that both have signed. Begin one on the page before, and write it down together."
        label = "Joint enquiry of the school and the authority"
        asks.append(Ask(name="joint", label=label, kind="select", choices=signed, hint=hint))
    return asks


def _yes_no(name: str, label: str) -> Ask:
    return Ask(name=name, label=label, kind="radios", choices=YES_NO, required=True, error=f"Answer: {uncapitalised(label)}")


def _settle_asks() -> list[Ask]:
    choices = {"confirmed": "It is confirmed: no case is needed", "case": "It is not confirmed: open a case"}
    return [
        Ask(name="outcome", label="What did you find?", kind="radios", choices=choices, required=True, error="Say what you found"),
        why("Who said so, and on what evidence?", "Kept with the return."),
    ]


def _check_asks(checks: Mapping[str, str]) -> list[Ask]:
    return [
        Ask(name="check", label="What was checked?", kind="select", choices=checks, required=True, error="Choose what was checked"),
        Ask(name="on", label="When?", kind="date", required=True, error="Enter the day"),
        Ask(name="who", label="By whom?", required=True, error="Say who made the check", longest=200),
        Ask(name="outcome", label="What came of it?", kind="textarea", required=True, error="Say what came of it", longest=500),
    ]


def _sign_asks() -> list[Ask]:
    return [
        Ask(name="found", label="What was found?", kind="radios", choices=joint_enquiries.FOUND, required=True, error="Say what was found"),
        Ask(
            name="steps_considered",
            label="Which reasonable steps to bring the pupil back were considered?",
            kind="textarea",
            hint="Needed where the whereabouts are known.",
        ),
    ]


# -- what was answered --------------------------------------------------------------------------------------------------


def _deletion(ground: Ground, said: Mapping[str, Any], marks: tuple[DayMarks, ...] | None) -> DeletionReturn:
    home = ", ".join(part for part in (said["address_line_1"], said["postcode"]) if part)
    parents = tuple(
        Parent(said[f"parent_{n}_name"], said[f"parent_{n}_address"] or home, tuple(filter(None, [said[f"parent_{n}_phone"]])))
        for n in (1, 2)
        if said[f"parent_{n}_name"]
    )
    return DeletionReturn(
        full_name=f"{said['forename']} {said['surname']}",
        address=home,
        ground=ground.letter,
        deleted_on=said["deleted_on"],
        returned_on=None,
        ground_met_on=said["ground_met_on"],
        parents=parents,
        destination_school=said["destination_school"],
        destination_starts_on=said["destination_starts_on"],
        new_address=said["new_address"],
        new_address_from=said["new_address_from"],
        marks=marks,
        sickness_ruled_out=_answered(said, "sickness_ruled_out"),
        unavoidable_cause_ruled_out=_answered(said, "unavoidable_cause_ruled_out"),
        leave_ended_on=said.get("leave_ended_on"),
        parent_notified_in_writing=_answered(said, "parent_notified_in_writing"),
    )


def _answered(said: Mapping[str, Any], name: str) -> bool | None:
    return said[name] == "yes" if said.get(name) else None


def _marks(text: str) -> tuple[tuple[DayMarks, ...], str]:
    """Return the marks of a text of weeks, or what is wrong with it."""
    days: list[DayMarks] = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        first, _, rest = line.partition(" ")
        monday, codes = day_of(first), session_codes(rest)
        if monday is None or monday.weekday() != 0:
            return (), f"“{line[:40]}” must begin with a Monday, like 3/11/2025"
        if len(codes) != 10:
            return (), f"The week of {day_words(monday)} needs ten codes; there are {len(codes)}"
        days += [DayMarks(_after(monday, n), codes[2 * n], codes[2 * n + 1]) for n in range(5)]
    return tuple(days), ""


def _after(monday: date, days: int) -> date:
    return monday + timedelta(days=days)


def _is_school(request: PageRequest) -> bool:
    return request.viewer.organisation_kind == "school"


def _problems_in_words(row: Any) -> dict[str, list[Any]]:
    """Return what was wrong with a return: what was refused, what could not be checked, and what is only a warning."""
    sorted_by: dict[str, list[Any]] = {"refused": [], "could not be checked": [], "warning": []}
    for each in row.problems:
        sorted_by[each["severity"]].append(each["sentence"])
    return sorted_by
