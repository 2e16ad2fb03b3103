"""Words that choose nothing: one sentence and exit status 2, before anything is worked out."""

from __future__ import annotations

from pathlib import Path

import pytest

from onroll.cli.commands.export import export
from onroll.cli.refusals import WrongUsage


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("399", r"--la '399' is no authority's three-digit code\. Did you mean .*301 \(Barking and Dagenham\)"),
        ("E09000002", r"Did you mean 301 \(Barking and Dagenham\)\?"),
        ("", r"--la is empty"),
    ],
)
def test_an_export_of_an_authority_that_there_is_not_is_wrong_usage(code: str, said: str, region_home: Path, tmp_path: Path) -> None:
    into = tmp_path / "findings.csv"
    with pytest.raises(WrongUsage, match=said):
        export("findings", into, la=code, home=region_home)
    assert not into.exists()
