"""How far two rows of two registers agree, what that is worth, and who is meant: for `nation_stages.py` and `nation_increment.py`.

Pairs that agree alike are one pattern: what a pattern is worth is learned from the labelled, and then a pair is weighed against everybody
else who might be meant on either side (`core.links.one_to_one`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

LABELLED = "hash({0}child, 'labelled') % 1000003 < 10000"
"""Of one child in a hundred, drawn by lot, an identifier says on both sides who it is."""

REGISTERED_TWICE = 0.015
LEAST_ODDS, LEAST_RIVAL = 0.0005, 0.02
LAST = (1 << 32) - 1

_NEAR = (
    "jaro_winkler_similarity(a.{0}, b.{0}) >= 0.92 OR (length(a.{0}) > 3 AND abs(length(a.{0}) - length(b.{0})) <= 1 "
    "AND jaro_winkler_similarity(a.{0}, b.{0}) >= 0.8 AND damerau_levenshtein(a.{0}, b.{0}) <= 1)"
)
"""One letter wrong in more than three leaves a similarity of .83 and more: what falls short of .8 need not be spelt out, which is dear."""
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

PATTERN = (*LEVELS, "alone", "household")
"""alone: whether anybody else who is left has this name and birthday, or this birthday and postcode (`Stages.alone`). household: what is
known of the two homes where they differ (`Stages.households`)."""

CROSSED = (
    ("forename", "postcode"),
    ("forename", "birthday"),
    ("surname", "postcode"),
    ("birthday", "postcode"),
    ("forename", "surname"),
    ("forename", "middle"),
    ("surname", "middle"),
    ("forename", "alone"),
    ("surname", "alone"),
    ("postcode", "alone"),
    ("forename", "household"),
    ("surname", "household"),
    ("birthday", "household"),
)
"""Agreements that are not independent: twins share birthday, surname and postcode; households the last two; a common name is less often
alone, and less sure where it is."""

WHICH_LABELLED = f"(({LABELLED.format('a.')})::INTEGER + 2 * ({LABELLED.format('b.')})::INTEGER)::TINYINT"
"""3: both rows of a pair, 1: the pupil, 2: the registration, 0: neither."""

NAMED = "forename >= 10 AND surname >= 10 AND birthday = 0"
HOUSED = "birthday = 0 AND postcode = 1"


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
    """Learn from the labelled what agreement is worth: logistic regression, drawn towards nought.

    The pairs of labelled pupils are one sample of all pairs, those of labelled registrations another: half of each.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    sides = "labelled % 2 + labelled // 2"
    found = _patterns(con, f"{pairs} WHERE labelled > 0", f", sum({sides}) AS many, coalesce(sum({sides}) FILTER (same), 0) AS hits")
    many, hits = found["many"] / 2, found["hits"] / 2
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
    """Make `patterns`: the odds of every pattern of agreement in a table of compared pairs, and its place in their order."""
    columns = _patterns(con, compared)
    odds = worth.odds(columns)
    place = np.empty(len(odds), np.int32)
    place[np.argsort(odds, kind="stable")] = np.arange(len(odds), dtype=np.int32)
    levels = {name: pa.array(column.astype(np.int8)) for name, column in columns.items()}
    con.register("arrow_given", pa.table(levels | {"odds": odds, "place": place}))
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
        # Likelier first, and of equally likely ones the lower row: one number, so that the foremost is a maximum.
        f"""CREATE OR REPLACE TEMP TABLE weighed AS SELECT l, r, same, labelled, odds, (place::BIGINT << 32) + {LAST} - r AS first_r,
        (place::BIGINT << 32) + {LAST} - l AS first_l FROM {pairs} JOIN patterns USING ({pattern}) WHERE odds > {LEAST_ODDS}""",
        f"DROP TABLE {pairs}",
        f"""CREATE OR REPLACE TEMP TABLE foremost AS SELECT l, first_r, ({LAST} - (first_r & {LAST}))::INTEGER AS best, whole, many
        FROM (SELECT l, max(first_r) AS first_r, sum(odds) AS whole, count(*) AS many FROM weighed GROUP BY l)""",
        f"""CREATE OR REPLACE TEMP TABLE rivals AS SELECT l, best, r, odds FROM weighed JOIN foremost f USING (l)
        WHERE many > 1 AND r <> best AND odds > {LEAST_RIVAL}""",
        f"CREATE OR REPLACE TEMP TABLE beside AS SELECT best, r, {levels()}, 0::TINYINT AS alone, "
        f"if(a.postcode = b.postcode, 0, 5)::TINYINT AS household FROM (SELECT DISTINCT best, r FROM rivals) "
        f"JOIN {health} a ON a.id = best JOIN {health} b ON b.id = r",
    ):
        con.execute(statement).fetchall()
    weigh(con, "beside", worth)
    others = f"LEFT JOIN {standing} s ON s.r = w.r" if standing else ""
    for statement in (
        f"CREATE OR REPLACE TEMP TABLE twice AS SELECT best, r, odds * {REGISTERED_TWICE} / (1 + odds * {REGISTERED_TWICE}) AS chance "
        f"FROM beside JOIN patterns USING ({pattern})",
        f"""CREATE OR REPLACE TEMP TABLE chosen AS WITH
        spared AS (SELECT l, sum(odds * chance) AS odds FROM rivals JOIN twice USING (best, r) GROUP BY l),
        back AS (SELECT r, max(first_l) AS first_l, sum(odds) AS whole FROM weighed GROUP BY r)
        SELECT w.l, w.r, w.same, w.labelled, w.odds / (1 + greatest(0, f.whole - w.odds - coalesce(v.odds, 0)) + k.whole
            {"+ coalesce(s.odds, 0)" if standing else ""}) AS raw, 0.0::DOUBLE AS chance
        FROM weighed w JOIN foremost f ON f.l = w.l AND f.first_r = w.first_r JOIN back k ON k.r = w.r AND k.first_l = w.first_l
        LEFT JOIN spared v ON v.l = w.l {others}""",
    ):
        con.execute(statement).fetchall()


Line = tuple[float, float]


def line_through(con: duckdb.DuckDBPyConnection) -> Line:
    """Return the straight line between log odds that sets the posteriors of `chosen` right among the labelled."""
    from scipy.optimize import minimize

    found = con.execute("SELECT raw, same FROM chosen WHERE labelled % 2 = 1 AND raw > 0.02").fetchnumpy()
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
