"""One timeline of everything that is known of a child's case: rolls, moves, contacts, enquiries, decisions, and since when.

Each entry has the day on which it happened and the day on which it was known here; so the page can show what was known on
any day. What the registers said then is read from the run of that time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Any

from onroll.casework import clock
from onroll.casework.models import Case, CaseChange, Contact, Enquiry, TakenBack, TransferAct, Whereabouts
from onroll.casework.queries.names import authority_names, school_names, sender_name
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.dated.enquiry_checks import CHECKS, OUTCOMES
from onroll.core.dated.values import value_on
from onroll.core.wording import capitalised, day_words
from onroll.pipeline.index import Run
from onroll.pipeline.run_history import spells_as_then
from onroll.pipeline.run_rows import Child, Contradiction, Spell

KINDS: Mapping[str, str] = {
    "roll": "Rolls and other registers",
    "move": "Places and authorities",
    "contact": "Contacts",
    "enquiry": "Enquiries",
    "decision": "Decisions and notes",
}
TOLD_ELSEWHERE = ("case.contact_recorded", "case.transfer_", "case.whereabouts_recorded", "case.visitor_called")
"""How kinds of lines of a case's history begin that stand in the timeline as entries of their own."""
ASKED, ANSWERED = ("case.enquiry_started",), ("case.enquiry_answered", "case.enquiry_replied")
"""The same of enquiries: whole kinds, as a chase and a second reply stand nowhere else."""
NUMBER = re.compile(r"\bE\d{6,}\b")
"""The number of an enquiry, as the lines of a history name it."""
MOST = 400


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the timeline.

    Shape  on: when it happened, or began; until: its last day, where it has one. known_on: since when it is known here; None where
           that does not follow from any record. status: of a register's spell, instead of words; act, who and to: of a hand-over, the
           authorities by their names. source: who says so. at: when it was written down, for the order within a day.
           taken_back: since when it counts no longer; back_words: when, by whom and why.
    """

    on: date
    known_on: date | None
    kind: str
    words: str = ""
    status: str = ""
    school: str = ""
    act: str = ""
    who: str = ""
    to: str = ""
    until: date | None = None
    detail: str = ""
    source: str = ""
    contradicts: bool = False
    at: datetime | None = None
    taken_back: date | None = None
    back_words: str = ""


def timeline(
    viewer: Viewer, case: Case, child: Child | None, on: date, *, kinds: Sequence[str] = (), known_on: date | None = None
) -> dict[str, Any]:
    """Return what the tab shows: the latest first. Shape  kinds: of KINDS, all where none; known_on: as it was known then."""
    chosen = [kind for kind in kinds if kind in KINDS] or list(KINDS)
    then = min(known_on, on) if known_on else on
    spells, contradictions, run, is_exact = _registers(child, then, on)
    entries = [
        *_from_registers(spells, then),
        *_contradicting(contradictions, then),
        *_from_case(case),
    ]
    shown = [entry for entry in entries if entry.kind in chosen and (entry.known_on is None or entry.known_on <= then) and entry.on <= then]
    shown = [replace(each, taken_back=None, back_words="") if each.taken_back and each.taken_back > then else each for each in shown]
    shown.sort(key=_place, reverse=True)
    return {
        "entries": shown[:MOST],
        "kinds": KINDS,
        "chosen": chosen,
        "known_on": then if known_on else None,
        "run_on": run.on if run else None,
        "is_exact": is_exact,
        "spells": spells,
    }


def _place(entry: Entry) -> tuple[date, date, bool, float, bool]:
    """The latest first: by the day it happened, the day it was known, and within a day by the minute at which it was written down."""
    return (entry.on, entry.known_on or entry.on, entry.at is not None, entry.at.timestamp() if entry.at else 0.0, entry.contradicts)


# -- what the registers say --------------------------------------------------------------------------------------------


def _registers(child: Child | None, then: date, on: date) -> tuple[list[Spell], list[Contradiction], Run | None, bool]:
    """Return the spells as the run of that time knew them; where none is kept, those of now, cut to what had arrived."""
    tables = the_tables()
    if child is None or tables is None:
        return [], [], None, True
    contradictions = tables.contradictions(child.child_id)
    if then >= min(on, tables.run.on):
        return tables.spells(child.child_id), contradictions, tables.run, True
    earlier = [run for run in the_index().runs() if run.on <= then and run.known_by is None]
    if earlier:
        run = max(earlier, key=lambda each: (each.on, each.made_at))
        spells = spells_as_then(run, child.child_id)
        if spells:
            return spells, contradictions, run, True
    return tables.spells(child.child_id), contradictions, tables.run, False


def _from_registers(spells: Sequence[Spell], then: date) -> Iterator[Entry]:
    schools = school_names(spell.urn for spell in spells if spell.urn)
    for spell in spells:
        arrived = sorted(day for day in map(_as_at, spell.evidence) if day)
        ended = spell.ends_before is not None and spell.ends_before <= then
        yield Entry(
            on=spell.starts_on,
            known_on=arrived[0] if arrived else None,
            kind="roll",
            status=spell.status,
            school=schools.get(spell.urn, f"URN {spell.urn}") if spell.urn else "",
            until=spell.ends_before - timedelta(days=1) if ended and spell.ends_before else None,
            detail=spell.because or "",
            source="; ".join(sorted({_source(each) for each in spell.evidence})[:4]),
        )


def _contradicting(contradictions: Iterable[Contradiction], then: date) -> Iterator[Entry]:
    for each in contradictions:
        if each.starts_on is None:
            continue
        arrived = [day for day in map(_as_at, each.evidence) if day]
        yield Entry(
            on=each.starts_on,
            known_on=max(arrived) if arrived else None,
            kind="roll",
            words=each.kind,
            detail=each.because or "",
            until=each.ends_before,
            source="; ".join(sorted({_source(one) for one in each.evidence})[:4]),
            contradicts=True,
        )


def _as_at(evidence: str) -> date | None:
    parts = evidence.split(":")
    try:
        return date.fromisoformat(parts[2]) if len(parts) == 4 else None
    except ValueError:
        return None


def _source(evidence: str) -> str:
    parts = evidence.split(":")
    as_at = _as_at(evidence)
    return f"{parts[0].replace('_', ' ')} from {sender_name(parts[1])}, as at {day_words(as_at)}" if as_at else evidence


# -- what people did ---------------------------------------------------------------------------------------------------


def _from_case(case: Case) -> Iterator[Entry]:
    changes = list(CaseChange.objects.filter(case=case).order_by("-id")[:MOST])
    people = {change.by: change.by_name for change in changes}
    some_are = any(change.kind.endswith("_taken_back") for change in changes)  # in few cases: the others are not asked for it
    backs = list(TakenBack.objects.filter(case=case).order_by("id")) if some_are else []
    of = {(name, number): each for each in backs for name in ("contact", "whereabouts", "stage") if (number := getattr(each, f"{name}_id"))}

    def taken_back(name: str, number: Any) -> dict[str, Any]:
        back = of.get((name, number))
        return {"taken_back": back.on, "back_words": _words_of(back)} if back else {}

    for change in changes:
        if not change.kind.startswith(TOLD_ELSEWHERE) and change.kind not in (*ASKED, *ANSWERED):
            yield Entry(
                on=change.on,
                known_on=change.on,
                kind="enquiry" if change.kind.startswith("case.enquiry_") else "decision",
                words=change.words,
                detail=change.because,
                source=change.by_name,
                at=change.at,
                **(taken_back("stage", change.body.get("row")) if change.kind == "case.stage_done" else {}),
            )
    for contact in Contact.objects.filter(case=case).order_by("-id")[:MOST]:
        seen = f"The child was seen by {contact.name}, {contact.profession}" if contact.counts_as_seen else "The child was not seen"
        words = f"{capitalised(contact.how)}. {seen}{f', {contact.place}' if contact.place else ''}."
        who, back = people.get(contact.by, contact.by), taken_back("contact", contact.pk)
        known_on, note = _day(contact.at), contact.note
        yield Entry(on=contact.on, known_on=known_on, kind="contact", words=words, detail=note, source=who, at=contact.at, **back)
    for place in Whereabouts.objects.filter(case=case).order_by("-id")[:MOST]:
        who, back = people.get(place.by, place.by), taken_back("whereabouts", place.pk)
        words, said_by = f"Is at: {place.place}", place.source
        yield Entry(on=place.since, known_on=_day(place.at), kind="move", words=words, detail=said_by, source=who, at=place.at, **back)
    acts = list(TransferAct.objects.filter(case=case).order_by("-id")[:MOST])
    names = authority_names({code for act in acts for code in (act.authority, act.to) if code}) if acts else {}
    for act in acts:
        who, to = names.get(act.authority, act.authority), names.get(act.to, act.to)
        source = people.get(act.by, act.by)
        yield Entry(on=act.on, known_on=act.on, kind="move", act=act.verb, who=who, to=to, detail=act.note, source=source, at=act.at)
    yield from _enquiries(case, changes, backs)


def _words_of(back: TakenBack) -> str:
    return f"on {day_words(back.on)} by {back.by_name}: {back.because}"


def _enquiries(case: Case, changes: Sequence[CaseChange], backs: Sequence[TakenBack]) -> Iterator[Entry]:
    asked = {number: each.at for each in changes if each.kind in ASKED for number in NUMBER.findall(each.words)}
    answered: dict[str, list[datetime]] = {}  # the answers to one enquiry one after the other: all but the last were taken back
    for each in reversed(changes):
        for number in NUMBER.findall(each.words) if each.kind in ANSWERED else ():
            answered.setdefault(number, []).append(each.at)
    today = clock.today()
    titles = {check.code: check.title for check in value_on(CHECKS, today)}
    outcomes = {str(each.code): each.words for each in value_on(OUTCOMES, today)}

    def answer(enquiry: Enquiry, on: date, outcome: str, detail: str, evidence: str, **more: Any) -> Entry:
        title = titles.get(enquiry.check_code, enquiry.check_code)
        words = f"Answered: {title}: {outcomes.get(outcome, outcome).lower()}"
        source = f"{enquiry.number}{f', {evidence}' if evidence else ''}"
        return Entry(on=on, known_on=on, kind="enquiry", words=words, detail=detail, source=source, **more)

    for enquiry in Enquiry.objects.filter(case=case).select_related("asked_by").order_by("-id")[:MOST]:
        yield Entry(
            on=enquiry.asked_on,
            known_on=enquiry.asked_on,
            kind="enquiry",
            words=f"Asked: {titles.get(enquiry.check_code, enquiry.check_code)}",
            detail=enquiry.lawful_basis,
            source=f"{enquiry.asked_by.full_name}, {enquiry.number}",
            at=asked.get(enquiry.number),
        )
        times = answered.get(enquiry.number, [])
        before = [each for each in backs if each.enquiry_id == enquiry.pk]
        for back, at in zip_longest(before, times[: len(before)]):
            on, said = date.fromisoformat(back.said["answered_on"]), back.said
            detail, gone = said["answer"] or said["why_not"], {"taken_back": back.on, "back_words": _words_of(back)}
            yield answer(enquiry, on, said["outcome"], detail, said["evidence"], at=at, **gone)
        if enquiry.answered_on is not None:
            at, detail = times[-1] if times else None, enquiry.answer or enquiry.why_not
            yield answer(enquiry, enquiry.answered_on, enquiry.outcome, detail, enquiry.evidence, at=at)


def _day(at: datetime) -> date:
    return at.astimezone(clock.LONDON).date()
