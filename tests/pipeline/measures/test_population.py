"""The file of populations: read as it is, or refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from onroll.pipeline.measures.population import CannotReadPopulation, read_population

HEAD = b"la_code,population\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "column la_code is missing"),
        (HEAD, "names no authority"),
        (b"la_code;population\n301;100\n", "column la_code is missing"),
        (HEAD + b"301,\xff\n", "cannot be read as a CSV file in UTF-8"),
        (HEAD + b"301,1\x002\n", "line 2: population .* is not a whole number"),
        (HEAD + b"301", "line 2: population '' is not"),
        (HEAD + b"301,12.5\n", "line 2: population '12.5' is not"),
        (HEAD + b"301," + b"9" * 5000 + b"\n", "at most 8 digits"),
        (HEAD + b"301," + b"9" * 200_000 + b"\n", "cannot be read|at most 8 digits"),
        (HEAD + b"30x,100\n", "not a three-digit authority code"),
        (HEAD + b"301,100\n301,100\n", "line 3: la_code 301 stands twice"),
    ],
)
def test_a_file_that_says_no_population_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(CannotReadPopulation, match=says):
        read_population(path)


def test_numbers_may_have_commas_and_the_file_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD + b'301,"34,567"\n302,9\n')
    assert read_population(path) == {"301": 34_567, "302": 9}
