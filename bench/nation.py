"""Two registers of a whole country, with no identifier in common: `python bench/nation.py --pupils 8656000 --place FOLDER`.

Makes school rolls and health registrations in portions (so that memory stays small whatever the size), then links them in stages: equal
in name, birthday and postcode and alone in that; equal in name and birthday, alone in both registers, and rare enough; the rest by keys
that each hold a birthday or a full postcode, scored, and settled by the one-to-one posterior. One pupil in a hundred is labelled, as an
identifier held on both sides would. Prints precision and recall of pupils linked after each stage, CPU seconds and peak
memory; with --splink
the same registers by Splink alone.

Source  linkage study, "The UK generator used for scale" (the rates below) and C3 (the staged prototype to compare with).
"""

from __future__ import annotations

import argparse
import json
import math
import re
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from onroll.pipeline.engine import connect, quoted
from onroll.synth.names import name_tables

ERRORS = {
    "forename typo": 0.03, "forename variant": 0.025, "middle as first": 0.02, "forename missing": 0.003,
    "surname typo": 0.025, "other parent's surname": 0.04, "double-barrelled": 0.015, "swapped": 0.004,
    "birthday digit": 0.006, "day and month": 0.003, "1 January": 0.002, "sex": 0.003,
    "postcode out of date": 0.12, "postcode typo": 0.012, "postcode missing": 0.01,
}  # fmt: skip
NOT_WITH_HEALTH, REGISTERED_TWICE, TWINS, RARE_SURNAMES = 0.02, 0.015, 0.018, 0.15
HOUSEHOLDS_IN_A_PORTION = 250_000
PUPILS_OF_CHILDREN = 0.75
CHILDREN_OF_A_HOUSEHOLD = 1.84
SLOTS = 1 << 16
LABELLED = 100
"""One pupil in so many has a known answer."""

BLOCK_CAP = 60
NAMESAKES = 0.002
"""Equal in name and birthday alone is believed where fewer children than this are expected to be namesakes born on one day."""

DAYS = 6570


