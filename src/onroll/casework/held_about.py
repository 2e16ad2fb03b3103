"""Everything that is held about one child, as items that can each be sent or held back.

A reference names an item with a mark of its content: where the content changes, it is a new item of which nobody has decided yet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import IntegerField, Model, OuterRef, Subquery, Value
from django.db.models.functions import JSONObject

from onroll.accounts.models import Organisation, User
from onroll.casework.models import (
    CaseState,
    Contact,
    Enquiry,
    IdentifierClaim,
    IdentifierLookUp,
    Letter,
    Look,
    Note,
    Referral,
    TriageResult,
    Whereabouts,
)
from onroll.casework.purposes import PURPOSES
from onroll.casework.sharing import everything
from onroll.casework.the_index import the_index, whole_tables
from onroll.core.dated.family_texts import SENDERS
from onroll.core.enquiries import UnknownCheck, check_of
from onroll.core.finding_words import finding_name
from onroll.core.harm_review import PLACES, THIRD_PERSONS, Item, Part
from onroll.core.register_words import register_name
from onroll.core.registers import register_named
from onroll.core.wording import day_words, in_words
from onroll.pipeline.child_sources import all_ids_of
from onroll.pipeline.run_rows import RecordSeen
from onroll.pipeline.schools import schools_of

PART_TITLES: Mapping[Part, str] = {
    "about_child": "about the child",
    "place": "where the child lives or learns",
    "about_others": "about other people",
    "judgement": "what people wrote",
    "source_of_concern": "who told of the child",
}


def items_about(child_id: str) -> list[Item]:
    """Return every item that is held about a child, the registers first: whole, whatever agreements let others see."""
    if not child_id:
        return []
    with everything():
        return _items(child_id)


def _items(child_id: str) -> list[Item]:
    tables = whole_tables()
    ids: Sequence[str] = (child_id,)
    items: list[Item] = []
    if tables is not None:
        ids = all_ids_of(tables, child_id)
        items += _of_registers(tables.records(the_index(), ids[0]))
        drawn = tables.spells(ids[0])
        schools = _school_names(spell.urn for spell in drawn if spell.urn)
        spells = [
            (
                _day(spell.starts_on),
                f"{in_words(spell.status)}{f' ({_school(spell.urn, schools)})' if spell.urn else ''}, until {_day(spell.ends_before)}",
            )
            for spell in drawn
        ]
        items += _item("timeline", "Where the registers show the child, day by day", "place", spells)
        finding = tables.finding_of(ids[0])
        if finding is not None:
            said = [
                ("Finding", finding_name(finding.finding)),
                ("Since", _day(finding.since)),
                *(("Because", each) for each in finding.sentences),
            ]
            items += _item("finding", "What Onroll found, and why", "place", said)
    items += _of_cases(ids)
    items += _numbers(ids)
    items += _looks(ids)
    return items


def _of_registers(records: Iterable[RecordSeen]) -> Iterator[Item]:
    said: dict[tuple[str, str, Part], dict[tuple[str, str], list[date]]] = {}
    senders, urns = set[str](), set[str]()
    for record in records:
        senders.add(record.supplier)
        for name, value in record.said.items():
            part: Part = "about_others" if name in THIRD_PERSONS else "place" if name in PLACES else "about_child"
            days = said.setdefault((record.register, record.supplier, part), {}).setdefault((name, _plain(value)), [])
            days.append(record.as_at)
            if name.endswith("urn"):
                urns.add(_plain(value))
    bodies = dict(Organisation.objects.filter(code__in=senders).values_list("code", "name"))
    schools = _school_names(urns | senders)
    for (register, supplier, part), values in said.items():
        lines = []
        for (name, value), days in values.items():
            shown = _school(value, schools) if name.endswith("urn") else value
            lines.append((in_words(name), f"{shown} ({_span(days)})"))
        # What a code means stands below what is said: a paper that only the sender can read tells a family nothing.
        codes = {field.name: field.meaning for field in register_named(register).fields if field.type == "code"}
        lines += [
            (f"{in_words(name)}: how to read it", codes[name]) for name in dict.fromkeys(name for name, _ in values) if codes.get(name)
        ]
        sender = bodies.get(supplier) or schools.get(supplier) or SENDERS.get(supplier, supplier)
        title = f"{register_name(register)}, as sent by {sender}: {PART_TITLES[part]}"
        yield from _item(f"record:{register}:{supplier}:{part}", title, part, lines, register)


def _school_names(urns: Iterable[str]) -> dict[str, str]:
    """Return the name of each school that the establishment file names, by its URN."""
    schools = schools_of(the_index())
    return {urn: schools[urn].name for urn in set(urns) if urn in schools and schools[urn].name}


def _school(urn: str, names: Mapping[str, str]) -> str:
    return f"{names[urn]}, number {urn}" if urn in names else f"school {urn}"


_IN_CASES: Mapping[str, tuple[type[Model], Sequence[str]]] = {
    "states": (CaseState, ("at", "state")),
    "triage": (TriageResult, ("on", "level", "reasons")),
    "contact": (Contact, ("on", "how", "profession", "note", "taken_back__because")),
    "place": (Whereabouts, ("place", "source", "since", "taken_back__because")),
    "note": (Note, ("at", "text")),
    "enquiry": (Enquiry, ("check_code", "organisation", "asked_on", "lawful_basis", "outcome", "answer")),
    "letter": (Letter, ("sent_on", "recipient", "subject", "body")),
    "referral": (Referral, ("received_on", "referrer", "organisation", "because")),
}
"""What stands in a case, in the order in which it is read, and the fields of it that are told."""


def _of_cases(ids: Sequence[str]) -> Iterator[Item]:
    """What stands in the child's cases. All their tables are asked at once: a page that lists everything asks the database once for it."""
    first, *others = (
        model._default_manager.filter(case__child_id__in=ids)
        .order_by()
        .annotate(rank=Value(rank, IntegerField()), said=JSONObject(**{name: name for name in names}))
        .values_list("case_id", "rank", "pk", "said")
        for rank, (model, names) in enumerate(_IN_CASES.values())
    )
    kinds = list(_IN_CASES)
    rows = sorted(first.union(*others, all=True), key=lambda row: row[:3])
    for (case_id, rank), group in groupby(rows, key=lambda row: row[:2]):
        if kinds[rank] == "states":
            lines = [(_read_day(said["at"]), in_words(said["state"])) for *_, said in group]
            yield from _item(f"case:{case_id}:states", f"Case {case_id}: its stages", "about_child", lines)
            continue
        for _, _, pk, said in group:
            title, part, lines = _told_in_case(kinds[rank], pk, said)
            yield from _item(f"case:{case_id}:{kinds[rank]}:{pk}", f"Case {case_id}: {title}", part, lines)


