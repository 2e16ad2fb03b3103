"""Where what falls due by itself is done: the words of the button, and the address of its form."""

from __future__ import annotations

from onroll.casework.models import Case
from onroll.core.attendance_order_dues import DUE_WORDS

Form = tuple[str, tuple[str, str]]

FORMS: tuple[tuple[str, Form], ...] = (
    ("Look again at the ending", ("Look again", ("case_do", "recheck"))),
    ("Hand over to the team for participation", ("Record the hand-over", ("case_ending", ""))),
    ("Outcome of the referral", ("Record the outcome", ("case_do", "referral-outcome"))),
    ("The part-time timetable ends", ("Look at the timetable", ("case_tab", "plan"))),
    ("Review of week", ("Review the plan", ("case_do", "review"))),
    ("Review the part-time timetable", ("Review the plan", ("case_do", "review"))),
    ("Ask the child", ("Write down what the child says", ("case_do", "plan-childs_account"))),
    *((words, ("Look at the next step", ("case_tab", "orders"))) for words in DUE_WORDS),
)
"""By the first words of the next action."""


def form_of_duty(case: Case) -> Form | None:
    """Return where a case's next action is done, where it is one that falls due by itself."""
    return next((form for words, form in FORMS if case.next_action.startswith(words)), None)
