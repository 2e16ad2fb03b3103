"""Ask a demographic service for a child's number, check a number there, and say what a person makes of one.

That somebody asks is written down before anything leaves; what came of it, afterwards. Nothing is asked of a shielded child. Of a child
on the sealed list nothing leaves either, and the answer is that of somebody whom the service does not know: what it has on record is
the present identity, under which it would answer for the former one.

Source  issue 6, point 7; Children Act 2004, s.16LC; domain, requirements 20 to 23; anchors, section 4, point 12.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.db import IntegrityError, transaction
from django.db.models import Max

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.actions.case_book import needs_because
from onroll.casework.demographic_service import CannotAsk, DemographicService, demographic_service
from onroll.casework.identifier_claims import PURPOSES_TO_ASK_FOR, SHIELDED, KnownIdentifiers, is_sealed, known_identifiers, others_with
from onroll.casework.models import IdentifierClaim, IdentifierLookUp
from onroll.casework.permissions import Right
from onroll.casework.purposes import CannotUsePurpose, Purpose
from onroll.casework.queries.children import relation_or_case
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.consistent_identifiers import IDENTIFIER_TYPES, NHS_NUMBER, Verb, may_say
from onroll.core.demographic_search import CHECKS, FEWEST, OUTCOMES, Concluded, Known, Question, conclude, is_settled, questions_for
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import Child
from onroll.pipeline.shared_fields import as_records_say

AGAIN_AFTER = timedelta(minutes=1)
"""So long the same authority does not ask about the same child again: a button that is pressed twice asks once."""
LOOKED_BACK = 20
_SENT = {"family": "surname", "given": "forename", "birthdate": "date_of_birth", "gender": "sex", "address-postalcode": "postcode"}


@dataclass
class _Subject:
    """The child about whom something is asked or said, as the viewer may see them."""

    child: Child
    tables: RunTables
    known: KnownIdentifiers
    home_record: int | None
    by: Viewer
    purpose: Purpose


@dataclass
class _Came:
    """What asking came to, before it is written down."""

    outcome: str = "error"
    said: str = ""
    asked: list[Question] = field(default_factory=list)
    concluded: Concluded | None = None
    notes: list[str] = field(default_factory=list)
    says: list[tuple[str, Verb, str]] = field(default_factory=list)


def ask_service(child_id: str, *, by: Viewer, purpose: Purpose) -> IdentifierLookUp:
    """Ask the service for a child's NHS number, once; return what came of it. Its being out of reach is an outcome too.

    Raises  CannotSee; CannotUsePurpose; CannotDoNow.
    """
    subject = _subject(child_id, by, purpose)
    service = _ready(subject, "search")
    child = subject.child
    known = Known(
        surname=child.surname or "",
        forename=child.forename or "",
        date_of_birth=child.date_of_birth,
        sex=child.sex or "",
        postcode=child.postcode or "",
    )
    questions = questions_for(known)
    if not questions:
        raise CannotDoNow(f"{FEWEST} The records that agreements show you do not say so much of this child.")
    if is_sealed(subject.tables, child.child_id):
        return _written(subject, service, "search", questions, lambda came: _as_if_nobody(came, questions))
    return _written(subject, service, "search", questions, lambda came: _search(subject, service, questions, came))


def check_number(child_id: str, value: str, *, by: Viewer, purpose: Purpose) -> IdentifierLookUp:
    """Ask the service whether one of a child's numbers is in use, was replaced, or was put out of use.

    Raises  CannotSee; CannotUsePurpose; CannotDoNow.
    """
    subject = _subject(child_id, by, purpose)
    number = IDENTIFIER_TYPES[NHS_NUMBER].read(value) or ""
    standing = subject.known.of(number)
    if standing is None or standing.standing not in ("active", "disputed", "said", "proposed"):
        raise CannotDoNow("That is not a number of this child that could be checked.")
    service = _ready(subject, "check")
    if is_sealed(subject.tables, subject.child.child_id):
        return _written(subject, service, "check", [], lambda came: _as_if_it_stood(came))
    return _written(subject, service, "check", [], lambda came: _check(subject, service, number, came))


def say_of_number(
    child_id: str, value: str, verb: Verb, *, by: Viewer, purpose: Purpose, because: str, successor: str = ""
) -> IdentifierClaim:
    """Write down what a person says of a number: yes or no to a proposal, replaced, not in use, or given anew.

    Raises  CannotSee; CannotUsePurpose; CannotDoNow.
    """
    subject = _subject(child_id, by, purpose)
    why = needs_because(because)
    kind = IDENTIFIER_TYPES[NHS_NUMBER]
    number, new = kind.read(value) or "", kind.read(successor) or ""
    if not may_say(verb, subject.known.of(number)):
        raise CannotDoNow("That cannot be said of this number as it stands now. Look at the page again.")
    if verb == "superseded" and (not new or new == number):
        raise CannotDoNow(f"Enter the {kind.title} in its place: ten digits, and not the same.")
    if verb == "reissued" and not by.in_shielded_team:
        raise CannotDoNow("That a child was given a new number is for your named team: the two must never be tied to one another.")
    says: list[tuple[str, Verb, str]] = [(number, verb, new if verb == "superseded" else "")]
    if verb == "superseded" and not _is_active(subject.known, new):
        says.append((new, "claimed", ""))
    with _told_if_at_once(), transaction.atomic():
        claims = _claim(subject, says, source=f"authority {by.authority}", because=why, look_up=None)
        body = {"claims": [each.pk for each in claims], "verb": verb}
        record(by.doer, Happening(kind="identifier.said", subject=subject.child.child_id, purpose=purpose.code, body=body))
    return claims[0]


# -- who is asked about --------------------------------------------------------------------------------------------------


def _subject(child_id: str, by: Viewer, purpose: Purpose) -> _Subject:
    require(by, Right.WORK_CASES, purpose)
    tables = the_tables()
    child = tables.child(tables.live_id(child_id)) if tables else None
    if tables is None or child is None or relation_or_case(by, child) is not Relation.FULL:
        raise CannotSee("There is no such child for you.")
    if child.shielded:
        raise CannotDoNow(SHIELDED)
    records = tables.records(the_index(), child.child_id)
    newest = next((each.record_key for each in records if each.said.get("date_of_birth")), None)
    return _Subject(
        child=as_records_say(child, records),
        tables=tables,
        known=known_identifiers(tables, child.child_id, records, by.authority, NHS_NUMBER),
        home_record=newest,
        by=by,
        purpose=purpose,
    )


def _ready(subject: _Subject, what: str) -> DemographicService:
    if subject.purpose.code not in PURPOSES_TO_ASK_FOR:
        raise CannotUsePurpose("A service is asked about a child to find the child, to keep the child safe or to put records right.")
    service = demographic_service()
    if service is None:
        raise CannotDoNow("No demographic service is set up. Whoever runs Onroll finds how in docs/trust.md.")
    lately = IdentifierLookUp.objects.filter(
        child_id__in=subject.known.child_ids, authority=subject.by.authority, what=what, at__gt=clock.now() - AGAIN_AFTER
    )
    if lately.exists():
        raise CannotDoNow("The service was asked about this child less than a minute ago. Look at what it said.")
    return service


# -- asking --------------------------------------------------------------------------------------------------------------


def _written(
    subject: _Subject, service: DemographicService, what: str, questions: Sequence[Question], ask: Callable[[_Came], None]
) -> IdentifierLookUp:
    """Write down that somebody asks, ask, and write down what came of it with the claims that follow."""
    by, child_id, purpose = subject.by, subject.child.child_id, subject.purpose.code
    fields = sorted({_SENT[name] for question in questions for name, _ in question.asks if name in _SENT}) or [NHS_NUMBER]
    asking = {"service": service.name, "what": what, "fields": fields}
    record(by.doer, Happening(kind="identifier.asked", subject=child_id, purpose=purpose, body=asking))
    came, began = _Came(), time.monotonic()
    try:
        ask(came)
    except CannotAsk as refused:
        came.outcome, came.said, came.says = "error", str(refused), []
    found = came.concluded
    with _told_if_at_once(), transaction.atomic():
        look_up = IdentifierLookUp.objects.create(
            child_id=child_id,
            authority=by.authority,
            kind=NHS_NUMBER,
            what=what,
            service=service.name[:100],
            purpose=purpose,
            asked_with=fields,
            questions=max(len(came.asked), 1),
            outcome=came.outcome,
            score=found.score if found else None,
            question=found.question[:60] if found else "",
            notes=came.notes,
            said=came.said[:300],
            took_ms=round((time.monotonic() - began) * 1000),
            on=clock.today(),
            at=clock.now(),
            by=by.username,
            by_name=by.full_name,
        )
        means = OUTCOMES[came.outcome] if what == "search" else CHECKS[came.outcome]  # type: ignore[index]
        claims = _claim(subject, came.says, source=service.name, because=means.title, look_up=look_up)
        body = {"look_up": look_up.pk, "outcome": came.outcome, "claims": [each.pk for each in claims]}
        record(by.doer, Happening(kind="identifier.answered", subject=child_id, purpose=purpose, body=body))
    return look_up


def _search(subject: _Subject, service: DemographicService, questions: Sequence[Question], came: _Came) -> None:
    today, replies = clock.today(), []
    for question in questions:
        came.asked.append(question)
        reply = service.search(question)
        replies.append((question, reply))
        if is_settled(question, reply, today):
            break
    found = came.concluded = conclude(replies, today)
    came.outcome = found.outcome
    if found.person is None:
        return
    number = found.person.number
    came.notes += [name for name, holds in (("restricted", found.person.restricted), ("died", found.person.died)) if holds]
    if others_with(number, NHS_NUMBER, subject.known.child_ids):
        came.notes.append("held_by_another")
    standing = subject.known.of(number)
    if found.outcome == "match":
        came.says.append((number, "claimed", ""))
    elif standing is None or standing.standing not in ("active", "disputed", "refused", "reissued"):
        came.says.append((number, "proposed", ""))


def _check(subject: _Subject, service: DemographicService, number: str, came: _Came) -> None:
    came.outcome, person = service.check(number)
    standing = subject.known.of(number)
    if person is not None:
        came.notes += [name for name, holds in (("restricted", person.restricted), ("died", person.died)) if holds]
    if came.outcome in ("invalid", "not_known"):
        came.says.append((number, "invalid", ""))
    elif came.outcome == "superseded" and person is not None:
        came.says.append((number, "superseded", person.number))
        if not _is_active(subject.known, person.number):
            # What nobody had found to be the child's is not made the child's by having been replaced.
            counted = standing is not None and standing.version > 0 and standing.standing in ("active", "disputed")
            came.says.append((person.number, "claimed" if counted else "proposed", ""))


def _as_if_nobody(came: _Came, questions: Sequence[Question]) -> None:
    """Answer for a sealed child as for somebody whom the service does not know, and in the time that this takes."""
    came.asked, came.concluded, came.outcome = list(questions), Concluded(outcome="no_match"), "no_match"
    _wait_as_for("search", "no_match")


def _as_if_it_stood(came: _Came) -> None:
    came.outcome = "stands"
    _wait_as_for("check", "stands")


def _wait_as_for(what: str, outcome: str) -> None:
    rows = IdentifierLookUp.objects.filter(what=what, outcome=outcome).order_by("-pk")
    took = list(rows.values_list("took_ms", flat=True)[:LOOKED_BACK])
    time.sleep(median(took) / 1000 if took else 0.3)


# -- claims --------------------------------------------------------------------------------------------------------------


def _is_active(known: KnownIdentifiers, value: str) -> bool:
    standing = known.of(value)
    return standing is not None and standing.standing == "active"


def _claim(
    subject: _Subject, says: Sequence[tuple[str, Verb, str]], *, source: str, because: str, look_up: IdentifierLookUp | None
) -> list[IdentifierClaim]:
    """Write the next versions of what is said. Only inside a transaction."""
    by, child_id = subject.by, subject.child.child_id
    before = IdentifierClaim.objects.filter(child_id=child_id, authority=by.authority, kind=NHS_NUMBER)
    last = before.aggregate(last=Max("version"))["last"] or 0
    return [
        IdentifierClaim.objects.create(
            child_id=child_id,
            authority=by.authority,
            kind=NHS_NUMBER,
            version=last + place,
            value=value,
            verb=verb,
            successor=successor,
            source=source[:200],
            look_up=look_up,
            home_record=subject.home_record,
            because=because,
            on=clock.today(),
            at=clock.now(),
            by=by.username,
            by_name=by.full_name,
        )
        for place, (value, verb, successor) in enumerate(says, 1)
    ]


@contextmanager
def _told_if_at_once() -> Iterator[None]:
    """Say in a sentence that somebody else wrote the same version at the same moment."""
    try:
        yield
    except IntegrityError as twice:
        raise CannotDoNow("Somebody else wrote something about this number at the same moment. Look, and do it again.") from twice
