"""Looking one child up, and searching again before an alarm."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from onroll.pipeline import find as find_module
from onroll.pipeline.find import CannotFind, Hit, Query, find, search_again
from onroll.pipeline.index import Run
from pipeline.links.test_linking import AMIRA, LATER, ROLL, children_of, link
from support.linkable_town import Town, TownHall, nhs_of, upn_of


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Two children on a roll and one on none. Whoever changes something copies the home first."""
    hall = TownHall(tmp_path_factory.mktemp("two-on-a-roll"), Town([]))
    other = AMIRA | {"forename": "Boris", "date_of_birth": date(2011, 2, 3), "postcode": "ZZ9 9ZZ", "sex": "M"}
    known = AMIRA | ROLL | {"upn": upn_of(1), "phone": "01000123456", "parent_1_name": "Ida Testwell"}
    hall.publish("school_roll", "991", LATER, [(1, known), (2, other | ROLL | {"upn": upn_of(2)})])
    lost = {"forename": "Amira", "surname": "Quitenew", "date_of_birth": date(2014, 5, 6), "sex": "F", "postcode": "ZZ1 9XX"}
    hall.publish("nhs", "NHSE", LATER, [(3, lost | {"nhs_number": nhs_of(3)})])
    return link(hall.index, hall.town.extracts)[0]


def best(run: Run, query: Query) -> Hit:
    return find(run, query)[0]


@pytest.mark.parametrize(
    "query",
    [
        Query(forename="Amira", surname="Testwell"),
        Query(forename="Amyra", surname="Testwel", date_of_birth=date(2014, 6, 5)),
        Query(surname="Testwell", date_of_birth=date(2014, 5, 6)),
        Query(postcode="zz11aa"),
        Query(phone="01000123456"),
        Query(upn=upn_of(1)),
        Query(parent_name="Ida Testwell", date_of_birth=date(2014, 5, 6), forename="Amira"),
    ],
)
def test_whatever_is_known_leads_to_the_child(run: Run, query: Query) -> None:
    assert best(run, query).child_id == children_of(run)[min(children_of(run))]


def test_a_hit_says_in_words_what_agrees(run: Run) -> None:
    hit = best(run, Query(forename="Amira", surname="Testwell", date_of_birth=date(2014, 5, 6), postcode="ZZ1 1AA"))
    assert {"same forename", "same surname", "same date of birth", "same postcode"} <= set(hit.reasons)
    assert hit.registers == ["school_roll"]
    assert hit.probability > 0.9


def test_an_id_leads_to_its_child_and_a_wrong_one_is_refused(run: Run) -> None:
    child_id = children_of(run)[min(children_of(run))]
    assert best(run, Query(child_id=child_id.lower().replace("-", ""))).child_id == child_id
    with pytest.raises(CannotFind, match="check character"):
        find(run, Query(child_id="nonsense"))
    with pytest.raises(CannotFind, match="Nothing to go by"):
        find(run, Query(sex="F"))


@pytest.mark.parametrize("most_nearby", [1_000, 0], ids=["for a few", "for many"])
def test_the_second_search_finds_what_the_rules_keep_apart_and_only_in_education(
    run: Run, most_nearby: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_module, "MOST_NEARBY", most_nearby)
    ids = children_of(run)
    lost, found = ids[max(ids)], ids[min(ids)]
    leads = search_again(run.folder, pa.table({"child_id": [lost, found]})).to_pylist()
    assert [(lead["child_id"], lead["other_child_id"]) for lead in leads] in ([], [(lost, found)])
    assert search_again(run.folder, []).num_rows == 0


@pytest.mark.parametrize(
    ("changed", "leads"),
    [
        ({"sex": "M", "nhs_number": nhs_of(4), "postcode": "ZZ1 1AB"}, True),  # registered twice, once with slips in sex and postcode
        ({"sex": "M", "nhs_number": nhs_of(4), "postcode": "ZZ1 1AB", "forename": "Amir"}, False),  # her brother
        ({"sex": "M", "nhs_number": nhs_of(4), "address_line_1": "9 Other Road", "postcode": "YY9 9YY"}, False),  # somebody of her name
    ],
)
def test_of_one_name_and_birthday_at_one_home_nobody_is_two(tmp_path: Path, changed: dict[str, str], leads: bool) -> None:
    hall = TownHall(tmp_path, Town([]))
    known = AMIRA | {"middle_names": "Rose", "address_line_1": "8 Linden Lane"}
    hall.publish("school_roll", "991", LATER, [(1, known | ROLL | {"upn": upn_of(1)})])
    hall.publish("nhs", "NHSE", LATER, [(2, known | {"nhs_number": nhs_of(1)}), (3, known | changed)])
    run = link(hall.index, hall.town.extracts)[0]
    ids = children_of(run)
    other = next(child for key, child in ids.items() if child != ids[min(ids)])
    assert [lead["other_child_id"] for lead in search_again(run.folder, [other]).to_pylist()] == ([ids[min(ids)]] if leads else [])


@pytest.mark.parametrize(
    ("register", "fields", "leads"),
    [
        ("travel", {"event": "exit", "event_date": LATER, "country": "PL"}, True),
        ("youth_justice", {"episode": "custody", "start_date": LATER}, True),
        ("social_care", {"episode": "cin", "start_date": LATER}, False),  # says nothing of where she learns
    ],
)
def test_the_second_search_names_a_row_that_may_end_it(tmp_path: Path, register: str, fields: dict[str, Any], leads: bool) -> None:
    """Amira Rose was deleted from her roll; somebody of her middle name and birthday left the country that week, or came into custody."""
    hall = TownHall(tmp_path, Town([]))
    hall.publish("school_roll", "991", LATER, [(1, AMIRA | ROLL | {"middle_names": "Rose", "upn": upn_of(1), "nhs_number": nhs_of(1)})])
    hall.publish("nhs", "NHSE", LATER, [(1, AMIRA | {"nhs_number": nhs_of(1)})])
    hall.publish(register, "XX", LATER, [(2, AMIRA | fields | {"forename": "Rose", "postcode": None})])
    run = link(hall.index, hall.town.extracts)[0]
    ids = children_of(run)
    lost, other = ids[min(ids)], ids[max(ids)]
    assert lost != other
    assert [lead["other_child_id"] for lead in search_again(run.folder, [lost]).to_pylist()] == ([other] if leads else [])
