"""Who sends an extract is called by name, with the code behind it; a code that nobody knows stands as it is."""

from __future__ import annotations

import pytest

from onroll.casework.queries import names


@pytest.mark.parametrize(
    ("code", "whole", "name"),
    [
        ("370", "Barnsley (370)", "Barnsley"),
        ("HMRC", "HM Revenue and Customs (HMRC)", "HM Revenue and Customs"),
        ("100001", "Hill Primary (URN 100001)", "Hill Primary"),
        ("100002", "URN 100002", "URN 100002"),
        ("999", "999", "999"),
        ("ICB-7", "ICB-7", "ICB-7"),
    ],
)
def test_a_sender_has_its_name(code: str, whole: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "school_names", lambda urns: {"100001": "Hill Primary"})
    assert (names.sender_name(code), names.sender_name(code, with_code=False)) == (whole, name)
