"""The figures for publication: one folder, a Data Package, protected as a whole so that nobody works out a count under five."""

from __future__ import annotations

import csv
import json
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from onroll.core.areas import ENGLAND_CODE, ENGLAND_NAME, REGIONS
from onroll.core.disclosure import NOT_AVAILABLE
from onroll.core.disclosure_control import RULES, Cell, Release, published, rate, share
from onroll.core.measures import any_time
from onroll.core.measures.cme_census import COLUMNS, TOPICS, TOTAL, Counts, term_of
from onroll.core.measures.definitions import NATIONAL, Definition
from onroll.core.measures.unrolled import Tally
from onroll.core.statuses import STATUSES
from onroll.pipeline.exports import open_unrolled
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.measures import Asked, all_measures, definitions, every_child
from onroll.pipeline.measures.columns import KNOWN, ColumnMeaning
from onroll.pipeline.measures.counted import RunFigures, Shown
from onroll.pipeline.measures.definition_files.reading import read_definitions
from onroll.pipeline.measures.every_child import Level, levels
from onroll.pipeline.measures.sheets import Provenance, meta_csv, resource
from onroll.pipeline.measures.unrolled import tallies_between
from onroll.pipeline.term_calendars import calendars_from

DAY, YEAR, VARIANTS, LEDGER, UNROLLED = "cme-census", "cme-any-time", "cme-definitions", "every-child", "unrolled"
DEFINITION, STATUS = "Definition", "Status"
NATION = ""
"""How the nation is called in a cell."""


class CannotPublish(Exception):
    """The package cannot be written; the sentence says why."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is published.

    Shape  year: the first and last day of the count at any time, where there is to be one; unrolled_from: the first day of the
           Commissioner's analysis, likewise.
    """

    on: date
    year: tuple[date, date] | None = None
    unrolled_from: date | None = None
    known_by: date | None = None
    population: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Gathered:
    """Every count with the places that it is of."""

    release: Release
    places: Sequence[Level]
    definitions: Sequence[Definition]


Reasons = Mapping[str, str]


def gather(run: Run, year_run: Run | None, extracts: Sequence[Extract], asking: Asking, reasons: Reasons) -> Gathered:
    """Return every count that is to be published, unrounded. Shape  year_run: of the last day of the year."""
    shown = Shown()
    tables: dict[str, dict[str, Counts]] = {}
    in_force = [each for each in read_definitions(run.folder.parents[2]) if each.holds_on(run.on)]
    figures = RunFigures(run)
    try:
        tables[DAY], _ = figures.missing(shown, reasons)
        by_definition = figures.by_definition(shown, in_force, calendars_from(extracts))
        statuses = figures.statuses(shown, run.on)
    finally:
        figures.close()
    tables[VARIANTS] = _by_place({(place, DEFINITION, code): count for (place, code), count in by_definition.items()})
    tables[LEDGER] = _by_place({(place, STATUS, status): count for (place, status), count in statuses.items()})
    for own in tables[LEDGER].values():
        own[TOTAL, TOTAL] = own.total()
    if asking.year is not None and year_run is not None:
        figures = RunFigures(year_run)
        try:
            tables[YEAR], _ = figures.at_any_time(shown, *asking.year)
        finally:
            figures.close()
    senders = {each.supplier for each in extracts if each.register == "school_roll" and len(each.supplier) == 3}
    places = levels({*senders, *(place for own in tables.values() for place in own)}, run.on)
    release = _release(tables, places, [each.code for each in in_force])
    if asking.unrolled_from is not None:
        tallies, _ = tallies_between(Asked(run, extracts, asking.unrolled_from))
        release = with_unrolled(release, tallies)
    return Gathered(release, places, in_force)


def with_unrolled(release: Release, tallies: Mapping[str, Tally]) -> Release:
    """Return a release with the counts of the Commissioner's analysis among what is protected together.

    Shape  tallies: by region, the nation's as `NATION`; a region of which nobody was on a roll has rows as well, and they say as little.
    """
    places = [NATION, *REGIONS]
    counts = {
        (UNROLLED, place, *named): count
        for place in places
        for named, count in open_unrolled.counts_of(tallies.get(place, Tally()), place).items()
    }
    wholes = {(UNROLLED, topic): whole for topic, whole in open_unrolled.wholes().items()}
    same = [((UNROLLED, place, *one), (UNROLLED, place, *other)) for place in places for one, other in open_unrolled.SAME]
    same += [
        ((UNROLLED, NATION, *one), (UNROLLED, region, *other)) for region in REGIONS for one, other in open_unrolled.same_as_region(region)
    ]
    regions = {**dict.fromkeys(REGIONS, ()), **release.regions}
    return replace(
        release,
        counts={**release.counts, **counts},
        wholes={**release.wholes, **wholes},
        regions=regions,
        same=[*release.same, *same],
    )


def _by_place(counts: Mapping[tuple[str, str, str], int]) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    for (place, topic, label), count in counts.items():
        found.setdefault(place, Counts())[topic, label] += count
    return found


