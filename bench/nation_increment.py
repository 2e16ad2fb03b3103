"""Some tens of thousands of changed rolls against the whole country: `python bench/nation_increment.py --pupils 8656000 --place FOLDER`.

Needs the registers and the links that `bench/nation.py` left in the folder. Makes the standing index once (each registration under six
keys, hashed and sorted; how common names are; what agreement is worth, learned from the labelled pupils), in a process of its own. Then
the changed pupils' links are taken to be unknown: candidates are looked up in the index, scored, weighed against one another and
against the links of all others that stand, and the links are published by one rename. Each half is a process of its own, so that the
seconds and the memory are its own.

Source  linkage study, C4 (the incremental prototype to compare with).
"""

from __future__ import annotations

import argparse
import pickle
import resource
import time
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from nation_stages import ROW, Stages
from nation_weighing import LABELLED, Numbers, Pairs, Worth, alone, beside_in, choose, fit, pattern_of

from onroll.core.links import LINK_AT
from onroll.pipeline.engine import connect, quoted

KEYS = (
    ("born", "forename"),
    ("born", "surname"),
    ("born", "postcode"),
    ("postcode", "forename"),
    ("postcode", "surname", "born // 10000"),
    ("forename", "surname", "born // 100"),
)
"""What a registration is looked up by. Each holds a birthday, a postcode, or both names with the month of birth."""

SHARED_BY_MOST = 60
SHELVES_BITS = 12
PORTIONS = 4
CHANGED_OF = 173
"""One pupil in so many has changed: 50,000 of 8.66 million."""


def main() -> int:
    """Make the index where it is not there yet, link the changed, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--place", type=Path, required=True)
    arguments = parser.parse_args()
    folder = arguments.place / f"nation-{arguments.pupils}-{arguments.seed}"
    if not (folder / "links.parquet").exists():
        raise SystemExit(f"There are no links in {folder}: run bench/nation.py with the same pupils, seed and place first.")
    for work, file in ((make_index, "index/made"), (learn, "index/worth"), (link_changed, "")):
        if not file or not (folder / file).exists():
            process = get_context("spawn").Process(target=work, args=(folder,))
            process.start()
            process.join()
            if process.exitcode:
                return 1
    return 0


class Clock:
    """Prints seconds and peak memory of the process."""

    def __init__(self) -> None:
        self.cpu, self.wall = time.process_time(), time.monotonic()

    def say(self, what: str) -> None:
        """Print a line."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(f"{what}: {time.process_time() - self.cpu:.1f} CPU s, {time.monotonic() - self.wall:.1f} s, peak {peak:.2f} GB", flush=True)


# -- the standing index -------------------------------------------------------------------------------------------------------------


def make_index(folder: Path) -> None:
    """Write the index: the shelf of a key is its first bits, and on a shelf the keys' other bits and their rows lie in order."""
    clock = Clock()
    (folder / "index").mkdir(exist_ok=True)
    con = connect(memory_limit="3GB", spill_to=folder / "spill")
    con.execute("SET enable_progress_bar = false").fetchall()
    sizes = np.zeros(1 << SHELVES_BITS, np.int64)
    with (folder / "index" / "rests").open("wb") as rests, (folder / "index" / "ids").open("wb") as ids:
        for portion in range(PORTIONS):
            # By portions of the keys, so that each is put in order in memory.
            parts = " UNION ALL ".join(
                f"SELECT key, id FROM (SELECT {_key(number)} AS key, {ROW} AS id FROM {_source(folder, 'health')}) "
                f"WHERE key >> 60 >= {portion * 16 // PORTIONS} AND key >> 60 < {(portion + 1) * 16 // PORTIONS}"
                for number in range(len(KEYS))
            )
            found = con.execute(parts).fetchnumpy()
            keys, order = np.asarray(found["key"]), np.argsort(found["key"])
            rests.write((keys[order] >> np.uint64(20)).astype(np.uint32).tobytes())
            ids.write(np.asarray(found["id"])[order].tobytes())
            sizes += np.bincount((keys >> np.uint64(52)).astype(np.int64), minlength=len(sizes))
    np.save(folder / "index" / "shelves.npy", np.concatenate([[0], np.cumsum(sizes)]))
    (folder / "index" / "made").write_text("whole")
    clock.say("index made, once")


