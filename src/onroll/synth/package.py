"""Writes the made-up world as a Data Package: rows gathered by file, shuffled, numbered and appended, chunk by chunk."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from random import Random

import duckdb

Key = tuple[str, str, date]
Line = tuple[str, str, Sequence[object]]  # true child, error kinds, values without record_id

_DATE_COLUMNS = {
    "date_of_birth", "entry_date", "leaving_date", "change_date", "expected_start", "start_date", "end_date", "assessed_on",
    "application_date", "offer_date", "opened_on", "closed_on", "registered_on", "deregistered_on", "date_of_death", "claim_start",
    "claim_end", "from_date", "to_date", "tenancy_start", "tenancy_end", "week_starting", "event_date", "answered_on", "holiday_start",
    "holiday_end",
}  # fmt: skip


class PackageWriter:
    """Gathers rows and appends them to one file per register, supplier and day.

    Record ids are the place in the file and mean nothing beyond it, so the order is shuffled within each chunk.
    """

    def __init__(self, into: Path, rng: Random, *, file_format: str) -> None:
        self.folder = into / "package"
        self.truth = into / "truth"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.truth.mkdir(parents=True, exist_ok=True)
        self.file_format = file_format
        self.rng = rng
        self.waiting: dict[Key, list[Line]] = defaultdict(list)
        self.written: dict[Key, int] = {}
        self.columns: dict[Key, tuple[str, ...]] = {}
        self.lost: dict[Key, float] = {}  # truncated: the share of the rows that arrived
        self.never_sent: set[Key] = set()
        (self.truth / "records.csv").write_text("register,supplier,as_at,record_id,true_child,errors\n", encoding="utf-8")

    def is_sent(self, key: Key) -> bool:
        """Return whether the file ever leaves its supplier."""
        return key not in self.never_sent

    def is_troubled(self, key: Key) -> bool:
        """Return whether nobody can use the file: it is late, or truncated and so held."""
        return key in self.never_sent or key in self.lost

    def expect(self, key: Key, columns: tuple[str, ...]) -> None:
        """Announce a file, so that it exists even if no row ever comes."""
        if key not in self.columns and key not in self.never_sent:
            self.columns[key] = columns
            self.written[key] = 0
            with self._path(key).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerow(("record_id", *columns))

    def add(self, key: Key, true_child: str, errors: str, values: Sequence[object]) -> None:
        """Add one row of a child."""
        self.waiting[key].append((true_child, errors, values))

    def flush(self) -> None:
        """Append what has been gathered to the files."""
        with (self.truth / "records.csv").open("a", encoding="utf-8", newline="") as truth_file:
            records = csv.writer(truth_file, lineterminator="\n")
            for key in sorted(self.waiting):
                lines = self.waiting[key]
                self.rng.shuffle(lines)
                share = self.lost.get(key)
                if share is not None:
                    lines = lines[: int(len(lines) * share)]
                number = self.written[key]
                prefix = f"{key[1]}-" if self._keys_look_like(key) else ""
                register, supplier, as_at = key[0], key[1], key[2].isoformat()
                with self._path(key).open("a", encoding="utf-8", newline="") as file:
                    rows = csv.writer(file, lineterminator="\n")
                    out, ids = [], []
                    for true_child, errors, values in lines:
                        number += 1
                        record_id = f"{prefix}{number}"
                        out.append((record_id, *values))
                        if true_child and share is None:  # a truncated file is held, and its rows do not count
                            ids.append((register, supplier, as_at, record_id, true_child, errors))
                    rows.writerows(out)
                    records.writerows(ids)
                self.written[key] = number
        self.waiting.clear()

    def reference(self, register: str, supplier: str, as_at: date, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Write a reference file at once."""
        key = (register, supplier, as_at)
        count = 0
        with self._path(key).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            for row in rows:
                writer.writerow(row)
                count += 1
        self.written[key] = count
        self.columns[key] = tuple(header)

    def finish(self, name: str, extra: dict[str, object]) -> dict[str, int]:
        """Turn the files into the wanted format, write `datapackage.json`, and return the rows by register."""
        self.flush()
        resources = []
        counts: dict[str, int] = defaultdict(int)
        connection = duckdb.connect(":memory:", config={"threads": "2", "memory_limit": "1GB"})
        for key in sorted(self.written, key=lambda key: (key[2], key[0] not in ("establishments", "postcodes", "term_dates"), key)):
            path = self._path(key)
            if self.file_format == "parquet":
                path = _as_parquet(connection, path)
            register, supplier, as_at = key
            resources.append({"name": path.stem, "path": path.name, "register": register, "supplier": supplier, "as_at": as_at.isoformat()})
            counts[register] += self.written[key]
        connection.close()
        text = json.dumps({"name": name, **extra, "resources": resources}, indent=1, ensure_ascii=False)
        (self.folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")
        return dict(counts)

    def _path(self, key: Key) -> Path:
        return self.folder / f"{key[0].replace('_', '-')}-{key[1].lower()}-{key[2].isoformat()}.csv"

    @staticmethod
    def _keys_look_like(key: Key) -> bool:
        # some suppliers number the rows, some put their code before: both are in use
        return sum(map(ord, key[1])) % 2 == 0


def _as_parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> Path:
    target = path.with_suffix(".parquet")
    text, result = (str(each).replace("'", "''") for each in (path, target))
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    types = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in header) + "}"
    source = f"read_csv('{text}', header=true, auto_detect=false, delim=',', quote='\"', columns={types}, nullstr='')"
    chosen = ", ".join(f'try_cast("{name}" as date) as "{name}"' if name in _DATE_COLUMNS else f'"{name}"' for name in header)
    connection.execute(f"copy (select {chosen} from {source}) to '{result}' (format parquet)").fetchall()
    path.unlink()
    return target
