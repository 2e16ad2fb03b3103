"""The ids of children: opaque, speakable, and the same from run to run.

Source  design, section 4: random, opaque, with a check character so that they can be read out over a telephone; a cluster keeps the id
        that most of its records had; every merge and split is a row; an old id always leads to its successor.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
"""31 signs that are hard to mishear or misread: no I, L, O, S or U. A prime, so that the check sign finds every single slip."""

SIGNS = 11
"""So many signs an id has before its check character."""

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "S": "5", "U": "V"})

ChildState = Literal["live", "merged", "split", "gone"]


def child_id_of(secret: bytes, home_record: int, attempt: int = 0) -> str:
    """Return the id of the child that a record founds: nobody without the secret can tell the one from the other.

    Shape  attempt: 0; more where that id is another child's already.
    """
    digest = hmac.new(secret, f"child {home_record} {attempt}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest[:16], "big")
    signs = ""
    for _ in range(SIGNS):
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
    if len(signs) != SIGNS + 1 or any(sign not in ALPHABET for sign in signs) or check_character(signs[:-1]) != signs[-1]:
        return ""
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


@dataclass(frozen=True)
class ChildIdRow:
    """What became of one child id.

    Shape  state live: it stands for a child now; merged: its records are another's now; split: they are several others'; gone: it
           has no records any more. successor_id: where it leads, if not to itself. home_record: the record that founded it, or where
           that was parted from it, the earliest that it kept: wherever that is, there the id leads. home_says: what it said, where
           it counts no longer and no record says the same (a number, equal for what says the same): whoever says it again is meant.
    """

    child_id: str
    first_run: str
    state: ChildState
    successor_id: str | None
    because: str
    home_record: int | None = None
    home_says: int | None = None


def _nowhere(_records: Collection[int]) -> Mapping[int, int]:
    return {}


def carry_ids(
    founding: Mapping[int, int],
    votes: Mapping[int, Mapping[str, int]],
    history: Mapping[str, ChildIdRow],
    *,
    run: str,
    new_id: Callable[[int, int], str],
    cluster_of: Callable[[Collection[int]], Mapping[int, int]] = _nowhere,
    taken: Collection[str] = frozenset(),
) -> tuple[dict[int, str], dict[str, ChildIdRow]]:
    """Return the id of each cluster, and what has become of every id ever given.

    A cluster keeps the id that most of its records had (of equals, the one that its earliest record founded); each id is kept by one
    cluster only, the one with most of its records. Where two children that had been made one part again, each goes back to its own.

    Shape  founding: by cluster, its earliest record; votes: by cluster, how many of its records had each id in the run before;
           history: by id, as the run before left it; new_id(record, attempt): what a record would found; cluster_of: where some
           records are today, asked only about ids that are not in use, or that several claim; taken: ids of children about whom
           nothing is asked here, and whose rows stand as they are.
    """
    claimants: dict[str, list[int]] = {}
    for cluster, own in votes.items():
        for child_id in own:
            claimants.setdefault(child_id, []).append(cluster)
    homes = _homes(history, claimants, cluster_of)
    to_go_back_to = _to_go_back_to(history, homes, claimants)
    claims = sorted(
        (-count, founding[cluster], len(own) > 1 and child_id != new_id(founding[cluster], 0), child_id, cluster)
        for cluster, own in votes.items()
        for child_id, count in own.items()
        if not (cluster in to_go_back_to and len(claimants[child_id]) > 1 and homes.get(child_id) in claimants[child_id])
        or homes.get(child_id) == cluster
    )
    ids: dict[int, str] = {}
    kept: set[str] = set(taken)
    for *_order, child_id, cluster in claims:
        if cluster not in ids and child_id not in kept:
            ids[cluster] = child_id
            kept.add(child_id)
    rows = dict(history)
    for cluster, child_id in ids.items():
        if child_id in homes and homes[child_id] != cluster and child_id in rows:
            rows[child_id] = replace(rows[child_id], home_record=founding[cluster], home_says=None)
    for cluster in sorted(founding, key=founding.__getitem__):
        if cluster in ids:
            continue
        own = votes.get(cluster, {})
        child_id = to_go_back_to.get(cluster, "")
        attempt = 0  # the id that its own earliest record founded may come back where it leads here; any other is never given again
        while not child_id or child_id in kept:
            child_id = new_id(founding[cluster], attempt)
            if child_id in kept or (child_id in rows and (attempt > 0 or homes.get(child_id, cluster) != cluster)):
                child_id = ""
            attempt += 1
        ids[cluster] = child_id
        kept.add(child_id)
        came_from = ", ".join(sorted(own))
        known = rows.get(child_id)
        rows[child_id] = ChildIdRow(
            child_id,
            known.first_run if known else run,
            "live",
            None,
            f"Split from {came_from}." if came_from else "First seen.",
            known.home_record if known and known.home_record is not None else founding[cluster],
        )
    return ids, _what_became_of(rows, ids, votes, homes)


def _homes(
    history: Mapping[str, ChildIdRow], claimants: Mapping[str, Sequence[int]], cluster_of: Callable[[Collection[int]], Mapping[int, int]]
) -> dict[str, int]:
    """Return the cluster that holds the home record of each id that is not in use, or that several clusters claim."""
    wanted = {
        child_id: row.home_record
        for child_id, row in history.items()
        if row.home_record is not None and (row.state != "live" or len(claimants.get(child_id, ())) > 1)
    }
    where = cluster_of(set(wanted.values())) if wanted else {}
    return {child_id: where[record] for child_id, record in wanted.items() if record in where}


def _to_go_back_to(history: Mapping[str, ChildIdRow], homes: Mapping[str, int], claimants: Mapping[str, Sequence[int]]) -> dict[int, str]:
    """Return the id that a cluster once had and nobody has now, the oldest: what it had before it was made one with another.

    Since then the one may have had many records more than the other: that gives it no right to the other's id.
    """
    found: dict[int, str] = {}
    for child_id, cluster in homes.items():
        if child_id in claimants:
            continue
        other = found.get(cluster)
        if other is None or (history[child_id].home_record or 0) < (history[other].home_record or 0):
            found[cluster] = child_id
    return found


def _what_became_of(
    rows: dict[str, ChildIdRow], ids: Mapping[int, str], votes: Mapping[int, Mapping[str, int]], homes: Mapping[str, int]
) -> dict[str, ChildIdRow]:
    """Return the history with the ids that no cluster kept: each leads to where its home record is, or most of its records went."""
    now = set(ids.values())
    went: dict[str, list[tuple[int, str]]] = {}
    for cluster, own in votes.items():
        for child_id, count in own.items():
            went.setdefault(child_id, []).append((count, ids[cluster]))
    for child_id in now:
        known = rows.get(child_id)
        if known is None or known.state != "live":
            first, because, record = (known.first_run, known.because, known.home_record) if known else ("", "", None)
            rows[child_id] = ChildIdRow(child_id, first, "live", None, because, record)
    for child_id, row in sorted(rows.items()):
        if child_id in now:
            continue
        home = ids.get(homes[child_id]) if child_id in homes else None
        if row.state != "live":
            if home and home != row.successor_id:
                rows[child_id] = replace(row, state="merged", successor_id=home, because=f"Found to be the same child as {home}.")
            continue
        places = sorted(went.get(child_id, ()), key=lambda each: (-each[0], each[1]))
        if not places:
            rows[child_id] = replace(row, state="gone", successor_id=None, because="None of its records counts any more.")
        elif len({place for _, place in places}) == 1:
            rows[child_id] = replace(
                row, state="merged", successor_id=places[0][1], because=f"Found to be the same child as {places[0][1]}."
            )
        else:
            others = ", ".join(sorted({place for _, place in places}))
            rows[child_id] = replace(row, state="split", successor_id=home or places[0][1], because=f"Its records belong to {others}.")
    return rows


def successor_of(child_id: str, history: Mapping[str, ChildIdRow]) -> str:
    """Return the id that an id leads to today, over as many merges as there were."""
    seen = {child_id}
    while (row := history.get(child_id)) and row.state != "live" and row.successor_id and row.successor_id not in seen:
        child_id = row.successor_id
        seen.add(child_id)
    return child_id
