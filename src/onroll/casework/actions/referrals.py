"""Take in what schools, authorities, agencies and the public tell of a child, and acknowledge it.

Source  issue 4, point 1; requirement 25; domain, section 3.5 (acknowledge the referrer within one working day).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from onroll.accounts.models import Organisation, User
from onroll.casework import clock
from onroll.casework.actions.case_book import LONGEST_TEXT, changing, needs_because
from onroll.casework.actions.signal_cases import Signal, case_for, tell
from onroll.casework.models import REFERRER_KINDS, Case, Referral, ToldChild
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation, may_work_on, relation_of
from onroll.casework.the_index import whole_tables
from onroll.casework.told_children import as_child, new_child_id
from onroll.casework.viewers import Viewer
from onroll.core.school_age import birthday_cannot_be
from onroll.core.wording import day_words
from onroll.pipeline.find import CannotFind, Query, find
from onroll.pipeline.run_rows import Child

LIKELY = 0.5
"""From here on a search more likely means a child than not."""

KIND_OF_ROLE: Mapping[str, str] = {"school": "school", "agency": "agency"}


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody told of a child; every field may be empty, but not the name and all else."""

    surname: str = ""
    forename: str = ""
    former_surname: str = ""
    date_of_birth: date | None = None
    sex: str = ""
    address_line_1: str = ""
    postcode: str = ""
    parent_name: str = ""
    phone: str = ""
    upn: str = ""
    nhs_number: str = ""
    last_school: str = ""

    def query(self) -> Query:
        """Return the search for the child."""
        given = {name: value or None for name, value in vars(self).items() if name != "last_school"}
        return Query(**given)

    def as_json(self) -> dict[str, str]:
        """Return what was told, as it is kept with the referral."""
        return {name: str(value) for name, value in vars(self).items() if value}


def told_of(row: ToldChild) -> Told:
    """Return what was told of a child."""
    return Told(**{each.name: getattr(row, each.name) for each in dataclasses.fields(Told)})


@dataclass(frozen=True, kw_only=True)
class Referrer:
    """Who tells. Shape  kind: one of REFERRER_KINDS; contact: where the acknowledgement goes."""

    kind: str
    name: str
    organisation: str = ""
    relation: str = ""
    contact: str = ""


def goes_on_with(by: Viewer, referral: Referral) -> bool:
    """Whether whoever took a referral works on its case too; a school has told, and that is all."""
    return by.may(Right.SEE_CASES) and may_work_on(by, referral.case)


