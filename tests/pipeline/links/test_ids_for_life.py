"""An id outlives the file in which its child was first seen: replaced, withdrawn, late, or joined to another's in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from onroll.core.children import successor_of
from onroll.pipeline.index import Extract, Run
from pipeline.links.test_decided import AMIRA, BORIS, FIRST, LATER, ROLL, child_of, history_of, key, link, say
from support.linkable_town import Town, TownHall, nhs_of, upn_of

ON_ROLL = AMIRA | ROLL | {"upn": upn_of(1)}
IN_HEALTH = BORIS | {"nhs_number": nhs_of(2)}


@pytest.fixture
def hall(tmp_path: Path) -> TownHall:
    return TownHall(tmp_path, Town([]))


def strangers(hall: TownHall) -> Extract:
    """So many others that a new row is simply added."""
    rows = [(9 + place, BORIS | {"forename": f"Other{chr(65 + place)}", "surname": f"Person{chr(65 + place)}"}) for place in range(8)]
    return hall.publish("child_benefit", "HMRC", FIRST, [(child, row | {"claim_start": FIRST}) for child, row in rows])


def leads(run: Run, child_id: str) -> str:
    return successor_of(child_id, history_of(run))


@pytest.mark.parametrize("others", [True, False])
def test_a_file_that_comes_again_a_day_late_brings_its_children_back(hall: TownHall, others: bool) -> None:
    roll = hall.publish("school_roll", "991", FIRST, [(1, ON_ROLL)])
    rest = [hall.publish("nhs", "NHSE", FIRST, [(2, IN_HEALTH)]), *([strangers(hall)] if others else [])]
    before = link(hall)
    without = link(hall, previous=before, extracts=rest)
    gone = child_of(before)[key(roll)]
    assert history_of(without)[gone].state == "gone"
    corrected = hall.publish("school_roll", "991", FIRST, [(2, BORIS | ROLL | {"forename": "Boriska", "upn": upn_of(3)}), (1, ON_ROLL)])
    again = link(hall, previous=without, extracts=[*rest, corrected])
    assert child_of(again)[key(corrected, 1)] == gone
    assert (history_of(again)[gone].state, history_of(again)[gone].home_record) == ("live", key(corrected, 1))


def test_an_id_without_records_leads_to_whoever_has_them_when_they_count_again(hall: TownHall) -> None:
    roll = hall.publish("school_roll", "991", FIRST, [(1, ON_ROLL)])
    rest = [hall.publish("nhs", "NHSE", FIRST, [(2, IN_HEALTH)]), strangers(hall)]
    before = link(hall)
    without = link(hall, previous=before, extracts=rest)
    gone, other = (child_of(before)[key(each)] for each in (roll, rest[0]))
    same = (say(1, [key(roll)], [key(rest[0])], True),)
    for previous in (without, link(hall, previous=without, decisions=same, extracts=rest)):
        joined = link(hall, previous=previous, decisions=same, extracts=[*rest, roll])
        assert child_of(joined)[key(roll)] == other == leads(joined, gone)
    apart = link(hall, previous=joined, extracts=[*rest, roll])
    assert child_of(apart) == child_of(before)


def test_a_joining_is_undone_after_the_file_of_the_one_was_corrected(hall: TownHall) -> None:
    """Or else the id, and the case that hangs on it, would stay with the other child for ever."""
    roll = hall.publish("school_roll", "991", FIRST, [(1, ON_ROLL)])
    health = hall.publish("nhs", "NHSE", FIRST, [(2, IN_HEALTH)])
    benefit = hall.publish("child_benefit", "HMRC", LATER, [(2, IN_HEALTH | {"claim_start": FIRST})])
    before = link(hall)
    same = (say(1, [key(roll)], [key(health)], True),)
    joined = link(hall, previous=before, decisions=same)
    corrected = hall.publish("school_roll", "991", FIRST, [(3, BORIS | ROLL | {"forename": "Boriska", "upn": upn_of(3)}), (1, ON_ROLL)])
    counted = [health, benefit, corrected]
    still = link(hall, previous=joined, decisions=same, extracts=counted)
    assert child_of(still)[key(corrected, 1)] == child_of(still)[key(health)]
    parted = link(hall, previous=still, extracts=counted)
    assert child_of(parted)[key(corrected, 1)] == child_of(before)[key(roll)]
    assert child_of(parted)[key(health)] == child_of(before)[key(health)]


def test_two_who_are_said_to_be_one_stay_one_when_the_compared_row_is_corrected(hall: TownHall) -> None:
    roll = hall.publish("school_roll", "991", FIRST, [(1, ON_ROLL)])
    care = hall.publish("social_care", "991", FIRST, [(1, AMIRA | {"postcode": "ZZ1 1AB", "episode": "cin", "start_date": FIRST})])
    health = hall.publish("nhs", "NHSE", FIRST, [(2, IN_HEALTH)])
    same = (say(1, [key(roll), key(care)], [key(health)], True),)
    corrected = hall.publish("school_roll", "991", FIRST, [(1, ON_ROLL | {"postcode": "ZZ1 1AC"})])
    for decisions, children in (((), 2), (same, 1)):
        run = link(hall, previous=link(hall, decisions=decisions), decisions=decisions, extracts=[care, health, corrected])
        assert len(set(child_of(run).values())) == children
