"""Single sign-on by OpenID Connect: the code flow with PKCE, a state and a nonce. Who somebody is here, an administrator says.

The provider is trusted for one thing, its own name for the person (`sub`). Names and addresses that it sends are shown to the
administrator and never matched by; nobody gets an account, or a right, by signing in.

Source  OpenID Connect Core 1.0, section 3.1; RFC 7636.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from http.client import HTTPException
from typing import Any

import jwt
from django.conf import settings

from onroll.accounts.models import OutsideIdentity

SECONDS_TO_WAIT = 10
LARGEST_ANSWER = 256 * 1024
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
SECONDS_OF_LEEWAY = 60
LONGEST_SUBJECT = 255
"""By the standard; a longer name is refused, never cut: two that begin alike are two people."""
_ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class CannotSignInThere(Exception):
    """Single sign-on did not work; the sentence says why, without what the provider sent."""


@dataclass(frozen=True, kw_only=True)
class Provider:
    """One provider, as `onroll.toml` names it. Shape  is_second_factor: whether it asks for a second factor itself."""

    name: str
    issuer: str
    client_id: str
    client_secret: str
    scopes: str = "openid profile email"
    is_second_factor: bool = False


@dataclass(frozen=True, kw_only=True)
class Journey:
    """What is kept in the browser's session while somebody is at the provider."""

    state: str
    nonce: str
    verifier: str


def provider() -> Provider | None:
    """Return the provider, where one is set."""
    said = settings.ONROLL_SINGLE_SIGN_ON
    return Provider(**said) if said else None


def begin(here: Provider, return_address: str) -> tuple[str, Journey]:
    """Return the provider's address to go to, and what must come back with the person."""
    journey = Journey(state=secrets.token_urlsafe(24), nonce=secrets.token_urlsafe(24), verifier=secrets.token_urlsafe(48))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(journey.verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "client_id": here.client_id,
        "redirect_uri": return_address,
        "scope": here.scopes,
        "state": journey.state,
        "nonce": journey.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    address = _described(here.issuer)["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urllib.parse.urlencode(asked)}", journey


def identity_from(here: Provider, journey: Journey, answer: Mapping[str, str], return_address: str) -> OutsideIdentity:
    """Return who came back, known or new; a new one has no account.

    Raises  CannotSignInThere.
    """
    if not _same(answer.get("state", ""), journey.state):
        raise CannotSignInThere("The answer does not belong to this browser. Start again.")
    if "error" in answer or not answer.get("code"):
        raise CannotSignInThere(f"{here.name} did not sign you in. Start again, or sign in with your password.")
    claims = _claims(here, journey, _exchange(here, journey, answer["code"], return_address))
    now = datetime.now(UTC)
    said = {"last_at": now, "said_name": str(claims.get("name", ""))[:200], "said_email": str(claims.get("email", ""))[:254]}
    identity, _ = OutsideIdentity.objects.update_or_create(
        issuer=here.issuer, subject=claims["sub"], defaults=said, create_defaults={**said, "first_at": now}
    )
    return identity


def _exchange(here: Provider, journey: Journey, code: str, return_address: str) -> str:
    described = _described(here.issuer)
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": return_address, "code_verifier": journey.verifier}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    if "client_secret_basic" in (described.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]):
        pair = f"{urllib.parse.quote(here.client_id, safe='')}:{urllib.parse.quote(here.client_secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": here.client_id, "client_secret": here.client_secret}
    said = _ask(described["token_endpoint"], urllib.parse.urlencode(form).encode(), headers)
    if not isinstance(said.get("id_token"), str):
        raise CannotSignInThere(f"{here.name} gave no identity. Start again, or sign in with your password.")
    return str(said["id_token"])


def _claims(here: Provider, journey: Journey, token: str) -> Mapping[str, Any]:
    """Return what the identity says, once its signature, issuer, audience, time and nonce are right."""
    described = _described(here.issuer)
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key_of(jwt.get_unverified_header(token).get("kid"), described["jwks_uri"]),
            algorithms=ALGORITHMS,
            audience=here.client_id,
            issuer=described["issuer"],
            leeway=SECONDS_OF_LEEWAY,
            options={"require": ["exp", "iat", "sub", "aud", "iss"]},
        )
    except jwt.PyJWTError as wrong:
        raise CannotSignInThere(f"What {here.name} said of you could not be checked. Start again.") from wrong
    if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
        raise CannotSignInThere(f"{here.name} gave no name for you that can be kept. Tell whoever runs Onroll.")
    if not _same(str(claims.get("nonce", "")), journey.nonce):
        raise CannotSignInThere("The identity was made for another sign-in. Start again.")
    return claims


def _same(given: str, kept: str) -> bool:
    """Compare in the same time whatever was given; as bytes, since signs beyond ASCII would end it with an error."""
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), kept.encode())


@lru_cache(maxsize=4)
def _described(issuer: str) -> Mapping[str, Any]:
    """Return how the provider describes itself; asked once by each process."""
    said = _ask(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if str(said.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
        raise CannotSignInThere("The provider of single sign-on gives another name than the settings do. Tell whoever runs Onroll.")
    if not all(isinstance(said.get(name), str) for name in _ADDRESSES):
        raise CannotSignInThere("The provider of single sign-on does not say where it is asked. Tell whoever runs Onroll.")
    return said


def _key_of(name: Any, address: str) -> Any:
    """Return the key that the provider publishes now under that name.

    A provider with one key need not name it, which `jwt.PyJWKClient` would not take.
    """
    for each in jwt.PyJWKSet.from_dict(_ask(address)).keys:
        if each.public_key_use in ("sig", None) and name in (None, each.key_id):
            return each.key
    raise jwt.PyJWKSetError("no such key")


def _ask(address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    if urllib.parse.urlsplit(address).scheme not in ("https", "http"):
        raise CannotSignInThere("The provider of single sign-on names an address that is not one.")
    request = urllib.request.Request(address, data=body, headers=dict(headers or {"Accept": "application/json"}))
    try:
        with urllib.request.urlopen(request, timeout=SECONDS_TO_WAIT) as answer:
            said = json.loads(answer.read(LARGEST_ANSWER))
    except (OSError, HTTPException, ValueError, RecursionError) as wrong:
        raise CannotSignInThere(
            "The provider of single sign-on does not answer as it should. Sign in with your password, or try later."
        ) from wrong
    if not isinstance(said, dict):
        raise CannotSignInThere("The provider of single sign-on does not answer as it should. Try later.")
    return said
