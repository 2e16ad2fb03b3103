"""A disk that is full: each command says so in one sentence, nothing half done is left, and with room again it goes on."""

from __future__ import annotations

import csv
import errno
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.casebook_file import put_casebook_into
from support.deliveries import pupil

ONROLL = str(Path(sys.executable).with_name("onroll"))
SIZE = 6 * 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of six megabytes, where this machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], capture_output=True, check=False).returncode:
        pytest.skip("No disk of its own can be mounted here (that needs root)")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def onroll(*words: str, home: Path) -> tuple[int, str]:
    done = subprocess.run([ONROLL, *words, "--home", str(home)], capture_output=True, text=True, check=False, timeout=300)
    return done.returncode, done.stderr


@pytest.mark.long
def test_on_a_full_disk_each_command_says_so_and_leaves_nothing_half_done(small_disk: Path, tmp_path: Path) -> None:
    home = put_casebook_into(tmp_path / "home")
    roll = tmp_path / "roll.csv"
    rows = [pupil(number) for number in range(1, 6)]
    with roll.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(column for row in rows for column in row)))
        writer.writeheader()
        writer.writerows(rows)
    taken = ["ingest", str(roll), "--register", "school_roll", "--supplier", "301", "--as-at", "2026-01-15"]
    assert onroll(*taken, home=home)[0] == 0
    full = small_disk / "home"
    shutil.copytree(home, full)
    with pytest.raises(OSError, match="No space"), (small_disk / "fill").open("wb", buffering=0) as filling:
        while True:
            if filling.write(bytes(4096)) < 4096:
                raise OSError(errno.ENOSPC, "No space left on device")
    for words, where in ((["backup", str(small_disk / "x.onroll")], home), (["backup", str(tmp_path / "y.onroll")], full), (["run"], full)):
        status, said = onroll(*words, home=where)
        assert status == 1 and "No space left on device" in said and "Traceback" not in said, (words, said)
    assert not (small_disk / "x.onroll").exists() and not (tmp_path / "y.onroll").exists()
    (small_disk / "fill").unlink()
    assert onroll("check", home=full)[0] == 0 and onroll("verify-audit", home=full)[0] == 0
    assert onroll("run", home=full)[0] == 0 and onroll("backup", str(tmp_path / "y.onroll"), home=full)[0] == 0
