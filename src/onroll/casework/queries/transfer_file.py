"""A Common Transfer File of a child who moves: what schools said of the child and agreements show, and nothing of other registers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from onroll.casework import clock
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.children import ChildPage, child_page
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.pipeline.intake.readers.ctf_pupils import HEADINGS
from onroll.pipeline.run_rows import RecordSeen
from onroll.pipeline.transfer_files_out import SchoolNumber, Stay, TransferFile, school_numbers, written

UNKNOWN, OUTSIDE = SchoolNumber("XXX", "XXXX"), SchoolNumber("MMM", "MMMM")
DESTINATIONS = {
    "unknown": "Nobody knows where (XXXXXXX): the file is for the lost pupils’ database",
    "outside": "To an independent school, home education or abroad (MMMMMMM)",
    "school": "To another school that the state maintains",
}
_STAYS_APART = frozenset(["entry_date", "leaving_date", "source_la", "source_estab", "removal_grounds"])


def may_make_transfer_file(viewer: Viewer, purpose: Purpose, child_id: str) -> str | None:
    """Return the child's name for the page on which a transfer file is asked for; None where there is no such child for the viewer.

    Raises  CannotDoNow where no file may be made.
    """
    page = _page_of(viewer, purpose, child_id)
    if page is None:
        return None
    _source(page, school_numbers(the_index()))
    return page.name


def transfer_file_for(viewer: Viewer, purpose: Purpose, child_id: str, destination: str, urn: str = "") -> tuple[str, bytes] | None:
    """Return the name and the content of a child's transfer file, written down before it is handed out; None where there is no such child.

    Raises  CannotDoNow where the child is shielded, no school is known to have had the child, or the destination is none.
    """
    page = _page_of(viewer, purpose, child_id)
    if page is None:
        return None
    numbers = school_numbers(the_index())
    stays = _source(page, numbers)
    source, target = stays[-1].school, _destination(destination, urn.strip(), numbers)
    if target == source:
        raise CannotDoNow("That is the school that the child leaves.")
    made_at = clock.local_now()
    file = TransferFile(made_at=made_at, source=source, destination=target, said=_said(page.records), stays=stays)
    more = {"from": source.code, "to": target.code}
    record_reading(viewer, purpose, "child.transfer_file_made", subject=page.child.child_id, more=more)
    return file.file_name, written(file)


def _page_of(viewer: Viewer, purpose: Purpose, child_id: str) -> ChildPage | None:
    require(viewer, Right.MAKE_TRANSFER_FILES, purpose)
    page = child_page(viewer, purpose, child_id)
    if not isinstance(page, ChildPage):
        return None
    if page.child.shielded:
        raise CannotDoNow("This child is shielded. No transfer file is made: it would say where the child is. Ask your named team.")
    if page.glass is not None:
        raise CannotDoNow("You see this record behind the glass. Its own authority makes the transfer file.")
    return page


def _source(page: ChildPage, numbers: Mapping[str, SchoolNumber]) -> Sequence[Stay]:
    """Return the stays at schools whose numbers are known, the latest last."""
    stays = [
        Stay(numbers[spell.urn], spell.starts_on, spell.ends_before - timedelta(days=1) if spell.ends_before else None)
        for spell in page.spells
        if spell.status == "on_roll" and spell.urn and spell.urn in numbers
    ]
    if not stays:
        raise CannotDoNow("No school with a known number has had this child on its roll, so there is nobody to send a transfer file from.")
    return sorted(stays, key=lambda stay: (stay.leaving is None, stay.leaving or stay.entry, stay.entry))


def _destination(destination: str, urn: str, numbers: Mapping[str, SchoolNumber]) -> SchoolNumber:
    if destination in ("unknown", "outside"):
        return UNKNOWN if destination == "unknown" else OUTSIDE
    if destination != "school" or urn not in numbers:
        raise CannotDoNow("The establishment file has no school with that URN. Enter its six figures.")
    return numbers[urn]


def _said(records: Sequence[RecordSeen]) -> dict[str, str]:
    """Return what schools said, field by field the newest of each; other registers' words stay theirs."""
    said: dict[str, str] = {}
    for record in sorted(records, key=lambda each: each.as_at):
        if record.register == "school_roll":
            said |= {name: _text(record.said[name]) for name in HEADINGS if record.said.get(name) is not None and name not in _STAYS_APART}
    return said


def _text(value: object) -> str:
    return ("1" if value else "0") if isinstance(value, bool) else str(value)