def main() -> int:
    """Make the registers where they are not there yet, link them, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--place", type=Path, required=True)
    parser.add_argument("--memory", default="3GB")
    parser.add_argument("--splink", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.place / f"nation-{arguments.pupils}-{arguments.seed}"
    if not (folder / "made").exists():
        make_registers(folder, arguments.pupils, arguments.seed, arguments.memory)
    con = connect(memory_limit=arguments.memory, spill_to=arguments.place / "spill")
    figures = Figures(con, folder)
    print(json.dumps(figures.agreement(), indent=1))
    if arguments.splink:
        with_splink(con, figures)
    else:
        link(con, figures)
    return 0


# -- the registers ------------------------------------------------------------------------------------------------------------------


def make_registers(folder: Path, pupils: int, seed: int, memory: str) -> None:
    """Write `rolls` and `health`: forename, middle, surname, born (year, month and day as one number), postcode, sex, and the
    true child."""
    (folder / "rolls").mkdir(parents=True, exist_ok=True)
    (folder / "health").mkdir(exist_ok=True)
    con = connect(memory_limit=memory)
    _names(con)
    households = int(pupils / PUPILS_OF_CHILDREN / CHILDREN_OF_A_HOUSEHOLD)
    postcodes = max(10, int(pupils / PUPILS_OF_CHILDREN / 4))
    for portion, first in enumerate(range(0, households, HOUSEHOLDS_IN_A_PORTION)):
        last = min(households, first + HOUSEHOLDS_IN_A_PORTION)
        con.execute(f"CREATE OR REPLACE TEMP TABLE children AS {_children(first, last, seed, postcodes)}").fetchall()
        for register, chosen in (
            ("rolls", "born >= 20080901 AND born < 20220301"),
            ("health", f"{_chance('no health', seed)} >= {NOT_WITH_HEALTH}"),
        ):
            twice = (
                f"UNION ALL SELECT *, 1 AS copy FROM children WHERE {_chance('twice', seed)} < {REGISTERED_TWICE}"
                if register == "health"
                else ""
            )
            con.execute(
                f"COPY ({_written(f'(SELECT * FROM (SELECT *, 0 AS copy FROM children {twice}) WHERE {chosen})', register, seed)}) "
                f"TO {quoted(folder / register / f'{portion:05d}.parquet')} (FORMAT parquet, COMPRESSION zstd)"
            ).fetchall()
        print(f"made {last:,} of {households:,} households", flush=True)
    con.close()
    (folder / "made").write_text("whole")


def _names(con: duckdb.DuckDBPyConnection) -> None:
    """Make `given` (sex, slot, name, variant) and `family` (slot, name): each name stands in as many slots as it is common."""
    tables = name_tables()
    shares = dict(zip(tables.origins.names, _weights(tables.origins.cumulative), strict=True))
    for table, pools in (("given", tables.forenames), ("family", tables.surnames)):
        rows: list[tuple[str, int, str, str]] = []
        for sex in ("F", "M") if table == "given" else ("",):
            weighted: list[tuple[str, float]] = []
            for key, pool in pools.items():
                origin, own = key if isinstance(key, tuple) else (key, "")
                if own == sex:
                    whole = pool.cumulative[-1]
                    weighted += [
                        (name, shares[origin] * weight / whole) for name, weight in zip(pool.names, _weights(pool.cumulative), strict=True)
                    ]
            total, at = sum(weight for _, weight in weighted), 0.0
            for name, weight in sorted(weighted):
                plain = "".join(letter for letter in name.lower() if letter.isalpha())
                variant = "".join(letter for letter in tables.variants.get(name, [name])[0].lower() if letter.isalpha())
                start, at = at, at + weight / total * SLOTS
                rows += [(sex, slot, plain, variant) for slot in range(math.ceil(start), math.ceil(at))]
        columns = {name: [row[place] for row in rows] for place, name in enumerate(("sex", "slot", "name", "variant"))}
        con.register("arrow_given", pa.table(columns))
        con.execute(f"CREATE TEMP TABLE {table} AS FROM arrow_given").fetchall()
        con.unregister("arrow_given")


def _weights(cumulative: Sequence[float]) -> list[float]:
    return [high - low for low, high in zip([0.0, *cumulative], cumulative, strict=False)]


def _chance(what: str, seed: int, key: str = "child") -> str:
    """Return the SQL of a random number from 0 to 1: the same for the same child, question and seed."""
    return f"((hash({key}, '{what} {seed}'.replace('''', '')) % 1000003) / 1000003.0)".replace(
        f"'{what} {seed}'.replace('''', '')", quoted(f"{what} {seed}")
    )


def _slot(what: str, seed: int, key: str) -> str:
    return f"(hash({key}, {quoted(f'{what} {seed}')}) % {SLOTS})::INTEGER"


def _postcode(number: str) -> str:
    letters = "'ABDEFGHJLNPQRSTUWXYZ'"
    return (
        f"({letters}[1 + {number} // 57600 % 20] || {letters}[1 + {number} // 2880000 % 20] || (1 + {number} // 4000 % 29) || ' "
        f"' || ({number} // 400 % 10) "
        f"|| {letters}[1 + {number} % 20] || {letters}[1 + {number} // 20 % 20])"
    )


def _tail(key: str) -> str:
    """Return the SQL of a rare surname: three of forty syllables."""
    starts = "'al','ben','cor','dun','el','far','gor','hal','in','jos','kel','lam','mor','nor','os','pel','quin','ras','sel','tor'"
    ends = "'ul','ver','wil','yar','zel','bram','cran','dray','fen','gris','hurst','kirk','lock','marl','pick','rud','stan','thorn'"
    parts = f"[{starts},{ends},'wick','wold']"
    return "(" + " || ".join(f"{parts}[1 + (hash({key}, {place}) % 40)::INTEGER]" for place in range(3)) + ")"


def _children(first: int, last: int, seed: int, postcodes: int) -> str:
    size = (
        f"CASE WHEN {_chance('size', seed, 'h')} < 0.42 THEN 1 WHEN {_chance('size', seed, 'h')} < 0.80 THEN 2 WHEN "
        f"{_chance('size', seed, 'h')} < 0.94 THEN 3 ELSE 4 END"
    )
    born = f"(DATE '2006-09-01' + (hash(h, {{place}}, 'born') % {DAYS})::INTEGER)"
    where = f"(hash(h, {quoted(f'home {seed}')}) % {postcodes})::BIGINT"
    before, other = (f"(hash(h, {quoted(f'former home {number} {seed}')}) % {postcodes})::BIGINT" for number in (1, 2))
    return f"""
        WITH households AS (SELECT range AS h, {size} AS size FROM range({first}, {last})),
        placed AS (SELECT h, unnest(range(size)) AS place FROM households),
        born AS (SELECT *, h * 4 + place AS child,
            if(place > 0 AND {_chance("twin", seed, "h * 4 + place")} < {TWINS}, {born.format(place="place - 1")},
            {born.format(place="place")}) AS birthday,
            if({_chance("sex", seed, "h * 4 + place")} < 0.49, 'F', 'M') AS sex FROM placed)
        SELECT b.child, year(birthday) * 10000 + month(birthday) * 100 + day(birthday) AS born, b.sex, f.name AS forename,
        f.variant, m.name AS middle,
            if({_chance("rare", seed, "h")} < {RARE_SURNAMES}, {_tail("h")}, s.name) AS surname, o.name AS other_surname,
            {_postcode(where)} AS postcode, {_postcode(before)} AS rolls_postcode, {_postcode(other)} AS health_postcode
        FROM born b JOIN given f ON f.sex = b.sex AND f.slot = {_slot("forename", seed, "b.child")}
        JOIN given m ON m.sex = b.sex AND m.slot = {_slot("middle", seed, "b.child")}
        JOIN family s ON s.slot = {_slot("surname", seed, "b.h")} JOIN family o ON o.slot = {_slot("other", seed, "b.h")}"""


def _typo(text: str, what: str, key: str) -> str:
    at = f"(2 + (hash({key}, '{what} at') % greatest(1, length({text}) - 2))::INTEGER)"
    letter = f"chr(97 + (hash({key}, '{what} letter') % 26)::INTEGER)"
    return (
        f"CASE (hash({key}, '{what} kind') % 4)::INTEGER WHEN 0 THEN {text}[1:{at} - 1] || {letter} || {text}[{at} + 1:] "
        f"WHEN 1 THEN {text}[1:{at} - 1] || {text}[{at} + 1:] WHEN 2 THEN {text}[1:{at} - 1] || {letter} || {text}[{at}:] "
        f"ELSE {text}[1:{at} - 1] || {text}[{at} + 1:{at} + 1] || {text}[{at}:{at}] || {text}[{at} + 2:] END"
    )


def _written(source: str, register: str, seed: int) -> str:
    """Return the SQL of the children as one register writes them, each error drawn for itself."""
    key = f"child, copy, '{register} {seed}'"

    def happens(error: str) -> str:
        return f"(hash({key}, {quoted(error)}) % 1000003) / 1000003.0 < {ERRORS[error]}"

    born = (
        f"CASE WHEN {happens('birthday digit')} THEN born // 100 * 100 + 1 + (born % 100 + 6 + (hash({key}, 'day') % 9)::INTEGER) % 28 "
        f"WHEN {happens('day and month')} AND born % 100 <= 12 THEN born // 10000 * 10000 + born % 100 * 100 + born // 100 % 100 "
        f"WHEN {happens('1 January')} THEN born // 10000 * 10000 + 101 ELSE born END"
    )
    forename = (
        f"CASE WHEN {happens('forename missing')} THEN NULL WHEN {happens('forename typo')} AND length(forename) > 2 THEN "
        f"{_typo('forename', 'f', key)} "
        f"WHEN {happens('forename variant')} THEN variant WHEN {happens('middle as first')} THEN middle ELSE forename END"
    )
    surname = (
        f"CASE WHEN {happens('surname typo')} AND length(surname) > 2 THEN {_typo('surname', 's', key)} "
        f"WHEN {happens(chr(39).join(['other parent', 's surname']))} THEN other_surname WHEN {happens('double-barrelled')} "
        f"THEN surname || other_surname ELSE surname END"
    )
    postcode = f"if({happens('postcode out of date')}, {register}_postcode, postcode)"
    wrong = f"(left(p, -1) || 'ABDEFGHJLNPQRSTUWXYZ'[1 + (hash({key}, 'unit') % 20)::INTEGER])"
    return f"""
        SELECT if(swap, s, f) AS forename, if(swap, f, s) AS surname, middle, born, sex, child,
            CASE WHEN {happens("postcode missing")} THEN NULL WHEN {happens("postcode typo")} THEN {wrong} ELSE p END AS postcode
        FROM (SELECT child, copy, {forename} AS f, {surname} AS s, {born} AS born, {postcode} AS p, if(hash({key}, 'mid') % 10
        < 4, middle, NULL) AS middle,
            {happens("swapped")} AS swap, if({happens("sex")}, if(sex = 'F', 'M', 'F'), sex) AS sex FROM {source})"""


# -- figures ------------------------------------------------------------------------------------------------------------------------


class Figures:
    """Counts what was linked against the truth, with CPU seconds and peak memory."""

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self.con = con
        self.folder = folder
        self.cpu, self.wall = time.process_time(), time.monotonic()
        self.linkable = 0

    def source(self, register: str) -> str:
        """Return the SQL that reads a register."""
        return f"read_parquet({quoted(self.folder / register / '*.parquet')})"

    def agreement(self) -> dict[str, Any]:
        """Return how many rows there are, and how many pupils agree on four fields and on three, to compare with the linkage study."""
        rolls, health = (self.con.execute(f"SELECT count(*) FROM {self.source(name)}").fetchall()[0][0] for name in ("rolls", "health"))
        self.con.execute(
            f"CREATE TEMP TABLE agreeing AS SELECT r.child, max((r.forename = h.forename AND r.surname = h.surname AND r.born = "
            f"h.born)::INTEGER) AS three, "
            "max((r.forename = h.forename AND r.surname = h.surname AND r.born = h.born AND r.postcode = h.postcode)::INTEGER) AS four "
            f"FROM {self.source('rolls')} r JOIN {self.source('health')} h USING (child) GROUP BY r.child"
        ).fetchall()
        self.linkable, four, three = self.con.execute("SELECT count(*), sum(four), sum(three) FROM agreeing").fetchall()[0]
        self.con.execute("DROP TABLE agreeing").fetchall()
        self.cpu, self.wall = time.process_time(), time.monotonic()
        return {
            "rolls": rolls,
            "health": health,
            "pupils who have a registration": self.linkable,
            "agree on all four": round(four / self.linkable, 4),
            "on three": round(three / self.linkable, 4),
        }

    def say(self, stage: str, links: str = "") -> None:
        """Print a stage's seconds, and how good the links of a table (l, r: children) are."""
        line = (
            f"{stage}: {time.process_time() - self.cpu:.1f} CPU s, {time.monotonic() - self.wall:.1f} s, peak "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"
        )
        if links:
            made, right = self.con.execute(f"SELECT count(*), count(*) FILTER (rc = hc) FROM {links}").fetchall()[0]
            line += f"; {made:,} links, precision {right / max(1, made):.5f}, recall {right / self.linkable:.4f}"
        print(line, flush=True)


