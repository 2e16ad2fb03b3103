"""Ask every authority about one child, record what each answers, remind the silent, and stop once the child is found.

Source  requirement 33; issue 4, point 4. What is told of the child: `core/broadcasts.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from onroll.accounts.models import Organisation, User
from onroll.casework import clock
from onroll.casework.actions.case_book import CaseInHand, changing, needs_because, write_history
from onroll.casework.actions.enquiries import answer_enquiry, start_enquiry
from onroll.casework.models import Broadcast, BroadcastAsked, Case, Enquiry
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation, relation_of
from onroll.casework.the_index import whole_tables
from onroll.casework.viewers import Viewer
from onroll.core import broadcasts as rules
from onroll.core.cases import NextStep
from onroll.core.wording import day_words, plural
from onroll.pipeline.find import CannotFind, Query, find
from onroll.pipeline.run_rows import Child

SEARCHED = 60
"""How many of the likeliest children a search brings, of all authorities together."""

OTHER_AUTHORITY = "ORIGIN_DEST_LA"
"""The check that a reply of another authority answers."""

LIKELY_ENOUGH = 0.2
"""Below it a child is not proposed (design, section 5: the review band begins there)."""


def send_broadcast(case_id: int, *, by: Viewer, authorities: Iterable[str] = (), words: str = "") -> Broadcast:
    """Ask authorities about the case's child; each one's own records are searched at once.

    Shape  authorities: codes; none given, all but one's own.
    Raises  CannotDoNow with core's sentence.
    """
    with changing(by, case_id) as hand:
        known = set(Organisation.objects.filter(kind="authority").exclude(code=by.authority).values_list("code", flat=True))
        wanted = sorted(set(authorities) or known)
        if not set(wanted) <= known | {by.authority}:
            raise CannotDoNow("Choose authorities from the list.")
        child = hand.child
        shielded = hand.case.shielded or (child is not None and child.shielded)
        asked = rules.Broadcast(by.authority, hand.on, tuple(wanted), shielded)
        hand.refuse_unless(rules.may_send(asked, hand.case.state, hand.case.whereabouts_known))
        if child is None:
            raise CannotDoNow("The records of this child are not there at the moment: nobody could be told whom to look for.")
        if Broadcast.objects.filter(case=hand.case, withdrawn_on=None).exists():
            raise CannotDoNow("All authorities are being asked about this child already.")
        broadcast = Broadcast.objects.create(
            case=hand.case, episode=hand.case.episode, authority=by.authority, words=words.strip()[:1000],
            asked_on=hand.on, due_on=asked.due_on, asked_by=hand.user,
        )  # fmt: skip
        proposed = _proposed(child, wanted)
        BroadcastAsked.objects.bulk_create(
            [BroadcastAsked(broadcast=broadcast, authority=code, proposed=proposed.get(code, [])) for code in wanted]
        )
        hand.tell(
            "case.broadcast_sent",
            f"{broadcast.number}: asked {plural(len(wanted), 'authority', 'authorities')} about the child",
            words.strip(),
            broadcast=broadcast.number,
            authorities=wanted,
        )
    return broadcast


def _proposed(child: Child, authorities: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Search the index once, and give each authority those who live there or were on a roll there; nobody shielded."""
    tables = whole_tables()
    if tables is None or not tables.run.table("child_units").is_file():
        return {}
    query = Query(
        surname=child.surname, forename=child.forename, middle_names=child.middle_names, date_of_birth=child.date_of_birth, sex=child.sex,
        postcode=child.postcode, upn=child.upn, nhs_number=child.nhs_number,
    )  # fmt: skip
    try:
        all_hits = find(tables.run, query, limit=SEARCHED)
    except CannotFind:
        return {}
    hits = [hit for hit in all_hits if hit.probability >= LIKELY_ENOUGH or hit.child_id == child.child_id]
    wanted, found = set(authorities), tables.children([hit.child_id for hit in hits])
    proposed: dict[str, list[dict[str, Any]]] = {}
    for hit in hits:
        other = found.get(hit.child_id)
        if other is None or other.shielded:
            continue
        for code in {other.la_code, other.roll_la_code} & wanted:
            said = {"child_id": hit.child_id, "probability": round(hit.probability, 3), "reasons": list(hit.reasons)[:8]}
            proposed.setdefault(str(code), []).append(said)
    return proposed


def answer_broadcast(asked_id: int, *, by: Viewer, answer: str, note: str = "", child_id: str = "") -> BroadcastAsked:
    """Record what one's own authority answers, once; the asking case has it in its history and on its worklist at once.

    Shape  child_id: the child of one's own whom the answer means, where there is one.
    Raises  CannotSee; CannotDoNow with core's sentence.
    """
    require(by, Right.WORK_CASES)
    if answer not in rules.REPLIES:
        raise CannotDoNow("Choose an answer.")
    with transaction.atomic():
        # The case is locked first, as by every other action on it: two hands at once follow one another.
        case_id = BroadcastAsked.objects.filter(pk=asked_id, authority=by.authority).values_list("broadcast__case", flat=True).first()
        case = Case.objects.select_for_update().filter(pk=case_id or 0, shielded=False, joined_into=None).first() if by.authority else None
        if case is None:
            raise CannotSee("There is no such question for you.")
        asked = BroadcastAsked.objects.select_for_update(of=("self",)).select_related("broadcast").get(pk=asked_id)
        broadcast = asked.broadcast
        if broadcast.withdrawn_on is not None:
            raise CannotDoNow("This question was withdrawn: nobody needs to look any longer.")
        if asked.answer:
            raise CannotDoNow(f"Your authority answered on {day_words(asked.answered_on)} already.")
        hand = CaseInHand(case, by, clock.today(), clock.now(), User.objects.get(username=by.username))
        knows = answer != "not_known"
        asking = rules.Broadcast(broadcast.authority, broadcast.asked_on, (by.authority,))
        hand.refuse_unless(rules.may_reply(asking, rules.BroadcastReply(by.authority, hand.on, by.full_name, knows, note)))
        named = _own_child(by, child_id) if knows and child_id else ""
        asked.answer, asked.answered_on, asked.answered_by = answer, hand.on, hand.user
        asked.note, asked.child_id = note.strip()[:2000], named
        asked.save()
        _tell_the_asker(hand, asked)
    return asked


