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
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    django.setup()
    history = MigrationLoader(connection)
    if history.disk_migrations.keys() - history.applied_migrations.keys():
        call_command("migrate", verbosity=0, interactive=False)
    return importlib.import_module("onroll.casework.bridge")
