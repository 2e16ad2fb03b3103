"""A card of warning signs from a home's own past: made, checked, kept up, and of no use where its history is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onroll.core.warning_sign_checks import may_switch_on, validates
from onroll.core.warning_signs import KnownThen, points_of
from onroll.pipeline.index import Index, Run
from onroll.pipeline.made_up import origin_of
from onroll.pipeline.shielding import write_marked_children
from onroll.pipeline.warning_sign_facts import extracts_of_run, known_on, situations
from onroll.pipeline.warning_sign_text import card_json, card_text
from onroll.pipeline.warning_signs import CannotMakeCard, StandingCard, keep_up, standing_card, train
from support.past_terms import GAPS, LISTS, ON, ROLLS, SHIELDED, home_with_a_card, write_past_terms
from support.published_runs import publish_seen


def trained(home: Path, run: Run) -> StandingCard:
    index = Index(home)
    with index.writing("a test"):
        return train(index, run)


@pytest.fixture(scope="module")
def kept() -> tuple[Path, Run, StandingCard]:
    home = home_with_a_card()
    run, card = Index(home).current_run(), standing_card(Index(home))
    assert run is not None and card is not None
    return home, run, card


@pytest.fixture
def own(kept: tuple[Path, Run, StandingCard], tmp_path: Path) -> tuple[Path, Run]:
    shutil.copytree(kept[0], tmp_path / "home")
    index = Index(tmp_path / "home")
    run = index.current_run()
    assert run is not None
    return tmp_path / "home", run


def test_what_was_known_then_and_who_went_missing_afterwards(kept: tuple[Path, Run, StandingCard]) -> None:
    home, run, _ = kept
    extracts = extracts_of_run(Index(home), run)
    with known_on(run, extracts, LISTS[1], GAPS[1][1]) as connection:
        found = situations(connection)
        lost = {row[0] for row in connection.execute("SELECT child_id FROM known WHERE lost").fetchall()}
        unknown = connection.execute("SELECT count(*) FROM known WHERE lost IS NULL").fetchall()[0][0]
        shielded = connection.execute(f"SELECT count(*) FROM known WHERE child_id = '{SHIELDED}'").fetchall()[0][0]
        before = connection.execute("SELECT count(*) FROM known WHERE missing_before").fetchall()[0][0]
    gaps = pq.read_table(run.table("days_without_education")).to_pylist()
    second = {row["child_id"] for row in gaps if row["starts_on"] == GAPS[1][0] and not row["doubtful"]}
    assert lost == second - {SHIELDED} and sum(each.lost for each in found) == len(lost) > 20
    assert unknown and not shielded and before and {each.known.absence for each in found} == {3, 8, 14, 30}
    with known_on(run, extracts, GAPS[1][0], ON) as connection:  # on the first day of a gap nobody is on the list who is missing
        assert not connection.execute(f"SELECT count(*) FROM known WHERE child_id IN {tuple(second)}").fetchall()[0][0]


def test_later_extracts_tell_nothing_of_a_past_day(kept: tuple[Path, Run, StandingCard]) -> None:
    home, run, _ = kept
    extracts = extracts_of_run(Index(home), run)
    with known_on(run, extracts, LISTS[0], GAPS[0][1]) as connection:
        whole = connection.execute("SELECT * FROM known ORDER BY child_id").fetchall()
    with known_on(run, [each for each in extracts if each.as_at <= LISTS[0]], LISTS[0], GAPS[0][1]) as connection:
        assert connection.execute("SELECT * FROM known ORDER BY child_id").fetchall() == whole


def test_a_card_is_made_of_all_past_terms_but_the_newest_and_checked_on_that(kept: tuple[Path, Run, StandingCard]) -> None:
    _, run, card = kept
    assert [each.split(" (")[1].rstrip(")") for each in card.terms] == [day.isoformat() for day in LISTS[:2]]
    assert card.checked.listed_on == LISTS[2] and card.made_from == run.run_id and card.made_by.startswith("scikit-learn")
    assert (
        points_of(KnownThen(absence=30), card.card)
        > points_of(KnownThen(absence=14), card.card)
        > points_of(KnownThen(absence=3), card.card)
    )
    assert card.checked.found > card.checked.found_by_rule and validates(card.checked) and not card.checked.unequal
    assert may_switch_on(card.origin, card.here, card.checked, card.newest_list)
    assert sum(band.lost for band in card.checked.bands) == card.checked.lost
    assert "may be switched on" in card_text(card) and card_json(card)["may_be_switched_on"] is True


def test_the_list_is_the_first_tenth_of_each_authority_and_says_why(kept: tuple[Path, Run, StandingCard]) -> None:
    rows = pq.read_table(kept[2].scores).to_pylist()
    for la_code in ("301", "302"):
        own = [row for row in rows if row["la_code"] == la_code]
        assert 140 < len(own) <= 150 and [row["place"] for row in own] == list(range(1, len(own) + 1))
        assert [row["points"] for row in own] == sorted((row["points"] for row in own), reverse=True)
    assert all(sum(factor["points"] for factor in row["factors"]) == row["points"] > 0 for row in rows)
    assert SHIELDED not in {row["child_id"] for row in rows}


def test_groups_that_a_list_misses_are_found_out(tmp_path: Path) -> None:
    card = trained(tmp_path, write_past_terms(tmp_path, bias=True))
    assert ("sex", "Female") in {(each.topic, each.group) for each in card.checked.unequal if each.share > each.rest}
    assert "Warning: Female (sex) are missed more often" in card_text(card)


def test_the_same_history_makes_the_same_points(own: tuple[Path, Run], kept: tuple[Path, Run, StandingCard]) -> None:
    again = trained(*own)
    assert again.card == kept[2].card and again.checked == kept[2].checked
    assert len(list((own[0] / "index" / "warning_signs").glob("*/scores-*.parquet"))) == 1


def test_a_past_that_is_too_short_makes_no_card(tmp_path: Path) -> None:
    with pytest.raises(CannotMakeCard, match="Two are needed"):
        trained(tmp_path, write_past_terms(tmp_path, children=200, rolls=3))
    assert standing_card(Index(tmp_path)) is None


def test_few_who_went_missing_leave_the_card_off(tmp_path: Path) -> None:
    card = trained(tmp_path, write_past_terms(tmp_path, children=700))
    answer = may_switch_on(card.origin, card.here, card.checked, card.newest_list)
    assert not answer and "At least" in answer.reason_not and answer.reason_not in card_text(card)


def test_made_up_children_teach_nothing_about_real_ones(tmp_path: Path, own: tuple[Path, Run]) -> None:
    made_up = trained(tmp_path, write_past_terms(tmp_path, made_up=True))
    assert made_up.origin.kind == "made up" and made_up.here == made_up.origin
    home, run = own
    folder = home / "index" / "warning_signs"
    shutil.copytree(made_up.folder, folder / made_up.card_id)  # somebody carries the card across
    (folder / "CURRENT").write_text(made_up.card_id)
    index = Index(home)
    with index.writing("a test"):
        assert keep_up(index, run) is None
    carried = standing_card(index)
    assert carried is not None and not carried.scores.exists()
    answer = may_switch_on(carried.origin, carried.here, carried.checked, carried.newest_list)
    assert "made from made up children, and the children here are real" in answer.reason_not


def test_a_home_that_mixes_both_makes_no_card(own: tuple[Path, Run]) -> None:
    home, run = own
    first = extracts_of_run(Index(home), run)[0].extract_id
    (home / "index" / "made_up.json").write_text(json.dumps([first]))
    assert origin_of(Index(home), [each.extract_id for each in extracts_of_run(Index(home), run)]).kind == "mixed"
    with pytest.raises(CannotMakeCard, match="real and made-up children together"):
        trained(home, run)
    index = Index(home)
    with index.writing("a test"):
        assert keep_up(index, run) is None
    card = standing_card(index)
    assert card is not None and "together" in may_switch_on(card.origin, card.here, card.checked, card.newest_list).reason_not


def test_a_demo_s_receipt_says_that_everything_is_made_up(own: tuple[Path, Run]) -> None:
    home, run = own
    (home / "made-up").mkdir()
    (home / "made-up" / "receipt.json").write_text("{}")
    assert origin_of(Index(home), [each.extract_id for each in extracts_of_run(Index(home), run)]).kind == "made up"


def test_keeping_up_lays_the_card_upon_a_new_run_and_leaves_out_whom_people_shield(own: tuple[Path, Run]) -> None:
    home, run = own
    index = Index(home)
    first = pq.read_table(standing_card(index).scores).to_pylist()[0]["child_id"]  # type: ignore[union-attr]
    write_marked_children(home, [first])
    with index.writing("a test"):
        built = index.building_folder("run")
        shutil.copytree(run.folder, built, dirs_exist_ok=True)
        newer = publish_seen(index, built, on=run.on, ledger_position=run.ledger_position, manifest=run.manifest)
        card = keep_up(index, newer)
    assert card is not None and card.run_id == newer.run_id != run.run_id and card.checked.listed_on == LISTS[2]
    assert first not in {row["child_id"] for row in pq.read_table(card.scores).to_pylist()}


def test_the_newest_term_is_checked_as_soon_as_it_is_known(own: tuple[Path, Run]) -> None:
    home, run = own
    index = Index(home)
    card = standing_card(index)
    assert card is not None and card.newest_list == LISTS[2]
    laid, newest = card.folder / "laid.json", card.folder / f"checked-{LISTS[2].isoformat()}.json"
    told = newest.read_text()
    laid.write_text(json.dumps({**json.loads(laid.read_text()), "newest_list": ROLLS[3].isoformat()}))
    stale = standing_card(index)
    assert stale is not None
    assert "has not been checked on that" in may_switch_on(stale.origin, stale.here, stale.checked, stale.newest_list).reason_not
    newest.unlink()
    (card.folder / f"checked-{LISTS[1].isoformat()}.json").write_text(told.replace(LISTS[2].isoformat(), LISTS[1].isoformat()))
    with index.writing("a test"):
        again = keep_up(index, run)
    assert again is not None and again.checked == card.checked
