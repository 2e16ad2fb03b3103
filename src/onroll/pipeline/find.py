"""Finding one child by what is known, and searching again before an alarm.

Both look as loosely as can be: any name, any part of the birthday, any home, anybody's telephone; and say in words what agrees.

Source  design, section 5, point 3; contracts, section 7 (`find`).
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core import addresses, names
from onroll.core.children import read_child_id
from onroll.core.links import REVIEW_AT, Levels, forenames_differ, one_to_one, ruling
from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import Run
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.model import Model
from onroll.pipeline.links.resolution import LEVEL_NAMES, reasons
from onroll.pipeline.links.units import HOMES, LIST_COLUMNS, make_candidates, make_keys

EDUCATION = frozenset(["school_roll", "roll_change", "ehe", "alternative_provision", "admissions"])
"""Registers that show a child in education, or on the way there."""

ONCE_ONLY = frozenset(["school_roll", "nhs", "child_benefit"])
"""Registers in which a child stands once: whoever has an own row there is hardly somebody else's other half."""


@dataclass(frozen=True, kw_only=True)
class Query:
    """What is known of a child who is looked for; every field may be missing."""

    surname: str | None = None
    forename: str | None = None
    middle_names: str | None = None
    former_surname: str | None = None
    date_of_birth: date | None = None
    sex: str | None = None
    postcode: str | None = None
    address_line_1: str | None = None
    uprn: str | None = None
    parent_name: str | None = None
    phone: str | None = None
    email: str | None = None
    upn: str | None = None
    nhs_number: str | None = None
    uln: str | None = None
    child_id: str | None = None


@dataclass(frozen=True)
class Hit:
    """One child who may be meant.

    Shape  probability: that this child is meant, if anybody here is; reasons: what agrees and what does not, in words.
    """

    child_id: str
    probability: float
    reasons: list[str]
    registers: list[str]


def search_again(into: Path, child_ids: pa.Table | Sequence[str], *, apart: Collection[frozenset[str]] = ()) -> pa.Table:
    """Return who else each child may be, everything loosened: the second search before an alarm.

    Shape  child_ids: ids, or a table with `child_id`; into: the folder of the run (being built or published); apart: pairs of children
           who are known to be two.
           Result: child_id, other_child_id, probability, left_key, right_key, reasons; the likeliest first. Only others with a row in
           an education register, and only at REVIEW_AT or above.
    """
    wanted = child_ids["child_id"].to_pylist() if isinstance(child_ids, pa.Table) else list(child_ids)
    con = connect()
    try:
        _open(con, into)
        con.register("arrow_given", pa.table({"unit": pa.array(sorted(set(wanted)), pa.string())}))
        con.execute("CREATE TEMP TABLE wanted AS SELECT * FROM arrow_given").fetchall()
        make_keys(con, "child_units", "keys", only="SELECT unit FROM wanted")
        make_candidates(con, "keys", "candidates", only="SELECT unit FROM wanted")
        scoring.score(con, "candidates", "child_units", "child_units", Model.read(into / "link_model.parquet"), "scored")
        return _leads(con, into, set(wanted), apart)
    finally:
        con.close()


_LEADS = pa.schema(
    [
        ("child_id", pa.string()),
        ("other_child_id", pa.string()),
        ("probability", pa.float64()),
        ("left_key", pa.int64()),
        ("right_key", pa.int64()),
        ("reasons", pa.list_(pa.string())),
    ]
)


