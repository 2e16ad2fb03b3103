"""The two days that figures are asked for: as at, and as known by. They stand in the address, so that links and downloads keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from onroll.casework.queries.asked_days import When, is_to_come
from onroll.web.downloads import ASKED
from onroll.web.requests import PageRequest

AS_AT, KNOWN_BY = "as_at", "known_by"
LABELS = {AS_AT: "As at", KNOWN_BY: "As known by"}
PARTS = ("day", "month", "year")


@dataclass(frozen=True)
class DaysAsked:
    """What somebody asked.

    Shape  typed: by field, its three parts; others: name and value of what else the address asks; errors: a sentence by field; kept: days
           that there are figures of.
    """

    when: When
    typed: Mapping[str, Mapping[str, str]]
    others: Sequence[tuple[str, str]]
    errors: dict[str, str] = field(default_factory=dict)
    kept: list[When] = field(default_factory=list)

    @property
    def labels(self) -> Mapping[str, str]:
        """Return the fields with what they are called."""
        return LABELS

    @property
    def asked(self) -> bool:
        """Whether any day was typed."""
        return any(part for typed in self.typed.values() for part in typed.values())

    @property
    def kept_addresses(self) -> list[tuple[When, str]]:
        """Return the days that there are figures of, each with its address: what else was asked stays."""
        return [(when, f"?{urlencode([*self.others, *_days_of(when)])}") for when in self.kept]

    @property
    def parts(self) -> Sequence[str]:
        """Return what a day is typed in."""
        return PARTS


def days_asked(request: PageRequest) -> DaysAsked:
    """Return the days in the address: whole (`as_at=2026-01-15`), or as the form sends them (`as_at-day=15` and so on)."""
    typed, errors, days = {}, dict[str, str](), dict[str, date | None]()
    for name, label in LABELS.items():
        typed[name] = _typed(request, name)
        days[name], error = _day_of(typed[name], label)
        if error:
            errors[name] = error
    others = [(name, str(value)) for name, value in request.GET.items() if name not in _OWN]
    return DaysAsked(When(as_at=days[AS_AT], known_by=days[KNOWN_BY]), typed, others, errors)


_OWN = frozenset({ASKED, *LABELS, *(f"{name}-{part}" for name in LABELS for part in PARTS)})


def _days_of(when: When) -> list[tuple[str, str]]:
    return [(name, day.isoformat()) for name, day in ((AS_AT, when.as_at), (KNOWN_BY, when.known_by)) if day is not None]


def _typed(request: PageRequest, name: str) -> dict[str, str]:
    parts = {part: request.GET.get(f"{name}-{part}", "").strip()[:10] for part in PARTS}
    whole = request.GET.get(name, "").strip()[:40]
    if any(parts.values()) or not whole:
        return parts
    try:
        day = date.fromisoformat(whole)
    except ValueError:
        return {**parts, "day": whole}  # shown as it stands beside what is wrong with it
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def _day_of(typed: Mapping[str, str], label: str) -> tuple[date | None, str]:
    """Return a day, or the sentence that says what is wrong; neither where nothing was typed."""
    if not any(typed.values()):
        return None, ""
    missing = [part for part in PARTS if not typed[part]]
    if missing and typed["day"].isdigit() | (not typed["day"]):
        return None, f"“{label}” must include a {' and a '.join(missing)}"
    try:
        day = date(*(int(typed[part]) for part in reversed(PARTS)))
    except (ValueError, OverflowError):
        return None, f"“{label}” must be a real date, like 15 1 2026"
    return (None, f"“{label}” must be today or in the past") if is_to_come(day) else (day, "")
