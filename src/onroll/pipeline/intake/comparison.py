"""What differs between a snapshot and the supplier's former one: same, joiner, leaver, changed, not in file.

A `record_id` means nothing beyond its extract, so rows are found again by whom they speak of: pupil number, NHS
number, then name and birthday. Each row is found at most once, so that the counts add up on both sides.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onroll.core.column_headings import fields_of
from onroll.core.registers import Register
from onroll.core.sanity_gate import SnapshotShape, cohorts, year_groups
from onroll.pipeline.index import Extract
from onroll.pipeline.intake.row_codes import MISSING, RowCodes, coded_rows

DIFFERENCE_SCHEMA = pa.schema(
    [
        ("kind", pa.string()),
        ("line", pa.int32()),
        ("former_line", pa.int32()),
        ("changed_fields", pa.list_(pa.string())),
        ("reason", pa.string()),
    ]
)
KINDS = ("same", "joiner", "leaver", "changed", "not_in_file")


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A snapshot beside the supplier's former one.

    Shape  counts: rows by kind. same + joiner + leaver + changed = rows of the new one; same + leaver + changed +
           not_in_file = rows of the former one. shapes: of the former one and of the new one, for the sanity gate.
    """

    former: Extract
    counts: Mapping[str, int]
    shapes: tuple[SnapshotShape, SnapshotShape]

    @property
    def found_again(self) -> int:
        """How many rows of the former snapshot stand for somebody in the new one."""
        return self.counts["same"] + self.counts["leaver"] + self.counts["changed"]


@dataclass(frozen=True)
class _Pass:
    """One way to find a row again. Shape  keys: fields, or `lower(field)`, none of which may be missing."""

    words: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class _Pairs:
    """Rows found again. Shape  positions among the rows of both extracts, the former one's first; how: in which pass."""

    new: list[int]
    former: list[int]
    how: list[int]


def compare(register: Register, former: Extract, records: Path, into: Path, *, as_at: date) -> Comparison:
    """Write `diff.parquet`: one row per record of the new snapshot, and one per former record not found again."""
    fields = [each.name for each in fields_of(register)]
    in_lower_case = {"surname", "forename"} if register.identity else ()
    rows = coded_rows(
        (former.records_path, records), fields, in_lower_case=in_lower_case, with_values=("enrolment_status",), order_by=register.starts
    )
    passes = [_Pass("the same in every field", ()), *_passes(register)]
    differences = _differences(rows, _find_again(rows, fields, passes), passes, register, fields)
    pq.write_table(differences, into, compression="zstd")
    counted = {each["values"]: each["counts"] for each in differences["kind"].value_counts().to_pylist()}
    return Comparison(
        former=former,
        counts={kind: counted.get(kind, 0) for kind in KINDS},
        shapes=(_shape(former.records_path, register, former.as_at, as_at), _shape(records, register, as_at, as_at)),
    )


def schools_gone(former: Path, records: Path) -> list[str]:
    """Return the URNs of schools of which a roll has no row any more, in order: they count as not sent (contracts 5, Coverage)."""

    def urns(path: Path) -> set[str]:
        return set(pq.read_table(path, columns=["urn"], use_threads=False)["urn"].unique().drop_null().to_pylist())

    return sorted(urns(former) - urns(records))


def _shape(records: Path, register: Register, as_at: date, compared_on: date) -> SnapshotShape:
    if not register.gated:
        return SnapshotShape(row_count=0, year_groups={})
    by_year = any(field.name == "nc_year" for field in register.fields)
    names = ["nc_year", "date_of_birth"] if by_year else ["date_of_birth"]
    table = pq.read_table(records, columns=names, use_threads=False)
    grouped = table.group_by(names).aggregate([([], "count_all")]).to_pylist()
    rows = [(each.get("nc_year"), each["date_of_birth"], each["count_all"]) for each in grouped]
    return SnapshotShape(row_count=table.num_rows, year_groups=year_groups(rows, as_at) if by_year else cohorts(rows, compared_on))


def _passes(register: Register) -> list[_Pass]:
    if not register.identity:
        return [_Pass(f"found again by {' and '.join(names)}", names) for names in register.found_again_by]
    own = {each.name for each in register.fields}
    spell = tuple(name for name in ("urn", register.starts) if name in own)  # tells a child's several rows apart
    passes = []
    for words, keys in (
        ("found again by pupil number", ("upn",)),
        ("found again by NHS number", ("nhs_number",)),
        ("found again by name and birthday", ("lower(surname)", "lower(forename)", "date_of_birth")),
        ("found again by forename, birthday and postcode", ("lower(forename)", "date_of_birth", "postcode")),
        ("found again by surname, birthday and postcode", ("lower(surname)", "date_of_birth", "postcode")),
    ):
        passes += [_Pass(words, keys + spell)] * bool(spell) + [_Pass(words, keys)]
    return passes