# -- linking in stages ----------------------------------------------------------------------------------------------------------------


def link(con: duckdb.DuckDBPyConnection, figures: Figures) -> None:
    """Link the rolls with the health registrations, stage by stage."""
    for name in ("rolls", "health"):
        con.execute(
            f"CREATE TEMP TABLE {name} AS SELECT row_number() OVER ()::INTEGER AS id, forename, surname, middle, born, "
            f"postcode, sex, child FROM {figures.source(name)}"
        ).fetchall()
    figures.say("load")
    con.execute("CREATE TEMP TABLE links (l INTEGER, r INTEGER, rc BIGINT, hc BIGINT, p DOUBLE)").fetchall()
    _exact(con, "hash(forename, surname, born, postcode)", "forename IS NOT NULL AND postcode IS NOT NULL", rare=False)
    figures.say("equal in all four, alone", "links")
    _frequencies(con)
    _exact(con, "hash(forename, surname, born)", "forename IS NOT NULL", rare=True)
    figures.say("equal in three, alone and rare", "links")
    _block(con)
    figures.say(f"keys: {con.execute('SELECT count(*) FROM candidates').fetchall()[0][0]:,} pairs")
    _compare(con)
    figures.say("compare")
    weights = _fit(con)
    figures.say("fit to one pupil in a hundred")
    _settle(con, weights)
    for least in (0.2, 0.5, 0.7, 0.9, 0.95, 0.99):
        con.execute(f"CREATE OR REPLACE TEMP VIEW chosen AS SELECT * FROM links WHERE p >= {least}").fetchall()
        figures.say(f"one to one, from {least}", "chosen")


