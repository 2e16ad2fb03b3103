"""What the settings say about the demographic service that may be asked for a child's consistent identifier. Off unless it is set."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from onroll.config.home import CannotReadSettings

_NEEDED = ("name", "address")
_FILES = ("token_file", "key_file", "ca_file", "certificate_file", "certificate_key_file")
_SIGNED = ("token_address", "client_id", "key_id", "key_file")
_KNOWN = frozenset({*_NEEDED, *_FILES, *_SIGNED, "organisation_code", "seconds"})
LONGEST_SECONDS = 20


def demographic_service_settings(said: Mapping[str, Any], home: Path) -> dict[str, Any]:
    """Return the demographic service, or nothing where none is set. Files that are not named from the root lie in the home folder.

    Raises  CannotReadSettings.
    """
    if not said:
        return {}
    where = "[demographic_service] in onroll.toml"
    if unknown := sorted(set(said) - _KNOWN):
        raise CannotReadSettings(f"{where} has settings that are not known: {', '.join(unknown)}.")
    if missing := [name for name in _NEEDED if not str(said.get(name, "")).strip()]:
        raise CannotReadSettings(f"{where} lacks: {', '.join(missing)}. See docs/trust.md.")
    found = {name: value if name == "seconds" else str(value).strip() for name, value in said.items()}
    for name in ("address", "token_address"):
        _refuse_plain(found.get(name, ""), f"{name} in {where}")
    signed = [name for name in _SIGNED if found.get(name)]
    if signed and len(signed) < len(_SIGNED):
        raise CannotReadSettings(f"{where}: a signed request for a token needs all of {', '.join(_SIGNED)}.")
    if signed and found.get("token_file"):
        raise CannotReadSettings(f"{where} names a token_file and a token_address. Take one of them away.")
    if found.get("certificate_key_file") and not found.get("certificate_file"):
        raise CannotReadSettings(f"{where} names a certificate_key_file without its certificate_file.")
    seconds = found.get("seconds", 5)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds <= LONGEST_SECONDS:
        raise CannotReadSettings(f"{where}: seconds must be a number from 1 to {LONGEST_SECONDS}.")
    for name in _FILES:
        if found.get(name):
            path = found[name] = str(home / found[name])
            if not Path(path).is_file():
                raise CannotReadSettings(f"{where}: there is no {name} at {path}.")
    return {**found, "seconds": float(seconds)}


def _refuse_plain(address: str, what: str) -> None:
    parts = urlsplit(address)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost"))
    if address and (not secure or not parts.hostname or parts.query or parts.fragment or parts.username):
        raise CannotReadSettings(f"{what} must begin with https://, and be an address without a question.")
