"""What other systems can be told of by themselves, how a message is signed, and when it is sent again.

The form of headers and signature is that of the Standard Webhooks specification (v1a: Ed25519), so that its published libraries verify it.

Source  issue 6, point 6 (webhooks, signed and retried).
"""

from __future__ import annotations

import base64
import ipaddress
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to be told of. Shape  changes: kinds of the case's own history that it follows."""

    words: str
    changes: tuple[str, ...]


TOPICS: Mapping[str, Topic] = {
    "case.opened": Topic("A case of the authority was opened, or opened again", ("case.opened", "case.reopened", "case.reopen")),
    "case.closed": Topic("A case of the authority was closed", ("case.close",)),
    "case.offered": Topic("Another authority offered a case", ("case.transfer_offer",)),
}

WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 30, 120, 360, 720, 1440, 1440))
"""How long after each try that failed the next one comes; after the last, nobody tries again."""
LONGEST_ADDRESS = 500


def topic_of(change: str) -> str:
    """Return the topic of a kind of change; empty where nobody is told of it."""
    return next((name for name, topic in TOPICS.items() if change in topic.changes), "")


def next_try(attempts: int, failed_at: datetime) -> datetime | None:
    """Return when a message is sent again that has failed so many times; None where it is given up."""
    return failed_at + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def body_of(*, delivery: str, subscription: int, topic: str, case: int, at: datetime) -> bytes:
    """Return what is sent: that something happened, and a number; never who it is about."""
    said = {"id": delivery, "subscription": subscription, "type": topic, "case": case, "at": at.isoformat(timespec="seconds")}
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def headers_of(delivery: str, sent_at: datetime, body: bytes, *signs: Callable[[bytes], bytes]) -> dict[str, str]:
    """Return the headers that go with a body: its id, the second at which it is sent, and a signature by each key over both and the body.

    Shape  signs: the present key's, and while a former one still counts that one's too; receivers take any that they know.
    """
    second = str(int(sent_at.timestamp()))
    signatures = [base64.b64encode(sign(f"{delivery}.{second}.".encode() + body)).decode() for sign in signs]
    return {
        "webhook-id": delivery,
        "webhook-timestamp": second,
        "webhook-signature": " ".join(f"v1a,{each}" for each in signatures),
        "content-type": "application/json",
    }


def why_not_there(address: str, *, inside_too: bool) -> str:
    """Return why nothing is sent to an address, in a sentence; empty where it may be.

    Shape  inside_too: whether addresses of one's own network are allowed, and without encryption.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "That is no address."
    if len(address) > LONGEST_ADDRESS or not address.isascii() or not address.isprintable() or " " in address:
        return f"An address has {LONGEST_ADDRESS} characters or fewer: letters, figures and the signs of addresses."
    if parts.scheme != "https" and not (inside_too and parts.scheme == "http"):
        return "An address begins with https://."
    if not host or parts.username is not None or parts.password is not None or parts.fragment or port == 0:
        return "An address names a host, and neither a user nor a password nor a place in a page."
    return "" if inside_too or not is_inside(host) else "That address lies inside a network. Name one that can be reached from everywhere."


def is_inside(host: str) -> bool:
    """Whether a host given by its number lies in a private, local or reserved network; a name is not looked up."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return host.lower().rstrip(".") == "localhost" or host.lower().rstrip(".").endswith((".localhost", ".local", ".internal"))
    mapped = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    return not number.is_global or number.is_multicast or (mapped is not None and not mapped.is_global)
