"""The Department's labels for the primary reason that a child misses education.

Source  Department for Education, Children missing education at census date, autumn term 2025/26 (the 20 published
        labels); contracts, section 5 (which of them a finding carries before an officer records one).
"""

from __future__ import annotations

MOVED_COUNTRY = "Believed to have moved to another country"
MOVED_AUTHORITY = "Believed to have moved to another local authority"
OFFERED_NOT_ACCEPTED = "Offered school place but not yet accepted"
AWAITING_OUTCOME = "School application awaiting outcome"
UNSUITABLE_HOME_EDUCATION = "Unsuitable elective home education"
WAITING_START = "Waiting school start"
UNKNOWN = "Unknown"
NOT_RECORDED = "Not recorded"

REASONS: tuple[str, ...] = (
    MOVED_COUNTRY,
    MOVED_AUTHORITY,
    "Challenging school attendance order",
    "Did not apply for school place at compulsory school age",
    "Did not get school preference",
    "Difficulty accessing suitable school place",
    "Mental health",
    "Moved in from another country",
    "Moved in from another local authority",
    NOT_RECORDED,
    OFFERED_NOT_ACCEPTED,
    "Other",
    "Parental decision not to register at school",
    "Physical health",
    AWAITING_OUTCOME,
    "School dissatisfaction SEND",
    "School dissatisfaction general",
    UNKNOWN,
    UNSUITABLE_HOME_EDUCATION,
    WAITING_START,
)
"""All 20, in alphabetical order as published."""
