"""A school's practice in a browser: the school is asked, without JavaScript, and answers; then its manager reads it on a telephone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from support.browser import Server, running_server
from support.made_up_run import write_made_up_run

_MARK = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from onroll.casework.actions.school_practice import mark_schools
from onroll.casework.the_index import the_index
print(mark_schools(the_index().current_run()))
"""
"""What each run does when its findings are taken in: here the accounts, and so the authorities, came after the run."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a made-up region in which a school deletes on grounds that few others give."""
    home = tmp_path_factory.mktemp("practice") / "home"
    write_made_up_run(home, children=800)
    with running_server(home) as running:
        subprocess.run([sys.executable, "-c", _MARK, str(home)], env={**os.environ, "ONROLL_HOME": str(home)}, check=True)
        yield running


def test_a_school_is_asked_first_and_its_manager_reads_what_it_answered(
    server: Server, person: Callable[..., Any], accessible: Callable[[Any], None]
) -> None:
    school = person("school-100001", javascript=False, purpose="safeguarding")
    school.goto("/school-practice/own")
    school.locator("a[href='/school-practice/own/unusual_ground']").first.click()
    assert "8 pupils" in school.inner_text("main")
    school.get_by_role("button", name="Send the answer").click()
    assert "There is a problem" in school.inner_text("main")
    school.check("input[name=how][value=explained]")
    school.fill("#id_words", "The camp closed in May, and these families went with it.")
    school.get_by_role("button", name="Send the answer").click()
    assert "You answered on" in school.inner_text("main")

    manager = person("manager-301", purpose="safeguarding", width=375)
    manager.goto("/school-practice?practice=unusual_ground")
    accessible(manager)
    assert "The camp closed in May" in manager.inner_text("main")
    manager.locator("a[href='/school-practice/100001/unusual_ground']").first.click()
    assert "8 pupils" in manager.inner_text("main") and "The camp closed in May" in manager.inner_text("main")
    accessible(manager)
