"""Record contacts, sightings and notes."""

from __future__ import annotations

from datetime import date
from typing import cast, get_args

from onroll.casework.actions.case_book import LONGEST_TEXT, changing
from onroll.casework.models import Case, Contact, HomeVisit, Note
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.last_seen import Contact as ContactMade
from onroll.core.last_seen import How, counts_as_seen


def record_contact(
    case_id: int,
    *,
    by: Viewer,
    on: date,
    how: str,
    child_seen: bool,
    name: str = "",
    profession: str = "",
    place: str = "",
    note: str = "",
    because: str = "",
    next_action: str = "",
    next_due_on: date | None = None,
    visit: HomeVisit | None = None,
) -> Case:
    """Record a contact, and what is to be done next where somebody says so; where a named professional saw the child, the last-seen
    clock begins anew.

    Shape  visit: of which this is the record, where it is one.
    Raises  CannotDoNow where the child is said to have been seen, and core does not take it for a sight.
    """
    if len(note.strip()) > LONGEST_TEXT:
        raise CannotDoNow(f"What was said holds {LONGEST_TEXT:,} characters or fewer; add the rest as a file.")
    if bool(next_action.strip()) != (next_due_on is not None):
        raise CannotDoNow("Say both what is to be done next and by when, or neither.")
    if how not in get_args(How):
        raise CannotDoNow("Choose how the contact was made.")
    with changing(by, case_id) as hand:
        if on > hand.on:
            raise CannotDoNow("A contact cannot be in days to come.")
        born = hand.child.date_of_birth if hand.child else None
        if born is not None and on < born:
            raise CannotDoNow("A contact cannot be from before the child was born.")
        made = ContactMade(on, cast(How, how), child_seen, name, profession, place)
        seen = counts_as_seen(made)
        if child_seen and not seen and how in ("in person", "at school"):
            raise CannotDoNow(seen.reason_not)
        Contact.objects.create(
            case=hand.case,
            on=on,
            how=how,
            child_seen=child_seen,
            counts_as_seen=bool(seen),
            name=name.strip()[:200],
            profession=profession.strip()[:200],
            place=place.strip()[:300],
            note=note.strip(),
            at=hand.at,
            by=by.username,
            visit=visit,
        )
        if seen and (hand.case.last_seen_on is None or on > hand.case.last_seen_on):
            hand.case.last_seen_on = on
        if "first_contact" not in hand.case.stages_done:
            hand.stage_done("first_contact", on)
        words = f"Contact, {how}: the child was {'seen' if seen else 'not seen'}"
        hand.tell("case.contact_recorded", words, note.strip() or because.strip(), seen=bool(seen))
        if next_due_on is not None:
            hand.say_next(next_action, next_due_on)
    return hand.case


def write_note(case_id: int, *, by: Viewer, text: str, because: str = "") -> Case:
    """Keep a note.

    Raises  CannotDoNow where it is empty or too long.
    """
    if not text.strip():
        raise CannotDoNow("Write something, or leave the page.")
    if len(text) > LONGEST_TEXT:
        raise CannotDoNow(f"A note holds {LONGEST_TEXT} characters or fewer.")
    with changing(by, case_id) as hand:
        Note.objects.create(case=hand.case, text=text.strip(), at=hand.at, by=by.username, by_name=by.full_name)
        hand.tell("case.note_written", "Note", text.strip())
    return hand.case
