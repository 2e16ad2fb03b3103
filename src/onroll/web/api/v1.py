"""The API, version 1: what another system may send and ask. Every operation names its door, and uses what the pages use.

Source  issue 6, point 6; stack, section 1.3.
"""

from __future__ import annotations

import base64
import binascii
import csv
import io
import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import File, Form, NinjaAPI, Query
from ninja.files import UploadedFile

from onroll.casework.actions.bulk_enquiries import record_answers
from onroll.casework.actions.machine_tokens import KEY_LENGTH
from onroll.casework.actions.pupil_returns import PupilNotice, line_of_notice, send_notice
from onroll.casework.actions.school_returns import DayMarks, DeletionReturn, Parent, Pupil, line_of_deletion, send_return
from onroll.casework.actions.uploads import decide_upload, start_upload
from onroll.casework.actions.webhooks import end_webhook, signing_key, subscribe, webhooks_of
from onroll.casework.queries.children import ExistsOnly, child_page
from onroll.casework.queries.find import Query as Known
from onroll.casework.queries.find import find_children
from onroll.casework.queries.pupil_returns import ReturnLine, returns_after
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.uploads import job_for, standing_of
from onroll.casework.refusals import CannotDoNow
from onroll.web.api.doors import REFUSALS, Token, answered_once, opened, purpose_of, say_no
from onroll.web.api.shapes import (
    AbsenceIn,
    AnswersIn,
    AnswersOut,
    ChildOut,
    Day,
    DecisionIn,
    DeletionIn,
    FindIn,
    FoundOut,
    JobOut,
    MaybeOut,
    NewPupilIn,
    ParentIn,
    PlaceIn,
    PupilIn,
    ReturnOut,
    ReturnsOut,
    Short,
    WebhookIn,
    WebhookOut,
    WebhooksOut,
)

