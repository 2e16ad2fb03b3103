"""Random walks by random people over everything that can be done to two children's cases, days passing in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from onroll.core.case_clocks import ClockFacts, notices_of_lateness, stages_due
from onroll.core.cases import MOVES, CannotMove, CaseFacts, NextStep, assigned, faults_of, handed_over, may_move, moved, scheduled
from onroll.core.counting import Said, counted_as
from onroll.core.dated.closure_evidence import STANDARDS, Grade, Outcome
from onroll.core.dated.enquiry_checks import CHECKS, OUTCOMES
from onroll.core.enquiries import EnquiryProfile, EnquiryRecord, enquiry_due_on, may_ask, outcome_of
from onroll.core.next_best_enquiries import Learned, next_best_enquiries
from onroll.core.next_steps import next_step
from onroll.core.observations import Observation, may_observe, next_observation_week
from onroll.core.outcomes import Ending, Evidence, recheck_on, reopens
from onroll.core.school_days import ENGLAND
from onroll.core.transfers import Act, Relay, after, gaps_in, may_act, relay_from

FIRST = date(2025, 9, 8)
CHILDREN = st.sampled_from(["child a", "child b"])
AUTHORITIES = ("801", "802", "803")
UNPLACED = {Outcome.OVER_CSA, Outcome.DECEASED, Outcome.DUPLICATE, Outcome.RECORD_ENDED}
NEEDS = frozenset(need for check in CHECKS[0].value for need in check.needs)


class Walk(RuleBasedStateMachine):
    """What the casework does with the rules, in little: every change is kept as an event, in order."""

    @initialize()
    def begin(self) -> None:
        self.today = FIRST
        self.cases: dict[str, CaseFacts] = {}
        self.relays: dict[str, Relay] = {}
        self.known: dict[str, list[Said]] = {}
        self.enquiries: dict[str, list[EnquiryRecord]] = {}
        self.closed_on: dict[str, tuple[date, date | None]] = {}
        self.events: list[tuple[str, str]] = []
        self.changes = 0
        for child, authority in (("child a", "801"), ("child b", "802")):
            case = CaseFacts("new", authority, "", "arrivals", "Triage", FIRST)
            self.known[child] = [Said("cme", FIRST)]
            self.relays[child] = relay_from(authority, "officer", FIRST)
            self.enquiries[child] = []
            self.keep(child, case, "opened")

    def keep(self, child: str, case: CaseFacts, what: str) -> None:
        if self.cases.get(child) != case:
            self.changes += 1
            self.events.append((child, what))
        self.cases[child] = replace(case, counted_as=counted_as(self.known[child], self.today))

    def by_itself(self, child: str) -> NextStep:
        case = self.cases[child]
        return next_step(replace(case, state="new") if case.state == "closed" else case, False, self.today, ENGLAND)

    @rule(days=st.integers(1, 30))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(child=CHILDREN, says=st.sampled_from(["cme", "possible_cme", "no finding"]))
    def a_run_looks(self, child: str, says: str) -> None:
        """Each run says what it found; a closed case whose child is found again opens by itself."""
        before = counted_as(self.known[child], self.today)
        self.known[child].append(Said(says, self.today))  # type: ignore[arg-type]
        case = replace(self.cases[child], counted_as=counted_as(self.known[child], self.today))
        self.keep(child, case, "run")
        if not case.is_open and case.counted_as:
            closed_on, recheck = self.closed_on[child]
            if reopens(closed_on, recheck, case.counted_as != before or recheck is None, self.today):
                self.keep(child, moved(replace(case, missing_again="run"), "reopen", self.by_itself(child), self.today), "reopened")

    @rule(child=CHILDREN, says=st.sampled_from(["in education", "left England"]), grade=st.sampled_from(Grade))
    def an_answer_comes_in(self, child: str, says: str, grade: Grade) -> None:
        self.known[child].append(Said(says, self.today, grade))  # type: ignore[arg-type]
        self.keep(child, self.cases[child], "answer")

    @rule(child=CHILDREN, choice=st.integers(0, 35), mine=st.booleans())
    def somebody_moves(self, child: str, choice: int, mine: bool) -> None:
        """Two times of three a move that the page offers, else any."""
        case = self.cases[child]
        every = [move.verb for move in MOVES if move.verb not in ("close", "reopen")]
        offered = [verb for verb in every if may_move(case, verb, self.today)] or every
        choose_from = every if choice % 3 == 0 else offered
        verb = choose_from[choice // 3 % len(choose_from)]
        answer = may_move(case, verb, self.today)
        step = NextStep("An officer's own words", self.today + timedelta(days=3)) if mine else None
        try:
            then = moved(case, verb, step or NextStep("in between", self.today), self.today)
        except CannotMove as refused:
            assert not answer and str(refused) == answer.reason_not
            return
        assert answer
        self.keep(child, then, verb)
        if step is None:
            self.keep(child, scheduled(then, self.by_itself(child), self.today), "scheduled")

    @rule(
        child=CHILDREN,
        fact=st.sampled_from(["triaged", "placed", "located and triaged", "planned", "attended", "escalated", "answered"]),
    )
    def somebody_records(self, child: str, fact: str) -> None:
        case = self.cases[child]
        if not case.is_open:
            return
        changes: dict[str, object] = {
            "triaged": {"triaged": True},
            "placed": {"whereabouts_known": True},
            "located and triaged": {"whereabouts_known": True, "triaged": True},
            "planned": {"has_plan": True},
            "attended": {"first_attended_on": case.first_attended_on or self.today},
            "escalated": {"escalations_open": 1},
            "answered": {"escalations_open": 0},
        }[fact]  # type: ignore[assignment]
        self.keep(child, replace(case, **changes), fact)  # type: ignore[arg-type]

    @rule(child=CHILDREN, attended=st.sampled_from([0, 10, 18, 20, 20]), on_roll=st.sampled_from([True, True, False]))
    def somebody_observes(self, child: str, attended: int, on_roll: bool) -> None:
        case = self.cases[child]
        if case.state == "watching" and case.first_attended_on is not None:
            week = next_observation_week(case.observations, self.today)
            self.today = max(self.today, case.first_attended_on + timedelta(weeks=week))
            look = Observation(week, self.today, attended, 20, on_roll)
            if may_observe(look, case.first_attended_on):
                self.keep(child, replace(case, observations=(*case.observations, look)), "observed")

    @rule(child=CHILDREN, owner=st.sampled_from(["", "officer 1", "officer 2"]), queue=st.sampled_from(["", "arrivals"]))
    def somebody_assigns(self, child: str, owner: str, queue: str) -> None:
        try:
            self.keep(child, assigned(self.cases[child], owner, queue), "assigned")
        except CannotMove:
            assert not self.cases[child].is_open or not (owner or queue)

    @rule(child=CHILDREN, words=st.sampled_from(["", "Ring the aunt"]), days=st.integers(-2, 9))
    def somebody_schedules(self, child: str, words: str, days: int) -> None:
        try:
            self.keep(child, scheduled(self.cases[child], NextStep(words, self.today + timedelta(days=days)), self.today), "scheduled")
        except CannotMove:
            assert not self.cases[child].is_open or not words or days < 0

    @rule(
        child=CHILDREN,
        verb=st.sampled_from(["offer", "ask", "answer", "accept", "accept", "return", "withdraw"]),
        anybody=st.sampled_from(["", "", "", *AUTHORITIES]),
        to=st.sampled_from(AUTHORITIES),
        stale=st.integers(0, 4).map(lambda number: number == 0),
    )
    def an_authority_acts(self, child: str, verb: str, anybody: str, to: str, stale: bool) -> None:
        """Mostly the one whose turn it is, sometimes anybody; sometimes on a page that is out of date."""
        relay = self.relays[child]
        number = relay.offers_made - 1 if stale else relay.offers_made
        receiver = relay.offer.to if relay.offer is not None else to
        by = anybody or (relay.responsible if verb in ("offer", "answer", "withdraw") else receiver)
        act = Act(verb, by, self.today, to, number, "officer there", "not_resident", "words")  # type: ignore[arg-type]
        if may_act(relay, act) and self.cases[child].is_open:
            self.relays[child] = after(relay, act)
            if verb == "accept":
                case = handed_over(self.cases[child], by, "arrivals", NextStep("Read the case that was taken over", self.today), self.today)
                self.keep(child, case, "handed over")

    @rule(child=CHILDREN, check=st.sampled_from(CHECKS[0].value), outcome=st.sampled_from(OUTCOMES[0].value))
    def somebody_enquires(self, child: str, check, outcome) -> None:  # type: ignore[no-untyped-def]
        history = self.enquiries[child]
        if may_ask(check, EnquiryProfile(NEEDS, opened_on=FIRST), history, self.today):
            due_on = enquiry_due_on(check, self.today)
            history.append(
                EnquiryRecord(
                    check.code, self.today, "officer", check.lawful_basis, due_on, outcome.code, self.today, "file", "does not apply"
                )
            )
            located = outcome_of(outcome.code, self.today).locates
            case = self.cases[child]
            self.keep(child, replace(case, whereabouts_known=True) if located and case.is_open else case, "answered")

    @rule(
        child=CHILDREN,
        standard=st.sampled_from(STANDARDS[0].value),
        kind=st.integers(0, 4),
        second=st.sampled_from(["", "officer", "other"]),
    )
    def somebody_ends(self, child: str, standard, kind: int, second: str) -> None:  # type: ignore[no-untyped-def]
        evidence = (Evidence(standard.accepts[kind % len(standard.accepts)].code, self.today, "file"),)
        ending = Ending(
            standard.outcome, "officer", evidence, second, "somebody named", date_of_birth=date(2008, 1, 1), other_case="enquiring"
        )
        case = replace(self.cases[child], ending=ending)
        if may_move(case, "close", self.today):
            self.closed_on[child] = (self.today, recheck_on(ending, self.today))
            self.keep(child, moved(case, "close", None, self.today), "closed")

    @precondition(lambda self: hasattr(self, "cases"))
    @invariant()
    def no_case_is_without_authority_owner_next_action_or_day(self) -> None:
        for child, case in self.cases.items():
            # Recording a first day before a place is known is allowed; being in a state that needs the place is not.
            assert faults_of(case) == (), child

    @precondition(lambda self: hasattr(self, "cases"))
    @invariant()
    def exactly_one_authority_is_responsible(self) -> None:
        for child, case in self.cases.items():
            assert gaps_in(self.relays[child].legs) == ()
            assert case.authority == self.relays[child].responsible

    @precondition(lambda self: hasattr(self, "cases"))
    @invariant()
    def no_unlocated_child_is_out_of_the_count(self) -> None:
        """A child leaves the count by evidence only, and nobody unlocated is in a closed case but for the three that say who carries on."""
        for child, case in self.cases.items():
            if not any(
                each.says in ("no finding", "in education", "left England") and each.grade > Grade.WORD for each in self.known[child]
            ):
                assert counted_as(self.known[child], self.today), child
            if not case.is_open and not case.whereabouts_known:
                assert case.ending is not None and case.ending.outcome in UNPLACED

    @precondition(lambda self: hasattr(self, "cases"))
    @invariant()
    def nothing_happened_without_an_event_and_something_always_falls_due(self) -> None:
        assert len(self.events) == self.changes
        for child, case in self.cases.items():
            if case.is_open:
                due = stages_due(ClockFacts(FIRST, whereabouts_known=case.whereabouts_known), self.today, ENGLAND)
                assert due and notices_of_lateness(due[0].due, False, date(2030, 1, 1), due[0].title)
                suggestions, others = next_best_enquiries(self.enquiries[child], EnquiryProfile(NEEDS), Learned(), self.today)
                assert len(suggestions) + len(others) == 18


TestWalks = Walk.TestCase
TestWalks.settings = settings(max_examples=30, stateful_step_count=60, deadline=None)


def step_of(walk: Walk, random: Random) -> None:
    """One step by a random person. Called by name, so that a walk of thousands of steps costs seconds."""
    child = random.choice(list(walk.cases))
    steps: list[tuple[Callable[..., None], dict[str, object]]] = [
        (walk.days_pass, {"days": random.choice([1, 1, 1, 7, 30])}),
        (walk.a_run_looks, {"child": child, "says": random.choice(["cme", "possible_cme", "no finding"])}),
        (
            walk.an_answer_comes_in,
            {"child": child, "says": random.choice(["in education", "left England"]), "grade": random.choice(list(Grade))},
        ),
        (walk.somebody_moves, {"child": child, "choice": random.randrange(36), "mine": random.random() < 0.5}),
        (
            walk.somebody_records,
            {
                "child": child,
                "fact": random.choice(["located and triaged", "triaged", "placed", "planned", "attended", "escalated", "answered"]),
            },
        ),
        (walk.somebody_observes, {"child": child, "attended": random.choice([0, 18, 20, 20]), "on_roll": random.random() < 0.9}),
        (walk.somebody_assigns, {"child": child, "owner": random.choice(["", "officer 1"]), "queue": random.choice(["", "arrivals"])}),
        (walk.somebody_schedules, {"child": child, "words": random.choice(["", "Ring the aunt"]), "days": random.randrange(-2, 9)}),
        (
            walk.an_authority_acts,
            {
                "child": child,
                "verb": random.choice(["offer", "ask", "answer", "accept", "return", "withdraw"]),
                "anybody": random.choice(["", "", "801"]),
                "to": random.choice(AUTHORITIES),
                "stale": random.random() < 0.2,
            },
        ),
        (walk.somebody_enquires, {"child": child, "check": random.choice(CHECKS[0].value), "outcome": random.choice(OUTCOMES[0].value)}),
    ]
    if random.random() < 0.1:  # so that cases live long enough to be handed on
        ending = {
            "standard": random.choice(STANDARDS[0].value),
            "kind": random.randrange(5),
            "second": random.choice(["", "officer", "other"]),
        }
        steps.append((walk.somebody_ends, {"child": child, **ending}))
    act, given = random.choice(steps)
    act(**given)


def test_thousands_of_steps_by_random_people() -> None:
    happened: set[str] = set()
    legs = 0
    for seed in range(6):
        random, walk = Random(seed), Walk()
        walk.begin()
        for number in range(1000):
            step_of(walk, random)
            walk.no_case_is_without_authority_owner_next_action_or_day()
            walk.exactly_one_authority_is_responsible()
            walk.no_unlocated_child_is_out_of_the_count()
            if number % 50 == 0:
                walk.nothing_happened_without_an_event_and_something_always_falls_due()
        happened |= {what for _, what in walk.events}
        legs += sum(len(relay.legs) for relay in walk.relays.values())
    moves = {move.verb for move in MOVES} - {"close", "reopen"}
    assert moves | {"closed", "reopened", "handed over", "observed"} <= happened
    assert legs > 20
