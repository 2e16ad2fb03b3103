"""The transition watch: who is about to move, and how far each child has come. A table of the run, computed set-wise.

SQL brings together what the registers show; each distinct situation is judged once by the plain rules of `core/transitions`, and the
verdict goes back to all children who are in it.

Source  issue 7, point 1; requirements 15 and 38; domain, section 2.1 (blind spot).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from onroll.core.transitions import TRANSITIONS
from onroll.core.transitions.shape import Anchor, Dates, Situation, stage_of
from onroll.core.world import World
from onroll.pipeline.engine import quoted
from onroll.pipeline.run_facts import RunFacts
from onroll.pipeline.transition_facts import EARLIEST_START, gather_applications, gather_moves, prepare
from onroll.pipeline.world import gather_schools

TABLE = "transitions"


@dataclass
class TransitionsReport:
    """What the station did, in numbers. Shape  stages: children by transition and stage."""

    children: int = 0
    situations: int = 0
    stages: Counter[tuple[str, str]] = field(default_factory=Counter)

    def as_counts(self) -> dict[str, Any]:
        """Return the numbers for the run's manifest."""
        by_transition: dict[str, dict[str, int]] = {}
        for (transition, stage), count in sorted(self.stages.items()):
            by_transition.setdefault(transition, {})[stage] = count
        return {"children": self.children, "situations": self.situations, "stages": by_transition}


def watch_transitions(run: RunFacts) -> TransitionsReport:
    """Write `transitions` into the run that is being built. Shape  run: holds children, timelines, birthdays, residences and findings."""
    report = TransitionsReport()
    with run.aside() as facts:
        world = gather_schools(facts.connection, facts.extracts, on=facts.on)
        prepare(facts, world)
        gather_moves(facts)
        gather_applications(facts)
        _place(facts, world)
        _date(facts, world)
        report.situations = _judge(facts)
        _write(facts)
        counted = f"SELECT transition, stage, count(*) FROM {facts.table(TABLE)} GROUP BY ALL"
        for transition, stage, count in facts.connection.execute(counted).fetchall():
            report.stages[transition, stage] = count
    report.children = sum(report.stages.values())
    return report


def _place(facts: RunFacts, world: World) -> None:
    """Make the table `placed`: each move with where the child lives, and in which authority the former and the named school lie."""
    schools = [(urn, school.la_code) for urn, school in world.schools.items() if school.la_code]
    columns = list(zip(*schools, strict=True)) if schools else [(), ()]
    facts.connection.register(
        "given_schools", pa.table({"urn": pa.array(columns[0], pa.string()), "la_code": pa.array(columns[1], pa.string())})
    )
    facts.run(f"""
        CREATE TEMP TABLE placed AS
        SELECT v.* EXCLUDE (place_la), coalesce(r.la_code, s.la_code) AS la_code, s.la_code AS school_la,
               coalesce(v.place_la, t.la_code, r.la_code, s.la_code) AS place_la
        FROM moves v LEFT JOIN {facts.table("residences")} r ON r.child_id = v.child_id
             LEFT JOIN given_schools s ON s.urn = v.from_urn LEFT JOIN given_schools t ON t.urn = v.said_urn""")


def _date(facts: RunFacts, world: World) -> None:
    """Make the table `dated`: the days of each distinct move, by the rules, where the day lies within them."""
    rows = facts.connection.execute(
        "SELECT DISTINCT transition, moved_on, said_start, place_la, of_age_on FROM placed ORDER BY ALL"
    ).fetchall()
    found: dict[str, list[Any]] = {each: [] for each in ("transition", "moved_on", "said_start", "place_la", "of_age_on")}
    said: dict[str, list[Any]] = {name: [] for name in Dates.__dataclass_fields__}
    for transition, moved_on, said_start, place_la, of_age_on in rows:
        dates = TRANSITIONS[transition].dates(Anchor(moved_on, said_start, of_age_on), world.calendar(place_la))
        if dates.opens_on <= facts.on <= dates.closes_on:
            for name, value in zip(found, (transition, moved_on, said_start, place_la, of_age_on), strict=True):
                found[name].append(value)
            for name, values in said.items():
                values.append(getattr(dates, name))
    text = {name: pa.array(found[name], pa.string()) for name in ("transition", "place_la")}
    days = {name: pa.array(values, pa.date32()) for name, values in (found | said).items() if name not in text}
    facts.connection.register("given_dates", pa.table(text | days))
    facts.run("CREATE TEMP TABLE dated AS FROM given_dates")


