"""Who must know by now of what is late: worked out from the days alone, so that no notice can be forgotten or switched off."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, overload

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.case_facts import clock_of, relay_of
from onroll.casework.local_rules import calendar_of, own_limits
from onroll.casework.models import Case, HomeVisit, NamedRole, TransferAct
from onroll.casework.permissions import Right
from onroll.casework.queries.case_lists import visible_cases
from onroll.casework.queries.names import authority_names
from onroll.casework.queries.prepared import plain_answers
from onroll.casework.queries.reading import require
from onroll.casework.queries.splits import open_pieces
from onroll.casework.viewers import Viewer
from onroll.core.case_clocks import AuthorityLimit, StageDue, stages_due, told_of_lateness
from onroll.core.home_visits import missed_call_told
from onroll.core.school_days import Calendar
from onroll.core.time_limits import Due
from onroll.core.transfers import told_by
from onroll.core.wording import day_words

OWNER, MANAGER, HEAD, DIRECTOR = "owner", "team manager", "head of service", "director of children's services"
ROLES: Mapping[str, str] = {
    OWNER: "Whoever has the case",
    MANAGER: "Team manager",
    HEAD: "Head of service",
    DIRECTOR: "Director of children’s services",
}
NAMED_ROLES = (HEAD, DIRECTOR)
"""The roles whose people need no account: an authority says who they are."""

_TRANSFER_ROLES = {
    "the receiver's officer for children missing education": OWNER,
    "both team managers": MANAGER,
    "both heads of service": HEAD,
    "both directors of children's services": DIRECTOR,
}
_VISIT_ROLES = {"whoever knows of the visit": OWNER, "team manager": MANAGER, "head of service": HEAD, "the police": HEAD}


@dataclass(frozen=True, kw_only=True)
class NoticeRow:
    """One thing that somebody must know. Shape  told_on: since when. kind: `action`, `limit`, `offer`, `visit` or `piece`."""

    case_id: int
    owner: str
    owner_name: str
    what: str
    kind: str
    told_on: date
    is_high: bool


class _Late(NamedTuple):
    """What the rows of some cases will say, as far as it is known without asking for the cases: many are late by the same day.

    Shape  order: of several rows of one case, which comes first. person: username and name of who has it, where that is not whoever
           has the case.
    """

    told_on: date
    case_ids: Sequence[int]
    order: int
    kind: str
    is_high: bool
    due: Due | None = None
    title: str = ""
    words: str = ""
    person: tuple[str, str] | None = None


class NoticeRows(Sequence[NoticeRow]):
    """The notices of one role, the oldest first: counted at once, and put into words as they are looked at.

    A large authority has thousands, of which a page shows 25.
    """

    def __init__(self, found: Sequence[_Late]) -> None:
        self._unsorted = found

    @cached_property
    def _found(self) -> list[tuple[int, _Late]]:
        rows = [(late.told_on, pk, late.order, late) for late in self._unsorted for pk in late.case_ids]
        return [(pk, late) for _, pk, _, late in sorted(rows, key=itemgetter(0, 1, 2))]

    def __len__(self) -> int:
        return sum(len(late.case_ids) for late in self._unsorted)

    @overload
    def __getitem__(self, place: int) -> NoticeRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[NoticeRow]: ...
    def __getitem__(self, place: int | slice) -> NoticeRow | Sequence[NoticeRow]:
        return _in_words(self._found[place]) if isinstance(place, slice) else _in_words([self._found[place]])[0]

    def __iter__(self) -> Iterator[NoticeRow]:
        return iter(_in_words(self._found))


@dataclass(frozen=True, kw_only=True)
class Notices:
    """The notices of one authority, by the role that must know, the oldest first."""

    by_role: Mapping[str, Sequence[NoticeRow]]
    people: Mapping[str, str]
    on: date


def notices_for(viewer: Viewer) -> Notices:
    """Return who must know what in the viewer's authority; case numbers only, nobody is shown."""
    require(viewer, Right.SEE_CASES)
    on = clock.today()
    by_role: dict[str, list[_Late]] = defaultdict(list)
    for role, late in (*_late_cases(viewer, on), *_late_offers(viewer, on), *_missed_calls(viewer), *_late_pieces(viewer, on)):
        by_role[role].append(late)
    people = {row.told: row.name for row in NamedRole.objects.filter(authority=viewer.authority)}
    managers = User.objects.filter(organisation__authority_code=viewer.authority, role="manager", is_active=True)
    people[MANAGER] = ", ".join(managers.order_by("full_name").values_list("full_name", flat=True)) if viewer.authority else ""
    return Notices(by_role={role: NoticeRows(by_role[role]) for role in ROLES}, people=people, on=on)


