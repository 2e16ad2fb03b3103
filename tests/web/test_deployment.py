"""As it stands in front of the world: the framework's own check of a deployment finds nothing, and no page needs a script of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import onroll.web
from onroll.config.home import CannotReadSettings
from onroll.config.signing_in import second_factor_rule

TEMPLATES = Path(onroll.web.__file__).parent / "templates"
HOLD_DRAWINGS = {"link_quality.html", "service_referrals.html", "figures.html"}
"""Templates that put our own markup into the page as it is."""


def django(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ONROLL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "onroll.config.settings", **more}
    for name in ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):  # what only tests set
        environment.pop(name, None)
    return subprocess.run([sys.executable, "-m", "django", *words], env=environment, capture_output=True, text=True, timeout=120)


def test_the_frameworks_deployment_check_is_clean(tmp_path: Path) -> None:
    found = django(tmp_path, "check", "--deploy", "--fail-level", "WARNING", ONROLL_HTTPS="true", ONROLL_HOSTS="onroll.example.gov.uk")
    assert found.returncode == 0 and "no issues" in found.stdout, found.stderr


def test_no_template_has_a_script_a_style_or_a_handler_of_its_own() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=[\"']|javascript:", text, re.IGNORECASE), path.name
        assert "|safe" not in text.replace(" ", "") or path.name in HOLD_DRAWINGS, path.name


def test_a_second_factor_is_required_wherever_browsers_come_over_https(tmp_path: Path) -> None:
    ask = ("shell", "-c", "from django.conf import settings; print(settings.ONROLL_SECOND_FACTOR)")
    assert django(tmp_path, *ask, ONROLL_HTTPS="true").stdout.strip().endswith("required")
    with pytest.raises(CannotReadSettings, match="required"):
        second_factor_rule("sometimes")
