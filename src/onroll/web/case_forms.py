"""Forms of one thing each: what they ask, how it is read, and which words go wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from django.http import QueryDict

LONGEST_LINE = 300
"""What the longest column for one line of text holds."""
Kind = Literal["text", "textarea", "date", "number", "radios", "select", "checkboxes"]


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question.

    Shape  choices: words by value. error: what to say where the answer is missing. value: what the field begins with; stored: what is on
           record where that differs from it, so that two who write at once can be told apart.
    Units  longest: characters that a text may have; 0 where the casebook sets no limit of its own.
    """

    name: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    error: str = ""
    value: str = ""
    stored: str | None = None
    longest: int = 0

    @property
    def most(self) -> int:
        """Return how many characters the answer may have, 0 for any number; nobody's words are cut without a word."""
        return self.longest or (LONGEST_LINE if self.kind == "text" else 0)


@dataclass
class Answers:
    """What was answered. Shape  raw: as typed, by name; errors: by name."""

    raw: dict[str, Any]
    values: dict[str, Any]
    errors: dict[str, list[str]]


def read(asks: Sequence[Ask], post: QueryDict) -> Answers:
    """Return the answers; an answer that cannot be read is an error in words, and what was typed is kept."""
    raw: dict[str, Any] = {}
    values: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for ask in asks:
        given: Any = post.getlist(ask.name) if ask.kind == "checkboxes" else post.get(ask.name, "").strip()
        raw[ask.name] = given
        if not given:
            values[ask.name] = () if ask.kind == "checkboxes" else None if ask.kind in ("date", "number") else ""
            if ask.required:
                errors[ask.name] = [ask.error or f"Enter: {ask.label.lower()}"]
            continue
        values[ask.name], wrong = _read_one(ask, given)
        if wrong:
            errors[ask.name] = [wrong]
    return Answers(raw, values, errors)


def _read_one(ask: Ask, given: Any) -> tuple[Any, str]:
    if ask.kind == "date":
        day = day_of(given)
        return day, "" if day else f"{ask.label} must be a real date, like 17/5/2026"
    if ask.kind == "number":
        return (int(given), "") if given.isascii() and given.isdigit() and len(given) < 5 else (None, f"{ask.label} must be a whole number")
    if ask.kind in ("radios", "select") and given not in ask.choices:
        return "", f"Choose one of the answers to “{ask.label}”"
    if ask.kind == "checkboxes":
        return tuple(each for each in given if each in ask.choices), ""
    if ask.kind in ("text", "textarea") and 0 < ask.most < len(given):
        return "", f"{ask.label.rstrip('?')}: {ask.most:,} characters at most; there are {len(given):,}"
    return given, ""


def typed_day(day: date) -> str:
    """Return a day as a box for a day holds it: 17/5/2026."""
    return f"{day.day}/{day.month}/{day.year}"


def day_of(text: str) -> date | None:
    """Return a day, written 17/5/2026, 17.5.2026, 17/5/26, 2026-05-17 or 17 May 2026; two figures are a year of this century."""
    tidy = re.sub(r"\s*[./-]\s*", "/", " ".join(text.split()))
    short = re.fullmatch(r"(\d{1,2}/\d{1,2})/(\d\d)", tidy)
    if short:
        tidy = f"{short[1]}/20{short[2]}"
    for form in ("%d/%m/%Y", "%Y/%m/%d", "%d %m %Y", "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(tidy, form).date()
        except ValueError:
            continue
    return None
