"""The plan for coming back, its reviews, and the looks afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.casework.actions import plans
from onroll.casework.queries.case_page import CasePage, case_choices
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import YES_NO, Page, today_text
from onroll.web.requests import PageRequest


def _plan_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    choices = case_choices(request.viewer, found.case.pk, "plan")
    said = choices["plan"]
    written, place = said.get("elements", {}), said.get("place", {})
    asks = [
        Ask(name="lead", label="Who leads the plan?", required=True, value=said.get("lead", ""), error="Name who leads the plan"),
        Ask(name="key_adult", label="Key adult at the school or provider", value=said.get("key_adult", "")),
    ]
    elements = choices["elements"] if found.case.has_plan else choices["elements"][:1]
    asks += [
        Ask(name=f"element_{each.code}", label=each.title, kind="textarea", hint=each.asks, value=written.get(each.code, ""))
        for each in elements
    ]
    asks += [
        Ask(
            name="child_not_asked_because", label="If the child has not been asked: why not?", value=said.get("child_not_asked_because", "")
        ),
        Ask(name="ask_child_on", label="If so: when will the child be asked?", kind="date", value=said.get("ask_child_on") or ""),
    ]
    steps = {"applied": "Applied for a place on", "offered": "Offered on", "accepted": "Accepted on"} if found.case.has_plan else {}
    asks += [Ask(name=f"place_{step}", label=label, kind="date", value=place.get(step) or "") for step, label in steps.items()]
    return [*asks, Ask(name="because", label="What changed, and why", kind="textarea", required=True, error="Say why")]


def _plan(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    former = case_choices(request.viewer, case_id, "plan")["plan"]
    place = {name.removeprefix("place_"): day.isoformat() if day else None for name, day in said.items() if name.startswith("place_")}
    plan = {
        "lead": said["lead"],
        "key_adult": said["key_adult"],
        "elements": {
            **former.get("elements", {}),
            **{name.removeprefix("element_"): words for name, words in said.items() if name.startswith("element_")},
        },
        "child_not_asked_because": said["child_not_asked_because"],
        "ask_child_on": said["ask_child_on"].isoformat() if said["ask_child_on"] else None,
        "place": {**former.get("place", {}), **place},
    }
    return plans.write_plan(case_id, by=request.viewer, because=said["because"], plan=plan, seen_version=version)


def _review_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [Ask(name="said", label="What did the review find?", kind="textarea", required=True, error="Say what the review found")]


def _review(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return plans.review_plan(case_id, by=request.viewer, because="", said=said["said"], seen_version=version)


def _observe_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    feed = found.shown.get("feed")
    done = {row.week for row in found.shown["observations"]}
    weeks = {str(week): f"Week {week}" for week in (2, 4, 8, 12, 16, 20, 24) if week not in done}
    return [
        Ask(
            name="week",
            label="Which week?",
            kind="select",
            choices=weeks,
            required=True,
            value=next(iter(weeks), ""),
            error="Choose the week",
        ),
        Ask(name="on", label="Day", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(
            name="attended", label="Sessions attended since the last look", kind="number", required=True,
            value=str(feed.sessions_attended) if feed else "", hint=_from_feed(feed),
        ),
        Ask(
            name="possible", label="Sessions possible since the last look", kind="number", required=True,
            value=str(feed.sessions_possible) if feed else "",
        ),
        Ask(name="on_roll", label="Still on the roll?", kind="radios", choices=YES_NO, required=True, error="Say whether"),
        Ask(name="source", label="Who says so?", required=True),
    ]  # fmt: skip


def _from_feed(feed: Any) -> str:
    if not feed:
        return "No attendance marks have come for these weeks: ask the school."
    return f"The register’s marks cover {feed.days_marked} of {feed.school_days} school days: ask the school for the rest."


def _observe(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return plans.record_observation(
        case_id,
        by=request.viewer,
        week=int(said["week"]),
        on=said["on"],
        sessions_attended=said["attended"],
        sessions_possible=said["possible"],
        on_roll=said["on_roll"] == "yes",
        source=said["source"],
    )


PAGES: Mapping[str, Page] = {
    "plan": Page(
        heading="The plan on one page",
        asks=_plan_asks,
        act=_plan,
        done="The plan is kept.",
        tab="plan",
        explains="A plan begins with who leads it and with the child’s own account. Everything else has a section of its own.",
        overwrites=True,
        merges=True,
    ),
    "review": Page(
        heading="Review the return plan", asks=_review_asks, act=_review, done="The review is kept.", tab="plan", overwrites=True
    ),
    "observe": Page(heading="Observe the attendance", asks=_observe_asks, act=_observe, done="The observation is kept.", tab="plan"),
}
