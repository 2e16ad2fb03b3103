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


_SAID_DIFFERENTLY = ("parent_surnames", "parents", "contacts", "uprns", "upns", "nhs_numbers", "ulns", "sexes")
"""What rows of one child seldom say alike: one register has what another has not."""

_SAID_ALIKE = tuple(name for name in LIST_COLUMNS if name not in _SAID_DIFFERENTLY)


def gather(con: duckdb.DuckDBPyConnection, source: str, belongs: str, into: str) -> None:
    """Make a table of units from a table of their parts: every list joined, the name that most records have, each home once.

    Shape  source: rows with `part` and the columns of `compared`, whose lists are sorted and hold nothing twice; belongs: SQL that gives
           (part, unit); into: the table's name.
    """
    if getattr(con, "by_row", None):  # another engine
        _gather_plainly(con, source, belongs, into)
        return

    def run(sql: str) -> None:
        con.execute(sql).fetchall()

    # Nearly all parts of a unit say the same of names and homes: such lists are taken from one of them, and not joined.
    run(
        f"""CREATE OR REPLACE TEMP TABLE parts_of AS SELECT b.unit, b.part, c.times, c.forename, c.surname, len(c.homes) < 2 AS one_home,
            hash({", ".join(f"c.{name}" for name in _SAID_ALIKE)}) AS said FROM {source} c JOIN ({belongs}) b ON b.part = c.part"""
    )
    run(
        """CREATE OR REPLACE TEMP TABLE units_of AS SELECT unit, min(part) AS part, sum(times)::BIGINT AS times,
            arg_max(forename, (times, forename)) AS forename, arg_max(surname, (times, surname)) AS surname,
            if(count(*) = 1, 'one', if(min(said) = max(said) AND bool_and(one_home), 'alike', 'mixed')) AS parts
        FROM parts_of GROUP BY unit"""
    )
    lists = ", ".join(f"list_sort(list_distinct(flatten(list(c.{name})))) AS {name}" for name in _SAID_DIFFERENTLY)
    run(
        f"""CREATE OR REPLACE TEMP TABLE said_differently AS SELECT p.unit, {lists},
            min(c.homes[1]."first") AS since, max(c.homes[1]."last") AS until
        FROM {source} c JOIN parts_of p ON p.part = c.part JOIN units_of u ON u.unit = p.unit WHERE u.parts = 'alike' GROUP BY p.unit"""
    )
    mixed = "SELECT p.unit, p.part FROM parts_of p JOIN units_of u ON u.unit = p.unit WHERE u.parts = 'mixed'"
    _gather_plainly(con, f"(SELECT * FROM {source} WHERE part IN (SELECT part FROM ({mixed})))", mixed, "mixed_units")
    of_unit = "u.unit, u.times, u.forename, u.surname"
    home = """if(len(c.homes) = 0, c.homes, [struct_pack(postcode := c.homes[1].postcode, "first" := n.since, "last" := n.until)])"""
    run(
        f"""CREATE OR REPLACE TEMP TABLE {into} AS
        SELECT {of_unit}, {", ".join(f"c.{name}" for name in LIST_COLUMNS)}, c.homes
        FROM units_of u JOIN {source} c ON c.part = u.part WHERE u.parts = 'one'
        UNION ALL BY NAME SELECT {of_unit}, {", ".join(f"c.{name}" for name in _SAID_ALIKE)},
            {", ".join(f"n.{name}" for name in _SAID_DIFFERENTLY)}, {home} AS homes
        FROM units_of u JOIN said_differently n ON n.unit = u.unit JOIN {source} c ON c.part = u.part
        UNION ALL BY NAME FROM mixed_units"""
    )
    for name in ("parts_of", "units_of", "said_differently", "mixed_units"):
        run(f"DROP TABLE {name}")


def _gather_plainly(con: duckdb.DuckDBPyConnection, source: str, belongs: str, into: str) -> None:
    """Make the units as `gather` says, by one statement that takes every list apart."""
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


_NO_HUB = f"count(*) OVER (PARTITION BY key) BETWEEN 2 AND {BLOCK_CAP}"


def _hashed_keys(units: str) -> str:
    return f"SELECT DISTINCT hash(key) AS key, unit FROM ({_keys(units)})"


def make_keys(
    con: duckdb.DuckDBPyConnection, units: str, into: str, *, only: str | None = None, marks: str | None = None, shared_with: str = ""
) -> None:
    """Make the table of keys of units: one row per unit and key, hubs left out.

    Shape  only: SQL of units; the keys of others than those who may share one with them are not made: who may is the table `nearby`.
           marks: a table of the units' marks (`marks_of`), where they are asked for more than once. shared_with: units; only keys that
           some of these have are made.
    """
    if only is not None:
        given = marks or f"({marks_of(units)})"
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE nearby AS SELECT * FROM {units} WHERE unit IN (SELECT unit FROM {given} "
            f"WHERE mark IN (SELECT mark FROM {given} WHERE unit IN ({only})))"
        ).fetchall()
        units = "nearby"
    if shared_with:
        con.execute(f"CREATE OR REPLACE TEMP TABLE keys_asked AS SELECT DISTINCT hash(key) AS key FROM ({_keys(shared_with)})").fetchall()
        made = f"(SELECT DISTINCT key, unit FROM (SELECT hash(key) AS key, unit FROM ({_keys(units)})) SEMI JOIN keys_asked USING (key))"
        con.execute(f"CREATE OR REPLACE TEMP TABLE {into} AS FROM {made} QUALIFY {_NO_HUB}").fetchall()
        con.execute("DROP TABLE keys_asked").fetchall()
        return
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {into} AS SELECT key, unit FROM {by_row(con, _hashed_keys, units)} QUALIFY {_NO_HUB}"
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