def _source(folder: Path, register: str) -> str:
    return f"read_parquet({quoted(folder / register / '*.parquet')})"


def _key(number: int) -> str:
    """Return the SQL of one key; what lacks a part has none that anything shares."""
    whole = " AND ".join(f"{part.split(' ')[0]} IS NOT NULL" for part in KEYS[number])
    return f"if({whole}, hash({number}, {', '.join(KEYS[number])}), hash('none', {ROW}))"


def look_up(folder: Path, keys: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return places in `keys`, and the row that shares each; keys that too many share bring nobody."""
    rests = np.memmap(folder / "index" / "rests", np.uint32, "r")
    ids = np.memmap(folder / "index" / "ids", np.int32, "r")
    shelves = np.load(folder / "index" / "shelves.npy")
    order = np.argsort(keys)
    wanted = (keys[order] >> np.uint64(20)).astype(np.uint32)
    bounds = np.searchsorted(keys[order] >> np.uint64(52), np.arange((1 << SHELVES_BITS) + 1, dtype=np.uint64))
    starts, ends = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
    for shelf in range(1 << SHELVES_BITS):
        own = slice(bounds[shelf], bounds[shelf + 1])
        held = rests[shelves[shelf] : shelves[shelf + 1]]
        starts[own] = shelves[shelf] + np.searchsorted(held, wanted[own], "left")
        ends[own] = shelves[shelf] + np.searchsorted(held, wanted[own], "right")
    many = np.where(ends - starts <= SHARED_BY_MOST, ends - starts, 0)
    places = np.repeat(order, many)
    at = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many) + np.repeat(starts, many)
    return places, ids[at]


# -- what is changed ----------------------------------------------------------------------------------------------------------------


def candidates(con: duckdb.DuckDBPyConnection, folder: Path, changed: str) -> None:
    """Make `found`: pairs of a changed roll and a registration that share a key."""
    keys = ", ".join(f"{_key(number).replace(ROW, 'id')} AS k{number}" for number in range(len(KEYS)))
    columns = con.execute(f"SELECT id, {keys} FROM {changed}").fetchnumpy()
    places, rows = look_up(folder, np.concatenate([np.asarray(columns[f"k{number}"]) for number in range(len(KEYS))]))
    pairs = np.unique(np.asarray(columns["id"]).astype(np.int64)[places % len(columns["id"])] << 32 | rows)
    con.register("arrow_given", pa.table({"l": (pairs >> 32).astype(np.int32), "r": (pairs & 0xFFFFFFFF).astype(np.int32)}))
    con.execute("CREATE OR REPLACE TEMP TABLE found AS FROM arrow_given").fetchall()
    con.unregister("arrow_given")


def _begin(folder: Path, mark: str) -> tuple[Stages, duckdb.DuckDBPyConnection]:
    con = connect(memory_limit="700MB", spill_to=folder / "spill")
    stages = Stages(con, lambda register: _source(folder, register), lambda *_: None)
    con.execute(f"CREATE TEMP TABLE given AS SELECT *, {ROW} AS id FROM {_source(folder, 'rolls')} WHERE {mark}").fetchall()
    return stages, con


def _compared(stages: Stages, con: duckdb.DuckDBPyConnection, folder: Path) -> Pairs:
    """Return the candidates compared, with what is known of their homes.

    As in the country's second round, a registration that is past `LINK_AT` another pupil's is not asked about.
    """
    stages.names()
    standing = f"FROM {quoted(folder / 'links.parquet')} WHERE l NOT IN (SELECT id FROM given) AND r IN (SELECT r FROM found)"
    con.execute(f"CREATE TEMP TABLE standing AS SELECT r, max(raw) AS raw {standing} GROUP BY r").fetchall()
    con.execute(f"CREATE TEMP TABLE open AS FROM found WHERE r NOT IN (SELECT r FROM standing WHERE raw >= {LINK_AT})").fetchall()
    for name, ids in (("rolls_over", "SELECT id FROM given"), ("health_over", "SELECT r FROM open")):
        con.execute(f"CREATE TEMP TABLE {name} AS {stages.rows(name.removesuffix('_over'), ids)}").fetchall()
    con.execute("CREATE TEMP TABLE moves (k UBIGINT)").fetchall()
    return stages.at_home(alone(stages.compared("open JOIN rolls_over a ON a.id = l JOIN health_over b ON b.id = r", pattern_of())))


def _chosen(con: duckdb.DuckDBPyConnection, pairs: Pairs, worth: Worth) -> tuple[Pairs, Numbers]:
    """Return the pairs that are each other's likeliest, weighed against the standing links of the registrations too."""
    found = con.execute(f"SELECT r, raw / (1 - raw) AS odds FROM standing WHERE raw < {LINK_AT}").fetchnumpy()
    beside = beside_in(con, lambda ids: f"SELECT * FROM health_over SEMI JOIN {ids} USING (id)")
    return choose(pairs, worth, beside, (found["r"], found["odds"]))


def learn(folder: Path) -> None:
    """Write what agreement is worth among the pairs that the index finds for the labelled pupils."""
    clock = Clock()
    stages, con = _begin(folder, f"{LABELLED.format('')} AND child % {CHANGED_OF} <> 5")
    candidates(con, folder, "given")
    pairs = _compared(stages, con, folder)
    # All of these pupils are labelled; a registration's label says nothing more.
    worth = fit(replace(pairs, labelled=np.full(len(pairs.l), 3, np.int8)))
    (folder / "index" / "worth").write_bytes(pickle.dumps(worth))
    clock.say("learned from the labelled, once")


def link_changed(folder: Path) -> None:
    """Find, score, join and publish the changed; print how long that took, and how right it is."""
    clock = Clock()
    stages, con = _begin(folder, f"child % {CHANGED_OF} = 5")
    read = time.monotonic()
    con.execute(f"COPY given TO {quoted(folder / 'changed.parquet')} (FORMAT parquet)").fetchall()
    clock.say(f"a delivery of {_count(con, 'SELECT count(*) FROM given'):,} changed rolls made ready ({time.monotonic() - read:.1f} s)")
    clock = Clock()
    con.execute(f"CREATE OR REPLACE TEMP TABLE given AS FROM {quoted(folder / 'changed.parquet')}").fetchall()
    candidates(con, folder, "given")
    clock.say(f"{_count(con, 'SELECT count(*) FROM found'):,} candidates found")
    pairs = _compared(stages, con, folder)
    clock.say("compared")
    chosen, raw = _chosen(con, pairs, pickle.loads((folder / "index" / "worth").read_bytes()))
    con.register("arrow_chosen", pa.table({"l": chosen.l, "r": chosen.r, "raw": raw}))
    clock.say("scored and joined")
    publish(con, folder)
    clock.say("published")
    linkable = _count(con, f"SELECT count(*) FROM given WHERE child IN (SELECT child FROM {_source(folder, 'health')})")
    reached = _count(
        con,
        f"SELECT count(DISTINCT l) FROM found JOIN given ON given.id = l "
        f"JOIN (SELECT child, {ROW} AS id FROM {_source(folder, 'health')}) b ON b.id = r WHERE given.child = b.child",
    )
    print(f"the true registration is among the candidates of {reached / linkable:.4f} of {linkable:,} who have one")
    for least in (0.5, 0.95):
        links, right = int((raw >= least).sum()), int(chosen.same[raw >= least].sum())
        print(f"linked from {least}: {links:,}, precision {right / links:.5f}, recall {right / linkable:.4f}")
    (folder / "links-next.parquet").unlink()


def publish(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the country's links with those of the changed in place of theirs, whole or not at all."""
    building = folder / "links-building.parquet"
    con.execute(
        f"COPY (SELECT l, r, raw FROM {quoted(folder / 'links.parquet')} WHERE l NOT IN (SELECT id FROM given) "
        f"UNION ALL SELECT l, r, raw FROM arrow_chosen) TO {quoted(building)} (FORMAT parquet)"
    ).fetchall()
    building.rename(folder / "links-next.parquet")


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(con.execute(sql).fetchall()[0][0])


if __name__ == "__main__":
    raise SystemExit(main())