def _find_again(rows: RowCodes, fields: list[str], passes: list[_Pass]) -> _Pairs:
    """Find rows again, in each way in turn, as long as rows are left on both sides.

    Where several rows have the same key, the first one is found in the first one, and so on.
    """
    pairs = _Pairs([], [], [])
    border = rows.sizes[0]
    former, new = ([each for each in rows.order if (each < border) == is_former] for is_former in (True, False))
    for number, each in enumerate(passes):
        if not former or not new:
            break
        waiting: dict[Hashable, deque[int]] = {}
        for position, key in zip(former, _keys(rows, fields, each, former), strict=True):
            if key is not None:
                waiting.setdefault(key, deque()).append(position)
        found = set()
        for position, key in zip(new, _keys(rows, fields, each, new), strict=True):
            if key is not None and (there := waiting.get(key)):
                pairs.new.append(position)
                pairs.former.append(there[0])
                pairs.how.append(number)
                found |= {position, there.popleft()}
        if found:
            former, new = ([each for each in left if each not in found] for left in (former, new))
    return pairs


def _keys(rows: RowCodes, fields: list[str], each: _Pass, positions: list[int]) -> Iterable[Hashable]:
    """Return the key of each of those rows; None where a part of it is missing."""
    there = pa.array(positions, pa.int64())
    if not each.keys:
        return rows.fingerprints(fields, there)
    columns = [rows.codes[key].take(there).to_pylist() for key in each.keys]
    return (None if MISSING in key else key for key in zip(*columns, strict=True))


def _differences(rows: RowCodes, pairs: _Pairs, passes: list[_Pass], register: Register, fields: list[str]) -> pa.Table:
    """Return what differs. Which fields do is one number first, a bit a field: there are few different ones."""
    new, former = pa.array(pairs.new, pa.int64()), pa.array(pairs.former, pa.int64())
    apart = pa.repeat(pa.scalar(0, pa.int64()), len(new))
    for place, name in enumerate(fields):
        differs = pc.not_equal(rows.codes[name].take(new), rows.codes[name].take(former))
        apart = pc.bit_wise_or(apart, pc.if_else(differs, 1 << place, 0))
    has_left = _has_left(rows, register, fields, new, former)
    kinds = pc.if_else(pc.equal(apart, 0), "same", pc.if_else(has_left, "leaver", "changed"))
    encoded = apart.dictionary_encode()
    changed = [[name for place, name in enumerate(fields) if bits >> place & 1] for bits in encoded.dictionary.to_pylist()]
    words = pa.array([each.words for each in passes], pa.string())
    pieces = [
        [
            kinds,
            rows.lines.take(new),
            rows.lines.take(former),
            pa.array(changed, pa.list_(pa.string())).take(encoded.indices),
            words.take(pa.array(pairs.how, pa.int32())),
        ]
    ]
    border = rows.sizes[0]
    for kind, left, reason in (
        ("joiner", sorted(set(range(border, sum(rows.sizes))) - set(pairs.new)), "nobody of the former extract was found in this row"),
        ("not_in_file", sorted(set(range(border)) - set(pairs.former)), "no accepted row of this file was found for it"),
    ):
        lines, nothing = rows.lines.take(pa.array(left, pa.int64())), pa.nulls(len(left), pa.int32())
        pieces.append(
            [
                pa.repeat(kind, len(left)),
                lines if kind == "joiner" else nothing,
                nothing if kind == "joiner" else lines,
                pa.array([[]] * len(left), pa.list_(pa.string())),
                pa.repeat(reason, len(left)),
            ]
        )
    return pa.concat_tables([pa.table(piece, schema=DIFFERENCE_SCHEMA) for piece in pieces])


def _has_left(rows: RowCodes, register: Register, fields: list[str], new: pa.Array, former: pa.Array) -> pa.Array:
    left = pa.repeat(False, len(new))
    if register.ends:
        ends = rows.codes[register.ends]
        left = pc.and_(pc.not_equal(ends.take(new), MISSING), pc.equal(ends.take(former), MISSING))
    if "enrolment_status" in fields:
        status = rows.codes["enrolment_status"]
        previous = rows.code_of("enrolment_status", "P")
        left = pc.or_(left, pc.and_(pc.equal(status.take(new), previous), pc.not_equal(status.take(former), previous)))
    return left
