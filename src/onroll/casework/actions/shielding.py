"""The named team shields a child: from the very next page on, for everybody else, everywhere; two people end it.

The marks are rows of the casebook. Whom they shield also stands in a file beside the index, which whatever serves, searches or
exports reads at its next question. Should a process die between the two, the child stays shielded: never the other way.

Source  domain, section 8 (shielding); design, section 8; contracts, section 5 (shielded children).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.actions.case_book import needs_because
from onroll.casework.actions.take_in_leads import forget_leads_near
from onroll.casework.models import Case, CaseChange, ShieldMark
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation, relation_of
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.shield_reasons import SHIELD_REASONS, may_mark
from onroll.core.wording import day_words
from onroll.pipeline.shielding import marks_in_hand, shielded_by_registers, write_marked_children

TEAM_QUEUE = "shielded children"


def mark_child(child_id: str, *, by: Viewer, reason: str, because: str, review_on: date) -> ShieldMark:
    """Shield a child from now on.

    Raises  CannotSee; CannotDoNow, also where the child is marked already.
    """
    _require_team(by)
    why, on = needs_because(because), clock.today()
    answer = may_mark(reason, on, review_on)
    if not answer:
        raise CannotDoNow(answer.reason_not)
    live_id = _own_child(by, child_id)
    user = User.objects.get(username=by.username)
    try:
        with marks_in_hand(Path(settings.ONROLL_HOME)), transaction.atomic():
            mark = ShieldMark.objects.create(
                child_id=live_id,
                authority=by.authority,
                reason=reason,
                because=why,
                shielded_from=on,
                review_on=review_on,
                at=clock.now(),
                by=user,
            )
            _record(by.doer, "child.shielded", mark)
            _change_cases(live_id, shielded=True, by=by, user=user)
            forget_leads_near(live_id, on)
            _write_marks()
    except IntegrityError as twice:
        raise CannotDoNow("The child is marked as shielded already.") from twice
    return mark


def review_mark(mark_id: int, *, by: Viewer, because: str, review_on: date) -> ShieldMark:
    """Record that the team looked at a mark again, and that it stands.

    Raises  CannotSee; CannotDoNow.
    """
    with transaction.atomic():
        mark = _standing(mark_id, by)
        answer = may_mark(mark.reason, clock.today(), review_on)
        if not answer:
            raise CannotDoNow(answer.reason_not)
        mark.because = f"{mark.because}\n\nLooked at again on {day_words(clock.today())} by {by.full_name}: {needs_because(because)}"
        mark.reviewed_on, mark.review_on = clock.today(), review_on
        mark.save()
        _record(by.doer, "child.shielding_reviewed", mark)
    return mark


def ask_to_end(mark_id: int, *, by: Viewer, because: str) -> ShieldMark:
    """Ask that a mark ends; somebody else of the team decides. Until then the child stays shielded.

    Raises  CannotSee; CannotDoNow.
    """
    with transaction.atomic():
        mark = _standing(mark_id, by)
        if mark.end_asked_by_id is not None:
            raise CannotDoNow("Somebody has asked for its end already: a second person of the team decides.")
        mark.end_because, mark.end_asked_on = needs_because(because), clock.today()
        mark.end_asked_by = User.objects.get(username=by.username)
        mark.save()
        _record(by.doer, "child.shielding_end_asked", mark)
    return mark


def decide_end(mark_id: int, *, by: Viewer, agrees: bool) -> ShieldMark:
    """Agree, as the second person, that a mark ends; or say no, and it stands.

    Raises  CannotSee; CannotDoNow, also to whoever asked.
    """
    with transaction.atomic():
        mark = _standing(mark_id, by)
        if mark.end_asked_by is None:
            raise CannotDoNow("Nobody has asked for the end of this mark.")
        if agrees and mark.end_asked_by.username == by.username:
            raise CannotDoNow("Somebody else of the team must agree: whoever asked for the end cannot.")
        user = User.objects.get(username=by.username)
        if agrees:
            mark.ended_on, mark.ended_by = clock.today(), user
        else:
            mark.end_asked_by, mark.end_asked_on, mark.end_because = None, None, ""
        mark.save()
        _record(by.doer, "child.shielding_ended" if agrees else "child.shielding_end_refused", mark)
        if agrees:
            live_id = _live_id(mark.child_id)
            if live_id not in _shielded_by_registers():
                _change_cases(live_id, shielded=False, by=by, user=user)
    if agrees:
        refresh_marks()
    return mark


def standing_marks(*, known_by: date | None = None) -> dict[str, str]:
    """Return the children whom people shield, or shielded on a day, with the reason in words: under the id of the mark, and today's."""
    rows = ShieldMark.objects.order_by("id")
    if known_by is None:
        rows = rows.filter(ended_on=None)
    else:
        rows = rows.filter(shielded_from__lte=known_by).filter(Q(ended_on=None) | Q(ended_on__gt=known_by))
    marks = dict(rows.values_list("child_id", "reason"))
    said = {child_id: f"Marked by the named team: {SHIELD_REASONS[reason].lower()}." for child_id, reason in marks.items()}
    return said | {_live_id(child_id): words for child_id, words in said.items()}


