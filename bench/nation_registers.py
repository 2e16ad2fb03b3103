"""School rolls and health registrations of a whole country, made up in portions: for `bench/nation.py`.

Source  linkage study, "The UK generator used for scale": the rates below.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

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
DAYS = 6570


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


def _drawn(what: str, seed: int, key: str, many: int) -> str:
    """Return the SQL of one of so many numbers.

    One text is hashed: of two values hashed together, remainders by a power of two are functions of each other, whatever is asked, and
    a forename would decide the middle name.
    """
    return f"(hash(({key})::VARCHAR || {quoted(f'|{what} {seed}')}) % {many})::BIGINT"


def _slot(what: str, seed: int, key: str) -> str:
    return _drawn(what, seed, key, SLOTS)


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
    return "(" + " || ".join(f"{parts}[1 + {_drawn('syllable', place, key, 40)}]" for place in range(3)) + ")"


def _children(first: int, last: int, seed: int, postcodes: int) -> str:
    size = (
        f"CASE WHEN {_chance('size', seed, 'h')} < 0.42 THEN 1 WHEN {_chance('size', seed, 'h')} < 0.80 THEN 2 WHEN "
        f"{_chance('size', seed, 'h')} < 0.94 THEN 3 ELSE 4 END"
    )
    born = f"(DATE '2006-09-01' + (hash(h, {{place}}, 'born') % {DAYS})::INTEGER)"
    where, before, other = (_drawn(home, seed, "h", postcodes) for home in ("home", "former home 1", "former home 2"))
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
