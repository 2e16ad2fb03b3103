"""Take in schools' deletion returns: each is answered at once, and what follows from its ground begins by itself.

Source  issue 4, points 1 and 4; requirements 9 to 12; domain, sections 2.1 and 2.2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from onroll.accounts.audit import Doer, Happening, record
from onroll.casework import clock
from onroll.casework.actions.case_book import needs_because
from onroll.casework.actions.joint_enquiries import as_found
from onroll.casework.actions.referrals import Told
from onroll.casework.actions.signal_cases import Signal, case_for
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, JointEnquiry, ReturnFollowUp, SchoolReturn, ToldChild
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.return_answers import line_of_deletion
from onroll.casework.the_index import whole_tables
from onroll.casework.told_children import as_child, new_child_id
from onroll.casework.viewers import Viewer
from onroll.core.absence_clocks import DayMarks
from onroll.core.attendance_marks import session_codes
from onroll.core.dated.school_returns import Ground
from onroll.core.dated.values import NotInForce
from onroll.core.deletion_returns import DeletionReturn, Parent, ReturnProblem, ground_of, problems_of_return, stands
from onroll.core.links import LINK_AT, REVIEW_AT
from onroll.core.return_routes import Following, what_follows
from onroll.core.statuses import IN_EDUCATION, STATUSES
from onroll.core.wording import day_words
from onroll.pipeline.find import CannotFind, find
from onroll.pipeline.find_by_identifier import child_of_identifier
from onroll.pipeline.run_rows import Child

__all__ = [
    "IN_SCHOOL",
    "ON_OUR_ROLL",
    "DayMarks",
    "DeletionReturn",
    "Ground",
    "Parent",
    "Pupil",
    "line_of_deletion",
    "open_for_return",
    "pupil_of",
    "send_return",
    "session_codes",
    "settle_return",
]

ON_OUR_ROLL = 0.5
"""A child of the school's own roll needs less: a school returns a name that it has."""

SETTLES = Doer(name="onroll returns", role="system")
IN_SCHOOL = frozenset(rule.code for rule in STATUSES if rule.side == IN_EDUCATION)


@dataclass(frozen=True, kw_only=True)
class Pupil:
    """Who is deleted, as the school knows the pupil."""

    surname: str
    forename: str
    date_of_birth: date
    address_line_1: str = ""
    postcode: str = ""
    upn: str = ""
    parent_name: str = ""
    phone: str = ""

    def told(self, school: str) -> Told:
        """Return the pupil as somebody tells of a child."""
        return Told(**vars(self), last_school=school)


