"""What the rules know besides the child, gathered from the extracts that count on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import duckdb

from onroll.core.registers import register_named
from onroll.core.registers.school_roll import NC_YEARS
from onroll.core.world import RollsSent, RollState, School, World
from onroll.pipeline.engine import read_parquet
from onroll.pipeline.index import Extract
from onroll.pipeline.term_calendars import calendars_from

PUPIL_REGISTER = "school_roll"


def gather_world(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], *, on: date, postcodes: Iterable[str]) -> World:
    """Return the world as of a day.

    Shape  extracts: those that count; postcodes: those whose authority will be asked for.
    """
    calendars = calendars_from(extracts)
    return World(
        on=on,
        schools=_schools(connection, extracts),
        authority_of_postcode=_authorities(connection, extracts, postcodes),
        calendars=calendars.own,
        national=calendars.national,
        rolls=_rolls_sent(connection, extracts),
        snapshots=_snapshots(extracts),
        highest_years=_highest_years(connection, extracts),
    )


def gather_schools(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], *, on: date) -> World:
    """Return the part of the world that says which school ends with which year, and when it is open."""
    calendars = calendars_from(extracts)
    return World(
        on=on,
        schools=_schools(connection, extracts),
        calendars=calendars.own,
        national=calendars.national,
        highest_years=_highest_years(connection, extracts),
    )


def of_register(extracts: Sequence[Extract], register: str) -> list[Extract]:
    """Return the extracts of one register."""
    return [each for each in extracts if each.register == register]


def newest_of_each_supplier(extracts: Sequence[Extract], register: str) -> list[Extract]:
    """Return the newest extract of each supplier of a reference register, the oldest of them first."""
    newest: dict[str, Extract] = {}
    for each in of_register(extracts, register):
        if each.supplier not in newest or each.as_at >= newest[each.supplier].as_at:
            newest[each.supplier] = each
    return sorted(newest.values(), key=lambda each: (each.as_at, each.number))


def _schools(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract]) -> dict[str, School]:
    schools: dict[str, School] = {}
    for extract in newest_of_each_supplier(extracts, "establishments"):
        rows = connection.execute(
            "SELECT urn, establishment_name, la_code, type_code, phase_code, status_code, statutory_high_age, open_date, close_date "
            f"FROM {read_parquet(extract.records_path)}"
        ).fetchall()
        schools |= {row[0]: School(*row) for row in rows if row[0]}
    return schools


def _authorities(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], postcodes: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    references = newest_of_each_supplier(extracts, "postcodes")
    wanted = sorted(set(postcodes))
    if not references or not wanted:
        return found
    connection.execute("CREATE OR REPLACE TEMP TABLE wanted_postcodes AS SELECT unnest(?::VARCHAR[]) AS postcode", [wanted])
    for extract in references:
        rows = connection.execute(
            f"SELECT postcode, max(la_code) FROM {read_parquet(extract.records_path)} SEMI JOIN wanted_postcodes USING (postcode) "
            "WHERE la_code IS NOT NULL GROUP BY postcode"
        ).fetchall()
        found |= dict(rows)
    return found


def note_authorities(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract]) -> None:
    """Make the table `authorities` (postcode, la_code) of every known postcode; a later sender's word beats an earlier one's."""
    connection.execute("CREATE OR REPLACE TEMP TABLE authorities (postcode VARCHAR, la_code VARCHAR)")
    for extract in reversed(newest_of_each_supplier(extracts, "postcodes")):
        connection.execute(
            f"INSERT INTO authorities SELECT postcode, max(la_code) FROM {read_parquet(extract.records_path)} "
            "ANTI JOIN authorities USING (postcode) WHERE la_code IS NOT NULL GROUP BY postcode"
        )


def _snapshots(extracts: Sequence[Extract]) -> dict[tuple[str, str], tuple[date, ...]]:
    days: dict[tuple[str, str], set[date]] = {}
    for each in extracts:
        if not each.partial and register_named(each.register).kind == "snapshot":
            days.setdefault((each.register, each.supplier), set()).add(each.as_at)
    return {key: tuple(sorted(value)) for key, value in days.items()}


def _rolls_sent(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract]) -> RollsSent:
    """Return which schools each roll snapshot covers: those of whom it has a row."""
    rolls = [each for each in of_register(extracts, PUPIL_REGISTER) if not each.partial]
    if not rolls:
        return RollsSent()
    rows = connection.execute(
        f"SELECT DISTINCT record_key // 4294967296, urn FROM {read_parquet(*(each.records_path for each in rolls))}"
    ).fetchall()
    schools_in: dict[int, set[str]] = {each.number: set() for each in rolls}
    for number, urn in rows:
        schools_in[number].add(urn)
    return rolls_sent([(each.supplier, each.as_at, frozenset(schools_in[each.number])) for each in rolls])


def rolls_sent(snapshots: Iterable[tuple[str, date, frozenset[str]]]) -> RollsSent:
    """Return the coverage that roll snapshots give.

    Shape  snapshots: supplier, day, the schools of whom it has a row.
    """
    by_school: dict[str, dict[date, set[str]]] = {}
    newest: dict[str, tuple[date, frozenset[str]]] = {}
    ever: dict[str, set[str]] = {}
    for supplier, as_at, urns in snapshots:
        ever.setdefault(supplier, set()).update(urns)
        if supplier not in newest or as_at > newest[supplier][0]:
            newest[supplier] = (as_at, urns)
        for urn in urns:
            by_school.setdefault(urn, {}).setdefault(as_at, set()).add(supplier)
    states = {
        urn: tuple(RollState(as_at, frozenset({urn}) if urn in senders else frozenset(senders)) for as_at, senders in sorted(days.items()))
        for urn, days in by_school.items()
    }
    not_sent = frozenset((supplier, urn) for supplier, urns in ever.items() for urn in urns - newest[supplier][1])
    return RollsSent(states, {supplier: as_at for supplier, (as_at, _) in newest.items()}, not_sent)


def _highest_years(connection: duckdb.DuckDBPyConnection, extracts: Sequence[Extract]) -> dict[str, int]:
    rolls = of_register(extracts, PUPIL_REGISTER)
    if not rolls:
        return {}
    return dict(
        connection.execute(
            "SELECT urn, max(TRY_CAST(CASE nc_year WHEN 'R' THEN '0' ELSE nc_year END AS INTEGER)) "
            f"FILTER (nc_year IN {tuple(sorted(NC_YEARS))}) AS highest "
            f"FROM {read_parquet(*(each.records_path for each in rolls))} WHERE urn IS NOT NULL GROUP BY urn HAVING highest IS NOT NULL"
        ).fetchall()
    )
