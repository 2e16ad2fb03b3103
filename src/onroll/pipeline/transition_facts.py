"""What the registers show of children before and after a move, brought together by SQL: the rules of `core/transitions` judge it.

Source  issue 7, point 1; docs/tables.md.
"""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa

from onroll.core.candidates import last_years
from onroll.core.registers.school_roll import NC_YEARS
from onroll.core.school_age import begins_on, next_first_of_september, school_year
from onroll.core.sightings.admissions import NORMAL_INTAKE
from onroll.core.transitions import after_finishing
from onroll.core.world import World
from onroll.pipeline.engine import read_parquet
from onroll.pipeline.index import RECORD_KEY_STRIDE
from onroll.pipeline.run_facts import RunFacts, reference_sql
from onroll.pipeline.world import newest_of_each_supplier

EARLIEST_START = 45
"""Days before 1 September from which a new roll may show a child at the next school already."""

LOOK_BACK = 400


def prepare(facts: RunFacts, world: World) -> None:
    """Make the tables that all moves are read from, besides those of RunFacts: `leaving`, `sent_rolls`, `sent_applications`."""
    facts.run("""
        CREATE TEMP TABLE sent_rolls AS
        SELECT supplier, max(as_at) AS as_at FROM extract_days WHERE register = 'school_roll' AND NOT partial GROUP BY supplier""")
    facts.run("""
        CREATE TEMP TABLE sent_applications AS
        SELECT supplier, max(as_at) AS as_at FROM extract_days WHERE register = 'admissions' GROUP BY supplier""")
    _note_leaving(facts, world)


def _note_rows_of_today(facts: RunFacts) -> None:
    """Make the table `now_rows` (child_id, evidence, newest_on): on which rows today's status rests, of those who are on a list alone."""
    facts.run(f"""
        CREATE TEMP TABLE now_rows AS
        SELECT child_id, evidence, list_max(list_transform(evidence, x -> TRY_CAST(string_split(x, ':')[3] AS DATE))) AS newest_on
        FROM {facts.table("timelines")} SEMI JOIN moves USING (child_id)
        WHERE starts_on <= DATE '{facts.on}' AND ends_before > DATE '{facts.on}'""")


def _note_leaving(facts: RunFacts, world: World) -> None:
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


def gather_moves(facts: RunFacts) -> None:
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
        SELECT record_key, child_id FROM {facts.table("children")}
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
_YEAR = f"""CASE WHEN r.nc_year = 'R' THEN 0 WHEN r.nc_year IN {tuple(sorted(NC_YEARS))} THEN coalesce(TRY_CAST(r.nc_year AS INTEGER), -1)
           ELSE (year(e.as_at) - (month(e.as_at) < 9)::INTEGER) - (year(r.date_of_birth) - (month(r.date_of_birth) < 9)::INTEGER) - 5 END"""
"""The curriculum year of a roll's row, as `core/candidates` reads it."""


def _read_leavers(facts: RunFacts, september: date) -> None:
    """Read the rows of a school year's rolls that show somebody in the last year of a school."""
    rolls = [each.records_path for each in facts.of("school_roll", since=date(september.year - 1, 9, 1), before=september)]
    if rolls:
        facts.run(f"""
            INSERT INTO leaver_rows
            SELECT r.record_key, DATE '{september}', l.transition, r.urn, e.as_at, {reference_sql("school_roll")}
            FROM {read_parquet(*rolls)} r JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
                 JOIN leaving l ON l.urn = r.urn AND l.finishing = ({_YEAR})
            WHERE coalesce(r.enrolment_status, 'C') NOT IN ('G', 'P')""")


def _move_leavers(facts: RunFacts) -> None:
    """Those whom the rolls show in a school's last year, by the newest row of each; but whoever went to another school long before.

    Of two rolls of one day the one counts that the timeline shows.
    """
    facts.run(f"""
        INSERT INTO moves
        SELECT child_id, transition, moved_on, urn, NULL, NULL, NULL, NULL, [reference] FROM (
            SELECT m.child_id, r.transition, r.moved_on, r.urn, r.reference, n.status, n.urn AS now_urn, n.starts_on
            FROM leaver_rows r JOIN members m USING (record_key) JOIN today n ON n.child_id = m.child_id
            QUALIFY row_number() OVER (PARTITION BY m.child_id, r.moved_on
                                       ORDER BY r.as_at DESC, r.urn IS NOT DISTINCT FROM n.urn DESC, r.record_key DESC) = 1)
        WHERE NOT (status = 'on_roll' AND now_urn IS DISTINCT FROM urn AND starts_on < moved_on - {EARLIEST_START})""")


