"""What the registers show of children before and after a move, brought together by SQL: the rules of `core/transitions` judge it.

Source  issue 7, point 1; docs/tables.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from onroll.core.candidates import last_years
from onroll.core.school_age import begins_on, next_first_of_september, school_year
from onroll.core.transitions import after_finishing
from onroll.core.world import World
from onroll.pipeline.engine import quoted, read_parquet
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract

EARLIEST_START = 45
"""Days before 1 September from which a new roll may show a child at the next school already."""

LOOK_BACK = 400
RECEPTION_WATCHED_MONTHS = 24


@dataclass(frozen=True)
class Facts:
    """A connection on which the tables of a run, and the extracts, are ready to be asked."""

    connection: duckdb.DuckDBPyConnection
    extracts: Sequence[Extract]
    into: Path
    on: date

    def run(self, sql: str) -> None:
        """Execute a statement."""
        self.connection.execute(sql).fetchall()

    def of(self, register: str, *, since: date | None = None, before: date | None = None) -> list[Extract]:
        """Return the extracts of a register, between two days where given."""
        return [
            each
            for each in self.extracts
            if each.register == register and (since is None or each.as_at >= since) and (before is None or each.as_at < before)
        ]

    def newest_of(self, register: str) -> list[Extract]:
        """Return the newest extract of each supplier of a register."""
        newest: dict[str, Extract] = {}
        for each in self.of(register):
            if each.supplier not in newest or (each.as_at, each.number) > (newest[each.supplier].as_at, newest[each.supplier].number):
                newest[each.supplier] = each
        return list(newest.values())


def prepare(facts: Facts, world: World) -> None:
    """Make the tables that all moves are read from: `now`, `extract_days`, `leaving`, `sent_rolls`, `sent_applications`."""
    numbers = pa.table(
        {
            "number": pa.array([each.number for each in facts.extracts], pa.int64()),
            "register": pa.array([each.register for each in facts.extracts], pa.string()),
            "supplier": pa.array([each.supplier for each in facts.extracts], pa.string()),
            "as_at": pa.array([each.as_at for each in facts.extracts], pa.date32()),
            "partial": pa.array([each.partial for each in facts.extracts], pa.bool_()),
        }
    )
    facts.connection.register("given_days", numbers)
    facts.run("CREATE TEMP TABLE extract_days AS FROM given_days")
    facts.run(f"""
        CREATE TEMP TABLE now AS SELECT child_id, status, urn, starts_on FROM {_spells(facts)} {_today(facts)}""")
    facts.run("""
        CREATE TEMP TABLE sent_rolls AS
        SELECT supplier, max(as_at) AS as_at FROM extract_days WHERE register = 'school_roll' AND NOT partial GROUP BY supplier""")
    facts.run("""
        CREATE TEMP TABLE sent_applications AS
        SELECT supplier, max(as_at) AS as_at FROM extract_days WHERE register = 'admissions' GROUP BY supplier""")
    _note_leaving(facts, world)


def _note_rows_of_today(facts: Facts) -> None:
    """Make the table `now_rows` (child_id, evidence): on which rows today's status rests, of those who are on a list alone."""
    facts.run(
        f"CREATE TEMP TABLE now_rows AS SELECT child_id, evidence FROM {_spells(facts)} SEMI JOIN moves USING (child_id) {_today(facts)}"
    )


def _spells(facts: Facts) -> str:
    return f"read_parquet({quoted(facts.into / 'timelines.parquet')})"


def _today(facts: Facts) -> str:
    return f"WHERE starts_on <= DATE '{facts.on}' AND ends_before > DATE '{facts.on}'"


def _note_leaving(facts: Facts, world: World) -> None:
    """Make the table `leaving` (urn, finishing, transition): the years with which each school ends, and the move that follows."""
    rows = []
    for urn in sorted(world.highest_years):
        for year in last_years(urn, world):
            kind = after_finishing(year)
            if kind is not None:
                rows.append((urn, year, kind.code))
    columns = list(zip(*rows, strict=True)) if rows else [(), (), ()]
    facts.connection.register(
        "given_leaving",
        pa.table(
            {
                "urn": pa.array(columns[0], pa.string()),
                "finishing": pa.array(columns[1], pa.int32()),
                "transition": pa.array(columns[2], pa.string()),
            }
        ),
    )
    facts.run("CREATE TEMP TABLE leaving AS FROM given_leaving")


