"""How good the links of the run that readers see are: rates of whole groups, nobody in them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.pipeline.index import Run
from onroll.pipeline.link_quality_page import report_page
from onroll.pipeline.link_quality_tables import QualityTables, quality_tables


def link_quality(viewer: Viewer) -> QualityTables | None:
    """Return what is told of the present run; None where there is no run, or it was made before anything was measured."""
    if not viewer.may(Right.SEE_FIGURES):
        require(viewer, Right.SEE_LINK_QUALITY)
    run = the_index().current_run()
    return _of(run.folder, run.run_id) if run else None


def link_quality_report(viewer: Viewer) -> tuple[str, str] | None:
    """Return the name and the text of the printable report, or None as above."""
    quality = link_quality(viewer)
    return (f"link-quality-{quality.on.isoformat()}.html", report_page(quality)) if quality else None


@lru_cache(maxsize=4)
def _of(folder: Path, run_id: str) -> QualityTables | None:
    """A run never changes, so what is told of it is worked out once."""
    run = next((each for each in the_index().runs() if each.folder == folder), None)
    return quality_tables(run) if isinstance(run, Run) else None
