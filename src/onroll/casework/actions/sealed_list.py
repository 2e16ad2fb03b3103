"""The sealed list: two identities that are never joined, kept by the named team of the authority that is responsible.

An entry holds marks and nothing else: neither the casebook nor a copy of it tells whom it is about.
"""

from __future__ import annotations

import re
from datetime import date

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.actions.endings import propose_ending
from onroll.casework.models import Case, SealedRow
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.children import read_child_id
from onroll.core.identifiers import is_nhs_number, is_upn
from onroll.core.sealed_pairs import CannotSealPair, mark_keys, seal
from onroll.pipeline.pair_comparison import identity_of

KINDS = {"adoption": "Adoption", "protection": "Protection"}
ENDING = "record_ended"


def seal_pair(
    *,
    by: Viewer,
    purpose: Purpose,
    kind: str,
    reference: str,
    former: str,
    present: str,
    because: str,
    ended_on: date | None = None,
    word_of: str = "",
) -> tuple[SealedRow, str]:
    """Seal two identities from one another for good; return the entry, and what became of an open case about the former one.

    Shape  former, present: a child's number, or UPNs and NHS numbers, apart by spaces. ended_on, word_of: the former identity is no
           longer used since that day, on the word of that person of the responsible authority.
    Raises  CannotSee to all but the named team; CannotDoNow.
    """
    _named_team(by, purpose)
    if kind not in KINDS or not reference.strip() or not because.strip():
        raise CannotDoNow("Say what kind it is, your own file number, and why.")
    if not re.fullmatch(r"[A-Za-z0-9/ .-]{1,60}", reference.strip()) or not re.search(r"\d", reference):
        raise CannotDoNow("The file number holds letters, digits and strokes only: no name.")
    if ended_on is not None and (ended_on > clock.today() or not word_of.strip()):
        raise CannotDoNow("Say who at the responsible authority gave their word, and a day that is not to come.")
    (former_known, former_child), (present_known, present_child) = _identity(former), _identity(present)
    if former_child and former_child == present_child:
        raise CannotDoNow("These are one child’s records today. Part them first, then seal the two.")
    try:
        sealed = seal(mark_keys(the_index().secret), former_known, present_known, ended_on)
    except CannotSealPair as refused:
        raise CannotDoNow(str(refused)) from refused
    with transaction.atomic():
        row = SealedRow.objects.create(
            at=clock.now(),
            by=by.username,
            by_name=by.full_name,
            authority=by.authority,
            kind=kind,
            reference=reference.strip(),
            because=because.strip(),
            former_marks=sorted(sealed.former),
            present_marks=sorted(sealed.present),
            ended_on=ended_on,
            word_of=word_of.strip()[:200] if ended_on else "",
        )
        record(by.doer, Happening(kind="sealed.added", subject=f"entry {row.pk}", purpose=purpose.code, body={"entry": row.pk}))
    said = _end_case(former_child, by, ended_on, word_of.strip()) if ended_on and former_child else ""
    return row, said


def lift_entry(entry_id: int, *, by: Viewer, purpose: Purpose, because: str) -> SealedRow:
    """Lift an entry: from the next run on the two are compared like any others. The entry itself is kept.

    Raises  CannotSee to all but the named team of the owner; CannotDoNow.
    """
    _named_team(by, purpose)
    if not because.strip():
        raise CannotDoNow("Say why.")
    with transaction.atomic():
        entry = SealedRow.objects.select_for_update().filter(pk=entry_id, lifts__isnull=True, authority=by.authority).first()
        if entry is None:
            raise CannotSee("There is no such entry for you.")
        if SealedRow.objects.filter(lifts=entry).exists():
            raise CannotDoNow("It has been lifted already.")
        row = SealedRow.objects.create(
            at=clock.now(),
            by=by.username,
            by_name=by.full_name,
            authority=by.authority,
            kind=entry.kind,
            reference=entry.reference,
            because=because.strip(),
            lifts=entry,
        )
        record(by.doer, Happening(kind="sealed.lifted", subject=f"entry {entry.pk}", purpose=purpose.code, body={"entry": entry.pk}))
    return row


def _named_team(by: Viewer, purpose: Purpose) -> None:
    require(by, Right.KEEP_SEALED, purpose)
    if not by.in_shielded_team or not by.authority:
        raise CannotSee("There is no such page for you.")


def _identity(text: str) -> tuple[frozenset[str], str]:
    """Return what an identity is known by, from a child's number or from identifiers; and the child, where it was a number."""
    child_id = read_child_id(text)
    tables = the_tables()
    if not child_id and tables is not None and tables.child(text.strip()) is not None:
        child_id = text.strip()
    if child_id:
        child_id = tables.live_id(child_id) if tables else child_id
        known = identity_of(tables.run, child_id) if tables else frozenset()
        if not known:
            raise CannotDoNow("There is no child of one of the numbers.")
        return known, child_id
    found = set()
    for word in re.sub(r"(?<=\d) (?=\d)", "", text).replace(",", " ").split():
        kind = "nhs_number" if is_nhs_number(word) else "upn" if is_upn(word.upper()) else ""
        if not kind:
            raise CannotDoNow(f"“{word}” is neither a child’s number nor a UPN nor an NHS number.")
        found.add(f"{kind}:{word.upper()}")
    if not found:
        raise CannotDoNow("Give both identities: a child’s number, or UPNs and NHS numbers.")
    return frozenset(found), ""


def _end_case(child_id: str, by: Viewer, ended_on: date, word_of: str) -> str:
    """End an open case about the former identity, quietly; return what became of it."""
    case = Case.objects.filter(child_id=child_id, authority=by.authority, closed_on__isnull=True, joined_into__isnull=True).first()
    if case is None:
        return ""
    evidence = [{"kind": "word_of_responsible_authority", "dated_on": ended_on.isoformat(), "reference": word_of}]
    try:
        propose_ending(
            case.pk,
            by=by,
            because="On the word of the authority that is responsible for the child.",
            outcome=ENDING,
            evidence=evidence,
            handed_to=word_of,
        )
    except CannotDoNow as refused:
        return f"Case {case.pk} stays open: {refused}"
    return f"Case {case.pk} is closed."
