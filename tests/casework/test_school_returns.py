"""Deletion returns: what a school may not do is refused with the reason, and what follows from each ground begins by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.actions import joint_enquiries
from onroll.casework.actions.awaited_joiners import watch_for_joiners
from onroll.casework.actions.school_returns import Pupil, send_return, settle_return
from onroll.casework.models import Case, JointEnquiry, ReturnFollowUp, SchoolReturn
from onroll.casework.purposes import purpose_for
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.school_returns import one_return, returns_for
from onroll.casework.refusals import CannotDoNow
from onroll.core.absence_clocks import DayMarks
from onroll.core.deletion_returns import DeletionReturn, Parent
from onroll.pipeline.index import Index, Run
from support.case_people import DAY, SetClock, viewer
from support.made_up_run import write_made_up_run

PURPOSE = purpose_for("officer", "cme_enquiry")
PUPIL = Pupil(
    surname="Thistlewood", forename="Piran", date_of_birth=date(2014, 2, 17), address_line_1="1 Made-up Street", postcode="ZZ1 1ZZ"
)
WHOLE = DeletionReturn(
    full_name="Piran Thistlewood",
    address="1 Made-up Street, ZZ1 1ZZ",
    ground="g",
    deleted_on=DAY,
    returned_on=None,
    ground_met_on=DAY,
    parents=(Parent("M. Parent", "1 Made-up Street, ZZ1 1ZZ", ("07700900456",)),),
)
SAID = {"surname": "Thistlewood", "forename": "Piran"}
NO_RUN = Path("no-run-here")


@pytest.fixture(autouse=True)
def school(people: Any, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A school signs in on a Monday of January; nothing has been run."""
    Index(tmp_path / "home").create()
    settings.ONROLL_HOME = tmp_path / "home"
    SetClock(monkeypatch)


def sent(deletion: DeletionReturn = WHOLE, joint: JointEnquiry | None = None) -> SchoolReturn:
    return send_return(by=viewer("school"), pupil=PUPIL, deletion=deletion, joint_id=joint.pk if joint else None, said=dict(SAID))


def absences(count: int, code: str = "O") -> tuple[DayMarks, ...]:
    """Return marks of so many school days up to the day before the deletion, all of one code."""
    days = [DAY - timedelta(days=back) for back in range(1, 70)]
    school_days = [day for day in days if day.weekday() < 5 and not date(2025, 12, 20) <= day <= date(2026, 1, 4)][:count]
    return tuple(DayMarks(day, code, code) for day in reversed(school_days))


def signed(ground: str, found: str = "unknown", **steps: str) -> JointEnquiry:
    """Return a joint enquiry that both sides have written down and signed."""
    joint = joint_enquiries.begin(by=viewer("school"), ground=ground, pupil="Piran Thistlewood", date_of_birth=PUPIL.date_of_birth)
    for username, check in (("school", "STAFF_PEERS"), ("officer", "COUNCIL_TAX_HOUSING")):
        joint_enquiries.write_check(joint.pk, by=viewer(username), check=check, on=DAY, who="A. Person", outcome="No trace")
        joint_enquiries.sign(joint.pk, by=viewer(username), found=found, **steps)
    joint.refresh_from_db()
    return joint


def sentences(row: SchoolReturn) -> str:
    return " ".join(each["sentence"] for each in row.problems if each["severity"] != "warning")


@pytest.mark.parametrize("letter", ["", "z", "p", "ab"])
def test_no_letter_from_a_to_o_no_deletion(letter: str) -> None:
    row = sent(replace(WHOLE, ground=letter))
    assert not row.stands and "letters run from a to o" in sentences(row) and not Case.objects.exists()


