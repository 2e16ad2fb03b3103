"""Whose children the data of a home are about: real ones, made-up ones, or both.

A made-up Data Package says of itself that it is (`"made_up": true` in its description); of each extract from such a package it is kept.
A home that `onroll demo` has filled says so by its receipt, and then everything in it is made up.

Source  issue 7, point 3 (nothing that was learnt from made-up children is used on real ones).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from onroll.core.warning_sign_checks import Origin
from onroll.pipeline.index import Index
from onroll.pipeline.whole_files import write_atomically

FILE = "made_up.json"
RECEIPT = Path("made-up") / "receipt.json"
"""Of the demo, beneath the home folder."""


def note_made_up(index: Index, extract_ids: Iterable[str]) -> None:
    """Keep of which extracts their package said that they are made up. Only inside `writing`."""
    known = made_up_extracts(index)
    told = known | set(extract_ids)
    if told != known:
        write_atomically(index.root / FILE, json.dumps(sorted(told)).encode())


def made_up_extracts(index: Index) -> frozenset[str]:
    """Return the extracts of which that is known."""
    path = index.root / FILE
    return frozenset(json.loads(path.read_bytes())) if path.exists() else frozenset()


def origin_of(index: Index, extract_ids: Iterable[str]) -> Origin:
    """Return where those extracts are, and about whose children. Shape  home: a fingerprint of the installation's secret."""
    made_up, is_demo = made_up_extracts(index), (index.home / RECEIPT).exists()
    kinds = {is_demo or each in made_up for each in extract_ids}
    kind = "mixed" if len(kinds) > 1 else "made up" if kinds == {True} else "real"
    return Origin(hashlib.sha256(b"home of warning signs " + index.secret).hexdigest()[:16], kind)
