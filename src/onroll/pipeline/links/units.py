"""Units: what is compared with one another, at first parties (the same in name, birthday and postcode), then clusters of them."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from onroll.core.links import HUB_CAP
from onroll.pipeline.engine import by_row
from onroll.pipeline.links.profiles import bits_of

LIST_COLUMNS = (
    "given", "given_forms", "middles", "surnames", "surname_parts", "surname_forms", "parent_surnames", "parents", "birthdays",
    "postcodes", "lines", "uprns", "contacts", "upns", "nhs_numbers", "ulns", "sexes",
    "kin_postcodes",
)  # fmt: skip
"""What a unit holds lists of: everything that any of its records ever said."""

HOMES = 'STRUCT(postcode VARCHAR, "first" INTEGER, "last" INTEGER)[]'
"""The type of `homes`: each postcode that a unit's records gave, and the months (year * 12 + month) of the first and the last extract
that gave it."""

IDENTIFYING = ("upns", "nhs_numbers", "ulns", "contacts", "uprns")
"""What should be one child's, or one household's."""

BLOCK_CAP = 120
"""A key that more units than this share says nothing (a hub): it compares nobody."""


def _middle(column: str) -> str:
    return f"nullif(regexp_replace(lower({column}), '[^a-z]', '', 'g'), '')"


def make_parties(con: duckdb.DuckDBPyConnection, *, alone: Iterable[int] = ()) -> None:
    """Make the table `parties` (profile, party) from `compared`: the exact pass.

    A party's number is made from the name, birthday and postcode, so it is the same in every run. Where there is no postcode, or a
    name has no letters, a profile is a party by itself; and so are those that a decision tells from others (alone), and those
    that one snapshot contradicts: Harry Harvey and Harry Harrison, born together at one home, are two rows of the same list.
    """
    con.register("arrow_given", pa.table({"profile": pa.array(sorted(alone), pa.int64())}))
    key = "concat_ws(chr(31), forename, surname, birthdays[1], postcode)"
    by_itself = "(postcode IS NULL OR forename = '' OR surname = '' OR profile IN (FROM arrow_given))"
    numbered = f"{bits_of(f'if({by_itself}, profile::VARCHAR, {key})')} AS party"
    placed = by_row(con, lambda table: f"SELECT profile, {numbered} FROM {table}", "compared")
    con.execute(f"CREATE OR REPLACE TEMP TABLE alike AS SELECT * FROM {placed} ORDER BY profile").fetchall()
    con.unregister("arrow_given")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE contradicted AS SELECT DISTINCT q.party
            FROM (SELECT q.party, r.extract, r.urn, count(DISTINCT {_middle("p.middle_names")}) AS middles, count(DISTINCT p.upn) AS upns
                FROM records r JOIN extracts e ON e.number = r.extract JOIN alike q ON q.profile = r.profile
                JOIN profiles p ON p.profile = r.profile WHERE e.kind = 'snapshot' AND q.party <> q.profile
                GROUP BY q.party, r.extract, r.urn) q WHERE middles > 1 OR upns > 1"""
    ).fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE parties AS SELECT a.profile, if(c.party IS NULL, a.party, a.profile) AS party "
        "FROM alike a LEFT JOIN contradicted c ON c.party = a.party ORDER BY a.profile"
    ).fetchall()
    con.execute("DROP TABLE alike").fetchall()


