"""Processes that a test starts read the same code as the test."""

from __future__ import annotations

import os
from pathlib import Path

PATHS = os.pathsep.join(filter(None, (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", ""))))
"""PYTHONPATH of such a process: the tests, and wherever the test's own process was told to look; not merely what is installed."""
