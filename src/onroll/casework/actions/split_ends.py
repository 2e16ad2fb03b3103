"""Shared work ends with its case, and once its review day is over: what is left undone comes back to the one that is responsible."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from onroll.accounts.audit import Doer, Happening, record_all
from onroll.casework import clock
from onroll.casework.case_facts import relay_of, terms_as_kept
from onroll.casework.models import Case, CaseChange, CaseSplit, SplitPiece, TransferAct
from onroll.core.transfers import CASE_ENDED, Relay
from onroll.core.transfers import Verb as TransferVerb

LAPSED = "The review day is over: the work is shared no longer"
WITH_CASE = "The case has ended, and with it the shared work"
UNDONE = "Take over what is left undone: {what}"


def standing_split(case: Case) -> CaseSplit | None:
    """Return the terms on which the work on a case is shared now, whether or not their review day is over."""
    return CaseSplit.objects.filter(case=case, ended_on=None).first()


def end_with_the_case(case: Case, on: date, at: datetime, by: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """End the shared work of a case that is open no longer; yield what is to be told of it."""
    split = None if case.is_open else standing_split(case)
    if split is not None:
        write_end(split, "end", authority=case.authority, on=on, at=at, by=by, note=WITH_CASE, reason=CASE_ENDED)
        yield "case.transfer_end", WITH_CASE, {"split": split.number}


def write_end(
    split: CaseSplit, verb: TransferVerb, *, authority: str, on: date, at: datetime, by: str, note: str, reason: str = ""
) -> tuple[Relay, list[SplitPiece]]:
    """Write down that shared work ends; return the relay after it, and the pieces that nobody has done."""
    case = split.case
    last = TransferAct.objects.filter(case=case).order_by("-id").first()
    on = max(on, last.on) if last else on
    terms = terms_as_kept(None, split.number)
    TransferAct.objects.create(case=case, verb=verb, authority=authority, on=on, reason=reason, note=note, at=at, by=by, terms=terms)
    return close_split(split, on, note), list(split.pieces.filter(dropped_on=on, outcome=""))


def close_split(split: CaseSplit, on: date, because: str) -> Relay:
    """Bring the rows of a split to the end that an act has given it, and the case to what the act made of its offer."""
    split.ended_on, split.ended_because = on, because
    split.save()
    split.pieces.filter(outcome="").update(dropped_on=on)
    relay, _ = relay_of(split.case, list(TransferAct.objects.filter(case=split.case).order_by("id")))
    return relay


def keep_offer(case: Case, relay: Relay) -> None:
    """Note at the case which offer stands, as lists look for it."""
    case.offered_to = relay.offer.to if relay.offer else ""
    case.offered_on = relay.offer.offered_on if relay.offer else None
    case.acknowledged_on = relay.offer.acknowledged_on if relay.offer else None


def undone(pieces: list[SplitPiece]) -> str:
    """Return what is to be done next where pieces are left undone; empty where none is."""
    return UNDONE.format(what="; ".join(piece.what for piece in pieces))[:200] if pieces else ""


def end_lapsed_splits(on: date, *, by: Doer) -> int:
    """End all shared work whose review day is over, or whose case is open no longer; return how many. Running it twice changes nothing."""
    gone = Q(case__closed_on__isnull=False) | Q(case__joined_into__isnull=False)
    happenings, count = [], 0
    with transaction.atomic():
        for split in CaseSplit.objects.filter(gone | Q(review_on__lt=on), ended_on=None).order_by("id"):
            case = Case.objects.select_for_update().get(pk=split.case_id)
            split.case = case
            now, ended = clock.now(), not case.is_open
            note, verb, reason = (WITH_CASE, "end", CASE_ENDED) if ended else (LAPSED, "lapse", "")
            relay, left = write_end(
                split, verb, authority=case.authority, on=on, at=now, by=by.name, note=note, reason=reason  # type: ignore[arg-type]
            )  # fmt: skip
            if not ended:
                keep_offer(case, relay)
                if undone(left) and (case.due_on is None or case.due_on > on):
                    case.next_action, case.due_on = undone(left), on
            case.version += 1
            case.save()
            CaseChange.objects.create(
                case=case, version=case.version, at=now, on=on, by=by.name, by_name="Onroll", kind=f"case.transfer_{verb}", words=note,
                because=undone(left),
            )  # fmt: skip
            body = {"case": case.pk, "version": case.version, "split": split.number}
            happenings.append(Happening(kind=f"case.transfer_{verb}", subject=case.child_id, body=body))
            count += 1
        record_all(by, happenings)
    return count
