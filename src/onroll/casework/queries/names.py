"""What authorities and schools are called."""

from __future__ import annotations

from collections.abc import Iterable

from onroll.accounts.models import Organisation
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.core.areas import authority
from onroll.core.dated.family_texts import SENDERS
from onroll.pipeline.schools import schools_of


def authority_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the name of each authority, by its code, in alphabetical order."""
    wanted = list(codes)
    known = dict(Organisation.objects.filter(kind="authority", code__in=wanted).values_list("code", "name"))
    named = {code: known.get(code, f"Authority {code}") for code in wanted}
    return dict(sorted(named.items(), key=lambda each: each[1]))


def known_authorities(viewer: Viewer) -> dict[str, str]:
    """Return the authorities that have an account here, by code, in alphabetical order of their names."""
    return dict(Organisation.objects.filter(kind="authority").order_by("name").values_list("code", "name")) if viewer.authority else {}


def all_authorities(viewer: Viewer) -> dict[str, str]:
    """Return the authorities that have an account here, for whoever tells of a child and has no area of their own."""
    require(viewer, Right.REFER)
    return dict(Organisation.objects.filter(kind="authority").order_by("name").values_list("code", "name"))


def sender_name(code: str, with_code: bool = True) -> str:
    """Return who sends extracts, by name and code: `Barnsley (370)`, `Hill Primary (URN 100001)`; the code alone where nobody knows it.

    Shape  with_code: whether the code stands behind a name.
    """
    is_school = len(code) == 6 and code.isdigit()
    known = authority(code)
    name = school_names([code]).get(code, "") if is_school else known.name if known else SENDERS.get(code, "")
    shown = f"URN {code}" if is_school else code
    return f"{name} ({shown})" if name and with_code else name or shown


def school_names(urns: Iterable[str]) -> dict[str, str]:
    """Return the name of each school by its URN, with the URN; those that no establishment file names are left out."""
    schools = schools_of(the_index())
    return {urn: schools[urn].name for urn in set(urns) if urn in schools and schools[urn].name}
