"""The life of a consistent identifier: claimed, doubted, replaced, ended, given anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from onroll.core.consistent_identifiers import IDENTIFIER_TYPES, STANDINGS, Claim, Said, Verb, how_they_stand, may_say, the_number

ON = date(2026, 1, 19)
A, B, C = "9990000018", "9990000026", "9990000034"


def claim(version: int, value: str, verb: Verb, successor: str = "") -> Claim:
    return Claim(version=version, value=value, verb=verb, on=ON + timedelta(days=version), source="the service", successor=successor)


def said(value: str) -> Said:
    return Said(value=value, first_on=date(2020, 1, 1), last_on=ON, sources=("nhs:NHSE",))


def standing(*claims: Claim, registers: tuple[str, ...] = ()) -> dict[str, str]:
    return {each.value: each.standing for each in how_they_stand(claims, [said(value) for value in registers])}


def test_what_registers_say_counts_once_somebody_checked_it() -> None:
    assert standing(registers=(A,)) == {A: "said"} and the_number(how_they_stand([], [said(A)])) == ""
    found = how_they_stand([claim(1, A, "claimed")], [said(A)])
    assert the_number(found) == A and found[0].sources == ("the service", "nhs:NHSE") and found[0].version == 1


def test_two_numbers_at_once_are_disputed_and_neither_counts() -> None:
    both = how_they_stand([claim(1, A, "claimed")], [said(B)])
    assert {each.standing for each in both} == {"disputed"} and the_number(both) == ""
    assert standing(claim(1, A, "claimed"), claim(2, B, "accepted")) == {A: "disputed", B: "disputed"}


def test_a_number_that_was_replaced_stays_replaced_though_registers_go_on_saying_it() -> None:
    rows = (claim(1, A, "claimed"), claim(2, A, "superseded", B), claim(3, B, "claimed"))
    found = how_they_stand(rows, [said(A)])
    assert [(each.value, each.standing, each.successor) for each in found] == [(B, "active", ""), (A, "superseded", B)]
    assert the_number(found) == B
    assert how_they_stand(reversed(rows), [said(A)]) == found, "the versions say the order"


def test_a_chain_of_replacements_and_one_that_comes_back() -> None:
    rows = [
        claim(1, A, "claimed"),
        claim(2, A, "superseded", B),
        claim(3, B, "claimed"),
        claim(4, B, "superseded", C),
        claim(5, C, "claimed"),
    ]
    assert standing(*rows) == {C: "active", B: "superseded", A: "superseded"}
    rows += [claim(6, C, "invalid"), claim(7, A, "claimed")]
    assert the_number(how_they_stand(rows, [])) == A


def test_a_proposal_waits_for_a_word_and_disturbs_nobody() -> None:
    assert standing(claim(1, A, "claimed"), claim(2, B, "proposed")) == {A: "active", B: "proposed"}
    assert standing(claim(1, B, "proposed"), claim(2, B, "refused"), registers=(A,)) == {A: "said", B: "refused"}
    assert standing(claim(1, B, "proposed"), claim(2, B, "accepted")) == {B: "active"}


def test_a_number_given_anew_is_never_tied_to_the_former_one() -> None:
    (ended,) = how_they_stand([claim(1, A, "claimed"), claim(2, A, "reissued")], [said(A)])
    assert (ended.standing, ended.successor, the_number([ended])) == ("reissued", "", "")


@pytest.mark.parametrize("verb", ["accepted", "refused", "superseded", "invalid", "reissued", "claimed", "proposed"])
def test_what_a_person_may_say(verb: Verb) -> None:
    of = {each.standing: each for each in how_they_stand([claim(1, B, "proposed"), claim(2, C, "invalid")], [said(A)])}
    assert may_say(verb, of["proposed"]) == (verb in ("accepted", "refused"))
    assert may_say(verb, of["said"]) == (verb in ("superseded", "invalid", "reissued"))
    assert not may_say(verb, of["invalid"]) and not may_say(verb, None)


def test_every_type_reads_its_numbers_and_every_standing_has_words() -> None:
    nhs = IDENTIFIER_TYPES["nhs_number"]
    assert nhs.read("999 000 0018") == A and nhs.read("999 000 0019") is None and nhs.is_valid(A)
    assert all(STANDINGS.values())
