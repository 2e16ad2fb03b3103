"""A child's timeline: precedence where claims overlap, silence that ends a spell and silence that does not, contradictions."""

from __future__ import annotations

from datetime import date

import pytest

from onroll.core.contradictions import contradictions
from onroll.core.findings import find
from onroll.core.statuses import RANK, STATUSES
from onroll.core.timelines import draw
from support.evidence import history_of, world_of
from support.tables_in_text import TOWN, deliveries

BORN = date(2016, 10, 1)


def timeline(text: str, on: str, born: date = BORN) -> list[str]:
    """The spells from compulsory school age to the day after the run's, in a few words."""
    told = deliveries(TOWN, text)
    world, history = world_of(told, date.fromisoformat(on)), history_of(told, on, born=born)
    spells = draw(history, world, find(history, world))
    return [
        f"{spell.starts_on} {spell.status}{' ' + spell.urn if spell.urn else ''}" for spell in spells if spell.status != "below_school_age"
    ]


def kinds_of(text: str, on: str) -> list[str]:
    """The kinds of contradiction in child A's history."""
    told = deliveries(TOWN, text)
    return [each.kind for each in contradictions(history_of(told, on, born=BORN), world_of(told, date.fromisoformat(on)))]


AUTUMN = """
school_roll 370 2025-10-02
child | urn    | entry_date
A     | 100001 | 2022-01-10

school_roll 370 2025-12-04
child | urn    | entry_date
A     | 100001 | 2022-01-10
"""


def test_a_later_snapshots_silence_ends_a_spell() -> None:
    assert timeline(AUTUMN, "2026-01-27") == [
        "2021-12-31 unaccounted",
        "2022-01-10 on_roll 100001",
        "2025-12-05 unaccounted",
        "2026-01-28 not_yet_known",
    ]


def test_the_silence_of_a_register_that_nobody_sent_does_not() -> None:
    assert timeline(AUTUMN, "2026-01-25")[1:] == ["2022-01-10 on_roll 100001", "2026-01-26 not_yet_known"]


def test_pending_home_education_becomes_unsuitable_on_the_day_of_the_assessment() -> None:
    text = AUTUMN + "\nehe 370 2026-01-20\nchild | start_date | suitability | assessed_on\nA | 2025-12-08 | unsuitable | 2026-01-14\n"
    assert timeline(text, "2026-01-27")[2:] == [
        "2025-12-05 unaccounted",
        "2025-12-08 home_education_pending",
        "2026-01-14 home_education_unsuitable",
        "2026-01-28 not_yet_known",
    ]


def test_on_the_way_to_the_next_school_a_child_is_between_schools() -> None:
    text = AUTUMN + (
        "\nroll_change 370 2026-01-09\nchild | urn | change | change_date | destination_urn\nA | 100001 | deleted | 2026-01-09 | 200001\n"
    )
    assert timeline(text, "2026-01-20")[2:] == ["2026-01-10 between_schools", "2026-01-21 not_yet_known"]


@pytest.mark.parametrize(("entry", "status"), [("2025-12-19", "between_schools"), ("2025-12-22", "unaccounted")])
def test_ten_school_days_from_one_roll_to_the_next_are_a_way_and_eleven_are_a_gap(entry: str, status: str) -> None:
    text = AUTUMN + f"\nschool_roll 371 2026-01-26\nchild | urn | entry_date\nA | 200001 | {entry}\n"
    assert timeline(text, "2026-01-27")[2:4] == [f"2025-12-05 {status}", f"{entry} on_roll 200001"]


def test_on_a_roll_beats_home_education_and_the_contradiction_is_kept() -> None:
    text = AUTUMN + "\nehe 370 2025-12-20\nchild | start_date\nA | 2025-11-03\n"
    assert timeline(text, "2026-01-25")[1:] == ["2022-01-10 on_roll 100001", "2026-01-26 not_yet_known"]
    assert kinds_of(text, "2026-01-25") == ["home_educated_and_on_roll"]


@pytest.mark.parametrize(("status", "expected"), [("C", ["on_two_rolls"]), ("S", [])])
def test_two_rolls_contradict_each_other_unless_dual(status: str, expected: list[str]) -> None:
    text = AUTUMN + f"\nschool_roll 371 2025-10-02\nchild | urn | entry_date | enrolment_status\nA | 200001 | 2025-09-05 | {status}\n"
    assert kinds_of(text, "2026-01-25") == expected


def test_abroad_and_at_the_doctors() -> None:
    text = AUTUMN + (
        "\ntravel BF 2025-12-20\nchild | event | event_date\nA | exit | 2025-12-19\n"
        "\nnhs NHSE 2026-01-10\nchild | registered_on\nA | 2017-01-01\n"
    )
    assert kinds_of(text, "2026-01-27") == ["abroad_and_seen"]
    assert timeline(text, "2026-01-27")[2:] == ["2025-12-05 unaccounted", "2025-12-19 left_england", "2026-01-28 not_yet_known"]


def test_dead_and_attending() -> None:
    text = AUTUMN + (
        "\nnhs NHSE 2025-11-20\nchild | date_of_death\nA | 2025-11-01\n"
        "\nattendance 370 2026-01-16\nchild | urn | week_starting | marks\nA | 100001 | 2026-01-12 | //\\\\OOOOOO\n"
    )
    assert kinds_of(text, "2026-01-27") == ["dead_and_attending"]


def test_deleted_as_over_age_too_early() -> None:
    text = AUTUMN + "\nroll_change 370 2026-01-09\nchild | urn | change | change_date | ground\nA | 100001 | deleted | 2026-01-09 | l\n"
    assert kinds_of(text, "2026-01-27") == ["deleted_as_over_age_too_early"]
    assert timeline(text, "2026-01-27")[2:] == ["2026-01-10 over_school_age", "2026-01-28 not_yet_known"]


def test_every_status_has_one_place_in_the_order() -> None:
    assert len(RANK) == len(STATUSES)
    assert all(rule.meaning.endswith(".") and rule.source for rule in STATUSES)


def test_a_transfer_file_of_a_school_without_a_number() -> None:
    text = AUTUMN + (
        "\nschool_roll 372 2026-01-20 partial\nchild | entry_date | leaving_date\n"
        "A | 2025-12-08 | 2026-01-16\nA | 2021-09-06 | 2021-12-17\n"
    )
    assert timeline(text, "2026-01-27") == [
        "2021-09-06 on_roll",
        "2021-12-31 between_schools",
        "2022-01-10 on_roll 100001",
        "2025-12-05 between_schools",
        "2025-12-08 on_roll",
        "2026-01-17 unaccounted",
        "2026-01-28 not_yet_known",
    ]
