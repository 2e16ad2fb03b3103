"""The quality of links as sections to show: each a chart or none, and always its table. The page and the report are made of these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor, log10
from typing import Any

import pyarrow.parquet as pq

from onroll.core.child_groups import GROUPS, TOPICS
from onroll.core.link_quality import FEWEST_IN_GROUP, UNEQUAL_FROM
from onroll.pipeline.evaluate.charts import bar_chart
from onroll.pipeline.index import Run
from onroll.pipeline.link_charts import calibration_chart, signed, waterfall, weight_chart
from onroll.pipeline.links.comparisons import COMPARISONS
from onroll.pipeline.links.model import Model

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """One table with its heading, what it says in words, and its chart as SVG (empty: none)."""

    key: str
    title: str
    says: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    chart: str = ""


@dataclass(frozen=True)
class Headline:
    """One figure with its interval in words."""

    name: str
    value: str
    says: str


@dataclass(frozen=True)
class QualityTables:
    """All that is told of the quality of a run's links.

    Shape  measured_on: the day of the run whose trials these are, None where nothing could be measured; warnings: sentences, the gravest
           first: groups whose links are missed too often.
    """

    run_id: str
    on: date
    measured_on: date | None
    headlines: tuple[Headline, ...]
    warnings: tuple[str, ...]
    sections: tuple[Section, ...]


NOT_KNOWN = "not known"
"""What a headline says where the trials rest on too few, or on others than those at stake."""


def quality_tables(run: Run) -> QualityTables | None:
    """Return what is told of a run, or None where it was made before anything was measured."""
    if not run.table("link_quality").exists():
        return None
    rows: list[Row] = pq.read_table(run.table("link_quality")).to_pylist()
    measured = next((date.fromordinal(int(row["value"])) for row in rows if row["measure"] == "measured_on"), None)
    model = Model.read(run.table("link_model")) if run.table("link_model").exists() else None
    made = [
        *(_groups(rows, topic) for topic in TOPICS),
        _registers(rows),
        _calibration(rows, "band", "Calibration by identifiers", "Pairs whose answer an identifier knows, weighed by names alone."),
        _calibration(
            rows, "clerical_band", "Calibration by people", "Doubtful pairs that people looked at, by the chance that was stated then."
        ),
        _keys(rows),
        _weights(model) if model else None,
        _labels(model) if model and (model.confirmed or model.told) else None,
        _example(rows),
    ]
    return QualityTables(
        run.run_id, run.on, measured, tuple(_headlines(rows)), tuple(warnings_of(rows)), tuple(each for each in made if each and each.rows)
    )


def told_of(run: Run) -> dict[str, Any]:
    """Return the warnings and the main figures of a run, for a terminal and for a machine."""
    rows: list[Row] = pq.read_table(run.table("link_quality")).to_pylist()
    return {"warnings": warnings_of(rows), "figures": [[each.name, each.value, each.says] for each in _headlines(rows)]}


def warnings_of(rows: Iterable[Row]) -> list[str]:
    """Return one sentence for each group whose links are missed too often."""
    return [
        f"Links of children in the group “{row['group']}” ({row['topic']}) are missed {row['value']:.1f} times as often as those of all "
        f"children: more than {UNEQUAL_FROM:g} times, and not by chance ({_p_value(row['low'])}). "
        "Their findings may be false alarms more often than others’."
        for row in rows
        if row["measure"] == "unequal"
    ]


def share(value: float, places: int = 2) -> str:
    """Return a share as a percentage."""
    return f"{100 * value:.{places}f}%"


def how_often(rate: float) -> str:
    """Return how often something is so: as a percentage, and below one in a hundred as one in so many."""
    if rate >= 0.01:
        return f"{100 * rate:.1f}%" if rate < 0.9995 else "over 99.9%"
    return f"1 in {round(1 / rate, 1 - floor(log10(1 / rate))):,.0f}" if rate > 0 else "never"


def _p_value(chance: float) -> str:
    return f"p = {chance:.4f}" if chance >= 0.0001 else "p below 0.0001"


def rounded(count: float) -> str:
    """Return a count of children as it may be shown: to the nearest ten, and `low` below ten."""
    return "low" if 0 < count < FEWEST_IN_GROUP else f"{int(round(count, -1)):,}"


def _interval(row: Row, places: int = 2) -> str:
    return f"{share(row['low'], places)} to {share(row['high'], places)}"


def _find(rows: Iterable[Row], measure: str, topic: str = "", group: str = "") -> Row | None:
    return next((row for row in rows if (row["measure"], row["topic"], row["group"]) == (measure, topic, group)), None)


def _headlines(rows: Sequence[Row]) -> Iterable[Headline]:
    names = (
        ("recall", "Links found", "of all links between registers"),
        ("precision", "Links that are right", "of the links made"),
        ("found_by_name", "Found by names alone", "of children whose links an identifier confirms"),
        ("linked_by_name", "Links that rest on names", "no shared identifier confirms them"),
    )
    for measure, name, says in names:
        row = _find(rows, measure)
        if row:
            yield Headline(name, share(row["value"]), f"{says}; 95% interval {_interval(row)}")
    expected, found = _find(rows, "expected_false_alarms"), _find(rows, "findings")
    if expected and found and 0 < found["value"] <= expected["low"]:
        says = f"names alone would miss more links than there are findings ({int(found['value']):,}): more than that the trials do not tell"
        yield Headline("Expected false alarms", NOT_KNOWN, says)
    elif expected and found:
        yield Headline(
            "Expected false alarms",
            f"{expected['value']:.1f}",
            f"among {int(found['value']):,} findings; 95% interval {expected['low']:.1f} to {expected['high']:.1f}",
        )


def _groups(rows: Sequence[Row], topic: str) -> Section:
    table, bars = [], []
    for group in GROUPS[topic]:
        missed, findings = _find(rows, "missed", topic, group), _find(rows, "findings", topic, group)
        expected = _find(rows, "expected_false_alarms", topic, group)
        if not missed or not missed["of"]:
            continue
        few = missed["of"] < FEWEST_IN_GROUP
        found = findings["value"] if findings else 0
        alarms = "–" if expected is None or 0 < found < FEWEST_IN_GROUP else f"{expected['value']:.1f}"
        table.append(
            (
                group,
                rounded(missed["of"]),
                "–" if few else share(missed["value"]),
                "–" if few else _interval(missed),
                rounded(found),
                alarms,
            )
        )
        if not few:
            bars.append((group, missed["value"], share(missed["value"])))
    title = f"By {topic}"
    chart = (
        bar_chart(f"chart-{topic.replace(' ', '-')}", f"Links missed by names alone, {title.lower()}", "Numbers in the table.", bars)
        if bars
        else ""
    )
    headings = ("Group", "Children tried", "Links missed by names alone", "95% interval", "Findings", "Of them expected false alarms")
    return Section(topic.replace(" ", "-"), title, "", headings, tuple(table), chart)


def _register(name: str) -> str:
    words = {"nhs": "NHS", "ehe": "home education", "cme_register": "the authority’s own list"}
    return words.get(name, name.replace("_", " "))


def _registers(rows: Sequence[Row]) -> Section:
    table = [
        (
            f"{_register(row['topic'])} and {_register(row['group'])}",
            rounded(row["of"]),
            share(row["value"]),
            _interval(row),
        )
        for row in rows
        if row["measure"] == "register_pair" and row["of"] >= FEWEST_IN_GROUP
    ]
    says = "How often rows of two registers about one child, confirmed by an identifier, are not found without it."
    return Section(
        "registers", "By pair of registers", says, ("Registers", "Links tried", "Missed by names alone", "95% interval"), tuple(table)
    )


def _calibration(rows: Sequence[Row], measure: str, title: str, says: str) -> Section:
    bands = [row for row in rows if row["measure"] == measure and row["of"]]
    table = [
        (
            f"{row['topic']} to {row['group']}",
            f"{int(row['of']):,}",
            share(row["value"], 1),
            share(row["hits"] / row["of"], 1),
            _interval(row, 1),
        )
        for row in bands
    ]
    points = [(row["value"], row["hits"] / row["of"], row["low"], row["high"]) for row in bands]
    headings = ("Stated probability", "Pairs", "Mean stated", "One child", "95% interval")
    key = measure.replace("_", "-")
    return Section(key, title, says, headings, tuple(table), calibration_chart(f"chart-{key}", title, points) if points else "")


_KEY_KINDS = {
    "T": "Birthday and any part of a name",
    "P": "Birthday and postcode",
    "G": "Postcode and forename",
    "C": "Telephone or home, and part of the birthday",
    "Q": "Parent, forename and part of the birthday",
    "Y": "Year of birth, given name and surname",
    "H": "Postcode, or that of a brother or sister, and part of the birthday",
    "L": "House number and street, surname and part of the birthday",
    "U": "Parent, first letters of a given name, year and month of birth",
    "M": "Day and month of birth, given name and surname",
}


def _keys(rows: Sequence[Row]) -> Section:
    table = []
    for row in rows:
        if row["measure"] == "key" and row["topic"] in _KEY_KINDS:
            alone = _find(rows, "key_alone", row["topic"])
            table.append((_KEY_KINDS[row["topic"]], share(row["value"], 1), share(alone["value"], 2) if alone else "–"))
    unreached = _find(rows, "unreached")
    if unreached:
        table.append(("No key at all", share(unreached["value"], 2), _interval(unreached)))
    says = "Two rows are compared only where they share a key. Without a kind of key, the share in the last column would not be compared."
    return Section(
        "keys", "Which keys bring pairs together", says, ("Key", "Pairs that share it", "Pairs that share no other"), tuple(table)
    )


_THINGS = {"given": "forename", "contact": "telephone or e-mail", "middle": "middle name", "upn": "UPN", "nhs": "NHS number"}


def _agreement(comparison: str, level: str) -> str:
    """Return in words what a comparison's level says."""
    return f"{_THINGS.get(comparison, comparison)}: {level}"


