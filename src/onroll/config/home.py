"""What the settings take from the home folder: the settings file, the secret key, the casebook's database."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from onroll.pipeline.key_files import former_key
from onroll.pipeline.whole_files import write_once


class CannotReadSettings(Exception):
    """The settings are not usable; the sentence says which and what to do."""


def read_settings_file(home: Path) -> dict[str, Any]:
    """Return what `onroll.toml` in the home folder says, or nothing where there is none."""
    path = home / "onroll.toml"
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CannotReadSettings(f"The settings file {path} cannot be read: {error}. Mend it, or take it away.") from None


def refuse_unknown(said: Mapping[str, Any], known: Collection[str]) -> None:
    """Stop where the settings file names something that is no setting: a slip of the pen would else leave a default in force, unseen."""
    if unknown := sorted(set(said) - set(known)):
        raise CannotReadSettings(f"onroll.toml has settings that are not known: {', '.join(unknown)}. Mend the names, or take them away.")


def one_value(said: object, name: str) -> str:
    """Return a setting as text, whether it was written as text, a number, a day, or true and false."""
    if not isinstance(said, str | int | float | date):
        raise CannotReadSettings(f"The setting {name} in onroll.toml must be one value; several stand in one text, with commas between.")
    return str(said)


def yes_or_no(text: str, name: str) -> bool:
    """Return whether a setting says yes."""
    said = text.strip().lower()
    if said not in ("1", "true", "yes", "on", "0", "false", "no", "off"):
        raise CannotReadSettings(f"The setting {name} is {text!r}. Write true or false.")
    return said in ("1", "true", "yes", "on")


def number(text: str, name: str) -> float:
    """Return the number that a setting says: more than nothing."""
    try:
        said = float(text)
    except ValueError:
        said = 0
    if not 0 < said < 1e12:
        raise CannotReadSettings(f"The setting {name} is {text!r}, which is no number above 0.")
    return said


def day_or_none(text: str, name: str) -> date | None:
    """Return the day that a setting names, or None where it is empty."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise CannotReadSettings(f"The setting {name} is {text!r}, which is not a day; write it as 2027-09-01.") from None


def file_or_none(text: str, name: str, home: Path) -> str:
    """Return the file that a setting names, in the home folder unless it is named from the root; empty where it is not set."""
    path = home / text.strip()
    if text.strip() and not path.is_file():
        raise CannotReadSettings(f"The setting {name} names {path}, and there is no such file.")
    return str(path) if text.strip() else ""


SHORTEST_TOKEN = 24


def long_enough(token: str, name: str) -> str:
    """Return a token that an operator set, or nothing; one that could be guessed is refused."""
    if token and len(token) < SHORTEST_TOKEN:
        raise CannotReadSettings(f"The setting {name} is shorter than {SHORTEST_TOKEN} characters. Make a longer one, or take it away.")
    return token


def forget_counts_of_ended_workers(folder: Path) -> None:
    """Take away the counts of workers that are no more, so that their files do not grow in number for ever."""
    for path in folder.glob("*.db"):
        worker = path.stem.rpartition("_")[2]
        if worker.isdigit() and not Path(f"/proc/{worker}").exists():
            path.unlink(missing_ok=True)


def secret_key(home: Path) -> str:
    """Return the key that signs sessions: the environment's, else the home folder's, made once for its owner alone."""
    if given := os.environ.get("ONROLL_SECRET_KEY"):
        if len(given) < 50:
            raise CannotReadSettings("ONROLL_SECRET_KEY is shorter than 50 characters. Make a longer one, or unset it.")
        return given
    path = home / "secret_key"
    if not home.exists():  # a tool reads the settings: nothing is served from here, so nothing is made here
        return secrets.token_urlsafe(64)
    if not path.exists():
        write_once(path, secrets.token_urlsafe(64).encode())
    return path.read_text(encoding="utf-8").strip()


def former_secret_keys(home: Path) -> list[str]:
    """Return the key that was replaced and still counts beside the present one: the environment's, else the home folder's; often none."""
    if given := os.environ.get("ONROLL_FORMER_SECRET_KEY"):
        return [given]
    former = None if os.environ.get("ONROLL_SECRET_KEY") else former_key(home / "secret_key")
    return [] if former is None else [former.decode().strip()]


def uploads_folder(home: Path) -> str:
    """Return where uploaded files wait; on the home folder's own disk, for its owner alone."""
    folder = home / "uploads"
    if home.exists():
        folder.mkdir(exist_ok=True, mode=0o700)
    return str(folder)


LONGEST_WAIT_SECONDS = 60
"""So long somebody's change waits for another's before they are asked to send it again; a large run's cases take seconds."""


def sqlite_database(home: Path) -> dict[str, Any]:
    """Return the casebook as a file in the home folder: readers never wait, writers follow one another, commits are on disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "casebook.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": LONGEST_WAIT_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;",
        },
    }


def database_from_url(url: str) -> dict[str, Any]:
    """Return the casebook that a `postgresql://user:password@host:port/name` address names; what stands behind `?` is the connection's.

    Raises  CannotReadSettings.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise CannotReadSettings("DATABASE_URL must start with postgresql://. Without it the casebook is a file in the home folder.")
    try:
        port = str(parts.port or "")
    except ValueError:
        raise CannotReadSettings("DATABASE_URL names a port that is no number. Signs like / in a password are written as %2F.") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "OPTIONS": dict(parse_qsl(parts.query)),  # sslmode, sslrootcert …: as psql and pg_dump read the same address
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