def _own_child(by: Viewer, child_id: str) -> str:
    tables = whole_tables()
    child = tables.child(tables.live_id(child_id.strip())) if tables else None
    if child is None or relation_of(by, child) is not Relation.FULL:
        raise CannotDoNow("Your authority has no child of that number.")
    if child.shielded:
        raise CannotDoNow("This child is shielded: answer through the named team, not here.")
    return child.child_id


def _tell_the_asker(hand: CaseInHand, asked: BroadcastAsked) -> None:
    """Write the answer into the asking case. The state stays; an answer that knows the child is the next thing to look at."""
    case, number = hand.case, asked.broadcast.number
    name = Organisation.objects.filter(kind="authority", code=asked.authority).values_list("name", flat=True).first() or asked.authority
    words = f"{number}, {name}: {rules.REPLIES[asked.answer]}"
    hand.tell("case.broadcast_answered", words, asked.note, broadcast=number, answer=asked.answer, child=asked.child_id)
    if asked.answer != "not_known" and case.state == "enquiring" and rules.is_needed(case.state, case.whereabouts_known):
        hand.plan_next(NextStep(f"Look at the answer of {name} to {number}"[:200], hand.on))
    case.version += 1
    case.save()
    write_history(hand)


def record_reply_as_answer(asked_id: int, *, by: Viewer, outcome: str, place: str = "") -> Enquiry:
    """Take what another authority knows over into the case, as an enquiry to it that is asked and answered, with the reply as its evidence.

    Raises  CannotSee; CannotDoNow with core's sentence.
    """
    require(by, Right.WORK_CASES)
    with transaction.atomic():
        rows = BroadcastAsked.objects.select_related("broadcast__case").select_for_update(of=("self",))
        asked = rows.filter(pk=asked_id, broadcast__case__authority=by.authority).first()
        if asked is None or not by.authority:
            raise CannotSee("There is no such reply for you.")
        if asked.answer not in ("known", "possibly") or asked.answered_on is None:
            raise CannotDoNow("Only a reply that knows the child, or may know them, says something about where they are.")
        evidence = asked.reference
        if Enquiry.objects.filter(case=asked.broadcast.case, evidence=evidence).exists():
            raise CannotDoNow("This reply stands among the answers already.")
        name = Organisation.objects.filter(kind="authority", code=asked.authority).values_list("name", flat=True).first() or asked.authority
        enquiry = start_enquiry(
            asked.broadcast.case_id, by=by, check_code=OTHER_AUTHORITY, because=evidence, known=("another place that was named",),
            organisation=name,
        )  # fmt: skip
        said = f"Replied on {day_words(asked.answered_on)}: {rules.REPLIES[asked.answer]}. {asked.note}"
        return answer_enquiry(
            enquiry.pk, by=by, outcome=outcome, answered_on=clock.today(), evidence=evidence, answer=said[:2000], place=place
        )


def remind_silent(case_id: int, *, by: Viewer) -> int:
    """Remind every authority that is late with its answer; return how many.

    Raises  CannotDoNow where none is to be reminded today.
    """
    with changing(by, case_id) as hand:
        broadcast = _open(hand)
        asking = rules.Broadcast(broadcast.authority, broadcast.asked_on, ())
        late = [
            asked
            for asked in broadcast.asked.select_for_update().filter(answer="").order_by("authority")
            if rules.may_remind(asking, asked.reminded_on, hand.on)
        ]
        if not late:
            raise CannotDoNow("There is no authority to remind today.")
        BroadcastAsked.objects.filter(pk__in=[asked.pk for asked in late]).update(reminded_on=hand.on)
        codes = [asked.authority for asked in late]
        hand.tell(
            "case.broadcast_reminded", f"{broadcast.number}: reminded {len(codes)} of the authorities asked", broadcast=broadcast.number,
            authorities=codes,
        )  # fmt: skip
    return len(late)


def withdraw_broadcast(case_id: int, *, by: Viewer, because: str) -> Broadcast:
    """Take the question back: no authority sees it any longer; what was answered stays with the case.

    Raises  CannotDoNow.
    """
    because = needs_because(because)[:300]
    with changing(by, case_id) as hand:
        broadcast = _open(hand)
        broadcast.withdrawn_on, broadcast.withdrawn_because = hand.on, because
        broadcast.save()
        hand.tell("case.broadcast_withdrawn", f"{broadcast.number} withdrawn", because, broadcast=broadcast.number)
    return broadcast


def _open(hand: CaseInHand) -> Broadcast:
    broadcast = Broadcast.objects.select_for_update().filter(case=hand.case, withdrawn_on=None).first()
    if broadcast is None:
        raise CannotDoNow("No authority is being asked about this child.")
    return broadcast
