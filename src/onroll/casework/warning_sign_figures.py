"""How good a card of warning signs is, drawn and as tables: calibration, the simple rule beside it, and groups."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.core.charts.bars import Bar, bar_chart
from onroll.core.charts.curves import Curve, curve_chart
from onroll.core.charts.figure import Cell, Figure
from onroll.core.disclosure import LOCAL_STEP, rounded
from onroll.core.warning_sign_checks import FEWEST_IN_GROUP, Band, Checked
from onroll.pipeline.warning_signs import StandingCard


def figures_of(card: StandingCard) -> list[Figure]:
    """Return the figures of the page: each says on which term, by which run and card."""
    checked = card.checked
    notes = (
        ("List of", checked.listed_on.isoformat()), ("Went missing by", checked.until.isoformat()), ("Card", card.card_id),
        ("Made from", f"{', '.join(card.terms)}, run {card.made_from}"), ("By", card.made_by), ("Children", card.origin.kind),
    )  # fmt: skip
    return [_calibration(checked, notes), _beside_the_rule(checked, notes), _groups(checked, notes)]


def _calibration(checked: Checked, notes: Sequence[tuple[str, str]]) -> Figure:
    bands = sorted(checked.bands, key=lambda band: band.first)
    title = "Does so many points mean so likely?"
    says = (
        f"The children on the list of the {checked.term}, by points. Expected: what the terms before said of so many points. Went missing: "
        "what came of these children, who were no part of those terms, with its 95% interval."
    )
    points = [(float(place), 1000 * band.share) for place, band in enumerate(bands)]
    curves = [
        Curve("Went missing", points, [1000 * band.low for band in bands], [1000 * band.high for band in bands], 0),
        Curve("Expected", [(float(place), 1000 * band.expected) for place, band in enumerate(bands)], style=1),
    ]
    marks = [(float(place), _points(band)) for place, band in enumerate(bands)]
    drawing = curve_chart("calibration", title, says, curves, x_name="Points", y_name="Of 1,000 children", in_steps=False, x_marks=marks)
    rows: list[list[Cell]] = [
        [
            _points(band), rounded(band.children, LOCAL_STEP), _count(band.lost), 1000 * band.expected, 1000 * band.share, 1000 * band.low,
            1000 * band.high,
        ]
        for band in bands
    ]  # fmt: skip
    columns = ["Points", "Children", "Went missing", "Expected of 1,000", "Went missing of 1,000", "at least", "at most"]
    return Figure(key="calibration", title=title, says=says, drawing=drawing, columns=columns, rows=rows, notes=notes)


def _points(band: Band) -> str:
    return f"{band.first}" if band.first == band.last else f"{band.first} to {band.last}"


def _count(count: int) -> str:
    return rounded(count, LOCAL_STEP)


def _beside_the_rule(checked: Checked, notes: Sequence[tuple[str, str]]) -> Figure:
    title = "Beside the simple rule, with as many calls"
    says = (
        f"Of those on the list of the {checked.term} who went missing, how many in a hundred stand among the first {checked.calls:,} "
        f"children, a tenth of the list. The simple rule lists {checked.rule_children:,} children whose absence is above 10%, in no order."
    )
    found = (
        ("First tenth of the card’s list", checked.found),
        ("Absence above 10%, drawn by lot", checked.found_by_rule),
        ("Highest absence first", checked.found_by_absence),
        ("A tenth of all, drawn by lot", checked.lost * checked.calls / checked.children if checked.children else 0.0),
    )
    shares = [(name, 100 * count / checked.lost if checked.lost else 0.0) for name, count in found]
    bars = [Bar(name, share, f"{share:.0f}%", tone=int(place > 0)) for place, (name, share) in enumerate(shares)]
    rows: list[list[Cell]] = [[name, share] for name, share in shares]
    drawing = bar_chart("beside-the-rule", title, says, bars)
    columns = ["Who is called", "Of 100 who went missing"]
    return Figure(key="beside-the-rule", title=title, says=says, drawing=drawing, columns=columns, rows=rows, notes=notes)


def _groups(checked: Checked, notes: Sequence[tuple[str, str]]) -> Figure:
    title = "Whom the first tenth misses, by group"
    says = (
        "Of each group’s children who went missing, how many in a hundred stood outside the first tenth, with the 95% interval. A group is "
        "called unequal where chance alone would not explain it, all groups together in 95 of 100 lists. "
        "Fewer than five say nothing."
    )
    rows: list[list[Cell]] = []
    for each in checked.groups:
        told = each.lost >= FEWEST_IN_GROUP
        others = sum(other.lost for other in checked.groups if other.topic == each.topic) - each.lost
        shares: list[Cell] = [100 * share if told else None for share in (each.share, each.low, each.high)]
        shares.append(100 * each.rest if told and others >= FEWEST_IN_GROUP else None)
        label = f"{each.topic.capitalize()}: {each.group}"
        rows.append([label, _count(each.lost), *shares, "Unequal" if each.unequal else "" if told else "Too few"])
    columns = ["Group", "Went missing", "Missed of 100", "at least", "at most", "Others, of 100", "Unequal"]
    return Figure(key="groups", title=title, says=says, drawing=None, columns=columns, rows=rows, decimals=0, notes=notes)
