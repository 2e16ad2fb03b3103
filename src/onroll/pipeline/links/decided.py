"""What people decided, as linking obeys it: pairs of profiles that are one child, that are two, or that are sealed from one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onroll.core.link_decisions import settle
from onroll.core.links import LinkDecision, kept_apart
from onroll.core.sealed_pairs import IDENTIFIERS, MarkKeys, SealedPair, mark_keys
from onroll.pipeline.engine import by_row, connect
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract, Index, Run
from onroll.pipeline.links.profiles import load_records, number_of
from onroll.pipeline.links.resolution import Clusters

Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class ToObey:
    """What linking must obey.

    Shape  former: the profile of each decided record that counts no longer, by its key: what was said of it holds for whoever says
           the same. sealed, keys: pairs that are never joined, and what their marks are made with.
    """

    decisions: Sequence[LinkDecision] = ()
    former: Mapping[int, int] | None = None
    sealed: Sequence[SealedPair] = ()
    keys: MarkKeys | None = None


@dataclass(frozen=True)
class Obeyed:
    """The decisions as profiles. Shape  same, apart: pairs; idle: decided profiles that no record says today; set_aside: how many."""

    same: Pairs = ()
    apart: Pairs = ()
    idle: Sequence[int] = ()
    set_aside: int = 0


def to_obey(index: Index, extracts: Sequence[Extract], decisions: Sequence[LinkDecision], sealed: Sequence[SealedPair]) -> ToObey:
    """Return what linking must obey; decided records of extracts that count no longer are read once more."""
    return ToObey(decisions, _former_profiles(index, extracts, decisions), sealed, mark_keys_of(index) if sealed else None)


def mark_keys_of(index: Index) -> MarkKeys:
    """Return the keys with which the marks of an index are made."""
    return mark_keys(index.secret)


def _former_profiles(index: Index, extracts: Sequence[Extract], decisions: Sequence[LinkDecision]) -> dict[int, int]:
    keys = {key for decision in decisions for key in (*decision.left, *decision.right)}
    numbers = {key // RECORD_KEY_STRIDE for key in keys} - {each.number for each in extracts}
    gone = [each for each in index.extracts() if each.number in numbers and each.records_path.exists()] if numbers else []
    if not gone:
        return {}
    con = connect()
    try:
        load_records(con, gone)
        con.register("arrow_given", pa.table({"record_key": pa.array(sorted(keys), pa.int64())}))
        return dict(con.execute("SELECT record_key, profile FROM records WHERE record_key IN (FROM arrow_given)").fetchall())
    finally:
        con.close()


def decided_profiles(con: duckdb.DuckDBPyConnection, told: ToObey) -> Obeyed:
    """Return the decisions as pairs of profiles; a record told from one that says exactly the same gets a profile of its own.

    Shape  needs the tables `records` and `profiles`.
    """
    if not told.decisions:
        return Obeyed()
    keys = sorted({key for decision in told.decisions for key in (*decision.left, *decision.right)})
    con.register("arrow_given", pa.table({"record_key": pa.array(keys, pa.int64())}))
    here = dict(con.execute("SELECT record_key, profile FROM records WHERE record_key IN (FROM arrow_given)").fetchall())
    con.unregister("arrow_given")
    saying = {**(told.former or {}), **here}
    con.register("arrow_given", pa.table({"profile": pa.array(sorted(set(saying.values())), pa.int64())}))
    today = {profile for (profile,) in con.execute("SELECT profile FROM profiles WHERE profile IN (FROM arrow_given)").fetchall()}
    con.unregister("arrow_given")
    settled = settle(told.decisions, saying, today)
    for key in sorted(settled.alone & here.keys()):
        own = number_of(f"{saying[key]} apart {key}")
        con.execute("UPDATE records SET profile = ? WHERE record_key = ?", [own, key]).fetchall()
        con.execute("INSERT INTO profiles SELECT * REPLACE (? AS profile) FROM profiles WHERE profile = ?", [own, saying[key]]).fetchall()
        saying[key] = own
    pairs = [[(saying[left], saying[right]) for left, right in side] for side in (settled.same, settled.apart)]
    con.register("arrow_given", pa.table({"profile": pa.array(sorted(set(saying.values())), pa.int64())}))
    idle = con.execute("SELECT profile FROM arrow_given WHERE profile NOT IN (SELECT profile FROM profiles) ORDER BY profile").fetchall()
    con.unregister("arrow_given")
    return Obeyed(pairs[0], pairs[1], [profile for (profile,) in idle], len(settled.set_aside))


def profiles_alone(con: duckdb.DuckDBPyConnection, obeyed: Obeyed, told: ToObey) -> set[int]:
    """Return the profiles that must not be taken for one with others of that name, birthday and postcode.

    Shape  needs the table `compared`.
    """
    alone = {row[0] for row in _marked(con, told, "compared", "profile")}
    if obeyed.apart:
        con.register("arrow_given", _pairs(obeyed.apart))
        looks = "concat_ws(chr(31), {0}.forename, {0}.surname, {0}.birthdays[1], {0}.postcode)"
        alike = con.execute(
            "SELECT g.l, g.r FROM arrow_given g JOIN compared a ON a.profile = g.l JOIN compared b ON b.profile = g.r "
            f"WHERE {looks.format('a')} = {looks.format('b')}"
        ).fetchall()
        con.unregister("arrow_given")
        alone |= {profile for pair in alike for profile in pair}
    return alone


@dataclass(frozen=True)
class DecidedUnits:
    """The decisions as units. Shape  same, apart: pairs; sealed: by unit, those that it must never be joined to."""

    same: Pairs = ()
    apart: Pairs = ()
    sealed: Mapping[int, frozenset[int]] = field(default_factory=dict)

    @property
    def forbidding(self) -> list[int]:
        """The units that must not be joined to some other one, in order."""
        return sorted({*self.sealed, *(unit for pair in self.apart for unit in pair)})

    @property
    def joining(self) -> list[int]:
        """The units that are to be joined, in order."""
        return sorted({unit for pair in self.same for unit in pair})

    def obey(self, clusters: Clusters) -> None:
        """Join what people said is one child, and forbid what they said is not; where these are some of all units, what concerns them."""
        here = clusters.standings.keys() | clusters.parent.keys()
        for unit, others in self.sealed.items():
            if unit in here:
                clusters.standings[clusters.of(unit)].sealed_from |= others
        for left, right in self.apart:
            for one, other in ((left, right), (right, left)):
                if one in here:
                    clusters.standings[clusters.of(one)].not_with.add(other)
        for left, right in self.same:
            both_here = left in here and right in here
            if both_here and not kept_apart(clusters.standings[clusters.of(left)], clusters.standings[clusters.of(right)]):
                clusters.join(left, right, by="decision", probability=1.0, weight=0.0, because="A person decided so.")


def decided_units(con: duckdb.DuckDBPyConnection, obeyed: Obeyed, told: ToObey) -> DecidedUnits:
    """Return what people decided, of units. Shape  needs the tables `parties` (the unit of each profile) and `units`."""
    sealed = _sealed_units(con, told)
    profiles = sorted({profile for pair in (*obeyed.same, *obeyed.apart) for profile in pair})
    if not profiles:
        return DecidedUnits(sealed=sealed)
    con.register("arrow_given", pa.table({"profile": pa.array(profiles, pa.int64())}))
    unit = dict(con.execute("SELECT profile, party FROM parties WHERE profile IN (FROM arrow_given)").fetchall())
    con.unregister("arrow_given")
    same, apart = (
        [(unit[left], unit[right]) for left, right in side if left in unit and right in unit] for side in (obeyed.same, obeyed.apart)
    )
    return DecidedUnits(same, [(left, right) for left, right in apart if left != right], sealed)


@dataclass(frozen=True)
class StandingDecision:
    """A decision about two children of a run. Shape  left, right: their ids."""

    left: str
    right: str
    same: bool


def about_standing(previous: Run, decisions: Sequence[LinkDecision]) -> list[StandingDecision] | None:
    """Return decisions as being about children of a run, where that is all they are; else nothing: then the whole is linked anew.

    It is not where the records of one child are told apart, where a record does not count, or where decisions contradict one another.
    """
    if not decisions:
        return []
    child = _children_of(previous, sorted({key for each in decisions for key in (*each.left, *each.right)}))
    found = []
    for each in decisions:
        if not each.left or not each.right or any(key not in child for key in (*each.left, *each.right)):
            return None
        ours, theirs = ({child[key] for key in side} for side in (each.left, each.right))
        if not each.same and ours & theirs:
            return None
        if each.same:
            found.append(StandingDecision(child[each.left[0]], child[each.right[0]], True))
        else:
            found += [StandingDecision(one, other, False) for one in sorted(ours) for other in sorted(theirs)]
    joined: dict[str, set[str]] = {}
    for one in found:
        if one.same:
            both = joined.get(one.left, {one.left}) | joined.get(one.right, {one.right})
            joined |= dict.fromkeys(both, both)
    apart = {frozenset([one.left, one.right]) for one in found if not one.same} | _not_with(previous)
    if any(pair <= joined.get(child_id, set()) for pair in apart for child_id in pair):
        return None
    return found


def _children_of(previous: Run, keys: Sequence[int]) -> dict[int, str]:
    table = pq.read_table(previous.table("children"), columns=["record_key", "child_id"], filters=[("record_key", "in", list(keys))])
    return dict(zip(table["record_key"].to_pylist(), table["child_id"].to_pylist(), strict=True))


def _not_with(previous: Run) -> set[frozenset[str]]:
    table = pq.read_table(previous.table("child_presence"), columns=["child_id", "not_with"])
    table = table.filter(pc.greater(pc.list_value_length(table["not_with"]), 0))
    return {frozenset([row["child_id"], other]) for row in table.to_pylist() for other in row["not_with"]}


def decided_standing(con: duckdb.DuckDBPyConnection, previous: Run, decisions: Sequence[StandingDecision], told: ToObey) -> DecidedUnits:
    """Return what people decide now about children of a run, what they had told apart before it, and what is sealed, as units.

    Shape  needs `numbered` (child_id, unit) and `units`.
    """
    before = _not_with(previous)
    mentioned = sorted({child_id for each in decisions for child_id in (each.left, each.right)} | {one for pair in before for one in pair})
    con.register("arrow_given", pa.table({"child_id": pa.array(mentioned, pa.string())}))
    unit = dict(con.execute("SELECT child_id, unit FROM numbered WHERE child_id IN (FROM arrow_given)").fetchall())
    con.unregister("arrow_given")
    apart = {frozenset([each.left, each.right]) for each in decisions if not each.same} | {pair for pair in before if pair <= unit.keys()}
    return DecidedUnits(
        [(unit[each.left], unit[each.right]) for each in decisions if each.same],
        sorted((min(pair), max(pair)) for pair in ([unit[child_id] for child_id in both] for both in apart)),
        _sealed_units(con, told),
    )


def _sealed_units(con: duckdb.DuckDBPyConnection, told: ToObey) -> dict[int, frozenset[int]]:
    sides: dict[tuple[int, str], set[int]] = {}
    for unit, pair, side in _marked(con, told, "units", "unit"):
        sides.setdefault((pair, side), set()).add(unit)
    found: dict[int, frozenset[int]] = {}
    for (pair, side), ours in sides.items():
        theirs = sides.get((pair, "present" if side == "former" else "former"), set())
        for unit in ours - theirs:
            found[unit] = found.get(unit, frozenset()) | (theirs - ours)
    return found


def _marked(con: duckdb.DuckDBPyConnection, told: ToObey, table: str, column: str) -> list[tuple[int, int, str]]:
    """Return which units bear the marks of which side of which sealed pair."""
    if not told.sealed or told.keys is None:
        return []
    marks = [
        (mark, number, side) for number, pair in enumerate(told.sealed) for side in ("former", "present") for mark in getattr(pair, side)
    ]
    con.register(
        "arrow_given",
        pa.table({"mark": [row[0] for row in marks], "pair": [row[1] for row in marks], "side": [row[2] for row in marks]}),
    )
    marks_of_units = by_row(con, partial(marks_sql, told.keys, column=column), table)
    rows = con.execute(
        f"SELECT DISTINCT m.unit, g.pair, g.side FROM {marks_of_units} m JOIN arrow_given g USING (mark) ORDER BY ALL"
    ).fetchall()
    con.unregister("arrow_given")
    return rows


def marks_sql(keys: MarkKeys, table: str, column: str) -> str:
    """Return the SQL of the marks of each unit of a table: what `core/sealed_pairs.py` makes of what it is known by."""
    kinds = " || ".join(f"list_transform({listed}, lambda x: '{kind}:' || x)" for kind, listed in IDENTIFIERS.items())
    named = (
        "flatten(list_transform(given, lambda g: flatten(list_transform(surnames, lambda s: "
        "list_transform(birthdays, lambda b: concat('named:', g, '|', s, '|', b))))))"
    )
    inner = f"SELECT {column} AS unit, unnest({kinds} || {named}) AS text FROM {table}"
    return f"SELECT unit, sha256('{keys.outer}' || sha256('{keys.inner}' || text)) AS mark FROM ({inner})"


def _pairs(pairs: Pairs) -> pa.Table:
    return pa.table({"l": pa.array([left for left, _ in pairs], pa.int64()), "r": pa.array([right for _, right in pairs], pa.int64())})