def _exact(con: duckdb.DuckDBPyConnection, key: str, where: str, *, rare: bool) -> None:
    """Link whom a key has alone in both registers, of those who are left; take them out."""
    floor = f"AND fl.share * sl.share * (SELECT count(*) FROM health) / {DAYS} < {NAMESAKES}" if rare else ""
    joins = "LEFT JOIN forename_shares fl ON fl.name = a.forename LEFT JOIN surname_shares sl ON sl.name = a.surname" if rare else ""
    alone = "SELECT {0} AS key, min(id) AS id FROM {1} WHERE {2} GROUP BY key HAVING count(*) = 1"
    con.execute(
        f"""INSERT INTO links SELECT a.id, b.id, a.child, b.child, 1.0 FROM ({alone.format(key, "rolls", where)}) x JOIN
        ({alone.format(key, "health", where)}) y USING (key)
        JOIN rolls a ON a.id = x.id JOIN health b ON b.id = y.id {joins} WHERE (a.sex = b.sex OR a.sex IS NULL) {floor}
        AND (a.middle IS NULL OR b.middle IS NULL OR a.middle = b.middle OR NOT {str(rare).lower()})"""
    ).fetchall()
    con.execute("CREATE OR REPLACE TEMP TABLE rolls AS SELECT * FROM rolls WHERE id NOT IN (SELECT l FROM links)").fetchall()
    con.execute("CREATE OR REPLACE TEMP TABLE health AS SELECT * FROM health WHERE id NOT IN (SELECT r FROM links)").fetchall()


