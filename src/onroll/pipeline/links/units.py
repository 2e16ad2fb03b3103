"""Units: what is compared with one another, at first parties (the same in name, birthday and postcode), then clusters of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import duckdb
import pyarrow as pa

from onroll.core.links import HUB_CAP
from onroll.pipeline.engine import by_row, is_elsewhere
from onroll.pipeline.links.gathering import ROWS_AT_ONCE, gather_several
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
        f"""CREATE OR REPLACE TEMP TABLE contradicted AS
            WITH beside AS (SELECT q.party, r.extract, r.urn, r.profile FROM records r JOIN extracts e ON e.number = r.extract
                JOIN alike q ON q.profile = r.profile WHERE e.kind = 'snapshot' AND q.party <> q.profile
                QUALIFY count(*) OVER (PARTITION BY q.party, r.extract, r.urn) > 1)
            SELECT DISTINCT party FROM (
                SELECT b.party, count(DISTINCT {_middle("p.middle_names")}) AS middles, count(DISTINCT p.upn) AS upns
                FROM beside b JOIN profiles p ON p.profile = b.profile GROUP BY b.party, b.extract, b.urn)
            WHERE middles > 1 OR upns > 1"""
    ).fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE parties AS SELECT a.profile, if(c.party IS NULL, a.party, a.profile) AS party "
        "FROM alike a LEFT JOIN contradicted c ON c.party = a.party ORDER BY a.profile"
    ).fetchall()
    con.execute("DROP TABLE alike").fetchall()


def gather(con: duckdb.DuckDBPyConnection, source: str, belongs: str, into: str) -> None:
    """Make a table of units from a table of their parts: every list joined, the name that most records have, each home once.

    Shape  source: rows with `part` and the columns of `compared`, whose lists are sorted and hold nothing twice; belongs: SQL that gives
           (part, unit); into: the table's name.
    """
    if is_elsewhere(con):
        _gather_plainly(con, source, belongs, into)
        return
    con.execute(
        "CREATE OR REPLACE TEMP TABLE parts_of AS SELECT part, unit, count(*) OVER (PARTITION BY unit) > 1 AS several "
        f"FROM ({belongs}) SEMI JOIN (SELECT part FROM {source}) USING (part)"
    ).fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE portions_of AS SELECT part, unit, "
        f"((rank() OVER (ORDER BY unit) - 1) // {ROWS_AT_ONCE})::INTEGER AS portion FROM parts_of WHERE several"
    ).fetchall()
    columns = ", ".join(f"c.{name}" for name in ("times", "forename", "surname", *LIST_COLUMNS, "homes"))
    several = f"SELECT b.portion, b.unit, {columns} FROM {source} c JOIN portions_of b ON b.part = c.part"
    (portions,) = con.execute("SELECT count(DISTINCT portion) FROM portions_of").fetchall()[0]
    if portions > 1:  # written down by portion, so that each is read once
        con.execute(f"CREATE OR REPLACE TEMP TABLE several_parts AS {several} ORDER BY portion").fetchall()
        several = "FROM several_parts"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {into} AS SELECT b.unit, {columns} FROM {source} c JOIN parts_of b ON b.part = c.part "
        "WHERE NOT b.several"
    ).fetchall()
    gather_several(con, several, into)
    for name in ("parts_of", "portions_of", "several_parts"):
        con.execute(f"DROP TABLE IF EXISTS {name}").fetchall()


def _gather_plainly(con: duckdb.DuckDBPyConnection, source: str, belongs: str, into: str) -> None:
    """Make the units as `gather` says, by one statement that takes every list apart."""
    lists = ", ".join(f"list_sort(list_distinct(flatten(list({name})))) AS {name}" for name in LIST_COLUMNS)
    led = ", ".join(
        f"led_{name} AS (SELECT unit, arg_max({name}, (many, {name})) AS {name} FROM (SELECT b.unit, c.{name}, sum(c.times) AS many "
        f"FROM {source} c JOIN ({belongs}) b ON b.part = c.part WHERE c.{name} IS NOT NULL GROUP BY b.unit, c.{name}) GROUP BY unit)"
        for name in ("forename", "surname")
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE {into} AS WITH held AS (
            SELECT unit, home.postcode AS postcode, min(home."first") AS "first", max(home."last") AS "last"
            FROM (SELECT b.unit, unnest(c.homes) AS home FROM {source} c JOIN ({belongs}) b ON b.part = c.part) GROUP BY ALL),
        lived AS (SELECT unit, list_sort(list(struct_pack(postcode := postcode, "first" := "first", "last" := "last"))) AS homes
            FROM held GROUP BY unit),
        joined AS (SELECT b.unit, sum(c.times)::BIGINT AS times, {lists}
            FROM {source} c JOIN ({belongs}) b ON b.part = c.part GROUP BY b.unit),
        {led}
        SELECT j.unit, j.times, f.forename, s.surname, j.* EXCLUDE (unit, times), coalesce(l.homes, []::{HOMES}) AS homes
        FROM joined j LEFT JOIN led_forename f USING (unit) LEFT JOIN led_surname s USING (unit) LEFT JOIN lived l USING (unit)
        ORDER BY j.unit"""
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


