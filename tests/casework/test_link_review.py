"""Deciding about pairs: who sees which, what counts, the second person, undoing, and what the line gets."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from django.db import DatabaseError, connection, transaction

from onroll.accounts.models import Event
from onroll.casework.actions.link_review import decide_batch, decide_pair, second_opinion, split_child, undo_decision
from onroll.casework.actions.sealed_list import lift_entry, seal_pair
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.bridge import decided
from onroll.casework.models import Case, CaseChange, PairDecision, SealedRow
from onroll.casework.pair_decisions import decisions_in_force, sealed_in_force
from onroll.casework.purposes import PURPOSES
from onroll.casework.queries import link_review
from onroll.casework.queries.link_decisions import decisions_for
from onroll.casework.queries.link_review import pair_counts_for, queue_for, queue_lines, waiting_for_second
from onroll.casework.queries.pair_page import NOT_SHOWN, chosen_pair, pair_page
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.pipeline.index import Index
from support.case_people import SetClock, viewer
from support.made_up_run import write_made_up_run
from support.opened_cases import open_cases
from support.pairs_to_review import ACROSS, DECIDES, SAFE, SHIELDED, write_pairs

QUALITY = next(purpose for purpose in PURPOSES if purpose.code == "data_quality")


@pytest.fixture
def pairs(own_region: Path, people: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region with four pairs to review, its cases open."""
    SetClock(monkeypatch)
    monkeypatch.setattr("onroll.casework.actions.link_review._sampled", lambda *_: False)
    open_cases(write_pairs(own_region))
    return own_region


def decide(pair: tuple[str, str], verdict: str, by: str = "link-reviewer", because: str = "") -> PairDecision:
    return decide_pair(*pair, by=viewer(by), purpose=QUALITY, verdict=verdict, because=because)


def waiting(username: str) -> list[tuple[str, str]]:
    return [line.pair.children for line in queue_lines(viewer(username))]


# -- the queue ---------------------------------------------------------------------------------------------------------


def test_the_pair_that_decides_whether_somebody_is_missing_comes_first(pairs: Path) -> None:
    found = queue_for(viewer("link-reviewer"), QUALITY)
    assert [line.pair.children for line in found.lines] == [DECIDES, ACROSS, SAFE]
    assert found.lines[0].place.reasons[:2] == ("It decides whether a child is missing education.", "A case is open.")
    assert found.deciding == 1 and found.total == 3
    assert len(queue_for(viewer("link-reviewer"), QUALITY, only="deciding").lines) == 1
    assert pair_counts_for(viewer("link-reviewer")) == {"pairs": 3, "deciding": 1, "second": 0}
    seen = Event.objects.filter(kind="pairs.listed").order_by("seq").first()
    assert seen is not None and seen.purpose == "data_quality" and set(json.loads(seen.body)["children"]) == {*DECIDES, *ACROSS, *SAFE}


@pytest.mark.parametrize(
    ("username", "sees"),
    [
        ("officer", [DECIDES, ACROSS, SAFE]),
        ("officer-302", [ACROSS]),
        ("shielded-team-302", [SHIELDED, ACROSS]),
        ("shielded-team", [DECIDES, ACROSS, SAFE]),
        ("data-team", []),
        ("school", []),
    ],
)
def test_each_sees_the_pairs_of_their_own_children_and_shielded_ones_in_the_named_team_alone(
    pairs: Path, username: str, sees: list[Any]
) -> None:
    assert waiting(username) == sees


