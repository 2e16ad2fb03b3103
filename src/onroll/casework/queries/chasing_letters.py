"""The letters of one round of chasing: one for each organisation, with that organisation's children alone, by initials and number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework import clock
from onroll.casework.documents.content import Block, Document, Lines, NewPage, Paragraph, Table, as_text
from onroll.casework.documents.pdf import pdf_of
from onroll.casework.models import ChasedEnquiry, ChasingRound
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.wording import day_words
from onroll.core.working_days import working_day_after
from onroll.pipeline.run_rows import Child

__all__ = ["ANSWER_WITHIN", "ChasingLetters", "Letter", "as_text", "chasing_letters", "letter_blocks", "letter_document", "pdf_of"]

ANSWER_WITHIN = 5
"""Working days that a chased organisation is asked to answer in (Onroll's default)."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One organisation's letter. Shape  rows: number, initials, day asked, day due."""

    organisation: str
    rows: Sequence[tuple[str, str, str, str]]
    bases: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class ChasingLetters:
    """A round and its letters. Shape  not_shown: enquiries of the round that may no longer stand in a letter."""

    round: ChasingRound
    letters: Sequence[Letter]
    answer_by: date
    not_shown: int


def chasing_letters(viewer: Viewer, purpose: Purpose, round_id: int, *, as_file: bool = False) -> ChasingLetters:
    """Return the letters of a round of the viewer's own authority; the look is written down.

    A child who has been shielded since, and a case that is another authority's by now, are in no letter.

    Raises  CannotSee.
    """
    require(viewer, Right.SEE_CASES, purpose)
    made = ChasingRound.objects.filter(pk=round_id, authority=viewer.authority).first() if viewer.authority else None
    if made is None:
        raise CannotSee("There is no such round for you.")
    every = list(ChasedEnquiry.objects.select_related("enquiry__case").filter(round=made).order_by("organisation", "enquiry_id"))
    tables = the_tables()
    children = tables.children([each.enquiry.case.child_id for each in every]) if tables else {}
    shown = [each for each in every if _may_stand(each, viewer, children.get(each.enquiry.case.child_id))]
    record_reading(
        viewer, purpose, "enquiries.letters_printed" if as_file else "enquiries.letters_shown", subject=f"round:{made.pk}",
        children=dict.fromkeys(each.enquiry.case.child_id for each in shown),
    )  # fmt: skip
    letters = []
    for organisation in dict.fromkeys(each.organisation for each in shown):
        own = [each for each in shown if each.organisation == organisation]
        letters.append(
            Letter(
                organisation=organisation,
                rows=[_row(each, children.get(each.enquiry.case.child_id)) for each in own],
                bases=list(dict.fromkeys(each.enquiry.lawful_basis for each in own)),
            )
        )
    due = working_day_after(made.on, ANSWER_WITHIN)
    return ChasingLetters(round=made, letters=letters, answer_by=due, not_shown=len(every) - len(shown))


def _may_stand(each: ChasedEnquiry, viewer: Viewer, child: Child | None) -> bool:
    case = each.enquiry.case
    return case.authority == viewer.authority and not case.shielded and not (child is not None and child.shielded)


def _row(each: ChasedEnquiry, child: Child | None) -> tuple[str, str, str, str]:
    enquiry = each.enquiry
    return enquiry.number, _initials(child), day_words(enquiry.asked_on), day_words(enquiry.due_on)


def _initials(child: Child | None) -> str:
    """Return a child's initials; a question mark where nobody knows the name."""
    parts = [(child.forename or "").strip(), (child.surname or "").strip()] if child else []
    return " ".join(f"{part[0].upper()}." for part in parts if part) or "?"


def letter_document(viewer: Viewer, found: ChasingLetters, organisation: str = "") -> Document:
    """Return the letters as one document, each on its own pages; or that of one organisation."""
    letters = [letter for letter in found.letters if not organisation or letter.organisation == organisation]
    if not letters:
        raise CannotSee("There is no such letter.")
    blocks: list[Block] = []
    for number, letter in enumerate(letters):
        blocks += [NewPage()] if number else []
        blocks += letter_blocks(viewer, found, letter)
    title = "Enquiries that wait for an answer"
    return Document(
        title=title, blocks=blocks, printed_by=f"{viewer.full_name}, {viewer.organisation_name}", printed_at=clock.local_now(), watermark=""
    )


def letter_blocks(viewer: Viewer, found: ChasingLetters, letter: Letter) -> list[Block]:
    """Return what one organisation's letter says."""
    children = "a child" if len(letter.rows) == 1 else f"{len(letter.rows)} children"
    return [
        Lines([f"To: {letter.organisation}", f"From: {viewer.organisation_name}", f"Date: {day_words(found.round.on)}"]),
        Paragraph(
            f"We asked you about {children} whose education we are establishing. We have not had your answer yet. Please answer by "
            f"{day_words(found.answer_by)}, and give the number of the enquiry. “Not known to us” is an answer, and helps too."
        ),
        Table("Enquiries", ["Number", "Child", "Asked on", "Answer was due"], letter.rows, [2, 2, 3, 3]),
        Paragraph(f"We ask under: {'; '.join(letter.bases)}."),
        Paragraph(
            "Children stand here by their initials alone. If you cannot tell from the number whom we mean, ask us; please do not send "
            "names or addresses in an ordinary e-mail."
        ),
        Lines([found.round.by_name, viewer.organisation_name]),
    ]