NARROW_KEYS = "INFDPGCRUHL"
"""Keys that few share whatever the size of the whole: an identifier; or a birthday, or a part of it, with one name and how the other
begins, a surname in one district or at one house number and street, a postcode, a telephone or a parent's name."""

WIDE_KEYS = "TYMQ"
"""Keys that the more share the more children there are: a birthday with one name, or a part of it with two."""

ALL_KEYS = "ITPGCQUHLYM"
"""Every key; N, F and D lie within T, and R within Q."""


def _keys(units: str, kinds: str = ALL_KEYS) -> str:
    """Return the SQL of each unit's keys (unit, kind, key): two units are compared where they share one.

    Each key holds a birthday, a full postcode, an identifier, a telephone, an e-mail address or a property number.
    """
    skeletons = "list_filter({0}, lambda x: x[1] IN ('~', '='))"
    any_token = (
        "(given || surname_parts || middles || parent_surnames "
        f"|| {skeletons.format('given_forms')} || {skeletons.format('surname_forms')} "
        "|| ['#' || forename[1] || surname[1]])"
    )
    given = f"(given || middles || {skeletons.format('given_forms')})"
    parts_of_birthdays = "flatten(list_transform(birthdays, lambda b: [b // 10000, b % 10000]))"
    begins = "list_distinct(list_transform({0}, lambda x: x[1:2]))"
    made = {
        "T": ("birthdays", any_token),
        "N": ("birthdays", "given || middles", begins.format("surname_parts")),
        "F": ("birthdays", begins.format("given"), "surname_parts"),
        "D": ("birthdays", "surname_parts", "list_distinct(list_transform(postcodes, lambda p: split_part(p, ' ', 1)))"),
        "P": ("birthdays", "postcodes"),
        "G": ("postcodes", given),
        "C": ("contacts || uprns", parts_of_birthdays),
        "R": ("parents", "list_transform(birthdays, lambda b: b // 10000)", "given"),
        "U": ("parents", "list_transform(birthdays, lambda b: b // 100)", begins.format("given || middles")),
        "Q": ("parents", parts_of_birthdays, given),
        "Y": ("list_transform(birthdays, lambda b: b // 10000)", "given || middles", "surname_parts"),
        "H": ("postcodes || kin_postcodes", parts_of_birthdays),
        "L": ("lines", parts_of_birthdays, "surname_parts"),
        "M": ("list_transform(birthdays, lambda b: b % 10000)", "given || middles", "surname_parts"),
    }
    selects = []
    if "I" in kinds:
        selects.append(
            f"SELECT unit, 'I' AS kind, hash('I', a) AS key FROM (SELECT unit, unnest(upns || nhs_numbers || ulns) AS a FROM {units})"
        )
    for kind in (each for each in kinds if each in made):
        first, second, *third = made[kind]
        also = f", {third[0]} AS thirds" if third else ""
        inner = f"SELECT unit{also}, {second} AS seconds, unnest({first}) AS a FROM {units}"
        inner = f"SELECT unit, a{', thirds' if third else ''}, unnest(seconds) AS b FROM ({inner})"
        if third:
            inner = f"SELECT unit, a, b, unnest(thirds) AS c FROM ({inner})"
        selects.append(f"SELECT unit, '{kind}' AS kind, hash('{kind}', a, b{', c' if third else ''}) AS key FROM ({inner})")
    return " UNION ALL ".join(selects)