def _leads(con: duckdb.DuckDBPyConnection, into: Path, wanted: set[str], apart: Collection[frozenset[str]]) -> pa.Table:
    """Return the scored pairs that are worth a look, each from the side of the child that was looked for."""
    registers = dict(con.execute("SELECT unit, registers FROM child_units").fetchall())
    first_keys = f"SELECT child_id, min(record_key) AS record_key FROM {quoted(into / 'children.parquet')} GROUP BY child_id"
    keys = dict(con.execute(f"SELECT * FROM ({first_keys}) WHERE child_id IN (SELECT l FROM scored UNION SELECT r FROM scored)").fetchall())
    found: dict[str, list[tuple[float, str, Levels]]] = {}
    columns = ", ".join(scoring.LEVEL_COLUMNS)
    for left, right, weight, *numbers in con.execute(f"SELECT l, r, weight, {columns} FROM scored ORDER BY l, r").fetchall():
        levels = _levels(numbers)
        for one, other in ((left, right), (right, left)):
            if one in wanted and EDUCATION & set(registers[other]) and (not apart or frozenset([left, right]) not in apart):
                loosened = weight + loosening(levels, set(registers[one]), set(registers[other]))
                found.setdefault(one, []).append((loosened, other, levels))
    rows = []
    for child_id in sorted(found):
        hits = found[child_id]
        for weight, other, levels in hits:
            probability = one_to_one(weight, [rival for rival, unit, _ in hits if unit != other])
            if probability >= REVIEW_AT:
                rows.append((child_id, other, probability, keys[child_id], keys[other], reasons(levels)))
    rows.sort(key=lambda row: (row[0], -row[2], row[1]))
    return pa.Table.from_pylist([dict(zip(_LEADS.names, row, strict=True)) for row in rows], schema=_LEADS)


def loosening(levels: Levels, own: set[str], theirs: set[str]) -> float:
    """Return how far the second search moves the odds of a pair, in bits.

    The rules that keep strangers apart are set aside, but not their sense: a name and a birthday alone stay too little, and
    whoever is at one address with another forename, and has his own row in the same register, is a brother or a sister.
    """
    if ruling(levels) != "apart" and not forenames_differ(levels):
        return 2.0
    if forenames_differ(levels) or levels.nhs == "different" or levels.upn == "different":
        return -30.0 if own & theirs & ONCE_ONLY or levels.sex == "different" else -2.0
    return -3.0


def _levels(numbers: Sequence[int]) -> Levels:
    return Levels(*(LEVEL_NAMES[place][number] for place, number in enumerate(numbers)))


