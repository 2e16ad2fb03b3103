"""Makes a card of warning signs from past terms, and checks it on one that it was not made from.

The model is a logistic regression with an L2 penalty (scikit-learn), of signs that only ever add: a sign that history shows before fewer
who went missing gets no points. Its weights become whole points; how likely so many points are is told by isotonic regression.

Source  issue 7, point 3; B. Ustun and C. Rudin, Supersparse linear integer models (2016), for points that a person can add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa

from onroll.core.child_groups import deprivation_group, ethnicity_group, sex_group
from onroll.core.warning_sign_checks import SHARE_CALLED, Checked, Counted, bands_of, found_by_rule, found_in_first, group_misses
from onroll.core.warning_signs import LOG_ODDS_OF_A_POINT, SIGNS, Card, KnownThen, points_of, signs_shown, simple_rule_lists
from onroll.pipeline.engine import without_stand_ins
from onroll.pipeline.warning_sign_facts import FACTS, Situation, situations

FEWEST_LOST_WITH_SIGN = 5
"""Of so few who went missing with a sign, nothing follows about the sign."""

SEN_GROUPS = {"K": "SEN support", "E": "Education, health and care plan"}


@dataclass(frozen=True)
class PastTerm:
    """One list of the past, and what came of it. Shape  term: in words; until: the last day on which going missing counted."""

    term: str
    listed_on: date
    until: date
    situations: Sequence[Situation]

    @property
    def lost(self) -> int:
        """Return how many went missing."""
        return sum(each.lost for each in self.situations)


def make_card(terms: Sequence[PastTerm]) -> Card:
    """Return the card that past terms teach. Without anybody who went missing it has no points."""
    points = _points(terms)
    card = Card(points=points)
    counted = _by_points(card, (each for term in terms for each in term.situations))
    return Card(points=points, expected=_expected(counted))


def _points(terms: Sequence[PastTerm]) -> dict[str, int]:
    if not any(term.lost for term in terms):
        return {}
    shown, of_term, children, lost = _table(terms)
    often = (shown * lost[:, None]).sum(axis=0) >= FEWEST_LOST_WITH_SIGN
    kept = [place for place in range(len(SIGNS)) if often[place]]
    while kept:
        weights = _fitted(np.hstack([shown[:, kept], of_term]), children, lost)[: len(kept)]
        if (weights >= 0).all():
            found = {SIGNS[place].code: round(weight / LOG_ODDS_OF_A_POINT) for place, weight in zip(kept, weights, strict=True)}
            return {code: points for code, points in found.items() if points}
        kept = [place for place, weight in zip(kept, weights, strict=True) if weight >= 0]
    return {}


def _table(terms: Sequence[PastTerm]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return, a row for each situation, which signs show and which term it is of; and how many children, and how many went missing."""
    places = {sign.code: place for place, sign in enumerate(SIGNS)}
    rows = [(number, each) for number, term in enumerate(terms) for each in term.situations]
    shown, of_term = np.zeros((len(rows), len(SIGNS))), np.zeros((len(rows), len(terms) - 1))
    for row, (number, each) in enumerate(rows):
        shown[row, [places[code] for code in signs_shown(each.known)]] = 1
        if number:
            of_term[row, number - 1] = 1
    return shown, of_term, np.array([each.children for _, each in rows], float), np.array([each.lost for _, each in rows], float)


def _fitted(columns: np.ndarray, children: np.ndarray, lost: np.ndarray) -> np.ndarray:
    with without_stand_ins():
        from sklearn.linear_model import LogisticRegression  # takes seconds to import: only whoever trains waits for it

        model = LogisticRegression(C=1.0, max_iter=1000)
        both = np.vstack([columns, columns])
        model.fit(both, np.repeat([1, 0], len(columns)), sample_weight=np.concatenate([lost, children - lost]))
    return np.asarray(model.coef_[0])


def _expected(counted: Sequence[Counted]) -> list[tuple[int, float]]:
    if not counted:
        return []
    points = [each.at for each in counted]
    shares = [each.lost / each.children for each in counted]
    with without_stand_ins():
        from sklearn.isotonic import IsotonicRegression

        rising = IsotonicRegression(out_of_bounds="clip").fit_transform(points, shares, sample_weight=[each.children for each in counted])
    return [(at, float(share)) for at, share in zip(points, rising, strict=True)]


