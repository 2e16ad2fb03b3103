"""Django ready for tests: one home folder for the session, made before the settings are read."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="onroll-tests-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["ONROLL_HOME"] = str(_HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "onroll.config.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser tests keep an event loop running in the same process

import django  # noqa: E402

django.setup()

HOME = _HOME
"""Where the settings believe that they are; tests that need a run point `settings.ONROLL_HOME` at its own home."""
