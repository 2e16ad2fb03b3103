"""Send somebody to the provider of single sign-on, and take them back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from onroll.accounts import single_sign_on as there
from onroll.casework.actions.signing_in import JOURNEY, Step, after_identity
from onroll.casework.refusals import CannotDoNow


def provider_name() -> str:
    """Return what the provider is called; empty where there is none."""
    provider = there.provider()
    return provider.name if provider else ""


def go_there(request: Any, return_address: str, onward: str) -> str:
    """Return the provider's address to go to.

    Raises  CannotDoNow.
    """
    try:
        address, journey = there.begin(_provider(), return_address)
    except there.CannotSignInThere as refused:
        raise CannotDoNow(str(refused)) from refused
    request.session[JOURNEY] = {**dataclasses.asdict(journey), "onward": onward}
    return address


def come_back(request: Any, answer: Mapping[str, str], return_address: str) -> tuple[Step, str]:
    """Take in somebody who comes back; return what is next, and where they were going.

    Raises  CannotDoNow.
    """
    kept = request.session.pop(JOURNEY, None)
    if not kept:
        raise CannotDoNow("Signing in took too long, or began in another browser. Start again.")
    onward = kept.pop("onward")
    try:
        identity = there.identity_from(_provider(), there.Journey(**kept), answer, return_address)
    except there.CannotSignInThere as refused:
        raise CannotDoNow(str(refused)) from refused
    return after_identity(request, identity, onward), onward


def _provider() -> there.Provider:
    provider = there.provider()
    if provider is None:
        raise CannotDoNow("Single sign-on is not set up here. Sign in with your password.")
    return provider
