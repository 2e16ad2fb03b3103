"""Who asked about the children that one reported: for schools, agencies and authorities, the custodians of the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.accounts.models import User
from onroll.casework.looks import log_day
from onroll.casework.models import Look
from onroll.casework.permissions import Right
from onroll.casework.purposes import PURPOSES, Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.pipeline.child_sources import on_rolls_of, reported_by
from onroll.pipeline.run_queries import RunTables

ASKED_ROLES = {"system": "the program itself"}
DAYS = 90
ASKING = ("opened", "found", "wrote")


@dataclass(frozen=True, kw_only=True)
class AskedLine:
    """Somebody asked about one child whom the viewer's body reported. Shape  reference: the body's own number for the child, if any."""

    on: date
    who: str
    role: str
    purpose: str
    how: str
    times: int
    child_id: str
    name: str
    reference: str


@dataclass(frozen=True, kw_only=True)
class WhoAsked:
    """Everybody who asked, the latest first. Shape  by_body: looks by organisation and purpose, the most first."""

    since: date
    lines: Sequence[AskedLine]
    by_body: Sequence[tuple[str, str, int]]
    children: int


def who_asked_for(viewer: Viewer, purpose: Purpose) -> WhoAsked:
    """Return who asked about the children that the viewer's body reported; the look is written down.

    Organisations and roles are told, not people. Shielded children are left out: who asks about them may tell where they are.
    """
    require(viewer, Right.SEE_WHO_ASKED, purpose)
    since = log_day() - timedelta(days=DAYS)
    tables = the_tables()
    looks = list(Look.objects.filter(on__gte=since, how__in=ASKING).order_by("-on", "-last_seq"))
    ours, references = _ours(viewer, tables, {look.child_id for look in looks}) if tables else (set(), {})
    children = tables.children(sorted(ours)) if tables else {}
    bodies = dict(User.objects.values_list("username", "organisation__name"))
    titles = {each.code: each.title for each in PURPOSES}
    lines = [
        AskedLine(
            on=look.on,
            who=bodies.get(look.actor, "Onroll"),
            role=ASKED_ROLES.get(look.role, look.role),
            purpose=titles.get(look.purpose, ""),
            how=look.how,
            times=look.times,
            child_id=look.child_id,
            name=name_of(child.forename, child.surname),
            reference=references.get(look.child_id, ""),
        )
        for look in looks
        if (child := children.get(look.child_id)) is not None and not child.shielded
    ]
    counted: Counter[tuple[str, str]] = Counter()
    for line in lines:
        counted[line.who, line.purpose] += line.times
    by_body = [(who, why, n) for (who, why), n in sorted(counted.items(), key=lambda each: (-each[1], each[0]))]
    record_reading(viewer, purpose, "who_asked.listed", children=sorted({line.child_id for line in lines}), more={"of": len(lines)})
    return WhoAsked(since=since, lines=lines, by_body=by_body, children=len({line.child_id for line in lines}))


def _ours(viewer: Viewer, tables: RunTables, looked_at: set[str]) -> tuple[set[str], dict[str, str]]:
    reported = reported_by(tables, looked_at, [viewer.organisation_code])
    ours = set(reported)
    if viewer.organisation_kind == "school":
        ours |= on_rolls_of(tables, looked_at, viewer.organisation_code)
    return ours, {child_id: each.record_id for child_id, each in reported.items()}
