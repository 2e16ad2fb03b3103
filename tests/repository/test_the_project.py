"""Tests of the project itself."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout, so there is no list of the project's files")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_generated_pages_are_current() -> None:
    done = subprocess.run([sys.executable, "tools/write_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-spark.lock"])
def test_the_lock_names_hashes_and_no_addresses(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert "://" not in lock
    pins = re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE)
    assert len(pins) == len(set(pins)) > 50


def test_no_file_names_a_registry_or_a_place_on_a_machine() -> None:
    forbidden = re.compile("|".join(["py" + r"pi\.org", "python" + "hosted", r"registry\.np" + r"mjs", "/wo" + "rk/main", "/fa" + "rm/"]))
    named = []
    for path in tracked_files():
        if path.is_file() and path.suffix not in {".png", ".woff2", ".parquet", ".gz"}:
            text = path.read_text(encoding="utf-8", errors="replace")
            if forbidden.search(text):
                named.append(str(path.relative_to(ROOT)))
    assert named == []


def test_decision_numbers_are_unique_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = sorted(path.name for path in folder.glob("[0-9]*.md"))
    numbers = [name.split("-", 1)[0] for name in pages]
    assert len(numbers) == len(set(numbers))
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert [name for name in pages if name not in index] == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "src").rglob("*.py")
        if "migrations" not in path.parts and not path.read_text(encoding="utf-8").lstrip().startswith('"""')
    ]
    assert silent == []


def test_the_product_never_reads_what_lies_beside_the_project() -> None:
    readers = [str(path.relative_to(ROOT)) for path in (ROOT / "src").rglob("*.py") if "../shared" in path.read_text(encoding="utf-8")]
    assert readers == []


def test_made_up_nhs_numbers_are_in_the_test_range() -> None:
    """Outside the 999 range stand only the published vectors for the check digit."""
    vectors = {"9434765919", "9876543210", "4010232137"}
    found = []
    for path in tracked_files():
        if path.suffix in {".csv", ".json"} and path.is_file() and "static" not in path.parts:
            for number in re.findall(r"(?<![0-9.])[4-79][0-9]{9}(?![0-9])", path.read_text(encoding="utf-8", errors="replace")):
                if not number.startswith("999") and number not in vectors and _is_nhs_number(number):
                    found.append((path.name, number))
    assert found == []


def _is_nhs_number(number: str) -> bool:
    check = 11 - sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False)) % 11
    return check % 11 == int(number[9]) and check != 10


def test_every_test_that_a_page_names_is_there() -> None:
    named = {
        name for page in sorted((ROOT / "docs").glob("*.md")) for name in re.findall(r"`(test_\w+)`", page.read_text(encoding="utf-8"))
    }
    written = {
        name for path in (ROOT / "tests").rglob("test_*.py") for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.M)
    }
    assert named and named <= written, sorted(named - written)
