"""The child whom an identifier tells beyond doubt, without the search among all others.

A UPN or NHS number is evidence, not proof (contracts, section 3): it must lead to one child alone, who has no other of that kind, and
that child's names and birthday must be the very same, with nobody else in the run so called and born on that day. Whatever is less sure
than that is for the full search to weigh.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from onroll.core import names
from onroll.pipeline.find import Query, as_unit, searchable
from onroll.pipeline.index import Run

KINDS = ("upns", "nhs_numbers")


def child_of_identifier(run: Run, query: Query, *, pass_over: Callable[[str], bool]) -> str | None:
    """Return the id of the child whom a query's UPN or NHS number tells beyond doubt, or None: then the full search decides.

    Shape  pass_over: whether a child must be looked for as anybody is, so that nobody can tell by how long it takes that there is one.
    """
    unit = as_unit(query)
    told = {kind: unit[kind] for kind in KINDS if unit[kind]}
    if not told or not unit["birthdays"] or not unit["given"] or not unit["surname_parts"]:
        return None
    opened = searchable(run)
    with opened.session() as lent:
        chosen = opened.postings.marks_of(lent.con, unit, "XBGS")
    borne = [chosen.any_of("X", [f"{kind}|{value}" for value in values]) for kind, values in told.items()]
    if any(len(places) != 1 or places[0] != borne[0][0] for places in borne):
        return None
    place = int(borne[0][0])
    if pass_over(opened.id_at(place)):
        return None
    namesakes = chosen.among(chosen.any_of("B", [str(unit["birthdays"][0])]), "G", unit["given"] + unit["given_forms"])
    namesakes = chosen.among(namesakes, "S", unit["surname_parts"] + unit["surname_forms"])
    if not np.array_equal(namesakes, [place]):
        return None
    child = opened.at([place]).to_pylist()[0]
    same = (
        all(child[kind] == values for kind, values in told.items())
        and child["birthdays"] == unit["birthdays"]
        and set(names.name_parts(query.forename)) <= set(child["given"])
        and unit["surname"] in child["surnames"]
    )
    return str(child["unit"]) if same else None
