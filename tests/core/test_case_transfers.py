"""Exactly one responsible authority, in every reachable state, whoever acts, and with two hands at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.core.splits import Piece, Split, Terms
from onroll.core.transfers import (
    CASE_ENDED,
    NATIONAL,
    VERBS,
    Act,
    CannotTransfer,
    Leg,
    Relay,
    after,
    gaps_in,
    is_unclaimed,
    may_act,
    relay_from,
    replayed,
    responsible_on,
    told_by,
    unanswered_if_offered_by,
    unclaimed_told,
)

ON = date(2025, 10, 1)
AUTHORITIES = ("801", "802", "803")
START = relay_from("801", "officer 1", ON)
QUEUED = relay_from(NATIONAL, "", ON)


def every_act(relay: Relay, on: date) -> Iterator[Act]:
    """All that three authorities could do, allowed or not: on this offer, the one before, and one that never was."""
    for by in AUTHORITIES:
        for to in AUTHORITIES:
            yield Act("offer", by, on, to=to)
        for number in {relay.offers_made, relay.offers_made - 1, 99}:
            yield Act("ask", by, on, offer=number, note="Which address?")
            yield Act("answer", by, on, offer=number, note="1 Made-up Street")
            yield Act("accept", by, on, offer=number, officer=f"officer of {by}")
            yield Act("accept", by, on, offer=number)
            yield Act("return", by, on, offer=number, reason="not_resident", note="Nobody of that name")
            yield Act("return", by, on, offer=number, reason="because", note="No")
            yield Act("withdraw", by, on, offer=number)
        yield from acts_about_sharing(relay, by, on, relay.offers_made)
        yield Act("agree", by, on, offer=99, officer=f"officer of {by}", proposal=relay.splits_proposed)
        yield Act("claim", by, on, officer=f"officer of {by}", note="An aunt here")
        yield Act("claim", by, on, officer=f"officer of {by}")


def terms(one: str, other: str, *, responsible: str = "", afterwards: str = "", on: date = ON, days: int = 10) -> Terms:
    """Terms on which two authorities share the work."""
    review_on = on + timedelta(days=days)
    pieces = (Piece(one, "enquiry", "Ask the school", review_on), Piece(other, "visit", "Call at the aunt's", review_on))
    return Terms(responsible or one, afterwards or one, review_on, pieces)


def acts_about_sharing(relay: Relay, by: str, on: date, number: int) -> Iterator[Act]:
    """All that an authority could do about shared work, allowed or not: with either responsible, now and afterwards."""
    offer, officer = relay.offer, f"officer of {by}"
    pairs = [(offer.by, offer.to), (offer.to, offer.by)] if offer else []
    for one, other in pairs:
        for afterwards in (one, other):
            said = terms(one, other, responsible=one, afterwards=afterwards, on=on)
            yield Act("split", by, on, offer=number, officer=officer, terms=said)
            yield Act("change", by, on, offer=number, officer=officer, terms=said, proposal=relay.splits_proposed)
    for proposal in {relay.splits_proposed, relay.splits_proposed - 1}:
        yield Act("agree", by, on, offer=number, officer=officer, proposal=proposal)
        yield Act("agree", by, on, offer=number, proposal=proposal)
        yield Act("decline", by, on, offer=number, note="No", proposal=proposal)
        yield Act("end", by, on, note="Found", proposal=relay.split.number if relay.split else proposal)
    yield Act("end", by, on, note="The case has ended", reason=CASE_ENDED, proposal=relay.split.number if relay.split else 0)
    yield Act("lapse", by, on, proposal=relay.split.number if relay.split else 0)


LATER = ON + timedelta(days=14)
"""By then an offer of the first day has waited too long, so that the child stands on the unclaimed board."""


def reachable(depth: int) -> set[Relay]:
    """Every relay that some steps lead to, from an authority that found the child and from the national queue."""
    seen, waiting = {START, QUEUED}, deque([(START, 0), (QUEUED, 0)])
    while waiting:
        relay, steps = waiting.popleft()
        if steps == depth:
            continue
        for act in (*every_act(relay, ON), *(every_act(relay, LATER) if steps < 3 else ())):
            if may_act(relay, act):
                then = after(relay, act)
                if then not in seen:
                    seen.add(then)
                    waiting.append((then, steps + 1))
    return seen


@pytest.fixture(scope="module")
def relays() -> set[Relay]:
    return reachable(depth=6)


def test_one_authority_is_responsible_in_every_reachable_state(relays: set[Relay]) -> None:
    assert len(relays) > 150
    for relay in relays:
        assert gaps_in(relay.legs) == ()
        assert sum(leg.ends_before is None for leg in relay.legs) == 1
        assert relay.responsible in (*AUTHORITIES, NATIONAL)
        assert (relay.responsible == NATIONAL) == (len(relay.legs) == 1 and relay.legs[0].authority == NATIONAL)


def test_two_share_the_work_and_one_of_them_is_responsible(relays: set[Relay]) -> None:
    shared = [relay for relay in relays if relay.split]
    assert len(shared) > 100 and {relay.split.supporting == relay.legs[-1].authority for relay in shared if relay.split} == {False}
    for relay in relays:
        if relay.proposal:
            assert relay.offer and {relay.proposal.by, relay.proposal.to} == {relay.offer.by, relay.offer.to}
            assert relay.offer.acknowledged_on is not None
        if relay.split:
            assert relay.offer is None and relay.proposal is None
            assert relay.split.terms.responsible == relay.responsible != relay.split.supporting
            assert relay.legs[-1].authority != AUTHORITIES[0] or relay.legs[-1].officer, "whoever is responsible has named an officer"


def test_shared_work_ends_by_either_by_its_day_and_with_the_case_and_nobody_is_let_go(relays: set[Relay]) -> None:
    for relay in [each for each in relays if each.split]:
        split = relay.split
        assert split is not None
        for by in (relay.responsible, split.supporting):
            ended = after(relay, Act("end", by, LATER, note="Found", proposal=split.number))
            assert ended.responsible == relay.responsible and ended.split is None
            goes_on = split.terms.afterwards
            assert (ended.offer.to if ended.offer else relay.responsible) == goes_on, "afterwards is an offer, and no hand-over"
        over = split.terms.review_on + timedelta(days=1)
        lapsed = after(relay, Act("lapse", "", max(over, LATER), proposal=split.number))
        assert lapsed.responsible == relay.responsible and lapsed.split is None
        if relay.last_act_on and relay.last_act_on <= split.terms.review_on:
            early = Act("lapse", "", split.terms.review_on, proposal=split.number)
            assert may_act(relay, early).reason_not == f"The terms hold until {split.terms.review_on:%-d %B %Y}."
        closed = after(relay, Act("end", relay.responsible, LATER, note="Ended", reason=CASE_ENDED, proposal=split.number))
        assert closed.offer is None and closed.responsible == relay.responsible


def test_responsibility_moves_only_by_a_named_acceptance_or_a_claim_from_the_board(relays: set[Relay]) -> None:
    claims = agreed = 0
    for relay in relays:
        for act in (*every_act(relay, ON), *every_act(relay, LATER)):
            if may_act(relay, act):
                then = after(relay, act)
                if then.responsible != relay.responsible:
                    if act.verb == "agree":
                        agreed += 1
                        assert relay.proposal is not None and relay.offer is not None and act.by == relay.proposal.to
                        assert then.responsible == relay.offer.to == relay.proposal.terms.responsible and then.legs[-1].officer
                        continue
                    assert then.responsible == act.by and act.officer and then.legs[-1].officer == act.officer
                    if act.verb == "accept":
                        assert relay.offer is not None and act.by == relay.offer.to
                    else:
                        claims += 1
                        assert act.verb == "claim" and act.note
                        assert relay.responsible == NATIONAL or is_unclaimed(relay, "", act.on)
    assert claims > 20 and agreed > 100


def test_of_two_hands_at_once_the_first_counts_and_the_other_says_why(relays: set[Relay]) -> None:
    """Both looked at the same page; both acts were allowed there; they are written down in either order."""
    collisions = 0
    for relay in relays:
        allowed = [act for act in every_act(relay, ON) if may_act(relay, act)]
        for first, second in permutations(allowed, 2):
            then, void = replayed(relay, [first, second])
            assert gaps_in(then.legs) == () and sum(leg.ends_before is None for leg in then.legs) == 1
            if void:
                collisions += 1
                assert [each.act for each in void] == [second]
                assert void[0].because.endswith(".")
            moves = {first.verb, second.verb} & {"accept", "return", "withdraw", "claim", "agree"}
            if len(moves) == 2:
                assert void, "an offer was answered twice"
            if first.verb == "change" and second.verb in ("agree", "change", "decline"):
                assert void, "terms were answered that nobody had seen"
    assert collisions > 100


@given(
    acts=st.lists(
        st.builds(
            Act,
            verb=st.sampled_from(list(VERBS)),
            by=st.sampled_from([*AUTHORITIES, ""]),
            on=st.integers(-3, 9).map(lambda days: ON + timedelta(days=days)),
            to=st.sampled_from([*AUTHORITIES, ""]),
            offer=st.integers(0, 5),
            officer=st.sampled_from(["", "officer"]),
            reason=st.sampled_from(["", "not_resident"]),
            note=st.sampled_from(["", "words"]),
            terms=st.sampled_from([None, terms("801", "802"), terms("801", "802", responsible="802"), terms("801", "803", days=2)]),
            proposal=st.integers(0, 3),
        ),
        max_size=25,
    )
)
@settings(max_examples=300, deadline=None)
def test_any_list_of_acts_whatever_leaves_one_responsible_authority(acts: list[Act]) -> None:
    relay, void = replayed(START, acts)
    assert gaps_in(relay.legs) == ()
    for offset in range(0, 12):
        assert responsible_on(relay, ON + timedelta(days=offset)) in AUTHORITIES
    assert all(each.because for each in void)
    accepted = [act for act in acts if act.verb in ("accept", "claim", "agree") and act not in [each.act for each in void]]
    assert len(relay.legs) <= 1 + len(accepted)


def offered(on: date = ON) -> Relay:
    return after(START, Act("offer", "801", on, to="802"))


def test_the_sender_keeps_the_child_through_offer_question_return_and_withdrawal() -> None:
    relay = offered()
    assert relay.responsible == "801"
    asked = after(relay, Act("ask", "802", ON, offer=1, note="Which address?"))
    assert asked.responsible == "801" and asked.offer is not None and asked.offer.acknowledged_on == ON
    answered = after(asked, Act("answer", "801", ON, offer=1, note="1 Made-up Street"))
    assert answered.offer is not None and answered.offer.question == ""
    assert after(relay, Act("return", "802", ON, offer=1, reason="not_resident", note="Nobody there")).responsible == "801"
    assert after(relay, Act("withdraw", "801", ON, offer=1)).offer is None


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (Act("accept", "803", ON, offer=1, officer="x"), "The child was offered to 802: nobody else can answer."),
        (Act("accept", "802", ON, offer=1), "Name the officer who takes the child over."),
        (Act("return", "802", ON, offer=1, reason="not_resident"), "Say in words what your reason rests on."),
        (Act("return", "802", ON, offer=1, reason="?", note="n"), "Choose why the child is returned."),
        (Act("ask", "802", ON, offer=1), "Write the question."),
        (Act("answer", "801", ON, offer=1, note="n"), "Nobody has asked anything."),
        (Act("withdraw", "802", ON, offer=1), "Only 801, who made the offer, can do this."),
        (Act("offer", "801", ON, to="803"), "The child is already offered to 802: withdraw that offer first."),
        (Act("offer", "802", ON, to="803"), "Only the authority that is responsible can offer the child to another: that is 801."),
        (Act("accept", "802", ON, offer=7, officer="x"), "This offer is no longer open: somebody answered or withdrew it first."),
        (Act("withdraw", "801", ON - timedelta(days=1), offer=1), "Something has happened since that day."),
        (Act("claim", "803", ON, officer="x", note="n"), "Authority 801 is responsible, and the child is not on the unclaimed board."),
        (Act("claim", "801", ON, officer="x", note="n"), "Your authority is responsible already."),
        (Act("claim", "803", LATER, note="n"), "Name the officer who takes the child over."),
        (Act("claim", "803", LATER, officer="x"), "Say what ties the child to your authority."),
        (Act("claim", NATIONAL, LATER, officer="x", note="n"), "Only an authority can take a child over."),
    ],
)
def test_a_refusal_says_why(act: Act, sentence: str) -> None:
    with pytest.raises(CannotTransfer) as refused:
        after(offered(), act)
    assert str(refused.value) == sentence


def proposed(on: date = ON, **more: str) -> Relay:
    """Return an offer of 801 to 802, which proposes to share the work."""
    return after(offered(), Act("split", "802", on, offer=1, officer="B. Green", terms=terms("801", "802", on=on, **more)))  # type: ignore[arg-type]


def test_the_sender_agrees_or_answers_with_a_change_and_the_terms_say_who_is_responsible() -> None:
    relay = proposed()
    assert relay.responsible == "801" and relay.proposal is not None and relay.proposal.to == "801"
    agreed = after(relay, Act("agree", "801", ON, offer=1, officer="A. Blue", proposal=1))
    assert agreed.split == Split(1, terms("801", "802"), "802", ON) and agreed.responsible == "801" and agreed.offer is None
    changed = after(relay, Act("change", "801", ON, offer=1, officer="A. Blue", terms=terms("802", "801"), proposal=1))
    assert changed.proposal is not None and changed.proposal.to == "802" and changed.proposal.officer == "B. Green"
    theirs = after(changed, Act("agree", "802", ON, offer=1, officer="C. Grey", proposal=2))
    assert theirs.responsible == "802" and theirs.legs[-1].officer == "C. Grey" and theirs.split is not None
    assert theirs.split.supporting == "801" and gaps_in(theirs.legs) == ()
    named = after(proposed(responsible="802"), Act("agree", "801", ON, offer=1, officer="A. Blue", proposal=1))
    assert named.legs[-1].officer == "B. Green", "the receiver's own officer, named as it proposed"
    assert after(relay, Act("decline", "802", ON, offer=1, note="A slip", proposal=1)).proposal is None, "taken back"
    assert after(relay, Act("accept", "802", ON, offer=1, officer="B")).proposal is None


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (Act("agree", "802", ON, offer=1, officer="x", proposal=1), "It is for 801 to answer."),
        (Act("agree", "803", ON, offer=1, officer="x", proposal=1), "Only 801 and 802 can answer."),
        (Act("decline", "801", ON, offer=1, proposal=1), "Say why."),
        (Act("split", "802", ON, offer=1, officer="x"), "Shared work is proposed already: answer that, or take it back."),
        (Act("split", "801", ON, offer=1, officer="x"), "The child was offered to 802: nobody else can answer."),
        (Act("end", "801", ON, note="n", proposal=1), "The work is shared no longer."),
        (
            Act("agree", "801", ON, offer=1, officer="x", proposal=2),
            "This proposal is no longer open: somebody answered, changed or withdrew it first.",
        ),
        (Act("change", "801", ON, offer=1, officer="x", proposal=1), "Say who does what."),
        (Act("agree", "801", LATER, offer=1, officer="x", proposal=1), "The review is after today, and by 14 January 2026."),
    ],
)
def test_a_refusal_about_shared_work_says_why(act: Act, sentence: str) -> None:
    assert may_act(proposed(), act).reason_not == sentence


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"responsible": "803"}, "Say which of the two authorities is responsible while you share the work."),
        ({"afterwards": ""}, "Say which of the two authorities is responsible afterwards."),
        ({"review_on": ON + timedelta(days=92)}, "The review is after today, and by 31 December 2025."),
        ({"pieces": terms("801", "802").pieces[:1]}, "Authority 802 has nothing to do: who shares work does a piece of it."),
        ({"pieces": terms("801", "802").pieces * 11}, "20 pieces of work at most."),
        ({"pieces": (*terms("801", "802").pieces, Piece("803", "task", "x", ON))}, "Only the two authorities can do a piece of the work."),
        (
            {"pieces": (*terms("801", "802").pieces, Piece("801", "task", " ", ON))},
            "Say of each piece what kind of work it is, and what is to be done.",
        ),
        (
            {"pieces": (*terms("801", "802").pieces, Piece("801", "task", "Ring", ON - timedelta(days=1)))},
            "“Ring” is due today or later, and by the review on 11 October 2025.",
        ),
    ],
)
def test_terms_that_cannot_be_are_refused_in_words(change: dict[str, object], sentence: str) -> None:
    said = replace(terms("801", "802"), **change)  # type: ignore[arg-type]
    assert may_act(offered(), Act("split", "802", ON, offer=1, officer="x", terms=said)).reason_not == sentence
    assert not may_act(offered(), Act("split", "802", ON, offer=1, terms=terms("801", "802")))
    assert not may_act(proposed(), Act("agree", "801", ON, offer=1, proposal=9))


def test_while_work_is_shared_nobody_else_is_offered_the_child_and_a_stranger_ends_nothing() -> None:
    shared = after(proposed(), Act("agree", "801", ON, offer=1, officer="A. Blue", proposal=1))
    assert may_act(shared, Act("offer", "801", ON, to="803")).reason_not == "The work is shared with 802: end that first."
    assert may_act(shared, Act("end", "803", ON, note="n", proposal=1)).reason_not == "Only 801 and 802 can end the shared work."
    assert may_act(shared, Act("end", "802", ON, proposal=1)).reason_not == "Say why."
    unnamed = after(proposed(), Act("change", "801", ON, offer=1, officer="A", terms=terms("802", "801"), proposal=1))
    assert (
        may_act(unnamed, Act("agree", "802", ON, offer=1, proposal=2)).reason_not == "Name the officer who works on it in your authority."
    )


def test_an_answer_needs_words_and_an_offer_needs_another_authority() -> None:
    asked = after(offered(), Act("ask", "802", ON, offer=1, note="Which address?"))
    assert may_act(asked, Act("answer", "801", ON, offer=1)).reason_not == "Write the answer."
    assert may_act(START, Act("offer", "801", ON, to="801")).reason_not == "Name the other authority."
    assert not may_act(START, Act("offer", "801", ON - timedelta(days=1), to="802"))


def test_hand_overs_meet_day_by_day() -> None:
    relay, _ = replayed(
        START,
        [
            Act("offer", "801", date(2025, 10, 2), to="802"),
            Act("accept", "802", date(2025, 10, 6), offer=1, officer="b"),
            Act("offer", "802", date(2025, 10, 7), to="801"),
            Act("accept", "801", date(2025, 10, 9), offer=2, officer="a"),
        ],
    )
    assert [responsible_on(relay, date(2025, 10, day)) for day in (1, 5, 6, 8, 9)] == ["801", "801", "802", "802", "801"]
    assert responsible_on(relay, date(2025, 9, 30)) == ""


def test_an_unanswered_offer_climbs_by_itself() -> None:
    offer = offered(date(2025, 10, 1)).offer  # a Wednesday
    assert offer is not None
    assert told_by(offer, False, date(2025, 10, 1)) == ()
    assert [told for told, _ in told_by(offer, False, date(2025, 10, 2))] == ["the receiver's officer for children missing education"]
    assert [day for _, day in told_by(offer, False, date(2025, 10, 31))] == [date(2025, 10, day) for day in (2, 6, 8, 15)]
    assert [day for _, day in told_by(offer, True, date(2025, 10, 31))] == [date(2025, 10, day) for day in (1, 2, 3, 6)]


def test_an_acknowledgement_spares_the_first_rung_only() -> None:
    asked = after(offered(), Act("ask", "802", date(2025, 10, 2), offer=1, note="Which address?")).offer
    assert asked is not None
    assert [day for _, day in told_by(asked, False, date(2025, 10, 31))] == [date(2025, 10, day) for day in (6, 8, 15)]
    late = after(offered(), Act("ask", "802", date(2025, 10, 3), offer=1, note="Which address?")).offer
    assert late is not None
    assert len(told_by(late, False, date(2025, 10, 31))) == 4


def test_unclaimed_children_stand_on_every_board() -> None:
    assert not is_unclaimed(START, "801", ON)
    assert is_unclaimed(START, "802", ON)
    assert not is_unclaimed(START, "", ON)
    assert not is_unclaimed(offered(), "802", date(2025, 10, 2))
    assert is_unclaimed(offered(), "802", date(2025, 10, 3))
    asked = after(offered(), Act("ask", "802", ON, offer=1, note="Which address?"))
    assert not is_unclaimed(asked, "802", date(2025, 10, 6))
    assert is_unclaimed(asked, "802", date(2025, 10, 7))
    back = after(offered(), Act("return", "802", ON, offer=1, reason="not_resident", note="Nobody there"))
    assert is_unclaimed(back, "", ON)


def test_faults_in_a_history_would_be_seen() -> None:
    assert gaps_in(()) == ("Nobody is responsible now.",)
    gap = (Leg("801", "a", ON, date(2025, 10, 3)), Leg("802", "b", date(2025, 10, 5)))
    assert gaps_in(gap) == ("Between 801 and 802 responsibility was not handed over on one day.",)
    with pytest.raises(ValueError):
        relay_from(" ", "", ON)


def test_what_is_offered_by_the_last_day_that_is_over_stands_on_the_board_and_nothing_later() -> None:
    for offset in range(40):
        on = ON + timedelta(days=offset)
        for acknowledged in (False, True):
            last = unanswered_if_offered_by(on, acknowledged=acknowledged)
            for day in (last, last + timedelta(days=1)):
                relay = after(relay_from("801", "", day), Act("offer", "801", day, to="802"))
                if acknowledged:
                    relay = after(relay, Act("ask", "802", day, offer=1, note="Which address?"))
                assert bool(is_unclaimed(relay, "", on)) == (day <= last), (on, day, acknowledged)


def test_a_child_of_the_national_queue_climbs_by_itself_too() -> None:
    assert [told for told, _ in unclaimed_told(ON, False, ON)] == ["the national data service's duty officer"]
    assert len(unclaimed_told(ON, False, date(2025, 10, 8))) == 4
    assert len(unclaimed_told(ON, True, date(2025, 10, 3))) == 4
    taken = after(QUEUED, Act("claim", "802", ON, officer="B. Green", note="The last school is here"))
    assert taken.responsible == "802" and gaps_in(taken.legs) == () and not is_unclaimed(taken, "", ON)