def labels_of(table: str, codes: Sequence[str]) -> dict[str, Sequence[str]]:
    """Return the breakdowns of a table with their labels. Shape  codes: of the definitions."""
    if table == VARIANTS:
        return {DEFINITION: codes}
    if table == LEDGER:
        return {TOTAL: (TOTAL,), STATUS: [rule.code for rule in STATUSES]}
    return dict(TOPICS if table == DAY else any_time.TOPICS)


def _release(tables: Mapping[str, Mapping[str, Counts]], places: Sequence[Level], codes: Sequence[str]) -> Release:
    counts: dict[Cell, int] = {}
    wholes: dict[tuple[str, str], tuple[str, str]] = {}
    for table, of_places in tables.items():
        for topic, labels in labels_of(table, codes).items():
            if topic not in (TOTAL, DEFINITION):
                wholes[table, topic] = TOTAL, TOTAL
            for _, named, inside, _ in places:
                for label in labels:
                    counts[table, _name(named), topic, label] = sum(of_places.get(code, Counts())[topic, label] for code in inside)
    same = [((DAY, _name(named), TOTAL, TOTAL), (VARIANTS, _name(named), DEFINITION, NATIONAL)) for _, named, _, _ in places]
    regions = {_name(named): tuple(inside) for level, named, inside, _ in places if level == "Regional"}
    return Release(counts, wholes, regions, NATION, same)


def _name(named: tuple[str, ...]) -> str:
    """Return how a place is called in a cell: the authority's code, else the region's, else nothing, the nation."""
    return named[2] or named[0]


def rows_of(gathered: Gathered, table: str, asking: Asking) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return a table's columns and its rows, protected."""
    cells = published(gathered.release)
    if table == UNROLLED and asking.unrolled_from:
        days = asking.unrolled_from, asking.on
        return open_unrolled.COLUMNS, [
            row
            for place in (NATION, *REGIONS)
            for row in open_unrolled.rows_of(place, lambda topic, label, place=place: cells[UNROLLED, place, topic, label], days)  # type: ignore[misc]
        ]
    titles = {each.code: each.title for each in gathered.definitions}
    sides = {rule.code: rule.side for rule in STATUSES}
    period = any_time.period_of(*asking.year) if table == YEAR and asking.year else term_of(asking.on)
    columns = {VARIANTS: definitions.COLUMNS, LEDGER: every_child.COLUMNS}.get(table, COLUMNS)
    rows: list[tuple[str, ...]] = []
    for level, named, inside, _ in gathered.places:
        where = (*period, level, ENGLAND_CODE, ENGLAND_NAME, *named)
        whole = cells.get((table, _name(named), TOTAL, TOTAL), "")
        for topic, labels in labels_of(table, [*titles]).items():
            for label in labels:
                count = cells[table, _name(named), topic, label]
                if table == VARIANTS:
                    rows.append((*where, label, titles[label], count))
                elif table == LEDGER:
                    rows.append((*where, sides.get(label, TOTAL), label, count))
                else:
                    per_100 = rate(count, _people(asking, inside)) if topic == TOTAL else NOT_AVAILABLE
                    rows.append((*where, topic, label, count, share(count, whole), per_100))
    return columns, rows


def _people(asking: Asking, inside: Sequence[str]) -> int | None:
    known = [(asking.population or {}).get(code) for code in inside if code]
    return None if None in known or not known else sum(each or 0 for each in known)


def publish(gathered: Gathered, asking: Asking, made_from: Provenance, into: Path) -> list[Path]:
    """Write the package; the folder appears when it is whole. Return its files.

    Raises  CannotPublish where the folder is there already.
    """
    if into.exists():
        raise CannotPublish(f"{into} is there already; choose a folder that is not.")
    beside = into.with_name(f".{into.name}.{secrets.token_hex(4)}")
    beside.mkdir()
    try:
        _write_package(gathered, asking, made_from, beside)
        os.replace(beside, into)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return sorted(into.iterdir())


def _write_package(gathered: Gathered, asking: Asking, made_from: Provenance, beside: Path) -> None:
    resources = []
    for table in dict.fromkeys(cell[0] for cell in gathered.release.counts):
        columns, rows = rows_of(gathered, table, asking)
        path = beside / f"{table.replace('-', '_')}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)
        meant: list[ColumnMeaning] = [KNOWN[name] for name in columns]
        path.with_suffix(".meta.csv").write_text(meta_csv(meant), encoding="utf-8")
        resources.append(resource(table, path, meant, len(rows)) | {"description": all_measures()[table].about})
    said = asdict(asking) | {"year": [day.isoformat() for day in asking.year] if asking.year else None}
    said["unrolled_from"] = asking.unrolled_from.isoformat() if asking.unrolled_from else None
    package = {
        "profile": "tabular-data-package",
        "name": "children-missing-education",
        "title": f"Children missing education, as at {asking.on.isoformat()}",
        "description": "Counts are rounded to 10, national ones to 100; c: withheld. Shares and rates are of rounded counts.",
        "onroll": {
            "query": {**said, "export": "open-data", "on": asking.on.isoformat(), "known_by": str(asking.known_by or "")},
            "made_from": asdict(made_from) | {"rules": {**made_from.rules, "disclosure": RULES}},
        },
        "resources": resources,
    }
    (beside / "datapackage.json").write_text(json.dumps(package, indent=1, ensure_ascii=False), encoding="utf-8")
