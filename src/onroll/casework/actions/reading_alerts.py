"""Notice odd looks at children, have somebody think about each, and let users declare their own families so that it can be noticed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet, Sum

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.looks import gather_looks, log_day
from onroll.casework.models import AlertReview, Case, DeclaredTie, Enquiry, Look, ReadingAlert
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.sharing import everything
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.addresses import tidy_postcode
from onroll.core.dated.reading_limits import READING_LIMITS, ReadingLimits
from onroll.core.dated.values import value_on
from onroll.core.names import surname_key
from onroll.core.reading_alerts import out_of_area, own_family, repeated, volume
from onroll.core.sealed_pairs import MarkKeys, mark, mark_keys
from onroll.pipeline.child_sources import shares_of_surnames
from onroll.pipeline.run_rows import Child

VERDICTS = {
    "explained": "There was a good reason",
    "mistaken": "The rule was mistaken here",
    "concern": "A concern: passed on to the data protection officer",
}
MOST_TIES = 10
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
HAVE_AN_AREA = ("officer", "manager", "data_team", "link_reviewer")


def watch_readings(on: date | None = None) -> int:
    """Look at the days up to that one for what is odd; return how many alerts are new. Twice is once."""
    on = on or log_day()
    gather_looks()
    limits = value_on(READING_LIMITS, on)
    first = on - timedelta(days=limits.window_days)
    opened = Look.objects.filter(on__gt=first, how="opened").exclude(role="auditor")
    with everything():
        families = list(_own_families(first, limits))
    found = [*_many(opened, limits), *_many_outside(opened, limits), *_repeated(opened, on, limits), *families]
    before = ReadingAlert.objects.count()
    ReadingAlert.objects.bulk_create(found, ignore_conflicts=True)
    return ReadingAlert.objects.count() - before


def review_alert(alert_id: int, *, by: Viewer, verdict: str, because: str) -> AlertReview:
    """Write down what came of thinking about an alert; it is then closed.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.REVIEW_ALERTS)
    if verdict not in VERDICTS:
        raise CannotDoNow("Choose what came of it.")
    if not because.strip():
        raise CannotDoNow("Say whom you asked and what they said.")
    with transaction.atomic():
        alert = ReadingAlert.objects.select_for_update().filter(pk=alert_id).first()
        if alert is None or (by.authority and alert.authority != by.authority):
            raise CannotSee("There is no such alert for you.")
        if alert.actor == by.username:
            raise CannotDoNow("It is about you: somebody else thinks about it.")
        if AlertReview.objects.filter(alert=alert).exists():
            raise CannotDoNow("Somebody has closed it already.")
        made = AlertReview.objects.create(
            alert=alert, verdict=verdict, because=because.strip(), at=clock.now(), by=by.username, by_name=by.full_name
        )
        record(by.doer, Happening(kind="alert.reviewed", subject=f"alert {alert.pk}", body={"verdict": verdict, "rule": alert.rule}))
    return made


def declare_ties(*, by: Viewer, surnames: Sequence[str], postcodes: Sequence[str]) -> int:
    """Declare one's own family's surnames and postcodes; return how many are kept now. What is kept is a mark that nobody can read.

    An empty declaration takes all back. The log says that something was declared, never what.
    Raises  CannotDoNow.
    """
    require(by, Right.SEE_TODAY)
    names = {key for each in surnames if (key := surname_key(each))}
    homes = {tidy_postcode(each) for each in postcodes if each.strip()}
    if not all(POSTCODE.fullmatch(each) for each in homes):
        raise CannotDoNow("One of the postcodes is not a postcode.")
    if len(names) + len(homes) > MOST_TIES:
        raise CannotDoNow(f"Declare {MOST_TIES} at most.")
    keys = _keys()
    wanted = {("surname", mark(keys, f"tie surname {each}")) for each in names}
    wanted |= {("home", mark(keys, f"tie home {each}")) for each in homes}
    with transaction.atomic():
        user = User.objects.get(username=by.username)
        DeclaredTie.objects.filter(user=user).delete()
        DeclaredTie.objects.bulk_create(DeclaredTie(user=user, kind=kind, mark=each, at=clock.now()) for kind, each in sorted(wanted))
        record(by.doer, Happening(kind="account.family_declared", subject=by.username))
    return len(wanted)


