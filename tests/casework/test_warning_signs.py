"""Who sees the list of warning signs, who switches it on, and what it takes that it stays on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.actions.child_help import offer_help_to_child
from onroll.casework.actions.warning_signs import switch_warning_signs
from onroll.casework.models import WarningSignSwitch
from onroll.casework.purposes import PURPOSES
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.warning_signs import warning_sign_child_for, warning_signs_check, warning_signs_for
from onroll.casework.refusals import CannotDoNow
from onroll.pipeline.index import Index
from onroll.pipeline.shielding import write_marked_children
from onroll.pipeline.warning_signs import standing_card
from support.case_people import DAY, SetClock, viewer
from support.past_terms import SHIELDED, home_with_a_card
from support.published_runs import publish_seen

PURPOSE = PURPOSES[0]


@pytest.fixture
def past(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, people: Any) -> Iterator[Path]:
    shutil.copytree(home_with_a_card(), tmp_path / "home")
    settings.ONROLL_HOME = tmp_path / "home"
    SetClock(monkeypatch)
    yield tmp_path / "home"


def card_id(home: Path) -> str:
    card = standing_card(Index(home))
    assert card is not None
    return card.card_id


def switch(home: Path, how: str = "on", by: str = "manager", **more: Any) -> WarningSignSwitch:
    said = {"card": card_id(home), "words": "The last term bears it out.", "understood": True, **more}
    return switch_warning_signs(by=viewer(by), how=how, **said)


def test_the_list_is_off_until_somebody_with_the_right_switches_it_on(past: Path) -> None:
    assert "Nobody has switched it on" in warning_signs_for(viewer("officer"), PURPOSE).why_off
    made = switch(past)
    page = warning_signs_for(viewer("officer"), PURPOSE)
    assert not page.why_off and page.total > 100 and len(page.rows) == 25
    assert [row.points for row in page.rows] == sorted((row.points for row in page.rows), reverse=True)
    assert all(row.factors and row.name and row.band for row in page.rows)
    assert (
        made.authority == "301"
        and made.by == "manager"
        and made.warnings == []
        and made.listed_on == warning_signs_check(viewer("manager")).card.checked.listed_on
    )  # type: ignore[union-attr]
    event = Event.objects.filter(kind="warning_signs.listed").order_by("-seq").first()
    assert event is not None and page.rows[0].child_id in str(event.body) and verify_chain() is None
    assert "Nobody has switched it on" in warning_signs_for(viewer("officer-302"), PURPOSE).why_off


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"words": "  "}, "Say why"),
        ({"understood": False}, "offers of help alone"),
        ({"card": "000000000000"}, "Another card"),
        ({"how": "maybe"}, "Choose"),
        ({"how": "off"}, "off already"),
    ],
)
def test_without_a_reason_or_a_confirmation_nothing_is_switched(past: Path, change: dict[str, Any], says: str) -> None:
    with pytest.raises(CannotDoNow, match=says):
        switch(past, **change)
    assert not WarningSignSwitch.objects.exists()


def test_only_those_with_the_right_decide_and_only_for_their_own_authority(past: Path) -> None:
    for username in ("officer", "data-team", "auditor", "administrator"):  # the administrator here is of a national body
        with pytest.raises(CannotSee):
            switch(past, by=username)
    for username in ("data-team", "auditor", "school"):
        with pytest.raises(CannotSee):
            warning_signs_for(viewer(username), PURPOSE)
    with pytest.raises(CannotSee):
        warning_signs_check(viewer("school"))


def test_it_is_switched_off_with_a_reason_and_nothing_is_edited(past: Path) -> None:
    made = switch(past)
    with pytest.raises(CannotDoNow, match="on already"):
        switch(past)
    switch(past, "off", words="Schools asked for time.")
    assert "switched off" in warning_signs_for(viewer("officer"), PURPOSE).why_off
    assert [each.how for each in warning_signs_check(viewer("manager")).decisions] == ["off", "on"]
    with pytest.raises(DatabaseError):
        WarningSignSwitch.objects.filter(pk=made.pk).update(words="otherwise")


def test_it_goes_off_by_itself_where_the_newest_term_does_not_bear_it_out(past: Path) -> None:
    switch(past)
    card = standing_card(Index(past))
    assert card is not None
    path = card.folder / f"checked-{card.checked.listed_on.isoformat()}.json"
    told = json.loads(path.read_text())
    path.write_text(json.dumps({**told, "found_by_rule": told["found"] + 5}))
    assert "The simple rule is to be preferred" in warning_signs_for(viewer("officer"), PURPOSE).why_off
    assert warning_sign_child_for(viewer("officer"), PURPOSE, "c000003") is None
    switch(past, "off")
    with pytest.raises(CannotDoNow, match="simple rule"):
        switch(past)


def test_a_new_card_needs_a_decision_of_its_own(past: Path) -> None:
    switch(past)
    card = standing_card(Index(past))
    assert card is not None
    shutil.copytree(card.folder, card.folder.with_name("another00000"))
    (card.folder.parent / "CURRENT").write_text("another00000")
    assert "needs a decision of its own" in warning_signs_for(viewer("officer"), PURPOSE).why_off


def test_a_run_upon_which_the_card_has_not_been_laid_has_no_list(past: Path) -> None:
    switch(past)
    index = Index(past)
    run = index.current_run()
    assert run is not None
    with index.writing("a test"):
        built = index.building_folder("run")
        shutil.copytree(run.folder, built, dirs_exist_ok=True)
        publish_seen(index, built, on=run.on, ledger_position=run.ledger_position, manifest=run.manifest)
    assert "newest run" in warning_signs_for(viewer("officer"), PURPOSE).why_off


def test_one_child_s_page_says_why_and_takes_down_help(past: Path) -> None:
    switch(past)
    officer = viewer("officer")
    first = warning_signs_for(officer, PURPOSE).rows[0]
    found = warning_sign_child_for(officer, PURPOSE, first.child_id)
    assert found is not None and sum(each.points for each in found.row.factors) == found.row.points == first.points
    offer_help_to_child(first.child_id, by=officer, on=DAY, what="transport", words="A bus pass", answer="accepted")
    again = warning_sign_child_for(officer, PURPOSE, first.child_id)
    assert again is not None and [each.words for each in again.row.help] == ["A bus pass"]
    assert Event.objects.filter(kind="warning_signs.child_looked_at", subject=first.child_id).count() == 2


def test_shielded_children_and_those_of_others_are_on_nobody_s_list(past: Path) -> None:
    switch(past)
    officer = viewer("officer")
    first = warning_signs_for(officer, PURPOSE).rows[0]
    write_marked_children(past, [first.child_id])
    page = warning_signs_for(officer, PURPOSE)
    assert first.child_id not in {row.child_id for row in page.rows}
    assert warning_sign_child_for(officer, PURPOSE, first.child_id) is None
    assert warning_sign_child_for(viewer("shielded-team"), PURPOSE, SHIELDED) is None
    switch(past, by="shielded-team-302")
    other = warning_signs_for(viewer("officer-302"), PURPOSE).rows[0]
    assert warning_sign_child_for(officer, PURPOSE, other.child_id) is None


def test_pages_beyond_the_last_show_the_last_and_ask_little(past: Path) -> None:
    switch(past)
    page = warning_signs_for(viewer("officer"), PURPOSE, 999)
    assert page.page == page.pages and page.rows
    officer = viewer("officer")
    for ask in (lambda: warning_signs_for(officer, PURPOSE), lambda: warning_signs_check(officer)):
        with CaptureQueriesContext(connection) as asked:
            ask()
        asking = [each["sql"] for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]]
        assert len(asking) <= 8, asking


def test_the_figures_of_the_check_add_up(past: Path) -> None:
    page = warning_signs_check(viewer("auditor"))
    assert page.card is not None and not page.may_switch and page.may
    calibration, beside, groups = page.figures
    assert calibration.drawing and len(calibration.rows) == len(page.card.checked.bands)
    assert [row[0] for row in beside.rows][:2] == ["First tenth of the card’s list", "Absence above 10%, drawn by lot"]
    assert {str(row[0]).partition(":")[0] for row in groups.rows} == {"Sex", "Ethnicity", "Deprivation", "Looked after", "Special needs"}
