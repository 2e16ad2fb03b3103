"""Take one file in: refuse it, recognise it, hold it, or let it count."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from onroll.core.registers import Register, register_named
from onroll.pipeline.index import Extract, Index
from onroll.pipeline.intake.column_maps import fingerprint, read_column_map
from onroll.pipeline.intake.preparation import (
    Claim,
    Prepared,
    Received,
    extract_id_for,
    manifest_of,
    prepare,
    receive,
    source_name,
    sync_prepared,
    what_matters_to,
)
from onroll.pipeline.intake.readers import CannotReadFile, ReadFile, read_rows
from onroll.pipeline.intake.readers.source_file import open_source, printable
from onroll.pipeline.intake.reports import CannotTakeIn, FileReport, FileStatus, WrongUsage, plural, some_of
from onroll.pipeline.progress import Progress, silent

MOST_REMARKS_TOLD = 8


def checked_claim(register: str, supplier: str, as_at: date | str) -> Claim:
    """Return what a file is said to be.

    Raises  WrongUsage where there is no such register, the supplier is no name, or the day is no date.
    """
    try:
        known: Register = register_named(register)
    except KeyError as error:
        raise WrongUsage(error.args[0]) from None
    if isinstance(as_at, str):
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", as_at):
                raise ValueError
            as_at = date.fromisoformat(as_at)
        except ValueError:
            raise WrongUsage(f"{as_at!r} is not a date as 2026-01-15.") from None
    if not supplier or supplier != supplier.strip() or not supplier.isprintable() or len(supplier) > 60:
        raise WrongUsage(
            f"{printable(supplier)!r} is no supplier: give an authority's three-digit code, a school's URN, or an agency's short name."
        )
    return Claim(register=known, supplier=supplier, as_at=as_at)


def take_in(
    index: Index,
    path: Path,
    *,
    register: str | None,
    supplier: str | None,
    as_at: date | None,
    allow_empty: bool = False,
    accept: str | None = None,
    progress: Progress = silent,
    wait_seconds: float = 60,
) -> FileReport:
    """Take one file in, and return what became of it.

    Shape  register, supplier and as_at may all be None for a Common Transfer File, which says them itself.
    Raises WrongUsage before anything is touched; CannotUseIndex where another command keeps writing.
    """
    claim = checked_claim(register or "", supplier or "", as_at or "") if register or supplier or as_at else None
    with index.writing("onroll ingest", wait_seconds=wait_seconds):
        progress(f"Taking in {printable(path.name)}", 0, 1)
        report = take_in_claimed(index, path, claim, allow_empty=allow_empty, accept=accept)
        progress(f"Taking in {printable(path.name)}", 1, 1)
    return report


def take_in_claimed(index: Index, path: Path, claim: Claim | None, *, allow_empty: bool = False, accept: str | None = None) -> FileReport:
    """Take one file in. Only inside `writing`. A refusal is a report, not an exception."""
    folder = index.building_folder("extract")
    said = claim
    try:
        try:
            received = receive(open_source(path), folder)
            claim, read = understood_claim(claim, received, folder)
            known = known_already(index, claim, received)
            if known is not None:
                return _let_known_in(index, known, path, accept) if accept else report_known(known, path)
            read = read or read_rows(received.path, folder / "rows.parquet")
            prepared = prepare(
                index,
                folder,
                claim,
                received,
                read,
                extracts=what_matters_to(claim, index.extracts()),
                number=index.next_extract_number(),
                allow_empty=allow_empty,
            )
            if said is not None and said != claim:
                prepared.notes.append(f"It was said to be of {said.supplier} for {said.as_at}: what the file says of itself is used.")
        except (CannotReadFile, CannotTakeIn) as refusal:
            return publish_or_refuse(index, str(refusal), path, claim)
        return publish_or_refuse(index, prepared, path, claim, accept=accept)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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


def report_on(extract: Extract, path: Path, status: FileStatus, message: str) -> FileReport:
    """Return the report on a file that stands in the index as that extract."""
    manifest = manifest_of(extract)
    return FileReport(
        path=path,
        status=status,
        message=message,
        read=extract.rows_read,
        accepted=extract.rows_accepted,
        quarantined=extract.rows_quarantined,
        warnings=extract.warning_count,
        extract_id=extract.extract_id,
        register=extract.register,
        supplier=extract.supplier,
        as_at=extract.as_at,
        notes=tuple(manifest["notes"]),
        unknown_columns=tuple(manifest["unknown_columns"]),
    )


def _replaced(prepared: Prepared, *, held: bool) -> tuple[str, ...]:
    if prepared.version_of is not None:
        return (prepared.version_of.extract_id,)
    return () if held else tuple(each.extract_id for each in prepared.replaces)


def _let_known_in(index: Index, extract: Extract, path: Path, reason: str) -> FileReport:
    from onroll.pipeline.intake.decisions import let_in  # it takes files in again, and so knows this module

    if extract.state not in ("held", "withdrawn"):
        return report_known(extract, path)
    extract = let_in(index, extract.extract_id, reason)
    message = f"{printable(path.name)} was taken in before as {extract.extract_id}, and is let in now: {reason}."
    return report_on(extract, path, "loaded", message)


def understood_claim(claim: Claim | None, received: Received, folder: Path) -> tuple[Claim, ReadFile | None]:
    """Return what a file is said to be, by itself or by who sent it; a transfer file is read for it.

    Raises  CannotTakeIn where nobody says.
    """
    if received.format != "ctf":
        if claim is None:
            raise CannotTakeIn(f"{received.name} does not say what it is: name its register, supplier and day.")
        return claim, None
    if claim is not None and claim.register.name != "school_roll":
        raise CannotTakeIn(
            f"{received.name} is XML, as Common Transfer Files are: it is read as school_roll, not as {claim.register.name}. "
            "Give the right register, or the right file."
        )
    read = read_rows(received.path, folder / "rows.parquet")
    supplier = read.supplier or (claim.supplier if claim else None)
    as_at = read.as_at or (claim.as_at if claim else None)
    if supplier is None or as_at is None:
        raise CannotTakeIn(f"{received.name} names no source authority or no date in its header. Ask the sender for a whole file.")
    return Claim(register=register_named("school_roll"), supplier=supplier, as_at=as_at), read


def known_already(index: Index, claim: Claim, received: Received) -> Extract | None:
    """Return the extract that the same content was taken in as, under the same register, supplier and day."""
    same = [each for each in index.extracts() if claim.is_about(each) and each.content_hash == received.content_hash]
    if not same:
        return None
    newest = max(same, key=lambda each: each.number)
    column_map = read_column_map(index.home, claim.supplier, claim.register)
    return newest if manifest_of(newest).get("column_map", "") == fingerprint(column_map) else None


def report_known(extract: Extract, path: Path) -> FileReport:
    """Return the report on a file that was taken in before: it changes nothing."""
    standing = {
        "counted": "it changes nothing",
        "held": f"it is still held ({extract.state_because.removeprefix('held: ')}); let it in with --accept REASON, or send a whole file",
        "superseded": f"it was {extract.state_because}, and stays so; withdraw that one if this is the right file",
        "withdrawn": f"it was withdrawn ({extract.state_because}), and stays so; --accept REASON lets it count again",
    }[extract.state]
    message = f"{printable(path.name)} was taken in before as {extract.extract_id}: {standing}."
    return report_on(extract, path, "held" if extract.state == "held" else "repeated", message)


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
