"""Children of whom somebody told and whom no register knows, in the shape in which pages and actions know every child."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from onroll.casework.models import ToldChild
from onroll.core.children import ALPHABET, check_character
from onroll.pipeline.run_rows import Child

_SIGNS = 11


def new_child_id() -> str:
    """Return an id of the form that every child has: random, so that it tells nothing of the child."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(_SIGNS))
    whole = signs + check_character(signs)
    return "-".join(whole[start : start + 4] for start in range(0, len(whole), 4))


def as_child(told: ToldChild, *, shielded: bool = False) -> Child:
    """Return a told child as pages know every child; no register has a record of it."""
    return Child(
        child_id=told.child_id,
        surname=told.surname or None,
        forename=told.forename or None,
        middle_names=None,
        date_of_birth=told.date_of_birth,
        sex=told.sex or None,
        upn=told.upn or None,
        nhs_number=told.nhs_number or None,
        postcode=told.postcode or None,
        address_line_1=told.address_line_1 or None,
        record_count=0,
        registers=(),
        la_code=told.authority,
        residence_since=None,
        residence_evidence=None,
        roll_urn=None,
        roll_la_code=None,
        shielded=shielded,
    )


def told_children_of(child_ids: Iterable[str]) -> dict[str, Child]:
    """Return those of the children of whom somebody only told."""
    return {told.child_id: as_child(told) for told in ToldChild.objects.filter(child_id__in=list(child_ids), became="")}


def told_child_of(child_id: str) -> Child | None:
    """Return the child of that id, where somebody only told of it."""
    return told_children_of([child_id]).get(child_id)