def send_return(
    *, by: Viewer, pupil: Pupil, deletion: DeletionReturn, joint_id: int | None = None, said: dict[str, Any] | None = None
) -> SchoolReturn:
    """Take a deletion return in, answer it, and begin what follows; a refused one is kept too, and nothing follows from it.

    Shape  deletion: without its joint enquiry, which is looked up by joint_id. said: the form as it was filled in.
    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.SEND_RETURNS)
    on, at = clock.today(), clock.now()
    with transaction.atomic():
        joint = _joint_of(by, pupil, joint_id)
        full = _as_sent(deletion, pupil, joint, on)
        calendar = calendar_of(by.authority)
        problems = problems_of_return(full, calendar)
        try:
            ground = ground_of(full.ground, full.deleted_on)
        except NotInForce:
            ground = None
        standing = stands(problems) and ground is not None
        following = what_follows(full, ground, on, calendar, pupil.date_of_birth) if standing and ground else None
        child, _ = child_meant(by, pupil)
        case, confirmed = None, ""
        if following is not None:
            confirmed = child_elsewhere(child, by.organisation_code) if _ends_with_a_joiner(following, full) else ""
            if following.opens_case and not confirmed:
                case = _open(by, pupil, child, following, full)
        row = SchoolReturn.objects.create(
            school=by.organisation_code,
            school_name=by.organisation_name,
            authority=by.authority,
            pupil=full.full_name.strip()[:300],
            date_of_birth=pupil.date_of_birth,
            child_id=case.child_id if case else child.child_id if child else "",
            ground=ground.letter if ground else "",
            deleted_on=full.deleted_on,
            said=said or {},
            stands=standing,
            problems=[{"code": each.code, "severity": each.severity, "sentence": each.sentence} for each in problems],
            route=ground.route if ground else "",
            next_words=_answer(following, problems, full, confirmed, on),
            due_on=following.due_on if following else None,
            joint_enquiry=joint,
            case=case,
            shielded=bool((child and child.shielded) or (case and case.shielded)),
            received_on=on,
            at=at,
            by=by.username,
        )
        body = {"return": row.pk, "ground": row.ground, "stands": standing, "case": case.pk if case else None}
        record(by.doer, Happening(kind="school_return.received", subject=row.child_id or f"return {row.pk}", body=body))
        if confirmed:
            _settle(row, by.doer.name, "confirmed", confirmed, None, on)
    return row


def _ends_with_a_joiner(following: Following, deletion: DeletionReturn) -> bool:
    return following.awaits_joiner or deletion.ground.strip().lower() == "n"


def _joint_of(by: Viewer, pupil: Pupil, joint_id: int | None) -> JointEnquiry | None:
    if joint_id is None:
        return None
    joint = JointEnquiry.objects.filter(pk=joint_id, school=by.organisation_code).first()
    if joint is None:
        raise CannotSee("There is no such joint enquiry for you.")
    if joint.date_of_birth != pupil.date_of_birth:
        raise CannotDoNow("That joint enquiry is about a pupil with another date of birth.")
    return joint


def _as_sent(deletion: DeletionReturn, pupil: Pupil, joint: JointEnquiry | None, on: date) -> DeletionReturn:
    return replace(deletion, joint_enquiry=as_found(joint) if joint else None, returned_on=on, born_on=pupil.date_of_birth, upn=pupil.upn)


def _answer(following: Following | None, problems: tuple[ReturnProblem, ...], deletion: DeletionReturn, confirmed: str, on: date) -> str:
    if following is not None:
        return f"{confirmed} Nothing more is to be done." if confirmed else following.words
    if deletion.deleted_on <= on:
        return "The name may not be deleted: put the child back on the roll, and send the return again once it is complete."
    return "The name stays on the roll. Send the return again once it is complete."


def child_meant(by: Viewer, pupil: Pupil) -> tuple[Child | None, bool]:
    """Return the child of the index who is meant, beyond doubt, and whether somebody may be where nobody is; the school is told nothing."""
    tables = whole_tables()
    if tables is None:
        return None, False
    query = pupil.told("").query()
    told = child_of_identifier(tables.run, query, pass_over=lambda child_id: _is_shielded(tables.child(child_id)))
    if told is not None:
        return tables.child(told), False
    try:
        hits = find(tables.run, query, limit=3)
    except CannotFind:
        return None, False
    children = tables.children([hit.child_id for hit in hits])
    for hit in hits:
        child = children.get(hit.child_id)
        ours = child is not None and child.roll_urn == by.organisation_code
        if child is not None and hit.probability >= (ON_OUR_ROLL if ours else LINK_AT):
            return child, False
    doubtful = any(hit.probability >= REVIEW_AT and not children[hit.child_id].shielded for hit in hits if hit.child_id in children)
    return None, doubtful


def _is_shielded(child: Child | None) -> bool:
    return child is None or child.shielded


def child_elsewhere(child: Child | None, school: str) -> str:
    """Return what shows the child in education elsewhere on the run's day, empty where nothing does."""
    tables = whole_tables()
    if child is None or tables is None:
        return ""
    now = [spell for spell in tables.spells(child.child_id) if spell.starts_on <= tables.run.on]
    last = now[-1] if now else None
    if last is None or (last.ends_before is not None and last.ends_before <= tables.run.on):
        return ""
    return "Another roll shows the child." if last.status in IN_SCHOOL and last.urn != school else ""


def _open(by: Viewer, pupil: Pupil, child: Child | None, following: Following, deletion: DeletionReturn) -> Case:
    return _case(
        by_signal=Signal(
            doer=by.doer,
            by_name=by.full_name,
            authority=(child.la_code if child else "") or by.authority,
            words=f"Deletion return of {by.organisation_name}, ground {deletion.ground.strip().lower()}",
            because=f"The name is deleted on {day_words(deletion.deleted_on)}. {following.words}",
            on=clock.today(),
            at=clock.now(),
            next_action=following.action,
            next_due_on=following.due_on if following.action else None,
        ),
        pupil=pupil,
        child=child,
        school=by.organisation_name,
    )