def _judge(facts: RunFacts) -> int:
    """Make the tables `situated` and `stages`, and return how many situations there are."""
    september = "(v.of_age_on IS NOT NULL OR v.transition IN (SELECT transition FROM leaving))"
    elsewhere = f"(n.urn IS DISTINCT FROM v.from_urn AND (v.transition <> 'reception' AND v.moved_on <= DATE '{facts.on}'))"
    at_september = f"{elsewhere} OR n.starts_on >= v.moved_on - {EARLIEST_START} OR coalesce(w.newest_on >= v.moved_on, false)"
    at_ending = "n.starts_on > v.moved_on - 14 OR coalesce(w.newest_on > v.moved_on, false)"
    facts.run(f"""
        CREATE TEMP TABLE situated AS
        SELECT v.*, d.opens_on, d.apply_by, d.offers_on, d.starts_on, d.due_on, d.drops_on,
               coalesce(a.application, if(v.said_urn IS NOT NULL, 'named', '')) AS application,
               coalesce(a.to_urn, v.said_urn) AS to_urn, a.offered_on, a.reference AS application_row, n.status AS now, n.urn AS now_urn,
               n.starts_on AS now_since, coalesce(w.evidence, []) AS now_rows, coalesce(f.finding, '') AS finding,
               coalesce(p.as_at >= d.opens_on, false) OR coalesce(q.as_at >= d.opens_on, false) AS applications_known,
               coalesce(o.as_at >= d.starts_on, false) OR coalesce(c.as_at >= d.starts_on, false) AS shown_since,
               n.status = 'on_roll' AND if({september}, {at_september}, {at_ending}) AS at_next
        FROM placed v
             JOIN dated d ON d.transition = v.transition AND d.moved_on = v.moved_on AND d.said_start IS NOT DISTINCT FROM v.said_start
                          AND d.place_la IS NOT DISTINCT FROM v.place_la AND d.of_age_on IS NOT DISTINCT FROM v.of_age_on
             JOIN today n ON n.child_id = v.child_id LEFT JOIN now_rows w ON w.child_id = v.child_id
             LEFT JOIN applied a ON a.child_id = v.child_id AND a.transition = v.transition AND a.moved_on = v.moved_on
             LEFT JOIN (SELECT child_id, finding FROM {facts.table("findings")}) f ON f.child_id = v.child_id
             LEFT JOIN sent_applications p ON p.supplier = v.la_code LEFT JOIN sent_applications q ON q.supplier = v.school_la
             LEFT JOIN sent_rolls o ON o.supplier = v.la_code LEFT JOIN sent_rolls c ON c.supplier = coalesce(a.to_urn, v.said_urn)
        WHERE n.status NOT IN ('died', 'record_ended')""")
    keys = "transition, offers_on, starts_on, due_on, application, applications_known, shown_since, at_next, now, finding"
    rows = facts.connection.execute(f"SELECT DISTINCT {keys} FROM situated ORDER BY ALL").fetchall()
    verdicts = []
    for transition, *rest in rows:
        verdicts.append(stage_of(Situation(transition, facts.on, *rest), TRANSITIONS[transition].settled))
    names = keys.split(", ")
    types = [pa.string(), pa.date32(), pa.date32(), pa.date32(), pa.string(), pa.bool_(), pa.bool_(), pa.bool_(), pa.string(), pa.string()]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    table = {name: pa.array(column, kind) for name, column, kind in zip(names, columns, types, strict=True)}
    facts.connection.register("given_stages", pa.table(table | {"stage": pa.array(verdicts, pa.string())}))
    facts.run("CREATE TEMP TABLE stages AS FROM given_stages")
    return len(rows)


def _write(facts: RunFacts) -> None:
    """Write the table; who has arrived, or settled otherwise, is in it until the day on which the list drops them."""
    same = " AND ".join(f"s.{name} IS NOT DISTINCT FROM g.{name}" for name in ("offers_on", "starts_on", "due_on"))
    facts.run(f"""
        COPY (
            SELECT s.child_id, s.transition, g.stage, s.moved_on, s.starts_on, s.due_on, s.apply_by, s.offers_on, s.drops_on, s.from_urn,
                   s.to_urn, s.la_code, s.school_la, s.application, s.offered_on, s.applications_known, s.shown_since, s.now, s.now_since,
                   if(s.at_next, s.now_urn, NULL) AS arrived_urn, if(s.at_next, s.now_since, NULL) AS arrived_on, s.finding,
                   list_distinct(s.evidence || if(s.application_row IS NULL, []::VARCHAR[], [s.application_row])
                                 || if(s.at_next, s.now_rows, if(s.transition = 'reception', s.now_rows[1:1], []::VARCHAR[]))) AS evidence
            FROM situated s JOIN stages g USING (transition, application, applications_known, shown_since, at_next, now, finding)
            WHERE {same} AND (g.stage NOT IN ('arrived', 'settled') OR s.drops_on >= DATE '{facts.on}')
            ORDER BY s.child_id, s.transition
        ) TO {quoted(facts.into / f"{TABLE}.parquet")} (FORMAT parquet, COMPRESSION zstd)""")
