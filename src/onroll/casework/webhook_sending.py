"""Send one message over HTTPS, to nowhere inside a network: the name is looked up once, and what it says is where we go.

Redirects are not followed: they would lead past that check.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from onroll.core.webhooks import is_inside, why_not_there
from onroll.pipeline.key_files import former_key
from onroll.pipeline.whole_files import write_once

KEY_FILE = "webhook_key"
SECONDS = 10
LONGEST_WORD = 200


class CannotSend(Exception):
    """The message did not arrive; the sentence says what was met, and nothing of what was sent."""


def own_key() -> Ed25519PrivateKey:
    """Return the key with which this home signs messages, made once, readable for its owner alone."""
    path = Path(settings.ONROLL_HOME) / KEY_FILE
    if not path.exists():
        write_once(path, Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def signing_keys() -> list[Ed25519PrivateKey]:
    """Return the keys with which a message is signed: the present one, and the one that it replaced while that still counts."""
    present, former = own_key(), former_key(Path(settings.ONROLL_HOME) / KEY_FILE)
    return [present] if former is None else [present, Ed25519PrivateKey.from_private_bytes(former)]


def send(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a message and return the status that it was answered with.

    Raises  CannotSend where it did not arrive, or was not taken.
    """
    inside_too = settings.ONROLL_WEBHOOKS_INSIDE
    refusal = why_not_there(address, inside_too=inside_too)
    if refusal:
        raise CannotSend(refusal)
    parts = urlsplit(address)
    secure, host = parts.scheme == "https", parts.hostname or ""
    connection = http.client.HTTPConnection(host, parts.port or (443 if secure else 80), timeout=SECONDS)
    try:
        connection.sock = _opened(host, connection.port, secure=secure, inside_too=inside_too)
        connection.request("POST", f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", body=body, headers=dict(headers))
        status = connection.getresponse().status
    except ssl.SSLCertVerificationError as refused:
        why = str(refused.verify_message or "it is not trusted").rstrip(".")
        raise CannotSend(f"The certificate was refused: {why}. Nothing was sent."[:LONGEST_WORD]) from None
    except TimeoutError:
        raise CannotSend(f"Not answered within {SECONDS} seconds.") from None
    except (OSError, http.client.HTTPException) as error:
        raise CannotSend(f"Not reached: {type(error).__name__}.") from None
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise CannotSend(f"Answered with {status}.")
    return status


def _opened(host: str, port: int, *, secure: bool, inside_too: bool) -> socket.socket:
    """Return a connection to the first of a host's numbers, all of which must lie outside.

    Raises  CannotSend; OSError.
    """
    numbers = list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    if not inside_too and any(is_inside(number) for number in numbers):
        raise CannotSend("That name leads inside a network.")
    opened = socket.create_connection((numbers[0], port), timeout=SECONDS)
    if not secure:
        return opened
    try:
        trust = ssl.create_default_context()
        if settings.ONROLL_WEBHOOKS_CA:
            trust.load_verify_locations(cafile=settings.ONROLL_WEBHOOKS_CA)
        return trust.wrap_socket(opened, server_hostname=host)
    except BaseException:
        opened.close()
        raise
