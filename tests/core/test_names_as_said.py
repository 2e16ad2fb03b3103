"""Names are shown as people write them, and never changed where somebody wrote them so."""

from __future__ import annotations

import pytest

from onroll.core.names_as_said import as_said, initials_of


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("AMINA", "Amina"),
        ("amina", "Amina"),
        ("O'BRIEN", "O'Brien"),
        ("SMITH-JONES", "Smith-Jones"),
        ("MCDONALD", "McDonald"),
        ("MACK", "Mack"),
        ("VAN DER BERG", "Van der Berg"),
        ("AHMED BIN SALIM", "Ahmed bin Salim"),
        ("ÉLODIE ŁUKASZ", "Élodie Łukasz"),
        ("McDonald", "McDonald"),
        ("de Souza", "de Souza"),
        ("", ""),
        ("ANNE MARIE", "Anne Marie"),
    ],
)
def test_a_name_in_capitals_is_shown_as_people_write_it(sent: str, said: str) -> None:
    assert as_said(sent) == said
    assert as_said(as_said(sent)) == as_said(sent)


def test_initials_stand_for_a_name_on_a_screen_that_others_see() -> None:
    assert initials_of("Amina Smith-Jones") == "A. S. J."
    assert initials_of("") == ""
