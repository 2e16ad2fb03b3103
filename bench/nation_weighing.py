"""How far two rows of two registers agree, what that is worth, and who is meant: for `nation_stages.py` and `nation_increment.py`.

Pairs that agree alike are one pattern: what a pattern is worth is learned from the labelled, and then a pair is weighed against everybody
else who might be meant on either side (`core.links.one_to_one`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
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
NAMES = ("forename", "surname")
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
    "WHEN left(a.postcode, -1) = left(b.postcode, -1) THEN 2 "
    "WHEN split_part(a.postcode, ' ', 1) = split_part(b.postcode, ' ', 1) THEN 3 ELSE 4 END",
    "middle": "CASE WHEN a.middle IS NULL OR b.middle IS NULL THEN 0 WHEN a.middle = b.middle THEN 1 ELSE 2 END",
    "sex": "coalesce((a.sex = b.sex)::INTEGER, 0)",
}
"""How far two rows agree. A shared name is parted by how common it is; a name that is nearly another's by whether either is unheard of."""

SIZES = {"forename": 20, "surname": 20, "birthday": 6, "postcode": 5, "middle": 3, "sex": 2, "alone": 5, "household": 9}
"""How many levels each has. alone: whether anybody else who is left has this name and birthday, or this birthday and postcode (`alone`).
household: what is known of the two homes where they differ (`Stages.households`)."""

PATTERNS = math.prod(SIZES.values())
STEPS = {name: math.prod(list(SIZES.values())[place + 1 :]) for place, name in enumerate(SIZES)}
"""A pattern is one number: each level times its step."""

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

_A, _B = (f"({LABELLED.format(side)})::TINYINT" for side in ("a.", "b."))
WHICH_LABELLED = f"CASE WHEN a.child = b.child THEN 3 * {_A} ELSE {_A} + 2 * {_B} END"
"""3: both rows of a pair, 1: the pupil, 2: the registration, 0: neither."""

Numbers = npt.NDArray[Any]


@dataclass(frozen=True)
class Pairs:
    """Compared pairs as columns: a roll and a registration (l and r), how far they agree (pattern), whose label is known
    (`WHICH_LABELLED`), the truth (same), and the two postcodes as one number where they differ (move; else 0)."""

    l: Numbers  # noqa: E741 - as in the tables
    r: Numbers
    pattern: Numbers
    labelled: Numbers
    same: Numbers
    move: Numbers

    def where(self, which: Numbers) -> Pairs:
        """Return some of the pairs."""
        return Pairs(*(getattr(self, column.name)[which] for column in fields(self)))


def pattern_of(band: str = "{0}.{1}_band") -> str:
    """Return the SQL of the pattern of a and b. Shape  band: the SQL of a name's band, by side and name, if it is no column of theirs."""
    bands = {f"{side}.{name}_band": band.format(side, name) for side in "ab" for name in NAMES}
    added = " + ".join(f"{STEPS[name]} * ({sql})" for name, sql in LEVELS.items())
    return f"({re.sub('[ab][.](fore|sur)name_band', lambda found: bands[found[0]], added)})::INTEGER"