_MOVES = (
    "child_id VARCHAR, transition VARCHAR, moved_on DATE, from_urn VARCHAR, said_start DATE, said_urn VARCHAR, place_la VARCHAR, "
    "of_age_on DATE, evidence VARCHAR[]"
)


def gather_moves(facts: Facts) -> None:
    """Make the table `moves`: one row for each child and move that may be watched on the day; and `application_rows`.

    The rows that matter are read first, and then their children, all at once: the table of all records is read but one time.
    """
    facts.run(f"CREATE TEMP TABLE moves ({_MOVES})")
    facts.run(f"CREATE TEMP TABLE leaver_rows ({_LEAVER_ROWS})")
    facts.run(f"CREATE TEMP TABLE deletion_rows ({_DELETION_ROWS})")
    facts.run(
        "CREATE TEMP TABLE ending_rows (record_key BIGINT, transition VARCHAR, ended_on DATE, as_at DATE, began_on DATE, reference VARCHAR)"
    )
    facts.run(f"CREATE TEMP TABLE application_rows ({_APPLICATION_ROWS})")
    septembers = [next_first_of_september(facts.on)]
    if facts.on < date(school_year(facts.on), 12, 31):
        septembers.append(date(school_year(facts.on), 9, 1))
    for september in septembers:
        _read_leavers(facts, september)
    _read_deletions(facts)
    _read_endings(facts, "housing", "end_of_refuge", "kind = 'refuge'", "tenancy_start", "tenancy_end")
    _read_endings(facts, "youth_justice", "end_of_custody", "episode = 'custody'", "start_date", "end_date")
    _read_endings(facts, "ehe", "end_of_home_education", "true", "start_date", "end_date")
    _read_applications(facts)
    read = ("leaver_rows", "deletion_rows", "ending_rows", "application_rows")
    facts.run(f"""
        CREATE TEMP TABLE members AS
        SELECT record_key, child_id FROM read_parquet({quoted(facts.into / "children.parquet")})
        SEMI JOIN ({" UNION ALL ".join(f"SELECT record_key FROM {each}" for each in read)}) USING (record_key)""")
    _move_leavers(facts)
    for september in (next_first_of_september(facts.on), date(school_year(facts.on), 9, 1)):
        _entrants(facts, september)
    _move_deleted(facts)
    _leave_to_september(facts)
    _move_ended(facts)
    _note_rows_of_today(facts)


_LEAVER_ROWS = "record_key BIGINT, moved_on DATE, transition VARCHAR, urn VARCHAR, as_at DATE, reference VARCHAR"
_DELETION_ROWS = """record_key BIGINT, transition VARCHAR, changed_on DATE, urn VARCHAR, said_start DATE, said_urn VARCHAR,
                    said_la VARCHAR, reference VARCHAR"""
_APPLICATION_ROWS = (
    "record_key BIGINT, applied_on DATE, kind VARCHAR, status VARCHAR, urn VARCHAR, offered_on DATE, starts_on DATE, reference VARCHAR, "
    "standing INTEGER"
)
_YEAR = """CASE WHEN r.nc_year = 'R' THEN 0 WHEN r.nc_year IS NOT NULL THEN coalesce(TRY_CAST(r.nc_year AS INTEGER), -1)
           ELSE (year(e.as_at) - (month(e.as_at) < 9)::INTEGER) - (year(r.date_of_birth) - (month(r.date_of_birth) < 9)::INTEGER) - 5 END"""
"""The curriculum year of a roll's row, as `core/candidates` reads it."""

_REFERENCE = (
    "{register} || ':' || {supplier} || ':' || strftime({as_at}, '%Y-%m-%d') || ':' || "
    "replace(replace(replace({record_id}, '%', '%25'), ':', '%3A'), ';', '%3B')"
)


def _reference(register: str, alias: str = "r", days: str = "e") -> str:
    return _REFERENCE.format(register=quoted(register), supplier=f"{days}.supplier", as_at=f"{days}.as_at", record_id=f"{alias}.record_id")


