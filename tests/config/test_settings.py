"""What an operator may set, and that a slip of the pen stops the start with one sentence instead of leaving a default in force."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onroll.config.home import CannotReadSettings, database_from_url, number, one_value, yes_or_no

SAY = """
import django
from django.conf import settings
django.setup()
print(settings.ONROLL_HTTPS, settings.SESSION_COOKIE_SECURE, settings.ONROLL_IDLE_SECONDS, settings.EMAIL_USE_TLS,
      settings.ONROLL_NOT_IN_SCHOOL_FROM, settings.ALLOWED_HOSTS, sep="|")
"""


def started(home: Path, said: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings as every command does, from a home folder whose settings file says so."""
    (home / "onroll.toml").write_text(said, encoding="utf-8")
    ours = {name: value for name, value in os.environ.items() if not name.startswith("ONROLL_") and name != "DATABASE_URL"}
    ours |= {"ONROLL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "onroll.config.settings", **environment}
    return subprocess.run([sys.executable, "-c", SAY], env=ours, capture_output=True, text=True, timeout=120, check=False)


def test_each_kind_of_value_is_read_and_the_environment_counts_first(tmp_path: Path) -> None:
    said = 'https = true\nidle_minutes = 30\nmail_tls = "no"\nnot_in_school_from = 2027-09-01\nhosts = "a.example, b.example"\n'
    done = started(tmp_path, said)
    assert done.stdout.strip() == "True|True|1800|False|2027-09-01|['a.example', 'b.example']", done.stderr
    assert started(tmp_path, said, ONROLL_HTTPS="off", ONROLL_IDLE_MINUTES="0.5").stdout.startswith("False|False|30|")


@pytest.mark.parametrize(
    ("said", "environment", "sentence"),
    [
        ("htpps = true", {}, "settings that are not known: htpps"),
        ("https = 'ture'", {}, "The setting https is 'ture'. Write true or false."),
        ("", {"ONROLL_WEBHOOKS_INSIDE": "maybe"}, "The setting webhooks_inside is 'maybe'"),
        ("idle_minutes = 0", {}, "The setting idle_minutes is '0', which is no number above 0"),
        ("max_upload_mb = 'much'", {}, "The setting max_upload_mb is 'much'"),
        ("hosts = ['a.example']", {}, "The setting hosts in onroll.toml must be one value"),
        ("https = ", {}, "cannot be read"),
        ("", {"DATABASE_URL": "mysql://a/b"}, "must start with postgresql://"),
    ],
)
def test_what_is_wrong_stops_the_start_with_a_sentence(tmp_path: Path, said: str, environment: dict[str, str], sentence: str) -> None:
    done = started(tmp_path, said, **environment)
    assert done.returncode != 0 and "CannotReadSettings: " in done.stderr and sentence in done.stderr, done.stderr


def test_the_address_of_a_database_says_how_it_is_reached() -> None:
    found = database_from_url("postgresql://on%2Froll:s%40crt@db.example:5433/book?sslmode=verify-full&sslrootcert=/etc/ca.pem")
    assert {name: found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")} == {
        "USER": "on/roll", "PASSWORD": "s@crt", "HOST": "db.example", "PORT": "5433", "NAME": "book",
    }  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}
    assert database_from_url("postgresql:///book?host=/run/postgresql")["OPTIONS"] == {"host": "/run/postgresql"}
    with pytest.raises(CannotReadSettings, match="port"):
        database_from_url("postgresql://onroll:se/cret@db.example/book")


def test_what_is_said_is_read_strictly() -> None:
    assert yes_or_no(" Yes ", "x") and not yes_or_no("0", "x") and number("1.5", "x") == 1.5 and one_value(True, "x") == "True"
    for wrong in ("", "nan", "inf", "-1", "1e13"):
        with pytest.raises(CannotReadSettings, match="no number"):
            number(wrong, "x")
    with pytest.raises(CannotReadSettings, match="true or false"):
        yes_or_no("", "x")
