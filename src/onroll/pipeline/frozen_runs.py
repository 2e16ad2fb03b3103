"""What is left of a run whose rows had to go: its day, its manifest and its counts, and nothing of any child.

A run was made from extracts; once the rows of one are deleted, the run's own tables still hold them. Such a run moves from `runs/` to
`frozen/`, with the few tables that count children and name none. A page of figures then still knows what was counted on that day.

Source  issue 6, point 8 (aggregates stay frozen).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from onroll.pipeline.engine import connect, quoted, read_parquet
from onroll.pipeline.index import Index, Run
from onroll.pipeline.whole_files import sync_file, sync_folder, write_atomically

KEPT_TABLES = ("status_counts", "late_extracts", "link_quality", "link_trial_counts")
"""Tables of a run that hold counts alone."""
FOUND_COUNTS = "found_counts"
"""One row per authority of residence and status: how many children the run found missing, shielded ones in none."""


def runs_made_from(index: Index, extract_ids: Collection[str]) -> Sequence[Run]:
    """Return the runs, but for the one that readers see, whose tables hold rows of those extracts."""
    present, gone = index.current_run(), set(extract_ids)
    return [
        run
        for run in index.runs()
        if (present is None or run.run_id != present.run_id) and gone & set(run.manifest.get("made_from", {}).get("extracts", ()))
    ]


def is_made_from(run: Run, extract_ids: Collection[str]) -> bool:
    """Whether a run's tables hold rows of any of those extracts."""
    return bool(set(extract_ids) & set(run.manifest.get("made_from", {}).get("extracts", ())))


def freeze(index: Index, run: Run, *, hidden: Collection[str]) -> Path:
    """Keep a run's counts, and destroy its tables; return where the counts stand. Only inside `Index.writing`.

    Shape  hidden: children whom people shield now: they are in no count.
    """
    target = index.frozen_folder / run.run_id
    if not target.exists():
        built = index.building_folder("frozen")
        for name in KEPT_TABLES:
            if run.table(name).exists():
                shutil.copyfile(run.table(name), built / f"{name}.parquet")
        _write_found_counts(run, built / f"{FOUND_COUNTS}.parquet", hidden)
        write_atomically(built / "manifest.json", json.dumps(dict(run.manifest), default=str, ensure_ascii=False, indent=1).encode())
        for file in built.iterdir():
            sync_file(file)
        target.parent.mkdir(exist_ok=True)
        os.replace(built, target)
        sync_folder(target.parent)
    destroy(index, run.folder)
    return target


def destroy(index: Index, folder: Path) -> None:
    """Take a folder out of sight by one rename, then remove it: whoever is killed between leaves it to the next sweep."""
    if not folder.exists():
        return
    aside = index.building_folder("destroyed")
    os.replace(folder, aside / folder.name)
    sync_folder(folder.parent)
    shutil.rmtree(aside)


def found_counts_of(folder: Path) -> Path | None:
    """Return the table of counts of a run that is frozen, where it has one."""
    path = folder / f"{FOUND_COUNTS}.parquet"
    return path if path.exists() else None


def _write_found_counts(run: Run, into: Path, hidden: Collection[str]) -> None:
    if not run.table("findings").exists():
        return
    without = f"AND child_id NOT IN ({', '.join(map(quoted, sorted(hidden)))})" if hidden else ""
    con = connect(memory_limit="512MB", threads=1)
    try:
        con.execute(
            f"COPY (SELECT coalesce(la_code, '') AS la_code, status, count(*) AS children FROM {read_parquet(run.table('findings'))} "
            f"WHERE NOT coalesce(shielded, false) {without} GROUP BY ALL ORDER BY ALL) TO {quoted(into)} (FORMAT parquet)"
        )
    finally:
        con.close()
