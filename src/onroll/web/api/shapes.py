"""What comes in at the doors for machines and goes out, field by field: the API's document is made from these."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)


def _plain(text: str) -> str:
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in text):
        raise ValueError("must be plain text, without control signs")
    return text


Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100), AfterValidator(_plain)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(_plain)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300), AfterValidator(_plain)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(_plain)]
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
Upn = Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True, max_length=13), AfterValidator(_plain)]
Postcode = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10), AfterValidator(_plain)]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, max_length=30), AfterValidator(_plain)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2), AfterValidator(_plain)]


class In(Schema):
    """What comes in. A field that nobody asked for is refused: it may be one that was meant to be another."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """Why something was refused (RFC 9457). Nothing was changed."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = []


class FieldProblem(Schema):
    """What is wrong with one field. What was sent is not repeated."""

    field: str
    sentence: str


class PupilIn(In):
    """Who is meant, as the school knows the pupil."""

    surname: Name
    forename: Name
    date_of_birth: Day
    upn: Upn = ""
    address_line_1: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_plain)] = ""
    postcode: Postcode = ""


class ParentIn(In):
    """A parent with whom the pupil normally lives."""

    name: Name
    address: Line = ""
    phone: Phone = ""


class MarksIn(In):
    """The two attendance codes of one school day; `-` where there was no session."""

    day: Day
    morning: Code
    afternoon: Code


class DeletionIn(In):
    """A deletion return: SI 2024/208, regulation 13(4)."""

    pupil: PupilIn
    parents: Annotated[list[ParentIn], Field(max_length=4)] = []
    ground: Annotated[str, StringConstraints(strip_whitespace=True, max_length=5), AfterValidator(_plain)]
    ground_met_on: Day
    deleted_on: Day
    destination_school: Line = ""
    destination_starts_on: Day | None = None
    new_address: Line = ""
    new_address_from: Day | None = None
    parent_notified_in_writing: bool | None = None
    leave_ended_on: Day | None = None
    marks: Annotated[list[MarksIn], Field(max_length=400)] | None = None
    sickness_ruled_out: bool | None = None
    unavoidable_cause_ruled_out: bool | None = None
    joint_enquiry: Annotated[int, Field(ge=1, le=2_000_000_000)] | None = None


class NewPupilIn(In):
    """A new-pupil return: regulation 13(1) to (3)."""

    pupil: PupilIn
    entered_on: Day
    parents: Annotated[list[ParentIn], Field(max_length=4)] = []
    last_school: Line = ""


class AbsenceIn(In):
    """An attendance return (ten school days without authority) or a sickness return (fifteen school days)."""

    pupil: PupilIn
    first_missed_on: Day
    days_missed: Annotated[int, Field(ge=0, le=400)]
    whereabouts_known: bool | None = None
    because: Words = ""


class ReturnProblemOut(Schema):
    """One thing that is wrong with a return. `could not be checked` is never read as no problem."""

    code: str
    severity: Literal["refused", "warning", "could not be checked"]
    sentence: str


class ReturnOut(Schema):
    """What the school is answered.

    stands: whether the return is complete; one that is not is kept, and nothing follows from it. answer: `registered_elsewhere`,
    `not_yet`, `enquire` or `noted`. next: what happens now, in words; due_on: by when.
    """

    number: int
    kind: Literal["deletion", "new_pupil", "attendance", "sickness"]
    received_on: date
    stands: bool
    answer: Literal["registered_elsewhere", "not_yet", "enquire", "noted"]
    next: str
    due_on: date | None = None
    problems: list[ReturnProblemOut]


class ReturnsOut(Schema):
    """One page of the school's own returns, the latest first. after: send it to have the next page; empty at the end."""

    returns: list[ReturnOut]
    after: str


class PlaceIn(In):
    """Where to go on in a list: what stood in `after`, or nothing for the beginning."""

    after: Short = ""


class FindIn(In):
    """What is known of a child. The more is known, the surer the answer."""

    forename: Short = ""
    surname: Short = ""
    former_surname: Short = ""
    date_of_birth: Day | None = None
    sex: Literal["", "F", "M"] = ""
    postcode: Postcode = ""
    address_line_1: Short = ""
    parent_name: Short = ""
    phone: Phone = ""
    upn: Upn = ""
    nhs_number: Annotated[str, StringConstraints(strip_whitespace=True, max_length=12), AfterValidator(_plain)] = ""


class MaybeOut(Schema):
    """One child who may be meant. ask: whom to ask; then nothing else about the child is said."""

    child_id: str
    probability: float
    name: str
    date_of_birth: date | None
    ask: str


class FoundOut(Schema):
    """Who may be meant, the likeliest first."""

    children: list[MaybeOut]


class ChildOut(Schema):
    """What sharing agreements show of a child. relation `exists`: there is a record; ask says whom to ask, and nothing else is said."""

    child_id: str
    relation: Literal["full", "exists"]
    ask: str = ""
    as_known_on: date | None = None
    name: str = ""
    date_of_birth: date | None = None
    status: str = ""
    status_since: date | None = None
    school: str = ""
    authority: str = ""
    finding: str = ""
    finding_since: date | None = None
    withheld: list[str] = []


class AnswerIn(In):
    """The answer to one enquiry."""

    enquiry: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^E?[0-9]{1,9}$")]
    outcome: Name
    answered_on: Day
    evidence: Line = ""
    place: Line = ""
    answer: Words = ""
    why_not: Line = ""


class AnswersIn(In):
    """Answers to enquiries."""

    answers: Annotated[list[AnswerIn], Field(min_length=1, max_length=500)]


class AnswersOut(Schema):
    """What came of them. left_out: by number of the enquiry, why it was not recorded."""

    recorded: int
    left_out: dict[str, str]


class JobOut(Schema):
    """What became of an extract that was sent: checked first, then taken in once somebody, or `decision`, says so."""

    number: int
    state: Literal["checking", "checked", "taking_in", "done", "failed", "cancelled"]
    message: str
    register_name: str
    supplier: str
    as_at: date
    extract_id: str


class DecisionIn(In):
    """Take a checked extract in. accept: the reason, where the check said that it looks wrong."""

    accept: Line = ""


class WebhookIn(In):
    """Where to be told, and of what. The same address again changes its topics."""

    address: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(_plain)]
    topics: Annotated[list[Literal["case.opened", "case.closed", "case.offered"]], Field(min_length=1, max_length=3)]


class WebhookOut(Schema):
    """A subscription. key: with which messages are signed (Ed25519, base64; Standard Webhooks, v1a)."""

    number: int
    address: str
    topics: list[str]
    ended: bool
    key: str


class WebhooksOut(Schema):
    """The standing subscriptions of the token."""

    webhooks: list[WebhookOut]


Problem.model_rebuild()