def _open(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Load what a search needs of a run: its children as units, and its model."""
    install_macros(con)
    scoring.install_frequencies(con, Model.read(folder / "link_model.parquet"))
    _load_children(con, folder / "child_units.parquet", "TEMP TABLE")


def _load_children(con: duckdb.DuckDBPyConnection, path: Path, kind: str) -> None:
    """Make the table `child_units` of a run; an old one does not know when homes were held."""
    con.execute(
        f"CREATE {kind} child_units AS SELECT * FROM {quoted(path)} UNION ALL BY NAME SELECT []::{HOMES} AS homes WHERE false"
    ).fetchall()


_LOOKED_UP = ("postcodes", "uprns", "contacts", "upns", "nhs_numbers", "ulns", "birthdays")
_NAMES = ("given", "middles", "given_forms", "surname_parts", "surname_forms", "parent_surnames")
_MARKS = (
    "SELECT DISTINCT mark, unit FROM ("
    + " UNION ALL ".join(f"SELECT unnest({name})::VARCHAR AS mark, unit FROM child_units" for name in (*_LOOKED_UP, *_NAMES))
    + " UNION ALL SELECT '#' || forename[1] || surname[1], unit FROM child_units) ORDER BY mark"
)
"""Where each thing that a child is known by leads: in order, so that a look-up reads a few blocks."""


def _marks_of(unit: dict[str, Any]) -> list[str]:
    """Return the marks of which a child must have one to fulfil any of the loosest conditions."""
    return [str(value) for name in (*_LOOKED_UP, *_NAMES) for value in unit[name]] + [f"#{unit['forename'][:1]}{unit['surname'][:1]}"]


@dataclass(frozen=True)
class Searchable:
    """A published run, open for searches: its children in memory, and its model. Each search has a cursor of its own."""

    con: duckdb.DuckDBPyConnection
    model: Model


_open_runs: dict[str, Searchable] = {}
_opening = threading.Lock()


def searchable(run: Run) -> Searchable:
    """Return a run, opened once in this process; the one before it is let go."""
    key = str(run.folder)
    with _opening:
        if key not in _open_runs:
            con = connect(memory_limit="1GB")
            install_macros(con)
            _load_children(con, run.table("child_units"), "TABLE")
            con.execute(f"CREATE TABLE marks AS {_MARKS}").fetchall()
            _open_runs.clear()
            _open_runs[key] = Searchable(con, Model.read(run.table("link_model")))
        return _open_runs[key]


_LOOSEST = 20_000
"""More children than this need not be compared with a query: it says too little."""


def find(run: Run, query: Query, *, limit: int = 10) -> list[Hit]:
    """Return the children who may be meant, the likeliest first, each with the reasons in words.

    Raises  CannotFind where the query says nothing to go by.
    """
    opened = searchable(run)
    con = opened.con.cursor()
    try:
        if query.child_id:
            known = con.execute(f"SELECT child_id, state, successor_id FROM {quoted(run.table('child_history'))}").fetchall()
            return _by_id(con, query.child_id, {child_id: (state, successor) for child_id, state, successor in known})
        unit = _as_unit(query)
        conditions = _loosest_conditions(unit)
        if not conditions:
            raise CannotFind("Nothing to go by: give a name, a date of birth, a postcode, an identifier, a telephone or an e-mail address.")
        scoring.install_frequencies(con, opened.model)
        con.register("arrow_given", pa.Table.from_pylist([unit], schema=_unit_schema()))
        con.execute("CREATE TEMP TABLE query_unit AS SELECT * FROM arrow_given").fetchall()
        con.execute(
            "CREATE TEMP TABLE near AS SELECT * FROM child_units "
            f"WHERE unit IN (SELECT unit FROM marks WHERE mark IN ({_listed(_marks_of(unit))[1:-1]}))"
        ).fetchall()
        con.execute(
            f"CREATE TEMP TABLE candidates AS SELECT '' AS l, u.unit AS r FROM near u "
            f"WHERE {' OR '.join(conditions)} ORDER BY r LIMIT {_LOOSEST}"
        ).fetchall()
        scoring.score(con, "candidates", "query_unit", "near", opened.model, "scored")
        return _hits(con, limit)
    finally:
        con.close()


class CannotFind(Exception):
    """The search says nothing to go by; the sentence says what would help."""


def _by_id(con: duckdb.DuckDBPyConnection, text: str, history: dict[str, tuple[str, str | None]]) -> list[Hit]:
    """Return the child of an id, or of the id that it leads to today."""
    child_id = read_child_id(text)
    if not child_id:
        raise CannotFind(f"{text!r} is not a child's id: its check character does not fit.")
    why = ["the id itself"]
    seen: set[str] = set()
    while child_id in history and history[child_id][0] != "live" and history[child_id][1] and child_id not in seen:
        seen.add(child_id)
        child_id, why = str(history[child_id][1]), ["the id that this id leads to today"]
    rows = con.execute("SELECT registers FROM child_units WHERE unit = ?", [child_id]).fetchall()
    return [Hit(child_id, 1.0, why, registers) for (registers,) in rows]


def _as_unit(query: Query) -> dict[str, Any]:
    """Return a query in the form in which children are compared."""
    born = query.date_of_birth
    return {
        "unit": "",
        "times": 1,
        "forename": names.name_key(query.forename),
        "surname": names.surname_key(query.surname),
        "given": list(names.name_parts(query.forename)),
        "given_forms": list(names.given_name_forms(query.forename)),
        "middles": list(names.name_parts(query.middle_names)),
        "surnames": [key for key in (names.surname_key(query.surname), names.surname_key(query.former_surname)) if key],
        "surname_parts": list(names.surname_parts(query.surname)) + list(names.surname_parts(query.former_surname)),
        "surname_forms": list(names.surname_forms(query.surname)),
        "parent_surnames": list(names.parent_surnames(query.parent_name)),
        "parents": [key for key in (names.parent_key(query.parent_name),) if key],
        "birthdays": [born.year * 10000 + born.month * 100 + born.day] if born else [],
        "postcodes": _one(addresses.tidy_postcode(query.postcode)),
        "lines": _one(addresses.address_key(query.address_line_1)),
        "uprns": _one(query.uprn),
        "contacts": _one(query.phone) + _one((query.email or "").lower()),
        "upns": _one((query.upn or "").upper()),
        "nhs_numbers": _one((query.nhs_number or "").replace(" ", "")),
        "ulns": _one(query.uln),
        "sexes": _one(query.sex),
        "kin_postcodes": [],
        "homes": [],
    }


def _one(text: str | None) -> list[str]:
    return [text] if text else []


def _unit_schema() -> pa.Schema:
    fields = [("unit", pa.string()), ("times", pa.int64()), ("forename", pa.string()), ("surname", pa.string())]
    lists = [(name, pa.list_(pa.int32() if name == "birthdays" else pa.string())) for name in LIST_COLUMNS]
    home = pa.struct([("postcode", pa.string()), ("first", pa.int32()), ("last", pa.int32())])
    return pa.schema([*fields, *lists, ("homes", pa.list_(home))])


def _loosest_conditions(unit: dict[str, Any]) -> list[str]:
    """Return the conditions of which a child must fulfil one to be looked at; what is looked for stands in them as constants."""
    shared = [_any_of(unit[name], name) for name in ("postcodes", "uprns", "contacts", "upns", "nhs_numbers", "ulns") if unit[name]]
    given, parts = unit["given"], unit["surname_parts"]
    initials = f"(u.forename[1] = {quoted(unit['forename'][:1])} AND u.surname[1] = {quoted(unit['surname'][:1])})"
    if unit["birthdays"]:
        born = _listed(unit["birthdays"])
        shared += [_any_of(unit["birthdays"], "birthdays")]
        if given or parts:
            named = [
                _any_of(given + unit["given_forms"], "given", "middles", "given_forms"),
                _any_of(parts + unit["surname_forms"], "surname_parts", "surname_forms"),
                initials,
            ]
            shared += [
                f"(({' OR '.join(each for each in named if each)}) AND (one_part_off(u.birthdays, {born}) "
                f"OR day_and_month_changed_over(u.birthdays, {born}) OR first_of_january(u.birthdays, {born})))"
            ]
    if parts:
        names_agree = _any_of(parts, "surname_parts", "parent_surnames")
        if given:
            forenames_agree = _any_of(given + unit["given_forms"], "given", "middles", "given_forms")
            shared += [
                f"({names_agree} AND ({forenames_agree} OR u.forename[1] = {quoted(unit['forename'][:1])}))",
                f"({_any_of(parts, 'given')} AND {_any_of(given, 'surname_parts')})",
            ]
        else:
            shared += [names_agree]
    elif given:
        shared += [_any_of(given, "given")]
    return shared


def _any_of(values: Sequence[str | int], *columns: str) -> str:
    """Return the condition that a child's lists hold one of some values: nothing where there are none."""
    if not values:
        return ""
    return f"({' OR '.join(f'list_has_any(u.{column}, {_listed(values)})' for column in columns)})"


def _listed(values: Sequence[str | int]) -> str:
    return f"[{', '.join(str(each) if isinstance(each, int) else quoted(each) for each in values)}]"


def _hits(con: duckdb.DuckDBPyConnection, limit: int) -> list[Hit]:
    columns = ", ".join(f"s.{name}" for name in scoring.LEVEL_COLUMNS)
    rows = con.execute(
        f"SELECT s.r, s.weight, u.registers, {columns} FROM scored s JOIN child_units u ON u.unit = s.r "
        f"ORDER BY s.weight DESC, s.r LIMIT {max(limit, 50)}"
    ).fetchall()
    weights = [row[1] for row in rows]
    return [
        Hit(child_id, one_to_one(weight, [*weights[:place], *weights[place + 1 :]]), reasons(_levels(numbers)), registers)
        for place, (child_id, weight, registers, *numbers) in enumerate(rows[:limit])
    ]
