"""Enquiries about one child: which may be made, what an answer does, and whether enough has been asked.

No outcome of an enquiry ends a case. No access, no reply, a refusal and an inconclusive answer open the next tier.

Source  domain, sections 3.1 and 3.2; requirements 28 and 34; issue 4, point 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.core.answers import YES, Answer, first_no, no
from onroll.core.dated.case_limits import CHECKS_BEHIND, Stage
from onroll.core.dated.enquiry_checks import CHECKS, LAST_TIER, OUTCOMES, TIER_OPENS_AFTER, Check, EnquiryOutcome, Need, OutcomeCode, Who
from onroll.core.dated.values import value_on
from onroll.core.wording import day_words, listed
from onroll.core.working_days import working_day_after

SOCIAL_MEDIA_DAYS = 90
"""A second look within so many days counts as repeated (Onroll's proposal; domain 3.1: surveillance risk if repeated)."""


LEADS_ONLY = frozenset({"S2S_LPD"})
"""Checks whose hits are leads (domain 3.2: the database also holds children who went to independent schools or abroad)."""


class UnknownCheck(LookupError):
    """There is no check with that code."""


@dataclass(frozen=True, slots=True)
class EnquiryRecord:
    """One question and, once there is one, its answer.

    Shape  outcome: None while it is open. lawful_basis: as it was written down when it was asked. evidence: where the answer
           is kept. why_not: why a check does not apply, where it does not.
    """

    check: str
    asked_on: date
    by: str
    lawful_basis: str
    due_on: date
    outcome: OutcomeCode | None = None
    answered_on: date | None = None
    evidence: str = ""
    why_not: str = ""
    authorisation: str = ""


@dataclass(frozen=True, slots=True)
class EnquiryProfile:
    """What is known of a child that decides which checks can be made, and what they may yield.

    Shape  known: what there is to go on. group: children of like circumstances, from whose outcomes this child's chances
           are learned (such as the finding's code). opened_on: when the case was opened, for tiers that open by
           time. no_family_contact: a contact could put the child in danger (forced marriage, a refuge).
    """

    known: frozenset[Need] = frozenset()
    group: str = ""
    is_high: bool = False
    opened_on: date | None = None
    no_family_contact: bool = False
    asks_as: Who = "authority"


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far reasonable enquiries have come.

    Shape  made, open, missing: codes of the checks that apply. without_access: asked, and no answer could be had.
    """

    made: tuple[str, ...]
    without_access: tuple[str, ...]
    open: tuple[str, ...]
    missing: tuple[str, ...]
    complete: Answer

    @property
    def sentence(self) -> str:
        """The footer of the planner."""
        total = len(self.made) + len(self.without_access) + len(self.open) + len(self.missing)
        tried = f", {len(self.without_access)} more tried without an answer" if self.without_access else ""
        return f"Reasonable enquiries so far: {len(self.made)} of {total} kinds{tried}."


def check_of(code: str, on: date) -> Check:
    """Return a check by its code.

    Raises  UnknownCheck.
    """
    found = next((check for check in value_on(CHECKS, on) if check.code == code), None)
    if found is None:
        raise UnknownCheck(f"There is no check called {code}.")
    return found


def outcome_of(code: OutcomeCode, on: date) -> EnquiryOutcome:
    """Return what an outcome does."""
    return next(outcome for outcome in value_on(OUTCOMES, on) if outcome.code == code)


def enquiry_due_on(check: Check, asked_on: date) -> date:
    """Return by when an enquiry should have been answered; after that it is chased."""
    return working_day_after(asked_on, check.answer_within)


def is_late(enquiry: EnquiryRecord, on: date) -> bool:
    """Return whether an enquiry is open and over its day."""
    return enquiry.outcome is None and on > enquiry.due_on


def open_tier(history: Sequence[EnquiryRecord], profile: EnquiryProfile, on: date) -> int:
    """Return the highest tier whose checks may be made now; all of them for a child at high risk.

    The next tier opens at once where a check of this one came back without access, refused, unanswered or inconclusive; when
    every check of this tier that applies has been answered without locating the child; and by itself after some working days.

    Source  design, section 7 ("checks inconclusive keeps the case open and raises the next tier of enquiries").
    """
    if profile.is_high:
        return LAST_TIER
    tier = _tier_by_time(profile.opened_on, on)
    while tier < LAST_TIER and _is_spent(tier, history, profile, on):
        tier += 1
    return tier


def may_ask(check: Check, profile: EnquiryProfile, history: Sequence[EnquiryRecord], on: date, authorisation: str = "") -> Answer:
    """Return whether a check may be made now, apart from its tier, which an officer may pass with a reason.

    Shape  authorisation: of a repeated look at social media.
    """
    return first_no(
        [
            _is_ours(check, profile),
            _has_needs(check, profile),
            _is_safe(check, profile),
            _is_not_open(check, history),
            _is_time_again(check, history, on),
            _is_authorised(check, history, on, authorisation),
        ]
    )


def may_answer(enquiry: EnquiryRecord, on: date) -> Answer:
    """Return whether an answer is whole: dated, with its evidence where it locates the child, with the reason where it does not apply."""
    if enquiry.outcome is None or enquiry.answered_on is None:
        return no("Give the outcome and the day of the answer.")
    if enquiry.answered_on < enquiry.asked_on:
        return no("An answer cannot come before its question.")
    if outcome_of(enquiry.outcome, on).locates and not enquiry.evidence.strip():
        return no("Say where the evidence is kept that shows where the child is.")
    if enquiry.outcome == "not_applicable" and not enquiry.why_not.strip():
        return no("Say why this check does not apply.")
    return YES


def shows_whereabouts(enquiry: EnquiryRecord, on: date) -> Answer:
    """Return whether an answer shows where the child is. A hit in the Lost Pupil Database is a lead, to be borne out by the school named.

    Source  domain, section 3.2; requirement 34.
    """
    answer = may_answer(enquiry, on)
    if not answer or enquiry.outcome is None:
        return answer
    if not outcome_of(enquiry.outcome, on).locates:
        return no("This answer does not say where the child is.")
    if enquiry.check in LEADS_ONLY:
        return no("A hit in the Lost Pupil Database is a lead: ask the school that it names.")
    return YES


def rechecks_due(history: Sequence[EnquiryRecord], on: date) -> tuple[EnquiryRecord, ...]:
    """Return the last answer of each check that should be asked again by now: inconclusive is an answer with a recheck date."""
    return tuple(last for last in _last_answers(history).values() if _is_recheck_due(last, on) and not _open(last.check, history))


def reasonable_enquiries(history: Sequence[EnquiryRecord], profile: EnquiryProfile, on: date) -> Completeness:
    """Return which kinds of check have been made, which not, and whether enquiries are complete.

    Complete: every check that applies has been made, or was tried and had no access or no answer, and none is open. Complete
    enquiries end nothing: they are what grounds h and i and the bundle ask for.

    Source  domain, sections 2.2 and 3.1; anchors, section 6, screen 5.
    """
    made: list[str] = []
    tried: list[str] = []
    still_open: list[str] = []
    missing: list[str] = []
    last = _last_answers(history)
    for check in value_on(CHECKS, on):
        if _applies(check, profile, last):
            outcome = last[check.code].outcome if check.code in last else None
            if outcome is not None and outcome_of(outcome, on).made:
                made.append(check.code)
            elif _open(check.code, history):
                still_open.append(check.code)
            else:
                (tried if outcome is not None else missing).append(check.code)
    if missing:
        titles = [check_of(code, on).title.lower() for code in missing[:3]]
        complete = no(f"Not yet asked: {'; '.join(titles)}{'; and more' if len(missing) > 3 else ''}.")
    else:
        complete = no(f"{len(still_open)} still unanswered.") if still_open else YES
    return Completeness(tuple(made), tuple(tried), tuple(still_open), tuple(missing), complete)


def has_checks_behind(stage: Stage, history: Sequence[EnquiryRecord], on: date) -> Answer:
    """Return whether at least one check of those that a stage consists of has been answered; yes for a stage that consists of none.

    Source  the guidance wants reasonable enquiries shown by what was asked and answered, not by a tick; domain, section 3.1
            (each check has its day, who made it, its outcome and its evidence).
    """
    behind = value_on(CHECKS_BEHIND, on).get(stage, ())
    if not behind or any(each.check in behind for each in history if each.outcome is not None):
        return YES
    titles = "; ".join(check_of(code, on).title.lower() for code in behind)
    return no(f"No check stands behind this yet. Record one that was made, with its day, who made it and what came of it: {titles}.")


def stage_done_on(stage: Stage, history: Sequence[EnquiryRecord], profile: EnquiryProfile, on: date) -> date | None:
    """Return when a stage that consists of checks was done by their answers: all of them that apply have one; None before that."""
    behind, last = value_on(CHECKS_BEHIND, on).get(stage, ()), _last_answers(history)
    asked = [check_of(code, on) for code in behind]
    if any(_open(check.code, history) or (check.code not in last and _applies(check, profile, last)) for check in asked):
        return None
    return max((answered for code in behind if code in last and (answered := last[code].answered_on) is not None), default=None)


def _applies(check: Check, profile: EnquiryProfile, last: dict[str, EnquiryRecord]) -> bool:
    if check.code in last and last[check.code].outcome == "not_applicable":
        return False
    return bool(check.code in last or (_is_ours(check, profile) and _has_needs(check, profile) and _is_safe(check, profile)))


def _is_ours(check: Check, profile: EnquiryProfile) -> Answer:
    if profile.asks_as in check.who:
        return YES
    return no(f"“{check.title}” is made by the {check.who[0]}: ask it to.")


def _has_needs(check: Check, profile: EnquiryProfile) -> Answer:
    missing = [need for need in check.needs if need not in profile.known]
    return no(f"“{check.title}” needs {listed(missing)}, which nobody has given yet.") if missing else YES


def _is_safe(check: Check, profile: EnquiryProfile) -> Answer:
    if profile.no_family_contact and check.contacts_family:
        return no("Contact with the family could put the child in danger: social care or police decide about it.")
    return YES


def _is_not_open(check: Check, history: Sequence[EnquiryRecord]) -> Answer:
    open_one = _open(check.code, history)
    return no(f"Asked on {day_words(open_one.asked_on)}, and not answered yet: chase it.") if open_one else YES


def _is_time_again(check: Check, history: Sequence[EnquiryRecord], on: date) -> Answer:
    last = _last_answers(history).get(check.code)
    if last is None or last.outcome is None or last.answered_on is None or _is_recheck_due(last, on):
        return YES
    outcome, again_on = outcome_of(last.outcome, on), _again_on(last, on)
    again = f" Ask again from {day_words(again_on)}." if again_on else ""
    return no(f"Answered on {day_words(last.answered_on)}: {outcome.words.lower()}.{again}")


def _is_authorised(check: Check, history: Sequence[EnquiryRecord], on: date, authorisation: str) -> Answer:
    if check.code != "SOCIAL" or authorisation.strip():
        return YES
    lately = on - timedelta(days=SOCIAL_MEDIA_DAYS)
    if any(each.check == "SOCIAL" and each.asked_on > lately for each in history):
        return no("A repeated look at social media may be surveillance: give the authorisation.")
    return YES


def _again_on(last: EnquiryRecord, on: date) -> date | None:
    """When a check can be asked again; None where it is open, or there is no need."""
    again_after = outcome_of(last.outcome, on).again_after if last.outcome is not None else None
    return working_day_after(last.answered_on, again_after) if last.answered_on is not None and again_after is not None else None


def _is_recheck_due(last: EnquiryRecord, on: date) -> bool:
    again_on = _again_on(last, on)
    return again_on is not None and on >= again_on


def _tier_by_time(opened_on: date | None, on: date) -> int:
    if opened_on is None:
        return 1
    return max([1, *(tier for tier, after in value_on(TIER_OPENS_AFTER, on).items() if on >= working_day_after(opened_on, after))])


def _is_spent(tier: int, history: Sequence[EnquiryRecord], profile: EnquiryProfile, on: date) -> bool:
    last = _last_answers(history)
    checks = [check for check in value_on(CHECKS, on) if check.tier == tier]
    answered = [last[check.code] for check in checks if check.code in last]
    if any(each.outcome is not None and outcome_of(each.outcome, on).raises for each in answered):
        return True
    return all(check.code in last for check in checks if _applies(check, profile, last))


def _last_answers(history: Sequence[EnquiryRecord]) -> dict[str, EnquiryRecord]:
    """The latest answered enquiry of each check."""
    last: dict[str, EnquiryRecord] = {}
    for each in sorted(history, key=lambda enquiry: enquiry.asked_on):
        if each.outcome is not None:
            last[each.check] = each
    return last


def _open(code: str, history: Sequence[EnquiryRecord]) -> EnquiryRecord | None:
    return next((each for each in history if each.check == code and each.outcome is None), None)