def _read_leavers(facts: Facts, september: date) -> None:
    """Read the rows of a school year's rolls that show somebody in the last year of a school."""
    rolls = [each.records_path for each in facts.of("school_roll", since=date(september.year - 1, 9, 1), before=september)]
    if rolls:
        facts.run(f"""
            INSERT INTO leaver_rows
            SELECT r.record_key, DATE '{september}', l.transition, r.urn, e.as_at, {_reference("school_roll")}
            FROM {read_parquet(*rolls)} r JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
                 JOIN leaving l ON l.urn = r.urn AND l.finishing = ({_YEAR})
            WHERE coalesce(r.enrolment_status, 'C') NOT IN ('G', 'P')""")


def _move_leavers(facts: Facts) -> None:
    """Those whom the rolls show in a school's last year, by the newest row of each; but whoever went to another school long before.

    Of two rolls of one day the one counts that the timeline shows.
    """
    facts.run(f"""
        INSERT INTO moves
        SELECT child_id, transition, moved_on, urn, NULL, NULL, NULL, NULL, [reference] FROM (
            SELECT m.child_id, r.transition, r.moved_on, r.urn, r.reference, n.status, n.urn AS now_urn, n.starts_on
            FROM leaver_rows r JOIN members m USING (record_key) JOIN now n ON n.child_id = m.child_id
            QUALIFY row_number() OVER (PARTITION BY m.child_id, r.moved_on
                                       ORDER BY r.as_at DESC, r.urn IS NOT DISTINCT FROM n.urn DESC, r.record_key DESC) = 1)
        WHERE NOT (status = 'on_roll' AND now_urn IS DISTINCT FROM urn AND starts_on < moved_on - {EARLIEST_START})""")


def _entrants(facts: Facts, september: date) -> None:
    """Those whose own year group enters Reception on a 1 September; of whoever is past it, those whom no roll shows but a nursery's."""
    born_from, born_before = date(september.year - 5, 9, 1), date(september.year - 4, 9, 1)
    days = [born_from + timedelta(days=place) for place in range((born_before - born_from).days)]
    facts.connection.register(
        "given_birthdays",
        pa.table({"born": pa.array(days, pa.date32()), "of_age_on": pa.array([begins_on(day) for day in days], pa.date32())}),
    )
    facts.run(f"""
        INSERT INTO moves
        SELECT b.child_id, 'reception', DATE '{september}', if(n.status = 'on_roll', n.urn, NULL), NULL, NULL, NULL, g.of_age_on, []
        FROM read_parquet({quoted(facts.into / "birthdays.parquet")}) b
             JOIN given_birthdays g ON g.born = b.date_of_birth JOIN now n ON n.child_id = b.child_id""")
    facts.connection.unregister("given_birthdays")


def _read_deletions(facts: Facts) -> None:
    """Read the deletions for a named school or authority, and those by permanent exclusion."""
    changes = [each.records_path for each in facts.of("roll_change")]
    if not changes:
        return
    named = "(r.destination_type IN ('school', 'independent') OR r.destination_urn IS NOT NULL OR r.destination_la IS NOT NULL)"
    facts.run(f"""
        INSERT INTO deletion_rows
        SELECT r.record_key, if(lower(r.ground) = 'o', 'end_of_exclusion', 'mid_year_move'), r.change_date, r.urn,
               if(r.expected_start >= r.change_date, r.expected_start, NULL), r.destination_urn, r.destination_la,
               {_reference("roll_change")}
        FROM {read_parquet(*changes)} r JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
        WHERE r.change = 'deleted' AND r.change_date > DATE '{facts.on}' - {LOOK_BACK}
              AND (lower(r.ground) = 'o' OR ({named} AND coalesce(r.destination_type, 'school') NOT IN ('abroad', 'other_uk', 'ehe')))""")


def _move_deleted(facts: Facts) -> None:
    """Those deleted in the middle of a year, by the last deletion of each."""
    facts.run("""
        INSERT INTO moves
        SELECT m.child_id, r.transition, r.changed_on, r.urn, r.said_start, r.said_urn, r.said_la, NULL, [r.reference]
        FROM deletion_rows r JOIN members m USING (record_key)
        QUALIFY row_number() OVER (PARTITION BY m.child_id ORDER BY r.changed_on DESC, r.record_key DESC) = 1""")


