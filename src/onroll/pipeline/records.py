"""Station 2: from rows as sent to records in the common shape, and a problem for each failed check.

The rules stand in `core/checks/` as plain Python that judges one cell. Here each is asked once for every distinct cell
of a column, not once for every row, and Arrow carries the answers to the rows: one statement of each rule, and hundreds
of thousands of rows in seconds.
"""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onroll.core.checks import Check, Setting, ValueCheck, all_checks, pair_checks
from onroll.core.checks.verdicts import judge_of
from onroll.core.column_headings import fields_of
from onroll.core.records import Value
from onroll.core.registers import Field, Register
from onroll.pipeline.index import RECORD_KEY_STRIDE
from onroll.pipeline.record_ids import RecordIds

BATCH_ROWS = 1 << 17
IDENTIFIER_TYPES = ("upn", "nhs_number", "uln")

QUARANTINE_SCHEMA = pa.schema(
    [
        ("line", pa.int32()),
        ("record_id", pa.string()),
        ("field", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
        ("row_json", pa.string()),
    ]
)
PROBLEM_SCHEMA = pa.schema(
    [
        ("line", pa.int32()),
        ("record_id", pa.string()),
        ("check_id", pa.string()),
        ("severity", pa.string()),
        ("field", pa.string()),
        ("value", pa.string()),
        ("message", pa.string()),
    ]
)

_ARROW_TYPES: dict[str, pa.DataType] = {"date": pa.date32(), "flag": pa.bool_(), "integer": pa.int32()}


def record_schema(register: Register) -> pa.Schema:
    """Return the columns of `records.parquet` of a register (docs/tables.md)."""
    own = {each.name for each in register.fields}
    shared = [each for each in fields_of(register) if each.name not in own]
    return pa.schema(
        [("record_key", pa.int64()), ("line", pa.int32()), ("record_id", pa.string())]
        + [(each.name, arrow_type(each)) for each in shared]
        + [("invalid_identifiers", pa.string())]
        + [(each.name, arrow_type(each)) for each in register.fields]
    )


def arrow_type(field: Field) -> pa.DataType:
    """Return the type of a field's column."""
    return _ARROW_TYPES.get(field.type, pa.string())


@dataclass(frozen=True, kw_only=True)
class RowsAsSent:
    """Where the rows are, and which column holds what.

    Shape  column_of: position of a delivered column, from 0, by field; `record_id` is looked after by `record_ids`.
           supplied: fields that are worked out from other columns of a batch, by field.
           released: lines that a person let out of quarantine.
    """

    path: Path
    headings: tuple[str, ...]
    column_of: Mapping[str, int]
    record_ids: RecordIds
    supplied: Mapping[str, Callable[[pa.RecordBatch], pa.Array]] = field(default_factory=dict)
    released: frozenset[int] = frozenset()


@dataclass(kw_only=True)
class Counts:
    """How many rows went where, and how many warnings were raised.

    Shape  told: rows by what is wrong with them, as a sentence; errors and warnings alike. first_lines: of those rows.
    """

    read: int = 0
    accepted: int = 0
    quarantined: int = 0
    warnings: int = 0
    told: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, int] = field(default_factory=dict)

    def tell(self, sentence: str, rows: int, first_line: int) -> None:
        """Add rows of which a sentence is told."""
        self.told[sentence] += rows
        self.first_lines[sentence] = min(first_line, self.first_lines.get(sentence, first_line))


def make_records(rows: RowsAsSent, into: Path, *, setting: Setting, extract_number: int) -> Counts:
    """Write `records.parquet`, `quarantine.parquet` and `problems.parquet`; return the counts.

    Shape  every row is in exactly one of records and quarantine; problems has one row per row and failed check.
    """
    counts = Counts()
    schema = record_schema(setting.register)
    with contextlib.ExitStack() as open_files:

        def writer(name: str, of: pa.Schema) -> pq.ParquetWriter:
            return open_files.enter_context(pq.ParquetWriter(into / name, of, compression="zstd"))

        records, quarantine, problems = (
            writer("records.parquet", schema),
            writer("quarantine.parquet", QUARANTINE_SCHEMA),
            writer("problems.parquet", PROBLEM_SCHEMA),
        )
        source = open_files.enter_context(pq.ParquetFile(rows.path))
        for delivered in source.iter_batches(batch_size=BATCH_ROWS):
            batch = _Batch(delivered, rows, setting, first_position=counts.read, first_key=extract_number * RECORD_KEY_STRIDE)
            counts.read += delivered.num_rows
            accepted, set_aside = batch.accepted(schema), batch.quarantined()
            counts.accepted += accepted.num_rows
            counts.quarantined += set_aside.num_rows
            found = batch.problems()
            for sentence, (how_many, first_line) in batch.told.items():
                counts.tell(sentence, how_many, first_line)
            counts.warnings += pc.sum(pc.equal(found["severity"], "warning")).as_py() or 0
            for file, table in ((records, accepted), (quarantine, set_aside), (problems, found)):
                if table.num_rows:
                    file.write_table(table)
    return counts


