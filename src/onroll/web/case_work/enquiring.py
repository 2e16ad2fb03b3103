"""Asking organisations, and their answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.casework.actions import enquiries
from onroll.casework.queries.agency_enquiries import answering_agencies
from onroll.casework.queries.case_page import CasePage, case_choices
from onroll.casework.queries.case_tabs.enquiries import FAMILY_KNOWN
from onroll.core.wording import listed
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import Page, today_text, why
from onroll.web.requests import PageRequest

TO_GO_ON = (
    "a brother or sister",
    "an agency that knows the family",
    "another place that was named",
    "a service family",
    "a sign of travel",
)
"""What only an officer can say that there is to go on."""


def _enquiry_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    checks = case_choices(request.viewer, found.case.pk, "enquiry")["checks"]
    return [
        Ask(
            name="check_code", label="Whom to ask?", kind="select", choices=checks, required=True, value=request.GET.get("check", ""),
            error="Choose whom to ask",
        ),
        Ask(
            name="organisation", label="Which organisation is it?",
            hint=f"Such as a school, a borough or a trust. One letter then chases everything that it owes.{_own_pages(request)}",
        ),
        Ask(name="known", label="What is there to go on?", kind="checkboxes", choices={each: each.capitalize() for each in TO_GO_ON}),
        Ask(
            name="because", label="Reason to go ahead early", kind="textarea",
            hint="Only where an earlier tier is not finished. It is kept with the enquiry.",
        ),
        Ask(name="authorisation", label="Authorisation", hint="Only for a repeated look at social media."),
    ]  # fmt: skip


def _own_pages(request: PageRequest) -> str:
    names = listed(answering_agencies(request.viewer))
    return f" Written just so, these are asked on a page of their own, and answer there: {names}." if names else ""


def _enquiry(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    known = (*said["known"], *FAMILY_KNOWN)
    return enquiries.start_enquiry(
        case_id,
        by=request.viewer,
        check_code=said["check_code"],
        because=said["because"],
        known=known,
        authorisation=said["authorisation"],
        organisation=said["organisation"],
    )


def _answer_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    open_ones = {str(each["row"].pk): f"{each['row'].number}: {each['title']}" for each in found.shown["rows"] if not each["row"].outcome}
    outcomes = case_choices(request.viewer, found.case.pk, "answer")["outcomes"]
    return [
        Ask(
            name="enquiry", label="Which enquiry?", kind="radios", choices=open_ones, required=True, value=request.GET.get("enquiry", ""),
            error="Choose the enquiry",
        ),
        Ask(name="outcome", label="What came of it?", kind="radios", choices=outcomes, required=True, error="Choose what came of it"),
        Ask(name="answered_on", label="Day of the answer", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(name="answer", label="What was answered", kind="textarea"),
        Ask(name="evidence", label="Where is the evidence kept?", hint="Needed where the answer says where the child is."),
        Ask(name="place", label="Where is the child?", hint="Where the answer says so: the case is then located."),
        Ask(name="why_not", label="Why does the check not apply?", hint="Only for “Does not apply”."),
    ]  # fmt: skip


def _answer(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return enquiries.answer_enquiry(
        int(said["enquiry"]),
        by=request.viewer,
        outcome=said["outcome"],
        answered_on=said["answered_on"],
        evidence=said["evidence"],
        why_not=said["why_not"],
        answer=said["answer"],
        place=said["place"],
    )


def _made_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    checks = case_choices(request.viewer, found.case.pk, "enquiry")["checks"]
    outcomes = case_choices(request.viewer, found.case.pk, "answer")["outcomes"]
    return [
        Ask(
            name="check_code", label="What was checked?", kind="select", choices=checks, required=True, value=request.GET.get("check", ""),
            error="Choose what was checked",
        ),
        Ask(name="on", label="On which day?", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(
            name="who", label="Who made the check?", required=True, longest=200, value=request.viewer.full_name,
            hint="The person or the office: of the authority, a school or another service.", error="Say who made the check",
        ),
        Ask(name="outcome", label="What came of it?", kind="radios", choices=outcomes, required=True, error="Choose what came of it"),
        Ask(
            name="answer", label="What was looked at, and what was found", kind="textarea", required=True,
            error="Say what was looked at, and what was found",
        ),
        Ask(name="evidence", label="Where is the evidence kept?", hint="Needed where the answer says where the child is."),
        Ask(name="place", label="Where is the child?", hint="Where the answer says so: the case is then located."),
        Ask(name="why_not", label="Why does the check not apply?", hint="Only for “Does not apply”."),
        Ask(name="known", label="What was there to go on?", kind="checkboxes", choices={each: each.capitalize() for each in TO_GO_ON}),
        Ask(name="because", label="Reason to go ahead early", kind="textarea", hint="Only where an earlier tier is not finished."),
    ]  # fmt: skip


def _made(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return enquiries.record_made_check(
        case_id,
        by=request.viewer,
        check_code=said["check_code"],
        on=said["on"],
        who=said["who"],
        outcome=said["outcome"],
        answer=said["answer"],
        evidence=said["evidence"],
        why_not=said["why_not"],
        place=said["place"],
        known=(*said["known"], *FAMILY_KNOWN),
        because=said["because"],
    )


def _order_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    possible = [row for row in found.shown["planner"] if row.rank]
    return [
        *(
            Ask(
                name=f"place_{row.check.code}", label=row.check.title, kind="number", required=True, value=str(number),
                hint=f"Recommended: {row.rank}", error=f"Enter a number for “{row.check.title}”",
            )
            for number, row in enumerate(possible, 1)
        ),
        Ask(name="back", label="Or", kind="checkboxes", choices={"yes": "Go back to the recommended order"}),
        why("Why in this order?"),
    ]  # fmt: skip


def _order(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    shown = [name.removeprefix("place_") for name in said if name.startswith("place_")]
    checks = () if said["back"] else shown
    numbers = {code: said[f"place_{code}"] for code in checks}
    return enquiries.order_enquiries(
        case_id, by=request.viewer, checks=checks, numbers=numbers, because=said["because"], seen_version=version
    )


PAGES: Mapping[str, Page] = {
    "enquiry": Page(
        heading="Start an enquiry", asks=_enquiry_asks, act=_enquiry, done="The enquiry is open.", button="Start", tab="enquiries"
    ),
    "order": Page(
        heading="Change the order of enquiries",
        asks=_order_asks,
        act=_order,
        done="The order is kept.",
        tab="enquiries",
        overwrites=True,
        explains="1 is asked first. Give a source another number: the others close up. The order changes no chance, tier or day.",
    ),
    "made": Page(
        heading="Record a check that was made",
        asks=_made_asks,
        act=_made,
        done="The check is recorded, with its answer.",
        explains="For what was asked and answered already: a look into a register, a visit by the school. It stands among the enquiries.",
        tab="enquiries",
    ),
    "answer": Page(heading="Record an answer", asks=_answer_asks, act=_answer, done="The answer is recorded.", tab="enquiries"),
}