def _weights(model: Model) -> Section:
    levels = [(comparison.name, level.name) for comparison in COMPARISONS for level in comparison.levels if not level.missing]
    bars = [(_agreement(name, level), model.weight_of(name, level)) for name, level in levels]
    table = [
        (label, *(how_often(rate) for rate in model.rates[name][level]), signed(bits))
        for (label, bits), (name, level) in zip(bars, levels, strict=True)
    ]
    says = (
        "What each degree of agreement is worth, in bits: one bit doubles the odds that two rows are one child. "
        f"Before any evidence the odds are {signed(model.prior_bits)} bits. A shared name is worth more the rarer it is here."
    )
    headings = ("Agreement", "Among rows of one child", "Among rows of two", "Weight in bits")
    return Section(
        "weights", "Weights", says, headings, tuple(table), weight_chart("chart-weights", "Weight of each agreement in bits", bars)
    )


WORTH_SHOWING = 0.1
"""Weights that labels moved by fewer bits than this are not listed."""


def _labels(model: Model) -> Section:
    """Return what is known of some pairs, and how far that moved the weights: counts and rates, nothing of any child."""
    unlabelled = replace(model, rates=model.unlabelled or model.rates)
    moved = [
        (comparison.name, level.name, unlabelled.weight_of(comparison.name, level.name), model.weight_of(comparison.name, level.name))
        for comparison in COMPARISONS
        for level in comparison.levels
        if not level.missing
    ]
    table = [
        (_agreement(name, level), signed(before), signed(after))
        for name, level, before, after in moved
        if abs(after - before) >= WORTH_SHOWING
    ]
    table = [("before any evidence", signed(replace(model, told_bits=0.0).prior_bits), signed(model.prior_bits)), *table]
    says = (
        f"{rounded(model.confirmed)} pairs of which an identifier says that they are one child were counted when the index was "
        f"trained, and people’s answers about {rounded(model.told)} doubtful pairs when all was linked last. Few answers move little, "
        f"and none moves a weight far. Listed is what moved by {WORTH_SHOWING:g} bits or more."
    )
    return Section("labels", "What is known of some pairs", says, ("Agreement", "Bits without labels", "Bits with labels"), tuple(table))


def _example(rows: Sequence[Row]) -> Section:
    steps = sorted((row for row in rows if row["measure"] == "example"), key=lambda row: row["hits"])
    steps = [row for row in steps if row["topic"] == "prior" or row["group"] != "missing"]
    bars = [("before any evidence" if row["topic"] == "prior" else _agreement(row["topic"], row["group"]), row["value"]) for row in steps]
    table = [(label, signed(bits)) for label, bits in bars]
    says = (
        "How the weight of one pair adds up: the least certain pair that names alone joined in the trials. What the rows say is not shown."
    )
    chart = waterfall("chart-example", "How the weight of one pair adds up", bars) if bars else ""
    return Section("example", "One pair, step by step", says, ("Step", "Bits"), tuple(table), chart)