def _frequencies(con: duckdb.DuckDBPyConnection) -> None:
    for name in ("forename", "surname"):
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {name}_shares AS SELECT {name} AS name, count(*) / (SELECT count(*) FROM health) AS "
            f"share FROM health WHERE {name} IS NOT NULL GROUP BY 1"
        ).fetchall()


COLUMNS = ("forename", "surname", "middle", "born", "postcode", "sex")
CHANGED_OVER = "born // 10000 * 10000 + born % 100 * 100 + born // 100 % 100"
KEYS = (
    "born, postcode", "born, forename", "born, surname", "born, forename[1:3]", "born, surname[1:3]", "born, forename[1:1], surname[1:1]",
    "born, least(forename, surname), greatest(forename, surname)", f"{CHANGED_OVER}, surname, forename[1:1]",
    "born // 100, surname, forename", "postcode, forename", "postcode, born % 10000", "postcode, born // 100",
    "postcode, surname, sex, born // 10000",
)  # fmt: skip
"""Each holds a birthday, a part of it with a full postcode, or the month and year of birth with both names."""


WIDE_KEYS = frozenset(["born, surname[1:3]", "born, forename[1:3]", "born, forename[1:1], surname[1:1]"])
"""Keys that may be shared by many: those that are shared by more than BLOCK_CAP in a register bring nobody together."""


