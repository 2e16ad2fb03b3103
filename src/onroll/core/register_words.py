"""The registers in words: the same on pages and in what a family is sent."""

from __future__ import annotations

from collections.abc import Mapping

from onroll.core.wording import capitalised

REGISTERS: Mapping[str, str] = {
    "establishments": "Establishments",
    "postcodes": "Postcodes",
    "term_dates": "Term dates",
    "school_roll": "School roll",
    "roll_change": "Roll changes",
    "ehe": "Home education",
    "alternative_provision": "Alternative provision",
    "admissions": "Admissions",
    "cme_register": "Authority's own CME list",
    "nhs": "Health registration",
    "child_benefit": "Child benefit",
    "social_care": "Social care",
    "council_tax": "Council tax",
    "housing": "Housing",
    "attendance": "Attendance",
    "youth_justice": "Youth justice",
    "travel": "Travel",
    "enquiry_reply": "Replies to enquiries",
}


def register_name(code: str) -> str:
    """Return a register's name in words; of one that has none, its code without underscores."""
    text = REGISTERS.get(code, code.replace("_", " "))
    return capitalised(text)
