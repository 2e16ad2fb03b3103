"""Which cases each list holds: a count and its rows are one filter, so that they can never differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.lookups import Exact

from onroll.casework import clock
from onroll.casework.models import Case, CaseChange, CaseEnding, CaseProposal, Enquiry, EscalationTask, HomeVisit, TransferAct, WorklistCase
from onroll.casework.permissions import Right
from onroll.casework.viewers import Viewer
from onroll.core.cases import STATES
from onroll.core.dated.transfer_limits import CLIMB
from onroll.core.dated.values import value_on
from onroll.core.measures.flow import LONG_WEEKS, LONG_YEAR
from onroll.core.working_days import last_day_over_before

LISTS: Mapping[str, str] = {
    "today": "My things for today",
    "mine": "My open cases",
    "mine_due": "Mine, due today or earlier",
    "mine_late": "Mine, overdue",
    "awaiting": "Mine, waiting for an answer from others",
    "returned": "Returned to us by another authority",
    "unowned": "Waiting for an owner",
    "new": "New, risk not yet looked at",
    "team": "All open cases of my authority",
    "late": "Overdue in my authority",
    "high": "At high risk",
    "escalations": "Somebody must be told today",
    "unaccounted": "Open, and counted as missing education",
    "possible": "Open, and possibly missing",
    "weeks_12": "Open for 12 weeks or longer",
    "year_1": "Open for a year or longer",
    "unseen_20": "Not seen for more than 20 days",
    "new_leads": "New leads from the registers",
    "watching": "Back in education, and observed",
    "return_at_risk": "Back in education, and at risk of leaving again",
    "not_sustained": "Returned, but not sustained",
    "second_officer": "Endings that wait for a second officer",
    "ending_proposed": "No longer found missing: an ending is proposed",
    "transfer_proposed": "Lives elsewhere by the records: a transfer is proposed",
    "offered_to_us": "Offered to us",
    "offered_by_us": "Offered by us, not answered",
    "acknowledgement_late": "Offers to us or by us whose acknowledgement is late",
    "worklist": "A worklist",
    "over_age": "Past the school leaving date: hand over",
    "recheck": "Ended on somebody’s word: look again now",
    "closed": "Closed cases",
    "every": "Open and closed cases",
}

AGES: Mapping[str, tuple[str, int, int | None]] = {
    "0-4": ("Up to 4 weeks", 0, 28),
    "4-12": ("4 to 12 weeks", 28, LONG_WEEKS),
    "12-26": ("12 to 26 weeks", LONG_WEEKS, 182),
    "26-52": ("26 to 52 weeks", 182, LONG_YEAR),
    "52-": ("A year or longer", LONG_YEAR, None),
}
"""Bands of how long a case has been open. Units  days: from, inclusive, up to, exclusive."""

HAPPENINGS: Mapping[str, tuple[str, frozenset[str]]] = {
    "in": ("opened or opened again", frozenset({"case.opened", "case.reopen", "case.reopened"})),
    "found": ("located, or back in education", frozenset({"case.locate", "case.start_watching"})),
    "relapsed": ("relapsed, or gone again", frozenset({"case.relapse", "case.lose_sight"})),
}
"""What may have happened in a case within a time, and by which lines of its history it shows."""


@dataclass(frozen=True, kw_only=True)
class CaseFilters:
    """What the list is narrowed to.

    Shape  which: a key of LISTS. owner: a username, or `-` for nobody. age: a key of AGES. happened: a key of HAPPENINGS, from
           `since` up to `before`, not including it. worklist: its number, 0 for none.
    """

    which: str = "team"
    state: str = ""
    owner: str = ""
    age: str = ""
    happened: str = ""
    since: date | None = None
    before: date | None = None
    worklist: int = 0


def visible_cases(viewer: Viewer) -> QuerySet[Case]:
    """Return the cases that the viewer may know of at all: those of shielded children and of those who have died only for a few."""
    cases = Case.objects.filter(joined_into__isnull=True)
    if viewer.in_shielded_team:
        return cases
    cases = cases.filter(shielded=False)
    return cases if viewer.may(Right.SEE_RESTRICTED) else cases.filter(restricted=False)


def ours(viewer: Viewer) -> Q:
    """Return which cases are the viewer's authority's."""
    return Q(authority=viewer.authority) if viewer.authority else Q(pk__in=[])


def filtered(viewer: Viewer, filters: CaseFilters, on: date) -> QuerySet[Case]:
    """Return the cases that a list holds for the viewer."""
    which = filters.which if filters.which in LISTS else "team"
    cases = visible_cases(viewer).filter(in_list(viewer, which, on))
    if filters.state in STATES:
        cases = cases.filter(state=filters.state)
    if filters.owner:
        cases = cases.filter(owner__isnull=True) if filters.owner == "-" else cases.filter(owner__username=filters.owner)
    if filters.age in AGES:
        cases = cases.filter(age_q(viewer, filters.age, on))
    if filters.happened in HAPPENINGS and filters.since and filters.before:
        cases = cases.filter(Exists(_changes(HAPPENINGS[filters.happened][1], filters.since, filters.before)))
    if filters.worklist or which == "worklist":
        cases = cases.filter(Exists(_entries(viewer, filters.worklist)))
    return cases


def age_q(viewer: Viewer, band: str, on: date) -> Q:
    """Return which cases have been open for so long."""
    _, start, end = AGES[band]
    long_enough = Q(opened_on__lte=on - timedelta(days=start))
    return long_enough if end is None else long_enough & Q(opened_on__gt=on - timedelta(days=end))


def in_list(viewer: Viewer, name: str, on: date, now: datetime | None = None) -> Q:
    """Return which cases a list holds. Shape  now: the moment at which a visitor's call is late, this one if not given."""
    is_open, own = Q(closed_on__isnull=True), ours(viewer)
    team = own & is_open
    mine = team & Q(owner=viewer.user_id)
    unseen = Q(last_seen_on__lt=on - timedelta(days=20)) | Q(last_seen_on__isnull=True, known_from__lt=on - timedelta(days=20))
    offered_to_us = is_open & Q(offered_to=viewer.authority) & ~Q(offered_to="")
    makers: dict[str, Callable[[], Q]] = {
        "today": lambda: _for_today(viewer, on, now or clock.now(), mine, team, offered_to_us),
        "mine": lambda: mine,
        "mine_due": lambda: mine & Q(due_on__lte=on),
        "mine_late": lambda: mine & Q(due_on__lt=on),
        "awaiting": lambda: mine & Q(Exists(_open_enquiries())),
        "returned": lambda: team & Q(offered_to="") & Q(_last_act_is("return")),
        "unowned": lambda: team & Q(owner__isnull=True),
        "new": lambda: team & Q(triaged_on__isnull=True, state="new"),
        "team": lambda: team,
        "late": lambda: team & Q(due_on__lt=on),
        "high": lambda: team & Q(level="high"),
        "escalations": lambda: team & Q(Exists(_open_tasks())),
        "unaccounted": lambda: team & Q(counted_as="cme"),
        "possible": lambda: team & Q(counted_as="possible_cme"),
        "weeks_12": lambda: team & Q(opened_on__lte=on - timedelta(days=LONG_WEEKS)),
        "year_1": lambda: team & Q(opened_on__lte=on - timedelta(days=LONG_YEAR)),
        "unseen_20": lambda: team & unseen,
        "new_leads": lambda: team & Q(new_leads__gt=0),
        "watching": lambda: team & Q(state="watching"),
        "return_at_risk": lambda: team & Q(state="watching") & ~Q(return_risk=""),
        "not_sustained": lambda: team & ~Q(state__in=["returning", "watching"]) & Q(Exists(_changes(HAPPENINGS["relapsed"][1]))),
        "second_officer": lambda: team & Q(ending_waits=True),
        "ending_proposed": lambda: team & Q(counted_as=""),
        "transfer_proposed": lambda: team & Q(offered_to="") & Q(Exists(_proposals("transfer"))),
        "offered_to_us": lambda: offered_to_us,
        "offered_by_us": lambda: team & ~Q(offered_to=""),
        "acknowledgement_late": lambda: (offered_to_us | (team & ~Q(offered_to=""))) & _late_acknowledgement(on),
        "worklist": lambda: own,
        "every": lambda: own,
        "over_age": lambda: team & Q(leaving_on__lt=on),
        "recheck": lambda: own & Q(closed_on__isnull=False, recheck_on__lte=on),
        "closed": lambda: own & Q(closed_on__isnull=False),
    }
    return makers[name]()


