"""What help was offered to the family, and where a case stands on the way to a school attendance order."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.casework.case_facts import contact_is_unsafe, pathway_of
from onroll.casework.models import Case, HelpOffer, OrderStep, ServiceReferral
from onroll.casework.viewers import Viewer
from onroll.core.answers import Answer, no
from onroll.core.attendance_order_dues import due_next
from onroll.core.attendance_orders import SERVED, STEPS, earliest_answer_day, is_running, process_is_in_force, steps_open
from onroll.core.before_an_order import PathwayFacts, may_begin
from onroll.core.dated.attendance_order_law import HOW_SERVED, PROSPECTIVE
from onroll.core.dated.help_offers import HELP
from onroll.pipeline.run_rows import Child


def orders(viewer: Viewer, case: Case, child: Child | None, on: date) -> dict[str, Any]:
    """Return what the tab shows."""
    offers = list(HelpOffer.objects.filter(case=case).order_by("-on", "-id"))
    rows = list(OrderStep.objects.filter(case=case).select_related("letter").order_by("-id"))
    own = [row for row in reversed(rows) if row.episode == case.episode and row.authority == case.authority]
    history = pathway_of(own)
    offered = any(each.episode == case.episode for each in offers)
    begin = _may_begin(case, child, offered, on)
    is_open = steps_open(history, on) if case.is_open else {}
    if is_open.get("notice_437"):
        is_open["notice_437"] = begin
    return {
        "offers": [{"row": each, "what": HELP[each.what]} for each in offers],
        "offered": offered,
        "referrals": list(ServiceReferral.objects.filter(case=case, episode=case.episode).order_by("-id")),
        "steps": [
            {
                "row": row,
                "words": STEPS[row.step],  # type: ignore[index]
                "how": HOW_SERVED.get(row.how, ""),
                "until": earliest_answer_day(row.on, row.period_days) if row.period_days else None,
            }
            for row in rows
        ],
        "running": is_running(history),
        "due": due_next(history),
        "can": [(step, STEPS[step], step in SERVED and step != "amended") for step, answer in is_open.items() if answer],
        "cannot": [(STEPS[step], answer.reason_not) for step, answer in is_open.items() if not answer],
        "begin": begin,
        "prospective": PROSPECTIVE,
        "process": process_is_in_force(on),
    }


def _may_begin(case: Case, child: Child | None, offered: bool, on: date) -> Answer:
    """Whether a notice can be prepared, as far as the page knows; the parent's name is asked for on the way."""
    lives_in = child.la_code if child else None
    facts = PathwayFacts(
        date_of_birth=child.date_of_birth if child else None,
        lives_in_area=lives_in == case.authority if lives_in else True,
        parent_name="-",
        parent_address="-",
        in_education=not case.counted_as or case.state == "watching",
        contact_is_unsafe=contact_is_unsafe(case),
        help_offered=("offered",) if offered else (),
        no_help_because="may be said on the form",
    )
    if not case.is_open:
        return no("The case has ended.")
    if case.triaged_on is None:
        return no("Look at the risk first: nobody has looked at this case yet.")
    return may_begin(facts, on)