def levels_of(patterns: Numbers) -> dict[str, Numbers]:
    """Return the levels of patterns, as columns."""
    return {name: patterns // STEPS[name] % size for name, size in SIZES.items()}


def alone(pairs: Pairs) -> Pairs:
    """Fill in the level: 1 where nobody else left, on either side, has that name and birthday (2: somebody has); 3, 4: that birthday and
    postcode; 0: neither is shared."""
    levels = levels_of(pairs.pattern)
    named = (levels["forename"] >= 10) & (levels["surname"] >= 10) & (levels["birthday"] == 0)
    housed = (levels["birthday"] == 0) & (levels["postcode"] == 1)

    def several(which: Numbers) -> Numbers:
        return np.logical_or.reduce([np.bincount(rows[which], minlength=rows.max(initial=0) + 1)[rows] > 1 for rows in (pairs.l, pairs.r)])

    level = np.where(named, 1 + several(named), np.where(housed, 3 + several(housed), 0))
    return replace(pairs, pattern=pairs.pattern + (level * STEPS["alone"]).astype(np.int32))


@dataclass(frozen=True)
class Worth:
    """What each level, and each crossing of two, adds to the log odds.

    Shape  codes, bits: for each term the levels that the labelled showed, in order, and what they add; one never seen adds nothing.
    """

    codes: tuple[Numbers, ...]
    bits: tuple[Numbers, ...]

    def odds(self, patterns: Numbers) -> Numbers:
        """Return the odds of patterns."""
        total = np.zeros(len(patterns))
        for term, codes, bits in zip(_terms(levels_of(patterns)), self.codes, self.bits, strict=True):
            place = np.minimum(np.searchsorted(codes, term), len(codes) - 1)
            total += np.where(codes[place] == term, bits[place], 0.0)
        return np.exp(np.clip(total, -30, 30))


def _terms(levels: Mapping[str, Numbers]) -> list[Numbers]:
    crossed = (levels[one] * 64 + levels[other] for one, other in CROSSED)
    return [np.zeros(len(levels["alone"]), np.int64), *levels.values(), *crossed]


def fit(pairs: Pairs, drawn: float = 1.5) -> Worth:
    """Learn from the labelled what agreement is worth: logistic regression, drawn towards nought.

    The pairs of labelled pupils are one sample of all pairs, those of labelled registrations another: half of each.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    known = pairs.where(np.flatnonzero(pairs.labelled))
    sides = (known.labelled % 2 + known.labelled // 2) / 2
    patterns, place = np.unique(known.pattern, return_inverse=True)
    many, hits = np.bincount(place, sides), np.bincount(place, sides * known.same)
    codes, places, size = [], [], 0
    for term in _terms(levels_of(patterns)):
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


def price(patterns: Numbers, worth: Worth) -> tuple[Numbers, Numbers]:
    """Return the odds of each pattern, and its place in the order of all that occur; equally likely ones by their number."""
    found = np.flatnonzero(np.bincount(patterns, minlength=PATTERNS))
    odds, places = np.zeros(PATTERNS), np.zeros(PATTERNS, np.int64)
    odds[found] = worth.odds(found)
    places[found[np.argsort(odds[found], kind="stable")]] = np.arange(len(found))
    return odds[patterns], places[patterns]


Beside = Callable[[Numbers, Numbers], Numbers]
"""Compares registrations with registrations: returns the pattern of each of one column with the other's."""


def choose(pairs: Pairs, worth: Worth, beside: Beside, standing: tuple[Numbers, Numbers] | None = None) -> tuple[Pairs, Numbers]:
    """Return the pairs that are each other's likeliest, and the posterior of each, weighed against everybody else who might be meant on
    either side (`core.links.one_to_one`).

    Two registrations that may both be meant are compared with one another by the same patterns: as far as they look like one child who
    is registered twice, they are no rivals.

    Shape  standing: registrations and the odds of other pupils' links with them that stand already.
    """
    odds, place = price(pairs.pattern, worth)
    likely = np.flatnonzero(odds > LEAST_ODDS)
    pairs, odds, place = pairs.where(likely), odds[likely], place[likely]
    pupils, registrations = _closed_up(pairs.l), _closed_up(pairs.r)
    # Likelier first, and of equally likely ones the lower row: one number, so that the foremost is a maximum.
    best = _largest(pupils, (place << 32) + LAST - pairs.r)
    foremost = best == (place << 32) + LAST - pairs.r
    number = (place << 32) + LAST - pairs.l
    mutual = np.flatnonzero(foremost & (_largest(registrations, number) == number))
    against = np.bincount(registrations, odds)[registrations[mutual]]
    if standing is not None:
        against += _looked_up(*standing, pairs.r[mutual])
    rival = np.flatnonzero(~foremost & (odds > LEAST_RIVAL))
    two, place_of = np.unique((LAST - (best[rival] & LAST) << 32) + pairs.r[rival], return_inverse=True)
    twice = price(beside(two >> 32, two & LAST), worth)[0] * REGISTERED_TWICE if len(two) else np.zeros(0)
    spared = np.bincount(pupils[rival], odds[rival] * (twice / (1 + twice))[place_of], minlength=pupils.max(initial=0) + 1)
    others = np.bincount(pupils, odds)[pupils[mutual]] - odds[mutual] - spared[pupils[mutual]]
    return pairs.where(mutual), odds[mutual] / (1 + np.maximum(0, others) + against)


def _closed_up(rows: Numbers) -> Numbers:
    """Return numbers that stand for rows: their own where many of all rows are there, else counted without gaps."""
    return rows if rows.max(initial=0) < 32 * len(rows) else np.unique(rows, return_inverse=True)[1]


def _largest(rows: Numbers, numbers: Numbers) -> Numbers:
    """Return for each the largest number of its row."""
    found = np.full(rows.max(initial=0) + 1, -1, np.int64)
    np.maximum.at(found, rows, numbers)
    return found[rows]


def _looked_up(rows: Numbers, numbers: Numbers, wanted: Numbers) -> Numbers:
    """Return the number of each row that is wanted; nought where there is none."""
    order = np.argsort(rows)
    place = np.minimum(np.searchsorted(rows[order], wanted), len(rows) - 1)
    return np.where(rows[order][place] == wanted, numbers[order][place], 0.0) if len(rows) else np.zeros(len(wanted))


def beside_in(con: duckdb.DuckDBPyConnection, rows: Callable[[str], str]) -> Beside:
    """Return what compares registrations, whose rows are asked for by SQL that names the table of their numbers (id)."""

    def beside(one: Numbers, other: Numbers) -> Numbers:
        con.register("arrow_given", pa.table({"n": np.arange(len(one)), "one": one.astype(np.int32), "other": other.astype(np.int32)}))
        con.execute("CREATE OR REPLACE TEMP TABLE two AS FROM arrow_given").fetchall()
        con.unregister("arrow_given")
        con.execute("CREATE OR REPLACE TEMP TABLE ids AS SELECT one AS id FROM two UNION SELECT other FROM two").fetchall()
        con.execute(f"CREATE OR REPLACE TEMP TABLE beside AS {rows('ids')}").fetchall()
        found = con.execute(
            f"SELECT n, {pattern_of()} + if(a.postcode = b.postcode, 0, 5 * {STEPS['household']}) AS pattern "
            "FROM two JOIN beside a ON a.id = one JOIN beside b ON b.id = other"
        ).fetchnumpy()
        patterns = np.zeros(len(one), np.int64)
        patterns[found["n"]] = found["pattern"]
        return patterns

    return beside


Line = tuple[float, float]


def line_through(chosen: Pairs, raw: Numbers) -> Line:
    """Return the straight line between log odds that sets the posteriors of chosen pairs right among the labelled pupils."""
    from scipy.optimize import minimize

    known = np.flatnonzero((chosen.labelled % 2 == 1) & (raw > 0.02))
    odds, hits = _bits(raw[known]), chosen.same[known].astype(float)

    def loss(line: Any) -> tuple[float, Any]:
        stated = line[0] + line[1] * odds
        miss = 1 / (1 + np.exp(-stated)) - hits
        value = np.sum(np.logaddexp(0, stated) - hits * stated) + 0.5 * (line[1] - 1) ** 2
        return float(value), np.array([miss.sum(), (miss * odds).sum() + line[1] - 1])

    start, slope = minimize(loss, np.array([0.0, 1.0]), jac=True, method="L-BFGS-B").x
    return float(start), float(slope)


def set_right(line: Line, raw: Numbers) -> Numbers:
    """Return the chances: what the posteriors come to among the labelled pupils."""
    return np.asarray(1 / (1 + np.exp(-(line[0] + line[1] * _bits(raw)))))


def _bits(raw: Numbers) -> Numbers:
    return np.clip(np.log(raw / np.maximum(1 - raw, 1e-12)), -6, 12)
