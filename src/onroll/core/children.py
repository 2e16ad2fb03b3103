"""The ids of children: opaque, speakable, and the same from run to run.

Source  design, section 4: random, opaque, with a check character so that they can be read out over a telephone; a cluster keeps the id
        that most of its records had; every merge and split is a row; an old id always leads to its successor.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
"""31 signs that are hard to mishear or misread: no I, L, O, S or U. A prime, so that the check sign finds every single slip."""

_LENGTH = 11
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "S": "5", "U": "V"})

ChildState = Literal["live", "merged", "split", "gone"]


def child_id_of(secret: bytes, founding_record: int, attempt: int = 0) -> str:
    """Return the id of the child that a record founds: nobody without the secret can tell the one from the other.

    Shape  attempt: 0; more where that id is another child's already.
    """
    digest = hmac.new(secret, f"child {founding_record} {attempt}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest[:16], "big")
    signs = ""
    for _ in range(_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs += ALPHABET[place]
    whole = signs + check_character(signs)
    return "-".join(whole[start : start + 4] for start in range(0, len(whole), 4))


def check_character(signs: str) -> str:
    """Return the sign that makes one wrong sign, or two changed over, show: a weighted sum modulo 31."""
    return ALPHABET[-sum(ALPHABET.index(sign) * weight for weight, sign in enumerate(signs, start=2)) % len(ALPHABET)]


def read_child_id(text: str) -> str:
    """Return the id that somebody wrote down or typed, in its proper form; nothing where its check character does not fit."""
    signs = "".join(text.upper().translate(_MISREAD).replace("-", " ").split())
    if len(signs) != _LENGTH + 1 or any(sign not in ALPHABET for sign in signs) or check_character(signs[:-1]) != signs[-1]:
        return ""
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


@dataclass(frozen=True)
class ChildIdRow:
    """What became of one child id.

    Shape  state live: it stands for a child now; merged: its records are another's now; split: they are several others'; gone: it
           has no records any more. successor_id: where it leads, if not to itself.
    """

    child_id: str
    first_run: str
    state: ChildState
    successor_id: str | None
    because: str


def carry_ids(
    founding: Mapping[int, int],
    votes: Mapping[int, Mapping[str, int]],
    history: Mapping[str, ChildIdRow],
    *,
    run: str,
    new_id: Callable[[int, int], str],
) -> tuple[dict[int, str], dict[str, ChildIdRow]]:
    """Return the id of each cluster, and what has become of every id ever given.

    A cluster keeps the id that most of its records had (of equals, the one that its earliest record founded); each id is kept by one
    cluster only, the one with most of its records. Where two children that had been made one part again, each goes back to its own.

    Shape  founding: by cluster, its earliest record; votes: by cluster, how many of its records had each id in the run before;
           history: by id, as the run before left it; new_id(record, attempt): what a record would found.
    """
    going_back = _going_back(founding, votes, history, new_id)
    claims = sorted(
        (-count, founding[cluster], len(own) > 1 and child_id != new_id(founding[cluster], 0), child_id, cluster)
        for cluster, own in votes.items()
        for child_id, count in own.items()
        if (cluster, child_id) not in going_back
    )
    ids: dict[int, str] = {}
    kept: set[str] = set()
    for *_order, child_id, cluster in claims:
        if cluster not in ids and child_id not in kept:
            ids[cluster] = child_id
            kept.add(child_id)
    rows = dict(history)
    for cluster in sorted(founding, key=founding.__getitem__):
        if cluster in ids:
            continue
        own = votes.get(cluster, {})
        attempt = 0  # the id that its own earliest record founds may come back; any other one is never given again
        while (child_id := new_id(founding[cluster], attempt)) in kept or (attempt > 0 and child_id in rows):
            attempt += 1
        ids[cluster] = child_id
        kept.add(child_id)
        came_from = ", ".join(sorted(own))
        rows[child_id] = ChildIdRow(
            child_id,
            rows[child_id].first_run if child_id in rows else run,
            "live",
            None,
            f"Split from {came_from}." if came_from else "First seen.",
        )
    return ids, _what_became_of(rows, ids, votes)


def _going_back(
    founding: Mapping[int, int],
    votes: Mapping[int, Mapping[str, int]],
    history: Mapping[str, ChildIdRow],
    new_id: Callable[[int, int], str],
) -> set[tuple[int, str]]:
    """Return the claims that are given up: by a cluster with an id of its own to go back to, on the id that another one founded.

    Since they were made one, the one may have had many records more than the other: that gives it no right to the other's id.
    """
    claimants: dict[str, list[int]] = {}
    for cluster, own in votes.items():
        for child_id in own:
            claimants.setdefault(child_id, []).append(cluster)
    given_up = set()
    for child_id, clusters in claimants.items():
        if len(clusters) < 2:
            continue
        founded = {cluster: new_id(founding[cluster], 0) for cluster in clusters}
        if not any(founded[cluster] == child_id == max(votes[cluster], key=votes[cluster].__getitem__) for cluster in clusters):
            continue
        for cluster, own_id in founded.items():
            if own_id != child_id and own_id in history and own_id not in claimants:
                given_up.add((cluster, child_id))
    return given_up


def _what_became_of(rows: dict[str, ChildIdRow], ids: Mapping[int, str], votes: Mapping[int, Mapping[str, int]]) -> dict[str, ChildIdRow]:
    """Return the history with the ids that no cluster kept: each leads to where most of its records went."""
    now = set(ids.values())
    went: dict[str, list[tuple[int, str]]] = {}
    for cluster, own in votes.items():
        for child_id, count in own.items():
            went.setdefault(child_id, []).append((count, ids[cluster]))
    for child_id in now:
        known = rows.get(child_id)
        if known is None or known.state != "live":
            rows[child_id] = ChildIdRow(child_id, known.first_run if known else "", "live", None, known.because if known else "")
    for child_id, row in sorted(rows.items()):
        if child_id in now or row.state in ("merged", "split"):
            continue
        places = sorted(went.get(child_id, ()), key=lambda each: (-each[0], each[1]))
        if not places:
            if row.state == "live":
                rows[child_id] = replace(row, state="gone", successor_id=None, because="None of its records counts any more.")
        elif len({place for _, place in places}) == 1:
            rows[child_id] = replace(
                row, state="merged", successor_id=places[0][1], because=f"Found to be the same child as {places[0][1]}."
            )
        else:
            others = ", ".join(sorted({place for _, place in places}))
            rows[child_id] = replace(row, state="split", successor_id=places[0][1], because=f"Its records belong to {others}.")
    return rows


def successor_of(child_id: str, history: Mapping[str, ChildIdRow]) -> str:
    """Return the id that an id leads to today, over as many merges as there were."""
    seen = {child_id}
    while (row := history.get(child_id)) and row.state != "live" and row.successor_id and row.successor_id not in seen:
        child_id = row.successor_id
        seen.add(child_id)
    return child_id
