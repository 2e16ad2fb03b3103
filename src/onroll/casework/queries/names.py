"""What authorities are called."""

from __future__ import annotations

from collections.abc import Iterable

from onroll.accounts.models import Organisation


def authority_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the name of each authority, by its code, in alphabetical order."""
    wanted = list(codes)
    known = dict(Organisation.objects.filter(kind="authority", code__in=wanted).values_list("code", "name"))
    named = {code: known.get(code, f"Authority {code}") for code in wanted}
    return dict(sorted(named.items(), key=lambda each: each[1]))
