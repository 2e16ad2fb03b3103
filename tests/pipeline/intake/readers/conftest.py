"""Write a file, read it, look at its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from onroll.pipeline.intake.readers import DEFAULT_LIMITS, CannotReadFile, Limits, ReadFile, read_rows


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., tuple[ReadFile, list[dict[str, Any]]]]:
    """Read a path, or content under a name: what the file is, and its rows."""

    def read_it(
        source: Path | bytes | str, name: str = "roll.csv", limits: Limits = DEFAULT_LIMITS
    ) -> tuple[ReadFile, list[dict[str, Any]]]:
        path = source if isinstance(source, Path) else tmp_path / name
        if not isinstance(source, Path):
            path.write_bytes(source.encode() if isinstance(source, str) else source)
        before = set(tmp_path.iterdir())
        into = tmp_path / "rows.parquet"
        what = read_rows(path, into, limits=limits)
        assert set(tmp_path.iterdir()) - before <= {into}, "nothing else is left behind"
        table = pq.read_table(into)
        assert table.column_names == ["line", "structure_problem", *what.headings]
        assert [str(kind) for kind in table.schema.types] == ["int32", *["string"] * (len(what.headings) + 1)]
        assert table.num_rows == what.row_count
        into.unlink()
        return what, table.to_pylist()

    return read_it


@pytest.fixture
def refusal(tmp_path: Path) -> Callable[..., str]:
    """The sentence with which a file is refused; nothing is left behind."""

    def sentence_for(source: Path | bytes | str, name: str = "roll.csv", limits: Limits = DEFAULT_LIMITS) -> str:
        path = source if isinstance(source, Path) else tmp_path / name
        if not isinstance(source, Path):
            path.write_bytes(source.encode() if isinstance(source, str) else source)
        before = set(tmp_path.iterdir())
        with pytest.raises(CannotReadFile) as refused:
            read_rows(path, tmp_path / "refused.parquet", limits=limits)
        sentence = str(refused.value)
        assert set(tmp_path.iterdir()) == before
        assert "\n" not in sentence and sentence.endswith(".") and len(sentence) < 400, sentence
        assert path.name[:20] in sentence or not path.name.isprintable()
        return sentence

    return sentence_for
