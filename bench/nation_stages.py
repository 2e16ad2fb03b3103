"""The stages that link two registers of a whole country, in SQL and arrays: for `bench/nation.py` and `bench/nation_increment.py`.

Equal in name, birthday and postcode; then two rounds over who is left. The first round looks only where much agrees, and takes what is
likelier than the program's own `LINK_AT`; the second looks among the few who are left over, where a forename and a birthday alone are
seldom a coincidence any more, and asks who else lives at the two homes. Pairs are scored by their pattern of agreement, and weighed
against everybody else who might be meant; whoever is registered twice is not a rival of himself.

One row of `links` is one pupil with one registration: `raw` is the one-to-one posterior (`core.links.one_to_one`), `chance` the same set
right by the labels.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from nation_weighing import (
    LABELLED,
    NAMES,
    STEPS,
    WHICH_LABELLED,
    Beside,
    Pairs,
    alone,
    beside_in,
    choose,
    fit,
    line_through,
    pattern_of,
    price,
    set_right,
)

from onroll.core.links import LINK_AT
from onroll.pipeline.engine import keep
from onroll.synth.names import name_tables

ROW = "(file_index * 1000000 + file_row_number)::INTEGER"
"""A row's number, the same at each reading: portions hold less than a million rows."""

MARKS = {"home": ("born", "postcode"), "named": ("born", "forename", "surname[1]"), "family": ("born", "surname", "forename[1]")}
TIGHT_KEYS = (
    "a.home = b.home",
    "a.named = b.named AND (a.home = b.home) IS NOT TRUE",
    "a.family = b.family AND a.named <> b.named AND (a.home = b.home) IS NOT TRUE",
)
"""Looked up among millions, by one number each, so that no pair is found twice."""

WIDE_KEYS = (
    "a.born = b.born AND a.forename = b.forename",
    "a.born = b.born AND a.surname = b.surname",
    "a.born = b.born AND a.surname = b.forename AND a.forename = b.surname",
    "a.born = b.born AND a.middle = b.forename",
    "a.born = b.born AND a.forename = b.middle",
    "a.born = b.born AND a.middle = b.middle AND a.forename_first = b.forename_first",
    "a.born = b.born AND a.middle = b.middle AND a.surname_first = b.surname_first",
    "a.born = b.born AND a.forename_first = b.forename_first AND a.surname_first = b.surname_first",
    "a.born = b.born AND a.district = b.district",
    "a.postcode = b.postcode AND a.forename = b.forename",
    "a.postcode = b.postcode AND a.surname = b.surname AND a.born // 10000 = b.born // 10000",
    "a.postcode = b.postcode AND a.born // 100 = b.born // 100",
    "a.postcode = b.postcode AND a.born % 10000 = b.born % 10000",
    "a.forename = b.forename AND a.surname = b.surname AND a.born // 100 = b.born // 100",
    "a.forename = b.forename AND a.surname = b.surname AND a.born // 10000 = b.born // 10000 AND 101 IN (a.born % 10000, b.born % 10000)",
    "a.forename = b.forename AND a.surname = b.surname AND a.born // 10000 * 10000 + a.born % 100 * 100 + a.born // 100 % 100 = b.born",
    "a.forename = b.forename AND a.surname = b.surname AND a.district = b.district AND a.born // 10000 = b.born // 10000",
)
"""Each holds a birthday, or a part of it with a postcode or both names. Looked up among the left over only, by numbers that stand for the
texts (`Stages.numbered`)."""

NUMBERED = {name: name for name in ("forename", "surname", "middle", "postcode")} | {"district": "split_part(postcode, ' ', 1)"}
HOPELESS = 0.005
"""Pairs of less odds, before anything is known of the homes, are left out: four of ten, and fewer than 1,500 of a country's 508,000 true
ones; recall comes out the same at .5."""

HOMES = ("aa", "bb", "ba", "ab")
"""Surname and postcode: the pupil's, the registration's, the registration's surname at the pupil's home, and the other way round."""


