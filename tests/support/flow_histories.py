"""Made-up cases with years of history behind them, written in bulk: for the figures of flow, and for how fast they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from onroll.accounts.models import User
from onroll.casework.models import Case, CaseChange, CaseEnding, CaseFinding, Contact

FINDINGS = ("not_arrived", "left_no_destination", "vanished_from_roll", "transition_gap", "never_on_roll")
OUTCOMES = ("enrolled_confirmed", "ehe_suitable", "abroad_confirmed", "moved_la_accepted", "independent_confirmed")


def write_histories(cases: int, *, by: User, until: date, authorities: Sequence[str] = ("301",), days: int = 730, seed: int = 1) -> None:
    """Write so many cases, opened evenly over so many days, each with its history up to a day."""
    rng = Random(seed)
    made: dict[type, list[Any]] = {kind: [] for kind in (Case, CaseChange, CaseFinding, Contact, CaseEnding)}
    first = (Case.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
    for number in range(cases):
        _one(first + number, rng, until - timedelta(days=rng.randrange(days)), until, authorities[number % len(authorities)], by, made)
    made[CaseChange].sort(key=lambda row: (row.on, row.case_id, row.version))
    made[Contact].sort(key=lambda row: row.on)
    for kind, rows in made.items():
        kind.objects.bulk_create(rows, batch_size=5000)  # type: ignore[attr-defined]


def _one(pk: int, rng: Random, opened: date, until: date, authority: str, by: User, made: dict[type, list[Any]]) -> None:
    case = Case(
        pk=pk, child_id=f"m{pk:08d}", authority=authority, queue="Arrivals", counted_as="cme",
        since=opened - timedelta(days=rng.randrange(60)),
        next_action="Make enquiries", due_on=until, opened_on=opened, state="enquiring",
    )  # fmt: skip
    made[Case].append(case)
    made[CaseFinding].append(
        CaseFinding(case_id=pk, run_id="made-up", found_on=opened, finding=rng.choice(FINDINGS), status="cme", since=case.since)
    )
    version = 0

    def tell(kind: str, on: date) -> None:
        nonlocal version
        version += 1
        at = datetime.combine(on, time(10, version % 60), UTC)
        made[CaseChange].append(
            CaseChange(case_id=pk, version=version, at=at, on=on, by=by.username, by_name=by.full_name, kind=kind, words="Made up")
        )
        case.version = version

    tell("case.opened", opened)
    contacted = opened + timedelta(days=int(rng.expovariate(1 / 9)))
    if contacted <= until:
        made[Contact].append(
            Contact(
                case_id=pk,
                on=contacted,
                how="telephone",
                child_seen=False,
                counts_as_seen=False,
                at=datetime.combine(contacted, time(9), UTC),
                by=by.username,
            )
        )
    found = opened + timedelta(days=int(rng.expovariate(1 / 70)))
    back = found + timedelta(days=int(rng.expovariate(1 / 45)))
    ended = back + timedelta(days=84 + rng.randrange(20))
    relapsed = back + timedelta(days=rng.randrange(10, 80)) if rng.random() < 0.15 else None
    outcome = OUTCOMES[0] if rng.random() < 0.7 else rng.choice(OUTCOMES[1:])
    if found <= until:
        tell("case.locate", found)
        case.state, case.whereabouts_known = "located", True
    if outcome != OUTCOMES[0]:
        ended = back
    elif back <= until:
        tell("case.start_watching", back)
        case.state, case.first_attended_on = "watching", back
        if relapsed is not None and relapsed <= until:
            tell("case.relapse", relapsed)
            case.state = "located"
            return
    if ended <= until:
        tell("case.close", ended)
        case.state, case.closed_on, case.outcome = "closed", ended, outcome
        made[CaseEnding].append(
            CaseEnding(
                case_id=pk, episode=1, outcome=outcome, because="Made up", proposed_on=ended, proposed_by=by, decided="confirmed",
                decided_on=ended, decided_by=by,
            )
        )  # fmt: skip
