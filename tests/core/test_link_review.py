"""Which pair comes first, who must look twice, and what a mark tells."""

from __future__ import annotations

from datetime import date

import pytest

from onroll.core.link_review import (
    PairFacts,
    agreement,
    chance_in_words,
    forecast,
    how_it_agrees,
    is_new_evidence,
    may_join_in_a_batch,
    place_of,
    second_person_because,
)
from onroll.core.links import LINK_AT, REVIEW_AT
from onroll.core.sealed_pairs import CannotSealPair, known_by, mark, mark_keys, seal

IN_ORDER = [
    PairFacts(probability=0.9, decides=1, high_risk=True, open_cases=1, days_missing=3),
    PairFacts(probability=0.5, decides=1, open_cases=1, days_missing=90),
    PairFacts(probability=0.5, decides=2, open_cases=1, days_missing=10),
    PairFacts(probability=0.5, decides=1, days_missing=200),
    PairFacts(probability=0.9, open_cases=1),
    PairFacts(probability=0.9, new_evidence=True),
    PairFacts(probability=0.9, kind="dispute"),
    PairFacts(probability=0.52),
    PairFacts(probability=0.9),
]


def test_harm_comes_first_and_doubt_last() -> None:
    mixed = [*IN_ORDER[5:], *IN_ORDER[2:5], *IN_ORDER[:2]]
    assert sorted(mixed, key=lambda facts: place_of(facts).order) == IN_ORDER
    for facts in IN_ORDER:
        assert place_of(facts).reasons and all(reason.endswith(".") for reason in place_of(facts).reasons)


@pytest.mark.parametrize(
    ("more", "because"),
    [
        ({"verdict": "same", "open_cases": 1}, "A case is open for one of the children."),
        ({"verdict": "same", "shielded": True, "open_cases": 1}, "A shielded child is concerned."),
        ({"verdict": "same", "sampled": True}, "One decision in twenty is confirmed by a second person."),
        ({"verdict": "same"}, ""),
        ({"verdict": "different", "open_cases": 2, "shielded": True, "sampled": True}, ""),
        ({"verdict": "different", "open_cases": 1, "parts_records": True}, "A case is open for one of the children."),
        ({"verdict": "unsure", "open_cases": 1}, ""),
    ],
)
def test_a_second_person_looks_at_what_joins_or_parts_children_with_a_case(more: dict[str, object], because: str) -> None:
    assert second_person_because(**({"open_cases": 0, "shielded": False, "sampled": False} | more)) == because  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "differs", "shielded", "may"),
    [
        (PairFacts(probability=0.9), [], False, True),
        (PairFacts(probability=0.8), [], False, True),
        (PairFacts(probability=0.79), [], False, False),
        (PairFacts(probability=0.95), [], False, False),
        (PairFacts(probability=0.9), ["different forenames"], False, False),
        (PairFacts(probability=0.9), [], True, False),
        (PairFacts(probability=0.9, decides=1), [], False, False),
        (PairFacts(probability=0.9, open_cases=1), [], False, False),
        (PairFacts(probability=0.9, kind="twin"), [], False, False),
        (PairFacts(probability=0.9, unsure=1), [], False, False),
    ],
)
def test_only_where_nothing_hangs_on_it_a_pair_is_joined_unseen(facts: PairFacts, differs: list[str], shielded: bool, may: bool) -> None:
    answer = may_join_in_a_batch(facts, differs=differs, shielded=shielded)
    assert bool(answer) is may and (may or answer.reason_not.endswith("."))


def test_the_chance_is_said_as_people_say_it() -> None:
    assert chance_in_words(0.87) == "about 87 in 100 such pairs were the same child"
    assert chance_in_words(0.996).startswith("more than 99") and chance_in_words(0.004).startswith("fewer than 1")
    assert "nobody can say" in chance_in_words(0.99, "searched")
    assert all("none is stated" in chance_in_words(bound, kind) for bound in (REVIEW_AT, LINK_AT) for kind in ("dispute", "twin"))
    assert chance_in_words(0.61, "dispute") == "about 61 in 100 such pairs were the same child"
    assert chance_in_words(REVIEW_AT) == "about 20 in 100 such pairs were the same child"


def test_agreement_has_an_interval_and_a_forecast_may_be_never() -> None:
    found = agreement([True] * 18 + [False] * 2)
    assert (found.looked_twice, found.agreed) == (20, 18) and 0.65 < found.low < 0.9 < found.high < 0.99
    today = date(2026, 1, 19)
    assert forecast(30, decided=28, arrived=14, days=14, today=today).on == date(2026, 2, 18)
    assert forecast(30, decided=14, arrived=14, days=14, today=today).on is None
    assert forecast(0, decided=0, arrived=0, days=14, today=today).on == today


def test_new_evidence_is_a_shared_identifier_or_far_better_agreement() -> None:
    before, now = {"upn": "missing", "nhs": "different"}, {"upn": "same", "nhs": "same"}
    assert is_new_evidence(before, 3.0, now, 20.0) == "They share a UPN and an NHS number now."
    assert is_new_evidence(now, 3.0, now, 8.9) == "" and is_new_evidence(now, 3.0, now, 9.0)
    assert is_new_evidence(now, None, now, 30.0) == ""


def test_a_level_is_agree_partly_differ_or_blank() -> None:
    assert [how_it_agrees(level) for level in ("same", "home", "near", "different", "missing")] == [
        "agree",
        "agree",
        "partly",
        "differ",
        "blank",
    ]


# -- sealed pairs ------------------------------------------------------------------------------------------------------

UNIT = {"given": ["amira"], "surnames": ["testwell", "oldname"], "birthdays": [20140506], "upns": ["T1"], "nhs_numbers": ["9990000018"]}


def test_an_identity_is_known_by_its_identifiers_and_its_names_with_the_birthday() -> None:
    assert known_by(UNIT) == {"upn:T1", "nhs_number:9990000018", "named:amira|testwell|20140506", "named:amira|oldname|20140506"}


def test_a_mark_tells_nothing_without_the_keys() -> None:
    ours, theirs = mark_keys(b"one secret"), mark_keys(b"another")
    assert mark(ours, "upn:T1") == mark(mark_keys(b"one secret"), "upn:T1") != mark(theirs, "upn:T1")
    assert len(ours.inner) == len(ours.outer) == 64 and ours.inner != ours.outer


def test_what_both_are_known_by_marks_neither() -> None:
    keys = mark_keys(b"secret")
    sealed = seal(keys, {"upn:A", "named:x"}, {"upn:B", "named:x"})
    assert sealed.former == {mark(keys, "upn:A")} and sealed.present == {mark(keys, "upn:B")}
    for former, present in (({"named:x"}, {"named:x"}), (set(), {"upn:A"}), ({"upn:A"}, {"upn:A", "upn:B"})):
        with pytest.raises(CannotSealPair):
            seal(keys, former, present)