def _by_points(card: Card, found: Iterable[Situation]) -> list[Counted]:
    return _summed((points_of(each.known, card), each) for each in found)


def _summed(found: Iterable[tuple[int, Situation]]) -> list[Counted]:
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for at, each in found:
        sums[at][0] += each.children
        sums[at][1] += each.lost
    return [Counted(at=at, children=children, lost=lost) for at, (children, lost) in sorted(sums.items())]


# -- the check --------------------------------------------------------------------------------------------------------


def check_card(card: Card, term: PastTerm, trained_lost: int, groups: Mapping[tuple[str, str], tuple[int, int, int]]) -> Checked:
    """Return how a card did on a term that it was not made from. Shape  groups: of `groups_of`."""
    counted = _by_points(card, term.situations)
    children = sum(each.children for each in counted)
    calls = round(children * SHARE_CALLED)
    expected = {each.at: card.expects(each.at) for each in counted}
    rule = {lists: _whole(each for each in term.situations if simple_rule_lists(each.known) is lists) for lists in (True, False)}
    by_absence = _summed((-1 if each.known.absence is None else each.known.absence, each) for each in term.situations)
    return Checked(
        term=term.term, listed_on=term.listed_on, until=term.until, trained_lost=trained_lost, children=children, lost=term.lost,
        calls=calls, found=found_in_first(counted, calls), rule_children=rule[True].children,
        found_by_rule=found_by_rule(rule[True], rule[False], calls), found_by_absence=found_in_first(by_absence, calls),
        expected=sum(expected[each.at] * each.children for each in counted), bands=bands_of(counted, expected),
        groups=group_misses(groups),
    )  # fmt: skip


def _whole(found: Iterable[Situation]) -> Counted:
    each = list(found)
    return Counted(at=0, children=sum(one.children for one in each), lost=sum(one.lost for one in each))


def groups_of(connection: duckdb.DuckDBPyConnection, card: Card) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return by topic and group how many children of `known` it has, how many went missing, and how many of these the first tenth missed.

    Where the tenth ends among equals, who of them is called is drawn by lot: by the child's id, which says nothing about the child.
    """
    give_points(connection, card)
    rows = connection.execute(f"""
        SELECT sex, ethnicity, decile, sen, in_care, count(*), count_if(lost), count_if(lost AND place > {SHARE_CALLED} * whole)
        FROM (SELECT *, row_number() OVER (ORDER BY points DESC, hash(child_id)) AS place, count(*) OVER () AS whole
              FROM scored WHERE lost IS NOT NULL)
        GROUP BY ALL""").fetchall()
    found: dict[tuple[str, str], list[int]] = {}
    for sex, ethnicity, decile, sen, in_care, *counts in rows:
        labels = {
            "sex": sex_group(sex),
            "ethnicity": ethnicity_group(ethnicity),
            "special needs": SEN_GROUPS.get(sen, "No special needs known"),
            "deprivation": deprivation_group(decile),
            "looked after": "Looked after" if in_care else "Not looked after",
        }
        for label in labels.items():
            sums = found.setdefault(label, [0, 0, 0])
            for place, count in enumerate(counts):
                sums[place] += count
    return {label: (sums[0], sums[1], sums[2]) for label, sums in sorted(found.items())}


def give_points(connection: duckdb.DuckDBPyConnection, card: Card) -> None:
    """Make `scored`: `known` with the points of each child. Each distinct situation is judged once, by the plain rule."""
    names = ", ".join(FACTS)
    distinct = connection.execute(f"SELECT DISTINCT {names} FROM known").to_arrow_table()
    points = [points_of(KnownThen(**row), card) for row in distinct.to_pylist()]
    connection.register("situation_points", distinct.append_column("points", pa.array(points, pa.int32())))
    same = " AND ".join(f"k.{name} IS NOT DISTINCT FROM s.{name}" for name in FACTS)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE scored AS SELECT k.*, s.points FROM known k JOIN situation_points s ON {same}")
    connection.unregister("situation_points")


def past_term(connection: duckdb.DuckDBPyConnection, term: str, listed_on: date, until: date) -> PastTerm:
    """Return what `known` of a connection says of a past term."""
    return PastTerm(term, listed_on, until, situations(connection))
