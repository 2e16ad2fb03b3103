"""Put what was made of a file in place, counted or held, and say what became of it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from onroll.core.wording import plural
from onroll.pipeline.index import Index
from onroll.pipeline.intake.preparation import Claim, Prepared, extract_id_for, source_name, sync_prepared
from onroll.pipeline.intake.readers.source_file import printable
from onroll.pipeline.intake.reports import FileReport, some_of

MOST_REMARKS_TOLD = 8


def publish_or_refuse(index: Index, made: Prepared | str, path: Path, claim: Claim | None, *, accept: str | None = None) -> FileReport:
    """Put in place what was made of a file; or report why nothing was."""
    if isinstance(made, str):
        return refused(path, f"{made} Nothing was changed.", claim)
    _note_same_content(index, made)
    return publish(index, made, path, accept=accept)


def publish(index: Index, prepared: Prepared, path: Path, *, accept: str | None = None, because: str = "") -> FileReport:
    """Put a prepared extract in place: counted, or held where the sanity gate says so and nobody accepts it."""
    extracts = index.extracts()
    claim, received, counts = prepared.claim, prepared.received, prepared.counts
    version_of = prepared.version_of
    held = prepared.alarm is not None and not accept if version_of is None else version_of.state == "held"
    if prepared.alarm and accept:
        because = f"let in: {accept} (the gate had said: {prepared.alarm})"
    manifest = {
        "extract_id": extract_id_for(
            claim, received.content_hash, prepared.released, prepared.map_fingerprint, {each.extract_id for each in extracts}
        ),
        "number": index.next_extract_number(),
        "register": claim.register.name,
        "supplier": claim.supplier,
        "as_at": claim.as_at.isoformat(),
        "content_hash": received.content_hash,
        "file_name": received.name,
        "rows_read": counts.read,
        "rows_accepted": counts.accepted,
        "rows_quarantined": counts.quarantined,
        "warning_count": prepared.warning_count,
        "partial": prepared.read.partial,
        "format": prepared.read.format,
        "read": prepared.read.as_json(),
        "columns": {name: prepared.read.headings[place] for name, place in prepared.understood.column_of.items()},
        "unknown_columns": list(prepared.understood.unknown),
        "notes": list(prepared.remarks),
        "alarm": prepared.alarm,
        "column_map": prepared.map_fingerprint,
        "first_number": prepared.first_number,
        "released": {str(line): why for line, why in prepared.released.items()},
        "repeats": dict(prepared.repeats),
        "compared_with": prepared.comparison.former.extract_id if prepared.comparison else None,
        "differences": dict(prepared.comparison.counts) if prepared.comparison else None,
    }
    if not prepared.on_disk:
        sync_prepared(prepared)
    os.replace(received.path, prepared.folder / source_name(received))
    received.path.parent.rmdir()
    extract = index.publish_extract(
        prepared.folder,
        manifest,
        state="held" if held else "counted",
        because=f"held: {prepared.alarm}" if held and version_of is None else because,
        supersedes=_replaced(prepared, held=held),
    )
    return replace(report_on_prepared(prepared, path, held=held), extract_id=extract.extract_id)


def report_on_prepared(prepared: Prepared, path: Path, *, held: bool | None = None) -> FileReport:
    """Return the report on a file that is ready to be put in place."""
    held = prepared.alarm is not None if held is None else held
    return FileReport(
        path=path,
        status="held" if held else "loaded",
        message=_story(prepared, held=held),
        read=prepared.counts.read,
        accepted=prepared.counts.accepted,
        quarantined=prepared.counts.quarantined,
        warnings=prepared.warning_count,
        register=prepared.claim.register.name,
        supplier=prepared.claim.supplier,
        as_at=prepared.claim.as_at,
        notes=prepared.remarks,
        unknown_columns=prepared.understood.unknown,
    )


def _replaced(prepared: Prepared, *, held: bool) -> tuple[str, ...]:
    if prepared.version_of is not None:
        return (prepared.version_of.extract_id,)
    return () if held else tuple(each.extract_id for each in prepared.replaces)


def _note_same_content(index: Index, prepared: Prepared) -> None:
    for each in index.extracts():
        same = each.content_hash == prepared.received.content_hash and not prepared.claim.is_about(each)
        if same and each.state != "withdrawn" and each.rows_read:
            prepared.notes.append(f"The same content was taken in as {each.extract_id}.")
            return


def _story(prepared: Prepared, *, held: bool) -> str:
    counts, claim = prepared.counts, prepared.claim
    told = [
        f"{printable(prepared.received.name)}: {claim.register.name} from {claim.supplier} for {claim.as_at}, "
        f"{plural(counts.read, 'row')} read, {counts.accepted:,} accepted, {counts.quarantined:,} quarantined, "
        f"{plural(prepared.warning_count, 'warning')}."
    ]
    if held:
        told.append(f"HELD, not used: {prepared.alarm}. Let it in with --accept REASON if that is right, or send a whole file.")
    elif prepared.replaces:
        told.append(f"It replaces {some_of(tuple(each.extract_id for each in prepared.replaces))}.")
    if prepared.understood.unknown:
        told.append(f"Columns not known and not used: {some_of(prepared.understood.unknown)}.")
    told += prepared.remarks[:MOST_REMARKS_TOLD]
    if len(prepared.remarks) > MOST_REMARKS_TOLD:
        told.append("And more: see the extract's problems.")
    return " ".join(told)


def refused(path: Path, sentence: str, claim: Claim | None = None) -> FileReport:
    """Return the report on a file that was refused whole."""
    if claim is None:
        return FileReport(path=path, status="refused", message=sentence)
    return FileReport(
        path=path, status="refused", message=sentence, register=claim.register.name, supplier=claim.supplier, as_at=claim.as_at
    )
