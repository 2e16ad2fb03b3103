"""What schools must return to the authority: grounds for deletion, and the clocks of returns and absence.

Source  The School Attendance (Pupil Registration) (England) Regulations 2024, SI 2024/208, in force 19 August 2024, as set out in
        domain, sections 2.1 to 2.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from onroll.core.dated.values import Dated

IN_FORCE = date(2024, 8, 19)

Route = Literal[
    "confirm a joiner",
    "watch until compulsory school age",
    "none while the other roll is live",
    "verify the provision",
    "home education",
    "open a case",
    "link with youth justice",
    "restrict the record",
    "hand over for participation to 18",
    "section 19 and a case",
    "open a case unless a joiner is confirmed",
]


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground on which a name must be deleted, and what then happens.

    Shape  joint_enquiry: school and authority must have enquired together. uncertain: wording from memory.
    """

    letter: str
    words: str
    route: Route
    joint_enquiry: bool = False
    uncertain: bool = False


GROUNDS: tuple[Dated[tuple[Ground, ...]], ...] = (
    Dated(
        value=(
            Ground("a", "Registered at another school", "confirm a joiner"),
            Ground("b", "Nursery education ended and does not go on at the school", "watch until compulsory school age"),
            Ground("c", "Dual registered, and the other schools consent", "none while the other roll is live"),
            Ground("d", "School attendance order amended to name another school", "confirm a joiner"),
            Ground("e", "School attendance order revoked: suitable education has been arranged", "verify the provision"),
            Ground("f", "Parent notified in writing that the child is educated otherwise than at school", "home education"),
            Ground("g", "No longer normally lives within reasonable distance", "open a case"),
            Ground("h", "Has not returned after leave of absence", "open a case", joint_enquiry=True, uncertain=True),
            Ground("i", "Continuously absent for twenty school days", "open a case", joint_enquiry=True),
            Ground("j", "Detained under a sentence", "link with youth justice"),
            Ground("k", "Died", "restrict the record"),
            Ground("l", "Will be over compulsory school age and does not go on to the sixth form", "hand over for participation to 18"),
            Ground("m", "Boarder whose fees are unpaid", "open a case"),
            Ground("n", "Ceased at an independent or non-maintained special school", "open a case unless a joiner is confirmed"),
            Ground("o", "Permanently excluded", "section 19 and a case"),
        ),
        source="domain 2.2 (regulation 9(1)); routes are Onroll's proposal",
        valid_from=IN_FORCE,
    ),
)


@dataclass(frozen=True, slots=True)
class ReturnLimits:
    """The numbers of the regulations.

    Units   new_pupil_days: plain days. section_19_day: the number of the school day, the first day of the exclusion being 1.
            All others: school days.
    """

    new_pupil_days: int = 5
    replace_n_days: int = 5
    attendance_return_days: int = 10
    leave_overrun_days: int = 10
    sickness_days: int = 15
    ground_i_days: int = 20
    section_19_day: int = 6
    joiner_days: int = 10


LIMITS: tuple[Dated[ReturnLimits], ...] = (
    Dated(
        value=ReturnLimits(),
        source="domain 2.1 to 2.3; section 19 from day six, domain 1.1; ten school days for a joiner, contracts 5",
        valid_from=IN_FORCE,
    ),
)

GROUND_I_CODES = frozenset({"G", "N", "O"})
"""Source: domain 2.2: ground i is lawful only where every session is coded G, N or O."""

SICKNESS_CODE = "I"
UNAUTHORISED_CODES = frozenset({"G", "N", "O", "U"})
ABSENT_UNAUTHORISED_ALL_DAY = frozenset({"G", "N", "O"})
"""U is late: the child came."""
NO_SESSION_CODES = frozenset({"-", "#", ""})
"""School is shut, or there is no session."""
