"""Take one file in: refuse it, recognise it, hold it, or let it count."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from onroll.core.registers import Register, register_named
from onroll.core.wrong_usage import WrongUsage
from onroll.pipeline.index import Extract, Index
from onroll.pipeline.intake.column_maps import fingerprint, read_column_map
from onroll.pipeline.intake.decisions import let_in
from onroll.pipeline.intake.preparation import (
    Claim,
    Received,
    manifest_of,
    prepare,
    receive,
    what_matters_to,
)
from onroll.pipeline.intake.publishing import publish_or_refuse
from onroll.pipeline.intake.readers import CannotReadFile, ReadFile, read_rows
from onroll.pipeline.intake.readers.source_file import open_source, printable
from onroll.pipeline.intake.reports import CannotTakeIn, FileReport, FileStatus
from onroll.pipeline.progress import Progress, silent


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


def _let_known_in(index: Index, extract: Extract, path: Path, reason: str) -> FileReport:
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
        "erased": f"its rows were deleted ({extract.state_because}), and are not taken in again",
    }[extract.state]
    message = f"{printable(path.name)} was taken in before as {extract.extract_id}: {standing}."
    return report_on(extract, path, "held" if extract.state == "held" else "repeated", message)
