"""Finding one child by what is known, and searching again before an alarm.

Both look as loosely as can be: any name, any part of the birthday, any home, anybody's telephone; and say in words what agrees.

Source  design, section 5, point 3; contracts, section 7 (`find`).
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core import addresses, names
from onroll.core.children import read_child_id
from onroll.core.links import HOUSEHOLD_AGREES, REVIEW_AT, Levels, forenames_differ, one_to_one, ruling
from onroll.pipeline.engine import connect, keep, quoted
from onroll.pipeline.index import Run
from onroll.pipeline.kept_searches import HOMES, searched_run
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.comparisons import install_macros
from onroll.pipeline.links.model import SHIPPED_FREQUENCY, Model
from onroll.pipeline.links.resolution import LEVEL_NAMES, reasons
from onroll.pipeline.links.units import LIST_COLUMNS, make_candidates, make_keys
from onroll.pipeline.shared_signs import SharedSigns

MOST_COMPARED = 500
"""So many children are compared with a query in full: those whose signs are worth most."""

MAY_END_A_SEARCH = frozenset(["school_roll", "roll_change", "ehe", "alternative_provision", "admissions", "youth_justice", "travel"])
"""Registers whose row may leave a finding without ground: a child in education or on the way there, in custody, or out of the country."""

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
           a register that may end the search, and only at REVIEW_AT or above.
    """
    wanted = child_ids["child_id"].to_pylist() if isinstance(child_ids, pa.Table) else list(child_ids)
    con = connect()
    try:
        _open(con, into)
        keep(con, "wanted", pa.table({"unit": pa.array(sorted(set(wanted)), pa.string())}))
        if len(wanted) > MOST_NEARBY:
            con.execute("CREATE TEMP TABLE looked_for AS SELECT * FROM child_units WHERE unit IN (FROM wanted)").fetchall()
            make_keys(con, "child_units", "keys", shared_with="looked_for")
            make_candidates(con, "keys", "candidates", only="SELECT unit FROM wanted")
            met = "SELECT l FROM candidates UNION SELECT r FROM candidates UNION FROM wanted"
            con.execute(f"CREATE TEMP TABLE nearby AS SELECT * FROM child_units WHERE unit IN ({met})").fetchall()
        else:
            make_keys(con, "child_units", "keys", only="SELECT unit FROM wanted")
            make_candidates(con, "keys", "candidates", only="SELECT unit FROM wanted")
        scoring.score(con, "candidates", "nearby", "nearby", Model.read(into / "link_model.parquet"), "scored")
        return _leads(con, into, set(wanted), apart)
    finally:
        con.close()


MOST_NEARBY = 1_000
"""More children than this were born on nearly every day: nobody could be left out as one who shares no birthday with any of them."""


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


LIGHTEST = -24.0
"""In bits. Loosened as far as can be, lighter pairs are no lead, and move no other lead's chance by a millionth."""


