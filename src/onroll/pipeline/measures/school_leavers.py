"""Who left each school's roll for no other school, and how many would have by chance alone had every school been like all together.

Each year group has its own chance, so that a school of older pupils is not compared with one of younger.

Source  requirement 35 (off-rolling); D. Spiegelhalter (2005), standardised event ratios; issue "Measures", point 6.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onroll.core.school_age import school_year
from onroll.core.statuses import MISSING, STATUSES
from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import Run
from onroll.pipeline.measures.shares import most_by_chance

DAYS = 365
HOME, NOWHERE = "home", "nowhere"
KINDS: Mapping[str, tuple[str, ...]] = {
    HOME: ("home_educated", "home_education_pending", "home_education_unsuitable"),
    NOWHERE: tuple(rule.code for rule in STATUSES if rule.side == MISSING and rule.code != "home_education_unsuitable"),
}
"""What came next for a child who left a roll: home education, or no education at all."""


@dataclass(frozen=True, slots=True)
class YearOfSchool:
    """One year group of one school within the time. Shape  left: by kind, how many left its roll for that."""

    urn: str
    year: int
    pupils: int
    left: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SchoolSignal:
    """One school and one kind. Shape  most: what chance alone passes once in a thousand."""

    urn: str
    pupils: int
    left: int
    expected: float
    most: int

    @property
    def crosses(self) -> bool:
        """Whether more left than chance alone would let."""
        return self.left > self.most


def signals_of(years: Iterable[YearOfSchool], kind: str) -> list[SchoolSignal]:
    """Return every school against all together, by year group; in the order of their numbers."""
    years = list(years)
    pupils: dict[int, int] = {}
    left: dict[int, int] = {}
    for each in years:
        pupils[each.year] = pupils.get(each.year, 0) + each.pupils
        left[each.year] = left.get(each.year, 0) + each.left.get(kind, 0)
    schools: dict[str, tuple[int, int, float]] = {}
    for each in years:
        size, gone, expected = schools.get(each.urn, (0, 0, 0.0))
        chance = left[each.year] / pupils[each.year] if pupils[each.year] else 0.0
        schools[each.urn] = (size + each.pupils, gone + each.left.get(kind, 0), expected + each.pupils * chance)
    urns = sorted(schools)
    most = most_by_chance([schools[urn][2] for urn in urns]) if urns else []
    return [SchoolSignal(urn, *schools[urn], limit) for urn, limit in zip(urns, most, strict=True)]


def years_of_schools(run: Run, hidden: Collection[str]) -> Sequence[YearOfSchool]:
    """Return the year groups of every school over the year up to a run's day. Shape  hidden: children in no figure."""
    counts = f"count(*), count(*) FILTER (kind = '{HOME}'), count(*) FILTER (kind = '{NOWHERE}')"
    rows = _ask(run, hidden, f"SELECT urn, year, {counts} FROM left_for GROUP BY ALL ORDER BY urn, year")
    return [YearOfSchool(urn, year, pupils, {HOME: home, NOWHERE: nowhere}) for urn, year, pupils, home, nowhere in rows]


def children_who_left(run: Run, hidden: Collection[str], urn: str, kind: str) -> tuple[str, ...]:
    """Return the very children who left one school's roll for one kind, in order."""
    sql = f"SELECT child_id FROM left_for WHERE urn = {quoted(urn)} AND kind = {quoted(kind)} ORDER BY child_id"
    return tuple(row[0] for row in _ask(run, hidden, sql, f"child_id IN (SELECT child_id FROM everybody WHERE urn = {quoted(urn)})"))


def _ask(run: Run, hidden: Collection[str], sql: str, only: str = "true") -> list[tuple[Any, ...]]:
    """Ask `left_for`, one row for each child and school. Shape  only: which children's spells (`everybody`) are looked at.

    A condition about one side alone would have the engine hold each child against each spell of everybody: so `left_on` is said before.
    """
    since = run.on - timedelta(days=DAYS)
    start = date(school_year(since), 9, 1)
    con = connect(memory_limit="2500MB")
    try:
        con.execute("SET preserve_insertion_order = false")
        con.execute("CREATE TEMP TABLE hidden AS SELECT unnest(?::VARCHAR[]) AS child_id", [sorted(hidden)])
        kinds = " ".join(f"WHEN n.status IN ({', '.join(map(quoted, codes))}) THEN {quoted(kind)}" for kind, codes in KINDS.items())
        return con.execute(
            f"""WITH everybody AS (FROM {read_parquet(run.table("timelines"))}),
            spells AS (
                SELECT child_id, starts_on, coalesce(ends_before, DATE '9999-12-31') AS ends_before, status, urn
                FROM everybody ANTI JOIN hidden USING (child_id) WHERE {only}),
            on_roll AS (
                SELECT s.child_id, s.urn, max(s.ends_before) AS ends_before,
                    {start.year} - year(c.date_of_birth) - (month(c.date_of_birth) >= 9)::INT - 4 AS year
                FROM spells s JOIN {read_parquet(run.table("child_summaries"))} c USING (child_id)
                WHERE s.status = 'on_roll' AND s.urn IS NOT NULL AND s.starts_on <= ? AND s.ends_before > ?
                GROUP BY ALL),
            left_for AS (
                SELECT o.child_id, o.urn, o.year, CASE {kinds} END AS kind
                FROM (SELECT *, CASE WHEN ends_before <= ? THEN ends_before END AS left_on FROM on_roll) o
                LEFT JOIN spells n ON n.child_id = o.child_id AND n.starts_on = o.left_on
                WHERE o.year BETWEEN 0 AND 11)
            {sql}""",
            [run.on, since, run.on],
        ).fetchall()
    finally:
        con.close()
