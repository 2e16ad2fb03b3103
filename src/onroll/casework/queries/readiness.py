"""Whether the program can serve: asked by machines, told without a word about anybody."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from onroll.accounts.table_state import state_of_tables
from onroll.casework.the_index import the_index
from onroll.pipeline.received_extracts import extracts_of

LEAST_FREE_BYTES = 200_000_000


def what_is_not_ready() -> list[str]:
    """Return one line for each thing that keeps the program from serving; none where it is ready."""
    wrong = []
    try:
        state = state_of_tables()
        if state.behind:
            wrong.append("casebook: its tables are not up to date")
        if state.ahead:
            wrong.append("casebook: its tables are newer than the program")
    except DatabaseError:
        wrong.append("casebook: cannot be read")
    try:
        the_index().current_run()
    except (OSError, ValueError):
        wrong.append("index: the present run cannot be read")
    try:
        extracts_of(the_index())
    except (OSError, ValueError):
        wrong.append("index: its ledger cannot be read")
    key = Path(settings.ONROLL_HOME) / "secret_key"
    if not os.environ.get("ONROLL_SECRET_KEY") and key.exists() and key.read_text(encoding="utf-8").strip() != settings.SECRET_KEY:
        wrong.append("secret key: replaced since this process began, which must be started anew")
    if shutil.disk_usage(settings.ONROLL_HOME).free < LEAST_FREE_BYTES:
        wrong.append("disk: less than 200 MB free")
    return wrong
