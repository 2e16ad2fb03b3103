"""The register of children not in school: nothing before its day; entered and removed by the records; apart from findings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from onroll.accounts.models import Event, User
from onroll.casework.actions import not_in_school as actions
from onroll.casework.models import Case, NotInSchoolEntry
from onroll.casework.purposes import purpose_for
from onroll.casework.queries.not_in_school import entry_page, register_for, register_rows
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer, viewer_of
from onroll.core.school_age import is_of_compulsory_school_age
from onroll.pipeline.not_in_school import eligible_children
from support.made_up_run import CANARY, write_made_up_run

PURPOSE = purpose_for("officer", "cme_enquiry")


def viewer(people: dict[str, User], name: str = "officer") -> Viewer:
    return viewer_of(people[name])


@pytest.fixture
def in_force(settings: Any) -> None:
    settings.ONROLL_NOT_IN_SCHOOL_FROM = date(2026, 1, 1)


def test_before_the_duty_begins_nobody_is_entered_and_only_counts_are_shown(people: Any, region: Any) -> None:
    run = the_index().current_run()
    assert run is not None
    assert actions.take_in_register(run) == actions.TakenIntoRegister()
    page = register_for(viewer(people), PURPOSE)
    assert not page.in_force and not page.lines and not NotInSchoolEntry.objects.exists()
    tables = the_tables()
    assert tables is not None
    eligible = [each for each in eligible_children(the_index(), tables, ["301"]) if not each.shielded]
    assert sum(page.would_be.values()) == len(eligible) > 0
    assert entry_page(viewer(people), PURPOSE, 1) is None and register_rows(viewer(people), PURPOSE)[1] == []


def test_who_belongs_follows_from_the_timelines_and_the_age_and_not_from_findings(region: Any) -> None:
    tables = the_tables()
    assert tables is not None
    on = tables.run.on
    found = {each.child_id: each for each in eligible_children(the_index(), tables)}
    for number in range(1, 801):
        child = tables.child(f"c{number:06d}")
        assert child is not None and child.date_of_birth is not None
        spell = next((each for each in tables.spells(child.child_id) if each.ends_before is None or each.ends_before > on), None)
        status = spell.status if spell and spell.starts_on <= on else ""
        expected = (
            bool(status)
            and is_of_compulsory_school_age(child.date_of_birth, on)
            and status not in ("on_roll", "died", "left_england", "record_ended", "below_school_age", "over_school_age")
        )
        assert (child.child_id in found) == expected, (child.child_id, status)


def test_children_are_entered_once_and_removed_when_they_no_longer_belong(people: Any, own_region: Any, in_force: None) -> None:
    run = the_index().current_run()
    assert run is not None
    first = actions.take_in_register(run)
    assert first.entered > 0 and first.removed == 0
    assert actions.take_in_register(run) == actions.TakenIntoRegister()
    assert NotInSchoolEntry.objects.count() == first.entered and not Case.objects.exists(), "apart from cases"
    back = "UPDATE timelines SET status = 'on_roll', ends_before = NULL WHERE status <> 'on_roll'"
    later = write_made_up_run(own_region, children=800, on=run.on + timedelta(days=7), changes={"timelines": back})
    second = actions.take_in_register(later)
    assert second.removed == first.entered and second.entered == 0
    assert not NotInSchoolEntry.objects.filter(removed_on=None).exists()
    assert Event.objects.filter(kind="not_in_school.removed").count() == second.removed


def test_duties_are_done_in_their_order_and_providers_asked_no_more_often_than_the_law_lets_it(
    people: Any, region: Any, in_force: None
) -> None:
    run = the_index().current_run()
    assert run is not None
    actions.take_in_register(run)
    officer = viewer(people)
    page = register_for(officer, PURPOSE, "due")
    assert page.in_force and page.lines and page.counts["due"] == len(page.lines) == page.counts["standing"]
    pk = page.lines[0].entry.pk
    actions.ask_parent(pk, by=officer)
    with pytest.raises(CannotDoNow, match="asked already"):
        actions.ask_parent(pk, by=officer)
    with pytest.raises(CannotDoNow, match="at least one"):
        actions.parent_informed(pk, by=officer, said={"sen": "K"})
    actions.parent_informed(pk, by=officer, said={"parents": "Ada Parent, 1 Made-up Street", "time_by_parents": "20 hours"})
    actions.authority_holds(pk, by=officer, said={"sen": "K", "parents": "not theirs to say"})
    actions.visit_requested(pk, by=officer)
    actions.ask_providers(pk, by=officer)
    with pytest.raises(CannotDoNow, match="every 3 months"):
        actions.ask_providers(pk, by=officer)
    found = entry_page(officer, PURPOSE, pk)
    assert found is not None and [duty.code for duty in found.duties] == []
    said = {each.code: what for each, what in found.mandatory if what}
    assert said["parents"]["says"].startswith("Ada") and said["parents"]["by"] == "parent" and said["name"]["by"] == "registers"
    assert {each.code for each, what in found.held if what} == {"sen", "reason"}
    with pytest.raises(CannotSee):
        actions.visit_requested(pk, by=viewer(people, "officer-302"))


def test_shielded_children_are_in_no_list_and_in_no_file_but_the_named_teams_list(people: Any, region: Any, in_force: None) -> None:
    run = the_index().current_run()
    assert run is not None
    actions.take_in_register(run)
    hidden = NotInSchoolEntry.objects.filter(shielded=True).first()
    assert hidden is not None, "child 41 is found missing and shielded"
    for name in ("officer", "officer-302", "manager"):
        who = viewer(people, name)
        assert hidden.child_id not in {line.entry.child_id for line in register_for(who, PURPOSE).lines}
        assert entry_page(who, PURPOSE, hidden.pk) is None
        assert CANARY not in str(register_rows(who, PURPOSE)[1])
    team = viewer(people, "shielded-team-302" if hidden.authority == "302" else "shielded-team")
    assert hidden.child_id in {line.entry.child_id for line in register_for(team, PURPOSE).lines}
    assert CANARY not in str(register_rows(team, PURPOSE)[1])