def refer(by: Viewer, *, told: Told, referrer: Referrer, because: str, chosen: str = "", authority: str = "") -> Referral:
    """Take a referral in: the child's case is opened, joined, or opened again, and its acknowledgement begins to be due.

    Shape  chosen: the child's number where the search found them; empty for a child in no register. authority: where a child in no
           register lives, as an agency says that has no area of its own.
    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.REFER)
    why = needs_because(because)
    referrer = _signed(by, referrer)
    with transaction.atomic():
        child = _child_chosen(by, chosen) if chosen else _new_told_child(by, told, authority)
        signal = Signal(
            doer=by.doer,
            by_name=by.full_name,
            authority=_responsible(by, child),
            words=f"Referred by {_in_words(referrer)}",
            because=why,
            on=clock.today(),
            at=clock.now(),
            owner=User.objects.filter(username=by.username).first() if _works_here(by, child) else None,
        )
        case, how = case_for(child, signal)
        referral = Referral.objects.create(
            case=case,
            child_id=child.child_id,
            kind=referrer.kind,
            organisation=referrer.organisation[:200],
            sent_by_kind=by.organisation_kind,
            sent_by_code=by.organisation_code,
            referrer=referrer.name[:200],
            relation=referrer.relation[:200],
            contact=referrer.contact[:300],
            because=why,
            details=told.as_json(),
            received_on=signal.on,
            at=signal.at,
            by=by.username,
        )
        case.referred_on = min(case.referred_on or signal.on, signal.on)
        case.save(update_fields=["referred_on"])
        tell(case, signal, "case.referred", referral=referral.pk, referrer=referrer.kind, how=how)
    return referral


def _signed(by: Viewer, referrer: Referrer) -> Referrer:
    """Return the referrer, complete; a school or an agency refers in its own name."""
    if by.role in KIND_OF_ROLE:
        referrer = dataclasses.replace(referrer, kind=KIND_OF_ROLE[by.role], organisation=by.organisation_name)
    if referrer.kind not in REFERRER_KINDS:
        raise CannotDoNow("Choose who told of the child.")
    if not referrer.name.strip():
        raise CannotDoNow("Name the person who told of the child; “anonymous” is a name too.")
    if len(referrer.contact) > LONGEST_TEXT:
        raise CannotDoNow("Shorten how the person can be reached.")
    return referrer


def _in_words(referrer: Referrer) -> str:
    who = {"school": "a school", "authority": "another authority", "agency": "an agency", "public": "a member of the public"}[referrer.kind]
    return f"{who}: {referrer.organisation}" if referrer.organisation else who


def _child_chosen(by: Viewer, child_id: str) -> Child:
    told = ToldChild.objects.filter(child_id=child_id, became="").first()
    if told is not None:
        hidden = Case.objects.filter(child_id=child_id, shielded=True, joined_into=None).exists()
        child: Child | None = as_child(told, shielded=hidden)
    else:
        tables = whole_tables()
        child = tables.child(tables.live_id(child_id)) if tables else None
    if child is None or relation_of(by, child) is Relation.NOTHING:
        raise CannotSee("There is no such child for you.")
    return child


def _new_told_child(by: Viewer, told: Told, authority: str) -> Child:
    if not (told.surname.strip() or told.forename.strip()):
        raise CannotDoNow("Say at least the child’s first or last name.")
    if told.date_of_birth and (wrong := birthday_cannot_be(told.date_of_birth, clock.today())):
        raise CannotDoNow(wrong)
    owner = by.authority or authority
    if not owner or not Organisation.objects.filter(kind="authority", code=owner).exists():
        raise CannotDoNow("Say in which authority the child lives, or was last known to live.")
    fields = {each.name: getattr(told, each.name) for each in dataclasses.fields(Told)}
    row = ToldChild.objects.create(child_id=new_child_id(), authority=owner, told_on=clock.today(), **fields)
    return as_child(row, shielded=_may_be_shielded(told))


def _may_be_shielded(told: Told) -> bool:
    """Whether the child who is told of is more likely than not one whom only a named team may know of."""
    tables = whole_tables()
    if tables is None:
        return False
    try:
        hits = [hit for hit in find(tables.run, told.query(), limit=5) if hit.probability >= LIKELY]
    except CannotFind:
        return False
    return any(child.shielded for child in tables.children([hit.child_id for hit in hits]).values())


def _responsible(by: Viewer, child: Child) -> str:
    if _works_here(by, child):
        return by.authority
    return child.la_code or child.roll_la_code or by.authority or "000"


def _works_here(by: Viewer, child: Child) -> bool:
    return by.may(Right.WORK_CASES) and relation_of(by, child) is Relation.FULL


def acknowledge(referral_id: int, *, by: Viewer, how: str) -> Case:
    """Record that the referrer was told that the referral has arrived, and how.

    Raises  CannotSee; CannotDoNow.
    """
    referral = Referral.objects.select_related("case").filter(pk=referral_id).first()
    if referral is None:
        raise CannotSee("There is no such referral for you.")
    if not how.strip():
        raise CannotDoNow("Say how the referrer was told.")
    with changing(by, standing_case(referral.case).pk) as hand:
        referral = Referral.objects.select_for_update().get(pk=referral_id)
        if referral.acknowledged_on is not None:
            raise CannotDoNow(f"This referral was acknowledged already, on {day_words(referral.acknowledged_on)}.")
        referral.acknowledged_on, referral.acknowledged_by, referral.acknowledged_how = hand.on, by.username, how.strip()[:300]
        referral.save()
        waiting = Referral.objects.filter(case=hand.case, acknowledged_on=None).order_by("received_on").first()
        hand.case.referred_on = waiting.received_on if waiting else None
        hand.stage_done("acknowledge_referrer")
        hand.tell("case.referral_acknowledged", f"Referral {referral.pk} acknowledged", how.strip(), referral=referral.pk)
    return hand.case


def standing_case(case: Case) -> Case:
    """Return the case that carries the child now: the case itself, or the one that it was joined to."""
    while case.joined_into is not None:
        case = case.joined_into
    return case
