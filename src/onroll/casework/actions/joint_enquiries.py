"""The joint enquiry of a school and its authority: each writes down what it did, and signs; both are needed for grounds h and i.

Source  requirement 10; domain, section 2.2; SI 2024/208, regulation 9(1)(h) and (i).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.models import JointEnquiry, JointEnquiryPart
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.dated.enquiry_checks import CHECKS
from onroll.core.dated.values import value_on
from onroll.core.deletion_returns import JointEnquiry as JointlyFound

FOUND = {
    "unknown": "Neither the child’s whereabouts nor circumstances are known",
    "will_not_attend": "They are known, and there are no reasonable grounds to believe that the child will attend again",
}
GROUNDS = {"h": "h: has not returned after leave of absence", "i": "i: continuously absent for twenty school days"}


def begin(*, by: Viewer, ground: str, pupil: str, date_of_birth: date, upn: str = "", last_attended_on: date | None = None) -> JointEnquiry:
    """Begin a joint enquiry about a pupil of the viewer's school.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.SEND_RETURNS)
    if ground not in GROUNDS:
        raise CannotDoNow("Only grounds h and i need a joint enquiry.")
    if not pupil.strip():
        raise CannotDoNow("Enter the pupil’s full name.")
    with transaction.atomic():
        made = JointEnquiry.objects.create(
            school=by.organisation_code,
            school_name=by.organisation_name,
            authority=by.authority,
            ground=ground,
            pupil=" ".join(pupil.split())[:300],
            date_of_birth=date_of_birth,
            upn=upn.strip().upper()[:13],
            last_attended_on=last_attended_on,
            began_on=clock.today(),
            at=clock.now(),
            by=by.username,
        )
        record(by.doer, Happening(kind="joint_enquiry.begun", subject=f"joint enquiry {made.pk}", body={"ground": ground}))
    return made


def side_of(viewer: Viewer, joint: JointEnquiry) -> str:
    """Return for which side the viewer may write: `school`, `authority`, or nothing."""
    if viewer.may(Right.SEND_RETURNS) and viewer.organisation_code == joint.school:
        return "school"
    return "authority" if viewer.may(Right.WORK_CASES) and viewer.authority and viewer.authority == joint.authority else ""


def write_check(joint_id: int, *, by: Viewer, check: str, on: date, who: str, outcome: str) -> JointEnquiryPart:
    """Write down one check that the viewer's side made: what, when, by whom and what came of it. A signature before it falls away.

    Raises  CannotSee; CannotDoNow.
    """
    with transaction.atomic():
        joint, side = _in_hand(joint_id, by)
        if check not in {each.code for each in value_on(CHECKS, clock.today()) if side in each.who}:
            raise CannotDoNow("Choose what was checked.")
        if on > clock.today():
            raise CannotDoNow("A check cannot have been made in days to come.")
        if not who.strip() or not outcome.strip():
            raise CannotDoNow("Say who made the check, and what came of it.")
        before = latest_part(joint, side)
        checks = [
            *(before.checks if before else []),
            {"check": check, "on": on.isoformat(), "by": who.strip()[:200], "outcome": outcome.strip()[:500]},
        ]
        return _keep(joint, side, by, checks, found=before.found if before else "", steps=before.steps_considered if before else "")


def sign(joint_id: int, *, by: Viewer, found: str, steps_considered: str = "") -> JointEnquiryPart:
    """Sign for the viewer's side. Once both have, and found the same, the joint enquiry is complete and cannot be changed.

    Raises  CannotSee; CannotDoNow.
    """
    with transaction.atomic():
        joint, side = _in_hand(joint_id, by)
        before = latest_part(joint, side)
        if before is None or not before.checks:
            raise CannotDoNow("Write down at least one check before signing: the enquiry is a joint one.")
        if found not in FOUND:
            raise CannotDoNow("Say what was found.")
        if found == "will_not_attend" and not steps_considered.strip():
            raise CannotDoNow("Say which reasonable steps to bring the pupil back were considered.")
        part = _keep(joint, side, by, before.checks, found=found, steps=steps_considered.strip(), signed=True)
        other = latest_part(joint, "authority" if side == "school" else "school")
        if other is not None and other.signed and other.found == found:
            joint.completed_on = clock.today()
            joint.save(update_fields=["completed_on"])
            record(by.doer, Happening(kind="joint_enquiry.completed", subject=f"joint enquiry {joint.pk}", body={"found": found}))
        return part


def _in_hand(joint_id: int, by: Viewer) -> tuple[JointEnquiry, str]:
    joint = JointEnquiry.objects.select_for_update().filter(pk=joint_id).first()
    side = side_of(by, joint) if joint else ""
    if joint is None or not side:
        raise CannotSee("There is no such joint enquiry for you.")
    if joint.completed_on is not None:
        raise CannotDoNow("Both have signed: the joint enquiry is complete, and stays as it is.")
    return joint, side


def _keep(
    joint: JointEnquiry, side: str, by: Viewer, checks: Sequence[object], *, found: str, steps: str, signed: bool = False
) -> JointEnquiryPart:
    part = JointEnquiryPart.objects.create(
        joint_enquiry=joint,
        side=side,
        checks=list(checks),
        found=found,
        steps_considered=steps,
        signed=signed,
        on=clock.today(),
        at=clock.now(),
        by=by.username,
        by_name=by.full_name,
    )
    kind = "joint_enquiry.signed" if signed else "joint_enquiry.written"
    record(by.doer, Happening(kind=kind, subject=f"joint enquiry {joint.pk}", body={"side": side, "checks": len(part.checks)}))
    return part


def latest_part(joint: JointEnquiry, side: str) -> JointEnquiryPart | None:
    """Return what one side wrote last."""
    return JointEnquiryPart.objects.filter(joint_enquiry=joint, side=side).order_by("-id").first()


def as_found(joint: JointEnquiry) -> JointlyFound:
    """Return a joint enquiry as the rules about deletion read it: only what both signed counts."""
    school, authority = latest_part(joint, "school"), latest_part(joint, "authority")
    both = [part for part in (school, authority) if part is not None and part.signed]
    agreed = len(both) == 2 and both[0].found == both[1].found
    return JointlyFound(
        found=both[0].found if agreed else "",  # type: ignore[arg-type]
        by_school=school.by_name if school and school.signed else "",
        school_on=school.on if school and school.signed else None,
        by_authority=authority.by_name if authority and authority.signed else "",
        authority_on=authority.on if authority and authority.signed else None,
        steps_considered=agreed and all(part.steps_considered for part in both),
        checks=tuple(each["check"] for part in both for each in part.checks),
    )