def _told_in_case(kind: str, pk: int, said: Mapping[str, Any]) -> tuple[str, Part, list[tuple[str, str]]]:
    match kind:
        case "triage":
            reasons = said["reasons"] if isinstance(said["reasons"], list) else json.loads(said["reasons"])  # SQLite gives its text
            lines = [("Day", _read_day(said["on"])), ("Level", said["level"])]
            return "how urgent it was thought", "judgement", lines + [("Reason", str(each.get("words", ""))) for each in reasons]
        case "contact":
            day = _read_day(said["on"])
            lines = [("Day", day), ("How", in_words(said["how"])), ("Who", said["profession"]), ("Note", said["note"]), _back(said)]
            return f"contact of {day}", "judgement", lines
        case "place":
            lines = [("Place", said["place"]), ("Said by", said["source"]), ("Since", _read_day(said["since"])), _back(said)]
            return "where the child was said to be", "place", lines
        case "note":
            return f"note of {_read_day(said['at'])}", "judgement", [("Note", said["text"])]
        case "enquiry":
            lines = [
                ("Asked", _asked(said)),
                ("Of", said["organisation"]),
                ("Day", _read_day(said["asked_on"])),
            ]
            lines += [("Law", said["lawful_basis"]), ("Outcome", in_words(said["outcome"])), ("Answer", said["answer"])]
            return f"enquiry {Enquiry(pk=pk).number}", "judgement", lines
        case "letter":
            lines = [("Day", _read_day(said["sent_on"])), ("To", said["recipient"].split("\n")[0])]
            return f"letter {Letter(pk=pk).number}", "judgement", [*lines, ("Subject", said["subject"]), ("Text", said["body"])]
    lines = [("Day", _read_day(said["received_on"])), ("Who", said["referrer"]), ("From", said["organisation"]), ("Why", said["because"])]
    return "who told of the child", "source_of_concern", lines


def _back(said: Mapping[str, Any]) -> tuple[str, str]:
    """Return that something was recorded by mistake, and why it was taken back; nothing where it stands."""
    return "Taken back, as recorded by mistake", said["taken_back__because"] or ""


def _asked(said: Mapping[str, Any]) -> str:
    """Return what was asked, in words; a check that no list knows by its code."""
    try:
        return check_of(said["check_code"], date.fromisoformat(said["asked_on"][:10])).title
    except UnknownCheck:
        return str(said["check_code"])


def _numbers(ids: Sequence[str]) -> Iterator[Item]:
    """What was said of the child's consistent identifier, and which services were asked."""
    first = IdentifierClaim.objects.filter(child_id__in=ids).order_by().values_list("authority", "on", "value", "verb", "source", "pk")
    look_ups = IdentifierLookUp.objects.filter(child_id__in=ids).order_by()
    others = look_ups.values_list("authority", "on", "what", "outcome", "service", "pk")
    rows = sorted(first.union(others, all=True), key=lambda row: (row[1], row[5]))
    lines = [
        (
            f"{_day(on)}, authority {authority}",
            f"{f'{value}: {in_words(said).lower()}' if value.isdigit() else f'asked: {in_words(said).lower()}'} ({by})",
        )
        for authority, on, value, said, by, _ in rows
    ]
    yield from _item("identifiers", "The child’s NHS number: what was asked and said", "about_child", lines)


def _looks(ids: Sequence[str]) -> Iterator[Item]:
    """Who saw the child's record: organisations and purposes, as article 15(1)(c) asks."""
    titles = {each.code: each.title for each in PURPOSES}
    body = User.objects.filter(username=OuterRef("actor")).values("organisation__name")[:1]
    rows = Look.objects.filter(child_id__in=ids).exclude(role__in=("system", "auditor")).annotate(body=Subquery(body))
    # How often changes with every look, this one too: only who and why decide whether it is a new item.
    lines = sorted(
        {
            (body or "An organisation that has left", titles.get(purpose, "no purpose needed"))
            for body, purpose in rows.values_list("body", "purpose").distinct()
        }
    )
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
    return day_words(value) if value else "now"


def _read_day(text: str | None) -> str:
    """Return the day of a date or a moment as the database wrote it into JSON."""
    return _day(date.fromisoformat(text[:10]) if text else None)


def _span(days: Sequence[date]) -> str:
    first, last = min(days), max(days)
    return f"extract of {_day(first)}" if first == last else f"extracts of {_day(first)} to {_day(last)}"
