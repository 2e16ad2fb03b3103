"""Take the steps towards a school attendance order: only where the law lets it, and never before help was offered."""

from __future__ import annotations

from datetime import date

from onroll.casework.actions.case_book import CaseInHand, changing, needs_because
from onroll.casework.case_facts import contact_is_unsafe, own_steps, pathway_of
from onroll.casework.models import Case, HelpOffer, Letter, OrderStep
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.attendance_orders import SERVED, STEPS, LegalStep, StepCode, may_take, of_age
from onroll.core.before_an_order import PathwayFacts, may_begin
from onroll.core.dated.help_offers import HELP
from onroll.core.wording import uncapitalised
from onroll.pipeline.run_rows import Child

__all__ = ["HELP", "STEPS", "StepCode", "facts_for", "keep_step", "offer_help", "take_step"]


def offer_help(case_id: int, *, by: Viewer, on: date, what: str, words: str, family_said: str = "", because: str = "") -> HelpOffer:
    """Record help that was offered to the family, and what they said.

    Raises  CannotDoNow.
    """
    if what not in HELP:
        raise CannotDoNow("Choose what was offered.")
    if not words.strip():
        raise CannotDoNow("Say what was offered.")
    with changing(by, case_id) as hand:
        if not hand.case.is_open:
            raise CannotDoNow("The case has ended: open it again first.")
        if on > hand.on:
            raise CannotDoNow("An offer cannot be in days to come.")
        row = HelpOffer.objects.create(
            case=hand.case, episode=hand.case.episode, on=on, what=what, words=words.strip(), family_said=family_said.strip(),
            at=hand.at, by=by.username, by_name=by.full_name,
        )  # fmt: skip
        hand.tell("case.help_offered", f"Help offered: {uncapitalised(HELP[what])}", words.strip(), what=what)
    return row


def take_step(case_id: int, *, by: Viewer, step: str, on: date, because: str, school: str = "", has_plan: bool = False) -> OrderStep:
    """Record a step of the pathway that is decided, and not a paper: the parent's reply, a consultation, what became of an order.

    Raises  CannotDoNow with core's sentence.
    """
    if step not in STEPS or (step in SERVED and step != "amended"):
        raise CannotDoNow("Choose what was decided.")
    with changing(by, case_id) as hand:
        if on > hand.on:
            raise CannotDoNow("A step cannot be in days to come.")
        return keep_step(hand, LegalStep(step, on, by.full_name, needs_because(because), 0, school.strip(), has_plan))


def keep_step(
    hand: CaseInHand, step: LegalStep, *, letter: Letter | None = None, how: str = "", parent: str = "", facts: PathwayFacts | None = None
) -> OrderStep:
    """Keep a step of a case in hand, and set what is next.

    Shape  facts: of a first notice, what the law and Onroll ask for before it.
    Raises  CannotDoNow with core's sentence.
    """
    if not hand.case.is_open:
        raise CannotDoNow("The case has ended: open it again first.")
    if step.step == "notice_437":
        assert facts is not None
        hand.refuse_unless(may_begin(facts, step.on))
    elif step.step in SERVED:
        hand.refuse_unless(of_age(hand.child.date_of_birth if hand.child else None, step.on))
    hand.refuse_unless(may_take(step, pathway_of(own_steps(hand.case))))
    row = OrderStep.objects.create(
        case=hand.case,
        episode=hand.case.episode,
        authority=hand.case.authority,
        step=step.step,
        on=step.on,
        period_days=step.period_days,
        school=step.school[:200],
        has_plan=step.has_plan,
        how=how,
        parent=parent[:200],
        help_offered=list(facts.help_offered) if facts else [],
        because=step.because,
        letter=letter,
        at=hand.at,
        by=hand.by.username,
        by_name=hand.by.full_name,
    )
    hand.plan_next()
    hand.tell("case.order_step", f"Attendance order: {uncapitalised(STEPS[step.step])}", step.because, step=step.step)
    return row


def facts_for(
    case: Case, child: Child | None, *, parent: tuple[str, ...], no_help_because: str = "", lives_here_because: str = ""
) -> PathwayFacts:
    """Return what the law asks for before a notice, as the registers and the case know it.

    Shape  parent: name, then the lines of the address. lives_here_because: who says that the child lives in the area, where no
           register does.
    """
    lives_in = child.la_code if child else None
    return PathwayFacts(
        date_of_birth=child.date_of_birth if child else None,
        lives_in_area=True if lives_here_because.strip() else lives_in == case.authority if lives_in else None,
        parent_name=parent[0] if parent else "",
        parent_address=", ".join(parent[1:]),
        in_education=not case.counted_as or case.state == "watching",
        contact_is_unsafe=contact_is_unsafe(case),
        help_offered=tuple(
            f"{row.on.isoformat()}: {HELP[row.what]}: {row.words}"
            for row in HelpOffer.objects.filter(case=case, episode=case.episode).order_by("on", "id")
        ),
        no_help_because=no_help_because,
    )