def _keys() -> MarkKeys:
    return mark_keys(the_index().secret)


def _many(opened: QuerySet[Look], limits: ReadingLimits) -> Iterable[ReadingAlert]:
    rows = opened.values("actor", "role", "authority", "on").annotate(children=Count("child_id", distinct=True))
    for row in rows.order_by("on", "actor"):
        if because := volume(row["role"], row["children"], limits):
            yield _alert("volume", row, because)


def _many_outside(opened: QuerySet[Look], limits: ReadingLimits) -> Iterable[ReadingAlert]:
    rows = opened.filter(outside=True, role__in=HAVE_AN_AREA).values("actor", "role", "authority", "on")
    for row in rows.annotate(children=Count("child_id", distinct=True)).order_by("on", "actor"):
        if because := out_of_area(row["children"], limits):
            yield _alert("out_of_area", row, because)


def _repeated(opened: QuerySet[Look], on: date, limits: ReadingLimits) -> Iterable[ReadingAlert]:
    rows = list(
        opened.values("actor", "role", "authority", "child_id")
        .annotate(days=Count("on", distinct=True), times=Sum("times"))
        .filter(days__gte=limits.repeated_days)
        .order_by("actor", "child_id")
    )
    if not rows:
        return
    children = {row["child_id"] for row in rows}
    owned = set(Case.objects.filter(child_id__in=children, owner__isnull=False).values_list("owner__username", "child_id"))
    asked = set(Enquiry.objects.filter(case__child_id__in=children).values_list("asked_by__username", "case__child_id"))
    wrote = set(Look.objects.filter(child_id__in=children, how="wrote").values_list("actor", "child_id"))
    told = set(
        ReadingAlert.objects.filter(rule="repeated", on__gt=on - timedelta(days=limits.window_days)).values_list("actor", "child_id")
    )
    for row in rows:
        who = (row["actor"], row["child_id"])
        because = repeated(row["days"], row["times"], has_work=who in owned | asked | wrote, limits=limits)
        if because and who not in told:
            yield _alert("repeated", {**row, "on": on}, because, row["child_id"])


def _own_families(first: date, limits: ReadingLimits) -> Iterable[ReadingAlert]:
    ties: dict[str, set[tuple[str, str]]] = {}
    for username, kind, each in DeclaredTie.objects.values_list("user__username", "kind", "mark"):
        ties.setdefault(username, set()).add((kind, each))
    tables = the_tables() if ties else None  # opening the tables costs a second: only where there is something to ask them
    if tables is None:
        return
    looks = list(
        Look.objects.filter(on__gt=first, how__in=["opened", "wrote"], actor__in=ties)
        .values("actor", "authority", "child_id", "on")
        .distinct()
        .order_by("on", "actor", "child_id")
    )
    thought_of = set(ReadingAlert.objects.filter(rule="own_family", actor__in=ties).values_list("actor", "child_id"))
    children = tables.children(sorted({tables.live_id(look["child_id"]) for look in looks}))
    shares = shares_of_surnames(tables, (child.surname or "" for child in children.values()))
    keys = _keys()
    for look in looks:
        child = children.get(tables.live_id(look["child_id"]))
        if child is None or (look["actor"], look["child_id"]) in thought_of:
            continue
        because = _family_because(child, ties[look["actor"]], keys, shares, limits)
        if because:
            thought_of.add((look["actor"], look["child_id"]))
            yield _alert("own_family", look, because, look["child_id"])


def _family_because(child: Child, ties: set[tuple[str, str]], keys: MarkKeys, shares: Mapping[str, float], limits: ReadingLimits) -> str:
    surname, home = surname_key(child.surname), tidy_postcode(child.postcode)
    return own_family(
        same_home=bool(home) and ("home", mark(keys, f"tie home {home}")) in ties,
        same_surname=bool(surname) and ("surname", mark(keys, f"tie surname {surname}")) in ties,
        surname_share=shares.get(surname, 0.0),
        limits=limits,
    )


def _alert(rule: str, row: Mapping[str, Any], because: str, child_id: str = "") -> ReadingAlert:
    return ReadingAlert(
        rule=rule, actor=row["actor"], authority=row["authority"], child_id=child_id, on=row["on"], because=because, at=clock.now()
    )
