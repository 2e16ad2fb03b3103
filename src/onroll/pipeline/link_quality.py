"""How good this run's links are, without knowing the truth: the table `link_quality`, beside the findings it speaks of.

What the trials of names alone showed (`links/trials.py`) stands until all is linked anew; how many of today's findings may be false
alarms is reckoned with every run.

Source  design, section 5, point 4; issue 3, point 5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.link_quality import Rate, UnequalGroup, borrowed_rate, calibration, complement, overall, rate_of, unequal_groups
from onroll.core.school_age import begins_on, ends_on
from onroll.pipeline.child_groups import groups_of
from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.index import Extract, Run
from onroll.pipeline.same_child import IN_THE_BAND

QUALITY = pa.schema(
    [
        ("measure", pa.string()),
        ("topic", pa.string()),
        ("group", pa.string()),
        ("hits", pa.float64()),
        ("of", pa.float64()),
        ("value", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
    ]
)
"""One row: one measure of one group of one topic (empty: of all).

Shape  value, with low and high, its 95% interval; hits of `of`: the counts that it rests on.
"""

FEWEST_LABELLED = 100
"""Fewer confirmed children than this say nothing."""

_OF_THE_DAY = ("findings", "expected_false_alarms", "doubtful_pairs", "clerical_band")
"""Measures that are taken anew with every run."""

Row = dict[str, Any]


def _row(measure: str, topic: str, group: str, rate: Rate) -> Row:
    return {
        "measure": measure, "topic": topic, "group": group,
        "hits": float(rate.hits), "of": float(rate.of), "value": float(rate.value), "low": float(rate.low), "high": float(rate.high),
    }  # fmt: skip


@dataclass(frozen=True)
class LinkQuality:
    """What the table came to. Shape  rows: by measure; unequal: groups missed too often."""

    measures: int
    unequal: int
    expected_false_alarms: float | None

    def as_counts(self) -> dict[str, Any]:
        """Return the numbers for the run's manifest."""
        expected = None if self.expected_false_alarms is None else round(self.expected_false_alarms, 2)
        return {"measures": self.measures, "unequal_groups": self.unequal, "expected_false_alarms": expected}


def measure_link_quality(extracts: Sequence[Extract], into: Path, previous: Run | None, *, on: date) -> LinkQuality:
    """Write `link_quality` into a run folder that holds its links and findings.

    Shape  previous: the run whose trials still hold, where this one has only added a delivery to it.
    """
    with connect() as con:
        trials = into / "link_trials.parquet"
        rows = measured_by_trials(con, extracts, into, on) if trials.exists() else _carried(previous)
        rows += _seen_by_people(con, into) + _about_findings(con, extracts, into, on, rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=QUALITY), into / "link_quality.parquet", compression="zstd")
    expected = [row["value"] for row in rows if row["measure"] == "expected_false_alarms" and not row["topic"]]
    return LinkQuality(len(rows), sum(row["measure"] == "unequal" for row in rows), expected[0] if expected else None)


def _carried(previous: Run | None) -> list[Row]:
    """Return what the trials of an earlier run showed: only a delivery has been added since."""
    if previous is None or not previous.table("link_quality").exists():
        return []
    return [row for row in pq.read_table(previous.table("link_quality")).to_pylist() if row["measure"] not in _OF_THE_DAY]


# -- what the trials show -----------------------------------------------------------------------------------------------------