@pytest.mark.parametrize("ground", ["h", "i"])
def test_h_and_i_are_refused_without_a_joint_enquiry_that_both_have_signed(ground: str) -> None:
    full = replace(
        WHOLE,
        ground=ground,
        marks=absences(20),
        sickness_ruled_out=True,
        unavoidable_cause_ruled_out=True,
        leave_ended_on=date(2025, 12, 1),
    )
    assert "enquiries made jointly" in sentences(sent(full)) and not Case.objects.exists()
    joint = joint_enquiries.begin(by=viewer("school"), ground=ground, pupil="Piran Thistlewood", date_of_birth=PUPIL.date_of_birth)
    joint_enquiries.write_check(joint.pk, by=viewer("school"), check="STAFF_PEERS", on=DAY, who="Head", outcome="Nobody knows")
    joint_enquiries.sign(joint.pk, by=viewer("school"), found="unknown")
    row = sent(full, joint)
    assert not row.stands and "signed the joint enquiry for the authority" in sentences(row) and not Case.objects.exists()
    joint_enquiries.write_check(
        joint.pk, by=viewer("officer"), check="COUNCIL_TAX_HOUSING", on=DAY, who="Officer", outcome="Account closed"
    )
    joint_enquiries.sign(joint.pk, by=viewer("officer"), found="unknown")
    row = sent(full, joint)
    assert row.stands, sentences(row)
    assert row.case is not None and row.case.is_open and row.case.authority == "301"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"marks": absences(19)}, "ground i needs 20"),
        ({"marks": absences(25, "I")}, "ground i needs 20"),
        ({"marks": None}, "No attendance marks"),
        ({"sickness_ruled_out": False}, "may be due to sickness"),
        ({"sickness_ruled_out": None}, "has not answered"),
        ({"unavoidable_cause_ruled_out": False}, "unavoidable cause"),
    ],
)
def test_ground_i_needs_twenty_days_of_g_n_or_o_and_the_question_of_sickness_answered(changes: dict[str, Any], sentence: str) -> None:
    whole = replace(WHOLE, ground="i", marks=absences(20), sickness_ruled_out=True, unavoidable_cause_ruled_out=True)
    row = sent(replace(whole, **changes), signed("i"))
    assert (
        not row.stands and sentence in sentences(row) and row.case is None and "stays on" in row.next_words
    ) or "back on" in row.next_words


@pytest.mark.parametrize(
    ("ground", "opens", "words"),
    [
        ("g", True, "looks for the child"),
        ("m", True, "looks for the child"),
        ("n", True, "until a roll shows the child"),
        ("o", True, "sixth school day"),
        ("a", False, "a case opens by itself"),
        ("b", False, "Nothing is due yet"),
        ("c", False, "the other school"),
        ("e", False, "confirms the education"),
        ("f", False, "home education"),
        ("j", False, "youth justice"),
        ("k", False, "nobody writes to the family"),
        ("l", False, "into training or work"),
    ],
)
def test_each_ground_leads_where_it_must(ground: str, opens: bool, words: str) -> None:
    row = sent(
        replace(WHOLE, ground=ground, destination_school="Faraway Academy" if ground == "a" else "", parent_notified_in_writing=True)
    )
    assert row.stands, sentences(row)
    assert words in row.next_words and (row.case is not None) == opens
    assert Event.objects.filter(kind="school_return.received").count() == 1 and verify_chain() is None
    if ground == "o":
        assert row.case is not None and "section 19" in row.case.next_action


def test_a_second_return_joins_the_childs_case_and_never_opens_another() -> None:
    first = sent()
    assert first.case is not None
    again = send_return(by=viewer("school"), pupil=PUPIL, deletion=replace(WHOLE, ground="m"), said=dict(SAID))
    assert again.case == first.case and Case.objects.count() == 1


def test_what_follows_without_a_case_is_settled_once_by_the_authority_alone() -> None:
    row = sent(replace(WHOLE, ground="f", parent_notified_in_writing=True))
    with pytest.raises(CannotSee):
        settle_return(row.pk, by=viewer("officer-302"), outcome="confirmed", words="-")
    with pytest.raises(CannotSee):
        settle_return(row.pk, by=viewer("school"), outcome="confirmed", words="-")
    settled = settle_return(row.pk, by=viewer("officer"), outcome="case", words="Nobody teaches the child.")
    assert settled.case is not None and settled.case.is_open
    with pytest.raises(CannotDoNow, match="already"):
        settle_return(row.pk, by=viewer("officer"), outcome="confirmed", words="-")


def test_a_school_sees_its_own_returns_and_an_authority_what_came_in() -> None:
    row = sent()
    assert returns_for(viewer("school"), PURPOSE, "all").total == returns_for(viewer("officer"), PURPOSE, "all").total == 1
    assert returns_for(viewer("officer-302"), PURPOSE, "all").total == 0
    own, ours = one_return(viewer("school"), PURPOSE, row.pk), one_return(viewer("officer"), PURPOSE, row.pk)
    assert own is not None and own.case is None, "a school never sees the case"
    assert ours is not None and ours.case is not None
    assert one_return(viewer("officer-302"), PURPOSE, row.pk) is None
    with pytest.raises(CannotSee):
        returns_for(viewer("agency"), PURPOSE, "all")
    with pytest.raises(CannotSee):
        send_return(by=viewer("officer"), pupil=PUPIL, deletion=WHOLE)


def test_the_return_of_a_shielded_child_is_for_the_team_alone() -> None:
    row = sent(replace(WHOLE, ground="f", parent_notified_in_writing=True))
    assert row.case is None
    hidden = sent()
    assert hidden.case is not None
    Case.objects.filter(pk=hidden.case.pk).update(shielded=True)
    assert {each.pk for each in returns_for(viewer("officer"), PURPOSE, "all").rows} == {row.pk}
    assert {each.pk for each in returns_for(viewer("shielded-team"), PURPOSE, "all").rows} == {row.pk, hidden.pk}
    assert one_return(viewer("officer"), PURPOSE, hidden.pk) is None


