"""A kill at any moment costs nothing but time: ingest, link and detect are killed at random moments, and run again."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from onroll.pipeline.index import Index
from onroll.pipeline.index_check import faults_of
from support.casebook_file import put_casebook_into
from support.loaded_program import PROGRAM, do

CHILDREN = 500
EXPORTS = ("children", "findings")


def onroll(*words: str, home: Path, installed: bool = False) -> subprocess.CompletedProcess[str]:
    words = (*words, "--home", str(home))
    if installed:
        return subprocess.run([str(PROGRAM), *words], capture_output=True, text=True, check=False, timeout=300)
    return do(words, os.environ, timeout=300)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made-up town, and a home into which the first of its files has been taken."""
    folder = tmp_path_factory.mktemp("town")
    words = ["synth", "--children", str(CHILDREN), "--authorities", "2", "--seed", "11", "-o", str(folder / "world")]
    made = do(words, os.environ, timeout=300)
    assert made.returncode == 0, made.stderr
    Index(put_casebook_into(folder / "seed-home")).create()
    return folder


def results_of(home: Path, folder: Path) -> dict[str, str]:
    hashes = {}
    for name in EXPORTS:
        file = folder / f"{name}.csv"
        done = onroll("export", name, "--format", "csv", "-o", str(file), home=home)
        assert done.returncode == 0, done.stderr
        hashes[name] = hashlib.sha256(file.read_bytes()).hexdigest()
    return hashes


def take_in_whole(home: Path, world: Path, *, installed: bool = False) -> None:
    taken = onroll("ingest", str(world / "package"), "--json", home=home, installed=installed)
    files = json.loads(taken.stdout)["files"]
    assert all(each["read"] == each["accepted"] + each["quarantined"] for each in files)


def finish(home: Path, world: Path, *, installed: bool = False) -> None:
    take_in_whole(home, world, installed=installed)
    ran = onroll("run", home=home, installed=installed)
    assert ran.returncode == 0, ran.stderr


def killed_at_random(words: list[str], home: Path, *, longest_seconds: float, dice: random.Random) -> bool:
    process = subprocess.Popen(
        [str(PROGRAM), *words, "--home", str(home)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(dice.uniform(0.2, longest_seconds))
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return alive


def check_kills(town: Path, tmp_path: Path, *, kills: int, seed: int) -> None:
    world = town / "world"
    dice = random.Random(seed)
    plain = tmp_path / "plain"
    shutil.copytree(town / "seed-home", plain)
    started = time.monotonic()
    finish(plain, world, installed=True)  # as what is killed, so that the kills are spread over all that it does
    longest = max(1.0, (time.monotonic() - started) / 2)
    expected = results_of(plain, tmp_path)

    home = tmp_path / "killed"
    shutil.copytree(town / "seed-home", home)
    really_killed = 0
    # First the taking in, until it is whole; then the line: what a run sees decides its ids, so that both homes must
    # have run on the same files.
    for number in range(kills):
        taking_in = number < kills // 2
        words = ["ingest", str(world / "package")] if taking_in else [["link"], ["detect"], ["run"]][number % 3]
        if number == kills // 2:
            take_in_whole(home, world)
        really_killed += killed_at_random(words, home, longest_seconds=longest, dice=dice)
        index = Index(home)
        assert list(faults_of(index)) == []
        current = index.current_run()
        assert current is None or current.manifest["stage"] == "whole"
    finish(home, world)
    assert list(faults_of(Index(home))) == []
    assert results_of(home, tmp_path) == expected, f"{really_killed} kills changed what came out"
    verified = onroll("verify-audit", home=home)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_a_sample_of_kills_loses_nothing(town: Path, tmp_path: Path) -> None:
    check_kills(town, tmp_path, kills=6, seed=1)


@pytest.mark.long
def test_fifty_kills_lose_nothing(town: Path, tmp_path: Path) -> None:
    check_kills(town, tmp_path, kills=50, seed=2)
