"""What a child's own rows, brothers and sisters, and likely doubles lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onroll.core.dated.enquiry_checks import CHECKS
from onroll.core.leads.others import Double, Kin, roll_leads, sibling_leads
from onroll.core.leads.own_rows import RULES, own_leads
from onroll.core.leads.shape import SOURCES, Home, RegisterRow, Sought

LOST = date(2025, 10, 3)
HOME = Home("ZA1 1AA", "4 Hill Road", "", date(2024, 1, 10), date(2025, 10, 2), on_roll_on=date(2025, 10, 2))
AMY = Sought("a", LOST, surnames=("Norwood",), parents=("Karen Norwood",), homes=(HOME,))
NEW = {"line": "9 Dale Street", "postcode": "ZB2 2BB"}
OLD = {"line": "4 Hill Rd", "postcode": "ZA1 1AA"}


def row(register: str, said: dict[str, Any], *, where: dict[str, str] | None = None, **more: Any) -> RegisterRow:
    return RegisterRow(register, "302", date(2026, 1, 10), "r7", said, **(NEW if where is None else where), **more)


@pytest.mark.parametrize(
    ("register", "said", "where", "strength", "outcome", "words"),
    [
        ("nhs", {"gp_practice": "Y1", "registered_on": date(2025, 11, 1)}, NEW, "strong", "traced_address", "Registered with practice Y1"),
        ("nhs", {"gp_practice": "Y1", "registered_on": date(2015, 1, 1)}, OLD, "fair", "traced_address", "the last known address"),
        (
            "nhs",
            {"deregistered_on": date(2025, 12, 1), "removal_reason": "scotland"},
            OLD,
            "strong",
            "abroad_evidence",
            "moved to Scotland",
        ),
        ("nhs", {"deregistered_on": date(2025, 12, 1), "removal_reason": "other"}, OLD, "weak", "inconclusive", "says nothing of where"),
        ("child_benefit", {"claim_start": date(2015, 1, 1)}, NEW, "strong", "traced_address", "Child benefit is claimed at 9 Dale Street"),
        ("child_benefit", {"claim_end": date(2025, 12, 1)}, OLD, "weak", "inconclusive", "bears out no departure"),
        ("housing", {"tenancy_start": date(2025, 11, 5), "kind": "temporary"}, NEW, "strong", "traced_address", "temporary accommodation"),
        ("housing", {"tenancy_start": date(2020, 1, 1), "tenancy_end": date(2025, 11, 1)}, OLD, "weak", "no_trace", "may know the next"),
        ("social_care", {"episode": "cin", "start_date": date(2025, 1, 1)}, NEW, "strong", "traced_address", "a child in need"),
        ("social_care", {"episode": "cpp", "end_date": date(2025, 1, 1)}, OLD, "weak", "inconclusive", "until 1 January 2025"),
        (
            "admissions",
            {"application_date": date(2025, 11, 1), "status": "offered", "school_urn": "2"},
            NEW,
            "strong",
            "traced_address",
            "offered",
        ),
        ("travel", {"event": "exit", "event_date": date(2025, 11, 1), "country": "POL"}, {}, "strong", "abroad_evidence", "An exit"),
        ("roll_change", {"change": "deleted", "urn": "1", "destination_urn": "2"}, {}, "fair", "inconclusive", "naming school 2"),
        ("school_roll", {"fsm": True, "urn": "1"}, {}, "weak", "inconclusive", "free school meals"),
        ("enquiry_reply", {"answer": "moved", "answered_on": date(2025, 12, 1)}, NEW, "fair", "traced_address", "moved to ZB2 2BB"),
    ],
)
def test_each_register_answers(register: str, said: dict[str, Any], where: dict[str, str], strength: str, outcome: str, words: str) -> None:
    (lead,) = own_leads(AMY, [row(register, said, where=where)])
    assert (lead.strength, lead.outcome) == (strength, outcome) and words in lead.says, lead.says
    assert lead.source in SOURCES and lead.check in {check.code for check in CHECKS[0].value} and lead.as_at == date(2026, 1, 10)


@pytest.mark.parametrize(
    ("register", "said"),
    [
        ("housing", {"kind": "refuge"}),
        ("admissions", {"application_date": date(2024, 1, 1), "kind": "in_year", "status": "applied"}),
        ("travel", {"event": "exit", "event_date": date(2024, 1, 1)}),
        ("roll_change", {"change": "added"}),
        ("school_roll", {"fsm": False}),
        ("enquiry_reply", {"answer": "not_known", "answered_on": date(2025, 12, 1)}),
    ],
)
def test_what_says_nothing_of_where_the_child_is_now_is_no_lead(register: str, said: dict[str, Any]) -> None:
    assert own_leads(AMY, [row(register, said, where={})]) == []


def test_a_row_that_its_register_no_longer_shows_is_said_to_be_gone() -> None:
    (lead,) = own_leads(AMY, [row("nhs", {"gp_practice": "Y1"}, still_shown=False)])
    assert "no longer shows the child" in lead.says and lead.strength == "weak" and not lead.place
    assert set(RULES) >= {"nhs", "housing", "child_benefit", "social_care", "admissions", "travel", "roll_change"}


BEN = Kin("b", "an address", True, ("school_roll:302:2026-01-15:r1",), date(2026, 1, 15), urn="200001", roll_la="302")


def test_a_brother_leads_where_he_moved_and_to_his_school() -> None:
    moved = replace(BEN, postcode="ZB2 2BB", line="9 Dale Street", on_roll_since=date(2025, 11, 10), address_since=date(2026, 1, 15))
    (lead,) = sibling_leads(AMY, [moved])
    assert lead.strength == "strong" and lead.place == "9 Dale Street, ZB2 2BB" and lead.about == "b" and lead.household
    (stayed,) = sibling_leads(AMY, [replace(BEN, postcode="ZA1 1AA", on_roll_since=date(2020, 9, 1))])
    (entered,) = sibling_leads(AMY, [replace(BEN, postcode="ZA1 1AA", on_roll_since=date(2025, 11, 10))])
    assert (stayed.strength, entered.strength) == ("weak", "fair") and not stayed.place
    assert sibling_leads(AMY, [replace(BEN, urn="", postcode="ZA1 1AA")]) == []
    assert sibling_leads(AMY, [replace(moved, address_since=date(2023, 1, 1), urn="")]) == []


def test_who_may_be_the_same_child_on_another_roll_is_a_lead_by_its_probability() -> None:
    double = Double("d", 0.7, "Same birthday.", ("school_roll:304:2026-01-15:r9",), date(2026, 1, 15), "304", "300001", "304")
    (lead,) = roll_leads(AMY, [double])
    assert lead.strength == "strong" and "About 70 in 100" in lead.matched and lead.outcome == "traced_school"
    (searched,) = roll_leads(AMY, [replace(double, kind="searched")])
    assert "in 100" not in searched.matched and "nobody can say" in searched.matched and "search" in searched.why_so_strong
    (unsure,) = roll_leads(AMY, [replace(double, probability=0.3)])
    assert unsure.strength == "fair" and roll_leads(AMY, [replace(double, urn="")]) == []


def test_the_last_home_is_the_one_of_the_last_roll() -> None:
    later = Home("ZB2 2BB", "9 Dale Street", "", date(2025, 11, 1), date(2026, 1, 10))
    stale = Home("ZA1 9ZZ", "1 Old Row", "", date(2020, 1, 1), date(2026, 1, 10))
    assert replace(AMY, homes=(stale, HOME, later)).last_home == HOME
    assert replace(AMY, homes=()).last_home is None