# -- joint enquiries ----------------------------------------------------------------------------------------------------


def test_both_must_sign_for_the_same_and_a_check_afterwards_takes_the_signature_away() -> None:
    joint = joint_enquiries.begin(by=viewer("school"), ground="i", pupil="P. Thistlewood", date_of_birth=PUPIL.date_of_birth)
    with pytest.raises(CannotDoNow, match="at least one check"):
        joint_enquiries.sign(joint.pk, by=viewer("school"), found="unknown")
    for username, check, found in (("school", "STAFF_PEERS", "unknown"), ("officer", "COUNCIL_TAX_HOUSING", "will_not_attend")):
        joint_enquiries.write_check(joint.pk, by=viewer(username), check=check, on=DAY, who="A", outcome="B")
        joint_enquiries.sign(joint.pk, by=viewer(username), found=found, steps_considered="A place elsewhere")
    joint.refresh_from_db()
    assert joint.completed_on is None and joint_enquiries.as_found(joint).found == ""
    joint_enquiries.write_check(joint.pk, by=viewer("school"), check="CALL", on=DAY, who="A", outcome="B")
    assert joint_enquiries.as_found(joint).by_school == ""
    joint_enquiries.sign(joint.pk, by=viewer("school"), found="will_not_attend", steps_considered="A place elsewhere")
    joint.refresh_from_db()
    assert joint.completed_on == DAY
    with pytest.raises(CannotDoNow, match="complete"):
        joint_enquiries.write_check(joint.pk, by=viewer("officer"), check="VISIT", on=DAY, who="A", outcome="B")


def test_nobody_writes_for_the_other_side_and_no_check_is_of_days_to_come() -> None:
    joint = joint_enquiries.begin(by=viewer("school"), ground="h", pupil="P. Thistlewood", date_of_birth=PUPIL.date_of_birth)
    for username in ("officer-302", "agency", "analyst"):
        with pytest.raises(CannotSee):
            joint_enquiries.write_check(joint.pk, by=viewer(username), check="CALL", on=DAY, who="A", outcome="B")
    with pytest.raises(CannotDoNow, match="days to come"):
        joint_enquiries.write_check(joint.pk, by=viewer("school"), check="CALL", on=DAY + timedelta(days=1), who="A", outcome="B")
    with pytest.raises(CannotDoNow, match="Choose what was checked"):
        joint_enquiries.write_check(joint.pk, by=viewer("school"), check="COUNCIL_TAX_HOUSING", on=DAY, who="A", outcome="B")
    with pytest.raises(CannotDoNow, match="steps"):
        joint_enquiries.write_check(joint.pk, by=viewer("school"), check="CALL", on=DAY, who="A", outcome="B")
        joint_enquiries.sign(joint.pk, by=viewer("school"), found="will_not_attend")
    with pytest.raises(CannotDoNow, match="another date of birth"):
        other = joint_enquiries.begin(by=viewer("school"), ground="i", pupil="Somebody else", date_of_birth=date(2013, 1, 1))
        sent(replace(WHOLE, ground="i"), other)


# -- the joiner who is awaited ------------------------------------------------------------------------------------------


def awaited(child: str) -> SchoolReturn:
    row = sent(replace(WHOLE, ground="a", destination_school="Faraway Academy", destination_starts_on=DAY))
    values = {field.name: getattr(row, field.name) for field in SchoolReturn._meta.concrete_fields if field.name != "id"}
    return SchoolReturn.objects.create(**{**values, "child_id": child})


def run_on(home: Path, on: date) -> Run:
    return write_made_up_run(home, children=60, on=on)


def test_a_joiner_whom_a_roll_shows_is_confirmed_and_one_whom_none_shows_has_a_case(tmp_path: Path, settings: Any) -> None:
    there, missing = awaited("c000012"), awaited("c000020")
    assert there.due_on is not None
    early = watch_for_joiners(run_on(tmp_path / "home", there.due_on))
    assert early.joiners_confirmed == 1 and early.joiners_missing == 0, "the day itself is not over"
    late = run_on(tmp_path / "home", there.due_on + timedelta(days=1))
    watch_for_joiners(late)
    case = Case.objects.get(child_id="c000020", closed_on=None)
    follow = ReturnFollowUp.objects.get(school_return=missing)
    assert (follow.outcome, follow.case_id) == ("case", case.pk) and "tenth school day" in follow.words
    assert ReturnFollowUp.objects.get(school_return=there).outcome == "confirmed"
    before = ReturnFollowUp.objects.count(), Case.objects.count(), Event.objects.count()
    watch_for_joiners(late)
    assert before == (ReturnFollowUp.objects.count(), Case.objects.count(), Event.objects.count())
