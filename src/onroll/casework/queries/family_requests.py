"""What families asked: the worklist, one request, its items, and the package that is sent to them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.documents.content import Block, Document, Facts, Heading, Paragraph
from onroll.casework.documents.pdf import pdf_of
from onroll.casework.held_about import items_about
from onroll.casework.models import CorrectionAsked, DisclosureDecision, FamilyRequest, FamilyRequestStep
from onroll.casework.permissions import HOLDERS, Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.reading import record_reading, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.dated.letter_kinds import LANGUAGES
from onroll.core.family_requests import KINDS, RELATIONSHIPS, RequestKind
from onroll.core.harm_review import GROUNDS, Item, Proposal, proposal
from onroll.core.wording import day_words, in_words
from onroll.pipeline.spreadsheet_cells import neutralised

__all__ = [
    "GROUNDS",
    "KINDS",
    "LANGUAGES",
    "LISTS",
    "RELATIONSHIPS",
    "ItemLine",
    "RequestPage",
    "corrections_asked_of",
    "items_page",
    "package_of",
    "request_page",
    "requests_for",
    "visible_requests",
]

LISTS: Mapping[str, str] = {"open": "Waiting for an answer", "late": "Late", "closed": "Answered"}


@dataclass(frozen=True, kw_only=True)
class RequestPage:
    """One request with all that was done about it. Shape  records: what a correction can be about: register, supplier, number, fields."""

    request: FamilyRequest
    kind: RequestKind
    child_name: str
    steps: Sequence[FamilyRequestStep]
    corrections: Sequence[CorrectionAsked]
    on: date
    people: Mapping[str, str]
    records: Mapping[str, str]
    fields: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """One item, what is proposed for it, and what was decided."""

    item: Item
    proposed: Proposal
    decided: DisclosureDecision | None


def visible_requests(viewer: Viewer) -> QuerySet[FamilyRequest]:
    """Return the requests of the viewer's authority; a shielded child's for the named team alone; never one that is about the viewer."""
    rows = FamilyRequest.objects.filter(authority=viewer.authority or "-").exclude(complained_of=viewer.username)
    return rows if viewer.in_shielded_team else rows.filter(shielded=False)


def requests_for(viewer: Viewer, purpose: Purpose, which: str = "open") -> tuple[Sequence[FamilyRequest], Mapping[str, int]]:
    """Return the requests of a list, the one that is due first first, and how many each list holds."""
    require(viewer, Right.HANDLE_FAMILY_REQUESTS, purpose)
    on = clock.today()
    lists = {
        "open": Q(closed_on__isnull=True),
        "late": Q(closed_on__isnull=True) & (Q(due_on__lt=on) | Q(acknowledged_on__isnull=True, acknowledge_by__lt=on)),
        "closed": Q(closed_on__isnull=False),
    }
    mine = visible_requests(viewer)
    counts = mine.aggregate(**{name: Count("id", filter=condition) for name, condition in lists.items()})
    rows = mine.filter(lists.get(which, lists["open"])).select_related("handler").order_by("due_on", "id")
    shown = list(rows if which != "closed" else rows.order_by("-closed_on", "-id")[:200])
    record_reading(
        viewer, purpose, "family_requests.listed", children=[row.child_id for row in shown if row.child_id], more={"list": which}
    )
    return shown, counts


def corrections_asked_of(viewer: Viewer, purpose: Purpose) -> tuple[Sequence[CorrectionAsked], date]:
    """Return the corrections that families ask of the viewer's own body, those that wait first; and today.

    Those about shielded children are not here: the named team speaks with the source itself.
    """
    require(viewer, Right.SEE_WHO_ASKED, purpose)
    rows = CorrectionAsked.objects.filter(supplier=viewer.organisation_code or "-", request__shielded=False).select_related("request")
    shown = [*rows.filter(answer="").order_by("due_on", "id"), *rows.exclude(answer="").order_by("-answered_on", "-id")[:50]]
    record_reading(viewer, purpose, "corrections.listed", children=sorted({row.request.child_id for row in shown}))
    return shown, clock.today()


def request_page(viewer: Viewer, purpose: Purpose, request_id: int) -> RequestPage | None:
    """Return one request of the viewer's authority; None where there is none for them. The look is written down."""
    require(viewer, Right.HANDLE_FAMILY_REQUESTS, purpose)
    request = visible_requests(viewer).select_related("handler", "case").filter(pk=request_id).first()
    subject = request.child_id if request is not None else ""
    record_reading(viewer, purpose, "family_request.looked_at", subject=subject, more={"request": request_id, "seen": request is not None})
    if request is None:
        return None
    tables = the_tables()
    child = tables.child(tables.live_id(request.child_id)) if tables and request.child_id else None
    records = tables.records(the_index(), child.child_id) if tables and child and request.kind != "access" and request.is_open else []
    return RequestPage(
        request=request,
        kind=KINDS[request.kind],
        child_name=name_of(child.forename, child.surname) if child else "",
        steps=list(FamilyRequestStep.objects.filter(request=request).order_by("-id")),
        corrections=list(CorrectionAsked.objects.filter(request=request).order_by("id")),
        on=clock.today(),
        people=_people(viewer, request),
        records={
            f"{each.register}|{each.supplier}|{each.record_id}": f"{in_words(each.register)} of {each.supplier}, record {each.record_id}"
            for each in reversed(records)
        },
        fields={name: in_words(name) for each in records for name in sorted(each.said)},
    )


