"""References to the rows that something rests on.

Source  contracts, section 5: `register:supplier:as_at:record_id`, separated by `;`, with `%`, `:` and `;` inside a part
        percent-encoded.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

_ENCODED = (("%", "%25"), (":", "%3A"), (";", "%3B"))  # the percent sign first: the others bring their own


def reference(register: str, supplier: str, as_at: date, record_id: str) -> str:
    """Return the reference to one delivered row."""
    return f"{encoded(register)}:{encoded(supplier)}:{as_at.isoformat()}:{encoded(record_id)}"


def parts_of(text: str) -> tuple[str, str, date, str]:
    """Return register, supplier, day and record id of a reference.

    Raises  ValueError where it is not one.
    """
    register, supplier, as_at, record_id = text.split(":")
    return decoded(register), decoded(supplier), date.fromisoformat(as_at), decoded(record_id)


def joined(references: Iterable[str]) -> str:
    """Return references as one text."""
    return ";".join(references)


def encoded(part: str) -> str:
    """Return one part with the separators percent-encoded."""
    if "%" in part or ":" in part or ";" in part:
        for plain, code in _ENCODED:
            part = part.replace(plain, code)
    return part


def decoded(part: str) -> str:
    """Return one part as it was before `encoded`."""
    for plain, code in reversed(_ENCODED):
        part = part.replace(code, plain)
    return part


def sources_of(evidence: Iterable[str]) -> list[str]:
    """Return `register:supplier` of each side, each once."""
    return list(dict.fromkeys(":".join(each.split(":")[:2]) for each in evidence))
