"""Send a letter: keep its text as sent, and record it as the enquiry, the reminder or the step of the law that it is."""

from __future__ import annotations

from django.db import transaction

from onroll.casework.actions.attendance_orders import facts_for, keep_step
from onroll.casework.actions.case_book import CaseInHand, changing
from onroll.casework.actions.contacts import record_contact
from onroll.casework.actions.enquiries import chase_enquiry, start_enquiry
from onroll.casework.letter_drafts import (
    LATE_FIELD,
    Draft,
    NoText,
    may_write,
    sent_ways,
    text_for,
    values_for,
)
from onroll.casework.models import Enquiry, Letter
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.attendance_orders import LegalStep, StepCode
from onroll.core.cases import SEARCHING
from onroll.core.dated.letter_kinds import LetterText
from onroll.core.enquiries import check_of
from onroll.core.letters import MissingWords, filled_in, may_send


def send_letter(case_id: int, *, by: Viewer, draft: Draft) -> Letter:
    """Keep a letter as it was sent.

    A letter to the family is a contact, and an enquiry while the child is being looked for; one to a school, an authority or an agency
    is an enquiry; a reminder is written down with its enquiry; a notice or an order is a step of the law.

    Raises  CannotSee; CannotDoNow with the sentence: nothing has then been kept.
    """
    with transaction.atomic():
        enquiry = _enquiry(case_id, by, draft)
        with changing(by, case_id) as hand:
            _refuse_unless_whole(hand, draft)
            letter = _keep(hand, draft, enquiry)
            if draft.kind.step:
                _take_step(hand, draft, letter)
        if draft.kind.to == "family" and hand.case.is_open:
            note = f"Letter {letter.number}: {draft.kind.title}"
            record_contact(case_id, by=by, on=draft.sent_on, how="message", child_seen=False, note=note)
        if draft.kind.chases and enquiry is not None:
            chase_enquiry(enquiry.pk, by=by, because=f"Letter {letter.number}")
    return letter


def _enquiry(case_id: int, by: Viewer, draft: Draft) -> Enquiry | None:
    if draft.enquiry_id is not None:
        found = Enquiry.objects.filter(pk=draft.enquiry_id, case_id=case_id, outcome="").first()
        if found is None:
            raise CannotDoNow("There is no such open enquiry in this case.")
        return found
    if draft.kind.chases:
        raise CannotDoNow("Choose the enquiry that the letter chases.")
    if not draft.check_code or draft.kind.step:
        return None
    if draft.check_code not in draft.kind.checks:
        raise CannotDoNow("This letter cannot ask that.")
    # Whoever writes to somebody has what the check needs: an address, a name, or the place that was named.
    known = check_of(draft.check_code, draft.sent_on).needs
    return start_enquiry(case_id, by=by, check_code=draft.check_code, because=draft.because, known=known)


def _refuse_unless_whole(hand: CaseInHand, draft: Draft) -> None:
    kind = draft.kind
    hand.refuse_unless(may_write(kind, hand.case, hand.child, hand.on))
    if kind.to == "family" and "WRITE" in kind.checks and hand.case.state not in SEARCHING and draft.check_code:
        raise CannotDoNow("Nobody looks for this child any longer: the letter is no enquiry.")
    if not draft.recipient or not draft.recipient[0].strip():
        raise CannotDoNow("Say to whom the letter goes.")
    if draft.how not in sent_ways(kind):
        raise CannotDoNow(
            "Say how the letter was sent." if not kind.step else "A paper of the law is given by hand, left at the home or posted."
        )
    if draft.sent_on > hand.on:
        raise CannotDoNow("A letter is recorded on the day on which it is sent, or after.")
    if draft.sent_on < hand.case.opened_on:
        raise CannotDoNow("The letter is older than the case.")


def _keep(hand: CaseInHand, draft: Draft, enquiry: Enquiry | None) -> Letter:
    try:
        text, version = text_for(hand.case.authority, draft.kind.code, draft.language, hand.on)
        values = values_for(draft, hand.case, hand.child, hand.by, hand.on, enquiry)
        made = filled_in(text, values)
    except (NoText, MissingWords) as missing:
        raise CannotDoNow(str(missing)) from missing
    sent = LetterText(draft.subject.strip(), draft.body.strip()) if draft.body.strip() else made
    if enquiry is not None:
        sent = LetterText(*(part.replace(f"{{{LATE_FIELD}}}", enquiry.number) for part in (sent.subject, sent.body)))
    hand.refuse_unless(may_send(draft.kind, sent, values))
    letter = Letter.objects.create(
        case=hand.case,
        episode=hand.case.episode,
        kind=draft.kind.code,
        language=draft.language,
        template_version=version,
        subject=sent.subject,
        body=sent.body.replace("\r\n", "\n"),
        letterhead="\n".join([hand.by.organisation_name, *draft.typed.get("contact", "").splitlines()]),
        recipient="\n".join(line.strip() for line in draft.recipient if line.strip()),
        how=draft.how,
        sent_on=draft.sent_on,
        enquiry=enquiry,
        at=hand.at,
        by=hand.by.username,
        by_name=hand.by.full_name,
    )
    words = f"Letter {letter.number} sent: {draft.kind.title}"
    hand.tell(
        "case.letter_sent", words, draft.because.strip(), letter=letter.number, letter_kind=draft.kind.code, version=version, how=draft.how
    )
    return letter


def _take_step(hand: CaseInHand, draft: Draft, letter: Letter) -> None:
    code: StepCode = draft.kind.step  # type: ignore[assignment]
    reason = draft.typed.get("reasons", "").strip() or draft.because.strip() or draft.kind.title
    said = (reason, draft.lives_here_because.strip(), draft.no_help_because.strip())
    step = LegalStep(
        code, draft.served_on, hand.by.full_name, "\n".join(each for each in said if each), draft.period_days,
        draft.typed.get("school", "").strip(), draft.has_plan,
    )  # fmt: skip
    facts = facts_for(
        hand.case, hand.child, parent=draft.recipient, no_help_because=draft.no_help_because, lives_here_because=draft.lives_here_because
    )
    keep_step(hand, step, letter=letter, how=draft.how, parent=draft.recipient[0], facts=facts)
