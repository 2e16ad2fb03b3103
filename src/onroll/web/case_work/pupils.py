"""Who a school's return is about: asked and read in the same way, whatever the return."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from onroll.casework.actions.school_returns import Pupil
from onroll.casework.queries.own_roll import pupil_of_own_roll
from onroll.web.case_forms import Ask, day_of
from onroll.web.requests import PageRequest
from onroll.web.templating import day

PUPIL: tuple[Ask, ...] = (
    Ask(name="forename", label="First names", required=True, longest=100),
    Ask(name="surname", label="Last name", required=True, longest=100),
    Ask(name="date_of_birth", label="Date of birth", kind="date", required=True, error="Enter the date of birth"),
    Ask(name="upn", label="UPN", longest=13),
)
HOME: tuple[Ask, ...] = (
    Ask(name="address_line_1", label="Address", required=True, longest=200),
    Ask(name="postcode", label="Postcode", longest=10),
)
PARENT = Ask(name="parent_1_name", label="Parent with whom the pupil normally lives", required=True, longest=200)
PARENTS_PHONE = Ask(name="parent_1_phone", label="Emergency telephone of this parent", longest=30)


SENT: Mapping[str, str] = {
    "date_of_birth": "Date of birth",
    "upn": "UPN",
    "address_line_1": "Address",
    "postcode": "Postcode",
    "parent_1_name": "Parent",
    "parent_1_address": "This parent’s address",
    "parent_1_phone": "Emergency telephone",
    "parent_2_name": "Another parent",
    "parent_2_address": "The other parent’s address",
    "parent_2_phone": "The other parent’s telephone",
    "destination_school": "Next school",
    "destination_starts_on": "First day there",
    "new_address": "New address",
    "new_address_from": "Lives there from",
    "ground_met_on": "Ground met on",
    "parent_notified_in_writing": "Parent notified the school in writing",
    "leave_ended_on": "Last day of the leave",
    "marks": "Attendance marks",
    "sickness_ruled_out": "Sickness ruled out",
    "unavoidable_cause_ruled_out": "Unavoidable cause ruled out",
}
"""What a deletion return says beyond the name, the ground and the day, in the order in which it is read."""


def sent_in_words(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what a school sent, each with what it is called; days in words."""
    return [(label, _worded(str(said[name]))) for name, label in SENT.items() if said.get(name)]


def _worded(value: str) -> str:
    found = day_of(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None
    return day(found) if found else {"yes": "Yes", "no": "No", "True": "Yes"}.get(value, value)


def chosen_pupil(request: PageRequest) -> Mapping[str, str]:
    """Return what the school's own roll says of the pupil whom its user has chosen, by the name of the question; nothing where none is."""
    child_id = request.GET.get("pupil", "")
    pupil = pupil_of_own_roll(request.viewer, request.purpose, child_id) if child_id and request.method == "GET" else None
    if pupil is None:
        return {}
    born = pupil.date_of_birth
    return {
        **{name: getattr(pupil, name) for name in ("forename", "surname", "upn", "address_line_1", "postcode")},
        "date_of_birth": f"{born.day}/{born.month}/{born.year}" if born else "",
        "pupil": f"{pupil.forename} {pupil.surname}",
        "parent_1_name": pupil.parent_1_name,
        "parent_2_name": pupil.parent_2_name,
        "parent_1_phone": pupil.phone,
    }


def pupil_of_answers(said: Mapping[str, Any]) -> Pupil:
    """Return the pupil; what a return does not ask for is left empty."""
    return Pupil(
        surname=said["surname"],
        forename=said["forename"],
        date_of_birth=said["date_of_birth"],
        address_line_1=said.get("address_line_1", ""),
        postcode=said.get("postcode", ""),
        upn=said["upn"].upper(),
        parent_name=said.get("parent_1_name", ""),
        phone=said.get("parent_1_phone", ""),
    )