def refresh_marks() -> None:
    """Write down beside the index whom people shield, as the casebook has it. Outside a transaction: it waits for whoever marks a child."""
    with marks_in_hand(Path(settings.ONROLL_HOME)):
        _write_marks()


def _write_marks() -> None:
    write_marked_children(Path(settings.ONROLL_HOME), standing_marks())


def _require_team(by: Viewer) -> None:
    require(by, Right.SHIELD_CHILDREN)
    if not by.in_shielded_team or not by.authority:
        raise CannotSee("Only the named team of an authority shields children.")


def _own_child(by: Viewer, child_id: str) -> str:
    tables = the_tables()
    live_id = _live_id(child_id)
    child = tables.child(live_id) if tables else None
    has_case = Case.objects.filter(child_id=live_id, authority=by.authority, joined_into=None).exists()
    if not has_case and (child is None or relation_of(by, child) is not Relation.FULL):
        raise CannotSee("There is no such child for you.")
    return live_id


def _standing(mark_id: int, by: Viewer) -> ShieldMark:
    _require_team(by)
    mark = ShieldMark.objects.select_for_update().filter(pk=mark_id, authority=by.authority, ended_on=None).first()
    if mark is None:
        raise CannotSee("There is no such mark for you.")
    return mark


def _record(doer: Doer, kind: str, mark: ShieldMark) -> None:
    """The log has the mark's number, and neither a place nor the reason."""
    record(doer, Happening(kind=kind, subject=mark.child_id, body={"mark": mark.pk, "review_on": mark.review_on.isoformat()}))


def _change_cases(child_id: str, *, shielded: bool, by: Viewer, user: User) -> None:
    """Hide the child's cases, or show them again. A case whose owner may no longer see it comes to whoever marked the child."""
    words = "The child is shielded: only the named team sees this case" if shielded else "The child is no longer shielded"
    for case in Case.objects.select_for_update().filter(child_id=child_id, joined_into=None).exclude(shielded=shielded):
        case.shielded = shielded
        case.version += 1
        if shielded and case.owner is not None and not case.owner.in_shielded_team:
            case.owner = user if case.authority == by.authority else None
            case.queue = case.queue or TEAM_QUEUE
        case.save()
        CaseChange.objects.create(
            case=case, version=case.version, at=clock.now(), on=clock.today(), by=by.username, by_name=by.full_name,
            authority=by.authority, kind="case.shielded" if shielded else "case.no_longer_shielded", words=words,
        )  # fmt: skip
        body = {"case": case.pk, "version": case.version}
        record(by.doer, Happening(kind="case.shielded" if shielded else "case.no_longer_shielded", subject=child_id, body=body))


def _live_id(child_id: str) -> str:
    tables = the_tables()
    return tables.live_id(child_id) if tables else child_id


def _shielded_by_registers() -> frozenset[str]:
    run = the_index().current_run()
    return shielded_by_registers(run.folder) if run else frozenset()