def gather(con: duckdb.DuckDBPyConnection, source: str, belongs: str, into: str) -> None:
    """Make a table of units from a table of their parts: every list joined, the name that most records have, each home once.

    Shape  source: rows with `part` and the columns of `compared`; belongs: SQL that gives (part, unit); into: the table's name.
    """
    lists = ", ".join(f"list_sort(list_distinct(flatten(list({name})))) AS {name}" for name in LIST_COLUMNS)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE {into} AS WITH held AS (
            SELECT unit, home.postcode AS postcode, min(home."first") AS "first", max(home."last") AS "last"
            FROM (SELECT b.unit, unnest(c.homes) AS home FROM {source} c JOIN ({belongs}) b ON b.part = c.part) GROUP BY ALL),
        lived AS (SELECT unit, list(struct_pack(postcode := postcode, "first" := "first", "last" := "last") ORDER BY postcode) AS homes
            FROM held GROUP BY unit),
        joined AS (SELECT b.unit, sum(c.times)::BIGINT AS times,
            arg_max(c.forename, (c.times, c.forename)) AS forename, arg_max(c.surname, (c.times, c.surname)) AS surname, {lists}
            FROM {source} c JOIN ({belongs}) b ON b.part = c.part GROUP BY b.unit)
        SELECT j.*, coalesce(l.homes, []::{HOMES}) AS homes FROM joined j LEFT JOIN lived l USING (unit) ORDER BY j.unit"""
    ).fetchall()


MOST_KIN = 8
"""More units than this behind one surname and postcode, or one telephone, are no household."""


def _homes_of(units: str) -> str:
    return f"""SELECT DISTINCT hash(home) AS home, unit FROM (
        SELECT unit, concat_ws('|', a, unnest(surname_parts)) AS home
        FROM (SELECT unit, surname_parts, unnest(postcodes) AS a FROM {units})
        UNION ALL SELECT unit, unnest(contacts || uprns) FROM {units})"""


def add_kin(con: duckdb.DuckDBPyConnection, units: str, into: str, *, altered: str | None = None, standing: str = "") -> None:
    """Make the table of units with `kin_postcodes`: where those have lived who share a home, or a telephone, with the unit.

    A brother who is known at two addresses ties them together: whoever is at the one may be his sister at the other.

    Shape  altered: SQL of the units that came, changed or went; the kin of whoever shares no home with these stands as the table
           `standing` has it. None: nobody's. Leaves the table of those whose kin was worked out (into, with `_anew`).
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE homes_of_units AS SELECT * FROM {by_row(con, _homes_of, units)}").fetchall()
    anew = "true"
    if altered is not None:
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE kin_anew AS SELECT unit FROM homes_of_units
            WHERE home IN (SELECT home FROM homes_of_units WHERE unit IN ({altered})) UNION {altered}"""
        ).fetchall()
        anew = "unit IN (FROM kin_anew)"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE households AS FROM homes_of_units
        WHERE home IN (SELECT home FROM homes_of_units WHERE {anew}) QUALIFY count(*) OVER (PARTITION BY home) BETWEEN 2 AND {MOST_KIN}"""
    ).fetchall()
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE {into}_anew AS
        SELECT u.* EXCLUDE (kin_postcodes), coalesce(k.postcodes, []) AS kin_postcodes FROM (FROM {units} WHERE {anew}) u LEFT JOIN (
            SELECT a.unit, list_sort(list_distinct(flatten(list(o.postcodes)))) AS postcodes
            FROM households a JOIN households b ON a.home = b.home AND a.unit <> b.unit JOIN {units} o ON o.unit = b.unit
            WHERE len(o.postcodes) > 1 GROUP BY a.unit) k USING (unit)"""
    ).fetchall()
    stands = f"UNION ALL BY NAME FROM {standing} WHERE NOT {anew}" if altered is not None else ""
    con.execute(f"CREATE OR REPLACE TEMP VIEW {into} AS FROM {into}_anew {stands}").fetchall()


def drop_hubs(con: duckdb.DuckDBPyConnection, units: str) -> None:
    """Take out of units what children of too many different birthdays share: a switchboard, a hostel, 9s all along the line.

    Makes the table `without_hubs` (unit): those of whom something was taken.
    """
    con.execute("CREATE OR REPLACE TEMP TABLE without_hubs AS SELECT NULL::BIGINT AS unit WHERE false").fetchall()
    for column in IDENTIFYING:
        hubs = [
            value
            for (value,) in con.execute(
                f"SELECT value FROM (SELECT unnest({column}) AS value, birthdays[1] AS birthday FROM {units}) "
                f"GROUP BY value HAVING count(DISTINCT birthday) > {HUB_CAP} ORDER BY value"
            ).fetchall()
        ]
        if hubs:
            con.execute(f"INSERT INTO without_hubs SELECT unit FROM {units} WHERE list_has_any({column}, ?)", [hubs]).fetchall()
            con.execute(
                f"UPDATE {units} SET {column} = list_filter({column}, lambda x: NOT list_contains(?, x)) WHERE list_has_any({column}, ?)",
                [hubs, hubs],
            ).fetchall()


def _keys(units: str) -> str:
    """Return the SQL of each unit's keys: two units are compared where they share one.

    Each key holds a birthday, a full postcode, an identifier, a telephone, an e-mail address or a property number.
    """
    skeletons = "list_filter({0}, lambda x: x[1] IN ('~', '='))"
    any_token = (
        "list_distinct(given || surname_parts || middles || parent_surnames "
        f"|| {skeletons.format('given_forms')} || {skeletons.format('surname_forms')} "
        "|| ['#' || forename[1] || surname[1]])"
    )
    given = f"list_distinct(given || middles || {skeletons.format('given_forms')})"
    kinds = {
        "T": ("birthdays", any_token),
        "P": ("birthdays", "postcodes"),
        "G": ("postcodes", given),
        "C": ("contacts || uprns || parents", "flatten(list_transform(birthdays, lambda b: [b // 10000, b % 10000]))"),
        "Y": ("list_transform(birthdays, lambda b: b // 10000)", "given || []", "surnames"),
        "H": ("postcodes", "flatten(list_transform(birthdays, lambda b: [b // 10000, b % 10000]))"),
        "M": ("list_transform(birthdays, lambda b: b % 10000)", "given || []", "surnames"),
    }
    selects = [f"SELECT unit, 'I' || unnest(upns || nhs_numbers || ulns) AS key FROM {units}"]
    for kind, (first, second, *third) in kinds.items():
        inner = f"SELECT unit, {third[0] if third else '[NULL]'} AS thirds, {second} AS seconds, unnest({first}) AS a FROM {units}"
        inner = f"SELECT unit, a, thirds, unnest(seconds) AS b FROM ({inner})"
        if third:
            inner = f"SELECT unit, a, b, unnest(thirds) AS c FROM ({inner})"
        selects.append(f"SELECT unit, concat_ws('|', '{kind}', a, b{', c' if third else ''}) AS key FROM ({inner})")
    return " UNION ALL ".join(selects)


def _hashed_keys(units: str) -> str:
    return f"SELECT DISTINCT hash(key) AS key, unit FROM ({_keys(units)})"


def make_keys(con: duckdb.DuckDBPyConnection, units: str, into: str, *, only: str | None = None, marks: str | None = None) -> None:
    """Make the table of keys of units: one row per unit and key, hubs left out.

    Shape  only: SQL of units; the keys of others than those who may share one with them are not made: who may is the table `nearby`.
           marks: a table of the units' marks (`marks_of`), where they are asked for more than once.
    """
    if only is not None:
        given = marks or f"({marks_of(units)})"
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE nearby AS SELECT * FROM {units} WHERE unit IN (SELECT unit FROM {given} "
            f"WHERE mark IN (SELECT mark FROM {given} WHERE unit IN ({only})))"
        ).fetchall()
        units = "nearby"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {into} AS SELECT key, unit FROM {by_row(con, _hashed_keys, units)} "
        f"QUALIFY count(*) OVER (PARTITION BY key) BETWEEN 2 AND {BLOCK_CAP}"
    ).fetchall()


def marks_of(units: str) -> str:
    """Return the SQL of each unit's marks (unit, mark): every key holds one, so that units without one in common share no key."""
    marks = (
        "list_transform(birthdays, lambda x: 'b' || x) || list_transform(postcodes, lambda x: 'p' || x) "
        "|| list_transform(contacts || uprns || parents, lambda x: 'c' || x) "
        "|| list_transform(upns || nhs_numbers || ulns, lambda x: 'i' || x) "
        "|| flatten(list_transform(given, lambda g: list_transform(surnames, lambda s: concat_ws('|', 'n', g, s))))"
    )
    return f"SELECT unit, hash(unnest({marks})) AS mark FROM {units}"


def make_candidates(con: duckdb.DuckDBPyConnection, keys: str, into: str, *, only: str | None = None) -> None:
    """Make the table of pairs of units that share a key, each once, the smaller unit left.

    Shape  only: SQL of units; at least one of a pair must be among them.
    """
    if only is None:
        sql = f"SELECT DISTINCT a.unit AS l, b.unit AS r FROM {keys} a JOIN {keys} b ON a.key = b.key AND a.unit < b.unit"
    else:
        sql = (
            f"SELECT DISTINCT least(a.unit, b.unit) AS l, greatest(a.unit, b.unit) AS r "
            f"FROM (SELECT * FROM {keys} WHERE unit IN ({only})) a JOIN {keys} b ON a.key = b.key AND a.unit <> b.unit"
        )
    con.execute(f"CREATE OR REPLACE TEMP TABLE {into} AS {sql}").fetchall()
