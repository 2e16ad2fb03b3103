"""The files of a case, and the content of one."""

from __future__ import annotations

from dataclasses import dataclass

from onroll.casework.attachment_files import ContentIsLost, content_of
from onroll.casework.models import Attachment, Case, CaseEnding, Contact, Enquiry, Note
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.relations import may_work_on
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.enquiries import check_of
from onroll.core.file_kinds import LARGEST_FILE, TAKEN, FileKind, kind_called
from onroll.core.wording import day_words

__all__ = ["LARGEST_FILE", "TAKEN", "ContentIsLost", "FileContent", "file_content", "files_of", "targets_of"]


@dataclass(frozen=True, kw_only=True)
class FileContent:
    """One file, to be handed over."""

    attachment: Attachment
    kind: FileKind
    content: bytes


def file_content(viewer: Viewer, purpose: Purpose, case_id: int, file_id: int) -> FileContent:
    """Return one file of a case of the viewer's authority; that it was fetched is written down first.

    Raises  CannotSee, where it has been taken out of use too; ContentIsLost.
    """
    require(viewer, Right.SEE_CASES, purpose)
    case = Case.objects.filter(pk=case_id).first()
    found = Attachment.objects.filter(pk=file_id, case_id=case_id, withdrawal__isnull=True).first()
    allowed = case is not None and found is not None and may_work_on(viewer, case) and not _is_shielded_from(viewer, case)
    more = {"case": case_id, "file": file_id, "seen": allowed}
    record_reading(viewer, purpose, "case.file_fetched", subject=case.child_id if case and allowed else "", more=more)
    if not allowed or found is None:
        raise CannotSee("There is no such file for you.")
    return FileContent(attachment=found, kind=kind_called(found.kind), content=content_of(found.sha256))


def _is_shielded_from(viewer: Viewer, case: Case) -> bool:
    if viewer.in_shielded_team:
        return False
    tables = the_tables()
    child = tables.child(tables.live_id(case.child_id)) if tables else None
    return child is not None and child.shielded


def targets_of(viewer: Viewer, case: Case) -> dict[str, str]:
    """Return what a file of this case can belong to, the latest of each kind first: words by `kind-id`."""
    if not may_work_on(viewer, case):
        raise CannotSee("There is no such case for you.")
    targets = {"": "The case itself"}
    for row in Enquiry.objects.filter(case=case).order_by("-id")[:30]:
        targets[f"enquiry-{row.pk}"] = f"Enquiry {row.number}: {check_of(row.check_code, row.asked_on).title}"
    for contact in Contact.objects.filter(case=case).order_by("-on", "-id")[:10]:
        targets[f"contact-{contact.pk}"] = f"Contact of {day_words(contact.on)}, {contact.how}"
    for ending in CaseEnding.objects.filter(case=case).order_by("-id")[:5]:
        targets[f"ending-{ending.pk}"] = f"Ending proposed on {day_words(ending.proposed_on)}"
    for note in Note.objects.filter(case=case).order_by("-id")[:10]:
        targets[f"note-{note.pk}"] = f"Note {note.pk}, by {note.by_name}"
    return targets


def files_of(viewer: Viewer, case: Case) -> list[Attachment]:
    """Return every file of a case, those out of use too, the newest first.

    Raises  CannotSee.
    """
    if not may_work_on(viewer, case):
        raise CannotSee("There is no such case for you.")
    return list(Attachment.objects.filter(case=case).select_related("withdrawal", "enquiry").order_by("-id"))
