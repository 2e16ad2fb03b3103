"""A home of its own for each test, and files as suppliers write them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from onroll.pipeline.index import Index


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index(tmp_path / "home", clock=lambda: datetime(2026, 3, 1, 9, tzinfo=UTC))
    made.create()
    return made


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write rows as CSV: a file's name, and dictionaries or a text."""

    def write(name: str, rows: Iterable[Mapping[str, Any]] | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(rows, str):
            path.write_text(rows, encoding="utf-8")
            return path
        rows = list(rows)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write
