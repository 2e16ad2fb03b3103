"""Letters of a case: what can be written, what an officer is asked for, and each as it was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.case_facts import contact_is_unsafe
from onroll.casework.documents.content import Document
from onroll.casework.documents.docx import docx_of
from onroll.casework.documents.letters import letter_document
from onroll.casework.documents.pdf import pdf_of
from onroll.casework.letter_drafts import LATE_FIELD, Draft, NoText, languages_of, may_write, sent_ways, text_for, values_for
from onroll.casework.models import Case, Enquiry, HelpOffer, Letter
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.names import school_names
from onroll.casework.queries.reaching import reaching
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.relations import may_work_on
from onroll.casework.said_facts import Fact
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.answers import Answer
from onroll.core.cases import SEARCHING
from onroll.core.dated.attendance_order_law import PERIODS
from onroll.core.dated.letter_kinds import FIELDS, KINDS, LANGUAGES, NOT_IN_PDF, LetterKind, LetterText
from onroll.core.dated.values import value_on
from onroll.core.enquiries import check_of
from onroll.core.letters import MissingWords, filled_in, kind_of
from onroll.core.working_days import working_day_after
from onroll.pipeline.run_rows import Child

__all__ = [
    "NOT_IN_PDF",
    "NUMBER_LATER",
    "SEARCHING",
    "Document",
    "Draft",
    "LetterPage",
    "MissingWords",
    "NoText",
    "Writing",
    "check_of",
    "docx_of",
    "draft_document",
    "letter_page",
    "letters_that_can_be_written",
    "pdf_of",
    "preview",
    "sent_ways",
    "working_day_after",
    "writing",
]

NUMBER_LATER = "[number given when sent]"


@dataclass(frozen=True, kw_only=True)
class LetterPage:
    """One letter as it was sent."""

    case: Case
    letter: Letter
    kind: LetterKind
    document: Document


def letters_that_can_be_written(viewer: Viewer, case: Case, child: Child | None, on: date) -> list[tuple[LetterKind, Answer]]:
    """Return every kind of letter but the papers of the law, each with yes, or why not now."""
    require(viewer, Right.SEE_LETTERS)
    unsafe = contact_is_unsafe(case)
    return [(kind, may_write(kind, case, child, on, unsafe=unsafe)) for kind in KINDS if not kind.step]


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What the page of a new letter offers. Shape  answer: why it cannot be written now. parents: names that registers give.
    recipient, address: as the registers have the family now; empty where nobody knows, and for a shielded child."""

    kind: LetterKind
    answer: Answer
    languages: Mapping[str, str]
    asks: frozenset[str]
    enquiries: Sequence[tuple[Enquiry, str]]
    parents: Sequence[str]
    recipient: str
    address: str
    contact: str
    lives_here: bool
    help_offered: bool
    shortest_period: int


def writing(viewer: Viewer, case: Case, child: Child | None, code: str, language: str) -> Writing | None:
    """Return what an officer is asked for before a letter; None where there is no such letter."""
    require(viewer, Right.WORK_CASES)
    kind, on = kind_of(code), clock.today()
    if kind is None:
        return None
    languages = languages_of(case.authority, code)
    text, _ = text_for(case.authority, code, language if language in languages else "en", on)
    needed = {each.code for each in FIELDS if f"{{{each.code}}}" in f"{text.subject}\n{text.body}"}
    open_ones = Enquiry.objects.filter(case=case, outcome="").order_by("id") if kind.chases or kind.checks else ()
    enquiries = [(row, check_of(row.check_code, on).title) for row in open_ones if kind.chases or row.check_code in kind.checks]
    periods = value_on(PERIODS, on)
    hidden = case.shielded or (child is not None and child.shielded)
    family = reaching(viewer, child) if kind.to == "family" and not hidden else ()
    last = Letter.objects.filter(by=viewer.username).order_by("-id").values_list("letterhead", flat=True).first()
    contact = "\n".join(last.splitlines()[1:]) if last else User.objects.values_list("email", flat=True).get(username=viewer.username)
    return Writing(
        kind=kind,
        answer=may_write(kind, case, child, on),
        languages={language: LANGUAGES[language] for language in languages},
        asks=frozenset(needed),
        enquiries=enquiries,
        parents=[each.value for each in family if each.what == "parent"][:6],
        recipient=_school(child) if kind.code == "school_old" and not hidden else _to_whom(family),
        address=next(("\n".join(each.value.split(", ")) for each in family if each.what == "address"), ""),
        contact=contact,
        lives_here=child is not None and child.la_code == case.authority,
        help_offered=HelpOffer.objects.filter(case=case, episode=case.episode).exists() if kind.step else False,
        shortest_period={"notice_437": periods.notice_437, "intention_438": periods.intention_438}.get(kind.step, 0),
    )


