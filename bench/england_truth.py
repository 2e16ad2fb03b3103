"""What the line made of a made-up country, against the truth: for `bench/england.py`.

A child of the index stands for the true child of most of its rows. Counted by the true child, so that a child in pieces is found once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from england_rows import child_of

from onroll.pipeline.engine import connect, quoted
from onroll.synth.layouts import COLUMNS


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Counts of true children.

    Shape  sure: found as cme; rightly: with the right finding; abroad: believed abroad without evidence, and reported;
           kinds: false alarms by finding and status; joined: children of the index that hold two, twins among them.
    """

    children: int
    missing: int
    found: int
    sure: int
    rightly: int
    alarms: int
    sure_alarms: int
    abroad: int
    kinds: tuple[tuple[str, str, int], ...]
    pieces: int
    joined: int
    twins_joined: int

    def told(self) -> str:
        """Return the counts in words."""
        kinds = ", ".join(f"{finding} {status} {count:,}" for finding, status, count in self.kinds)
        rate, share = 1000 * self.alarms / self.children, self.pieces / self.children
        return "\n".join(
            (
                f"{self.missing:,} missing: {self.found:,} found ({self.found / max(1, self.missing):.2%}), {self.sure:,} as cme, "
                f"{self.rightly:,} with the right finding; {self.abroad:,} believed abroad are found too",
                f"false alarms: {self.alarms:,} ({rate:.2f} per 1,000 children), {self.sure_alarms:,} of them as cme ({kinds})",
                f"children in pieces: {self.pieces:,} of {self.children:,} ({share:.3%}); children of the index that hold two: "
                f"{self.joined:,}, twins {self.twins_joined:,}",
            )
        )


def judged(folder: Path, home: Path) -> Judgement:
    """Hold the present run of an index against the truth beside the extracts."""
    con = connect(memory_limit="3GB", spill_to=folder / "spill")

    def one(sql: str) -> tuple[Any, ...]:
        found: tuple[Any, ...] = con.execute(sql).fetchall()[0]
        return found

    run = home / "index" / "runs" / (home / "index" / "CURRENT").read_text().strip()
    whose = " ".join(f"WHEN '{register}' THEN {child_of(register)}" for register in COLUMNS)
    con.execute(f"CREATE VIEW truth AS FROM read_parquet({quoted(folder / 'truth' / 'children-*.parquet')})")
    con.execute(
        f"CREATE TABLE placed AS SELECT child_id, CASE register {whose} END AS child, count(*) AS rows "
        f"FROM read_parquet({quoted(run / 'children.parquet')}) GROUP BY ALL"
    )
    con.execute("CREATE TABLE stands_for AS SELECT child_id, arg_max(child, (rows, -child)) AS child FROM placed GROUP BY child_id")
    con.execute(
        "CREATE TABLE said AS SELECT child, min(status) AS status, arg_min(finding, status) AS finding "
        f"FROM read_parquet({quoted(run / 'findings.parquet')}) JOIN stands_for USING (child_id) GROUP BY child"
    )
    missing, found, sure, rightly = one(
        "SELECT count(*), count(s.child), count(*) FILTER (s.status = 'cme'), count(*) FILTER (s.finding = t.story) "
        "FROM truth t LEFT JOIN said s USING (child) WHERE t.missing"
    )
    alarms, sure_alarms, abroad = one(
        "SELECT count(*) FILTER (NOT t.possible), count(*) FILTER (s.status = 'cme' AND NOT t.possible), count(*) FILTER (t.possible) "
        "FROM truth t JOIN said s USING (child) WHERE NOT t.missing"
    )
    kinds = con.execute(
        "SELECT s.finding, s.status, count(*) FROM truth t JOIN said s USING (child) WHERE NOT t.missing AND NOT t.possible "
        "GROUP BY ALL ORDER BY 3 DESC, 1, 2"
    ).fetchall()
    (pieces,) = one("SELECT count(*) FROM (SELECT child FROM placed GROUP BY child HAVING count(*) > 1)")
    joined, twins = one(
        "SELECT count(*), count(*) FILTER (twins) FROM (SELECT child_id, bool_or(twin) AND min(key // 4) = max(key // 4) AS twins "
        "FROM placed JOIN truth USING (child) GROUP BY child_id HAVING count(*) > 1)"
    )
    (children,) = one("SELECT count(DISTINCT child) FROM placed")
    con.close()
    return Judgement(
        children=children,
        missing=missing,
        found=found,
        sure=sure,
        rightly=rightly,
        alarms=alarms,
        sure_alarms=sure_alarms,
        abroad=abroad,
        kinds=tuple(kinds),
        pieces=pieces,
        joined=joined,
        twins_joined=twins,
    )
