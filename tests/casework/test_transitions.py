"""Plans for a holiday, contacts, help, and families who went whole: who may, what is refused, and what is never told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.actions.child_help import offer_help_to_child
from onroll.casework.actions.family_alarms import acknowledge_family_alarm, raise_family_alarms
from onroll.casework.actions.holiday_plans import PlanSaid, make_plan, reassign_contact, record_contact
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import ChildHelp, FamilyAlarm, FamilyAlarmChild, HolidayPlan, PlannedContact
from onroll.casework.purposes import PURPOSES
from onroll.casework.queries.family_alarms import family_alarms_for
from onroll.casework.queries.holiday_contacts import contacts_for, outcomes_for
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.transitions import WatchFilters, transition_child_for, transitions_for
from onroll.casework.refusals import CannotDoNow
from onroll.core.practical_help import NOTHING
from support.case_people import SetClock, viewer
from support.made_up_run import CANARY, write_made_up_run

PURPOSE = PURPOSES[0]
SAID = PlanSaid(approaches=("call", "uniform"), because="No application in June.", assigned="officer", named_adult="Ms Head of Year")
MINE, ARRIVED, SHIELDED_302 = "c000004", "c000084", "c000041"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    return SetClock(monkeypatch)


def planned(child_id: str = MINE, said: PlanSaid = SAID, by: str = "officer") -> HolidayPlan:
    return make_plan(child_id, "year_6_to_7", by=viewer(by), said=said)


def test_a_plan_gives_every_contact_a_day_and_somebody_whose_it_is(people: Any, region: Path, clock: SetClock) -> None:
    plan = planned()
    contacts = list(plan.contacts.order_by("id"))
    assert (plan.authority, plan.stage, plan.holiday_from, plan.holiday_to) == (
        "301",
        "no_application",
        date(2026, 3, 28),
        date(2026, 4, 12),
    )
    assert [each.approach for each in contacts] == ["call", "uniform"]
    assert all(plan.holiday_from <= each.due_on <= plan.holiday_to and each.assigned.username == "officer" for each in contacts)
    assert verify_chain() is None and Event.objects.filter(kind="holiday_plan.made", subject=MINE).count() == 1
    with pytest.raises(CannotDoNow, match="already"):
        planned()
    assert [row.contact.approach for row in contacts_for(viewer("officer"), PURPOSE).rows] == ["call", "uniform"]


@pytest.mark.parametrize(
    ("child_id", "said", "refusal"),
    [
        (MINE, PlanSaid(approaches=(), because="x", assigned="officer"), "at least one way"),
        (MINE, PlanSaid(approaches=("call",), because=" ", assigned="officer"), "why"),
        (MINE, PlanSaid(approaches=("call",), because="x", assigned="officer-302"), "whose"),
        (ARRIVED, SAID, "arrived"),
    ],
)
def test_a_plan_is_refused_with_the_reason(child_id: str, said: PlanSaid, refusal: str, people: Any, region: Path, clock: SetClock) -> None:
    with pytest.raises(CannotDoNow, match=refusal):
        planned(child_id, said)
    assert not HolidayPlan.objects.exists()


def test_what_came_of_a_contact_is_kept_in_the_familys_own_words_and_only_once(people: Any, region: Path, clock: SetClock) -> None:
    call, uniform = planned().contacts.order_by("id")
    officer = viewer("officer")
    with pytest.raises(CannotDoNow, match="own words"):
        record_contact(call.pk, by=officer, result="family", done_on=clock.day)
    with pytest.raises(CannotDoNow, match="today or before"):
        record_contact(call.pk, by=officer, result="nobody", done_on=date(2026, 3, 1))
    record_contact(call.pk, by=officer, result="family", done_on=clock.day, family_said="We did not know that we had to apply.")
    with pytest.raises(CannotDoNow, match="already"):
        record_contact(call.pk, by=officer, result="nobody", done_on=clock.day)
    record_contact(uniform.pk, by=officer, result="child", done_on=clock.day, family_said="Yes please.", answer="accepted")
    offered = ChildHelp.objects.get()
    assert (offered.what, offered.answer, offered.child_id) == ("uniform", "accepted", MINE)
    page = transition_child_for(officer, PURPOSE, MINE, "year_6_to_7")
    assert page is not None and len(page.row.done) == 3 and len(page.help) == 1
    assert contacts_for(officer, PURPOSE, "recorded").counts["recorded"] == 2


def test_nobody_of_another_authority_sees_or_changes_anything(people: Any, region: Path, clock: SetClock) -> None:
    contact = planned().contacts.order_by("id")[0]
    stranger = viewer("officer-302")
    for attempt in (
        lambda: planned(by="officer-302"),
        lambda: record_contact(contact.pk, by=stranger, result="nobody", done_on=clock.day),
        lambda: reassign_contact(contact.pk, by=stranger, to="officer-302"),
        lambda: offer_help_to_child(MINE, by=stranger, on=clock.day, what="uniform", words="A blazer", answer="accepted"),
    ):
        with pytest.raises(CannotSee):
            attempt()
    assert transition_child_for(stranger, PURPOSE, MINE, "year_6_to_7") is None
    assert contacts_for(stranger, PURPOSE, "open").rows == [] and not ChildHelp.objects.exists()


def test_a_shielded_child_is_on_the_named_teams_lists_alone_and_says_nothing_of_places(people: Any, region: Path, clock: SetClock) -> None:
    def listed(username: str) -> dict[str, Any]:
        found = transitions_for(viewer(username), PURPOSE, WatchFilters())
        assert found.total == sum(found.counts.values())
        return {row.child_id: row for row in found.rows}

    assert SHIELDED_302 not in listed("officer-302")
    row = listed("shielded-team-302")[SHIELDED_302]
    assert row.shielded and row.from_school == "" and CANARY not in repr(row)
    with pytest.raises(CannotSee):
        make_plan(SHIELDED_302, "year_6_to_7", by=viewer("officer-302"), said=SAID)
    team = viewer("shielded-team-302")
    with pytest.raises(CannotDoNow, match="named team"):
        make_plan(SHIELDED_302, "year_6_to_7", by=team, said=PlanSaid(approaches=("call",), because="x", assigned="officer-302"))
    make_plan(SHIELDED_302, "year_6_to_7", by=team, said=PlanSaid(approaches=("call",), because="x", assigned=team.username))
    assert contacts_for(viewer("officer-302"), PURPOSE, "open").counts["open"] == 0
    assert contacts_for(team, PURPOSE, "open").counts["open"] == 1
    assert all(not each.contacts for each in outcomes_for(team, PURPOSE).contacts)


def test_every_count_opens_to_the_same_rows_and_every_look_is_written_down(people: Any, region: Path) -> None:
    officer = viewer("officer")
    counts = transitions_for(officer, PURPOSE, WatchFilters()).counts
    assert counts
    for (transition, stage), count in counts.items():
        found = transitions_for(officer, PURPOSE, WatchFilters(transitions=(transition,), stages=(stage,)))
        assert found.total == count and {row.stage for row in found.rows} == {stage}
    event = Event.objects.filter(kind="transitions.listed").order_by("-seq").first()
    assert event is not None and found.rows[0].child_id in event.body


def test_a_child_who_arrived_needs_no_contact_and_nobody_has_ticked_anything(
    people: Any, region: Path, own_region: Path, clock: SetClock
) -> None:
    planned()
    officer = viewer("officer")
    assert contacts_for(officer, PURPOSE, "open").counts["open"] == 2
    arrived = f"UPDATE transitions SET stage = 'arrived', arrived_on = DATE '2026-01-18', arrived_urn = '100002' WHERE child_id = '{MINE}'"
    write_made_up_run(own_region, children=800, on=date(2026, 1, 19), changes={"transitions": arrived})
    assert contacts_for(officer, PURPOSE, "open").counts["open"] == 0
    assert contacts_for(officer, PURPOSE, "not_needed").counts["not_needed"] == 2
    assert not PlannedContact.objects.exclude(result="").exists()


def test_what_came_of_it_counts_contacts_by_arrival_and_help_after_twelve_weeks(people: Any, region: Path, clock: SetClock) -> None:
    officer = viewer("officer")
    clock.day = date(2025, 9, 1)
    plan = HolidayPlan.objects.create(
        child_id=MINE, authority="301", transition="year_6_to_7", moved_on=date(2025, 9, 1), stage="no_application",
        holiday_from=date(2025, 7, 23), holiday_to=date(2025, 8, 31), because="x", run_id="r", made_on=date(2025, 7, 1),
        at="2025-07-01T10:00Z", by="officer", by_name="Test officer",
    )  # fmt: skip
    contact = PlannedContact.objects.create(plan=plan, approach="call", due_on=date(2025, 8, 1), assigned=people["officer"])
    record_contact(contact.pk, by=officer, result="family", done_on=date(2025, 8, 1), family_said="We are moving, and have a place.")
    offer_help_to_child(MINE, by=officer, on=date(2025, 8, 1), what="tuition", words="Two hours a week", answer="declined")
    found = outcomes_for(officer, PURPOSE)
    (call,) = found.contacts
    assert (call.approach, call.arrived_if_reached.hits, call.arrived_if_reached.of, call.too_early) == ("call", 1, 1, 0)
    assert call.arrived_if_reached.low is not None and call.arrived_if_reached.low < 0.5
    tuition = next(each for each in found.help if each.what == "tuition")
    assert (tuition.children, tuition.accepted, tuition.in_school.hits, tuition.in_school.of) == (1, 0, 1, 1)
    assert all(each.what != NOTHING or each.children for each in found.help)


# -- a whole family is one alarm -------------------------------------------------------------------------------------------

FAMILY = ("c000080", "c000180", "c000420")
"""Children of authority 301 with a finding, whom no register shows anywhere."""

AT_ONE_HOME = (
    "UPDATE child_summaries SET postcode = 'ZZ1 1ZZ', address_line_1 = '5 Family Road', surname = 'Dale' WHERE child_id IN {}".format
)
GONE = "UPDATE findings SET finding = 'vanished_from_roll' WHERE child_id IN {}".format


def family_run(home: Path, missing: tuple[str, ...], on: date = date(2026, 1, 15), shielded: str = "") -> Any:
    here = ", ".join(f"'{each}'" for each in ("", *FAMILY) if each not in missing)
    left = f"DELETE FROM findings WHERE child_id IN ({here})"
    changes = {"child_summaries": AT_ONE_HOME(FAMILY), "findings": f"{GONE(FAMILY)}; {left}"}
    if shielded:
        changes["shielded"] = f"INSERT INTO shielded VALUES ('{shielded}', 'refuge')"
    return write_made_up_run(home, children=440, on=on, changes=changes)


def test_a_family_that_goes_whole_is_one_alarm_with_all_its_children_and_twice_is_once(people: Any, tmp_path: Path, settings: Any) -> None:
    settings.ONROLL_HOME = tmp_path
    run = family_run(tmp_path, FAMILY)
    take_in_findings(run)
    assert raise_family_alarms(run) == 1 and raise_family_alarms(run) == 0
    alarm = FamilyAlarm.objects.get()
    assert {each.child_id for each in alarm.children.all()} == set(FAMILY) and alarm.authority == "301"
    assert verify_chain() is None and Event.objects.filter(kind="family_alarm.raised").count() == 1
    (row,) = family_alarms_for(viewer("officer"), PURPOSE)
    assert len(row.children) == 3 and all(child.case and child.is_missing for child in row.children)
    assert family_alarms_for(viewer("officer-302"), PURPOSE) == []
    with pytest.raises(CannotSee):
        acknowledge_family_alarm(alarm.pk, by=viewer("officer-302"), note="Rang.")
    with pytest.raises(CannotDoNow, match="what is done"):
        acknowledge_family_alarm(alarm.pk, by=viewer("officer"), note=" ")
    acknowledge_family_alarm(alarm.pk, by=viewer("officer"), note="Rang the neighbouring authorities.")
    with pytest.raises(CannotDoNow, match="already"):
        acknowledge_family_alarm(alarm.pk, by=viewer("manager"), note="Again.")


def test_while_one_child_of_school_age_is_at_school_there_is_no_alarm_and_a_later_going_raises_it(
    people: Any, tmp_path: Path, settings: Any
) -> None:
    settings.ONROLL_HOME = tmp_path
    run = family_run(tmp_path, FAMILY[:2])
    take_in_findings(run)
    assert raise_family_alarms(run) == 0
    run = family_run(tmp_path, FAMILY, on=date(2026, 1, 16))
    take_in_findings(run)
    assert raise_family_alarms(run) == 1
    assert FamilyAlarmChild.objects.count() == 3


def test_a_shielded_child_is_in_no_familys_alarm(people: Any, tmp_path: Path, settings: Any) -> None:
    settings.ONROLL_HOME = tmp_path
    run = family_run(tmp_path, FAMILY, shielded=FAMILY[2])
    take_in_findings(run)
    raise_family_alarms(run)
    assert FAMILY[2] not in {each.child_id for each in FamilyAlarmChild.objects.all()}
    for username in ("officer", "shielded-team"):
        assert all(len(row.children) == 2 for row in family_alarms_for(viewer(username), PURPOSE))