def items_page(viewer: Viewer, purpose: Purpose, request_id: int) -> tuple[FamilyRequest, Sequence[ItemLine]] | None:
    """Return every item that is held about the child of a request to see, with its proposal and its decision."""
    require(viewer, Right.HANDLE_FAMILY_REQUESTS, purpose)
    request = visible_requests(viewer).filter(pk=request_id, kind="access").exclude(child_id="").first()
    subject = request.child_id if request is not None else ""
    record_reading(
        viewer, purpose, "family_request.items_looked_at", subject=subject, more={"request": request_id, "seen": request is not None}
    )
    return (request, _lines(request)) if request is not None else None


def package_of(viewer: Viewer, purpose: Purpose, request_id: int) -> bytes | None:
    """Return what may be sent as one package: a document to read, and the same as CSV and JSON. None where there is none for the viewer.

    Raises  CannotDoNow while an item is undecided, or nobody has said how it is known who asks.
    """
    require(viewer, Right.HANDLE_FAMILY_REQUESTS, purpose)
    request = visible_requests(viewer).filter(pk=request_id, kind="access").exclude(child_id="").first()
    if request is None:
        record_reading(viewer, purpose, "family_request.package_fetched", more={"request": request_id, "seen": False})
        return None
    lines = _lines(request)
    waiting = sum(line.decided is None for line in lines)
    if waiting:
        raise CannotDoNow(f"Of {waiting} items nobody has decided yet whether they are sent.")
    if not request.identity:
        raise CannotDoNow("First write down how you know that it is they: nothing is sent to anybody else.")
    sent = [line.item for line in lines if line.decided is not None and line.decided.disclose]
    grounds = sorted({line.decided.ground for line in lines if line.decided is not None and not line.decided.disclose})
    record_reading(
        viewer, purpose, "family_request.package_fetched", subject=request.child_id, more={"request": request.pk, "items": len(sent)}
    )
    return _zipped(viewer, request, sent, grounds)


def _people(viewer: Viewer, request: FamilyRequest) -> dict[str, str]:
    roles = [role.value for role in HOLDERS[Right.HANDLE_FAMILY_REQUESTS]]
    rows = User.objects.filter(
        organisation__authority_code=viewer.authority, organisation__kind="authority", role__in=roles, is_active=True
    )
    rows = rows.exclude(username=request.complained_of)
    rows = rows.filter(in_shielded_team=True) if request.shielded else rows
    return dict(rows.order_by(F("full_name")).values_list("username", "full_name"))


def _lines(request: FamilyRequest) -> list[ItemLine]:
    decided = {row.item: row for row in DisclosureDecision.objects.filter(request=request).order_by("id")}
    by_child = request.relationship == "child"
    return [
        ItemLine(
            item=item,
            proposed=proposal(item, shielded=request.shielded, asked_by_child=by_child),
            decided=decided.get(item.reference),
        )
        for item in items_about(request.child_id)
    ]


def _zipped(viewer: Viewer, request: FamilyRequest, sent: Sequence[Item], grounds: Sequence[str]) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(("item", "what", "says"))
    writer.writerows((item.title, neutralised(name), neutralised(value)) for item in sent for name, value in item.says)
    data: dict[str, Any] = {
        "request": request.number,
        "made_on": clock.today().isoformat(),
        "authority": viewer.organisation_name,
        "items": [{"title": item.title, "says": [{"what": name, "value": value} for name, value in item.says]} for item in sent],
        "held_back_on": [GROUNDS[ground] for ground in grounds],
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (
            ("what-we-hold.pdf", pdf_of(_document(viewer, request, sent, grounds))),
            ("what-we-hold.csv", ("\ufeff" + table.getvalue()).encode()),
            ("what-we-hold.json", json.dumps(data, ensure_ascii=False, indent=1).encode()),
        ):
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return held.getvalue()


def _document(viewer: Viewer, request: FamilyRequest, sent: Sequence[Item], grounds: Sequence[str]) -> Document:
    blocks: list[Block] = [
        Facts([("Your request", request.number), ("Received on", day_words(request.received_on)), ("From", viewer.organisation_name)]),
        Paragraph(
            "This is a copy of what Onroll holds about the child and may send to you. It is used to find out whether a child is in"
            " education, and to help those who are not (Education Act 1996, section 436A). It is kept and shared only for that."
        ),
    ]
    if grounds:
        blocks.append(Paragraph("Some of what is held is not in this copy. The law lets us hold it back because:"))
        blocks.extend(Paragraph(f"– {GROUNDS[ground]}") for ground in grounds)
    blocks.append(
        Paragraph(
            "If something is wrong, tell us: it is corrected where it comes from. If you are not content with this answer, you can"
            " complain to us, and to the Information Commissioner (ico.org.uk, 0303 123 1113)."
        )
    )
    for item in sent:
        blocks.append(Heading(item.title, 2))
        blocks.append(Facts([(name, value) for name, value in item.says]))
    return Document(
        title="What we hold about the child",
        blocks=blocks,
        printed_by=viewer.full_name,
        printed_at=clock.local_now(),
        watermark=request.number,
    )
