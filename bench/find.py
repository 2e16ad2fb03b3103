"""How fast one child is found, and whether a sealed pair shows: `python bench/find.py --children 50000`.

Makes and links a region (as `bench/links.py`), opens its run as a server does, and looks for children as people do: by the whole, by a
name and a birthday with a slip, by a name and a postcode, by an identifier, by somebody's telephone. Prints the median, the 95th and
the 99th percentile, and how often the child was first.

With --home HOME, in the current run of a home that is there (`bench/england.py --keep` leaves one), for a country's size.

With --probes N, N pairs of searches beside it: one for a child who is sealed from another, one for a child who is not, drawn in random
order; printed are both medians and how far they are apart.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
from links import region

from onroll.core.sealed_pairs import known_by, seal
from onroll.pipeline.children import link_records
from onroll.pipeline.engine import quoted
from onroll.pipeline.find import Query, find, search_again, searchable
from onroll.pipeline.index import Index, Run
from onroll.pipeline.kept_apart import children_kept_apart
from onroll.pipeline.links.decided import mark_keys_of


def main() -> int:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=5_000)
    parser.add_argument("--authorities", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=float, default=1.0)
    parser.add_argument("--home", type=Path, help="search the current run of this home; nothing is made")
    parser.add_argument("--keep", type=Path, help="a folder in which the world is kept, and found again")
    parser.add_argument("--searches", type=int, default=1_000)
    parser.add_argument("--probes", type=int, default=0)
    parser.add_argument(
        "--before", action="store_true", help="probe the run before any pair was sealed: what the children's names alone make"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onroll-bench-") as scratch:
        chosen = random.Random(arguments.seed)
        if arguments.home:
            current = Index(arguments.home).current_run()
            if current is None:
                parser.error(f"{arguments.home} has no run: give the home of one that was linked")
            timed_searches(current, known_children(current, chosen, arguments.searches), chosen)
            return 0
        index, on = region(arguments.keep or Path(scratch), arguments)
        run = linked(index, on)
        children = known_children(run, chosen, arguments.searches)
        timed_searches(run, children, chosen)
        if arguments.probes:
            probe(index, run, chosen, arguments.probes, sealed_yet=not arguments.before)
    return 0


def linked(index: Index, on: Any) -> Run:
    """Return the first run of the region, linked where there is none."""
    if index.runs():
        return index.runs()[0]
    with index.writing("bench"):
        into = index.building_folder("run")
        link_records(index, index.counted_extracts(on), into, previous=None)
        return index.publish_run(into, on=on, known_by=None, ledger_position=1, manifest={})


def known_children(run: Run, chosen: random.Random, count: int) -> list[dict[str, Any]]:
    """Return some children of a run, with all that they are known by."""
    con = duckdb.connect()
    units = quoted(run.table("child_units"))
    ids = [unit for (unit,) in con.execute(f"SELECT unit FROM {units} ORDER BY unit").fetchall()]
    wanted = chosen.sample(ids, min(count, len(ids)))
    result = con.execute(f"SELECT * FROM {units} WHERE unit IN (SELECT unnest(?))", [wanted])
    names = [column[0] for column in result.description or []]
    known = {row[names.index("unit")]: dict(zip(names, row, strict=True)) for row in result.fetchall()}
    return [known[unit] for unit in wanted]


KINDS = ("all that is known", "name and birthday", "a birthday ten days off", "name and postcode", "an identifier, or name and telephone")


def asked(child: dict[str, Any], how: int) -> Query:
    """Return a search for a child, as one of five kinds of people make it."""
    born = child["birthdays"][0]
    birthday = date(born // 10000, born // 100 % 100, born % 100)
    named = {"forename": child["forename"], "surname": child["surname"]}
    first = {name: child[column][0] if child[column] else None for name, column in (("postcode", "postcodes"), ("phone", "contacts"))}
    upn = child["upns"][0] if child["upns"] else None
    return (
        Query(**named, date_of_birth=birthday, postcode=first["postcode"], upn=upn),
        Query(**named, date_of_birth=birthday),
        Query(**named, date_of_birth=birthday + timedelta(days=10)),
        Query(**named, postcode=first["postcode"]),
        Query(upn=upn) if upn else Query(**named, phone=first["phone"] if first["phone"] and "@" not in first["phone"] else None),
    )[how % len(KINDS)]


def timed_searches(run: Run, children: list[dict[str, Any]], chosen: random.Random) -> None:
    """Look for each child once, and print how long it took."""
    started = time.perf_counter()
    searchable(run)
    print(f"load {os.getloadavg()[0]:.0f}; opening the run: {time.perf_counter() - started:.2f} s")
    for child in children[:20]:
        find(run, asked(child, chosen.randrange(5)))
    taken: dict[str, list[float]] = {kind: [] for kind in KINDS}
    first, cpu = 0, time.process_time()
    for place, child in enumerate(children):
        started = time.perf_counter()
        hits = find(run, asked(child, place))
        taken[KINDS[place % len(KINDS)]].append((time.perf_counter() - started) * 1000)
        first += bool(hits) and hits[0].child_id == child["unit"]
    cpu = (time.process_time() - cpu) / len(children) * 1000
    print(
        f"{len(children):,} searches among {len_of(run):,} children: {_told([each for times in taken.values() for each in times])}, "
        f"{cpu:.1f} ms of processor time each; the child first in {first / len(children):.1%}"
    )
    for kind, times in taken.items():
        print(f"  {kind}: {_told(times)}")


def _told(times: list[float]) -> str:
    ordered = sorted(times)
    return (
        f"median {statistics.median(ordered):.1f} ms, 95th percentile {ordered[int(len(ordered) * 0.95)]:.1f} ms, "
        f"99th {ordered[int(len(ordered) * 0.99)]:.1f} ms"
    )


def len_of(run: Run) -> int:
    """Return how many children a run has."""
    found: int = duckdb.connect().execute(f"SELECT count(*) FROM {quoted(run.table('child_units'))}").fetchall()[0][0]
    return found


SEALED = 300


def probe(index: Index, before: Run, chosen: random.Random, count: int, *, sealed_yet: bool = True) -> None:
    """Search for children sealed from another, and for children who are not, in random order; print both medians.

    The region is linked once more with the sealed pairs in force (or was, with the same seed and as many searches). So many are drawn
    for each side that their names' rarity evens out.
    """
    keys = mark_keys_of(index)
    children = known_children(before, chosen, 3 * SEALED)
    sealed = [
        seal(keys, known_by(one), known_by(other))
        for one, other in zip(children[:SEALED], children[SEALED : 2 * SEALED], strict=True)
        if known_by(one) != known_by(other)
    ]
    if len(index.runs()) < 2:
        with index.writing("bench"):
            into = index.building_folder("run")
            link_records(index, index.counted_extracts(before.on), into, previous=before, sealed=sealed)
            index.publish_run(into, on=before.on, known_by=None, ledger_position=1, manifest={})
    run = index.runs()[1] if sealed_yet else before
    searchable(run)
    chosen = random.Random()  # the same children, looked for in another order each time: a long series can be made in pieces
    apart = children_kept_apart(run.folder, sealed, keys)
    groups = {"sealed": children[:SEALED], "not sealed": children[2 * SEALED :]}
    taken: dict[str, list[float]] = {name: [] for name in groups}
    for _ in range(count):
        for name in chosen.sample(sorted(groups), 2):
            child = chosen.choice(groups[name])
            started = time.perf_counter()
            find(run, asked(child, 1))
            taken[name].append((time.perf_counter() - started) * 1000)
    medians = {name: statistics.median(each) for name, each in taken.items()}
    print(f"{count:,} probes of each: " + ", ".join(f"{name} {median:.3f} ms" for name, median in medians.items()))
    print(f"medians {abs(medians['sealed'] - medians['not sealed']):.3f} ms apart; goal: within 1 ms")
    sides = sorted((each, name) for name, times in taken.items() for each in times)
    ranks = sum(place for place, (_, name) in enumerate(sides) if name == "sealed") - count * (count - 1) / 2
    print(f"a sealed search takes longer than one not sealed in {ranks / count**2:.1%} of all pairs of searches; nothing told: 50%")
    hits = search_again(run.folder, [child["unit"] for child in children[:SEALED]], apart=apart)
    pairs = {frozenset(pair) for pair in zip(hits["child_id"].to_pylist(), hits["other_child_id"].to_pylist(), strict=True)}
    print(f"pairs kept apart: {len(apart)}; of them among the leads of the second search: {len(pairs & apart)}")


if __name__ == "__main__":
    raise SystemExit(main())
