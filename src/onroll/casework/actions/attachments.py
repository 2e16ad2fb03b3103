"""Put a file into a case, and take one out of use that does not belong there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from onroll.casework.actions.case_book import CaseInHand, changing, needs_because
from onroll.casework.attachment_files import keep_content
from onroll.casework.models import Attachment, AttachmentWithdrawal, Case, CaseEnding, Contact, Enquiry, Note
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import may_work_on
from onroll.casework.viewers import Viewer
from onroll.core.file_kinds import LARGEST_FILE, kind_of, may_keep

TARGETS = {"enquiry": Enquiry, "contact": Contact, "ending": CaseEnding, "note": Note}


@dataclass(frozen=True, kw_only=True)
class Given:
    """A file as somebody gives it. Shape  name: as their machine calls it, never trusted."""

    name: str
    chunks: Iterable[bytes]


def attach_file(case_id: int, *, by: Viewer, given: Given, words: str, belongs_to: str = "", belongs_id: int = 0) -> Attachment:
    """Keep a file in a case. Its content is safely on disk before its row is written.

    Shape  words: what the file shows. belongs_to: a key of TARGETS, with the id of its row in the same case.
    Raises  CannotSee; CannotDoNow with one clear sentence.
    """
    require(by, Right.WORK_CASES)
    case = Case.objects.filter(pk=case_id).first()
    if case is None or not may_work_on(by, case):
        raise CannotSee("There is no such case for you.")
    if not words.strip():
        raise CannotDoNow("Say what the file shows.")
    name, content = tidy_name(given.name), _content(given.chunks)
    answer = may_keep(name, content)
    kind = kind_of(name, content)
    if not answer or kind is None:
        raise CannotDoNow(answer.reason_not)
    sha256 = keep_content(content)
    with changing(by, case_id) as hand:
        target = _target(hand, belongs_to, belongs_id)
        if Attachment.objects.filter(case=hand.case, sha256=sha256, withdrawal__isnull=True, **target).exists():
            raise CannotDoNow("This file is there already.")
        attached = Attachment.objects.create(
            case=hand.case, name=name, kind=kind.code, size=len(content), sha256=sha256, words=words.strip()[:300],
            at=hand.at, by=by.username, by_name=by.full_name, **target,
        )  # fmt: skip
        hand.tell(
            "case.file_attached", f"File {attached.number}: {attached.words}", file=attached.number, sha256=sha256, belongs_to=belongs_to
        )
    return attached


def withdraw_file(case_id: int, file_id: int, *, by: Viewer, because: str) -> Attachment:
    """Take a file out of use; that it was there, and why it no longer is, stays written down.

    Raises  CannotSee; CannotDoNow.
    """
    because = needs_because(because)[:300]
    with changing(by, case_id) as hand:
        attached = Attachment.objects.select_related("withdrawal").filter(pk=file_id, case=hand.case).first()
        if attached is None:
            raise CannotSee("There is no such file for you.")
        if AttachmentWithdrawal.objects.filter(attachment=attached).exists():
            raise CannotDoNow("This file has been taken out of use already.")
        AttachmentWithdrawal.objects.create(attachment=attached, because=because, at=hand.at, by=by.username, by_name=by.full_name)
        hand.tell("case.file_withdrawn", f"File {attached.number} taken out of use", because, file=attached.number)
    return attached


def tidy_name(name: str) -> str:
    """Return a file's name as text: no folder, nothing invisible, nothing that turns the reading order round."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join("_" if unicodedata.category(sign)[0] in "CZ" and sign != " " else sign for sign in last)
    shown = re.sub(r"[\"<>:|?*;]", "_", shown).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[:120]}.{ending[:8]}" if dot and stem else shown[:120] or "file"


def _content(chunks: Iterable[bytes]) -> bytes:
    """Read no more than may be kept: the first byte too many is enough to refuse."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) > LARGEST_FILE:
            break
    return bytes(held)


def _target(hand: CaseInHand, belongs_to: str, belongs_id: int) -> dict[str, object]:
    if not belongs_to:
        return {}
    model = TARGETS.get(belongs_to)
    if model is None or not model._default_manager.filter(pk=belongs_id, case=hand.case).exists():
        raise CannotSee("There is no such thing in this case.")
    return {f"{belongs_to}_id": belongs_id}
