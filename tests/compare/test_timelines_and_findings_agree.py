"""On random children: one status on every day; the timeline and the finding say the same; findings keep their promises."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta

import pytest

from onroll.core.findings import KINDS, find
from onroll.core.histories import assemble
from onroll.core.school_age import begins_on, birthday, ends_on, is_of_compulsory_school_age
from onroll.core.statuses import IN_EDUCATION, MISSING, STATUSES
from onroll.core.timelines import draw
from support.evidence import claims_by_child, world_of
from support.random_worlds import some_day, world

SIDE = {rule.code: rule.side for rule in STATUSES}
SEEDS = range(120)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_status_a_day_that_agrees_with_the_finding(seed: int) -> None:
    deliveries, born = world(seed)
    on = date.fromisoformat(some_day(random.Random(seed), date(2025, 3, 1)))
    known = world_of(deliveries, on)
    for child, claims in claims_by_child(deliveries, on).items():
        history = assemble(born[child], claims, known)
        finding = find(history, known)
        spells = draw(history, known, finding)
        assert spells[0].starts_on == born[child]
        assert spells[-1].ends_before == birthday(born[child], 18)
        assert all(one.ends_before == other.starts_on for one, other in itertools.pairwise(spells))
        assert all(spell.starts_on < spell.ends_before for spell in spells)
        today = [spell for spell in spells if spell.starts_on <= on < spell.ends_before]
        if not today:  # 18 by then
            assert finding is None
            continue
        if finding is not None:
            assert SIDE[today[0].status] == MISSING, (child, finding, today)
        if SIDE[today[0].status] == IN_EDUCATION:
            assert finding is None, (child, finding, today)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_finding_keeps_its_promises(seed: int) -> None:
    deliveries, born = world(seed)
    on = date.fromisoformat(some_day(random.Random(seed), date(2025, 3, 1)))
    known = world_of(deliveries, on)
    rows = {claim.source.reference: child for child, claims in claims_by_child(deliveries, on).items() for claim in claims}
    for child, claims in claims_by_child(deliveries, on).items():
        finding = find(assemble(born[child], claims, known), known)
        if finding is None:
            continue
        assert is_of_compulsory_school_age(born[child], on)
        assert begins_on(born[child]) <= finding.since <= min(on, ends_on(born[child]))
        assert finding.evidence, "it rests on something"
        assert all(rows[reference] == child for reference in finding.evidence), "on rows of this child, delivered by the day"
        assert len(set(finding.evidence)) == len(finding.evidence)
        assert finding.coverage == "full" or finding.status == "possible_cme"
        assert finding.finding in {kind.code for kind in KINDS}
        assert all(sentence.endswith(".") for sentence in finding.sentences)


@pytest.mark.parametrize("seed", range(60))
def test_rows_that_a_finding_does_not_name_do_not_decide_it(seed: int) -> None:
    """Taking away another child's rows changes nothing: a finding is about one child's evidence and the senders."""
    deliveries, born = world(seed)
    on = date(2026, 1, 27) - timedelta(days=seed)
    known = world_of(deliveries, on)
    of_all = claims_by_child(deliveries, on)
    for child, claims in of_all.items():
        again = list(reversed(claims))
        one, other = find(assemble(born[child], claims, known), known), find(assemble(born[child], again, known), known)
        assert (one and (one.finding, one.status, one.since, one.la_code, one.coverage)) == (
            other and (other.finding, other.status, other.since, other.la_code, other.coverage)
        ), "the order of rows means nothing"
