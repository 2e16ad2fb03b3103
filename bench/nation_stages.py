"""The stages that link two registers of a whole country in SQL: for `bench/nation.py` and `bench/nation_increment.py`.

Equal in name, birthday and postcode; equal in name and birthday, alone in both registers, and rare; then two rounds over who is left.
The first round looks only where much agrees and takes what is all but sure; the second looks among the few who are left over, where a
forename and a birthday alone are seldom a coincidence any more. Pairs are scored by their pattern of agreement, and weighed against
everybody else who might be meant; whoever is registered twice is not a rival of himself.

One row of `links` is one pupil with one registration: `raw` is the one-to-one posterior, `chance` the same set right by the labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from onroll.synth.names import name_tables

LABELLED = 100
"""One pupil in so many has a known answer."""

DAYS = 6570
RARE = 0.001
"""Equal in name and birthday alone is believed where fewer children than this are expected to be namesakes born on one day."""

NAMESAKE_SLIPS = 0.65
"""The share of namesakes who are alone because their own roll, or the pupil's own registration, is written otherwise."""

TAKEN_FROM = 0.985
"""The first round takes what is likelier than this; the rest goes on to the second."""

REGISTERED_TWICE = 0.015
LEAST_ODDS, LEAST_RIVAL = 0.0005, 0.02

ROW = "(file_index * 1000000 + file_row_number)::INTEGER"
"""A row's number, the same at each reading: portions hold less than a million rows."""

