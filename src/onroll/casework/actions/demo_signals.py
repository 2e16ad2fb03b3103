"""Made-up signals for a demo: referrals from a school and an agency, a child in no register, and returns of a school."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from onroll.accounts.models import User
from onroll.casework import clock
from onroll.casework.actions import joint_enquiries
from onroll.casework.actions.recognising import search_told_children
from onroll.casework.actions.referrals import Referrer, Told, refer
from onroll.casework.actions.school_practice import answer_practice, mark_schools
from onroll.casework.actions.school_returns import Pupil, send_return
from onroll.casework.models import PracticeMark, Referral
from onroll.casework.viewers import Viewer, viewer_of
from onroll.core.deletion_returns import DeletionReturn, Parent
from onroll.pipeline.index import Run
from onroll.pipeline.run_queries import tables_of
from onroll.pipeline.run_rows import Child, FindingFilters, Scope


def make_demo_signals(run: Run, *, school: str, agency: str, authority: str) -> int:
    """Make the signals, once; return how many. Shape  school, agency: usernames."""
    if Referral.objects.exists():
        return 0
    school_user, agency_user = (User.objects.filter(username=name).first() for name in (school, agency))
    if school_user is None or agency_user is None:
        return 0
    teller, visitor = viewer_of(school_user), viewer_of(agency_user)
    mark_schools(run)
    makers: list[Callable[[], object]] = [
        lambda: _unknown_to_all(teller),
        lambda: _told_by_an_agency(visitor, authority),
        lambda: _known_under_another_spelling(run, visitor, authority),
        lambda: _returns(teller),
        lambda: _answered_by_another_school(teller),
    ]
    for make in makers:
        make()
    search_told_children(run)
    return len(makers)


def _answered_by_another_school(teller: Viewer) -> None:
    """Let another marked school of the authority answer: its managers then see one, and that of the demo's own school waits."""
    others = PracticeMark.objects.filter(authority=teller.authority, ended_on=None).exclude(urn=teller.organisation_code)
    mark = others.order_by("id").first()
    if mark is not None:
        head = replace(teller, username=f"school-{mark.urn}", full_name="Demo head teacher", organisation_code=mark.urn)
        words = "We did not know of it. We talk to the authority before the next one."
        answer_practice(mark.practice, by=head, how="will_change", words=words)


def _unknown_to_all(teller: Viewer) -> None:
    told = Told(surname="Quillfeather", forename="Isolde", date_of_birth=date(2015, 4, 9), parent_name="Tamsin Quillfeather")
    referrer = Referrer(kind="school", name="R. Headley", relation="Head of year", contact="Extension 12")
    refer(teller, told=told, referrer=referrer, because="A cousin at our school says that she came in September and goes to no school.")


def _told_by_an_agency(visitor: Viewer, authority: str) -> None:
    told = Told(surname="Marchbanks", forename="Corin", date_of_birth=date(2013, 11, 2), postcode="ZZ9 9ZZ", phone="07700900123")
    referrer = Referrer(kind="agency", name="H. Visitor", relation="Health visitor", contact="hv@example.org")
    refer(
        visitor,
        told=told,
        referrer=referrer,
        because="Seen at home on a school day; the family says there is no place yet.",
        authority=authority,
    )


def _known_under_another_spelling(run: Run, visitor: Viewer, authority: str) -> None:
    """Tell of a child whom the registers know, with a slip in the name: the search again proposes who it is."""
    tables = tables_of(run)
    scope = Scope(authorities=frozenset({authority}))
    found, _ = tables.findings(scope, FindingFilters(), limit=40)
    children = tables.children([each.child_id for each in found])
    child = next((each for each in children.values() if _can_be_told_of(each, authority)), None)
    if child is None:
        return
    told = Told(
        surname=str(child.surname),
        forename=str(child.forename)[:-1],
        date_of_birth=child.date_of_birth,
        postcode=child.postcode or "",
        address_line_1=child.address_line_1 or "",
    )
    referrer = Referrer(kind="agency", name="S. Worker", relation="Family support", contact="01632 960001")
    refer(visitor, told=told, referrer=referrer, because="The child says that nobody has offered a school.", authority=authority)


def _can_be_told_of(child: Child, authority: str) -> bool:
    whole = child.surname and child.forename and len(child.forename) > 4 and child.date_of_birth and child.postcode
    return bool(whole) and not child.shielded and child.la_code == authority


def _returns(teller: Viewer) -> None:
    on = clock.today()
    home = Parent("Made-up Parent", "1 Made-up Street, ZZ1 1ZZ", ("07700900456",))
    pupil = Pupil(
        surname="Thistlewood", forename="Piran", date_of_birth=date(2014, 2, 17), address_line_1="1 Made-up Street", postcode="ZZ1 1ZZ"
    )
    said = {"surname": pupil.surname, "forename": pupil.forename, "address_line_1": pupil.address_line_1, "postcode": pupil.postcode}
    moved = DeletionReturn(
        full_name="Piran Thistlewood",
        address="1 Made-up Street, ZZ1 1ZZ",
        ground="a",
        deleted_on=on,
        returned_on=None,
        ground_met_on=on,
        parents=(home,),
        destination_school="Faraway Academy",
        destination_starts_on=on + timedelta(days=3),
    )
    send_return(by=teller, pupil=pupil, deletion=moved, said=said | {"destination_school": "Faraway Academy"})
    absent = DeletionReturn(
        full_name="Elowen Ashgrove",
        address="2 Made-up Street, ZZ1 1ZZ",
        ground="i",
        deleted_on=on,
        returned_on=None,
        ground_met_on=on,
        parents=(home,),
    )
    other = Pupil(
        surname="Ashgrove", forename="Elowen", date_of_birth=date(2012, 6, 30), address_line_1="2 Made-up Street", postcode="ZZ1 1ZZ"
    )
    send_return(by=teller, pupil=other, deletion=absent, said={"surname": "Ashgrove", "forename": "Elowen"})
    joint = joint_enquiries.begin(
        by=teller, ground="i", pupil="Elowen Ashgrove", date_of_birth=other.date_of_birth, last_attended_on=on - timedelta(days=40)
    )
    joint_enquiries.write_check(
        joint.pk,
        by=teller,
        check="CALL",
        on=on - timedelta(days=38),
        who="School office",
        outcome="Rang every number at three times of day; nobody answered.",
    )
