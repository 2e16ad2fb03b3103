"""Rows in pieces are the rows: by place, by child, across the border of two pieces, in memory and in a file."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest

from onroll.pipeline.pieces import Pieces, PiecewiseFiles
from onroll.pipeline.run_homes import KINDS, Homes, Places
from onroll.pipeline.run_lookups import RowsByChild

CHILDREN = [f"C{number:04d}" for number in range(0, 600, 3)]


def table(chosen: random.Random) -> pa.Table:
    """Up to four rows of each child, and lists of marks that some share; some children have no row."""
    rows = [
        {"child_id": child_id, "n": number, "marks": [chosen.randrange(90) for _ in range(chosen.randrange(4))]}
        for child_id in CHILDREN
        for number in range(chosen.randrange(5))
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([("child_id", pa.string()), ("n", pa.int64()), ("marks", pa.list_(pa.uint64()))]))


def cut(rows: pa.Table, chosen: random.Random, file: Path | None) -> Pieces:
    """The same rows in pieces of any size, an empty one among them."""
    borders = sorted({0, len(rows), *(chosen.randrange(len(rows)) for _ in range(12))})
    batches = [rows.slice(0, 0).combine_chunks().to_batches()]
    batches += [rows.slice(one, other - one).combine_chunks().to_batches() for one, other in pairwise(borders)]
    flat = [batch for some in batches for batch in some]
    if file is None:
        return Pieces(flat, rows.schema)
    with PiecewiseFiles(file.parent) as files:
        for batch in flat:
            files.add_arrow(file.stem, pa.Table.from_batches([batch]))
    return Pieces.opened(file)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("in_a_file", [False, True])
def test_pieces_are_the_table(seed: int, in_a_file: bool, tmp_path: Path) -> None:
    chosen = random.Random(seed)
    rows = table(chosen)
    pieces, plain = cut(rows, chosen, tmp_path / "rows.arrow" if in_a_file else None), rows.to_pylist()
    assert len(pieces) == len(plain)
    assert pieces.column("n").to_pylist() == rows["n"].to_pylist()
    assert [pieces.value("child_id", place) for place in range(len(plain))] == rows["child_id"].to_pylist()
    for many in (0, 1, 7, len(plain)):
        places = chosen.sample(range(len(plain)), many)
        assert pieces.at(places).to_pylist() == [plain[place] for place in sorted(places)]
        assert pieces.at(places, ["n"]).to_pylist() == [{"n": plain[place]["n"]} for place in sorted(places)]
    for most in (1, 5, 1_000):
        firsts, some = zip(*pieces.tables(most), strict=True)
        assert pa.concat_tables(some).to_pylist() == plain and max(map(len, some)) <= most
        assert list(firsts) == [sum(map(len, some[:number])) for number in range(len(some))]
    by_child = RowsByChild(pieces)
    for child_id in [*CHILDREN, "", "C0001", "Z"]:
        own = [row for row in plain if row["child_id"] == child_id]
        assert by_child.of(child_id) == own
        assert by_child.first_of([child_id, "nobody"]) == ({child_id: own[0]} if own else {})


@pytest.mark.parametrize("seed", range(6))
def test_marks_in_pieces_lead_where_they_lead_in_one(seed: int) -> None:
    chosen = random.Random(100 + seed)
    rows = table(chosen)
    plain = rows["marks"].to_pylist()
    found = Places.of_lists(cut(rows, chosen, None).column("marks"))
    for mark in range(90):
        assert found.of([mark]) == [place for place, marks in enumerate(plain) if mark in marks]


@pytest.mark.parametrize("seed", range(3))
def test_homes_in_pieces_are_homes(seed: int, tmp_path: Path) -> None:
    chosen = random.Random(200 + seed)
    rows = pa.Table.from_pylist(
        [
            {"child_id": child_id, "surname": chosen.choice("abc"), **{kind: [chosen.randrange(60)] for kind in KINDS}}
            | {"surname_parts": ["a"], "parents": ["p"], "birthdays": [chosen.randrange(9)], "given": [chosen.choice("xyz")]}
            for child_id in CHILDREN
        ]
    )
    whole, pieces = Homes.of_rows(Pieces.of(rows)), cut(rows, chosen, tmp_path / "homes.arrow")
    Homes.keep(pieces, tmp_path)
    for homes in (Homes.of_rows(pieces), Homes.kept(pieces, tmp_path)):
        for place in range(len(CHILDREN)):
            assert homes.mates(place, {CHILDREN[3]}, most=6, most_kin=6) == whole.mates(place, {CHILDREN[3]}, most=6, most_kin=6)
            assert homes.ids(homes.sharing("kin", place)) == whole.ids(whole.sharing("kin", place))
