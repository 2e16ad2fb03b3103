"""What a token of another system may open: one word for each door, and what stands behind it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Scope:
    """One door. Shape  right: what its account's role must have; looks: whether records are looked at, so that a purpose is needed."""

    words: str
    right: str
    looks: bool = False


SCOPES: Mapping[str, Scope] = {
    "returns": Scope("Send deletion, new-pupil, attendance and sickness returns, and read their answers", "send_returns", looks=True),
    "find": Scope("Ask whether there is a record of a child, and whom to ask", "find_a_child", looks=True),
    "fetch": Scope("Read what sharing agreements show of a child", "find_a_child", looks=True),
    "answers": Scope("Record the answers to enquiries", "work_cases"),
    "extracts": Scope("Send extracts, and follow what became of them", "decide_extracts"),
    "events": Scope("Be told of the authority’s cases that open, close or are offered, by number alone", "see_cases"),
}

LONGEST = timedelta(days=366)
"""A token lasts a year at most: somebody must then say again that it is needed."""

PER_MINUTE = 600
"""Requests of one token in a minute, before it is told to wait."""

PREFIX_LENGTH, KEY_LENGTH = 8, 100


def digest_of_token(text: str) -> str:
    """Return the digest by which a token is known. A token is random and long: it needs no salt and no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()


def same_digest(one: str, other: str) -> bool:
    """Compare two digests in the same time whatever they are."""
    return hmac.compare_digest(one, other)
