"""What officers do with leads: record one as the answer to its enquiry, set it aside for good, or note that they have looked."""

from __future__ import annotations

from django.db.models import Q

from onroll.casework.actions.case_book import CaseInHand, changing, needs_because
from onroll.casework.actions.enquiries import after_answer
from onroll.casework.actions.take_in_leads import take_in_leads
from onroll.casework.case_facts import asked, contact_is_unsafe, profile_of
from onroll.casework.models import Case, CaseLead, Enquiry
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import may_work_on
from onroll.casework.the_index import whole_tables
from onroll.casework.viewers import Viewer
from onroll.core.dated.enquiry_checks import OUTCOMES
from onroll.core.dated.values import value_on
from onroll.core.enquiries import EnquiryRecord, check_of, may_answer, open_tier
from onroll.core.leads.shape import SOURCES
from onroll.core.wording import day_words, plural

AT_ONCE = "The register answered at once: a lead of {source}."


def record_lead_as_answer(
    lead_id: int, *, by: Viewer, outcome: str, answer: str = "", evidence: str = "", place: str = "", because: str = ""
) -> Enquiry:
    """Record a lead as the answer to its enquiry, with its rows as evidence: to the open one, else to one that is asked with it.

    Raises  CannotDoNow with core's sentence.
    """
    with changing(by, _case_of(lead_id)) as hand:
        lead = _undecided(hand, lead_id)
        code = next((each.code for each in value_on(OUTCOMES, hand.on) if each.code == outcome), None)
        if code is None:
            raise CannotDoNow("Choose what came of the enquiry.")
        enquiry = _enquiry_for(hand, lead)
        said = evidence.strip() or "; ".join(lead.evidence)
        record = EnquiryRecord(
            enquiry.check_code, enquiry.asked_on, by.username, enquiry.lawful_basis, enquiry.due_on, code, hand.on, said, "",
            enquiry.authorisation,
        )  # fmt: skip
        hand.refuse_unless(may_answer(record, hand.on))
        enquiry.outcome, enquiry.answered_on, enquiry.evidence = outcome, hand.on, said[:300]
        enquiry.answer = answer.strip() or lead.says
        enquiry.save()
        lead.decided, lead.decided_on, lead.decided_by, lead.enquiry, lead.because = "used", hand.on, hand.user, enquiry, because.strip()
        _no_longer_new(hand.case, lead, hand)
        lead.save()
        hand.tell("case.lead_used", f"Lead used: {SOURCES[lead.source].lower()}", because.strip(), lead=lead.key, enquiry=enquiry.number)
        after_answer(hand, enquiry, record, place)
    return enquiry


def set_lead_aside(lead_id: int, *, by: Viewer, because: str) -> Case:
    """Say that a lead is not about this child. It never comes back, unless the rows say something else.

    Raises  CannotDoNow, also without a reason.
    """
    with changing(by, _case_of(lead_id)) as hand:
        lead = _undecided(hand, lead_id)
        lead.decided, lead.decided_on, lead.decided_by, lead.because = "set_aside", hand.on, hand.user, needs_because(because)
        _no_longer_new(hand.case, lead, hand)
        lead.save()
        hand.tell("case.lead_set_aside", f"Lead set aside: {SOURCES[lead.source].lower()}", because.strip(), lead=lead.key)
    return hand.case


def note_leads(case_id: int, *, by: Viewer) -> Case:
    """Note that the officer has looked at every new lead of a case: they stay, and are no news any longer.

    Raises  CannotDoNow where there is none.
    """
    with changing(by, case_id) as hand:
        new = CaseLead.objects.filter(case=hand.case, is_news=True, seen_on__isnull=True, decided="")
        count = new.update(seen_on=hand.on)
        if not count and not hand.case.new_leads:
            raise CannotDoNow("There is no new lead in this case.")
        hand.case.new_leads = 0
        hand.tell("case.leads_seen", f"Looked at {plural(count, 'new lead')}", leads=count)
    return hand.case


def draw_leads(case_id: int, *, by: Viewer) -> int:
    """Ask the registers about the child of one case now, as a case that people opened has had no run yet; return how many leads came.

    Raises  CannotSee; CannotDoNow before the first run.
    """
    require(by, Right.WORK_CASES)
    case = Case.objects.filter(pk=case_id).first()
    if case is None or not may_work_on(by, case):
        raise CannotSee("There is no such case for you.")
    tables = whole_tables()
    if tables is None:
        raise CannotDoNow("No run has been made yet: there is nothing to ask.")
    before = CaseLead.objects.filter(case=case).count()
    take_in_leads(tables.run, by=by.doer, case_ids=[case.pk])
    return CaseLead.objects.filter(case=case).count() - before


def _case_of(lead_id: int) -> int:
    return CaseLead.objects.filter(pk=lead_id).values_list("case_id", flat=True).first() or 0


def _undecided(hand: CaseInHand, lead_id: int) -> CaseLead:
    lead = CaseLead.objects.select_for_update().get(pk=lead_id)
    if not hand.case.is_open:
        raise CannotDoNow("The case has ended: open it again first.")
    if lead.gone_on is not None:
        raise CannotDoNow("No row says so any longer: the lead is gone.")
    if lead.decided:
        raise CannotDoNow(f"Somebody decided about this lead on {day_words(lead.decided_on)} already.")
    return lead


def _no_longer_new(case: Case, lead: CaseLead, hand: CaseInHand) -> None:
    if lead.is_news and lead.seen_on is None:
        lead.seen_on = hand.on
        case.new_leads = max(case.new_leads - 1, 0)


def _enquiry_for(hand: CaseInHand, lead: CaseLead) -> Enquiry:
    """The open enquiry of the lead's check, else a new one: the question and its answer at once."""
    standing = Enquiry.objects.select_for_update().filter(case=hand.case, check_code=lead.check_code, outcome="").first()
    if standing is not None:
        return standing
    check = check_of(lead.check_code, hand.on)
    rows = Enquiry.objects.filter(Q(episode=hand.case.episode) | Q(outcome=""), case=hand.case).order_by("id")
    profile = profile_of(hand.case, hand.child, (), no_family_contact=contact_is_unsafe(hand.case))
    ahead = check.tier > open_tier(asked(rows), profile, hand.on)
    return Enquiry.objects.create(
        case=hand.case,
        check_code=check.code,
        episode=hand.case.episode,
        group=hand.case.findings.exclude(finding="none").order_by("-id").values_list("finding", flat=True).first() or "",
        asked_on=hand.on,
        asked_by=hand.user,
        lawful_basis=check.lawful_basis[:300],
        due_on=hand.on,
        ahead_because=AT_ONCE.format(source=SOURCES[lead.source].lower()) if ahead else "",
    )
