"""Profiles: what the registers say of a child, each way of saying it once.

Half a million records of one region are a few hundred thousand different sets of identity fields: the same pupil stands
unchanged in snapshot after snapshot. Linking compares profiles; records follow theirs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core import addresses, names
from onroll.core.registers import register_named
from onroll.core.registers.identity_fields import IDENTITY_FIELDS
from onroll.pipeline.engine import add_to, by_row, files, keep
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract

_IDENTITY = tuple(field.name for field in IDENTITY_FIELDS)
_STRANGE_STATUSES = "('P', 'G', 'S')"


def load_records(con: duckdb.DuckDBPyConnection, extracts: Sequence[Extract]) -> None:
    """Make the tables `extracts`, `records` and `profiles` from the child-level extracts.

    Shape  extracts: one extract; number, register, supplier, as_at, kind (snapshot or events).
           records: one record; record_key, record_id, extract, profile, urn (of a roll row that counts), on_roll.
           profiles: one set of identity fields; profile (64 bits of its MD5: the same in every run), the fields, and
           the two own fields that are identity too (new_postcode and new_address_line_1 of a roll change); first_day, last_day:
           of the extracts that say so.
    """
    child_level = keep_extracts(con, extracts)
    selects = []
    for register in sorted({each.register for each in child_level}):
        paths = [each.records_path for each in child_level if each.register == register]
        selects.append(f"SELECT * FROM {by_row(con, partial(_arriving, register), files(con, *paths))}")
    identity = (*_IDENTITY, "new_postcode", "new_address_line_1")
    if not selects:
        selects = [
            "SELECT NULL::BIGINT AS record_key, NULL::VARCHAR AS record_id, "
            + ", ".join(f"NULL::{'DATE' if name == 'date_of_birth' else 'VARCHAR'} AS {name}" for name in identity)
            + ", NULL::VARCHAR AS urn, false AS on_roll, NULL::BIGINT AS extract, NULL::BIGINT AS profile WHERE false"
        ]
    con.execute(f"CREATE OR REPLACE TEMP TABLE arriving AS {' UNION ALL '.join(selects)}").fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE records AS "
        "SELECT record_key, record_id, extract, profile, if(on_roll, urn, NULL) AS urn, on_roll FROM arriving"
    ).fetchall()
    con.execute(  # by one record of each: to group by the profile with all of its fields took twice as long
        "CREATE OR REPLACE TEMP TABLE said AS SELECT profile, count(*) AS times, max(extract) AS newest, min(e.as_at) AS first_day, "
        "max(e.as_at) AS last_day, min(record_key) AS record_key FROM arriving JOIN extracts e ON e.number = extract GROUP BY profile"
    ).fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE profiles AS SELECT s.profile, s.times, s.newest, s.first_day, s.last_day, "
        f"{', '.join(f'a.{name}' for name in identity)} FROM arriving a JOIN said s ON s.record_key = a.record_key"
    ).fetchall()
    con.execute("DROP TABLE said").fetchall()
    con.execute("DROP TABLE arriving").fetchall()


def keep_extracts(con: duckdb.DuckDBPyConnection, extracts: Sequence[Extract]) -> list[Extract]:
    """Make the table `extracts` of those of registers of children, and return them."""
    child_level = [each for each in extracts if register_named(each.register).child_level]
    keep(
        con,
        "extracts",
        pa.table(
            {
                "number": pa.array([each.number for each in child_level], pa.int64()),
                "register": pa.array([each.register for each in child_level], pa.string()),
                "supplier": pa.array([each.supplier for each in child_level], pa.string()),
                "as_at": pa.array([each.as_at for each in child_level], pa.date32()),
                "kind": pa.array([register_named(each.register).kind for each in child_level], pa.string()),
            }
        ),
    )
    return child_level


def _arriving(register: str, source: str) -> str:
    """Return the SQL of what linking takes of a register's records."""
    own = {field.name for field in register_named(register).fields}
    moved = ("new_postcode", "new_address_line_1")
    fields = ", ".join([*_IDENTITY, *(name if name in own else f"NULL::VARCHAR AS {name}" for name in moved)])
    digest = ", ".join(f"coalesce({name}::VARCHAR, '')" for name in (*_IDENTITY, *moved))
    roll = _roll_columns() if register == "school_roll" else "NULL::VARCHAR AS urn, false AS on_roll"
    return (
        f"SELECT *, (record_key // {RECORD_KEY_STRIDE})::BIGINT AS extract, {bits_of(f'concat_ws(chr(31), {digest})')} AS profile "
        f"FROM (SELECT record_key, record_id, {fields}, {roll} FROM {source})"
    )