_NO_HUB = f"count(*) OVER (PARTITION BY key) BETWEEN 2 AND {BLOCK_CAP}"


def _hashed_keys(units: str, kinds: str = ALL_KEYS) -> str:
    return f"SELECT DISTINCT key, unit FROM ({_keys(units, kinds)})"


def make_keys(
    con: duckdb.DuckDBPyConnection,
    units: str,
    into: str,
    *,
    kinds: str = ALL_KEYS,
    only: str | None = None,
    marks: str | None = None,
    shared_with: str = "",
) -> None:
    """Make the table of keys of units: one row per unit and key, hubs left out.

    Shape  kinds: their letters. only: SQL of units; the keys of others than those who may share one with them are not made: who may is
           the table `nearby`. marks: a table of the units' marks (`marks_of`), where they are asked for more than once. shared_with:
           units; only keys that some of these have are made.
    """
    if only is not None:
        given = marks or f"({marks_of(units)})"
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE nearby AS SELECT * FROM {units} WHERE unit IN (SELECT unit FROM {given} "
            f"WHERE mark IN (SELECT mark FROM {given} WHERE unit IN ({only})))"
        ).fetchall()
        units = "nearby"
    if shared_with:
        con.execute(f"CREATE OR REPLACE TEMP TABLE keys_asked AS SELECT DISTINCT key FROM ({_keys(shared_with, kinds)})").fetchall()
        made = f"(SELECT DISTINCT key, unit FROM ({_keys(units, kinds)}) SEMI JOIN keys_asked USING (key))"
        con.execute(f"CREATE OR REPLACE TEMP TABLE {into} AS FROM {made} QUALIFY {_NO_HUB}").fetchall()
        con.execute("DROP TABLE keys_asked").fetchall()
        return
    made = by_row(con, partial(_hashed_keys, kinds=kinds), units)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {into} AS SELECT key, unit FROM {made} QUALIFY {_NO_HUB}").fetchall()


def marks_of(units: str) -> str:
    """Return the SQL of each unit's marks (unit, mark): units without one in common share no key.

    A birthday alone would be one of a country's nearly two thousand children born on a day: it goes with each of the names, as key T does.
    """
    named = "list_transform(surname_parts, lambda s: concat_ws('|', 'n', g, s))"
    marks = (
        "list_transform(postcodes || kin_postcodes, lambda x: 'p' || x) "
        "|| list_transform(contacts || uprns || parents, lambda x: 'c' || x) "
        "|| list_transform(upns || nhs_numbers || ulns, lambda x: 'i' || x) "
        f"|| flatten(list_transform(given || middles || lines, lambda g: {named}))"
    )
    return f"SELECT unit, hash(unnest({marks})) AS mark FROM {units} UNION ALL SELECT unit, key FROM ({_keys(units, 'T')})"


def make_candidates(con: duckdb.DuckDBPyConnection, keys: str, into: str, *, only: str | None = None, wide: str = "") -> None:
    """Make the table of pairs of units that share a key, each once, the smaller unit left.

    Shape  only: SQL of units; at least one of a pair must be among them. wide: a table of further keys (key, unit, stood), which bring two
           together only where they never stood in one place (`holdings.stood_of`).
    """
    if only is None:
        sql = f"SELECT DISTINCT a.unit AS l, b.unit AS r FROM {keys} a JOIN {keys} b ON a.key = b.key AND a.unit < b.unit"
    else:
        beside = "SELECT least(a.unit, b.unit) AS l, greatest(a.unit, b.unit) AS r"
        own = f"(SELECT * FROM {{}} WHERE unit IN ({only}))"
        sql = f"{beside} FROM {own.format(keys)} a JOIN {keys} b ON a.key = b.key AND a.unit <> b.unit"
        if wide:
            never_beside = "a.key = b.key AND a.unit <> b.unit AND (a.stood & b.stood) = 0"
            sql = f"SELECT l, r FROM ({sql} UNION ALL {beside} FROM {own.format(wide)} a JOIN {wide} b ON {never_beside})"
        sql = f"SELECT DISTINCT l, r FROM ({sql})"
    con.execute(f"CREATE OR REPLACE TEMP TABLE {into} AS {sql}").fetchall()