def _late_acknowledgement(on: date) -> Q:
    """Return which offers nobody has reacted to within the first rung of the ladder."""
    first = value_on(CLIMB, on)[0]
    high = Q(level="high", offered_on__lte=last_day_over_before(on, first.after_high))
    return Q(acknowledged_on__isnull=True) & (Q(offered_on__lte=last_day_over_before(on, first.after)) | high)


def _for_today(viewer: Viewer, on: date, now: datetime, mine: Q, team: Q, offered_to_us: Q) -> Q:
    """What somebody should do today: theirs that is due or has changed, and what waits for anybody of their authority."""
    own = mine & (
        Q(due_on__lte=on)
        | Q(Exists(_open_tasks()))
        | (Q(Exists(_proposals("ending"))) & ~Q(state="watching"))
        | (Q(offered_to="") & Q(_last_act_is("return")))
        | (~Q(offered_to="") & Q(_last_act_is("ask")))
    )
    proposed_by_me = CaseEnding.objects.filter(case=OuterRef("pk"), decided="", proposed_by=viewer.user_id)
    second = team & Q(ending_waits=True) & ~Q(Exists(proposed_by_me))
    # A case that ended on somebody's word comes back to whoever worked on it; nobody's, to everybody of the authority.
    again = ours(viewer) & Q(closed_on__isnull=False, recheck_on__lte=on)
    again &= Q(owner=viewer.user_id) | Q(owner__isnull=True) | Q(owner__is_active=False)
    return again | own | offered_to_us | second | (team & Q(pk__in=missed_calls(viewer, now).values("case")))