def _block(con: duckdb.DuckDBPyConnection) -> None:
    """Make `candidates`: pairs that share a key, each once."""
    con.execute("CREATE TEMP TABLE found (l INTEGER, r INTEGER)").fetchall()
    for key in KEYS:
        whole = " AND ".join(f"{column} IS NOT NULL" for column in COLUMNS if re.search(rf"\b{column}\b", key))
        cap = f"QUALIFY count(*) OVER (PARTITION BY key) <= {BLOCK_CAP}" if key in WIDE_KEYS else ""
        sides = [f"(SELECT hash({key}) AS key, id FROM {name} WHERE {whole} {cap})" for name in ("rolls", "health")]
        con.execute(f"INSERT INTO found SELECT a.id, b.id FROM {sides[0]} a JOIN {sides[1]} b USING (key)").fetchall()
    for one, other in (("middle", "forename"), ("forename", "middle")):
        sides = [
            f"(SELECT hash(born, {column}) AS key, id FROM {name} WHERE {column} IS NOT NULL)"
            for name, column in (("rolls", one), ("health", other))
        ]
        con.execute(f"INSERT INTO found SELECT a.id, b.id FROM {sides[0]} a JOIN {sides[1]} b USING (key)").fetchall()
    con.execute("CREATE TEMP TABLE candidates AS SELECT DISTINCT l, r FROM found").fetchall()
    con.execute("DROP TABLE found").fetchall()


FEATURES = {
    "forename": "CASE WHEN af IS NULL OR bf IS NULL THEN 0 WHEN af = bf THEN 1 + ft WHEN af = bm OR am = bf THEN 6 WHEN af = bs "
    "AND asn = bf THEN 7 "
    "WHEN jaro_winkler_similarity(af, bf) >= 0.92 THEN 8 WHEN levenshtein(af, bf) <= 1 AND length(af) > 3 THEN 9 WHEN v.name IS "
    "NOT NULL OR w.name IS NOT NULL THEN 10 "
    "WHEN jaro_winkler_similarity(af, bf) >= 0.8 THEN 11 WHEN af[1] = bf[1] THEN 12 ELSE 13 END",
    "surname": "CASE WHEN asn = bs THEN 1 + st WHEN asn = bf AND af = bs THEN 6 WHEN starts_with(asn, bs) OR starts_with(bs, "
    "asn) OR ends_with(asn, bs) OR ends_with(bs, asn) THEN 7 "
    "WHEN jaro_winkler_similarity(asn, bs) >= 0.92 THEN 8 WHEN levenshtein(asn, bs) <= 1 THEN 9 WHEN "
    "jaro_winkler_similarity(asn, bs) >= 0.8 THEN 10 ELSE 11 END",
    "birthday": "CASE WHEN ab = bb THEN 1 WHEN ab // 10000 = bb // 10000 AND ab // 100 % 100 = bb % 100 AND ab % 100 = bb // "
    "100 % 100 THEN 2 "
    "WHEN ab // 100 = bb // 100 THEN 3 WHEN ab // 10000 = bb // 10000 AND (ab % 10000 = 101 OR bb % 10000 = 101) THEN 4 "
    "WHEN ab % 10000 = bb % 10000 OR (ab // 10000 = bb // 10000 AND ab % 100 = bb % 100) THEN 5 ELSE 6 END",
    "postcode": "CASE WHEN ap IS NULL OR bp IS NULL THEN 0 WHEN ap = bp THEN 1 WHEN left(ap, -1) = left(bp, -1) THEN 2 WHEN "
    "split_part(ap, ' ', 1) = split_part(bp, ' ', 1) THEN 3 ELSE 4 END",
    "middle": "CASE WHEN am IS NULL OR bm IS NULL THEN 0 WHEN am = bm THEN 1 ELSE 2 END",
    "sex": "(a_sex = b_sex)::INTEGER",
}


