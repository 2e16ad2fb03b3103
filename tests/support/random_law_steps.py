"""Random letters, help, legal steps, sections of plans, referrals and second looks, for random walks over casework."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from onroll.casework.actions import attendance_orders, letters, plans, rechecks, service_referrals
from onroll.casework.case_facts import own_steps, pathway_of
from onroll.casework.letter_drafts import Draft
from onroll.casework.models import Case, Enquiry, ServiceReferral
from onroll.casework.viewers import Viewer
from onroll.core.attendance_orders import SERVED, STEPS, steps_open
from onroll.core.dated.closure_evidence import STANDARDS, Outcome
from onroll.core.dated.help_offers import HELP
from onroll.core.dated.letter_kinds import KINDS
from onroll.core.dated.values import value_on
from onroll.core.return_plan_elements import ELEMENTS

Step = Callable[[random.Random, Case, Viewer, Any], object]
TYPED = {"contact": "01632 960 100", "reasons": "None known.", "school": "Hill", "how_it_ended": "Well", "reply_by": "soon"}


def _letter(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    kind = next(each for each in KINDS if each.step) if pick.random() < 0.4 else pick.choice(KINDS)
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
            no_help_because="-",
            lives_here_because="Seen there",
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


def _legal(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    can = [step for step, answer in steps_open(pathway_of(own_steps(case)), day).items() if answer and step not in SERVED]
    step = pick.choice(can or [step for step in STEPS if step not in SERVED])
    return attendance_orders.take_step(case.pk, by=by, step=step, on=day, because="-", school="Hill")


def _part_time(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    if pick.random() > 0.2:
        return None
    ends, looks = day + timedelta(days=14), day + timedelta(days=7)
    return plans.agree_part_time(case.pk, by=by, because="-", starts_on=day, ends_on=ends, review_on=looks, agreed_by_parent="A. Parent")


LAW_STEPS: dict[str, Step] = {
    "letter": _letter,
    "help": lambda pick, case, by, day: attendance_orders.offer_help(case.pk, by=by, on=day, what=pick.choice(list(HELP)), words="A bus"),
    "legal": _legal,
    "section": _section,
    "refer": lambda pick, case, by, day: (
        service_referrals.refer_to_service(case.pk, by=by, service="Nurse", because="-", wanted="Fit", referred_on=day)
        if pick.random() < 0.2
        else None
    ),
    "service": _answer,
    "part_time": _part_time,
    "full_time": lambda pick, case, by, day: plans.end_part_time(case.pk, by=by, full_time_on=day),
    "recheck": _recheck,
}  # fmt: skip
SEVERAL_VERSIONS = frozenset({"letter"})
"""A letter is also the contact or the enquiry that it is: each has its own line and version, in one transaction."""