def measured_by_trials(con: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], into: Path, on: date) -> list[Row]:
    """Return the rows that follow from the trials of a whole linking."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE trials AS FROM {quoted(into / 'link_trials.parquet')}").fetchall()
    labelled, missed, mixed, aside, aside_missed, links, named = con.execute(
        "SELECT count(*) FILTER (labelled), count(*) FILTER (missed), count(*) FILTER (mixed AND labelled), count(*) FILTER (aside_tried), "
        "count(*) FILTER (aside_missed), sum(links), sum(named_links) FROM trials"
    ).fetchall()[0]
    if labelled < FEWEST_LABELLED:
        return []
    found, precise = complement(rate_of(missed, labelled)), complement(rate_of(mixed, labelled))
    # Schools copy from one another; what is at stake are links of rolls with registers that others wrote down for themselves.
    apart = complement(rate_of(aside_missed, aside)) if aside >= FEWEST_LABELLED else found
    by_name = rate_of(float(named or 0), float(links or 0))
    rows = [
        _row("measured_on", "", "", Rate(on.toordinal(), labelled, float(on.toordinal()), 0, 0)),
        _row("found_by_name", "", "", found),
        _row("right_by_name", "", "", precise),
        _row("linked_by_name", "", "", by_name),
        _row("recall", "", "", overall(by_name.value, apart)),
        _row("precision", "", "", overall(by_name.value, precise)),
    ]
    return rows + _by_group(con, extracts, into, on) + _counted(pq.read_table(into / "link_trial_counts.parquet").to_pylist())


def _by_group(con: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], into: Path, on: date) -> list[Row]:
    """Return the missed-link rate of each group, the groups that are missed too often, and what the false alarms are reckoned from."""
    groups = groups_of(con, "trials", extracts, into, on)
    tried, missed = defaultdict[tuple[str, str], int](int), defaultdict[tuple[str, str], int](int)
    aside, aside_missed = defaultdict[tuple[str, str], int](int), defaultdict[tuple[str, str], int](int)
    at_stake = defaultdict[tuple[str, str], float](float)
    for child_id, born, share, labelled, lost, aside_tried, aside_lost, named in con.execute(
        "SELECT child_id, birthday, share, labelled, missed, aside_tried, aside_missed, aside_named FROM trials ORDER BY child_id"
    ).fetchall():
        for key in (("", ""), *groups.get(child_id, {}).items()):
            tried[key] += labelled
            missed[key] += lost
            aside[key] += aside_tried
            aside_missed[key] += aside_lost
            at_stake[key] += (1 / share) * (named and _of_school_age(born, on))
    rows = []
    for key in sorted(tried):
        rows.append(_row("missed", *key, rate_of(missed[key], tried[key])))
        rows.append(_row("missed_aside", *key, rate_of(aside_missed[key], aside[key])))
        rows.append(_row("at_stake", *key, Rate(at_stake[key], 0, at_stake[key], 0, 0)))
    whole = missed["", ""], tried["", ""]
    counts = {key: (missed[key], tried[key]) for key in tried if key != ("", "")}
    return rows + [_unequal_row(each) for each in unequal_groups(counts, whole)]


def _unequal_row(each: UnequalGroup) -> Row:
    return _row("unequal", each.topic, each.group, Rate(each.missed, each.tried, each.times, each.chance, 0.0))


def _of_school_age(birthday: int, on: date) -> bool:
    born = date(birthday // 10000, birthday // 100 % 100, birthday % 100)
    return begins_on(born) <= on <= ends_on(born)


def _counted(counts: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return the rows by pair of registers, score band and kind of key."""
    rows = []
    reach: dict[int, int] = {}
    for count in counts:
        kind, of, hits = count["kind"], count["of"], count["hits"]
        if kind == "registers":
            rows.append(_row("register_pair", count["a"], count["b"], rate_of(hits, of)))
        elif kind == "band":
            stated = Rate(hits, of, count["other"] / of, rate_of(hits, of).low, rate_of(hits, of).high)
            rows.append(_row("band", count["a"], count["b"], stated))
        elif kind == "key":
            rows.append(_row("key", count["a"], "", rate_of(hits, of)))
            rows.append(_row("key_alone", count["a"], "", rate_of(count["other"], of)))
        elif kind == "example":
            rows.append(_row("example", count["a"], count["b"], Rate(of, count["other"], hits, hits, hits)))
        elif kind == "reach":
            reach[int(count["a"])] = int(hits)
    pairs = sum(reach.values())
    if pairs:
        rows.append(_row("unreached", "", "", rate_of(reach.get(0, 0), pairs)))
    return rows


def _seen_by_people(con: duckdb.DuckDBPyConnection, into: Path) -> list[Row]:
    """Return, by score band, how often people said of a doubtful pair that it is one child."""
    labels = into / "link_labels.parquet"
    if not labels.exists():
        return []
    seen = con.execute(f"SELECT probability, same FROM {quoted(labels)} WHERE drawn = 'queue' AND probability IS NOT NULL").fetchall()
    return [
        _row(
            "clerical_band",
            str(band.starts_at),
            str(band.ends_at),
            Rate(band.observed.hits, band.observed.of, band.stated, band.observed.low, band.observed.high),
        )
        for band in calibration(seen)
    ]


# -- what that means for today's findings ---------------------------------------------------------------------------------------


def _about_findings(con: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], into: Path, on: date, rows: Sequence[Row]) -> list[Row]:
    """Return how many of today's findings may be false alarms: pairs that wait for a person, and links that names alone miss."""
    if not (into / "findings.parquet").exists():
        return []
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE found AS
        SELECT f.child_id, coalesce(max(p.probability), 0.0) AS doubt FROM {quoted(into / "findings.parquet")} f LEFT JOIN (
            SELECT child_a AS child_id, probability FROM {quoted(into / "review_pairs.parquet")} WHERE {IN_THE_BAND}
            UNION ALL SELECT child_b, probability FROM {quoted(into / "review_pairs.parquet")} WHERE {IN_THE_BAND}) p USING (child_id)
        GROUP BY f.child_id"""
    ).fetchall()
    groups = groups_of(con, "found", extracts, into, on)
    found, doubt = defaultdict[tuple[str, str], int](int), defaultdict[tuple[str, str], float](float)
    for child_id, chance in con.execute("SELECT child_id, doubt FROM found ORDER BY child_id").fetchall():
        for key in (("", ""), *groups.get(child_id, {}).items()):
            found[key] += 1
            doubt[key] += chance
    known = {(row["measure"], row["topic"], row["group"]): row for row in rows}
    whole = known.get(("missed_aside", "", ""))
    out = []
    for key in sorted({*found, *((topic, group) for measure, topic, group in known if measure == "at_stake")}):
        out.append(_row("findings", *key, Rate(found[key], found[key], found[key], 0, 0)))
        if whole is not None:
            out.append(_row("expected_false_alarms", *key, _expected(known, key, whole, found[key], doubt[key])))
        out.append(_row("doubtful_pairs", *key, Rate(doubt[key], found[key], doubt[key], 0, 0)))
    return out


def _expected(known: Mapping[tuple[str, str, str], Row], key: tuple[str, str], whole: Row, found: int, doubt: float) -> Rate:
    """Return the expected false alarms among a group's findings; never more than there are findings."""
    own = known.get(("missed_aside", *key), whole)
    of_all = Rate(whole["hits"], whole["of"], whole["value"], whole["low"], whole["high"])
    at_stake = known.get(("at_stake", *key), {"value": 0.0})["value"]
    drawn = borrowed_rate(own["hits"], own["of"], of_all)
    factor = drawn / of_all.value if of_all.value else 1.0
    value, low, high = (min(found, doubt + at_stake * rate * factor) for rate in (of_all.value, of_all.low, of_all.high))
    return Rate(doubt, found, value, low, high)