def _entrants(facts: RunFacts, september: date) -> None:
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
        FROM {facts.table("birthdays")} b
             JOIN given_birthdays g ON g.born = b.date_of_birth JOIN today n ON n.child_id = b.child_id""")
    facts.connection.unregister("given_birthdays")


def _read_deletions(facts: RunFacts) -> None:
    """Read the deletions for a named school or authority, and those by permanent exclusion."""
    changes = [each.records_path for each in facts.of("roll_change")]
    if not changes:
        return
    named = "(r.destination_type IN ('school', 'independent') OR r.destination_urn IS NOT NULL OR r.destination_la IS NOT NULL)"
    facts.run(f"""
        INSERT INTO deletion_rows
        SELECT r.record_key, if(lower(r.ground) = 'o', 'end_of_exclusion', 'mid_year_move'), r.change_date, r.urn,
               if(r.expected_start >= r.change_date, r.expected_start, NULL), r.destination_urn, r.destination_la,
               {reference_sql("roll_change")}
        FROM {read_parquet(*changes)} r JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
        WHERE r.change = 'deleted' AND r.change_date > DATE '{facts.on}' - {LOOK_BACK}
              AND (lower(r.ground) = 'o' OR ({named} AND coalesce(r.destination_type, 'school') NOT IN ('abroad', 'other_uk', 'ehe')))""")


def _move_deleted(facts: RunFacts) -> None:
    """Those deleted in the middle of a year, by the last deletion of each."""
    facts.run("""
        INSERT INTO moves
        SELECT m.child_id, r.transition, r.changed_on, r.urn, r.said_start, r.said_urn, r.said_la, NULL, [r.reference]
        FROM deletion_rows r JOIN members m USING (record_key)
        QUALIFY row_number() OVER (PARTITION BY m.child_id ORDER BY r.changed_on DESC, r.record_key DESC) = 1""")


def _leave_to_september(facts: RunFacts) -> None:
    """Whoever finishes a school's last year, and is deleted for the next school as summer comes, is on one list alone."""
    facts.run("""
        DELETE FROM moves WHERE transition = 'mid_year_move' AND child_id IN (
            SELECT a.child_id FROM moves a JOIN moves b USING (child_id)
            WHERE a.transition = 'mid_year_move' AND b.transition IN (SELECT transition FROM leaving)
                  AND a.moved_on BETWEEN b.moved_on - 70 AND b.moved_on + 10)""")


def _read_endings(facts: RunFacts, register: str, transition: str, which: str, starts: str, ends: str) -> None:
    """Read the spells of a snapshot register with their ends; one that the newest snapshot no longer shows ended with the last that did."""
    newest = newest_of_each_supplier(facts.extracts, register)
    paths = [each.records_path for each in facts.of(register)]
    if not paths:
        return
    days = pa.table({"supplier": [each.supplier for each in newest], "last_on": pa.array([each.as_at for each in newest], pa.date32())})
    facts.connection.register("given_newest", days)
    facts.run(f"""
        INSERT INTO ending_rows
        SELECT r.record_key, '{transition}', coalesce(r.{ends}, if(e.as_at < g.last_on, e.as_at, NULL)), e.as_at, r.{starts},
               {reference_sql(register)}
        FROM {read_parquet(*paths)} r JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
             JOIN given_newest g ON g.supplier = e.supplier
        WHERE {which}""")
    facts.connection.unregister("given_newest")


def _move_ended(facts: RunFacts) -> None:
    """Those whose newest spell of a kind has an end near the day."""
    facts.run(f"""
        INSERT INTO moves
        SELECT child_id, transition, ended_on, NULL, NULL, NULL, NULL, NULL, [reference] FROM (
            SELECT m.child_id, r.transition, r.ended_on, r.reference FROM ending_rows r JOIN members m USING (record_key)
            QUALIFY row_number() OVER (PARTITION BY m.child_id, r.transition
                                       ORDER BY r.as_at DESC, r.began_on DESC, r.record_key DESC) = 1)
        WHERE ended_on BETWEEN DATE '{facts.on}' - {LOOK_BACK} AND DATE '{facts.on}' + {LOOK_BACK}""")


_STANDING = "CASE status WHEN 'started' THEN 6 WHEN 'accepted' THEN 5 WHEN 'offered' THEN 4 WHEN 'applied' THEN 3 WHEN 'refused' THEN 2 END"


def _read_applications(facts: RunFacts) -> None:
    """Read every standing application of each authority's newest list; withdrawn ones are none."""
    paths = [each.records_path for each in newest_of_each_supplier(facts.extracts, "admissions")]
    if paths:
        facts.run(f"""
            INSERT INTO application_rows
            SELECT r.record_key, r.application_date, if(r.kind IN {tuple(sorted(NORMAL_INTAKE))}, r.kind, 'in_year') AS kind,
                   r.status, r.school_urn, r.offer_date, r.start_date,
                   {reference_sql("admissions")}, {_STANDING} AS standing
            FROM {read_parquet(*paths)} r JOIN extract_days e ON e.number = r.record_key // {RECORD_KEY_STRIDE}
            WHERE standing IS NOT NULL""")


def gather_applications(facts: RunFacts) -> None:
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
