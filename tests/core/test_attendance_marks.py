"""Ten codes in one cell."""

import pytest

from onroll.core.attendance_marks import SESSION_CODES, session_codes


@pytest.mark.parametrize(
    ("marks", "codes"),
    [
        ("/\\/\\/\\/\\/\\", ("/", "\\") * 5),
        ("C1C2J1Y1Y7CJY--", ("C1", "C2", "J1", "Y1", "Y7", "C", "J", "Y", "-", "-")),
        ("/ \\,I;I|o o", ("/", "\\", "I", "I", "O", "O")),
        ("", ()),
    ],
)
def test_codes_of_a_cell(marks, codes):
    assert session_codes(marks) == codes


def test_retired_codes_are_not_among_those_in_use():
    assert not {"H", "J", "Y"} & SESSION_CODES
    assert len(SESSION_CODES) == 35