def bits_of(text: str) -> str:
    """Return the SQL of a text's first 60 bits of MD5 as a BIGINT: the same on every engine version."""
    return f"('0x' || md5({text})[1:15])::BIGINT"


def number_of(text: str) -> int:
    """Return the number of a text: what `bits_of` says in SQL."""
    return int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()[:15], 16)


def _roll_columns() -> str:
    return (
        "urn, (coalesce(enrolment_status, 'C') NOT IN "
        f"{_STRANGE_STATUSES} AND (leaving_date IS NULL OR leaving_date >= (SELECT as_at FROM extracts "
        f"WHERE number = record_key // {RECORD_KEY_STRIDE}))) AS on_roll"
    )


_SINGLE: tuple[tuple[str, Callable[[str | None], Any], pa.DataType], ...] = (
    ("forename_key", names.name_key, pa.string()),
    ("given", names.name_parts, pa.list_(pa.string())),
    ("given_forms", names.given_name_forms, pa.list_(pa.string())),
    ("surname_key", names.surname_key, pa.string()),
    ("surname_parts", names.surname_parts, pa.list_(pa.string())),
    ("surname_forms", names.surname_forms, pa.list_(pa.string())),
    ("parent_key", names.parent_key, pa.string()),
    ("parent_surnames", names.parent_surnames, pa.list_(pa.string())),
)
"""What is made of a name, by what the map is called."""

_MAPS: dict[str, tuple[str, ...]] = {
    "given_map": ("forename", "preferred_forename", "middle_names"),
    "surname_map": ("surname", "preferred_surname", "former_surname"),
    "parent_map": ("parent_1_name", "parent_2_name"),
}
_MADE: dict[str, tuple[str, ...]] = {
    "given_map": ("forename_key", "given", "given_forms"),
    "surname_map": ("surname_key", "surname_parts", "surname_forms"),
    "parent_map": ("parent_key", "parent_surnames"),
}


def normalise_profiles(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table `compared` from `profiles`: each field in the form in which it is compared.

    Each different text goes through the rules of `core` once, not once per record.
    """
    rules = {name: (rule, kind) for name, rule, kind in _SINGLE}
    for table, columns in _MAPS.items():
        union = " UNION ".join(f"SELECT {column} AS text FROM profiles" for column in columns)

        def made_of(texts: pa.Table, names: tuple[str, ...] = _MADE[table]) -> pa.Table:
            said = texts["text"].to_pylist()
            made = {name: pa.array([_in_order(rules[name][0](text)) for text in said], rules[name][1]) for name in names}
            return pa.table({"text": texts["text"], **made})

        _map(con, f"SELECT text FROM ({union}) WHERE text IS NOT NULL", made_of, table)
    lines = (
        "SELECT DISTINCT a, b FROM (SELECT address_line_1 AS a, address_line_2 AS b FROM profiles "
        "UNION SELECT new_address_line_1, NULL FROM profiles) WHERE a IS NOT NULL OR b IS NOT NULL"
    )
    _map(con, lines, _keys_of_lines, "line_map")
    con.execute(_COMPARED).fetchall()
    for table in (*_MAPS, "line_map"):
        con.execute(f"DROP TABLE {table}").fetchall()


TEXTS_AT_ONCE = 200_000
"""So many different texts go through the rules before what was remembered of them is forgotten: a country has ten million parents."""


def _map(con: duckdb.DuckDBPyConnection, texts: str, made_of: Callable[[pa.Table], pa.Table], into: str) -> None:
    """Make the table of what the rules of `core` make of different texts, some at a time."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE texts AS {texts} ORDER BY ALL").fetchall()
    (many,) = con.execute("SELECT count(*) FROM texts").fetchall()[0]
    for first in range(0, max(many, 1), TEXTS_AT_ONCE):
        some = con.execute(f"FROM texts LIMIT {TEXTS_AT_ONCE} OFFSET {first}").to_arrow_table()
        if first == 0:
            keep(con, into, made_of(some))
            continue
        add_to(con, into, made_of(some))
        names.forget()
        addresses.forget()
    con.execute("DROP TABLE texts").fetchall()


def _keys_of_lines(lines: pa.Table) -> pa.Table:
    keys = [addresses.address_key(a, b) or None for a, b in zip(lines["a"].to_pylist(), lines["b"].to_pylist(), strict=True)]
    return pa.table({"a": lines["a"], "b": lines["b"], "line": pa.array(keys, pa.string())})


def _in_order(made: Any) -> Any:
    return made if isinstance(made, str) else sorted(set(made))