class Stages:
    """Links the rolls of a folder with its health registrations, on one connection.

    Shape  said: told of each stage when it is over, with the table of links where there is one.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, source: Any, say: Any, *, identified: float = 0.0) -> None:
        self.con, self.source, self.say = con, source, say
        self.identified = identified
        self.do("SET preserve_insertion_order = false")
        self.do("SET enable_progress_bar = false")

    def do(self, sql: str) -> list[Any]:
        """Run a statement."""
        return self.con.execute(sql).fetchall()

    def link(self) -> None:
        """Make the table `links`: l and r (rows of the registers), same (the truth), raw, chance, stage."""
        self.names()
        self.do("CREATE TEMP TABLE links (l INTEGER, r INTEGER, same BOOLEAN, raw DOUBLE, chance DOUBLE, stage TINYINT)")
        self.do("CREATE TEMP TABLE taken (r INTEGER)")
        self.do("CREATE TEMP TABLE moves (k UBIGINT)")
        if self.identified:
            self.by_identifier()
        self.exact()
        self.leave_over()
        self.gather("UNION ALL", TIGHT_KEYS)
        pairs = alone(self.compared_in_files())
        self.say("compared")
        self.choose(pairs, beside_in(self.con, lambda ids: self.rows("health", f"SELECT id FROM {ids}")))
        self.do(f"INSERT INTO links SELECT l, r, same, raw, chance, 1 FROM arrow_chosen WHERE raw >= {LINK_AT}")
        self.do(f"INSERT INTO moves SELECT move FROM arrow_chosen WHERE raw >= {LINK_AT} AND move <> 0")
        self.say("after the first round", "links")
        for name, side in (("rolls", "l"), ("health", "r")):
            still = f"SELECT id FROM {name} WHERE id NOT IN (SELECT {side} FROM links WHERE stage = 1)"
            self.do(f"CREATE TEMP TABLE {name}_over AS {self.rows(name, still)}")
            self.do(f"CREATE OR REPLACE TEMP TABLE {name} AS {self.numbered(f'{name}_over')}")
        self.say("left over after it")
        self.gather("UNION", WIDE_KEYS)
        pairs = alone(self.compared("candidates JOIN rolls_over a ON a.id = l JOIN health_over b ON b.id = r", pattern_of()))
        self.say("compared")
        pairs = self.at_home(pairs.where(np.flatnonzero(price(pairs.pattern, fit(pairs))[0] > HOPELESS)))
        self.say(f"households asked of {len(pairs.l):,} pairs")
        self.choose(pairs, beside_in(self.con, lambda ids: f"SELECT * FROM health_over SEMI JOIN {ids} USING (id)"))
        self.do("INSERT INTO links SELECT l, r, same, raw, chance, 2 FROM arrow_chosen")
        if self.identified:
            self.by_hidden_identifier()

    def names(self) -> None:
        """Make `forenames` and `surnames` (name and band: how common it is; without what is hardly anybody's), and `variants` (name,
        variant)."""
        self.many = self.do(f"SELECT count(*) FROM {self.source('health')}")[0][0]
        for name in ("forename", "surname"):
            self.do(
                f"""CREATE TEMP TABLE {name}s AS SELECT name, least(9, greatest(0, (log2(of_million) / 1.5)::INTEGER))::TINYINT AS band
                FROM (SELECT {name} AS name, count(*) * 1e6 / {self.many} AS of_million FROM {self.source("health")} GROUP BY 1)
                WHERE name IS NOT NULL AND of_million > 1.6"""
            )
        plain = "regexp_replace(lower({0}), '[^a-z]', '', 'g')"
        known = [(name, other) for name, others in name_tables().variants.items() for other in others]
        self.con.register("arrow_given", pa.table({"a": [one for one, _ in known], "b": [other for _, other in known]}))
        a, b = plain.format("a"), plain.format("b")
        self.do(f"CREATE TEMP TABLE variants AS SELECT {a} AS name, {b} AS variant FROM arrow_given UNION SELECT {b}, {a} FROM arrow_given")
        self.con.unregister("arrow_given")
        self.say("how common names are")

    def by_identifier(self) -> None:
        """Link by the identifier that most registrations hold, where it is borne out: by the birthday; or by the forename, with the
        surname, the postcode or two parts of the birthday (`core.links.ruling`)."""
        held = f"hash(child, postcode, 'identifier') % 1000 < {int(1000 * self.identified)}"
        columns = f"{ROW} AS id, forename, surname, born, child, postcode"
        parts = ("a.born // 10000 = b.born // 10000", "a.born // 100 % 100 = b.born // 100 % 100", "a.born % 100 = b.born % 100")
        two_parts = " + ".join(f"({part})::INTEGER" for part in parts)
        self.do(
            f"""CREATE TEMP TABLE by_identifier AS SELECT a.id AS l, b.id AS r,
            CASE WHEN a.postcode <> b.postcode THEN hash(a.postcode, b.postcode) END AS move
            FROM (SELECT {columns} FROM {self.source("rolls")}) a
            JOIN (SELECT {columns} FROM {self.source("health")} WHERE {held}) b ON a.child = b.child
            WHERE a.born = b.born OR (a.forename = b.forename AND (a.surname = b.surname OR a.postcode = b.postcode OR {two_parts} = 2))"""
        )
        hidden = f"l IN (SELECT {ROW} FROM {self.source('rolls')} WHERE {LABELLED.format('')})"
        self.do(f"CREATE TEMP TABLE hidden AS SELECT l, min(r) AS r FROM by_identifier WHERE {hidden} GROUP BY l")
        self.do("INSERT INTO links SELECT l, min(r), true, 1, 1, 5 FROM by_identifier WHERE l NOT IN (SELECT l FROM hidden) GROUP BY l")
        self.do("INSERT INTO taken SELECT r FROM by_identifier WHERE l IN (SELECT l FROM links)")
        self.do("INSERT INTO moves SELECT move FROM by_identifier WHERE move IS NOT NULL AND l IN (SELECT l FROM links)")
        self.do("DROP TABLE by_identifier")
        self.say("identifier", "links")

    def by_hidden_identifier(self) -> None:
        """Link the labelled, from whom the others learned, by their identifier after all."""
        self.do("DELETE FROM links WHERE l IN (SELECT l FROM hidden) OR r IN (SELECT r FROM hidden)")
        self.do("INSERT INTO links SELECT l, r, true, 1, 1, 5 FROM hidden")

    def exact(self) -> None:
        """Link whom name, birthday and postcode name alone, where neither middle name nor sex speaks against it."""
        columns = f"{ROW} AS id, hash(forename, surname, born, postcode) AS k, middle, sex, child"
        sides = {
            name: f"(SELECT * FROM (SELECT {columns} FROM {self.source(name)} WHERE forename IS NOT NULL AND postcode IS NOT NULL) "
            f"WHERE id NOT IN (FROM {gone}))"
            for name, gone in (("rolls", "(SELECT l FROM links)"), ("health", "taken"))
        }
        self.do(
            f"""CREATE TEMP TABLE equal AS SELECT a.id AS l, b.id AS r, a.k, a.child = b.child AS same,
            coalesce(a.middle <> b.middle OR a.sex <> b.sex, false) AS other
            FROM {sides["rolls"]} a JOIN {sides["health"]} b ON a.k = b.k"""
        )
        # A registration that says the same once more is the same child's: any of them will do.
        self.do(
            "INSERT INTO links SELECT l, r // 2, r % 2 = 1, 1, 1, 4 FROM (SELECT min(l) AS l, min(2 * r + same::INTEGER) AS r "
            "FROM equal WHERE NOT other GROUP BY k HAVING min(l) = max(l))"
        )
        self.do("INSERT INTO taken SELECT r FROM equal WHERE l IN (SELECT l FROM links WHERE stage = 4)")
        self.do("DROP TABLE equal")
        self.say("equal in all four, alone", "links")

    def leave_over(self) -> None:
        """Make `rolls` and `health`: who is left, by the numbers of the tight keys."""
        first, last = self.do(f"SELECT min(born) - 10000, max(born) + 10000 FROM {self.source('rolls')}")[0]
        marks = ", ".join(
            f"if({' OR '.join(f'{part} IS NULL' for part in parts)}, NULL, hash({', '.join(parts)})) AS {mark}"
            for mark, parts in MARKS.items()
        )
        for name, gone in (("rolls", "(SELECT l FROM links)"), ("health", "taken")):
            self.do(
                f"CREATE TEMP TABLE {name} AS SELECT id, {marks} FROM (SELECT *, {ROW} AS id FROM {self.source(name)}) "
                f"WHERE born BETWEEN {first} AND {last} AND id NOT IN (FROM {gone})"
            )
        self.do("DROP TABLE taken")
        rolls, health = (self.do(f"SELECT count(*) FROM {name}")[0][0] for name in ("rolls", "health"))
        self.say(f"left over: {rolls:,} rolls, {health:,} registrations")

    def rows(self, register: str, ids: str) -> str:
        """Return the SQL of the rows with these numbers as they are compared, with the bands of how common the names are (0: hardly
        anybody's)."""
        return f"""SELECT id, forename, surname, middle, born, postcode, sex, child,
            coalesce(f.band, 0)::TINYINT AS forename_band, coalesce(s.band, 0)::TINYINT AS surname_band
            FROM (SELECT * FROM (SELECT *, {ROW} AS id FROM {self.source(register)}) WHERE id IN ({ids}))
            LEFT JOIN forenames f ON f.name = forename LEFT JOIN surnames s ON s.name = surname"""

    def numbered(self, rows: str) -> str:
        """Return the SQL of rows with short numbers in place of texts, which are joined more cheaply; equal texts have one number."""
        numbers = ", ".join(f"if({text} IS NULL, NULL, hash({text}) >> 32)::UINTEGER AS {name}" for name, text in NUMBERED.items())
        return f"SELECT id, born, {numbers}, unicode(forename) AS forename_first, unicode(surname) AS surname_first FROM {rows}"

    def households(self, rolls: str, health: str) -> None:
        """Fill in `household` where the postcodes differ: who else, of another birthday, stands at either home in either register.

        1: a pupil who is linked already moved between the same two. 2 to 4: a family with the surname of the one row lives at the home of
        the other (3: and yet there is one of its own surname at either home; 4: at one of them). 5 to 8: otherwise, by whether a family
        of its own surname is at neither home, the pupil's, the registration's, or both; the last speaks for two children, because
        a family that has moved is at home at one of them only.
        """
        self.do(
            f"""CREATE TEMP TABLE homes AS SELECT l, r, hash(a.surname, a.postcode) AS aa, hash(b.surname, b.postcode) AS bb,
            CASE WHEN a.surname <> b.surname THEN hash(b.surname, a.postcode) END AS ba,
            CASE WHEN a.surname <> b.surname THEN hash(a.surname, b.postcode) END AS ab,
            a.born AS one, b.born AS other, hash(a.postcode, b.postcode) IN (FROM moves) AS moved
            FROM compared JOIN {rolls} a ON a.id = l JOIN {health} b ON b.id = r WHERE a.postcode IS DISTINCT FROM b.postcode"""
        )
        self.do("CREATE TEMP TABLE asked AS SELECT DISTINCT unnest([aa, bb, ba, ab]) AS k FROM homes")
        everybody = " UNION ALL ".join(
            f"SELECT hash(surname, postcode) AS k, born FROM {self.source(name)} WHERE postcode IS NOT NULL" for name in ("rolls", "health")
        )
        self.do(
            "CREATE TEMP TABLE residents AS SELECT k, min(born) AS first, max(born) AS last "
            f"FROM ({everybody}) SEMI JOIN asked USING (k) GROUP BY k"
        )
        aa, bb, ba, ab = (f"coalesce({key}.first NOT IN (one, other) OR {key}.last NOT IN (one, other), false)" for key in HOMES)
        joins = " ".join(f"LEFT JOIN residents {key} ON {key}.k = h.{key}" for key in HOMES)
        self.do(
            f"""CREATE OR REPLACE TEMP TABLE compared AS SELECT c.* REPLACE ((CASE WHEN h.l IS NULL THEN 0 WHEN moved THEN 1
            WHEN {ba} OR {ab} THEN if({aa}, if({bb}, 3, 4), if({bb}, 4, 2)) ELSE 5 + {aa}::INTEGER + 2 * {bb}::INTEGER END)::TINYINT
            AS household) FROM compared c LEFT JOIN homes h USING (l, r) {joins}"""
        )
        for table in ("homes", "asked", "residents", "moves"):
            self.do(f"DROP TABLE {table}")

    def gather(self, union: str, keys: tuple[str, ...]) -> None:
        """Make `candidates`: pairs that share a key."""
        pairs = f" {union} ".join(f"SELECT a.id AS l, b.id AS r FROM rolls a JOIN health b ON {key}" for key in keys)
        self.do(f"CREATE OR REPLACE TEMP TABLE candidates AS {pairs}")
        self.say(f"keys: {self.do('SELECT count(*) FROM candidates')[0][0]:,} pairs")

    def compared_in_files(self) -> Pairs:
        """Return the candidates compared; their rows are read from the registers and written nowhere."""
        # The band of b's name is asked for only where it is another than a's.
        bands = " ".join(
            f"LEFT JOIN {name}s a_{name} ON a_{name}.name = a.{name} "
            f"LEFT JOIN {name}s b_{name} ON b_{name}.name = CASE WHEN a.{name} <> b.{name} THEN b.{name} END"
            for name in NAMES
        )
        a, b = (f"(SELECT *, {ROW} AS id FROM {self.source(name)})" for name in ("rolls", "health"))
        return self.compared(f"candidates JOIN {a} a ON a.id = l JOIN {b} b ON b.id = r {bands}", pattern_of("coalesce({0}_{1}.band, 0)"))

    def compared(self, pairs: str, pattern: str) -> Pairs:
        """Return pairs compared. Shape  pairs: the SQL that joins their rows, a and b."""
        found = self.con.execute(
            f"""SELECT l, r, {pattern} AS pattern, {WHICH_LABELLED} AS labelled, a.child = b.child AS same,
            coalesce(CASE WHEN a.postcode <> b.postcode THEN hash(a.postcode, b.postcode) END, 0) AS move FROM {pairs}"""
        ).fetchnumpy()
        return Pairs(**found)

    def at_home(self, pairs: Pairs) -> Pairs:
        """Return the pairs with what is known of their homes."""
        keep(
            self.con,
            "compared",
            pa.table({"n": np.arange(len(pairs.l)), "l": pairs.l, "r": pairs.r, "household": np.zeros(len(pairs.l), np.int8)}),
        )
        self.households("rolls_over", "health_over")
        found = self.con.execute("SELECT n, household FROM compared").fetchnumpy()
        pattern = pairs.pattern.copy()
        pattern[found["n"]] += found["household"].astype(np.int32) * STEPS["household"]
        return replace(pairs, pattern=pattern)

    def choose(self, pairs: Pairs, beside: Beside) -> None:
        """Register `arrow_chosen`: the pairs that are each other's likeliest, as in `links`, and the move."""
        worth = fit(pairs)
        self.say("fitted to the labelled")
        if self.identified:  # learned from like the rest, but an identifier says whose they are
            hidden = self.con.execute("SELECT l, r FROM hidden").fetchnumpy()
            pairs = pairs.where(np.flatnonzero(~np.isin(pairs.r, hidden["r"]) | np.isin(pairs.l, hidden["l"])))
        chosen, raw = choose(pairs, worth, beside)
        chance = set_right(line_through(chosen, raw), raw)
        given = {"l": chosen.l, "r": chosen.r, "same": chosen.same, "raw": raw, "chance": chance, "move": chosen.move}
        self.con.register("arrow_chosen", pa.table(given))
        self.say("chosen", "arrow_chosen")
