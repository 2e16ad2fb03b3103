"""Transitions: who is about to be lost, and how far each child has come. One file for each kind."""

from __future__ import annotations

from collections.abc import Mapping

from onroll.core.transitions import (
    end_of_custody,
    end_of_exclusion,
    end_of_home_education,
    end_of_refuge,
    infant_to_junior,
    mid_year_move,
    middle_schools,
    reception,
    year_6_to_7,
)
from onroll.core.transitions.shape import Transition

TRANSITIONS: Mapping[str, Transition] = {
    module.KIND.code: module.KIND
    for module in (
        year_6_to_7,
        reception,
        infant_to_junior,
        middle_schools,
        mid_year_move,
        end_of_exclusion,
        end_of_refuge,
        end_of_custody,
        end_of_home_education,
    )
}
"""Every kind of transition, by code, in the order in which pages show them."""


def after_finishing(year: int) -> Transition | None:
    """Return the September move that follows a curriculum year in a school that ends with it."""
    return next((kind for kind in TRANSITIONS.values() if year in kind.finishing_years), None)
