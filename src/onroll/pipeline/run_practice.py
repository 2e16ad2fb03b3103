"""What pages read of a run's measures of schools' practice. Nothing here asks who is looking; `casework.queries` does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from onroll.core.school_practice import PRACTICES, RETURNS, has_enough, is_marked
from onroll.pipeline.engine import asking, read_parquet
from onroll.pipeline.index import Index
from onroll.pipeline.measures.school_leavers import YearOfSchool, signals_of
from onroll.pipeline.measures.shares import most_of_so_many
from onroll.pipeline.run_queries import RunTables


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRow:
    """One pupil who counts in one measure of one school. Shape  day: of what counts; evidence: the rows that say so."""

    practice: str
    urn: str
    year: int | None
    child_id: str
    day: date
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSignal:
    """One school and one measure. Shape  counted of total; expected, most: by chance, the latter passed once in a thousand."""

    practice: str
    urn: str
    counted: int
    total: int
    expected: float
    most: int
    on: date

    @property
    def marked(self) -> bool:
        """Whether the school is marked."""
        return is_marked(self.counted, self.total, self.most, self.on)

    @property
    def enough(self) -> bool:
        """Whether there is enough to say anything of the school."""
        return has_enough(self.counted, self.total, self.most, self.on)


def practice_rows(tables: RunTables, urns: Collection[str], practices: Collection[str] = tuple(PRACTICES)) -> list[PracticeRow]:
    """Return the pupils who count, of some schools, the newest first; nobody who is shielded: whom the run knew is not there."""
    rows = tables.ask(
        """SELECT p.* FROM school_practice p
           WHERE p.urn IN (SELECT unnest(?)) AND p.practice IN (SELECT unnest(?)) AND p.child_id NOT IN (SELECT unnest(?::VARCHAR[]))
           ORDER BY p.day DESC, p.child_id, p.urn""",
        [sorted(urns), sorted(practices), sorted(tables.marked)],
    )
    return [PracticeRow(**{**row, "evidence": tuple(row["evidence"] or ())}) for row in rows]


@dataclass(frozen=True, slots=True)
class SaidOf:
    """How a school's own record calls a pupil."""

    forename: str | None
    surname: str | None
    date_of_birth: date | None


def said_of_pupils(index: Index, urn: str, rows: Iterable[PracticeRow]) -> dict[str, SaidOf]:
    """Return how the records of a school that make its pupils count call them, by child: what the school itself has said, and no more."""
    wanted: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        for reference in row.evidence:
            *place, record_id = (unquote(part) for part in reference.split(":"))
            wanted.setdefault(tuple(place), {})[record_id] = row.child_id
    found: dict[str, SaidOf] = {}
    con = asking()
    try:
        for extract in index.extracts():
            asked = wanted.get((extract.register, extract.supplier, extract.as_at.isoformat()))
            if not asked or extract.state != "counted" or not extract.records_path.exists():
                continue
            sql = f"""SELECT record_id, forename, surname, date_of_birth FROM {read_parquet(extract.records_path)}
                      WHERE urn = ? AND record_id IN (SELECT unnest(?))"""
            for record_id, *said in con.execute(sql, [urn, sorted(asked)]).fetchall():
                found[asked[record_id]] = SaidOf(*said)
    finally:
        con.close()
    return found


def everybodys_signals(tables: RunTables) -> Mapping[tuple[str, str], PracticeSignal]:
    """Return the measures that are compared with all schools, by measure and school."""
    counts = tables.ask(
        """SELECT practice, urn, year, count(*) AS n FROM school_practice
           WHERE child_id NOT IN (SELECT unnest(?::VARCHAR[])) GROUP BY ALL""",
        [sorted(tables.marked)],
    )
    counted = {(row["practice"], row["urn"], row["year"]): row["n"] for row in counts}
    return _signals(tables, counted, [each for each in PRACTICES if each not in RETURNS], None)


def signals_of_returns(
    tables: RunTables, urns: Collection[str], missing: Iterable[PracticeRow]
) -> Mapping[tuple[str, str], PracticeSignal]:
    """Return the measures of returns of one authority's schools, compared with one another. Shape  missing: or late."""
    counted: dict[tuple[str, str, int | None], int] = {}
    for row in missing:
        counted[row.practice, row.urn, row.year] = counted.get((row.practice, row.urn, row.year), 0) + 1
    return _signals(tables, counted, sorted(RETURNS), urns)


def _signals(
    tables: RunTables, counted: Mapping[tuple[str, str, int | None], int], practices: Collection[str], urns: Collection[str] | None
) -> Mapping[tuple[str, str], PracticeSignal]:
    where, parameters = ("practice IN (SELECT unnest(?))", [sorted(practices)])
    if urns is not None:
        where, parameters = f"{where} AND urn IN (SELECT unnest(?))", [*parameters, sorted(urns)]
    units = tables.ask(f"SELECT practice, urn, year, total FROM school_practice_units WHERE {where} ORDER BY ALL", parameters)
    found: dict[tuple[str, str], PracticeSignal] = {}
    for practice in practices:
        years = [
            # Whoever has been shielded since is taken from what is counted; so the total may lie below it by as many.
            YearOfSchool(row["urn"], row["year"], row["total"], {practice: counted.get((practice, row["urn"], row["year"]), 0)})
            for row in units
            if row["practice"] == practice
        ]
        signals = signals_of(years, practice)
        most = most_of_so_many([each.pupils for each in signals], [each.expected for each in signals]) if signals else []
        for each, limit in zip(signals, most, strict=True):
            found[practice, each.urn] = PracticeSignal(
                practice=practice, urn=each.urn, counted=each.left, total=each.pupils, expected=each.expected, most=limit,
                on=tables.run.on,
            )  # fmt: skip
    return found