api = NinjaAPI(
    title="Onroll",
    version="1",
    description=(
        "What schools, agencies and authorities’ own systems may send and ask. Every return and answer needs an Idempotency-Key: sent "
        "again with the same key, a request is answered as it was, and nothing is done twice. Refusals are problem details (RFC 9457)."
    ),
    auth=Token(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
)
say_no(api)
PAGE = 50


# -- returns of schools -------------------------------------------------------------------------------------------------


@api.post(
    "/returns/deletion", response={201: ReturnOut, **REFUSALS}, url_name="send_deletion", tags=["Returns"], operation_id="sendDeletion"
)
def send_deletion(request: HttpRequest, said: DeletionIn) -> HttpResponse:
    """Send a deletion return; it is answered at once, and what follows from its ground begins by itself."""
    admitted = opened(request, "returns")

    def work() -> ReturnOut:
        home = ", ".join(part for part in (said.pupil.address_line_1, said.pupil.postcode) if part)
        first = said.parents[0] if said.parents else None
        rest = said.dict(exclude={"pupil", "parents", "marks"})
        row = send_return(
            by=admitted.viewer,
            pupil=_pupil(said.pupil, first),
            deletion=DeletionReturn(
                full_name=f"{said.pupil.forename} {said.pupil.surname}",
                address=home,
                ground=said.ground,
                deleted_on=said.deleted_on,
                returned_on=None,
                ground_met_on=said.ground_met_on,
                parents=tuple(Parent(each.name, each.address or home, (each.phone,) if each.phone else ()) for each in said.parents),
                destination_school=said.destination_school,
                destination_starts_on=said.destination_starts_on,
                new_address=said.new_address,
                new_address_from=said.new_address_from,
                marks=_marks(said),
                sickness_ruled_out=said.sickness_ruled_out,
                unavoidable_cause_ruled_out=said.unavoidable_cause_ruled_out,
                leave_ended_on=said.leave_ended_on,
                parent_notified_in_writing=said.parent_notified_in_writing,
            ),
            joint_id=said.joint_enquiry,
            said=_flat(said.pupil, first) | {name: str(value) for name, value in rest.items() if value},
        )
        return _line(line_of_deletion(row))

    return answered_once(request, admitted, work)


@api.post(
    "/returns/new-pupil", response={201: ReturnOut, **REFUSALS}, url_name="send_new_pupil", tags=["Returns"], operation_id="sendNewPupil"
)
def send_new_pupil(request: HttpRequest, said: NewPupilIn) -> HttpResponse:
    """Send a new-pupil return; the answer says whether another school has the child on its register."""
    first = said.parents[0] if said.parents else None
    notice = PupilNotice(
        kind="new_pupil",
        day=said.entered_on,
        address=", ".join(part for part in (said.pupil.address_line_1, said.pupil.postcode) if part),
        parent_name=first.name if first else "",
        parent_phone=first.phone if first else "",
        last_school=said.last_school,
    )
    return _notice(request, said.pupil, first, notice, {"last_school": said.last_school})


@api.post(
    "/returns/attendance",
    response={201: ReturnOut, **REFUSALS},
    url_name="send_attendance",
    tags=["Returns"],
    operation_id="sendAttendance",
)
def send_attendance(request: HttpRequest, said: AbsenceIn) -> HttpResponse:
    """Send an attendance return. Where nobody knows the child’s whereabouts, a case opens at once."""
    return _absence(request, said, "attendance")


@api.post(
    "/returns/sickness", response={201: ReturnOut, **REFUSALS}, url_name="send_sickness", tags=["Returns"], operation_id="sendSickness"
)
def send_sickness(request: HttpRequest, said: AbsenceIn) -> HttpResponse:
    """Send a sickness return."""
    return _absence(request, said, "sickness")


@api.get("/returns", response={200: ReturnsOut, **REFUSALS}, url_name="returns", tags=["Returns"], operation_id="listReturns")
def list_returns(request: HttpRequest, said: Query[PlaceIn]) -> ReturnsOut:
    """List the school’s own returns, the latest first, fifty at a time."""
    admitted = opened(request, "returns")
    lines = returns_after(admitted.viewer, purpose_of(admitted), _place_of(said.after), PAGE + 1)
    more = lines[PAGE:]
    return ReturnsOut(returns=[_line(each) for each in lines[:PAGE]], after=_cursor(lines[PAGE - 1]) if more else "")


def _absence(request: HttpRequest, said: AbsenceIn, kind: Any) -> HttpResponse:
    notice = PupilNotice(
        kind=kind,
        day=said.first_missed_on,
        days_missed=said.days_missed,
        whereabouts_known=said.whereabouts_known,
        because=said.because,
    )
    return _notice(request, said.pupil, None, notice, {"days_missed": str(said.days_missed), "because": said.because})


def _notice(request: HttpRequest, pupil: PupilIn, parent: ParentIn | None, notice: PupilNotice, said: dict[str, str]) -> HttpResponse:
    admitted = opened(request, "returns")

    def work() -> ReturnOut:
        row = send_notice(by=admitted.viewer, pupil=_pupil(pupil, parent), notice=notice, said=_flat(pupil, parent) | said)
        return _line(line_of_notice(row))

    return answered_once(request, admitted, work)


def _pupil(said: PupilIn, parent: ParentIn | None) -> Pupil:
    return Pupil(**said.dict(), parent_name=parent.name if parent else "", phone=parent.phone if parent else "")


def _flat(said: PupilIn, parent: ParentIn | None) -> dict[str, str]:
    told = {name: str(value) for name, value in said.dict().items() if value}
    return told | ({"parent_1_name": parent.name, "parent_1_phone": parent.phone} if parent else {})


def _marks(said: DeletionIn) -> tuple[DayMarks, ...] | None:
    if said.marks is None:
        return None
    days = [each.day for each in said.marks]
    if len(set(days)) != len(days):
        raise CannotDoNow("A day stands twice among the marks.")
    return tuple(DayMarks(each.day, each.morning.upper(), each.afternoon.upper()) for each in said.marks)


def _line(line: ReturnLine) -> ReturnOut:
    return ReturnOut(**vars(line))


def _cursor(line: ReturnLine) -> str:
    return base64.urlsafe_b64encode(json.dumps([line.received_on.isoformat(), line.kind == "deletion", line.number]).encode()).decode()


def _place_of(cursor: str) -> tuple[str, bool, int] | None:
    if not cursor:
        return None
    try:
        day, is_deletion, number = json.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
        if isinstance(day, str) and len(day) == 10 and isinstance(is_deletion, bool) and type(number) is int and 0 <= number < 2**60:
            return day, is_deletion, number
    except (ValueError, TypeError, binascii.Error, RecursionError):
        pass
    raise CannotDoNow("That is not a place in the list: send what stood in “after”, or nothing.")


# -- children -----------------------------------------------------------------------------------------------------------


@api.post("/children/find", response={200: FoundOut, **REFUSALS}, url_name="find", tags=["Children"], operation_id="findChild")
def find(request: HttpRequest, said: FindIn) -> FoundOut:
    """Ask whether there is a record of a child; of one who is another’s, the answer is whom to ask."""
    admitted = opened(request, "find")
    known = Known(**{name: value or None for name, value in said.dict().items()})
    lines = find_children(admitted.viewer, purpose_of(admitted), known)
    return FoundOut(
        children=[
            MaybeOut(
                child_id=line.child_id,
                probability=round(line.probability, 3),
                name=line.name,
                date_of_birth=line.date_of_birth,
                ask=line.ask,
            )
            for line in lines
        ]
    )


@api.get("/children/{child_id}", response={200: ChildOut, **REFUSALS}, url_name="fetch", tags=["Children"], operation_id="fetchChild")
def fetch(request: HttpRequest, child_id: Short) -> ChildOut:
    """Read what sharing agreements show of a child; of one who is another’s, whom to ask."""
    admitted = opened(request, "fetch")
    page = child_page(admitted.viewer, purpose_of(admitted), child_id)
    if page is None:
        raise CannotSee("There is no record for you.")
    if isinstance(page, ExistsOnly):
        return ChildOut(child_id=page.child_id, relation="exists", ask=page.ask)
    now = next((spell for spell in reversed(page.spells) if spell.starts_on <= page.on), None)
    return ChildOut(
        child_id=page.child.child_id,
        relation="full",
        as_known_on=page.on,
        name=page.name,
        date_of_birth=page.child.date_of_birth,
        status=now.status if now else "",
        status_since=now.starts_on if now else None,
        school=(now.urn or "") if now else "",
        authority=page.child.la_code or "",
        finding=page.finding.finding if page.finding else "",
        finding_since=page.finding.since if page.finding else None,
        withheld=[f"{register} of {supplier}" for register, supplier in page.withheld],
    )


# -- answers to enquiries -----------------------------------------------------------------------------------------------


@api.post(
    "/enquiries/answers", response={200: AnswersOut, **REFUSALS}, url_name="answers", tags=["Enquiries"], operation_id="answerEnquiries"
)
def answers(request: HttpRequest, said: AnswersIn) -> HttpResponse:
    """Record the answers to enquiries of the authority, each by the enquiry’s number."""
    admitted = opened(request, "answers")

    def work() -> AnswersOut:
        table = io.StringIO()
        rows = csv.DictWriter(table, ("enquiry", "outcome", "answered_on", "evidence", "place", "answer", "why_not"))
        rows.writeheader()
        for each in said.answers:
            rows.writerow({name: " ".join(str(value).split()) for name, value in each.dict().items()})
        done = record_answers(table.getvalue(), by=admitted.viewer)
        return AnswersOut(recorded=done.count, left_out=dict(done.left_out))

    return answered_once(request, admitted, work, status=200)


# -- extracts -----------------------------------------------------------------------------------------------------------


@api.post("/extracts", response={202: JobOut, **REFUSALS}, url_name="send_extract", tags=["Extracts"], operation_id="sendExtract")
def send_extract(
    request: HttpRequest,
    file: File[UploadedFile],
    register_name: Form[Short],
    supplier: Form[Short],
    as_at: Form[Day],
) -> HttpResponse:
    """Send an extract. It is checked and compared with the supplier’s last one; `decision` then takes it in."""
    admitted = opened(request, "extracts")
    job = start_upload(
        admitted.viewer,
        file_name=file.name or "extract.csv",
        chunks=file.chunks(),
        register=register_name,
        supplier=supplier,
        as_at=as_at,
    )
    return HttpResponse(_job(job).model_dump_json(), status=202, content_type="application/json")


@api.get("/extracts/{int:number}", response={200: JobOut, **REFUSALS}, url_name="extract", tags=["Extracts"], operation_id="followExtract")
def follow_extract(request: HttpRequest, number: int) -> JobOut:
    """Say what became of an extract that was sent."""
    return _job(job_for(opened(request, "extracts").viewer, number))


@api.post(
    "/extracts/{int:number}/decision",
    response={200: JobOut, **REFUSALS},
    url_name="decide_extract",
    tags=["Extracts"],
    operation_id="decideExtract",
)
def decide_extract(request: HttpRequest, number: int, said: DecisionIn) -> JobOut:
    """Take a checked extract in; twice is refused."""
    return _job(decide_upload(opened(request, "extracts").viewer, number, accept=said.accept))


# -- webhooks -----------------------------------------------------------------------------------------------------------


@api.post("/webhooks", response={200: WebhookOut, **REFUSALS}, url_name="webhook_new", tags=["Webhooks"], operation_id="subscribe")
def subscribe_to(request: HttpRequest, said: WebhookIn) -> WebhookOut:
    """Ask to be told of cases at an address, by their numbers alone. What has happened before is not told."""
    return _webhook(subscribe(opened(request, "events"), said.address, said.topics))


@api.get("/webhooks", response={200: WebhooksOut, **REFUSALS}, url_name="webhooks", tags=["Webhooks"], operation_id="listSubscriptions")
def list_webhooks(request: HttpRequest) -> WebhooksOut:
    """List the token’s own subscriptions."""
    return WebhooksOut(webhooks=[_webhook(each) for each in webhooks_of(opened(request, "events"))])


@api.post(
    "/webhooks/{int:number}/end",
    response={200: WebhookOut, **REFUSALS},
    url_name="webhook_end",
    tags=["Webhooks"],
    operation_id="endSubscription",
)
def end_subscription(request: HttpRequest, number: int) -> WebhookOut:
    """End a subscription: what has not been told yet is not told any more."""
    return _webhook(end_webhook(opened(request, "events"), number))


def _webhook(webhook: Any) -> WebhookOut:
    return WebhookOut(
        number=webhook.pk,
        address=webhook.address,
        topics=webhook.topics,
        ended=webhook.ended_at is not None,
        key=signing_key(),
    )


def _job(job: Any) -> JobOut:
    standing = standing_of(job)
    return JobOut(
        number=job.pk,
        state=standing.state,  # type: ignore[arg-type]
        message=standing.message,
        register_name=job.register,
        supplier=job.supplier,
        as_at=job.as_at,
        extract_id=standing.extract_id,
    )


# -- the document -------------------------------------------------------------------------------------------------------


def openapi(request: HttpRequest) -> HttpResponse:
    """Hand out the API’s own description (OpenAPI 3.1): shapes and words, and nothing of anybody."""
    return JsonResponse(document())


def document() -> dict[str, Any]:
    """Return the API’s description, with refusals as the problem details that they are, and the header that writes need."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1")))
    for operations in found["paths"].values():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                if int(status) >= 400 and "content" in response:
                    response["content"] = {"application/problem+json": response["content"]["application/json"]}
            if method == "post" and operation["operationId"] in NEED_A_KEY:
                key = {"type": "string", "minLength": 1, "maxLength": KEY_LENGTH, "pattern": "^[!-~]+$"}
                operation.setdefault("parameters", []).append({"in": "header", "name": "Idempotency-Key", "required": True, "schema": key})
    return found


NEED_A_KEY = frozenset({"sendDeletion", "sendNewPupil", "sendAttendance", "sendSickness", "answerEnquiries"})
