"""Children are looked up in memory, and the answers are those of the tables' own engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from onroll.pipeline import run_queries
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import FindingFilters, Scope
from onroll.pipeline.shielding import marked_children, shielded_children, write_marked_children
from support.made_up_run import write_made_up_run

HOMES = "UPDATE child_summaries SET address_line_1 = CASE WHEN substr(child_id, 2)::INTEGER % 50 = 7 THEN NULL ELSE (substr(child_id, 2)::INTEGER // 3) || ' Road' END, postcode = 'ZZ1 1ZZ'"  # noqa: E501
JOINED = "UPDATE child_history SET state = 'merged', successor_id = 'c000005' WHERE child_id IN ('c000003', 'c000009')"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[RunTables, RunTables]:
    """The same run, in memory and read from its files."""
    run = write_made_up_run(tmp_path_factory.mktemp("home"), children=300, changes={"child_summaries": HOMES, "child_history": JOINED})
    in_memory = RunTables(run)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_queries, "LARGEST_LOADED_BYTES", 0)
        from_files = RunTables(run)
    assert in_memory.lookups is not None and from_files.lookups is None
    return in_memory, from_files


def test_each_child_is_the_same_in_memory_and_from_the_files(both: tuple[RunTables, RunTables]) -> None:
    memory, files = both
    ids = [f"c{number:06d}" for number in range(0, 310, 7)] + ["nobody", "", "zzz"]
    assert memory.children(ids) == files.children(ids) and len(memory.children(ids)) == 42
    assert memory.findings_of(ids) == files.findings_of(ids)
    for child_id in ids:
        assert memory.child(child_id) == files.child(child_id)
        assert memory.finding_of(child_id) == files.finding_of(child_id)
        assert memory.spells(child_id) == files.spells(child_id)
        assert memory.household(child_id) == files.household(child_id), child_id
        assert memory.live_id(child_id) == files.live_id(child_id)
    assert memory.live_id("c000003") == "c000005" and memory.successors(["c000003", "c000004"]) == {"c000003": "c000005"}
    assert len(memory.household("c000030")) == 2 and memory.household("c000007") == []


def test_a_mark_by_people_counts_at_the_next_question_and_so_does_its_end(tmp_path: Path) -> None:
    run = write_made_up_run(tmp_path, children=100)
    tables = RunTables(run)
    everybody = Scope(authorities=frozenset({"301", "302", "303", "304"}))
    before, total = tables.findings(everybody, FindingFilters())
    assert "c000020" in {each.child_id for each in before} and not tables.children(["c000020"])["c000020"].shielded
    assert sum(tables.finding_counts(everybody).values()) == total
    write_marked_children(tmp_path, ["c000020"])
    after, fewer = tables.findings(everybody, FindingFilters())
    assert fewer == total - 1 and "c000020" not in {each.child_id for each in after}
    assert sum(tables.finding_counts(everybody).values()) == fewer
    assert tables.child("c000020").shielded and tables.finding_of("c000020").shielded  # type: ignore[union-attr]
    assert "c000020" in shielded_children(run.folder)
    team = Scope(authorities=frozenset({"301", "302", "303", "304"}), shielded=True)
    assert "c000020" in {each.child_id for each in tables.findings(team, FindingFilters())[0]}
    assert "c000020" not in {
        each.child_id for each in tables.findings(team, FindingFilters(authorities=("301",), hide_shielded_by_place=True))[0]
    }
    write_marked_children(tmp_path, [])
    assert marked_children(tmp_path) == frozenset() and tables.findings(everybody, FindingFilters())[1] == total


def test_a_count_is_worked_out_once_and_only_so_many_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = RunTables(write_made_up_run(tmp_path, children=60))
    places = [Scope(authorities=frozenset({code})) for code in ("301", "302", "303")]
    first = [tables.finding_counts(place) for place in places]
    assert any(first)
    with monkeypatch.context() as patch:
        patch.setattr(tables, "ask", lambda sql, parameters=None: pytest.fail("asked again"))
        assert [tables.finding_counts(place) for place in places] == first
    monkeypatch.setattr(run_queries, "MOST_ANSWERS", 2)
    assert [tables.finding_counts(Scope(authorities=frozenset({code}))) for code in ("304", "301", "302")][1:] == first[:2]
    assert len(tables._answers) <= 3
