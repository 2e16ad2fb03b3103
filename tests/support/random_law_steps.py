"""Random letters, help, legal steps, sections of plans, referrals and second looks, for random walks over casework."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from onroll.casework.actions import attendance_orders, letters, plans, rechecks, service_referrals
from onroll.casework.letter_drafts import Draft
from onroll.casework.models import Case, Enquiry, ServiceReferral
from onroll.casework.viewers import Viewer
from onroll.core.attendance_orders import SERVED, STEPS
from onroll.core.dated.closure_evidence import STANDARDS, Outcome
from onroll.core.dated.help_offers import HELP
from onroll.core.dated.letter_kinds import KINDS
from onroll.core.dated.values import value_on
from onroll.core.return_plan_elements import ELEMENTS

Step = Callable[[random.Random, Case, Viewer, Any], object]
TYPED = {"contact": "01632 960 100", "reasons": "None known.", "school": "Hill", "how_it_ended": "Well", "reply_by": "soon"}


def _letter(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    kind = pick.choice(KINDS)
    asked = Enquiry.objects.filter(case=case, outcome="").order_by("id").first() if kind.chases else None
    return letters.send_letter(
        case.pk,
        by=by,
        draft=Draft(
            kind=kind,
            recipient=("A. Parent", "1 Made-up Street"),
            how="by_hand",
            sent_on=day,
            typed=TYPED,
            check_code=pick.choice(["", *kind.checks]),
            enquiry_id=asked.pk if asked else None,
            period_days=pick.choice([14, 15]),
            has_plan=pick.random() < 0.3,
            because="-",
        ),
    )


def _section(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    section = pick.choice(ELEMENTS)
    said = {"parts": {section.parts[0].code: f"Words of {day}"}, "element": ""}
    return plans.write_section(case.pk, by=by, section=section.code, said=said)


def _answer(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    row = pick.choice([*ServiceReferral.objects.filter(case=case).order_by("id"), None])
    if row is None:
        return None
    if pick.random() < 0.3:
        return service_referrals.put_off_referral(row.pk, by=by, because="-", due_on=day + timedelta(days=30))
    return service_referrals.answer_referral(row.pk, by=by, outcome="Done", outcome_on=day)


def _recheck(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    standard = next((each for each in value_on(STANDARDS, day) if case.outcome and each.outcome is Outcome(case.outcome)), None)
    kinds = [kind.code for kind in standard.accepts] if standard else ["-"]
    evidence = [{"kind": pick.choice(kinds), "dated_on": day.isoformat(), "reference": "file"}]
    return rechecks.recheck_ending(case.pk, by=by, result=pick.choice(list(rechecks.RESULTS)), because="-", evidence=evidence)


LAW_STEPS: dict[str, Step] = {
    "letter": _letter,
    "help": lambda pick, case, by, day: attendance_orders.offer_help(case.pk, by=by, on=day, what=pick.choice(list(HELP)), words="A bus"),
    "legal": lambda pick, case, by, day: attendance_orders.take_step(
        case.pk, by=by, step=pick.choice([step for step in STEPS if step not in SERVED]), on=day, because="-", school="Hill"
    ),
    "section": _section,
    "refer": lambda pick, case, by, day: service_referrals.refer_to_service(
        case.pk, by=by, service="Nurse", because="-", wanted="Fit", referred_on=day
    ),
    "service": _answer,
    "part_time": lambda pick, case, by, day: plans.agree_part_time(
        case.pk, by=by, because="-", starts_on=day, ends_on=day + timedelta(days=14), review_on=day + timedelta(days=7),
        agreed_by_parent="A. Parent",
    ),
    "full_time": lambda pick, case, by, day: plans.end_part_time(case.pk, by=by, full_time_on=day),
    "recheck": _recheck,
}  # fmt: skip
SEVERAL_VERSIONS = frozenset({"letter"})
"""A letter is also the contact or the enquiry that it is: each has its own line and version, in one transaction."""