def _compare(con: duckdb.DuckDBPyConnection) -> None:
    con.register(
        "arrow_given",
        pa.table(
            {
                "name": [n for n, vs in name_tables().variants.items() for _ in vs],
                "variant": [v for vs in name_tables().variants.values() for v in vs],
            }
        ),
    )
    plain = "regexp_replace(lower({0}), '[^a-z]', '', 'g')"
    con.execute(
        f"CREATE TEMP TABLE variants AS SELECT DISTINCT {plain.format('name')} AS name, {plain.format('variant')} AS variant "
        f"FROM arrow_given"
    ).fetchall()
    con.unregister("arrow_given")
    band = (
        "CASE WHEN {0}.share IS NULL OR {0}.share < 0.00001 THEN 0 WHEN {0}.share < 0.0001 THEN 1 WHEN {0}.share < 0.001 "
        "THEN 2 WHEN {0}.share < 0.005 THEN 3 ELSE 4 END"
    )
    columns = ", ".join(f"{sql} AS {name}" for name, sql in FEATURES.items())
    con.execute(
        f"""CREATE TEMP TABLE compared AS SELECT l, r, a_child = b_child AS same, a_child % {LABELLED} = 0 AS labelled,
        a_child, b_child, {columns} FROM (
            SELECT c.l, c.r, a.child AS a_child, b.child AS b_child, a.forename AS af, b.forename AS bf, a.surname AS asn,
            b.surname AS bs, a.middle AS am, b.middle AS bm,
                a.born AS ab, b.born AS bb, a.postcode AS ap, b.postcode AS bp, a.sex AS a_sex, b.sex AS b_sex,
                {band.format("f")} AS ft, {band.format("s")} AS st
            FROM candidates c JOIN rolls a ON a.id = c.l JOIN health b ON b.id = c.r
            LEFT JOIN forename_shares f ON f.name = a.forename LEFT JOIN surname_shares s ON s.name = a.surname) p
        LEFT JOIN variants v ON v.name = p.af AND v.variant = p.bf LEFT JOIN variants w ON w.name = p.bf AND w.variant = p.af"""
    ).fetchall()
    con.execute("DROP TABLE candidates").fetchall()


CROSSED = (
    ("forename", "postcode"),
    ("forename", "birthday"),
    ("surname", "postcode"),
    ("birthday", "postcode"),
    ("forename", "surname"),
    ("forename", "middle"),
)
"""Agreements that are not independent: twins share birthday, surname and postcode; households the last two."""

Weights = dict[tuple[str, ...], float]


def _terms(row: dict[str, int]) -> list[tuple[str, ...]]:
    return [("",), *((name, str(row[name])) for name in FEATURES), *((a, str(row[a]), b, str(row[b])) for a, b in CROSSED)]


def _fit(con: duckdb.DuckDBPyConnection) -> dict[tuple[int, ...], float]:
    """Return the log odds of each pattern of agreement, by logistic regression on the labelled pupils' pairs, drawn towards nought."""
    names = list(FEATURES)
    rows = con.execute(
        f"SELECT {', '.join(names)}, count(*) FILTER (labelled), count(*) FILTER (labelled AND same) FROM compared GROUP BY ALL "
        f"ORDER BY ALL"
    ).fetchall()
    patterns = [tuple(row[: len(names)]) for row in rows]
    terms = [_terms(dict(zip(names, pattern, strict=True))) for pattern in patterns]
    number = {term: place for place, term in enumerate(dict.fromkeys(term for each in terms for term in each))}
    data = [([number[term] for term in each], row[-2], row[-1]) for each, row in zip(terms, rows, strict=True) if row[-2]]
    weight, moment, square = [0.0] * len(number), [0.0] * len(number), [0.0] * len(number)
    total = sum(pairs for _, pairs, _ in data)
    for step in range(1, 401):
        slope = [0.5 * value / total for value in weight]
        for places, pairs, hits in data:
            odds = sum(weight[place] for place in places)
            miss = (pairs / (1 + math.exp(-max(-30.0, min(30.0, odds)))) - hits) / total
            for place in places:
                slope[place] += miss
        rate = 0.3 / (1 + step / 100)
        for place, value in enumerate(slope):
            moment[place] = 0.9 * moment[place] + 0.1 * value
            square[place] = 0.99 * square[place] + 0.01 * value * value
            weight[place] -= rate * (moment[place] / (1 - 0.9**step)) / (math.sqrt(square[place] / (1 - 0.99**step)) + 1e-7)
    return {pattern: sum(weight[number[term]] for term in each) for pattern, each in zip(patterns, terms, strict=True)}