def named_roles_of(viewer: Viewer) -> Mapping[str, NamedRole]:
    """Return who the named roles of the viewer's authority are, by role."""
    require(viewer, Right.SEE_TEAM)
    return {row.told: row for row in NamedRole.objects.filter(authority=viewer.authority)}


_FACTS = ("arrived_on", "opened_on", "stages_done", "high_since", "whereabouts_known", "referred_on")
"""What the time limits of a case look at."""


def _late_cases(viewer: Viewer, on: date) -> Iterator[tuple[str, _Late]]:
    """What is late in the open cases: the next action, and the stage of the time limits that is longest over."""
    if not viewer.authority:
        return
    limits = _limits_of(viewer.authority, on)
    alike: dict[tuple[int, Any, bool], list[int]] = defaultdict(list)
    for pk, level, due_on, *facts in plain_answers(viewer, _open_cases, on, clock.now())[1]:
        is_high = level == "high"
        if due_on:
            alike[0, due_on, is_high].append(pk)
        alike[1, limits.soonest(tuple(facts)), is_high].append(pk)
    for (order, late, is_high), case_ids in alike.items():
        due, title, kind = (late.due, late.title, "limit") if order else (_due_on(late), "", "action")
        if due.on < on:
            for role, told_on in told_of_lateness(due.on, is_high, on):
                yield role, _Late(told_on, case_ids, order, kind, is_high, due, title)


def _open_cases(viewer: Viewer, on: date, now: datetime) -> QuerySet[Any, Any]:
    as_text = {f"{name}_text": Cast(name, TextField()) for name in ("due_on", *_FACTS)}  # read whole only where it is new
    cases = visible_cases(viewer).filter(authority=viewer.authority, closed_on=None)
    return cases.annotate(**as_text).values_list("pk", "level", *as_text)


@lru_cache(maxsize=4096)
def _due_on(text: str) -> Due:
    return Due(date.fromisoformat(text))


@dataclass(frozen=True)
class _Limits:
    """The time limits of an authority on a day, and what they come to for cases of each kind: there are many alike."""

    on: date
    calendar: Calendar
    own: tuple[AuthorityLimit, ...]
    known: dict[tuple[str | None, ...], StageDue] = field(default_factory=dict, compare=False)

    def soonest(self, facts: tuple[str | None, ...]) -> StageDue:
        """Return the stage that is due first. Shape  facts: those of `_FACTS`, as the database writes them."""
        found = self.known.get(facts)
        if found is None:
            arrived, opened, done, high, known, referred = facts
            case = Case(arrived_on=_day(arrived), stages_done=json.loads(done or "{}"), high_since=_day(high), referred_on=_day(referred))
            case.opened_on, case.whereabouts_known = date.fromisoformat(str(opened)), known in ("1", "true")
            found = stages_due(clock_of(case), self.on, self.calendar, self.own)[0]
            if len(self.known) < _MOST_KNOWN:
                self.known[facts] = found
        return found


_MOST_KNOWN = 20_000
_kept: dict[str, _Limits] = {}


