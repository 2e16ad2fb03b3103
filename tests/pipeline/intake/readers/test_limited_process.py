"""A child that goes too far ends alone, and says in words why."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from onroll.pipeline.intake.limited_process import CannotFinishInLimits, ProcessLimits, many_limited, run_limited


@pytest.fixture(params=["begun for it", "divided off"], autouse=True)
def process(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.param == "begun for it":
        yield
        return
    with many_limited():
        yield


def test_the_next_job_is_done_after_a_death():
    with pytest.raises(CannotFinishInLimits):
        run_limited("os:abort", {}, ProcessLimits())
    assert run_limited("os:getpid", {}, ProcessLimits()) != run_limited("os:getpid", {}, ProcessLimits())


def test_a_result_comes_back():
    assert run_limited("json:loads", {"s": '{"a": [1, "é"]}'}, ProcessLimits()) == {"a": [1, "é"]}


@pytest.mark.parametrize(
    ("function", "arguments", "limits", "words"),
    [
        ("builtins:bytearray", {}, ProcessLimits(), "failed"),
        ("time:sleep", {}, ProcessLimits(), "failed"),
        ("subprocess:check_output", {"args": ["sleep", "300"]}, ProcessLimits(wall_seconds=1), "longer than 1 seconds"),
        ("re:match", {"pattern": "(a+)+$", "string": "a" * 40 + "b"}, ProcessLimits(cpu_seconds=1), "more than 1 seconds of processor"),
        ("operator:missing", {}, ProcessLimits(), "missing"),
        ("os:abort", {}, ProcessLimits(), "SIGABRT"),
        ("random:randbytes", {"n": (1 << 28) - 8}, ProcessLimits(memory_bytes=300 << 20), "more than 300 MB of memory"),
    ],
)
def test_a_death_becomes_words(function, arguments, limits, words):
    with pytest.raises(CannotFinishInLimits, match=words):
        run_limited(function, arguments, limits)


def test_what_a_child_may_write_is_limited(tmp_path):
    with pytest.raises(CannotFinishInLimits):
        run_limited("os:truncate", {"path": str(_made(tmp_path)), "length": 2 << 20}, ProcessLimits(output_bytes=1 << 20))


def test_secrets_of_the_environment_stay_outside(monkeypatch):
    monkeypatch.setenv("ONROLL_SECRET", "x")
    assert run_limited("os:getenv", {"key": "ONROLL_SECRET"}, ProcessLimits()) is None
    assert os.getenv("ONROLL_SECRET") == "x"


def _made(folder):
    path = folder / "made"
    path.write_bytes(b"x")
    return path