def birthday_number(day: str) -> str:
    """Return the SQL of a birthday as a number: 20140506 is 6 May 2014."""
    return f"(year({day}) * 10000 + month({day}) * 100 + day({day}))::INTEGER"


def month_of(day: str) -> str:
    """Return the SQL of a day's month, counted through."""
    return f"(year({day}) * 12 + month({day}))::INTEGER"


def _held(first: str, second: str = "") -> str:
    """Return the SQL of the list of what a row says, where it says something. Lists are taken apart only where there are two."""
    one = f"if({first} IS NULL, []::VARCHAR[], [{first}])"
    if not second:
        return one
    return (
        f"CASE WHEN {second} IS NULL OR {second} = {first} THEN {one} WHEN {first} IS NULL THEN [{second}] "
        f"WHEN {first} < {second} THEN [{first}, {second}] ELSE [{second}, {first}] END"
    )


def _joined(first: str, second: str, third: str) -> str:
    """Return the SQL of one list, and what two others hold that may not be there."""
    together = f"list_sort(list_distinct({first} || coalesce({second}, []) || coalesce({third}, [])))"
    return f"if({second} IS NULL AND {third} IS NULL, {first}, {together})"


_COMPARED = """
CREATE OR REPLACE TEMP TABLE compared AS
SELECT p.profile, p.times, p.newest,
    f.forename_key AS forename, s.surname_key AS surname,
    if(pf.given IS NULL, f.given, list_sort(list_distinct(f.given || pf.given))) AS given,
    if(pf.given_forms IS NULL, f.given_forms, list_sort(list_distinct(f.given_forms || pf.given_forms))) AS given_forms,
    coalesce(m.given, []) AS middles,
    if(ps.surname_key IS NULL AND fs.surname_key IS NULL, [s.surname_key], list_sort(list_distinct([s.surname_key]
        || if(ps.surname_key <> '', [ps.surname_key], []) || if(fs.surname_key <> '', [fs.surname_key], [])))) AS surnames,
    {surname_parts} AS surname_parts,
    {surname_forms} AS surname_forms,
    if(p2.parent_surnames IS NULL, coalesce(p1.parent_surnames, []),
        list_sort(list_distinct(coalesce(p1.parent_surnames, []) || p2.parent_surnames))) AS parent_surnames,
    {parents} AS parents,
    [{born}] AS birthdays,
    {postcodes} AS postcodes,
    {lines} AS lines,
    {uprns} AS uprns,
    {contacts} AS contacts,
    {upns} AS upns,
    {nhs_numbers} AS nhs_numbers,
    {ulns} AS ulns,
    {sexes} AS sexes,
    []::VARCHAR[] AS kin_postcodes,
    list_transform({postcodes}, lambda x: struct_pack(postcode := x, "first" := {first}, "last" := {last})) AS homes,
    coalesce(p.postcode, p.new_postcode) AS postcode
FROM profiles p
LEFT JOIN given_map f ON f.text = p.forename
LEFT JOIN given_map pf ON pf.text = p.preferred_forename
LEFT JOIN given_map m ON m.text = p.middle_names
LEFT JOIN surname_map s ON s.text = p.surname
LEFT JOIN surname_map ps ON ps.text = p.preferred_surname
LEFT JOIN surname_map fs ON fs.text = p.former_surname
LEFT JOIN parent_map p1 ON p1.text = p.parent_1_name
LEFT JOIN parent_map p2 ON p2.text = p.parent_2_name
LEFT JOIN line_map a1 ON a1.a IS NOT DISTINCT FROM p.address_line_1 AND a1.b IS NOT DISTINCT FROM p.address_line_2
LEFT JOIN line_map a2 ON a2.a = p.new_address_line_1 AND a2.b IS NULL
""".format(
    born=birthday_number("p.date_of_birth"),
    first=month_of("p.first_day"),
    last=month_of("p.last_day"),
    **{name: _joined(f"s.{name}", f"ps.{name}", f"fs.{name}") for name in ("surname_parts", "surname_forms")},
    parents=_held("nullif(p1.parent_key, '')", "nullif(p2.parent_key, '')"),
    postcodes=_held("p.postcode", "p.new_postcode"),
    lines=_held("a1.line", "a2.line"),
    uprns=_held("p.uprn"),
    contacts=_held("p.phone", "p.email"),
    upns=_held("p.upn", "p.former_upn"),
    nhs_numbers=_held("p.nhs_number"),
    ulns=_held("p.uln"),
    sexes=_held("p.sex"),
)
"""The SQL that makes `compared`. Each list is sorted, and holds nothing twice: `gather` need not look at one that stays as it is."""
