"""Everything that was asked about a child, as one document: what a court, a panel or another authority asks to see.

Source  domain, sections 2.2 and 3.1; issue 4, point 4 (the bundle of reasonable enquiries).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onroll.casework import clock
from onroll.casework.case_facts import asked, contact_is_unsafe, profile_of
from onroll.casework.documents.content import Block, Bullets, Document, Facts, Heading, Paragraph, Table
from onroll.casework.documents.pdf import pdf_of
from onroll.casework.models import Attachment, Broadcast, Case, Enquiry
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.case_tabs.enquiries import FAMILY_KNOWN
from onroll.casework.queries.case_tabs.leads import needs_from_leads
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.relations import may_work_on
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer, names_are_hidden, private_screen
from onroll.core.broadcasts import REPLIES
from onroll.core.dated.enquiry_checks import OUTCOMES
from onroll.core.dated.values import value_on
from onroll.core.enquiries import Completeness, check_of, reasonable_enquiries
from onroll.core.wording import day_words
from onroll.pipeline.run_rows import Child

__all__ = ["WATERMARK", "enquiry_bundle", "pdf_of"]

WATERMARK = "CONFIDENTIAL"


def enquiry_bundle(viewer: Viewer, purpose: Purpose, case_id: int, *, as_file: bool) -> Document:
    """Return the bundle of a case of the viewer's authority; that it was printed is written down before it is shown.

    Raises  CannotSee.
    """
    require(viewer, Right.SEE_CASES, purpose)
    case = Case.objects.filter(pk=case_id).first()
    tables = the_tables()
    child = tables.child(tables.live_id(case.child_id)) if case is not None and tables else None
    allowed = case is not None and may_work_on(viewer, case) and not (child is not None and child.shielded and not viewer.in_shielded_team)
    kind = "case.bundle_printed" if as_file else "case.bundle_shown"
    record_reading(viewer, purpose, kind, subject=case.child_id if case and allowed else "", more={"case": case_id, "seen": allowed})
    if case is None or not allowed:
        raise CannotSee("There is no such case for you.")
    on = clock.today()
    of_case = Enquiry.objects.filter(case=case).select_related("asked_by").prefetch_related("answers_taken_back")
    rows = list(of_case.order_by("asked_on", "id"))
    history = asked([row for row in rows if row.episode == case.episode or not row.outcome])
    known = (*FAMILY_KNOWN, *needs_from_leads(case))
    reasonable = reasonable_enquiries(history, profile_of(case, child, known, no_family_contact=contact_is_unsafe(case)), on)
    files = list(Attachment.objects.filter(case=case, withdrawal__isnull=True).order_by("id"))
    broadcast = Broadcast.objects.filter(case=case).prefetch_related("asked").order_by("-id").first()
    name = _name(child, as_file=as_file) or f"Child {case.child_id}"
    blocks = [
        *_about(viewer, case, child, name, on),
        *_so_far(reasonable, on),
        *_enquiries(rows, files, on),
        *_broadcast(broadcast),
        *_files(files),
        Heading("How to read this"),
        Paragraph(
            "An enquiry without an answer says nothing about the family. “No access” and “inconclusive” are answers that lead to further "
            "enquiries; none of them ends a case. What was asked before the case was last opened anew is listed, and not counted."
        ),
    ]
    return Document(
        title="Reasonable enquiries made",
        blocks=blocks,
        printed_by=f"{viewer.full_name}, {viewer.organisation_name}",
        printed_at=clock.local_now(),
        watermark=WATERMARK,
    )


def _name(child: Child | None, *, as_file: bool) -> str:
    """On paper the whole name stands, also where the screen shows initials."""
    if child is None:
        return ""
    with private_screen(names_are_hidden() and not as_file):
        return name_of(child.forename, child.surname)


def _about(viewer: Viewer, case: Case, child: Child | None, name: str, on: date) -> list[Block]:
    pairs = [("Child", name)]
    if child is not None and child.date_of_birth:
        pairs.append(("Date of birth", day_words(child.date_of_birth)))
    pairs += [
        ("Number of the child", case.child_id),
        ("Case", f"{case.pk}, opened on {day_words(case.opened_on)}"),
        ("Responsible authority", viewer.organisation_name),
        ("As it stood on", day_words(on)),
        ("Printed by", f"{viewer.full_name}, {viewer.organisation_name}"),
    ]
    return [Facts(pairs)]


def _so_far(reasonable: Completeness, on: date) -> list[Block]:
    blocks: list[Block] = [Heading("How far enquiries have come"), Paragraph(reasonable.sentence, strong=True)]
    blocks.append(Paragraph("Enquiries are complete." if reasonable.complete else reasonable.complete.reason_not))
    lists = (
        ("Asked, and not answered yet", reasonable.open),
        ("Tried, without an answer", reasonable.without_access),
        ("Not yet asked", reasonable.missing),
    )
    for title, codes in lists:
        if codes:
            blocks += [Heading(title, 3), Bullets([check_of(code, on).title for code in codes])]
    return blocks


def _enquiries(rows: Sequence[Enquiry], files: Sequence[Attachment], on: date) -> list[Block]:
    if not rows:
        return [Heading("Enquiries one by one"), Paragraph("Nobody has been asked yet.")]
    outcomes: dict[str, str] = {each.code: each.words for each in value_on(OUTCOMES, on)}
    lines = []
    for row in rows:
        title = check_of(row.check_code, on).title
        own = [each.number for each in files if each.enquiry_id == row.pk]
        evidence = "; ".join(part for part in (row.evidence, f"Files {', '.join(own)}" if own else "") if part)
        answer = f"{outcomes.get(row.outcome, row.outcome)}, {day_words(row.answered_on)}" if row.outcome and row.answered_on else "Open"
        if row.chased_on and not row.outcome:
            answer += f"; chased {day_words(row.chased_on)}"
        answer += f". {row.answer}" if row.answer else ""
        answer += f" Does not apply: {row.why_not}" if row.why_not else ""
        for back in row.answers_taken_back.all():
            was = outcomes.get(back.said["outcome"], back.said["outcome"]).lower()
            answer += f" An answer ({was}) was taken back on {day_words(back.on)}: {back.because}"
        what = f"{row.number} {title}" + (f", {row.organisation}" if row.organisation else "")
        lines.append((what, f"{row.asked_on:%-d %b %Y}, {row.asked_by.full_name}", row.lawful_basis, answer, evidence or "None kept"))
    columns = ["What was asked, and of whom", "When, and by whom", "Lawful basis", "Outcome", "Evidence"]
    return [Heading("Enquiries one by one"), Table("Enquiries in the order in which they were made", columns, lines, [3, 2.2, 3, 3, 2])]


def _broadcast(broadcast: Broadcast | None) -> list[Block]:
    if broadcast is None:
        return []
    asked_ones = sorted(broadcast.asked.all(), key=lambda each: each.authority)
    knowing = [each for each in asked_ones if each.answer in ("known", "possibly")]
    silent = [each.authority for each in asked_ones if not each.answer]
    blocks: list[Block] = [
        Heading("Question to other authorities"),
        Paragraph(
            f"{broadcast.number}: on {day_words(broadcast.asked_on)}, {len(asked_ones)} authorities were asked; "
            f"{len(asked_ones) - len(silent)} have answered."
        ),
    ]
    if knowing:
        lines = [(each.authority, day_words(each.answered_on), REPLIES[each.answer], each.note) for each in knowing]
        blocks.append(
            Table("Authorities that know, or may know, the child", ["Authority", "When", "Answer", "What it says"], lines, [1, 2, 3, 4])
        )
    if silent:
        blocks.append(Paragraph(f"No answer from: {', '.join(silent)}. Silence is not read as not knowing the child."))
    return blocks


def _files(files: Sequence[Attachment]) -> list[Block]:
    if not files:
        return []
    lines = [(each.number, each.words, each.name, f"{each.at:%-d %b %Y}, {each.by_name}", each.sha256[:16]) for each in files]
    columns = ["Number", "What it shows", "Name", "Kept on, by", "Begin of its SHA-256"]
    return [Heading("Files kept"), Table("Evidence files of this case", columns, lines, [1.4, 3, 3, 2.4, 2.2])]