class _Batch:
    """Some rows of a file, judged column by column."""

    def __init__(self, delivered: pa.RecordBatch, rows: RowsAsSent, setting: Setting, *, first_position: int, first_key: int) -> None:
        self.delivered = delivered
        self.rows = rows
        self.setting = setting
        self.first_key = first_key
        self.lines = delivered.column(0).cast(pa.int32())
        self.record_ids = rows.record_ids.of(delivered, first_position)
        self.values: dict[str, pa.Array] = {}
        self.pieces: list[pa.Table] = []
        self.told: dict[str, tuple[int, int]] = {}  # by sentence: how many rows, and the first one's line
        self.errors: dict[int, tuple[str | None, str | None, str]] = {}  # position: field, value and reason of the first error
        self.invalid: dict[int, list[str]] = {}
        self.released = (
            {position for position, line in enumerate(self.lines.to_pylist()) if line in rows.released} if rows.released else set()
        )
        self._judge_rows(first_position)
        for each in fields_of(setting.register):
            self._judge_column(each)
        self._judge_pairs()

    # -- judging --------------------------------------------------------------------------------------------------

    def _judge_rows(self, first_position: int) -> None:
        count = self.delivered.num_rows
        sentences = self.delivered.column(1)
        if sentences.null_count < count:
            for sentence in pc.unique(sentences.drop_null()).to_pylist():
                self._found(all_checks()["104"], pc.indices_nonzero(pc.equal(sentences, sentence)), None, None, sentence, releasable=False)
        ids = self.rows.record_ids
        for check_id, positions in (("103", ids.later_uses), ("105", ids.missing)):
            here = [each - first_position for each in positions if first_position <= each < first_position + count]
            if here:
                check = all_checks()[check_id]
                self._found(check, pa.array(here, pa.uint64()), "record_id", self.record_ids, check.sentence)

    def _judge_column(self, each: Field) -> None:
        texts = self._texts(each)
        encoded = texts.dictionary_encode()
        judge = judge_of(each, self.setting)
        verdicts = [judge(text) for text in encoded.dictionary.to_pylist()]
        values: list[Value] = [value for value, _ in verdicts]
        failures: dict[ValueCheck, list[int]] = {}
        for position, (_, failed) in enumerate(verdicts):
            if failed:
                for check in failed:
                    failures.setdefault(check, []).append(position)
        self.values[each.name] = pa.array(values, arrow_type(each)).take(encoded.indices)
        for check, wrong in failures.items():
            positions = pc.indices_nonzero(pc.is_in(encoded.indices, pa.array(wrong, encoded.indices.type)))
            self._failed(check, each, positions, texts)
        if texts.null_count:
            for check in judge(None)[1]:
                self._failed(check, each, pc.indices_nonzero(texts.is_null()), texts)

    def _texts(self, each: Field) -> pa.Array:
        if each.name in self.rows.supplied:
            return self.rows.supplied[each.name](self.delivered)
        position = self.rows.column_of.get(each.name)
        if position is None:
            return pa.nulls(self.delivered.num_rows, pa.string())
        return self.delivered.column(2 + position).cast(pa.string())

    def _judge_pairs(self) -> None:
        for check in pair_checks():
            names = check.fields(self.setting.register)
            if names is None:
                continue
            first, second = (self.values[name] for name in names)
            wrong = np.asarray(check.fails(*(each.to_numpy(zero_copy_only=False) for each in (first, second))))
            if wrong.any():
                positions = pa.array(np.flatnonzero(wrong), pa.uint64())
                self._found(check, positions, names[1], second.cast(pa.string()), f"{names[1]} lies before {names[0]}.")

    def _failed(self, check: ValueCheck, each: Field, positions: pa.Array, texts: pa.Array) -> None:
        if each.type in IDENTIFIER_TYPES and check.severity == "warning":
            for position, text in zip(positions.to_pylist(), texts.take(positions).to_pylist(), strict=True):
                self.invalid.setdefault(position, []).append(f"{each.name}={_encoded(text.strip())}")
        message: str | pa.Array = check.message("", each)
        if message != check.message("?", each):  # it speaks of the text
            message = pa.array([check.message(text.strip(), each) for text in texts.take(positions).to_pylist()], pa.string())
        self._found(check, positions, each.name, texts, message)

    def _found(
        self,
        check: Check,
        positions: pa.Array,
        name: str | None,
        texts: pa.Array | None,
        message: str | pa.Array,
        *,
        releasable: bool = True,
    ) -> None:
        count = len(positions)
        said = texts.take(positions) if texts is not None else pa.nulls(count, pa.string())
        messages = pa.repeat(pa.scalar(message, pa.string()), count) if isinstance(message, str) else message
        severity = check.severity
        if count:
            sentence, first = message if isinstance(message, str) else check.sentence, pc.min(self.lines.take(positions)).as_py()
            before, first_before = self.told.get(sentence, (0, first))
            self.told[sentence] = (before + count, min(first, first_before))
        if severity == "error":
            places = positions.to_pylist()
            for place, text, reason in zip(places, said.to_pylist(), messages.to_pylist(), strict=True):
                if not (releasable and place in self.released):
                    self.errors.setdefault(place, (name, text, reason))
            severities = pa.array(["warning" if releasable and place in self.released else "error" for place in places], pa.string())
        else:
            severities = pa.repeat(pa.scalar(severity, pa.string()), count)
        self.pieces.append(
            pa.table(
                [
                    self.lines.take(positions),
                    self.record_ids.take(positions),
                    pa.repeat(pa.scalar(check.check_id, pa.string()), count),
                    severities,
                    pa.repeat(pa.scalar(name, pa.string()), count),
                    said,
                    messages,
                ],
                schema=PROBLEM_SCHEMA,
            )
        )

    # -- handing on -----------------------------------------------------------------------------------------------

    def accepted(self, schema: pa.Schema) -> pa.Table:
        """Return the records of the rows without an error."""
        count = self.delivered.num_rows
        invalid: pa.Array = pa.nulls(count, pa.string())
        if self.invalid:
            invalid = pa.array(
                [";".join(self.invalid[position]) if position in self.invalid else None for position in range(count)], pa.string()
            )
        columns = {
            "record_key": pc.add(self.lines.cast(pa.int64()), self.first_key),
            "line": self.lines,
            "record_id": self.record_ids,
            "invalid_identifiers": invalid,
            **self.values,
        }
        whole = pa.table([columns[name] for name in schema.names], schema=schema)
        if not self.errors:
            return whole
        return whole.filter(pa.array([position not in self.errors for position in range(count)]))

    def quarantined(self) -> pa.Table:
        """Return the rows with an error, each with its first one and its text as sent."""
        places = sorted(self.errors)
        positions = pa.array(places, pa.uint64())
        sent = self.delivered.take(positions)
        texts = [sent.column(2 + number).to_pylist() for number in range(len(self.rows.headings))]
        reasons = [self.errors[place] for place in places]
        return pa.table(
            [
                self.lines.take(positions),
                self.record_ids.take(positions),
                pa.array([name for name, _, _ in reasons], pa.string()),
                pa.array([value for _, value, _ in reasons], pa.string()),
                pa.array([reason for _, _, reason in reasons], pa.string()),
                pa.array([row_as_json(self.rows.headings, cells) for cells in _rows_of(texts, len(places))], pa.string()),
            ],
            schema=QUARANTINE_SCHEMA,
        )

    def problems(self) -> pa.Table:
        """Return one row per row and failed check, in the order of the file."""
        if not self.pieces:
            return PROBLEM_SCHEMA.empty_table()
        return pa.concat_tables(self.pieces).sort_by([("line", "ascending"), ("check_id", "ascending")])


def row_as_json(headings: Iterable[str], cells: Iterable[str | None]) -> str:
    """Return a row as sent, by heading, as JSON."""
    return json.dumps(dict(zip(headings, cells, strict=True)), ensure_ascii=False)


def _rows_of(columns: list[list[str | None]], count: int) -> Iterable[tuple[str | None, ...]]:
    return zip(*columns, strict=True) if columns else (() for _ in range(count))


def _encoded(text: str) -> str:
    for character in "%;=":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
