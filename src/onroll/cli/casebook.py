"""The bridge from the commands to the casebook: opened only by those that need it."""

from __future__ import annotations

import importlib
import os
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def open_casebook(home: Path) -> ModuleType:
    """Make the casebook of that home ready, and return `onroll.casework.bridge`: it can be imported only then."""
    os.environ["ONROLL_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onroll.config.settings")
    home.mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    importlib.import_module("onroll.accounts.table_state").bring_up_to_date()
    return importlib.import_module("onroll.casework.bridge")


def faults_of_casebook(home: Path) -> list[str]:
    """Return one sentence for each way in which a casebook and this program do not belong together; none where there is no casebook yet."""
    os.environ["ONROLL_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onroll.config.settings")
    import django
    from django.conf import settings

    django.setup()
    database = settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"] and not Path(database["NAME"]).exists():
        return []
    found: list[str] = importlib.import_module("onroll.accounts.table_state").state_of_tables().faults
    return found
