"""What engines spill to the disk is closed to others, and goes with its process: at its end, or as the next one begins."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from onroll.pipeline.engine import connect
from support.processes import PATHS

_SPILLING = """
import sys, time
from onroll.pipeline.engine import connect
con = connect(memory_limit="60MB", threads=1)
con.execute("SET preserve_insertion_order = false")
con.execute("CREATE TEMP TABLE t AS SELECT i, repeat(md5(i::VARCHAR), 8) AS name FROM range(400000) r(i)").fetchall()
print("spilt", flush=True)
sys.stdin.readline()
con.close()
"""
_NEXT = "from onroll.pipeline.engine import connect; connect().close()"


def started(script: str, place: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": PATHS, "TMPDIR": str(place)}
    return subprocess.Popen([sys.executable, "-c", script], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def spilling(place: Path) -> subprocess.Popen[str]:
    process = started(_SPILLING, place)
    assert process.stdout is not None and process.stdout.readline() == "spilt\n"
    return process


def folders(place: Path) -> list[Path]:
    return sorted(place.glob("onroll-spill-*"))


def spilt(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("duckdb_temp*") if file.is_file()]


def test_what_a_killed_process_spilled_goes_as_the_next_begins_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    living, killed = spilling(tmp_path), spilling(tmp_path)
    own = [folder for folder in folders(tmp_path) if spilt(folder)]
    assert len(own) == 2 and all(folder.stat().st_mode & 0o077 == 0 for folder in own)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert len(folders(tmp_path)) == 2
    following = started(_NEXT, tmp_path)
    following.communicate()
    assert following.returncode == 0
    (left,) = folders(tmp_path)
    assert spilt(left)
    living.communicate("end\n")
    assert living.returncode == 0 and folders(tmp_path) == []


def test_two_engines_of_one_process_do_not_share_a_folder() -> None:
    places = set()
    for _ in range(2):
        with connect() as con:
            places.add(con.execute("SELECT current_setting('temp_directory')").fetchall()[0][0])
    assert len(places) == 2 and all(str(place).rsplit("/", 2)[1].startswith("onroll-spill-") for place in places)