def _leads(con: duckdb.DuckDBPyConnection, into: Path, wanted: set[str], apart: Collection[frozenset[str]]) -> pa.Table:
    """Return the scored pairs that are worth a look, each from the side of the child that was looked for."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE worth AS WITH ending AS (
            SELECT unit FROM nearby WHERE list_has_any(registers, {sorted(MAY_END_A_SEARCH)!r}))
        SELECT * FROM scored WHERE weight >= {LIGHTEST}
        AND ((l IN (FROM wanted) AND r IN (FROM ending)) OR (r IN (FROM wanted) AND l IN (FROM ending)))"""
    ).fetchall()
    about = "SELECT l FROM worth UNION SELECT r FROM worth"
    registers = {
        unit: set(stands_in) for unit, stands_in in con.execute(f"SELECT unit, registers FROM nearby WHERE unit IN ({about})").fetchall()
    }
    first_keys = f"SELECT child_id, min(record_key) FROM {quoted(into / 'children.parquet')} WHERE child_id IN ({about}) GROUP BY child_id"
    keys = dict(con.execute(first_keys).fetchall())
    found: dict[str, list[tuple[float, str, Levels]]] = {}
    columns = ", ".join(scoring.LEVEL_COLUMNS)
    for left, right, weight, *numbers in con.execute(f"SELECT l, r, weight, {columns} FROM worth ORDER BY l, r").fetchall():
        levels = _levels(numbers)
        for one, other in ((left, right), (right, left)):
            if one in wanted and MAY_END_A_SEARCH & registers[other] and (not apart or frozenset([left, right]) not in apart):
                loosened = weight + loosening(levels, registers[one], registers[other])
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
    whoever is at one address with another forename, and has his own row in the same register, is a brother or a sister. Of one name
    and birthday at one home nobody is two.
    """
    if ruling(levels) != "apart" and not forenames_differ(levels):
        return 2.0
    if levels.given == levels.surname == levels.birthday == "same" and levels.address in HOUSEHOLD_AGREES:
        return -2.0  # a register has such a child twice, under two numbers; or gives the sex wrongly
    if forenames_differ(levels) or levels.nhs == "different" or levels.upn == "different":
        return -30.0 if own & theirs & ONCE_ONLY or levels.sex == "different" else -2.0
    return -3.0


def _levels(numbers: Sequence[int]) -> Levels:
    return Levels(*(LEVEL_NAMES[place][number] for place, number in enumerate(numbers)))


def _open(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Load what a search needs of a run: its children as units, and its model."""
    install_macros(con)
    scoring.install_frequencies(con, Model.read(folder / "link_model.parquet"))
    con.execute(f"CREATE TEMP VIEW child_units AS SELECT * FROM {quoted(folder / 'child_units.parquet')}").fetchall()


class Searchable:
    """A published run, open for searches: its children in memory, where each of their marks leads, and its model.

    A place is that of a child in the order of the ids.
    """

    def __init__(self, run: Run) -> None:
        """Open a run."""
        self.model = Model.read(run.table("link_model"))
        searched = searched_run(run)
        self._children, self._ids, self.postings = searched.children, searched.ids, searched.postings
        self.con = connect(memory_limit="1GB")
        self._searches = connect(memory_limit="500MB", threads=1)  # a handful of rows are compared sooner by one thread than by several
        for con in (self.con, self._searches):
            install_macros(con)  # once, for all cursors: two that replace a macro at once refuse each other
        self._idle: SimpleQueue[Session] = SimpleQueue()

    def id_at(self, place: int) -> str:
        """Return the id of the child at a place."""
        return str(self._ids[place].decode())

    def at(self, places: Iterable[int]) -> pa.Table:
        """Return the children at some places, one a row, in order of the places."""
        return self._children.at(places)

    def of_ids(self, child_ids: Collection[str]) -> pa.Table:
        """Return some children; those who are not of this run are left out."""
        wanted = np.array([child_id.encode() for child_id in sorted(set(child_ids))], dtype=np.bytes_)
        if not len(wanted) or not len(self._ids):
            return self.at([])
        places = np.searchsorted(self._ids, wanted).clip(max=len(self._ids) - 1)
        return self.at(places[self._ids[places] == wanted])

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Lend a connection on which one search at a time compares what is known with whoever may be meant."""
        try:
            lent = self._idle.get_nowait()
        except Empty:
            empty = self._with_frequencies(self.at([]), {})
            lent = Session(self._searches.cursor(), empty, self.model, SharedSigns(len(self._ids)))
        try:
            yield lent
        except BaseException:
            lent.con.close()
            raise
        self._idle.put(lent)

    def hits(self, unit: dict[str, Any], most: int) -> list[tuple[Any, ...]]:
        """Return the children who come nearest to what is known: id, weight and levels, the heaviest first."""
        with self.session() as lent:
            try:
                may_be = self.postings.who_may_be(lent.con, unit, lent.signs)
                near = self.at(lent.signs.likeliest(may_be, MOST_COMPARED, self.model))
            finally:
                lent.signs.forget()
            return lent.nearest(self._with_frequencies(near, unit), pa.Table.from_pylist([unit], schema=_unit_schema()), most)

    def _with_frequencies(self, near: pa.Table, unit: dict[str, Any]) -> pa.Table:
        rows = near.select(["forename", "surname", "postcodes", "birthdays"]).to_pylist()
        for kind in SHIPPED_FREQUENCY:
            shared = [scoring.shared_frequency(kind, unit, row, self.model) for row in rows]
            near = near.append_column(f"{kind}_tf", pa.array(shared, pa.float64()))
        return near


class _Shown:
    """A table that a planned statement reads anew each time that it is executed: what stands here then is what it reads."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __arrow_c_schema__(self) -> object:
        return self.table.schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


