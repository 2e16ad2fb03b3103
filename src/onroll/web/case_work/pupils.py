"""Who a school's return is about: asked and read in the same way, whatever the return."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.casework.actions.school_returns import Pupil
from onroll.web.case_forms import Ask

PUPIL: tuple[Ask, ...] = (
    Ask(name="forename", label="First names", required=True),
    Ask(name="surname", label="Last name", required=True),
    Ask(name="date_of_birth", label="Date of birth", kind="date", required=True, error="Enter the date of birth"),
    Ask(name="upn", label="UPN"),
)
HOME: tuple[Ask, ...] = (
    Ask(name="address_line_1", label="Address", required=True),
    Ask(name="postcode", label="Postcode"),
)
PARENT = Ask(name="parent_1_name", label="Parent with whom the pupil normally lives", required=True)
PARENTS_PHONE = Ask(name="parent_1_phone", label="Emergency telephone of this parent")


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
