"""The auditor's pages: who looked at this child, what did this user look at, what was odd, and which anchors are kept. Ids only."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from onroll.accounts.anchors import Anchor, as_csv, kept_anchors
from onroll.accounts.audit_verdict import AuditVerdict, verify_audit
from onroll.accounts.models import ChainHead, User
from onroll.casework import clock
from onroll.casework.documents.anchors import anchors_document
from onroll.casework.documents.pdf import pdf_of
from onroll.casework.looks import gathered_up_to, log_day
from onroll.casework.models import Look, ReadingAlert
from onroll.casework.permissions import Right
from onroll.casework.purposes import PURPOSES
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.children import read_child_id
from onroll.core.dated.reading_limits import READING_LIMITS, ReadingLimits
from onroll.core.dated.values import version_on
from onroll.core.reading_alerts import RULES, AlertRule
from onroll.pipeline.child_sources import all_ids_of

__all__ = [
    "RULES",
    "AlertLine",
    "AuditPage",
    "LooksPage",
    "alert_page",
    "alerts_for",
    "anchors_for",
    "audit_page",
    "check_log",
    "looks_for",
]

PAGE_SIZE = 50
CHECKED_AT_ONCE = 50_000
"""So many events are checked while somebody waits for the page; a longer log is checked by the command."""
DAYS_SHOWN = 14
WAYS: Mapping[str, str] = {"opened": "Opened", "found": "Found by a search", "listed": "In a list", "wrote": "Wrote or decided"}


@dataclass(frozen=True, kw_only=True)
class AuditPage:
    """The first page of the auditor: by purpose and by day, how often records were opened, found or written in."""

    events: int
    gathered: int
    anchors: Sequence[Anchor]
    open_alerts: int
    days: Sequence[date]
    by_purpose: Sequence[tuple[str, Sequence[int]]]
    opened: Sequence[int]


@dataclass(frozen=True, kw_only=True)
class LooksPage:
    """Looks at one child, or of one user.

    Shape  totals: how often, by purpose, the most first; by_day: the same by day. known: whether there is such a child or user at all.
    """

    looks: Sequence[Any]
    total: int
    page: int
    pages: int
    totals: Sequence[tuple[str, int]]
    by_day: Sequence[tuple[date, int]]
    full_name: str
    known: bool


@dataclass(frozen=True, kw_only=True)
class AlertLine:
    """One alert with its rule, and the limits by which it arose."""

    alert: ReadingAlert
    rule: AlertRule
    full_name: str


def audit_page(viewer: Viewer) -> AuditPage:
    """Return how the log stands, and how records were used in the last two weeks."""
    require(viewer, Right.SEE_EVENTS)
    events, gathered = gathered_up_to()
    today = log_day()
    days = [today - timedelta(days=back) for back in range(DAYS_SHOWN - 1, -1, -1)]
    looks = _in_scope(viewer, Look.objects.filter(on__gte=days[0], how__in=["opened", "found", "wrote"]))
    counts = {(row["purpose"], row["on"]): row["n"] for row in looks.values("purpose", "on").annotate(n=Sum("times")).order_by("purpose")}
    opened = dict(looks.filter(how="opened").values("on").annotate(n=Count("child_id", distinct=True)).values_list("on", "n"))
    purposes = sorted({purpose for purpose, _ in counts}, key=lambda each: -sum(counts.get((each, day), 0) for day in days))
    page = AuditPage(
        events=events,
        gathered=gathered,
        anchors=kept_anchors()[-5:][::-1],
        open_alerts=_alerts(viewer).filter(review__isnull=True).count(),
        days=days,
        by_purpose=[(purpose_in_words(viewer, purpose), [counts.get((purpose, day), 0) for day in days]) for purpose in purposes],
        opened=[opened.get(day, 0) for day in days],
    )
    record_reading(viewer, None, "audit.overview_seen", more={"events": events})
    return page


def check_log(viewer: Viewer) -> AuditVerdict | None:
    """Check the whole log now; None where it is too long to check while somebody waits: then the command does."""
    require(viewer, Right.SEE_EVENTS)
    events = ChainHead.objects.values_list("seq", flat=True).get(id=1)
    verdict = verify_audit() if events <= CHECKED_AT_ONCE else None
    record_reading(viewer, None, "audit.log_checked", more={"whole": verdict.whole if verdict else None, "events": events})
    return verdict


def looks_for(
    viewer: Viewer, *, child: str = "", user: str = "", purpose: str = "", how: str = "", on: date | None = None, page: int = 1
) -> LooksPage | None:
    """Return who looked at a child, or what a user looked at; the question is written down. None where neither is asked."""
    require(viewer, Right.SEE_EVENTS)
    if not child and not user:
        return None
    ids = _ids_of(child) if child else ()
    rows = Look.objects.filter(child_id__in=ids) if child else Look.objects.filter(actor=user)
    rows = _in_scope(viewer, rows)
    record_reading(
        viewer,
        None,
        "audit.child_seen" if child else "audit.user_seen",
        subject=ids[0] if ids else user[:150],
        more={"purpose": purpose, "how": how},
    )
    grouped: list[Any] = list(rows.values("purpose", "how", "on").annotate(n=Sum("times"), lines=Count("id")).order_by("-on"))
    totals: Counter[str] = Counter()
    by_day: Counter[date] = Counter()
    for row in grouped:
        totals[row["purpose"]] += row["n"]
        by_day[row["on"]] += row["n"]
    chosen = {name: value for name, value in (("purpose", purpose), ("how", how), ("on", on)) if value}
    total = sum(row["lines"] for row in grouped if all(row[name] == value for name, value in chosen.items()))
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(page, pages)
    shown = rows.filter(**chosen).annotate(full_name=_FULL_NAME, body=_BODY).order_by("-on", "-last_seq")
    looks = list(shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    return LooksPage(
        looks=looks,
        total=total,
        page=page,
        pages=pages,
        totals=[(purpose_in_words(viewer, code), times) for code, times in totals.most_common()],
        by_day=list(by_day.items())[:DAYS_SHOWN],
        full_name=", ".join(each for each in (looks[0].full_name, looks[0].body) if each) if looks and user else "",
        known=bool(grouped),
    )


def alerts_for(viewer: Viewer, *, closed: bool = False, rule: str = "", page: int = 1) -> tuple[Sequence[AlertLine], int, int, int]:
    """Return one page of the alerts that nobody has thought about yet, or of those that are closed; how many, page and pages."""
    require(viewer, Right.REVIEW_ALERTS)
    rows = _alerts(viewer).filter(review__isnull=not closed)
    rows = rows.filter(rule=rule) if rule in RULES else rows
    total = rows.count()
    pages = max(1, math.ceil(total / PAGE_SIZE))
    page = min(page, pages)
    ordered = rows.select_related("review").annotate(full_name=_FULL_NAME, body=_BODY).order_by("-on", "-id")
    shown = list(ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    record_reading(
        viewer,
        None,
        "audit.alerts_listed",
        children=[each.child_id for each in shown if each.child_id],
        more={"of": total, "closed": closed},
    )
    return [_line(each) for each in shown], total, page, pages


def alert_page(viewer: Viewer, alert_id: int) -> AlertLine | None:
    """Return one alert; None where there is none for the viewer."""
    require(viewer, Right.REVIEW_ALERTS)
    alert = _alerts(viewer).select_related("review").annotate(full_name=_FULL_NAME, body=_BODY).filter(pk=alert_id).first()
    record_reading(viewer, None, "audit.alert_seen", subject=alert.child_id if alert else "", more={"alert": alert_id})
    return _line(alert) if alert is not None else None


def limits_for(viewer: Viewer) -> tuple[ReadingLimits, str]:
    """Return the limits by which alerts arise now, and where they are from."""
    require(viewer, Right.REVIEW_ALERTS)
    version = version_on(READING_LIMITS, clock.today())
    return version.value, version.source


def anchors_for(viewer: Viewer, form: str = "page") -> tuple[Sequence[Anchor], bytes]:
    """Return the anchors, the newest first, and the file to keep in that form: `page`, `csv` or `pdf`."""
    require(viewer, Right.SEE_EVENTS)
    anchors = kept_anchors()
    if form == "csv":
        content = as_csv(anchors).encode()
    elif form == "pdf":
        content = pdf_of(anchors_document(anchors, printed_by=viewer.full_name, printed_at=clock.local_now()))
    else:
        content = b""
    if content:
        record_reading(viewer, None, "audit.anchors_kept", more={"as": form, "anchors": len(anchors)})
    return anchors[::-1], content


def purpose_in_words(viewer: Viewer, code: str) -> str:
    """Return a purpose's title."""
    return next((purpose.title for purpose in PURPOSES if purpose.code == code), "No purpose needed")


def _alerts(viewer: Viewer) -> QuerySet[ReadingAlert]:
    return ReadingAlert.objects.filter(authority=viewer.authority) if viewer.authority else ReadingAlert.objects.all()


def _in_scope(viewer: Viewer, rows: QuerySet[Look]) -> QuerySet[Look]:
    """An authority's auditor sees what the authority's own users did; a national one, everything."""
    return rows.filter(Q(authority=viewer.authority)) if viewer.authority else rows


def _ids_of(text: str) -> tuple[str, ...]:
    wanted = read_child_id(text) or text.strip()[:64]
    tables = the_tables()
    return all_ids_of(tables, wanted) if tables else (wanted,)


_WHO = User.objects.filter(username=OuterRef("actor"))
_FULL_NAME = Subquery(_WHO.values("full_name")[:1])
_BODY = Subquery(_WHO.values("organisation__name")[:1])


def _line(alert: Any) -> AlertLine:
    who = ", ".join(each for each in (alert.full_name, alert.body) if each)
    return AlertLine(alert=alert, rule=RULES[alert.rule], full_name=who)
