"""The return plan section by section, part-time timetables, and referrals to services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onroll.casework.actions import plans, service_referrals
from onroll.casework.actions.plans import ELEMENTS, Element
from onroll.casework.queries.case_page import CasePage
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import Act, Page, today_text, why
from onroll.web.requests import PageRequest

ROUTES = {
    "In-year admission": "In-year admission",
    "Fair Access Protocol": "Fair Access Protocol",
    "Alternative provision": "Alternative provision",
    "Education under section 19": "Education under section 19 (illness, exclusion)",
    "A place named in an education, health and care plan": "A place named in an education, health and care plan",
    "Back to the same school": "Back to the same school",
}
PLACE_STEPS = {
    "applied": "Applied on",
    "fair_access_referred_on": "Referred to the Fair Access panel on",
    "offered": "Offered on",
    "accepted": "Accepted on",
    "first_attended": "First attended on",
}


def _more() -> Ask:
    return Ask(name="because", label="What changed, and why", kind="textarea", hint="Kept in the case’s history. It can stay empty.")


def _people_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    said = found.shown["said"]
    return [
        Ask(
            name="lead",
            label="Who leads the plan?",
            hint="One person of your authority.",
            required=True,
            value=said.get("lead", ""),
            error="Name who leads the plan",
        ),
        Ask(
            name="key_adult",
            label="Key adult at the school or provider",
            hint="Whom the child goes to on a bad day.",
            value=said.get("key_adult", ""),
        ),
        _more(),
    ]


def _section_asks(element: Element) -> Callable[[PageRequest, CasePage], list[Ask]]:
    def asks(request: PageRequest, found: CasePage) -> list[Ask]:
        said = found.shown["said"]
        written = said.get("parts", {}).get(element.code, {})
        made = [_part_ask(element, part.code, part.label, written.get(part.code, "")) for part in element.parts]
        made.append(
            Ask(
                name=f"element_{element.code}",
                label="Anything else",
                kind="textarea",
                hint=element.asks,
                value=said.get("elements", {}).get(element.code, ""),
            )
        )
        if element.code == "childs_account":
            made += [
                Ask(
                    name="child_not_asked_because",
                    label="If the child has not been asked: why not?",
                    value=said.get("child_not_asked_because", ""),
                ),
                Ask(name="ask_child_on", label="If so: when will the child be asked?", kind="date", value=said.get("ask_child_on") or ""),
            ]
        else:
            made.append(
                Ask(
                    name="not_applicable",
                    label="Or: why this section is left out",
                    hint="Only where it does not apply to this child.",
                    value=said.get("not_applicable", {}).get(element.code, ""),
                )
            )
        if element.code == "placement":
            place = said.get("place", {})
            made += [
                Ask(name=f"place_{step}", label=label, kind="date", value=place.get(step) or "") for step, label in PLACE_STEPS.items()
            ]
        return [*made, _more()]

    return asks


def _part_ask(element: Element, code: str, label: str, value: str) -> Ask:
    if (element.code, code) == ("placement", "route"):
        return Ask(name=f"part_{code}", label=label, kind="select", choices=ROUTES, value=value)
    kind: Any = "text" if (element.code, code) in (("placement", "where"), ("childs_account", "trusted_adult")) else "textarea"
    return Ask(name=f"part_{code}", label=label, kind=kind, value=value)


def _write(section: str) -> Act:
    def act(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
        kept: dict[str, Any] = {name: said[name] for name in ("lead", "key_adult", "child_not_asked_because") if name in said}
        if "ask_child_on" in said:
            kept["ask_child_on"] = said["ask_child_on"].isoformat() if said["ask_child_on"] else None
        place = {name.removeprefix("place_"): day.isoformat() if day else None for name, day in said.items() if name.startswith("place_")}
        if place:
            kept["place"] = place
        if section != "people":
            kept["parts"] = {name.removeprefix("part_"): words for name, words in said.items() if name.startswith("part_")}
            kept["element"] = said[f"element_{section}"]
            kept["not_applicable"] = said.get("not_applicable", "")
        return plans.write_section(
            case_id, by=request.viewer, section=section, said=kept, because=said["because"] or "", seen_version=version
        )

    return act


# -- part-time timetables ---------------------------------------------------------------------------------------------


def _part_time_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [
        Ask(name="starts_on", label="First day", kind="date", required=True, value=today_text(found), error="Enter the first day"),
        Ask(
            name="ends_on",
            label="Last day",
            kind="date",
            required=True,
            hint="Six weeks at most. Then it is full time, or agreed again.",
            error="Enter the last day",
        ),
        Ask(
            name="review_on",
            label="Day on which it is looked at before it ends",
            kind="date",
            required=True,
            error="Enter the day of the look",
        ),
        Ask(name="agreed_by_parent", label="Which parent agreed?", required=True, error="Name the parent who agreed"),
        why("Why not full time, and how many hours?"),
    ]


def _part_time(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return plans.agree_part_time(
        case_id,
        by=request.viewer,
        because=said["because"],
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        review_on=said["review_on"],
        agreed_by_parent=said["agreed_by_parent"],
    )


def _full_time_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [
        Ask(name="full_time_on", label="Full time since", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(name="because", label="Anything to add", kind="textarea"),
    ]


def _full_time(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return plans.end_part_time(case_id, by=request.viewer, full_time_on=said["full_time_on"], because=said["because"])


# -- referrals to services --------------------------------------------------------------------------------------------


def _refer_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [
        Ask(
            name="service",
            label="Which service?",
            required=True,
            hint="Such as the mental health support team, early help, or a tutor.",
            error="Name the service",
        ),
        Ask(
            name="wanted",
            label="What must come of it?",
            required=True,
            hint="Once it is due, a review of the plan does not count without it.",
            error="Say what must come of it",
        ),
        Ask(name="referred_on", label="Day of the referral", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(name="due_on", label="Answer due by", kind="date", hint="Empty: 20 working days after the referral."),
        why("Why is the child referred?"),
    ]


def _refer(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return service_referrals.refer_to_service(
        case_id,
        by=request.viewer,
        service=said["service"],
        wanted=said["wanted"],
        referred_on=said["referred_on"],
        due_on=said["due_on"],
        because=said["because"],
    )


def _which(request: PageRequest, found: CasePage) -> Ask:
    open_ones = {str(row.pk): f"{row.service}: {row.wanted}" for row in found.shown["referrals"] if not row.outcome}
    asked = request.GET.get("referral", "")
    return Ask(
        name="referral",
        label="Which referral?",
        kind="radios",
        choices=open_ones,
        required=True,
        error="Choose the referral",
        value=asked if asked in open_ones else next(iter(open_ones), ""),
    )


def _outcome_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [
        _which(request, found),
        Ask(name="outcome", label="What came of it?", kind="textarea", required=True, error="Say what came of it"),
        Ask(name="outcome_on", label="On which day?", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(name="answered_by", label="Who says so?"),
    ]


def _outcome(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return service_referrals.answer_referral(
        int(said["referral"]), by=request.viewer, outcome=said["outcome"], outcome_on=said["outcome_on"], answered_by=said["answered_by"]
    )


def _put_off_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [
        _which(request, found),
        Ask(name="due_on", label="Answer now due by", kind="date", required=True, error="Enter the day"),
        why("Why does it take longer?"),
    ]


def _put_off(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return service_referrals.put_off_referral(int(said["referral"]), by=request.viewer, because=said["because"], due_on=said["due_on"])


def _section(code: str, heading: str, asks: Callable[[PageRequest, CasePage], list[Ask]], explains: str = "") -> Page:
    return Page(
        heading=heading,
        asks=asks,
        act=_write(code),
        done="The section is kept.",
        button="Save this section",
        tab="plan",
        explains=explains,
        overwrites=True,
        merges=True,
    )


PAGES: Mapping[str, Page] = {
    "plan-people": _section("people", "Who leads, and who helps", _people_asks),
    **{f"plan-{each.code}": _section(each.code, each.title, _section_asks(each), each.asks) for each in ELEMENTS},
    "part-time": Page(
        heading="Agree a part-time timetable",
        asks=_part_time_asks,
        act=_part_time,
        done="The timetable is kept. Its end falls due by itself.",
        tab="plan",
        explains="Only for a time, with the parent’s agreement, and looked at before it ends. It cannot run on by itself.",
    ),
    "full-time": Page(heading="Full time again", asks=_full_time_asks, act=_full_time, done="It is recorded.", tab="plan"),
    "refer": Page(heading="Refer to a service", asks=_refer_asks, act=_refer, done="The referral is kept.", tab="plan"),
    "referral-outcome": Page(
        heading="Record what came of a referral", asks=_outcome_asks, act=_outcome, done="The outcome is kept.", tab="plan"
    ),
    "referral-later": Page(heading="Agree on a later day", asks=_put_off_asks, act=_put_off, done="The new day is kept.", tab="plan"),
}
