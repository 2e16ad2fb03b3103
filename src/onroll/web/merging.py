"""The merge screen: two officers wrote at once, and the second sees field by field what was, what the other wrote and what they wrote.

A form that overwrites carries what its writer saw (`was_…`). Where somebody else was faster, fields that only one of them changed are
merged by themselves; of those that both changed, the writer chooses, or keeps both. It needs no JavaScript.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.http import QueryDict

from onroll.casework.actions.merging import Choice, MergedField, Pick, Value, decided, merge
from onroll.core.wording import listed
from onroll.web.case_forms import Ask, day_of
from onroll.web.templating import day


class Changed(Protocol):
    """Something that somebody did meanwhile."""

    @property
    def by_name(self) -> str:
        """Return who did it."""


PICKS: Mapping[str, str] = {"theirs": "Keep what {who} wrote", "mine": "Keep what you wrote", "both": "Keep both"}


@dataclass(frozen=True, kw_only=True)
class FieldShown:
    """One field on the screen. Shape  picks: what can be chosen, in words; none where it is merged by itself."""

    ask: Ask
    field: MergedField
    was: str
    theirs: str
    mine: str
    kept: str
    picks: Mapping[str, str]
    picked: str = ""


@dataclass(frozen=True, kw_only=True)
class MergeScreen:
    """What the second of two writers sees. Shape  carried: the whole form, for the next sending; version: the case as it is now."""

    who: str
    version: int
    colliding: Sequence[FieldShown]
    merged: Sequence[FieldShown]
    carried: Sequence[tuple[str, str]]
    errors: Mapping[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A form once its collisions are decided. Shape  undecided: names of fields for which nothing was chosen."""

    post: QueryDict
    choices: Sequence[Choice]
    undecided: Sequence[str]


def stored_of(asks: Sequence[Ask]) -> dict[str, Value]:
    """Return what is on record for each question, as it is compared."""
    return {ask.name: _plain(ask, ask.value if ask.stored is None else ask.stored) for ask in asks}


def seen_in(asks: Sequence[Ask], post: QueryDict, otherwise: Mapping[str, Value], prefix: str = "was_") -> dict[str, Value]:
    """Return what the writer saw on record; where the form does not say, what is given instead."""
    return {ask.name: _plain(ask, _given(ask, post, prefix)) if f"{prefix}{ask.name}" in post else otherwise[ask.name] for ask in asks}


def settle(asks: Sequence[Ask], post: QueryDict) -> Settled:
    """Return the form with each collision decided as the writer chose."""
    changed, choices, undecided = post.copy(), [], []
    for ask in (each for each in asks if each.name in post.getlist("collides")):
        pick = post.get(f"pick_{ask.name}", "")
        if pick not in _picks(ask, ""):
            undecided.append(ask.name)
            continue
        was, theirs, mine = (_plain(ask, _given(ask, post, prefix)) for prefix in ("before_", "was_", ""))
        field = MergedField(ask.name, was, theirs, mine, "collides", theirs)
        kept = decided(field, cast(Pick, pick), between="\n\n" if ask.kind == "textarea" else "; ")
        changed[ask.name] = str(kept)
        choices.append(Choice(label=ask.label, was=_said(ask, was), theirs=_said(ask, theirs), mine=_said(ask, mine), kept=pick))
    return Settled(post=changed, choices=choices, undecided=undecided)


def screen_of(
    asks: Sequence[Ask], post: QueryDict, version: int, changes: Sequence[Changed], *, undecided: Sequence[str] = ()
) -> MergeScreen | None:
    """Return the screen, or None where nobody else changed any of these fields: then there is nothing to merge."""
    now = stored_of(asks)
    nothing: dict[str, Value] = {ask.name: () if ask.kind == "checkboxes" else "" for ask in asks}
    was = {**seen_in(asks, post, nothing), **(_before(asks, post) if undecided else {})}
    mine = {ask.name: _plain(ask, _given(ask, post)) for ask in asks}
    fields = {each.name: each for each in merge(was, now, mine)}
    if all(each.theirs == each.was for each in fields.values()):
        return None
    who = listed(dict.fromkeys(each.by_name for each in changes)) or "somebody else"
    shown = [_shown(ask, fields[ask.name], who, post.get(f"pick_{ask.name}", "")) for ask in asks if _differs(fields[ask.name])]
    return MergeScreen(
        who=who,
        version=version,
        colliding=[each for each in shown if each.field.collides],
        merged=[each for each in shown if not each.field.collides],
        carried=[pair for ask in asks for pair in _carried(ask, fields[ask.name])],
        errors={f"pick_{name}": ["Choose what is kept"] for name in undecided},
    )


def _before(asks: Sequence[Ask], post: QueryDict) -> dict[str, Value]:
    """Return what was there before either wrote, where the screen is shown once more because nothing was chosen."""
    return {ask.name: _plain(ask, _given(ask, post, "before_")) for ask in asks if ask.name in post.getlist("collides")}


def _differs(field: MergedField) -> bool:
    return field.theirs != field.was or field.mine != field.was


def _shown(ask: Ask, field: MergedField, who: str, picked: str) -> FieldShown:
    return FieldShown(
        ask=ask,
        field=field,
        was=_said(ask, field.was),
        theirs=_said(ask, field.theirs),
        mine=_said(ask, field.mine),
        kept=_said(ask, field.kept),
        picks=_picks(ask, who) if field.collides else {},
        picked=picked,
    )


def _picks(ask: Ask, who: str) -> dict[str, str]:
    both = ask.kind in ("text", "textarea")
    return {code: words.format(who=who) for code, words in PICKS.items() if both or code != "both"}


def _carried(ask: Ask, field: MergedField) -> list[tuple[str, str]]:
    pairs = [(ask.name, each) for each in _listed(field.mine if field.collides else field.kept)]
    pairs += [(f"was_{ask.name}", each) for each in _listed(field.theirs)]
    if field.collides:
        pairs += [("collides", ask.name), *((f"before_{ask.name}", each) for each in _listed(field.was))]
    return pairs


def _listed(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def _given(ask: Ask, post: QueryDict, prefix: str = "") -> Any:
    name = f"{prefix}{ask.name}"
    return post.getlist(name) if ask.kind == "checkboxes" else post.get(name, "")


def _plain(ask: Ask, given: Any) -> Value:
    """Return an answer as it is compared: days as days, line ends alike, ticks in the order of the choices."""
    if ask.kind == "checkboxes":
        return tuple(code for code in ask.choices if code in given)
    text = str(given or "").replace("\r\n", "\n").strip()
    found = day_of(text) if ask.kind == "date" and text else None
    return found.isoformat() if found else text


def _said(ask: Ask, value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(ask.choices.get(each, each) for each in value) or "Nothing"
    if ask.kind == "date" and value:
        return day(value) if day_of(value) else value
    return ask.choices.get(value, value) or "Nothing"
