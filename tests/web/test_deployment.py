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


CHECK = """
import django
from django.conf import settings
from django.core.management import call_command
django.setup()
call_command("check", deploy=True, fail_level="WARNING")
print("second factor:", settings.ONROLL_SECOND_FACTOR)
"""


def test_the_frameworks_deployment_check_is_clean_and_https_asks_for_a_second_factor(tmp_path: Path) -> None:
    environment = {**os.environ, "ONROLL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "onroll.config.settings"}
    environment |= {"ONROLL_HTTPS": "true", "ONROLL_HOSTS": "onroll.example.gov.uk"}
    for name in ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):  # what only tests set
        environment.pop(name, None)
    found = subprocess.run([sys.executable, "-c", CHECK], env=environment, capture_output=True, text=True, timeout=300)
    assert found.returncode == 0 and "no issues" in found.stdout, found.stderr
    assert "second factor: required" in found.stdout


def test_no_template_has_a_script_a_style_or_a_handler_of_its_own() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=[\"']|javascript:", text, re.IGNORECASE), path.name
        assert "|safe" not in text.replace(" ", "") or path.name in HOLD_DRAWINGS, path.name


def test_the_rule_of_the_second_factor_is_one_of_two() -> None:
    assert second_factor_rule("offered") == "offered"
    with pytest.raises(CannotReadSettings, match="required"):
        second_factor_rule("sometimes")