def _settle(con: duckdb.DuckDBPyConnection, odds: dict[tuple[int, ...], float]) -> None:
    """Add the pairs that are each other's likeliest, with the probability that is left when all others are weighed on either side."""
    names = list(FEATURES)
    columns = {name: pa.array([pattern[place] for pattern in odds], pa.int32()) for place, name in enumerate(names)}
    con.register("arrow_given", pa.table(columns | {"odds": pa.array([math.exp(max(-30.0, min(30.0, value))) for value in odds.values()])}))
    con.execute(
        f"""CREATE TEMP TABLE weighed AS SELECT l, r, a_child, b_child, odds / (1 + greatest(sum(odds) OVER (PARTITION BY l),
        odds)) AS p, odds
        FROM compared JOIN arrow_given USING ({", ".join(names)}) WHERE odds > 0.0005"""
    ).fetchall()
    con.unregister("arrow_given")
    con.execute(
        """INSERT INTO links SELECT l, r, a_child, b_child, least(p, back) FROM (
            SELECT *, odds / (1 + sum(odds) OVER (PARTITION BY r)) AS back, row_number() OVER (PARTITION BY l ORDER BY odds
            DESC, r) AS first,
                row_number() OVER (PARTITION BY r ORDER BY odds DESC, l) AS first_back FROM weighed)
        WHERE first = 1 AND first_back = 1"""
    ).fetchall()


# -- Splink alone -----------------------------------------------------------------------------------------------------------------------


def with_splink(con: duckdb.DuckDBPyConnection, figures: Figures) -> None:
    """Link the same registers by Splink in one pass, mutual best at 0.5 and 0.9, and print the same figures."""
    import logging
    import warnings

    warnings.simplefilter("ignore")
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    for name in ("rolls", "health"):
        con.execute(
            f"CREATE TABLE {name} AS SELECT '{name}' || row_number() OVER () AS unique_id, forename, surname, "
            "strftime(strptime(born::VARCHAR, '%Y%m%d'), '%Y-%m-%d') AS dob, postcode, sex, child "
            f"FROM {figures.source(name)}"
        ).fetchall()
    figures.say("load")
    api = DuckDBAPI(connection=con)
    rules = [
        block_on("dob", "postcode"),
        block_on("forename", "dob"),
        block_on("surname", "dob"),
        block_on("forename", "surname", "postcode"),
        block_on("forename", "postcode"),
        block_on("substr(surname, 1, 3)", "dob"),
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("forename", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("surname", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("dob", [1, 2]),
            cl.LevenshteinAtThresholds("postcode", [1, 2]),
            cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=rules,
        additional_columns_to_retain=["child"],
    )
    linker = Linker([api.register("rolls"), api.register("health")], settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("forename", "surname", "dob")], recall=0.72)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("dob", "postcode"), block_on("forename", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=1e6)
    figures.say("train")
    table = linker.inference.predict(threshold_match_probability=0.2).physical_name
    figures.say(f"score: {con.execute(f'SELECT count(*) FROM {table}').fetchall()[0][0]:,} pairs kept")
    con.execute(
        f"""CREATE TEMP TABLE links AS SELECT child_l AS rc, child_r AS hc, match_probability AS p FROM (SELECT *, row_number()
        OVER (PARTITION BY unique_id_l ORDER BY match_weight DESC) AS one,
        row_number() OVER (PARTITION BY unique_id_r ORDER BY match_weight DESC) AS two FROM {table}) WHERE one = 1 AND two = 1"""
    ).fetchall()
    for least in (0.5, 0.9, 0.95):
        con.execute(f"CREATE OR REPLACE TEMP VIEW chosen AS SELECT * FROM links WHERE p >= {least}").fetchall()
        figures.say(f"mutual best, from {least}", "chosen")


if __name__ == "__main__":
    raise SystemExit(main())
