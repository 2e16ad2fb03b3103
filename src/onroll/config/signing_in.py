"""What the settings say about signing in: the second factor, and the provider of single sign-on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from onroll.config.home import CannotReadSettings

_NEEDED = ("name", "issuer", "client_id")
_KNOWN = frozenset({*_NEEDED, "client_secret", "scopes", "is_second_factor"})


def second_factor_rule(said: str) -> str:
    """Return `required` or `offered`.

    Raises  CannotReadSettings.
    """
    if said not in ("required", "offered"):
        raise CannotReadSettings(f"The setting second_factor is {said!r}. Write “required” or “offered”.")
    return said


def single_sign_on_settings(said: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the provider of single sign-on, or nothing where none is set. The secret may stand in the environment instead of the file.

    Raises  CannotReadSettings.
    """
    if not said:
        return {}
    found = dict(said)
    if secret := environment.get("ONROLL_SINGLE_SIGN_ON_SECRET"):
        found["client_secret"] = secret
    if unknown := sorted(set(found) - _KNOWN):
        raise CannotReadSettings(f"[single_sign_on] in onroll.toml has settings that are not known: {', '.join(unknown)}.")
    if missing := [name for name in (*_NEEDED, "client_secret") if not found.get(name)]:
        raise CannotReadSettings(f"[single_sign_on] in onroll.toml lacks: {', '.join(missing)}. See docs/signing-in.md.")
    issuer = urlsplit(str(found["issuer"]))
    if issuer.scheme != "https" and issuer.hostname not in ("127.0.0.1", "localhost"):
        raise CannotReadSettings("The issuer in [single_sign_on] must begin with https://.")
    return found