class Session:
    """A connection for one search at a time, on which the comparison is planned once.

    To plan it costs more than all else in a search. The engine plans a statement anew whenever it has a parameter in its limit, or a
    view is registered; tables filled and emptied cost half as much again.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, near: pa.Table, model: Model, signs: SharedSigns) -> None:
        """Shape  near: nobody, with all the columns that children are compared by; signs: of each child of the run."""
        self.con, self.signs, self._model = con, signs, model
        self._near, self._query = _Shown(near), _Shown(pa.Table.from_pylist([], schema=_unit_schema()))
        con.register("near", self._near)
        con.register("query_unit", self._query)
        self._planned: set[int] = set()

    def nearest(self, near: pa.Table, query: pa.Table, most: int) -> list[tuple[Any, ...]]:
        """Return id, weight and levels of those who come nearest to a query, the heaviest first."""
        self._near.table, self._query.table = near, query
        if most not in self._planned:
            self.con.execute(
                f"PREPARE nearest_{most} AS SELECT r, weight, {', '.join(scoring.LEVEL_COLUMNS)} "
                f"FROM ({scoring.scored_with_one('query_unit', 'near', self._model)}) ORDER BY weight DESC, r LIMIT {most}"
            ).fetchall()
            self._planned.add(most)
        return self.con.execute(f"EXECUTE nearest_{most}").fetchall()


_open_runs: dict[str, Searchable] = {}
_opening = threading.Lock()


def searchable(run: Run) -> Searchable:
    """Return a run, opened once in this process; the one before it is let go."""
    key = str(run.folder)
    with _opening:
        if key not in _open_runs:
            opened = Searchable(run)
            _open_runs.clear()
            _open_runs[key] = opened
        return _open_runs[key]


def find(run: Run, query: Query, *, limit: int = 10) -> list[Hit]:
    """Return the children who may be meant, the likeliest first, each with the reasons in words.

    Raises  CannotFind where the query says nothing to go by.
    """
    opened = searchable(run)
    if query.child_id:
        return _by_id(opened, run, query.child_id)
    unit = as_unit(query)
    if not any(unit[name] for name in _SAYS_SOMETHING):
        raise CannotFind("Nothing to go by: give a name, a date of birth, a postcode, an identifier, a telephone or an e-mail address.")
    rows = opened.hits(unit, max(limit, 50))
    registers = opened.of_ids([row[0] for row in rows[:limit]])
    stands_in = dict(zip(registers["unit"].to_pylist(), registers["registers"].to_pylist(), strict=True))
    weights = [row[1] for row in rows]
    return [
        Hit(child_id, one_to_one(weight, [*weights[:place], *weights[place + 1 :]]), reasons(_levels(numbers)), stands_in[child_id])
        for place, (child_id, weight, *numbers) in enumerate(rows[:limit])
    ]


_SAYS_SOMETHING = ("birthdays", "postcodes", "uprns", "contacts", "upns", "nhs_numbers", "ulns", "given", "surname_parts")


class CannotFind(Exception):
    """The search says nothing to go by; the sentence says what would help."""


def _by_id(opened: Searchable, run: Run, text: str) -> list[Hit]:
    """Return the child of an id, or of the id that it leads to today."""
    child_id = read_child_id(text)
    if not child_id:
        raise CannotFind(f"{text!r} is not a child's id: its check character does not fit.")
    why = ["the id itself"]
    if not len(opened.of_ids([child_id])):
        known = pq.read_table(run.table("child_history"), columns=["child_id", "state", "successor_id"]).to_pylist()
        history = {row["child_id"]: (row["state"], row["successor_id"]) for row in known}
        seen: set[str] = set()
        while child_id in history and history[child_id][0] != "live" and history[child_id][1] and child_id not in seen:
            seen.add(child_id)
            child_id, why = str(history[child_id][1]), ["the id that this id leads to today"]
    return [Hit(child_id, 1.0, why, registers) for registers in opened.of_ids([child_id])["registers"].to_pylist()]


def as_unit(query: Query) -> dict[str, Any]:
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
    return pa.schema([*fields, *lists, ("homes", HOMES)])