def preview(viewer: Viewer, case: Case, child: Child | None, draft: Draft) -> tuple[LetterText, LetterText]:
    """Return a letter as its text makes it, and as it was changed by hand.

    Raises  NoText; MissingWords.
    """
    require(viewer, Right.WORK_CASES)
    enquiry = Enquiry.objects.filter(pk=draft.enquiry_id, case=case).first() if draft.enquiry_id else None
    text, _ = text_for(case.authority, draft.kind.code, draft.language, clock.today())
    made = filled_in(text, values_for(draft, case, child, viewer, clock.today(), enquiry))
    return made, LetterText(draft.subject.strip(), draft.body.strip()) if draft.body.strip() else made


def draft_document(viewer: Viewer, draft: Draft, text: LetterText) -> Document:
    """Return a letter that has not been sent as a document, with DRAFT across it."""
    late = f"{{{LATE_FIELD}}}"
    return letter_document(
        letterhead=[viewer.organisation_name, *draft.typed.get("contact", "").splitlines()],
        recipient=draft.recipient,
        subject=text.subject.replace(late, NUMBER_LATER),
        body=text.body.replace(late, NUMBER_LATER),
        sent_on=draft.sent_on,
        number="given when it is sent",
        printed_by=viewer.full_name,
        printed_at=clock.local_now(),
        language=draft.language,
        watermark="DRAFT",
    )


def letter_page(viewer: Viewer, purpose: Purpose, case_id: int, letter_id: int, form: str = "page") -> LetterPage | None:
    """Return one letter of a case of the viewer's authority; the look is written down. None where there is none for them.

    Shape  form: `page`, `pdf` or `docx`, as it stands in the event.
    """
    require(viewer, Right.SEE_CASES, purpose)
    letter = Letter.objects.select_related("case", "enquiry").filter(pk=letter_id, case_id=case_id).first()
    allowed = letter is not None and may_work_on(viewer, letter.case) and not _is_shielded_from(viewer, letter.case)
    subject = letter.case.child_id if letter is not None and allowed else ""
    record_reading(
        viewer, purpose, "case.letter_looked_at", subject=subject, more={"case": case_id, "letter": letter_id, "as": form, "seen": allowed}
    )
    kind = kind_of(letter.kind) if letter is not None else None
    if letter is None or kind is None or not allowed:
        return None
    return LetterPage(case=letter.case, letter=letter, kind=kind, document=_document_of(letter, viewer))


def _document_of(letter: Letter, viewer: Viewer) -> Document:
    """Return a letter as it was sent as a document."""
    return letter_document(
        letterhead=letter.letterhead.splitlines(),
        recipient=letter.recipient.splitlines(),
        subject=letter.subject,
        body=letter.body,
        sent_on=letter.sent_on,
        number=letter.number,
        printed_by=viewer.full_name,
        printed_at=clock.local_now(),
        language=letter.language,
    )


def _is_shielded_from(viewer: Viewer, case: Case) -> bool:
    if viewer.in_shielded_team:
        return False
    tables = the_tables()
    child = tables.child(tables.live_id(case.child_id)) if tables else None
    return child is not None and child.shielded


def _school(child: Child | None) -> str:
    return school_names([child.roll_urn]).get(child.roll_urn, "") if child and child.roll_urn else ""


def _to_whom(family: Sequence[Fact]) -> str:
    """Return to whom a letter to a family goes: the parent whom the newest row names, and the other one whom the same register names."""
    parents = [each for each in family if each.what == "parent"]
    both = [each.value for each in parents if each is parents[0] or set(each.sources) & set(parents[0].sources)]
    return " and ".join(both[:2])
