"""What is worked out in a process of its own: the answer, or what went wrong."""

from __future__ import annotations

import math
import operator
import os

import pytest

from onroll.pipeline.child_processes import CouldNotWorkApart, apart


def test_the_answer_comes_from_another_process_and_a_refusal_comes_through() -> None:
    assert apart(math.comb, 5, 2) == 10
    assert apart(os.getpid) != os.getpid()
    assert apart(print, "said, and no part of the answer") is None
    with pytest.raises(ZeroDivisionError):
        apart(operator.floordiv, 1, 0)


def test_a_process_that_ends_without_an_answer_is_told_of() -> None:
    with pytest.raises(CouldNotWorkApart, match="with 7"):
        apart(os._exit, 7)
