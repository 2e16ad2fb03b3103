"""Agreements to share: who may see which fields of which register, for which purposes, from when to when. No agreement, no field.

An agreement is a file that its parties sign; here it is read, and every fault of it is named. Whoever sent a record sees
their own record without one.

Source  ICO data sharing code of practice; design, section 8.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

ANY = "*"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
_PARTY = re.compile(r"(authority|school|agency|national):(\*|[A-Za-z0-9_-]{2,32})")
_LATEST_VERSION = 9999
_TOP = frozenset({"agreement", "version", "title", "from", "to", "lawful_basis", "contact", "shares"})
_SHARE = frozenset({"register", "suppliers", "with", "fields", "purposes"})


@dataclass(frozen=True, kw_only=True)
class Share:
    """Some fields of one register, for some parties and purposes.

    Shape  suppliers: who sent the records, `*` for everybody. parties: `authority:301`, `agency:*`.
    """

    register: str
    suppliers: tuple[str, ...]
    parties: tuple[str, ...]
    fields: tuple[str, ...]
    purposes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """One version of one agreement. Shape  valid_to: its last day."""

    name: str
    version: int
    title: str
    valid_from: date
    valid_to: date
    lawful_basis: str
    contact: str
    shares: tuple[Share, ...]

    @property
    def reference(self) -> str:
        """Return how the event log names it."""
        return f"{self.name} v{self.version}"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What an agreement may speak of. Shape  fields: those of each register; purposes: codes; refused: codes, with the reason."""

    fields: Mapping[str, Collection[str]]
    purposes: Collection[str]
    refused: Mapping[str, str]


def read_agreement(said: Mapping[str, Any], known: Known) -> tuple[Agreement | None, list[str]]:
    """Return the agreement that a file says, or every fault of it in a sentence."""
    faults = [f"There is no setting called {name!r}." for name in sorted(set(said) - _TOP)]
    name, version, first, last = said.get("agreement"), said.get("version"), said.get("from"), said.get("to")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        faults.append("“agreement” must be a name of small letters, figures and hyphens.")
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= _LATEST_VERSION:
        faults.append("“version” must be 1, 2, 3 …")
    if not _is_day(first) or not _is_day(last):
        faults.append("“from” and “to” must be days, like 2026-09-01.")
    elif first > last:  # type: ignore[operator]
        faults.append("“to” lies before “from”.")
    faults += [f"“{each}” must say something." for each in ("title", "lawful_basis") if not _is_text(said.get(each))]
    if not isinstance(said.get("contact", ""), str):
        faults.append("“contact” must be text.")
    shares = said.get("shares")
    if not isinstance(shares, list) or not shares:
        faults.append("There is no [[shares]]: the agreement shares nothing.")
        shares = []
    read = []
    for number, share in enumerate(shares, 1):
        if not isinstance(share, dict):
            faults.append(f"Share {number} is not a table.")
            continue
        found = _faults_of_share(share, known)
        faults += [f"Share {number}: {fault}" for fault in found]
        if not found:
            read.append(
                Share(
                    register=share["register"],
                    suppliers=tuple(share["suppliers"]),
                    parties=tuple(share["with"]),
                    fields=tuple(share["fields"]),
                    purposes=tuple(share["purposes"]),
                )
            )
    if faults:
        return None, faults
    return (
        Agreement(
            name=str(name),
            version=int(version),  # type: ignore[arg-type]
            title=said["title"].strip(),
            valid_from=first,  # type: ignore[arg-type]
            valid_to=last,  # type: ignore[arg-type]
            lawful_basis=said["lawful_basis"].strip(),
            contact=said.get("contact", "").strip(),
            shares=tuple(read),
        ),
        [],
    )


def in_force(agreements: Sequence[Agreement], on: date) -> list[Agreement]:
    """Return the agreements that hold on a day: of each name the latest version that has begun, where it has not ended."""
    latest: dict[str, Agreement] = {}
    for each in sorted(agreements, key=lambda agreement: (agreement.name, agreement.version)):
        if each.valid_from <= on:
            latest[each.name] = each
    return [each for each in latest.values() if each.valid_to >= on]


def parties_of(kind: str, code: str) -> frozenset[str]:
    """Return the ways in which an agreement may name an organisation."""
    return frozenset({f"{kind}:{code}", f"{kind}:{ANY}"})


def _faults_of_share(share: Mapping[str, Any], known: Known) -> list[str]:
    faults = [f"there is no setting called {name!r}." for name in sorted(set(share) - _SHARE)]
    lists = {name: share.get(name) for name in ("suppliers", "with", "fields", "purposes")}
    for name, values in lists.items():
        if not isinstance(values, list) or not values or not all(isinstance(each, str) and each for each in values):
            faults.append(f"“{name}” must list at least one.")
    register = str(share.get("register"))
    if register not in known.fields:
        faults.append(f"there is no register called {register!r}.")
    if faults:
        return faults
    faults += [f"{register} has no field called {each!r}." for each in lists["fields"] or () if each not in known.fields[register]]
    faults += [
        f"{each!r} is no party: write authority:301, agency:* and the like." for each in lists["with"] or () if not _PARTY.fullmatch(each)
    ]
    for each in lists["purposes"] or ():
        if each in known.refused:
            faults.append(f"{known.refused[each]}")
        elif each not in known.purposes:
            faults.append(f"there is no purpose called {each!r}. The purposes are: {', '.join(known.purposes)}.")
    return faults


def _is_day(value: Any) -> bool:
    return type(value) is date


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