TIGHT_KEYS = (
    "a.born = b.born AND a.postcode = b.postcode",
    "a.born = b.born AND a.forename = b.forename AND a.surname = b.surname",
    "a.born = b.born AND a.forename = b.forename AND a.surname[1:1] = b.surname[1:1]",
    "a.born = b.born AND a.surname = b.surname AND a.forename[1:1] = b.forename[1:1]",
)
WIDE_KEYS = (
    "a.born = b.born AND a.forename = b.forename",
    "a.born = b.born AND a.surname = b.surname",
    "a.born = b.born AND a.surname = b.forename AND a.forename = b.surname",
    "a.born = b.born AND a.middle = b.forename",
    "a.born = b.born AND a.forename = b.middle",
    "a.born = b.born AND a.middle = b.middle AND a.forename[1:1] = b.forename[1:1]",
    "a.born = b.born AND a.middle = b.middle AND a.surname[1:1] = b.surname[1:1]",
    "a.born = b.born AND a.forename[1:1] = b.forename[1:1] AND a.surname[1:1] = b.surname[1:1]",
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
"""Each holds a birthday, or a part of it with a postcode or both names. Looked up among the left over only."""

_NEAR = (
    "(length(a.{0}) > 3 AND abs(length(a.{0}) - length(b.{0})) <= 1 AND damerau_levenshtein(a.{0}, b.{0}) <= 1) "
    "OR jaro_winkler_similarity(a.{0}, b.{0}) >= 0.92"
)
_WITHIN = " OR ".join(f"{how}({one}.surname, {other}.surname)" for how in ("starts_with", "ends_with") for one, other in ("ab", "ba"))
_SAME_YEAR = "a.born // 10000 = b.born // 10000"
LEVELS = {
    "forename": "CASE WHEN a.forename IS NULL OR b.forename IS NULL THEN 0 WHEN a.forename = b.forename THEN 10 + a.forename_band "
    "WHEN a.forename = b.middle OR a.middle = b.forename THEN 1 WHEN a.forename = b.surname AND a.surname = b.forename THEN 2 "
    f"WHEN {_NEAR.format('forename')} THEN if(least(a.forename_band, b.forename_band) = 0, 3, 4) "
    "WHEN EXISTS (FROM variants v WHERE v.name = a.forename AND v.variant = b.forename) THEN 5 "
    "WHEN jaro_winkler_similarity(a.forename, b.forename) >= 0.8 THEN if(least(a.forename_band, b.forename_band) = 0, 6, 7) "
    "WHEN a.forename[1] = b.forename[1] THEN 8 ELSE 9 END",
    "surname": "CASE WHEN a.surname = b.surname THEN 10 + a.surname_band WHEN a.surname = b.forename AND a.forename = b.surname THEN 1 "
    f"WHEN {_WITHIN} THEN 2 WHEN {_NEAR.format('surname')} THEN if(least(a.surname_band, b.surname_band) = 0, 3, 4) "
    "WHEN jaro_winkler_similarity(a.surname, b.surname) >= 0.8 THEN 5 ELSE 6 END",
    "birthday": f"CASE WHEN a.born = b.born THEN 0 WHEN {_SAME_YEAR} AND a.born // 100 % 100 = b.born % 100 "
    f"AND a.born % 100 = b.born // 100 % 100 THEN 1 WHEN {_SAME_YEAR} AND 101 IN (a.born % 10000, b.born % 10000) THEN 3 "
    f"WHEN a.born // 100 = b.born // 100 THEN 2 "
    f"WHEN a.born % 10000 = b.born % 10000 OR ({_SAME_YEAR} AND a.born % 100 = b.born % 100) THEN 4 ELSE 5 END",
    "postcode": "CASE WHEN a.postcode IS NULL OR b.postcode IS NULL THEN 0 WHEN a.postcode = b.postcode THEN 1 "
    "WHEN left(a.postcode, -1) = left(b.postcode, -1) THEN 2 WHEN a.district = b.district THEN 3 ELSE 4 END",
    "middle": "CASE WHEN a.middle IS NULL OR b.middle IS NULL THEN 0 WHEN a.middle = b.middle THEN 1 ELSE 2 END",
    "sex": "(a.sex = b.sex)::INTEGER",
}
"""How far two rows agree. A shared name is parted by how common it is; a name that is nearly another's by whether either is unheard of."""

PATTERN = (*LEVELS, "moved_alike")
CROSSED = (
    ("forename", "postcode"),
    ("forename", "birthday"),
    ("surname", "postcode"),
    ("birthday", "postcode"),
    ("forename", "surname"),
    ("forename", "middle"),
    ("surname", "middle"),
)
"""Agreements that are not independent: twins share birthday, surname and postcode; households the last two."""


class Stages:
    """Links the rolls of a folder with its health registrations, on one connection.

    Shape  said: told of each stage when it is over, with the table of links where there is one.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, source: Any, say: Any, *, identified: float = 0.0) -> None:
        self.con, self.source, self.say = con, source, say
        self.identified = identified
        self.labelled = LABELLED if not identified else LABELLED // 10
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
        if self.identified:
            self.by_identifier()
        self.exact()
        self.leave_over()
        self.round(1, "rolls", "health", TIGHT_KEYS)
        self.do(f"INSERT INTO links SELECT l, r, same, raw, chance, 1 FROM chosen WHERE chance >= {TAKEN_FROM}")
        self.say("after the first round", "links")
        for name, side in (("rolls", "l"), ("health", "r")):
            self.do(f"CREATE TEMP TABLE {name}_over AS FROM {name} WHERE id NOT IN (SELECT {side} FROM links WHERE stage = 1)")
        self.do(
            "CREATE TEMP TABLE moves AS SELECT DISTINCT a.postcode AS here, b.postcode AS there FROM links k "
            "JOIN rolls a ON a.id = k.l JOIN health b ON b.id = k.r WHERE k.stage = 1 AND a.postcode <> b.postcode"
        )
        self.do("DROP TABLE rolls")
        self.do("DROP TABLE health")
        self.round(2, "rolls_over", "health_over", WIDE_KEYS)
        self.do("INSERT INTO links SELECT l, r, same, raw, chance, 2 FROM chosen")
        if self.identified:
            self.by_hidden_identifier()

    def names(self) -> None:
        """Make `forenames` and `surnames` (name, many), and `variants` (name, variant)."""
        self.many = self.do(f"SELECT count(*) FROM {self.source('health')}")[0][0]
        for name in ("forename", "surname"):
            self.do(
                f"CREATE TEMP TABLE {name}s AS SELECT {name} AS name, count(*)::DOUBLE AS many FROM {self.source('health')} "
                f"WHERE {name} IS NOT NULL GROUP BY 1"
            )
        plain = "regexp_replace(lower({0}), '[^a-z]', '', 'g')"
        known = [(name, other) for name, others in name_tables().variants.items() for other in others]
        self.con.register("arrow_given", pa.table({"a": [one for one, _ in known], "b": [other for _, other in known]}))
        a, b = plain.format("a"), plain.format("b")
        self.do(f"CREATE TEMP TABLE variants AS SELECT {a} AS name, {b} AS variant FROM arrow_given UNION SELECT {b}, {a} FROM arrow_given")
        self.con.unregister("arrow_given")
        self.say("how common names are")

    def by_identifier(self) -> None:
        """Link by the identifier that most registrations hold, where the birthday or both names bear it out."""
        held = f"hash(child, postcode, 'identifier') % 1000 < {int(1000 * self.identified)}"
        columns = f"{ROW} AS id, forename, surname, born, child"
        self.do(
            f"""CREATE TEMP TABLE by_identifier AS SELECT a.id AS l, b.id AS r FROM (SELECT {columns} FROM {self.source("rolls")}) a
            JOIN (SELECT {columns} FROM {self.source("health")} WHERE {held}) b ON a.child = b.child
            WHERE a.born = b.born OR (a.forename = b.forename AND a.surname = b.surname)"""
        )
        hidden = f"l IN (SELECT {ROW} FROM {self.source('rolls')} WHERE child % {self.labelled} = 0)"
        self.do(f"CREATE TEMP TABLE hidden AS SELECT l, min(r) AS r FROM by_identifier WHERE {hidden} GROUP BY l")
        self.do("INSERT INTO links SELECT l, min(r), true, 1, 1, 5 FROM by_identifier WHERE l NOT IN (SELECT l FROM hidden) GROUP BY l")
        self.do("INSERT INTO taken SELECT r FROM by_identifier WHERE l IN (SELECT l FROM links)")
        self.do("DROP TABLE by_identifier")
        self.say("identifier", "links")

    def by_hidden_identifier(self) -> None:
        """Link the labelled, from whom the others learned, by their identifier after all."""
        self.do("DELETE FROM links WHERE l IN (SELECT l FROM hidden) OR r IN (SELECT r FROM hidden)")
        self.do("INSERT INTO links SELECT l, r, true, 1, 1, 5 FROM hidden")

    def exact(self) -> None:
        """Link whom name, birthday and postcode name alone; then whom name and birthday name alone, if they are rare."""
        columns = f"{ROW} AS id, hash(forename, surname, born) AS k, hash(postcode) AS p, middle, sex, child"
        sides = {
            name: f"(SELECT * FROM (SELECT {columns} FROM {self.source(name)} WHERE forename IS NOT NULL) WHERE id NOT IN (FROM {gone}))"
            for name, gone in (("rolls", "(SELECT l FROM links)"), ("health", "taken"))
        }
        self.do(
            f"""CREATE TEMP TABLE three AS SELECT a.id AS l, b.id AS r, a.k, a.p, coalesce(a.p = b.p, false) AS home,
            coalesce(a.middle <> b.middle OR a.sex <> b.sex, false) AS other, a.child = b.child AS same
            FROM {sides["rolls"]} a JOIN {sides["health"]} b ON a.k = b.k"""
        )
        # A registration that says the same once more is the same child's: any of them will do.
        self.do(
            "INSERT INTO links SELECT any_value(l), min(r), arg_min(same, r), 1, 1, 4 FROM three WHERE home AND NOT other "
            "GROUP BY k, p HAVING min(l) = max(l)"
        )
        self.do("INSERT INTO taken SELECT r FROM three WHERE home AND l IN (SELECT l FROM links WHERE stage = 4)")
        self.say("equal in all four, alone", "links")
        self.do(
            """CREATE TEMP TABLE alone AS SELECT any_value(l) AS l, any_value(r) AS r, any_value(same) AS same, any_value(other) AS other
            FROM three WHERE l NOT IN (SELECT l FROM links) AND r NOT IN (FROM taken) GROUP BY k HAVING count(*) = 1"""
        )
        self.do("DROP TABLE three")
        self.do(
            f"""INSERT INTO links SELECT l, r, same, 1 / (1 + {NAMESAKE_SLIPS} * namesakes), 1 / (1 + {NAMESAKE_SLIPS} * namesakes), 3
            FROM alone JOIN (SELECT {ROW} AS id, f.many * s.many / {self.many}.0 / {DAYS} AS namesakes FROM {self.source("rolls")}
                JOIN forenames f ON f.name = forename JOIN surnames s ON s.name = surname WHERE namesakes < {RARE}) ON id = l
            WHERE NOT other"""
        )
        self.do("INSERT INTO taken SELECT r FROM links WHERE stage = 3")
        self.do("DROP TABLE alone")
        self.say("equal in three, alone and rare", "links")

    def leave_over(self) -> None:
        """Make `rolls` and `health`: who is left."""
        first, last = self.do(f"SELECT min(born) - 10000, max(born) + 10000 FROM {self.source('rolls')}")[0]
        for name, gone in (("rolls", "(SELECT l FROM links)"), ("health", "taken")):
            self.do(f"CREATE TEMP TABLE {name} AS {self.rows(name, f'born BETWEEN {first} AND {last} AND id NOT IN (FROM {gone})')}")
        self.do("DROP TABLE taken")
        rolls, health = (self.do(f"SELECT count(*) FROM {name}")[0][0] for name in ("rolls", "health"))
        self.say(f"left over: {rolls:,} rolls, {health:,} registrations")

    def rows(self, register: str, where: str) -> str:
        """Return the SQL of rows as they are compared, with the bands of how common the names are (0: hardly anybody's)."""
        band = f"CASE WHEN {{0}}.many IS NULL THEN 0 ELSE least(9, greatest(0, (log2({{0}}.many * 1e6 / {self.many}) / 1.5)::INTEGER)) END"
        common = f"(FROM {{0}} WHERE many * 1e6 / {self.many} > 1.6)"
        return f"""SELECT id, forename, surname, middle, born, postcode, split_part(postcode, ' ', 1) AS district, sex, child,
            ({band.format("f")})::TINYINT AS forename_band, ({band.format("s")})::TINYINT AS surname_band
            FROM (SELECT * FROM (SELECT *, {ROW} AS id FROM {self.source(register)}) WHERE {where})
            LEFT JOIN {common.format("forenames")} f ON f.name = forename LEFT JOIN {common.format("surnames")} s ON s.name = surname"""

    def round(self, number: int, rolls: str, health: str, keys: tuple[str, ...]) -> None:
        """Make `chosen`: of the pairs that share a key, those that are each other's likeliest."""
        union = " UNION ".join(f"SELECT a.id AS l, b.id AS r FROM {rolls} a JOIN {health} b ON {key}" for key in keys)
        self.do(f"CREATE OR REPLACE TEMP TABLE candidates AS {union}")
        self.say(f"round {number}, keys: {self.do('SELECT count(*) FROM candidates')[0][0]:,} pairs")
        moved = "LEFT JOIN moves m ON m.here = a.postcode AND m.there = b.postcode" if number == 2 else ""
        self.do(
            f"""CREATE OR REPLACE TEMP TABLE compared AS SELECT l, r, a.child = b.child AS same, a.child % {self.labelled} = 0 AS labelled,
            {levels()}, {"m.here IS NOT NULL" if moved else "false"} AS moved_alike
            FROM candidates JOIN {rolls} a ON a.id = l JOIN {health} b ON b.id = r {moved}"""
        )
        self.do("DROP TABLE candidates")
        self.say("compared")
        worth = fit(self.con, "compared")
        self.say("fitted to the labelled")
        choose(self.con, "compared", health, worth)
        set_right(self.con, line_through(self.con))
        self.say("chosen", "chosen")


def levels() -> str:
    return ", ".join(f"({sql})::TINYINT AS {name}" for name, sql in LEVELS.items())


@dataclass(frozen=True)
class Worth:
    """What each level, and each crossing of two, adds to the log odds.

    Shape  codes, bits: for each term the levels that the labelled showed, in order, and what they add; one never seen adds nothing.
    """

    codes: tuple[Any, ...]
    bits: tuple[Any, ...]

    def odds(self, columns: Mapping[str, Any]) -> Any:
        """Return the odds of patterns given as columns."""
        total = np.zeros(len(columns[PATTERN[0]]))
        for term, codes, bits in zip(_terms(columns), self.codes, self.bits, strict=True):
            place = np.minimum(np.searchsorted(codes, term), len(codes) - 1)
            total += np.where(codes[place] == term, bits[place], 0.0)
        return np.exp(np.clip(total, -30, 30))


def _terms(columns: Mapping[str, Any]) -> list[Any]:
    crossed = (columns[one] * 64 + columns[other] for one, other in CROSSED)
    return [np.zeros(len(columns[PATTERN[0]]), np.int64), *(columns[name] for name in PATTERN), *crossed]


def _patterns(con: duckdb.DuckDBPyConnection, source: str, more: str = "") -> dict[str, Any]:
    found = con.execute(f"SELECT {', '.join(PATTERN)} {more} FROM {source} GROUP BY ALL ORDER BY ALL").fetchnumpy()
    return {name: np.asarray(column, dtype=np.int64) for name, column in found.items()}


def fit(con: duckdb.DuckDBPyConnection, pairs: str, drawn: float = 1.5) -> Worth:
    """Learn from the labelled pupils' pairs what agreement is worth: logistic regression, drawn towards nought."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    found = _patterns(con, f"{pairs} WHERE labelled", ", count(*) AS many, count(*) FILTER (same) AS hits")
    many, hits = found["many"].astype(float), found["hits"].astype(float)
    codes, places, size = [], [], 0
    for term in _terms(found):
        different, place = np.unique(term, return_inverse=True)
        codes.append(different)
        places.append(place + size)
        size += len(different)
    each = np.stack(places, axis=1)
    seen = csr_matrix((np.ones(each.size), (np.repeat(np.arange(len(each)), each.shape[1]), each.ravel())), shape=(len(each), size))

    def loss(weights: Any) -> tuple[float, Any]:
        odds = seen @ weights
        value = np.sum(many * np.logaddexp(0, odds) - hits * odds) + drawn / 2 * np.sum(weights**2)
        return float(value), seen.T @ (many / (1 + np.exp(-odds)) - hits) + drawn * weights

    weights = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return Worth(tuple(codes), tuple(np.split(weights, np.cumsum([len(each) for each in codes])[:-1])))


def weigh(con: duckdb.DuckDBPyConnection, compared: str, worth: Worth) -> None:
    """Make `patterns`: the odds of every pattern of agreement in a table of compared pairs."""
    columns = _patterns(con, compared)
    levels = {name: pa.array(column != 0 if name == "moved_alike" else column.astype(np.int8)) for name, column in columns.items()}
    con.register("arrow_given", pa.table(levels | {"odds": worth.odds(columns)}))
    con.execute("CREATE OR REPLACE TEMP TABLE patterns AS FROM arrow_given").fetchall()
    con.unregister("arrow_given")


def choose(con: duckdb.DuckDBPyConnection, pairs: str, health: str, worth: Worth, standing: str = "") -> None:
    """Make `chosen`: pairs that are each other's likeliest, weighed against everybody else who might be meant on either side.

    Two registrations that may both be meant are compared with one another by the same patterns: as far as they look like one child who
    is registered twice, they are no rivals.

    Shape  standing: a table (r, odds) of links of other pupils that stand already.
    """
    pattern = ", ".join(PATTERN)
    weigh(con, pairs, worth)
    for statement in (
        f"CREATE OR REPLACE TEMP TABLE weighed AS SELECT l, r, same, labelled, odds FROM {pairs} JOIN patterns USING ({pattern}) "
        f"WHERE odds > {LEAST_ODDS}",
        f"DROP TABLE {pairs}",
        "CREATE OR REPLACE TEMP TABLE beside AS SELECT DISTINCT best, r FROM (SELECT l, r, first_value(r) OVER (PARTITION BY l "
        f"ORDER BY odds DESC, r) AS best FROM weighed WHERE odds > {LEAST_RIVAL}) WHERE r <> best",
        f"CREATE OR REPLACE TEMP TABLE beside AS SELECT best, r, {levels()}, false AS moved_alike FROM beside "
        f"JOIN {health} a ON a.id = best JOIN {health} b ON b.id = r",
    ):
        con.execute(statement).fetchall()
    weigh(con, "beside", worth)
    others = f"LEFT JOIN {standing} s ON s.r = w.r" if standing else ""
    for statement in (
        f"CREATE OR REPLACE TEMP TABLE twice AS SELECT best, r, odds * {REGISTERED_TWICE} / (1 + odds * {REGISTERED_TWICE}) AS chance "
        f"FROM beside JOIN patterns USING ({pattern})",
        f"""CREATE OR REPLACE TEMP TABLE chosen AS WITH
        foremost AS (SELECT l, arg_max(r, (odds, -r)) AS best FROM weighed GROUP BY l),
        rivals AS (SELECT w.l, sum(w.odds * (1 - coalesce(t.chance, 0))) FILTER (w.r <> b.best) AS others
            FROM weighed w JOIN foremost b USING (l) LEFT JOIN twice t ON t.best = b.best AND t.r = w.r GROUP BY w.l),
        back AS (SELECT r, sum(odds) AS whole, arg_max(l, (odds, -l)) AS best FROM weighed GROUP BY r)
        SELECT w.l, w.r, w.same, w.labelled, w.odds / (1 + coalesce(v.others, 0) + k.whole {"+ coalesce(s.odds, 0)" if standing else ""})
            AS raw, 0.0::DOUBLE AS chance
        FROM weighed w JOIN foremost b ON b.l = w.l AND b.best = w.r JOIN rivals v ON v.l = w.l
        JOIN back k ON k.r = w.r AND k.best = w.l {others}""",
    ):
        con.execute(statement).fetchall()


Line = tuple[float, float]


def line_through(con: duckdb.DuckDBPyConnection) -> Line:
    """Return the straight line between log odds that sets the posteriors of `chosen` right among the labelled."""
    from scipy.optimize import minimize

    found = con.execute("SELECT raw, same FROM chosen WHERE labelled AND raw > 0.02").fetchnumpy()
    odds = np.clip(np.log(found["raw"] / np.maximum(1 - found["raw"], 1e-12)), -6, 12)
    hits = np.asarray(found["same"], float)

    def loss(line: Any) -> tuple[float, Any]:
        stated = line[0] + line[1] * odds
        miss = 1 / (1 + np.exp(-stated)) - hits
        value = np.sum(np.logaddexp(0, stated) - hits * stated) + 0.5 * (line[1] - 1) ** 2
        return float(value), np.array([miss.sum(), (miss * odds).sum() + line[1] - 1])

    start, slope = minimize(loss, np.array([0.0, 1.0]), jac=True, method="L-BFGS-B").x
    return float(start), float(slope)


def set_right(con: duckdb.DuckDBPyConnection, line: Line) -> None:
    """Fill in `chance`: what the posterior comes to among the labelled pupils."""
    bits = "least(12, greatest(-6, ln(raw / greatest(1 - raw, 1e-12))))"
    con.execute(f"UPDATE chosen SET chance = 1 / (1 + exp(-({line[0]!r} + {line[1]!r} * {bits})))").fetchall()