@pytest.mark.parametrize("username", ["officer", "officer-302", "link-reviewer", "manager"])
def test_of_a_countrys_pairs_everybody_finds_the_same_without_a_look_at_all(
    username: str, pairs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = queue_lines(viewer(username))
    monkeypatch.setattr(link_review, "FEW", 0)
    assert queue_lines(viewer(username)) == every


def test_of_a_child_of_elsewhere_one_sees_whether_it_agrees_and_not_all_that_it_says(pairs: Path) -> None:
    found = pair_page(viewer("officer"), QUALITY, *ACROSS)
    assert found is not None
    ours, theirs = found.cards[:2]
    assert ours.values["address"] and not ours.ask
    assert not theirs.values["address"] and not theirs.values["nhs"] and theirs.values["surname"] and theirs.ask == "Westborough"
    assert NOT_SHOWN
    assert pair_page(viewer("officer"), QUALITY, *SHIELDED) is None
    assert pair_page(viewer("officer"), QUALITY, "c000020", "c000020") is None
    assert pair_page(viewer("officer"), QUALITY, "c000020", "c000444") is None


def test_the_page_says_what_joining_would_do_and_how_far_they_agree(pairs: Path) -> None:
    found = pair_page(viewer("officer"), QUALITY, *DECIDES)
    assert found is not None and found.consequences[0].startswith("It closes 1 finding at the next run")
    assert found.consequences[1] == f"Case {Case.objects.get(child_id=DECIDES[0]).pk} goes on, about the one child."
    assert {row.agrees for row in found.rows} <= {"agree", "partly", "differ", "blank"}
    last = found.rows[-1]
    assert last.ends + found.how.rarity == pytest.approx(found.how.total)
    seen = Event.objects.filter(kind="pair.looked_at").order_by("-seq").first()
    assert seen is not None and set(json.loads(seen.body)["children"]) == set(DECIDES)


# -- deciding ----------------------------------------------------------------------------------------------------------


def test_the_forecast_counts_what_comes_new(pairs: Path) -> None:
    assert queue_for(viewer("link-reviewer"), QUALITY).forecast.arrivals_known is False
    run = Index(pairs).current_run()
    assert run is not None
    earlier = run.folder.with_name(f"{run.on - timedelta(days=7)}-00000")
    shutil.copytree(run.folder, earlier)
    manifest = json.loads((earlier / "manifest.json").read_text())
    (earlier / "manifest.json").write_text(json.dumps(manifest | {"on": str(run.on - timedelta(days=7))}))
    then = pq.read_table(run.table("review_pairs"))
    pq.write_table(then.filter(pc.not_equal(then["child_a"], SAFE[0])), earlier / "review_pairs.parquet")
    link_review._before.clear()
    found = queue_for(viewer("link-reviewer"), QUALITY).forecast
    assert found.arrivals_known and found.arriving_per_day == pytest.approx(1 / 7) and found.on is None
    decide(SAFE, "different")
    found = queue_for(viewer("link-reviewer"), QUALITY).forecast
    assert found.arriving_per_day == pytest.approx(1 / 7), "decided meanwhile, it has come all the same"
    assert found.per_day == pytest.approx(1 / 14)


def test_any_two_children_can_be_put_side_by_side_and_joined(pairs: Path) -> None:
    reviewer, two = viewer("link-reviewer"), (SAFE[0], ACROSS[0])
    assert chosen_pair(reviewer, *reversed(two)) == two
    assert chosen_pair(reviewer, two[0], two[0]) is None and chosen_pair(reviewer, two[0], "c999999") is None
    assert chosen_pair(reviewer, two[0], SHIELDED[0]) is None, "a shielded child is like one that there is not"
    assert chosen_pair(viewer("officer"), two[0], ACROSS[1]) is None, "nor is a child of elsewhere looked at by way of one's own"
    found = pair_page(reviewer, QUALITY, *two, chosen=True)
    assert pair_page(viewer("officer"), QUALITY, two[0], ACROSS[1], chosen=True) is None
    assert found is not None and found.pair.kind == "chosen" and len(found.rows) == 10
    row = decide(two, "same")
    assert row.left_keys and row.right_keys and row.probability is None
    (link,) = decisions_in_force().links
    assert link.same and set(link.left) == set(row.left_keys)


def test_a_decision_is_a_row_for_good_and_the_line_gets_it(pairs: Path) -> None:
    row = decide(SAFE, "different", because="The school knows both.")
    assert row.by == "link-reviewer" and row.run_id and row.evidence["levels"] and row.probability == 0.9 and not row.needs_second
    handed = decisions_in_force()
    assert [(each.same, each.left[0], each.right[0]) for each in handed.links] == [(False, row.left_keys[0], row.right_keys[0])]
    assert [(label.same, label.probability, label.people) for label in handed.labels] == [(False, 0.9, 1)]
    assert decided().links == handed.links
    assert SAFE not in waiting("link-reviewer") and SAFE not in waiting("officer")
    with pytest.raises(DatabaseError), transaction.atomic():
        PairDecision.objects.filter(pk=row.pk).update(verdict="same")
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
    event = Event.objects.get(kind="pair.decided")
    assert event.subject == SAFE[0] and json.loads(event.body)["verdict"] == "different"


def test_a_pair_is_decided_once(pairs: Path) -> None:
    decide(SAFE, "twins")
    with pytest.raises(CannotDoNow, match="Test link-reviewer has decided this pair: not the same child: twins"):
        decide(SAFE, "same", by="officer")


@pytest.mark.parametrize("verdict", ["", "perhaps", "undo"])
def test_only_a_verdict_decides(pairs: Path, verdict: str) -> None:
    with pytest.raises(CannotDoNow):
        decide(SAFE, verdict)


@pytest.mark.parametrize(("username", "pair"), [("officer-302", SAFE), ("officer", SHIELDED), ("data-team", SAFE), ("school", SAFE)])
def test_nobody_decides_about_children_who_are_not_theirs(pairs: Path, username: str, pair: tuple[str, str]) -> None:
    with pytest.raises(CannotSee):
        decide(pair, "same", by=username)


def test_who_cannot_tell_leaves_it_to_a_colleague(pairs: Path) -> None:
    decide(DECIDES, "unsure")
    assert waiting("link-reviewer")[-1] == DECIDES and waiting("officer")[0] == DECIDES
    assert decisions_in_force().links == []
    assert "Somebody could not tell." in queue_lines(viewer("officer"))[0].place.reasons


# -- the second person -------------------------------------------------------------------------------------------------


def test_joining_where_a_case_is_open_counts_once_a_second_person_says_the_same(pairs: Path) -> None:
    row = decide(DECIDES, "same")
    assert row.needs_second and row.second_because == "A case is open for one of the children."
    assert decisions_in_force().links == [] and DECIDES not in waiting("officer")
    assert CaseChange.objects.filter(kind="pair.decided").count() == 1
    assert [each.pk for each in waiting_for_second(viewer("officer"))] == [row.pk] and waiting_for_second(viewer("link-reviewer")) == []
    with pytest.raises(CannotDoNow, match="A colleague must be the second person"):
        second_opinion(row.pk, by=viewer("link-reviewer"), purpose=QUALITY, verdict="same", because="I am sure.")
    with pytest.raises(CannotDoNow, match="Say why"):
        second_opinion(row.pk, by=viewer("officer"), purpose=QUALITY, verdict="same", because=" ")
    second_opinion(row.pk, by=viewer("officer"), purpose=QUALITY, verdict="same", because="The mother told me.")
    assert [each.same for each in decisions_in_force().links] == [True] and decisions_in_force().labels[0].people == 2
    with pytest.raises(CannotDoNow):
        second_opinion(row.pk, by=viewer("manager"), purpose=QUALITY, verdict="same", because="Me too.")


def test_where_the_second_person_disagrees_nothing_changes_and_the_pair_waits_again(pairs: Path) -> None:
    row = decide(DECIDES, "same")
    second_opinion(row.pk, by=viewer("officer"), purpose=QUALITY, verdict="different", because="I know both.")
    assert decisions_in_force().links == []
    assert waiting("officer")[0] == DECIDES and "Two people saw it differently." in queue_lines(viewer("officer"))[0].place.reasons
    found = queue_for(viewer("officer"), QUALITY)
    assert found.my_agreement is not None and (found.my_agreement.looked_twice, found.my_agreement.agreed) == (1, 0)
    assert found.colleagues_agreement is None


def test_keeping_two_children_two_needs_nobody_else(pairs: Path) -> None:
    assert not decide(DECIDES, "different").needs_second


def test_some_joinings_are_confirmed_by_lot(pairs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onroll.casework.actions.link_review._sampled", lambda *_: True)
    assert decide(SAFE, "same").second_because == "One decision in twenty is confirmed by a second person."


def test_a_shielded_childs_joining_is_for_the_named_team_twice(pairs: Path) -> None:
    row = decide(SHIELDED, "same", by="shielded-team-302")
    assert row.shielded and row.second_because == "A shielded child is concerned."
    assert waiting_for_second(viewer("officer-302")) == [] and decisions_for(viewer("officer-302"), QUALITY).total == 0
    with pytest.raises(CannotSee):
        second_opinion(row.pk, by=viewer("officer-302"), purpose=QUALITY, verdict="same", because="So it is.")


# -- undoing, in any order ---------------------------------------------------------------------------------------------


def test_any_decision_is_undone_by_a_further_row_whatever_came_after(pairs: Path) -> None:
    first, later = decide(SAFE, "same"), decide(ACROSS, "different")
    undone = undo_decision(first.pk, by=viewer("officer"), purpose=QUALITY, because="They are cousins.")
    assert not undone.needs_second and [each.number for each in decisions_in_force().links] == [later.pk]
    assert SAFE in waiting("officer")
    again = decide(SAFE, "different", by="officer")
    assert [each.number for each in decisions_in_force().links] == [later.pk, again.pk]
    for number in (first.pk, undone.pk):
        with pytest.raises(CannotDoNow):
            undo_decision(number, by=viewer("officer"), purpose=QUALITY, because="Again.")
    assert PairDecision.objects.count() == 4


def test_undoing_a_joining_waits_for_a_second_person_where_a_case_is_open(pairs: Path) -> None:
    row = decide(DECIDES, "same")
    second_opinion(row.pk, by=viewer("officer"), purpose=QUALITY, verdict="same", because="Yes.")
    undoing = undo_decision(row.pk, by=viewer("manager"), purpose=QUALITY, because="It was another Amira.")
    assert undoing.needs_second and len(decisions_in_force().links) == 1
    with pytest.raises(CannotDoNow, match="that waits for a second person"):
        undo_decision(row.pk, by=viewer("officer"), purpose=QUALITY, because="Me too.")
    second_opinion(undoing.pk, by=viewer("officer"), purpose=QUALITY, verdict="undo", because="Yes, undo it.")
    assert decisions_in_force().links == []


def test_what_waits_is_taken_back_by_its_own_maker(pairs: Path) -> None:
    row = decide(DECIDES, "same")
    with pytest.raises(CannotDoNow, match="Say what you think of it instead"):
        undo_decision(row.pk, by=viewer("officer"), purpose=QUALITY, because="No.")
    undo_decision(row.pk, by=viewer("link-reviewer"), purpose=QUALITY, because="I slipped.")
    assert waiting_for_second(viewer("officer")) == [] and DECIDES in waiting("officer")


# -- several at once, and parting --------------------------------------------------------------------------------------


def test_several_are_joined_at_once_only_where_nothing_hangs_on_them(pairs: Path) -> None:
    assert decide_batch([SAFE], by=viewer("officer"), purpose=QUALITY, because="Same school, same home.") == 1
    assert decisions_in_force().links[0].same
    for chosen, because, why in [
        ([DECIDES], "Same.", "A finding or a case hangs on it"),
        ([ACROSS], "Same.", "It is too doubtful"),
        ([SAFE], "Same.", "not in the queue any more"),
        ([ACROSS], "", "Say why"),
        ([], "Same.", "Choose between one"),
    ]:
        with pytest.raises(CannotDoNow, match=why):
            decide_batch(chosen, by=viewer("officer"), purpose=QUALITY, because=because)
    assert PairDecision.objects.count() == 1


def test_rows_of_one_child_that_are_anothers_are_parted(pairs: Path) -> None:
    take_in_findings(
        write_made_up_run(
            pairs,
            children=800,
            on=date(2026, 1, 20),
            changes={"children": "UPDATE children SET child_id = 'c000028' WHERE child_id = 'c000032'"},
        )
    )
    from onroll.casework.the_index import the_index, the_tables

    tables = the_tables()
    assert tables is not None
    keys = [record.record_key for record in tables.records(the_index(), "c000028")]
    assert len(keys) == 2
    with pytest.raises(CannotDoNow, match="some, and not all"):
        split_child("c000028", keys, by=viewer("officer"), purpose=QUALITY, because="Two boys.")
    with pytest.raises(CannotSee):
        split_child("c000028", keys[:1], by=viewer("officer-302"), purpose=QUALITY, because="Two boys.")
    row = split_child("c000028", keys[:1], by=viewer("officer"), purpose=QUALITY, because="Two boys.")
    assert row.kind == "split" and not row.needs_second
    assert [(each.same, set(each.left), set(each.right)) for each in decisions_in_force().links] == [(False, {keys[1]}, {keys[0]})]


# -- the sealed list ---------------------------------------------------------------------------------------------------


def seal(by: str = "shielded-team-302", **more: Any) -> tuple[SealedRow, str]:
    said: dict[str, Any] = {
        "kind": "adoption",
        "reference": "AD 12/2026",
        "former": SHIELDED[0],
        "present": "c000049",
        "because": "Court order.",
    }
    return seal_pair(by=viewer(by), purpose=QUALITY, **(said | more))


def test_the_sealed_list_tells_nothing_to_whoever_reads_the_casebook(pairs: Path) -> None:
    seal()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_sealedrow")
        kept = str(cursor.fetchall())
    events = str(list(Event.objects.filter(kind__startswith="sealed").values()))
    for told in (SHIELDED[0], "c000049", "9990000041", "9990000049"):
        assert told not in kept and told not in events
    (pair,) = sealed_in_force()
    assert pair.former and pair.present and not pair.former & pair.present
    assert decided().sealed == [pair]


@pytest.mark.parametrize("username", ["officer-302", "officer", "manager", "link-reviewer", "data-team", "auditor"])
def test_only_the_named_team_keeps_the_sealed_list(pairs: Path, username: str) -> None:
    with pytest.raises(CannotSee):
        seal(username)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"kind": "curiosity"}, "what kind"),
        ({"reference": "Amira Testwell"}, "no name"),
        ({"because": ""}, "why"),
        ({"former": "c000049"}, "one child’s records"),
        ({"former": "c999999"}, "neither a child’s number"),
        ({"former": ""}, "Give both identities"),
        ({"former": "9990000018", "present": "9990000018"}, "Nothing tells these two"),
        ({"ended_on": date(2026, 1, 1)}, "gave their word"),
        ({"ended_on": date(2027, 1, 1), "word_of": "J. Doe"}, "not to come"),
    ],
)
def test_an_entry_needs_two_identities_and_its_reasons(pairs: Path, more: dict[str, Any], why: str) -> None:
    with pytest.raises(CannotDoNow, match=why):
        seal(**more)
    assert not SealedRow.objects.exists()


def test_the_former_record_ends_quietly_on_the_responsible_authoritys_word(pairs: Path) -> None:
    case = Case.objects.get(child_id=SHIELDED[0])
    Case.objects.filter(pk=case.pk).update(triaged_on=date(2026, 1, 19))
    _, became = seal(ended_on=date(2026, 1, 2), word_of="J. Doe, adoption team, Eastshire")
    case.refresh_from_db()
    assert became == f"Case {case.pk} is closed." and case.outcome == "record_ended" and case.closed_on
    assert sealed_in_force()[0].ended_on == date(2026, 1, 2)


def test_an_entry_is_lifted_by_a_further_row(pairs: Path) -> None:
    row, _ = seal()
    with pytest.raises(CannotSee):
        lift_entry(row.pk, by=viewer("shielded-team"), purpose=QUALITY, because="By mistake.")
    lift_entry(row.pk, by=viewer("shielded-team-302"), purpose=QUALITY, because="The order was set aside.")
    assert sealed_in_force() == [] and SealedRow.objects.count() == 2
    with pytest.raises(CannotDoNow):
        lift_entry(row.pk, by=viewer("shielded-team-302"), purpose=QUALITY, because="Again.")
