"""Charts: each says what it shows, needs no colour to be read, breaks no rule of a strict page, and stays inside its frame."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random
from xml.etree import ElementTree

import pytest

from onroll.core.charts.bars import TONES, Bar, Column, Step, bar_chart, column_chart, waterfall_chart
from onroll.core.charts.curves import Curve, curve_chart
from onroll.core.charts.drawing import DASHES, SHADES, Dot, Drawing, Label, Line, Path, Rect, round_up, ticks
from onroll.core.charts.figure import Figure
from onroll.core.charts.funnel import FunnelPoint, Limits, funnel_chart
from onroll.core.charts.ratios import RatioRow, ratio_chart

SVG = "{http://www.w3.org/2000/svg}"


def drawings(rng: Random) -> Iterator[Drawing]:
    count = rng.randrange(1, 12)
    values = [rng.choice([0.0, rng.uniform(0, 9), rng.uniform(0, 9000)]) for _ in range(count)]
    about = ("k", "A <title> & more", "What it says.")
    yield bar_chart(*about, [Bar(f"Group {n} " * rng.randrange(1, 9), v, f"{v:.0f}", v * 0.8, v * 1.3) for n, v in enumerate(values)])
    yield column_chart(*about, ["in", "out"], [Column(f"week {n}", (v, v / 2)) for n, v in enumerate(values)])
    left, steps = 1000.0, [Step("All", 1000, "1,000", True)]
    for place in range(count):
        taken = rng.uniform(0, left)
        left -= taken
        steps.append(Step(f"Status {place}", taken, f"{taken:.0f}"))
    yield waterfall_chart(*about, [*steps, Step("Unaccounted", left, f"{left:.0f}", True, left * 0.9, left)])
    points = [(float(n), v / 9000) for n, v in enumerate(values)]
    curve = Curve("Found", points, [y * 0.9 for _, y in points], [y for _, y in points], 1)
    yield curve_chart(*about, [curve, Curve("Back", points)], x_name="Days", y_name="Share", rules=[(0.5, "12 weeks")])
    yield ratio_chart(*about, [RatioRow("Deprivation")] + [RatioRow(f"g{n}", r := rng.uniform(0.1, 9), r / 2, r * 2) for n in range(count)])
    funnel = [FunnelPoint(f"School {n}", rng.randrange(1, 900), rng.uniform(0, 100), outside=rng.random() < 0.2) for n in range(count)]
    yield funnel_chart(
        *about, funnel, centre=2.0, limits=[Limits("998 in 1,000", [1, 500, 900], [0, 1, 1.5], [9, 4, 3])], x_name="Pupils", y_name="%"
    )


def corners(drawing: Drawing) -> Iterator[tuple[float, float]]:
    for shape in drawing.shapes:
        match shape:
            case Rect():
                assert shape.width >= 0 and shape.height >= 0
                yield from ((shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height))
            case Line():
                yield from ((shape.x1, shape.y1), (shape.x2, shape.y2))
            case Dot() | Label():
                yield shape.x, shape.y
            case Path():
                yield from shape.points


@pytest.mark.parametrize("seed", range(8))
def test_every_chart_is_told_stays_in_its_frame_and_is_allowed_on_a_strict_page(seed: int) -> None:
    for drawing in drawings(Random(seed)):
        tree = ElementTree.fromstring(drawing.svg)
        assert tree.get("role") == "img"
        told = {tree.find(f"{SVG}{name}").get("id"): tree.find(f"{SVG}{name}").text for name in ("title", "desc")}  # type: ignore[union-attr]
        assert set((tree.get("aria-labelledby") or "").split()) == set(told)
        assert told == {"k-title": "A <title> & more", "k-desc": "What it says."}
        for element in tree.iter():
            assert element.tag.removeprefix(SVG) in {"svg", "g", "rect", "line", "path", "circle", "text", "title", "desc"}
            assert not {name for name in element.attrib if name == "style" or name.startswith("on")}
        assert all(-1 <= x <= drawing.width + 1 and -1 <= y <= drawing.height + 1 for x, y in corners(drawing)), drawing.svg[:200]


def test_names_that_begin_alike_can_be_told_apart() -> None:
    reasons = ["Believed to have moved to another local authority", "Believed to have moved to another country", "Other"]
    for drawing in (
        bar_chart("k", "t", "d", [Bar(reason, 3, "3") for reason in reasons]),
        waterfall_chart("k", "t", "d", [Step(reason, 3, "3", is_total=True) for reason in reasons]),
    ):
        assert set(reasons) <= {shape.text for shape in drawing.shapes if isinstance(shape, Label)}


def luminance(colour: str) -> float:
    """Return how light a colour is. Source  W3C, WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_nothing_is_told_by_colour_alone() -> None:
    shades = [luminance(shade) for shade in SHADES]
    assert shades == sorted(shades, reverse=True)
    for first, second in itertools.pairwise(shades):
        assert (first + 0.05) / (second + 0.05) >= 1.3
    tones = sorted(luminance(tone) for tone in TONES)
    assert all((b + 0.05) / (a + 0.05) >= 1.5 for a, b in itertools.pairwise(tones))
    assert len(set(DASHES)) == len(DASHES) == 4


def test_axes_end_at_round_numbers_at_or_above_the_data() -> None:
    rng = Random(3)
    for _ in range(300):
        most = 10 ** rng.uniform(-3, 6)
        marks = ticks(most)
        assert marks[0] == 0 and marks[-1] >= most * (1 - 1e-9) and len(marks) <= 11
        assert round_up(most) >= most * (1 - 1e-9)


def test_a_table_reads_as_people_write_numbers() -> None:
    figure = Figure(
        key="k", title="T", says="", drawing=None, columns=["a", "b"], rows=[["x", 12_345], ["y", -0.25], ["z", None]], decimals=2
    )
    assert figure.shown_rows == [["x", "12,345"], ["y", "−0.25"], ["z", "–"]]
    assert figure.svg == ""
