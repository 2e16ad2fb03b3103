"""Everything that is held about one child, as items that can each be sent or held back.

A reference names an item with a mark of its content: where the content changes, it is a new item of which nobody has decided yet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Sum

from onroll.accounts.models import User
from onroll.casework.models import Case, CaseState, Contact, Enquiry, Letter, Look, Note, Referral, TriageResult, Whereabouts
from onroll.casework.purposes import PURPOSES
from onroll.casework.sharing import everything
from onroll.casework.the_index import the_index, whole_tables
from onroll.core.harm_review import PLACES, THIRD_PERSONS, Item, Part
from onroll.pipeline.child_sources import all_ids_of
from onroll.pipeline.run_rows import RecordSeen

ABBREVIATIONS = {"nhs": "NHS", "upn": "UPN", "uln": "ULN", "urn": "URN", "ehe": "home education", "cme": "CME", "sen": "SEN", "fsm": "FSM"}
PART_TITLES: Mapping[Part, str] = {
    "about_child": "about the child",
    "place": "where the child lives or learns",
    "about_others": "about other people",
    "judgement": "what people wrote",
    "source_of_concern": "who told of the child",
}


def items_about(child_id: str) -> list[Item]:
    """Return every item that is held about a child, the registers first: whole, whatever agreements let others see."""
    with everything():
        return _items(child_id)


def _items(child_id: str) -> list[Item]:
    tables = whole_tables()
    ids: Sequence[str] = (child_id,)
    items: list[Item] = []
    if tables is not None:
        ids = all_ids_of(tables, child_id)
        items += _of_registers(tables.records(the_index(), ids[0]))
        spells = [
            (
                _day(spell.starts_on),
                f"{_words(spell.status)}{f' (school {spell.urn})' if spell.urn else ''}, until {_day(spell.ends_before)}",
            )
            for spell in tables.spells(ids[0])
        ]
        items += _item("timeline", "Where the registers show the child, day by day", "place", spells)
        finding = tables.finding_of(ids[0])
        if finding is not None:
            said = [
                ("Finding", _words(finding.finding)),
                ("Since", _day(finding.since)),
                *(("Because", each) for each in finding.sentences),
            ]
            items += _item("finding", "What Onroll found, and why", "place", said)
    for case in Case.objects.filter(child_id__in=ids).order_by("id"):
        items += _of_case(case)
    items += _looks(ids)
    return items


def _of_registers(records: Iterable[RecordSeen]) -> Iterator[Item]:
    said: dict[tuple[str, str, Part], dict[tuple[str, str], list[date]]] = {}
    for record in records:
        for name, value in record.said.items():
            part: Part = "about_others" if name in THIRD_PERSONS else "place" if name in PLACES else "about_child"
            days = said.setdefault((record.register, record.supplier, part), {}).setdefault((_words(name), _plain(value)), [])
            days.append(record.as_at)
    for (register, supplier, part), values in said.items():
        lines = [(name, f"{value} ({_span(days)})") for (name, value), days in values.items()]
        title = f"{_words(register)}, as sent by {supplier}: {PART_TITLES[part]}"
        yield from _item(f"record:{register}:{supplier}:{part}", title, part, lines, register)


def _of_case(case: Case) -> Iterator[Item]:
    key = f"case:{case.pk}"
    states = [(_day(row.at.date()), _words(row.state)) for row in CaseState.objects.filter(case=case).order_by("id")]
    yield from _item(f"{key}:states", f"Case {case.pk}: its stages", "about_child", states)
    for triage in TriageResult.objects.filter(case=case).order_by("id"):
        reasons = [("Reason", str(each.get("words", ""))) for each in triage.reasons]
        said = [("Day", _day(triage.on)), ("Level", triage.level), *reasons]
        yield from _item(f"{key}:triage:{triage.pk}", f"Case {case.pk}: how urgent it was thought", "judgement", said)
    for contact in Contact.objects.filter(case=case).order_by("id"):
        said = [("Day", _day(contact.on)), ("How", _words(contact.how)), ("Who", contact.profession), ("Note", contact.note)]
        yield from _item(f"{key}:contact:{contact.pk}", f"Case {case.pk}: contact of {_day(contact.on)}", "judgement", said)
    for where in Whereabouts.objects.filter(case=case).order_by("id"):
        said = [("Place", where.place), ("Said by", where.source), ("Since", _day(where.since))]
        yield from _item(f"{key}:place:{where.pk}", f"Case {case.pk}: where the child was said to be", "place", said)
    for note in Note.objects.filter(case=case).order_by("id"):
        yield from _item(f"{key}:note:{note.pk}", f"Case {case.pk}: note of {_day(note.at.date())}", "judgement", [("Note", note.text)])
    for enquiry in Enquiry.objects.filter(case=case).order_by("id"):
        said = [("Asked", enquiry.check_code), ("Of", enquiry.organisation), ("Day", _day(enquiry.asked_on)), ("Law", enquiry.lawful_basis)]
        said += [("Outcome", _words(enquiry.outcome)), ("Answer", enquiry.answer)]
        yield from _item(f"{key}:enquiry:{enquiry.pk}", f"Case {case.pk}: enquiry {enquiry.number}", "judgement", said)
    for letter in Letter.objects.filter(case=case).order_by("id"):
        said = [("Day", _day(letter.sent_on)), ("To", letter.recipient.split("\n")[0]), ("Subject", letter.subject), ("Text", letter.body)]
        yield from _item(f"{key}:letter:{letter.pk}", f"Case {case.pk}: letter {letter.number}", "judgement", said)
    for referral in Referral.objects.filter(case=case).order_by("id"):
        said = [("Day", _day(referral.received_on)), ("Who", referral.referrer), ("From", referral.organisation), ("Why", referral.because)]
        yield from _item(f"{key}:referral:{referral.pk}", f"Case {case.pk}: who told of the child", "source_of_concern", said)


def _looks(ids: Sequence[str]) -> Iterator[Item]:
    """Who saw the child's record: organisations and purposes, as article 15(1)(c) asks."""
    titles = {each.code: each.title for each in PURPOSES}
    rows = Look.objects.filter(child_id__in=ids).exclude(role__in=("system", "auditor")).values("actor", "purpose").annotate(n=Sum("times"))
    bodies = dict(User.objects.filter(username__in={row["actor"] for row in rows}).values_list("username", "organisation__name"))
    counted: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (bodies.get(row["actor"], "An organisation that has left"), titles.get(row["purpose"], "no purpose needed"))
        counted[key] = counted.get(key, 0) + row["n"]
    # How often changes with every look, this one too: only who and why decide whether it is a new item.
    lines = sorted((who, why) for who, why in counted)
    yield from _item("looks", "Who looked at the child’s record, and why", "place", lines)


def _item(key: str, title: str, part: Part, said: Iterable[tuple[str, str]], register: str = "") -> Iterator[Item]:
    lines = tuple((name, value) for name, value in said if value)
    if lines:
        mark = hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()[:12]
        yield Item(f"{key}#{mark}"[:200], title, part, register, lines)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _day(value) if isinstance(value, date) else str(value)


def _day(value: date | None) -> str:
    return f"{value.day} {value:%B %Y}" if value else "now"


def _span(days: Sequence[date]) -> str:
    first, last = min(days), max(days)
    return f"extract of {_day(first)}" if first == last else f"extracts of {_day(first)} to {_day(last)}"


def _words(code: str) -> str:
    text = " ".join(ABBREVIATIONS.get(word, word) for word in code.split("_"))
    return text[:1].upper() + text[1:]
