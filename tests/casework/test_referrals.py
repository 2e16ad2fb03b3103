"""Referrals: one case per child, whoever tells; a child in no register too; and a later run that knows who it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event, Organisation, User
from onroll.casework.actions import recognising
from onroll.casework.actions.assigning import mark_stage_done, open_case
from onroll.casework.actions.recognising import decide_match, search_told_children
from onroll.casework.actions.referrals import Referrer, Told, acknowledge, refer
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.case_facts import clock_of
from onroll.casework.local_rules import calendar_of
from onroll.casework.models import Case, CaseProposal, Referral, ToldChild, ToldChildMatch
from onroll.casework.purposes import purpose_for
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.referrals import referrals_for, search_before_referring
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer, viewer_of
from onroll.core.case_clocks import stages_due
from onroll.core.children import read_child_id
from onroll.pipeline.index import Run
from support.case_people import SetClock

PURPOSE = purpose_for("officer", "cme_enquiry")
NEIGHBOUR = Referrer(kind="public", name="A. Neighbour", relation="Neighbour", contact="01632 960002")
NOBODY_KNOWS = Told(surname="Quillfeather", forename="Isolde", date_of_birth=date(2015, 4, 9), parent_name="Tamsin Quillfeather")


@pytest.fixture
def children(town: tuple[Path, Run, list[Any]], settings: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    settings.ONROLL_HOME = town[0]
    SetClock(monkeypatch, town[1].on)
    return town[2]


def somebody(role: str, code: str, kind: str = "authority", *, authority: str = "", team: bool = False) -> Viewer:
    """Return a viewer with an account of their own."""
    body, _ = Organisation.objects.get_or_create(
        kind=kind, code=code, defaults={"name": f"Made-up {code}", "authority_code": authority or (code if kind == "authority" else "")}
    )
    name = f"{role}-{code}{'-team' if team else ''}"
    user, _ = User.objects.get_or_create(
        username=name, defaults={"full_name": f"Test {name}", "role": role, "organisation": body, "in_shielded_team": team}
    )
    return viewer_of(user)


def told_of_child(child: Any, **other: Any) -> Told:
    said = {"surname": child.surname, "forename": child.forename, "date_of_birth": child.date_of_birth, "postcode": child.postcode}
    return Told(**{**said, "address_line_1": child.address_line_1 or "", **other})


def test_a_child_in_no_register_has_a_case_and_a_number_that_tells_nothing(children: list[Any]) -> None:
    officer = somebody("officer", "301")
    first = refer(officer, told=NOBODY_KNOWS, referrer=NEIGHBOUR, because="Seen at home every day.")
    second = refer(officer, told=NOBODY_KNOWS, referrer=NEIGHBOUR, because="Told once more, and nobody searched.")
    assert read_child_id(first.child_id) == first.child_id and first.child_id != second.child_id
    case = first.case
    assert (case.authority, case.state, case.counted_as, case.is_open) == ("301", "new", "possible_cme", True)
    assert case.next_action and case.due_on >= case.opened_on and case.leaving_on is not None
    assert first.details["surname"] == "Quillfeather" and first.contact == "01632 960002"
    events = "".join(Event.objects.values_list("body", flat=True))
    assert "Quillfeather" not in events and "Neighbour" not in events and verify_chain() is None


def test_the_search_offers_an_existing_child_and_case_first(children: list[Any]) -> None:
    child = children[1]
    officer = somebody("officer", child.la_code)
    case = open_case(child.child_id, by=officer, because="A neighbour rang.")
    found = search_before_referring(officer, PURPOSE, told_of_child(child).query())
    assert found.found[0].child_id == child.child_id and found.cases[child.child_id].pk == case.pk
    told = refer(officer, told=NOBODY_KNOWS, referrer=NEIGHBOUR, because="No school.")
    again = search_before_referring(officer, PURPOSE, Told(surname="quillfeather", forename="Isolde").query())
    assert [(line.child_id, line.case.pk if line.case else 0) for line in again.told] == [(told.child_id, told.case.pk)]


def test_across_permission_lines_the_search_says_that_a_record_exists_and_no_more(children: list[Any]) -> None:
    child = children[1]
    outside = somebody("officer", "999")
    refer(somebody("officer", "301"), told=NOBODY_KNOWS, referrer=NEIGHBOUR, because="No school.")
    found = search_before_referring(outside, PURPOSE, told_of_child(child).query())
    assert found.found and all(line.ask and not line.name and not line.reasons for line in found.found) and not found.cases
    elsewhere = search_before_referring(outside, PURPOSE, NOBODY_KNOWS.query())
    assert [(line.ask, line.name, line.case) for line in elsewhere.told] == [("Made-up 301", "", None)]


def test_telling_of_a_child_who_has_a_case_adds_to_it(children: list[Any]) -> None:
    child = children[1]
    officer = somebody("officer", child.la_code)
    case = open_case(child.child_id, by=officer, because="A neighbour rang.")
    school = somebody("school", "100001", "school", authority=child.la_code)
    referral = refer(
        school, told=told_of_child(child), referrer=Referrer(kind="", name="R. Head"), because="Not seen.", chosen=child.child_id
    )
    assert referral.case.pk == case.pk and Case.objects.count() == 1
    assert (referral.kind, referral.organisation, referral.sent_by_code) == ("school", "Made-up 100001", "100001")
    assert case.changes.filter(kind="case.referred").exists()


def test_a_child_of_elsewhere_is_told_of_to_whoever_is_responsible(children: list[Any]) -> None:
    child = children[1]
    referral = refer(
        somebody("officer", "999"), told=told_of_child(child), referrer=NEIGHBOUR, because="Moved here.", chosen=child.child_id
    )
    assert referral.case.authority == child.la_code


def test_a_referral_opens_an_ended_case_again_with_its_history(children: list[Any]) -> None:
    child = children[1]
    officer = somebody("officer", child.la_code)
    case = open_case(child.child_id, by=officer, because="A neighbour rang.")
    Case.objects.filter(pk=case.pk).update(
        state="closed", closed_on=case.opened_on, next_action="", due_on=None, outcome="enrolled_confirmed"
    )
    referral = refer(officer, told=told_of_child(child), referrer=NEIGHBOUR, because="Gone again.", chosen=child.child_id)
    assert referral.case.pk == case.pk and (referral.case.episode, referral.case.state) == (2, "new")
    assert list(case.changes.order_by("id").values_list("kind", flat=True)[:1]) == ["case.opened"]


def test_the_acknowledgement_is_due_the_next_working_day_and_is_recorded_once(children: list[Any]) -> None:
    officer = somebody("officer", "301")
    referral = refer(officer, told=NOBODY_KNOWS, referrer=NEIGHBOUR, because="No school.")
    on = referral.received_on

    def stages() -> dict[str, date]:
        case = Case.objects.get(pk=referral.case.pk)
        return {duty.stage: duty.due.on for duty in stages_due(clock_of(case), on, calendar_of("301"))}

    assert (stages()["acknowledge_referrer"] - on).days >= 1
    with pytest.raises(CannotDoNow, match="with its referral"):
        mark_stage_done(referral.case.pk, by=officer, stage="acknowledge_referrer", on=on, who="A", because="-")
    with pytest.raises(CannotDoNow, match="how the referrer was told"):
        acknowledge(referral.pk, by=officer, how=" ")
    acknowledge(referral.pk, by=officer, how="Rang A. Neighbour")
    assert "acknowledge_referrer" not in stages()
    with pytest.raises(CannotDoNow, match="acknowledged already"):
        acknowledge(referral.pk, by=officer, how="Again")
    refer(officer, told=NOBODY_KNOWS, referrer=NEIGHBOUR, because="Told again.", chosen=referral.child_id)
    assert "acknowledge_referrer" in stages(), "whoever tells next waits for an answer too"


def test_another_authority_and_a_school_cannot_acknowledge_or_see_it(children: list[Any]) -> None:
    referral = refer(somebody("officer", "301"), told=NOBODY_KNOWS, referrer=NEIGHBOUR, because="No school.")
    for outsider in (somebody("officer", "302"), somebody("school", "100001", "school", authority="301")):
        with pytest.raises(CannotSee):
            acknowledge(referral.pk, by=outsider, how="-")
        assert referrals_for(outsider, PURPOSE, "all").total == 0
    with pytest.raises(CannotSee):
        refer(somebody("analyst", "ENG", "national"), told=NOBODY_KNOWS, referrer=NEIGHBOUR, because="-")


def test_a_school_and_an_agency_see_whether_theirs_arrived_and_nothing_else(children: list[Any]) -> None:
    somebody("officer", "301")
    agency, other = somebody("agency", "HEALTH", "agency"), somebody("agency", "HOUSING", "agency")
    referral = refer(agency, told=NOBODY_KNOWS, referrer=Referrer(kind="", name="H. Visitor"), because="At home.", authority="301")
    (line,) = referrals_for(agency, PURPOSE, "all").rows
    assert (line.state, line.acknowledged_on, line.case) == ("open", None, None)
    assert referrals_for(other, PURPOSE, "all").total == 0
    Case.objects.filter(pk=referral.case.pk).update(state="closed", closed_on=referral.received_on, next_action="", due_on=None)
    assert referrals_for(agency, PURPOSE, "all").rows[0].state == "ended"
    with pytest.raises(CannotDoNow, match="in which authority"):
        refer(agency, told=NOBODY_KNOWS, referrer=Referrer(kind="", name="H. Visitor"), because="At home.")


def test_a_run_leaves_the_case_of_a_told_child_alone_and_proposes_who_it_is_once(
    children: list[Any], town: tuple[Path, Run, list[Any]]
) -> None:
    child, run = children[2], town[1]
    officer = somebody("officer", child.la_code)
    referral = refer(officer, told=told_of_child(child, forename=child.forename[:-1]), referrer=NEIGHBOUR, because="No school.")
    take_in_findings(run)
    case = Case.objects.get(pk=referral.case.pk)
    assert case.is_open and case.counted_as == "possible_cme" and not case.proposals.filter(kind="ending").exists()
    searched = search_told_children(run)
    assert searched.told_searched == 1 and searched.told_proposed >= 1
    match = ToldChildMatch.objects.get(told__child_id=referral.child_id, other_child_id=child.child_id)
    assert match.reasons and match.probability >= 0.2
    assert CaseProposal.objects.filter(case=case, kind="child", withdrawn_on=None).count() == 1
    before = ToldChildMatch.objects.count()
    assert search_told_children(run).told_searched == 0
    ToldChild.objects.update(searched_in="another run")
    assert search_told_children(run).told_proposed == 0 and ToldChildMatch.objects.count() == before


def proposed(child: Any, run: Run, officer: Viewer) -> ToldChildMatch:
    referral = refer(officer, told=told_of_child(child, forename=child.forename[:-1]), referrer=NEIGHBOUR, because="No school.")
    search_told_children(run)
    return ToldChildMatch.objects.get(told__child_id=referral.child_id, other_child_id=child.child_id)


def test_once_a_person_says_yes_the_case_follows_the_child(children: list[Any], town: tuple[Path, Run, list[Any]]) -> None:
    child, run = children[2], town[1]
    officer = somebody("officer", child.la_code)
    match = proposed(child, run, officer)
    old = match.told.child_id
    case = decide_match(match.pk, by=officer, same=True, because="The mother says so.")
    assert case.child_id == child.child_id and case.is_open and case.changes.filter(kind="case.opened").exists()
    assert ToldChild.objects.get(child_id=old).became == child.child_id
    assert not case.proposals.filter(kind="child", withdrawn_on=None).exists()
    assert Event.objects.filter(kind="case.child_recognised", subject=child.child_id).exists() and verify_chain() is None
    with pytest.raises(CannotDoNow, match="decided this already"):
        decide_match(match.pk, by=officer, same=True, because="Again.")


def test_where_the_child_has_a_case_the_told_one_joins_it_with_its_referrals(
    children: list[Any], town: tuple[Path, Run, list[Any]]
) -> None:
    child, run = children[2], town[1]
    officer = somebody("officer", child.la_code)
    own = open_case(child.child_id, by=officer, because="Found.")
    match = proposed(child, run, officer)
    told_case = Case.objects.get(child_id=match.told.child_id)
    standing = decide_match(match.pk, by=officer, same=True, because="The same.")
    told_case.refresh_from_db()
    assert standing.pk == own.pk and told_case.joined_into_id == own.pk
    assert Case.objects.filter(child_id=child.child_id, closed_on=None, joined_into=None).count() == 1
    referral = Referral.objects.get(child_id=match.told.child_id)
    assert referral.case_id == own.pk
    acknowledge(referral.pk, by=officer, how="By letter")


def test_a_no_is_remembered(children: list[Any], town: tuple[Path, Run, list[Any]]) -> None:
    child, run = children[2], town[1]
    officer = somebody("officer", child.la_code)
    match = proposed(child, run, officer)
    case = decide_match(match.pk, by=officer, same=False, because="A cousin.")
    assert case.child_id == match.told.child_id and case.is_open
    ToldChild.objects.update(searched_in="another run")
    search_told_children(run)
    assert ToldChildMatch.objects.get(pk=match.pk).decision == "other"
    assert ToldChildMatch.objects.filter(other_child_id=child.child_id, decision="").count() == 0


def test_of_a_child_of_elsewhere_nobody_can_say_yes_but_those_who_know_the_child(
    children: list[Any], town: tuple[Path, Run, list[Any]]
) -> None:
    child, run = children[2], town[1]
    outside = somebody("officer", "999")
    match = proposed(child, run, outside)
    with pytest.raises(CannotDoNow, match="another authority"):
        decide_match(match.pk, by=outside, same=True, because="I think so.")
    assert ToldChildMatch.objects.get(pk=match.pk).decision == ""


def test_telling_of_a_shielded_child_tells_nobody_outside_the_team_anything(children: list[Any], town: tuple[Path, Run, list[Any]]) -> None:
    child, run = children[0], town[1]
    officer, team = somebody("officer", child.la_code), somebody("manager", child.la_code, team=True)
    school = somebody("school", "100001", "school", authority=child.la_code)
    found = search_before_referring(officer, PURPOSE, told_of_child(child).query())
    assert child.child_id not in {line.child_id for line in found.found}
    with pytest.raises(CannotSee):
        refer(officer, told=told_of_child(child), referrer=NEIGHBOUR, because="-", chosen=child.child_id)
    referral = refer(school, told=told_of_child(child), referrer=Referrer(kind="", name="R. Head"), because="Not at our school.")
    assert referral.case.shielded, "the case is for the team alone from the first moment"
    assert referrals_for(officer, PURPOSE, "all").total == 0 and referrals_for(team, PURPOSE, "all").total == 1
    search_told_children(run)
    take_in_findings(run)
    assert Case.objects.get(pk=referral.case.pk).shielded, "no run takes the shield away from a child whom it does not know"
    match = ToldChildMatch.objects.get(other_child_id=child.child_id)
    with pytest.raises(CannotSee):
        decide_match(match.pk, by=officer, same=True, because="-")
    assert decide_match(match.pk, by=team, same=True, because="Known to us.").child_id == child.child_id
    assert "shield" not in "".join(Case.objects.get(pk=referral.case.pk).changes.values_list("words", flat=True))
    assert recognising.MOST_PROPOSED == 3


@pytest.mark.parametrize(
    ("told", "referrer", "because", "sentence"),
    [
        (NOBODY_KNOWS, NEIGHBOUR, " ", "Say why"),
        (NOBODY_KNOWS, Referrer(kind="public", name=" "), "No school.", "Name the person"),
        (NOBODY_KNOWS, Referrer(kind="oracle", name="A"), "No school.", "Choose who told"),
        (Told(postcode="ZZ1 1ZZ"), NEIGHBOUR, "No school.", "first or last name"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    children: list[Any], told: Told, referrer: Referrer, because: str, sentence: str
) -> None:
    with pytest.raises(CannotDoNow, match=sentence):
        refer(somebody("officer", "301"), told=told, referrer=referrer, because=because)
    assert not Case.objects.exists() and not ToldChild.objects.exists() and not Referral.objects.exists()