def _entries(viewer: Viewer, worklist: int) -> QuerySet[WorklistCase]:
    entries = WorklistCase.objects.filter(case=OuterRef("pk"), worklist=worklist, worklist__authority=viewer.authority)
    return entries.filter(Q(worklist__by=viewer.user_id) | Q(worklist__for_team=True))


def _open_tasks() -> QuerySet[EscalationTask]:
    return EscalationTask.objects.filter(case=OuterRef("pk"), episode=OuterRef("episode"), answered_on__isnull=True)


def _open_enquiries() -> QuerySet[Enquiry]:
    return Enquiry.objects.filter(case=OuterRef("pk"), outcome="")


def _proposals(kind: str) -> QuerySet[CaseProposal]:
    return CaseProposal.objects.filter(case=OuterRef("pk"), kind=kind, withdrawn_on__isnull=True)


def _changes(kinds: frozenset[str], since: date | None = None, before: date | None = None) -> QuerySet[CaseChange]:
    changes = CaseChange.objects.filter(case=OuterRef("pk"), kind__in=sorted(kinds))
    return changes.filter(on__gte=since, on__lt=before) if since and before else changes


def missed_calls(viewer: Viewer, now: datetime) -> QuerySet[HomeVisit]:
    """Return the visits of which a call to the viewer, or of theirs, has not come."""
    out = HomeVisit.objects.filter(checked_in_at__isnull=True, outcome="", back_by__lt=now)
    return out.filter(Q(knows=viewer.user_id) | Q(visitor=viewer.user_id))


def _last_act_is(verb: str) -> Exact:
    latest = TransferAct.objects.filter(case=OuterRef("pk")).order_by("-id").values("verb")[:1]
    return Exact(Subquery(latest), Value(verb))
