"""Who a school's return is about: asked and read in the same way, whatever the return."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from onroll.casework.actions.school_returns import Pupil
from onroll.web.case_forms import Ask, day_of
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
