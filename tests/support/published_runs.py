"""A run that a test built itself, put in place and shown to readers, without the work that goes with a real one (`pipeline.showing`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from onroll.pipeline.index import Index, Run


def publish_seen(
    index: Index,
    built: Path,
    *,
    on: date,
    known_by: date | None = None,
    ledger_position: int = 0,
    manifest: Mapping[str, Any] | None = None,
) -> Run:
    """Put a built run in place, and switch readers to it unless it is for what was known then. Only inside `writing`."""
    run = index.publish_run(built, on=on, known_by=known_by, ledger_position=ledger_position, manifest=manifest or {})
    if known_by is None:
        index.switch_to(run)
    return run
