"""The links of the header, in groups, and the pages of the group that somebody is in: those that the viewer may open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from onroll.casework.permissions import Right
from onroll.casework.viewers import Viewer


@dataclass(frozen=True)
class Place:
    """One page of a group. Shape  under: beginnings of other addresses that belong to it."""

    name: str
    text: str
    right: Right
    under: tuple[str, ...] = ()
    for_shielded_team: bool = False


@dataclass(frozen=True)
class Group:
    """One link of the header, and the pages that it gathers. The first that the viewer may open is where it leads."""

    text: str
    places: Sequence[Place]


GROUPS: Sequence[Group] = (
    Group(
        "Today",
        (
            Place("today", "Today", Right.SEE_TODAY),
            Place("notices", "Notices", Right.SEE_CASES),
            Place("messages", "Messages by e-mail", Right.SEE_CASES),
            Place("own_family", "Your own family", Right.SEE_TODAY),
        ),
    ),
    Group(
        "Cases",
        (
            Place("cases", "All cases", Right.SEE_CASES, ("/cases/",)),
            Place("worklists", "Saved lists", Right.WORK_CASES),
            Place("visits", "Home visits", Right.WORK_CASES),
            Place("transfers", "Transfers", Right.SEE_CASES),
            Place("service_referrals", "Services asked", Right.SEE_CASES),
            Place("letter_texts", "Letters", Right.SEE_LETTERS),
            Place("family_requests", "Families’ requests", Right.HANDLE_FAMILY_REQUESTS),
        ),
    ),
    Group(
        "Enquiries",
        (
            Place("enquiry_board", "Open enquiries", Right.SEE_CASES),
            Place("broadcast_inbox", "Asked of us", Right.SEE_CASES),
            Place("agency_inbox", "Asked of us", Right.ANSWER_ENQUIRIES),
        ),
    ),
    Group(
        "Children",
        (
            Place("findings", "Found missing", Right.SEE_CHILDREN, ("/children/",)),
            Place("find", "Find a child", Right.FIND_A_CHILD),
            Place("referrals", "Referrals", Right.REFER),
            Place("returns", "School returns", Right.SEE_RETURNS, ("/returns/", "/joint-enquiries/")),
            Place("own_practice", "Your school’s practice", Right.ANSWER_PRACTICE),
            Place("own_list", "Your list", Right.SEE_OWN_LIST),
            Place("not_in_school", "Not in school", Right.KEEP_NOT_IN_SCHOOL),
            Place("pairs", "Same child?", Right.REVIEW_LINKS),
            Place("shielding", "Shielded children", Right.SHIELD_CHILDREN, for_shielded_team=True),
            Place("sealed", "Sealed identities", Right.KEEP_SEALED, for_shielded_team=True),
        ),
    ),
    Group(
        "Prevention",
        (
            Place("transitions", "Before they move", Right.WATCH_TRANSITIONS),
            Place("holiday_contacts", "Contacts in the holidays", Right.WATCH_TRANSITIONS),
            Place("family_alarms", "Whole families", Right.WATCH_TRANSITIONS),
            Place("holiday_outcomes", "What came of it", Right.WATCH_TRANSITIONS),
            Place("warning_signs", "Warning signs", Right.SEE_WARNING_SIGNS, ("/warning-signs/children/",)),
            Place("warning_signs_check", "How good the signs are", Right.CHECK_WARNING_SIGNS, ("/warning-signs/switch",)),
            Place("contradictions", "Contradictions", Right.SETTLE_CONTRADICTIONS),
            Place("school_practice", "Schools’ practice", Right.SEE_PRACTICE),
        ),
    ),
    Group(
        "My team",
        (
            Place("team", "Work and risk", Right.SEE_TEAM),
            Place("forecast", "The work that comes", Right.SEE_TEAM),
            Place("local_rules", "Time limits", Right.SET_LOCAL_RULES),
        ),
    ),
    Group(
        "People",
        (
            Place("people", "Accounts", Right.MANAGE_PEOPLE),
            Place("organisations", "Organisations", Right.MANAGE_PEOPLE),
            Place("machines", "Systems with a token", Right.MANAGE_PEOPLE, ("/machines/",)),
            Place("access_review", "Review of access", Right.REVIEW_ACCESS),
            Place("agreements", "Agreements to share", Right.SEE_AGREEMENTS),
            Place("glass_reviews", "Who broke the glass", Right.REVIEW_GLASS),
            Place("not_shared", "Decisions not to share", Right.SEE_CASES),
        ),
    ),
    Group(
        "Figures",
        (
            Place("figures", "The termly return", Right.SEE_FIGURES),
            Place("every_child", "Every child", Right.SEE_FIGURES),
            Place("dashboard", "Dashboard", Right.SEE_FIGURES),
            Place("waterfall", "Down to the unaccounted", Right.SEE_FIGURES),
            Place("any_time", "At any time in a year", Right.SEE_FIGURES),
            Place("definitions", "Others’ definitions", Right.SEE_FIGURES),
            Place("revisions", "Late corrections", Right.SEE_FIGURES),
            Place("flow", "Flow", Right.SEE_FIGURES),
            Place("comparison", "Authorities", Right.SEE_FIGURES),
            Place("school_signals", "Schools", Right.SEE_FIGURES),
            Place("unrolled", "Left for nowhere", Right.SEE_FIGURES),
            Place("link_quality", "Quality of links", Right.SEE_LINK_QUALITY),
        ),
    ),
    Group(
        "Data",
        (
            Place("extracts", "Data received", Right.SEE_EXTRACTS, ("/upload",)),
            Place("late", "What is late", Right.SEE_EXTRACTS),
            Place("status", "Status", Right.SEE_STATUS),
            Place("who_asked", "Who asked", Right.SEE_WHO_ASKED),
            Place("corrections_asked", "Corrections", Right.SEE_WHO_ASKED),
            Place("contradictions_asked", "Records to check", Right.SEE_WHO_ASKED),
        ),
    ),
    Group(
        "Audit",
        (
            Place("audit", "How records are used", Right.SEE_EVENTS),
            Place("audit_alerts", "Alerts", Right.REVIEW_ALERTS),
            Place("audit_anchors", "Anchors", Right.SEE_EVENTS),
            Place("events", "Event log", Right.SEE_EVENTS),
            Place("retention", "How long things are kept", Right.SEE_RETENTION),
        ),
    ),
)


def navigation(viewer: Viewer, path: str) -> list[dict[str, Any]]:
    """Return the links of the header, as the service navigation takes them."""
    here = _place_of(path)
    shown = []
    for group in GROUPS:
        open_to = _open_places(group, viewer)
        if open_to:
            address = _address(open_to[0].name)
            shown.append({"href": address, "text": group.text, "current": path == address, "active": here in group.places})
    return shown


def nearby(viewer: Viewer, path: str) -> list[dict[str, Any]]:
    """Return the pages of the group that an address lies in; nothing where there is only one."""
    here = _place_of(path)
    group = next((each for each in GROUPS if here in each.places), None)
    places = _open_places(group, viewer) if group else []
    if len(places) < 2:
        return []
    return [{"href": _address(place.name), "text": place.text, "active": place == here} for place in places]


def _open_places(group: Group, viewer: Viewer) -> list[Place]:
    return [
        place
        for place in group.places
        if viewer.may(place.right) and (viewer.in_shielded_team or not place.for_shielded_team) and _address(place.name)
    ]


@lru_cache(maxsize=2048)
def _place_of(path: str) -> Place | None:
    """Return the page that an address belongs to: the longest that it begins with."""
    best: tuple[int, Place | None] = (0, None)
    for group in GROUPS:
        for place in group.places:
            address = _address(place.name)
            starts = [address] if path == address else [f"{address}/"] if address != "/" else []
            for start in (*starts, *place.under):
                if start and path.startswith(start) and len(start) > best[0]:
                    best = (len(start), place)
    return best[1]


@cache
def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