def _leave_to_september(facts: Facts) -> None:
    """Whoever finishes a school's last year, and is deleted for the next school as summer comes, is on one list alone."""
    facts.run("""
        DELETE FROM moves WHERE transition = 'mid_year_move' AND child_id IN (
            SELECT a.child_id FROM moves a JOIN moves b USING (child_id)
            WHERE a.transition = 'mid_year_move' AND b.transition IN (SELECT transition FROM leaving)
                  AND a.moved_on BETWEEN b.moved_on - 70 AND b.moved_on + 10)""")


def _read_endings(facts: Facts, register: str, transition: str, which: str, starts: str, ends: str) -> None:
    """Read the spells of a snapshot register with their ends; one that the newest snapshot no longer shows ended with the last that did."""
    newest = facts.newest_of(register)
    paths = [each.records_path for each in facts.of(register)]
    if not paths:
        return
    days = pa.table({"supplier": [each.supplier for each in newest], "last_on": pa.array([each.as_at for each in newest], pa.date32())})
    facts.connection.register("given_newest", days)
    facts.run(f"""
        INSERT INTO ending_rows
        SELECT r.record_key, '{transition}', coalesce(r.{ends}, if(e.as_at < g.last_on, e.as_at, NULL)), e.as_at, r.{starts},
               {_reference(register)}
        FROM {read_parquet(*paths)} r JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
             JOIN given_newest g ON g.supplier = e.supplier
        WHERE {which}""")
    facts.connection.unregister("given_newest")


def _move_ended(facts: Facts) -> None:
    """Those whose newest spell of a kind has an end near the day."""
    facts.run(f"""
        INSERT INTO moves
        SELECT child_id, transition, ended_on, NULL, NULL, NULL, NULL, NULL, [reference] FROM (
            SELECT m.child_id, r.transition, r.ended_on, r.reference FROM ending_rows r JOIN members m USING (record_key)
            QUALIFY row_number() OVER (PARTITION BY m.child_id, r.transition
                                       ORDER BY r.as_at DESC, r.began_on DESC, r.record_key DESC) = 1)
        WHERE ended_on BETWEEN DATE '{facts.on}' - {LOOK_BACK} AND DATE '{facts.on}' + {LOOK_BACK}""")


_STANDING = "CASE status WHEN 'started' THEN 6 WHEN 'accepted' THEN 5 WHEN 'offered' THEN 4 WHEN 'applied' THEN 3 WHEN 'refused' THEN 2 END"


def _read_applications(facts: Facts) -> None:
    """Read every standing application of each authority's newest list; withdrawn ones are none."""
    paths = [each.records_path for each in facts.newest_of("admissions")]
    if paths:
        facts.run(f"""
            INSERT INTO application_rows
            SELECT r.record_key, r.application_date, r.kind, r.status, r.school_urn, r.offer_date, r.start_date, {_reference("admissions")},
                   {_STANDING} AS standing
            FROM {read_parquet(*paths)} r JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
            WHERE standing IS NOT NULL""")


def gather_applications(facts: Facts) -> None:
    """Make the table `applied`: the best application of each child for each move."""
    in_september = """coalesce(a.starts_on BETWEEN v.moved_on - 31 AND v.moved_on + 210,
                      a.applied_on >= v.moved_on - 366 AND a.applied_on < v.moved_on + 122)
                      AND (a.kind <> 'in_year' OR a.applied_on >= v.moved_on - 150)"""
    in_year = "a.kind = 'in_year' AND (a.applied_on >= v.moved_on - 180 OR a.starts_on >= v.moved_on - 30)"
    facts.run(f"""
        CREATE TEMP TABLE applied AS
        SELECT v.child_id, v.transition, v.moved_on, a.status AS application, a.urn AS to_urn, a.offered_on, a.reference
        FROM moves v JOIN (SELECT * FROM application_rows JOIN members USING (record_key)) a USING (child_id)
        WHERE if(v.of_age_on IS NOT NULL OR v.transition IN (SELECT transition FROM leaving), {in_september}, {in_year})
        QUALIFY row_number() OVER (PARTITION BY v.child_id, v.transition, v.moved_on
                                   ORDER BY a.standing DESC, a.applied_on DESC, a.reference) = 1""")