def _limits_of(authority: str, on: date) -> _Limits:
    """Return an authority's limits: those kept from the last look, unless the day, its calendar or its own limits are others now."""
    now = _Limits(on, calendar_of(authority), own_limits(authority, on))
    if _kept.get(authority) != now:
        _kept[authority] = now
    return _kept[authority]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _late_offers(viewer: Viewer, on: date) -> Iterator[tuple[str, _Late]]:
    if not viewer.authority:
        return
    to_us = Q(offered_to=viewer.authority) & ~Q(offered_to="")
    offers = visible_cases(viewer).filter(Q(authority=viewer.authority) | to_us, closed_on=None)
    waiting = {case.pk: case for case in offers.exclude(offered_to="")}
    acts: dict[int, list[TransferAct]] = defaultdict(list)
    for act in TransferAct.objects.filter(case__in=waiting).order_by("id"):
        acts[act.case_id].append(act)
    for case in waiting.values():
        offer = relay_of(case, acts[case.pk])[0].offer
        for told, since in told_by(offer, case.level == "high", on) if offer else ():
            role = _TRANSFER_ROLES[told]
            if role is OWNER and case.offered_to != viewer.authority:
                continue
            words = f"The offer of {day_words(offer.offered_on)} waits for an answer."  # type: ignore[union-attr]
            yield role, _Late(since, (case.pk,), 2, "offer", case.level == "high", words=words)


def _missed_calls(viewer: Viewer) -> Iterator[tuple[str, _Late]]:
    out = HomeVisit.objects.filter(case__authority=viewer.authority, checked_in_at=None, outcome="", back_by__lt=clock.now())
    if not viewer.in_shielded_team:
        out = out.filter(case__shielded=False)
    now = clock.local_now()
    for visit in out.select_related("case", "visitor", "knows"):
        back_by = _local(visit.back_by)
        for notice in missed_call_told(back_by, visit.case.level == "high", now):
            words = f"{visit.visitor.full_name} was to call by {back_by:%H:%M} on {back_by:%-d %B} and has not."
            if notice.told == "the police":
                words += " Ring the police on 999 now."
            is_high = visit.case.level == "high"
            yield _VISIT_ROLES[notice.told], _Late(notice.at.date(), (visit.case_id,), 3, "visit", is_high, words=words)


def _late_pieces(viewer: Viewer, on: date) -> Iterator[tuple[str, _Late]]:
    """What is late of the work that two authorities share: told on both sides, whichever of the two was to do it."""
    late = open_pieces(viewer, on).filter(due_on__lt=on).select_related("split__case", "split__supporting_officer")
    pieces = list(late.order_by("due_on", "id")) if viewer.authority else []
    names = authority_names({piece.authority for piece in pieces}) if pieces else {}
    for piece in pieces:
        split = piece.split
        is_high = split.case.level == "high"
        helper = split.supporting_officer
        ours = viewer.authority == split.responsible
        nobody = ("", "nobody there yet")
        person = None if ours else (helper.username, helper.full_name) if helper else nobody
        words = f"“{piece.what}”, which {names[piece.authority]} was to do by {day_words(piece.due_on)}, has not been done."
        for role, told_on in told_of_lateness(piece.due_on, is_high, on):
            yield role, _Late(told_on, (split.case_id,), 4, "piece", is_high, words=words, person=person)


def _in_words(found: Sequence[tuple[int, _Late]]) -> list[NoticeRow]:
    """Return the rows, with who has each case and what its next action is."""
    cases = Case.objects.select_related("owner").in_bulk({pk for pk, _ in found}) if found else {}
    rows = []
    for pk, each in found:
        case = cases[pk]
        rows.append(
            NoticeRow(
                case_id=case.pk,
                owner=each.person[0] if each.person else case.owner.username if case.owner else "",
                owner_name=each.person[1] if each.person else case.owner.full_name if case.owner else f"nobody yet (queue “{case.queue}”)",
                what=f"{each.title or case.next_action} was due by {each.due} and has not been done." if each.due else each.words,
                kind=each.kind,
                told_on=each.told_on,
                is_high=each.is_high,
            )
        )
    return rows


def _local(moment: datetime) -> datetime:
    return moment.astimezone(clock.LONDON).replace(tzinfo=None)
