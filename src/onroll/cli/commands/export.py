"""`onroll export`: write what came out, for other people's programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import (
    DEFAULT_HOME,
    HomeOption,
    JsonOption,
    KnownByOption,
    OnOption,
    PopulationOption,
    WaitOption,
    open_index,
    people_in,
)
from onroll.cli.options import day as day_of
from onroll.cli.refusals import CannotDo, WrongUsage
from onroll.cli.runs_at_hand import run_at_hand
from onroll.cli.screen import Screen
from onroll.core.areas import authority, authority_name, no_such_authority
from onroll.core.wording import plural
from onroll.pipeline import line
from onroll.pipeline.exports import all_exports
from onroll.pipeline.exports.measure_sheets import write_sheet
from onroll.pipeline.exports.writing import FileFormat, Written, write_export
from onroll.pipeline.index import Index, Run
from onroll.pipeline.measures import all_measures
from onroll.pipeline.measures.sheets import Query, as_day, provenance_of
from onroll.pipeline.received_extracts import authorities_in

FORMATS = ("csv", "parquet", "xlsx")
WITH_RATES = ("cme-census", "cme-any-time")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="children, findings, or a measure: cme-census, cme-any-time, cme-definitions, every-child, unrolled."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write.")],
    on: OnOption = None,
    la: Annotated[str | None, typer.Option("--la", metavar="CODE", help="Only children who live in that authority.")] = None,
    file_format: Annotated[str | None, typer.Option("--format", help="csv, parquet or xlsx; by the file's ending, unless told.")] = None,
    known_by: KnownByOption = None,
    from_day: Annotated[
        date | None, typer.Option("--from", parser=day_of, metavar="DATE", help="unrolled, cme-any-time: the first day.")
    ] = None,
    to_day: Annotated[
        date | None, typer.Option("--to", parser=day_of, metavar="DATE", help="unrolled, cme-any-time: the second day.")
    ] = None,
    population: PopulationOption = None,
    include_shielded: Annotated[
        str | None, typer.Option("--include-shielded", metavar="REASON", help="Put shielded children in; the reason is recorded.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Write a table: which rows are the same child, who is missing education and why, or the figures of them.

    A day that no run is for is computed first, without touching cases. Shielded children are left out.
    """
    first_day, last_day = _days(name, on, from_day, to_day)
    if population is not None and name not in WITH_RATES:
        raise WrongUsage("--population belongs to cme-census and cme-any-time.")
    chosen = _format_of(file_format, output)
    if include_shielded is not None and not include_shielded.strip():
        raise WrongUsage("--include-shielded needs a reason: it is recorded.")
    _need_a_place_for(output)
    people = people_in(population)
    index = open_index(home)
    if la is not None and (unknown := no_such_authority(la, _codes_at_hand(index, la))):
        raise WrongUsage(f"--la {unknown}")
    with Screen(as_json=as_json) as screen:
        bridge = open_casebook(home)
        decided = bridge.decided(known_by=known_by)
        day = last_day or line.newest_day(index, known_by=known_by)
        run = run_at_hand(index, day, decided=decided, known_by=known_by, command="export", wait_seconds=wait, screen=screen)
        if include_shielded is not None:
            bridge.record_shielded_export(export=name, run_id=run.run_id, la_code=la, because=include_shielded)
        query = Query(
            export=name,
            on=day.isoformat(),
            first_day=first_day.isoformat() if first_day else None,
            known_by=known_by.isoformat() if known_by else None,
            la_code=la,
            include_shielded=include_shielded is not None,
            population=people,
            file_format=chosen,
        )
        written, notes = _write(query, run, index, bridge, output)
    _tell(screen, query, run, written, [*notes, *_places_not_here(query, index)], include_shielded)


def _write(query: Query, run: Run, index: Index, bridge: ModuleType, output: Path) -> tuple[Written, Sequence[str]]:
    """Write rows, or figures with what travels with them; return what was written, and what to say of it."""
    export = all_exports().get(query.export)
    if export is not None:
        file_format: FileFormat = query.file_format  # type: ignore[assignment]
        return write_export(
            export, run, output, file_format=file_format, la_code=query.la_code, include_shielded=query.include_shielded
        ), ()
    made_from = provenance_of(index, run, reason=bridge.newest_reason_number())
    reasons = bridge.recorded_reasons(known_by=as_day(query.known_by), up_to=made_from.reason)
    return write_sheet(query, made_from, run, index, reasons, output)


def _places_not_here(query: Query, index: Index) -> Iterator[str]:
    """Yield what to say of authorities that were named and that nothing here is of."""
    if query.population and (nowhere := [code for code in query.population if no_such_authority(code, _codes_at_hand(index, code))]):
        yield f"Not used, for no authority has such a code: the population of {', '.join(nowhere)}."
    if query.la_code is not None and query.la_code not in authorities_in(index):
        yield f"No file here is from {authority_name(query.la_code)} ({query.la_code}), and no school or postcode lies in it."


def _tell(screen: Screen, query: Query, run: Run, written: Written, notes: Sequence[str], because: str | None) -> None:
    lines = [f"{plural(written.row_count, 'row')} of {query.export} on {query.on} written to {written.path}.", *notes]
    if written.shielded_left_out:
        lines.append(f"Shielded children left out: {written.shielded_left_out:,}.")
    if written.shielded_put_in:
        lines.append(f"Shielded children put in: {written.shielded_put_in:,}, because: {because}. This is recorded.")
    said = {
        "export": query.export,
        "on": query.on,
        "run": run.run_id,
        "rows": written.row_count,
        "shielded_left_out": written.shielded_left_out,
        "shielded_put_in": written.shielded_put_in,
        "notes": list(notes),
        "file": str(written.path),
    }
    screen.result("\n".join(lines), said)


def _format_of(file_format: str | None, output: Path) -> str:
    chosen = file_format or output.suffix.lstrip(".").lower() or "csv"
    if chosen not in FORMATS:
        raise WrongUsage(f"{chosen!r} is not a format; choose csv, parquet or xlsx with --format.")
    return chosen


def _need_a_place_for(output: Path) -> None:
    if not output.parent.is_dir():
        raise CannotDo(f"The folder {output.parent} does not exist; make it first, or write elsewhere.")
    if output.is_dir():
        raise CannotDo(f"{output} is a folder; name a file in it.")


def _codes_at_hand(index: Index, code: str) -> set[str]:
    """Return the codes that the files use; they are read only for a code that the published list does not have."""
    return authorities_in(index) if authority(code) is None else set()


def _days(name: str, on: date | None, from_day: date | None, to_day: date | None) -> tuple[date | None, date | None]:
    """Return the first day, for an export between two, and the day that the run is for.

    Raises  WrongUsage.
    """
    known = {**all_exports(), **all_measures()}
    if name not in known:
        raise WrongUsage(f"There is no export called {name!r}. There are: {', '.join(sorted(known))}.")
    measure = all_measures().get(name)
    if measure is None or not measure.between_two_days:
        if from_day or to_day:
            raise WrongUsage(f"--from and --to do not belong to {name}; choose its day with --on.")
        return None, on
    if on is not None or from_day is None or to_day is None:
        raise WrongUsage(f"{name} lies between two days: give --from DATE and --to DATE, and no --on.")
    if from_day >= to_day:
        raise WrongUsage(f"--from {from_day.isoformat()} must lie before --to {to_day.isoformat()}.")
    return from_day, to_day
