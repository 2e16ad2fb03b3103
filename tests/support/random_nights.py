"""Random nights for random walks over casework: a run with changed findings, and everything that a run does to the casebook."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import duckdb

from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.actions.take_in_signals import take_in_signals
from onroll.casework.models import Case, CaseFinding
from onroll.casework.the_index import the_index
from onroll.core.outcomes import reopens
from onroll.pipeline.index import Run
from support.published_runs import publish_seen

KINDS = ("vanished_from_roll", "left_no_destination", "not_arrived", "awaiting_place")
OTHERS = 12
"""So many children with whom no walk began may be found, too."""


class Nights:
    """What the registers say of some children, which changes from night to night.

    Shape  says: by child `missing` (found by the run), `in_school` (on a roll since a day) or `no_record` (the run does not know the
           child); elsewhere: the authority where the registers place the child, where that has changed.
    """

    def __init__(self, run: Run, children: Sequence[str]) -> None:
        self._first = run.folder
        self._db = duckdb.connect()
        for name in ("findings", "timelines", "child_summaries"):
            self._db.execute(f"CREATE TABLE {name} AS FROM '{run.table(name)}'")
        found = {row[0] for row in self._db.execute("SELECT child_id FROM findings").fetchall()}
        others = self._db.execute(
            "SELECT s.child_id FROM child_summaries s SEMI JOIN timelines t ON t.child_id = s.child_id AND t.status = 'on_roll'"
            " WHERE s.child_id NOT IN (SELECT child_id FROM findings) ORDER BY s.child_id LIMIT ?",
            [OTHERS],
        ).fetchall()
        self.says = {child_id: "missing" if child_id in found else "in_school" for child_id in [*children, *(row[0] for row in others)]}
        self.kinds = dict.fromkeys(self.says, KINDS[0])
        self.since = {child_id: date(2025, 11, 3) for child_id in self.says}
        self.elsewhere: dict[str, str] = {}
        self.count = 0

    def fall(self, pick: random.Random, on: date) -> Run:
        """Let a night fall: change what the registers say of a few children, make the run of the day, and take it in."""
        for child_id in pick.sample(sorted(self.says), 3):
            said = pick.choice(["missing", "missing", "missing", "in_school", "in_school", "no_record"])
            if said == "missing" and self.says[child_id] != "missing":
                self.since[child_id] = on - timedelta(days=pick.randint(1, 9))
            self.says[child_id], self.kinds[child_id] = said, pick.choice(KINDS)
            if pick.random() < 0.2:
                self.elsewhere[child_id] = pick.choice(["301", "302"])
        run = self._write(on)
        take_in_findings(run)
        take_in_signals(run)
        self.count += 1
        return run

    def _write(self, on: date) -> Run:
        index = the_index()
        with index.writing("a night"):
            into = index.building_folder("run")
            for each in self._first.glob("*.parquet"):
                if each.stem not in ("findings", "timelines", "child_summaries"):
                    os.link(each, into / each.name)
            self._tables(into)
            position = index.ledger_position()
            manifest = {"counts": {}, "stage": "whole"}
            return publish_seen(index, into, on=on, ledger_position=position, manifest=manifest)

    def _tables(self, into: Path) -> None:
        """Write the three tables that change."""
        rows = [(each, said, self.kinds[each], self.since[each], self.elsewhere.get(each)) for each, said in self.says.items()]
        self._db.execute("CREATE OR REPLACE TABLE said (child_id VARCHAR, said VARCHAR, kind VARCHAR, since DATE, la VARCHAR)")
        self._db.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?)", rows)
        row = "'school_roll:301:2026-01-10:r1'"
        write = {
            "child_summaries": "FROM child_summaries ANTI JOIN (FROM said WHERE said = 'no_record') USING (child_id)",
            "findings": f"""
                SELECT * FROM findings ANTI JOIN said USING (child_id)
                UNION ALL SELECT s.child_id, s.kind, 'cme', s.since, coalesce(s.la, r.la_code), 'Unknown', 'F1', 'full', {row},
                       ['No register shows the child in education since.'], []::VARCHAR[], h.child_id IS NOT NULL
                FROM said s JOIN '{self._first / "residences.parquet"}' r USING (child_id)
                LEFT JOIN '{self._first / "shielded.parquet"}' h USING (child_id) WHERE s.said = 'missing'""",
            "timelines": """
                SELECT * FROM timelines ANTI JOIN said USING (child_id)
                UNION ALL SELECT t.* REPLACE (CASE WHEN s.said = 'missing' THEN s.since END AS ends_before)
                FROM timelines t JOIN said s USING (child_id) WHERE t.status = 'on_roll' AND s.said <> 'no_record'
                UNION ALL SELECT s.child_id, s.since, NULL, 'unaccounted', NULL, NULL, [], 'In no register since'
                FROM said s WHERE s.said = 'missing'""",
        }
        for name, sql in write.items():
            self._db.execute(f"COPY ({sql}) TO '{into / f'{name}.parquet'}' (FORMAT parquet)")

    def assert_nobody_dropped_out(self, run: Run) -> None:
        """Assert that whoever the run found missing is counted in one open case, or ended on evidence that knew of this very finding."""
        missing = [child_id for child_id, said in self.says.items() if said == "missing"]
        cases = Case.objects.filter(child_id__in=missing, joined_into=None)
        open_cases = {case.child_id: case for case in cases if case.is_open}
        ended = {case.child_id: case for case in cases.order_by("closed_on", "id") if not case.is_open}
        for child_id in missing:
            case = open_cases.get(child_id)
            if case is not None:
                assert case.counted_as == "cme", (child_id, case.counted_as)
                continue
            case = ended[child_id]
            last = CaseFinding.objects.filter(case=case).order_by("-id").first()
            assert last is not None and last.finding == self.kinds[child_id] and case.closed_on is not None, child_id
            assert not reopens(case.closed_on, case.recheck_on, False, run.on), (child_id, "a run should have opened it again")
        gone = [child_id for child_id, said in self.says.items() if said == "no_record"]
        for case in Case.objects.filter(child_id__in=gone, closed_on=None, joined_into=None, whereabouts_known=False):
            past_school_age = case.leaving_on is not None and case.leaving_on < run.on
            assert past_school_age or case.counted_as, (case.child_id, "nobody knows where the child is, and the count has lost them")

    def answers(self, child_id: str) -> bool:
        """Whether the registers of the last night show the child in education: then the child does not count, wherever they are."""
        return self.says.get(child_id) == "in_school"