def _case(*, by_signal: Signal, pupil: Pupil, child: Child | None, school: str) -> Case:
    if child is None:
        child = as_child(_told_before(pupil) or _told_now(pupil, by_signal, school))
    case, _ = case_for(child, by_signal)
    return case


def _told_before(pupil: Pupil) -> ToldChild | None:
    """Return the child in no register of whom the same was told before, so that two returns make one case."""
    names = {"surname__iexact": pupil.surname, "forename__iexact": pupil.forename}
    return ToldChild.objects.filter(**names, date_of_birth=pupil.date_of_birth, became="").order_by("id").first()


def _told_now(pupil: Pupil, by_signal: Signal, school: str) -> ToldChild:
    details = vars(pupil.told(school))
    return ToldChild.objects.create(child_id=new_child_id(), authority=by_signal.authority, told_on=by_signal.on, **details)


# -- afterwards ---------------------------------------------------------------------------------------------------------


def settle_return(return_id: int, *, by: Viewer, outcome: str, words: str) -> ReturnFollowUp:
    """Say how what follows from a return was settled: confirmed, or by a case. Once.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.WORK_CASES)
    why = needs_because(words)
    if outcome not in ("confirmed", "case"):
        raise CannotDoNow("Say whether it is confirmed, or a case is opened.")
    with transaction.atomic():
        row = SchoolReturn.objects.select_for_update().filter(pk=return_id, authority=by.authority).first()
        if row is None or (row.shielded and not by.in_shielded_team):
            raise CannotSee("There is no such return for you.")
        if not row.stands or row.case_id is not None:
            raise CannotDoNow("Nothing is to be confirmed about this return.")
        if ReturnFollowUp.objects.filter(school_return=row).exists():
            raise CannotDoNow("Somebody has settled this return already.")
        on = clock.today()
        case = None
        if outcome == "case":
            words = f"Deletion return of {row.school_name}, ground {row.ground}"
            signal = Signal(doer=by.doer, by_name=by.full_name, authority=by.authority, words=words, because=why, on=on, at=clock.now())
            case = open_for_return(row, signal)
        settled = _settle(row, by.username, outcome, why, case, on)
        body = {"return": row.pk, "outcome": outcome, "case": case.pk if case else None}
        record(by.doer, Happening(kind="school_return.settled", subject=row.child_id or f"return {row.pk}", body=body))
    return settled


def confirm_joiner(row: SchoolReturn, words: str, by: str) -> ReturnFollowUp:
    """Settle a deletion return that awaits a joiner: another school has entered the child. Call it inside a transaction."""
    settled = _settle(row, by, "confirmed", words, None, clock.today())
    body = {"return": row.pk, "outcome": "confirmed", "case": None}
    record(SETTLES, Happening(kind="school_return.settled", subject=row.child_id or f"return {row.pk}", body=body))
    return settled


def open_for_pupil(signal: Signal, pupil: Pupil, child: Child | None, school: str) -> Case:
    """Return the case of a pupil of whom a school tells, opened or joined. Call it inside a transaction."""
    return _case(by_signal=signal, pupil=pupil, child=child, school=school)


def open_for_return(row: SchoolReturn, signal: Signal) -> Case:
    """Return the case of a return's child, opened or joined."""
    tables = whole_tables()
    child = tables.child(tables.live_id(row.child_id)) if tables and row.child_id else None
    return _case(by_signal=signal, pupil=pupil_of(row), child=child, school=row.school_name)


def pupil_of(row: SchoolReturn) -> Pupil:
    """Return the pupil of a return, as the school told."""
    said = row.said
    assert row.date_of_birth is not None
    return Pupil(
        surname=said.get("surname", ""),
        forename=said.get("forename", ""),
        date_of_birth=row.date_of_birth,
        address_line_1=said.get("address_line_1", ""),
        postcode=said.get("postcode", ""),
        upn=said.get("upn", ""),
        parent_name=said.get("parent_1_name", ""),
        phone=said.get("parent_1_phone", ""),
    )


def _settle(row: SchoolReturn, by: str, outcome: str, words: str, case: Case | None, on: date) -> ReturnFollowUp:
    return ReturnFollowUp.objects.create(school_return=row, outcome=outcome, words=words, case=case, on=on, at=clock.now(), by=by)
