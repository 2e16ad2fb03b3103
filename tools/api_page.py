"""The page about the API, written from the API's own description: every operation with its fields, and a client to begin with."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

_ABOUT = """# The doors for machines

Other systems come in at `/api/v1/` with a token. The description for programs is at `/api/v1/openapi.json` (OpenAPI 3.1).

- **A token** is given by an administrator (*People*, *Systems with a token*): for one organisation in their care, in one role that it can
  have (a school as a school; an agency, or an authority's officer; the data team of either), with scopes, a purpose and a last day. It is
  shown once; a digest of it is kept. Send it as `Authorization: Bearer …`. What may be seen follows from the same relations, agreements
  and shielding as on pages; every look is an audit row.
- **Every return and answer needs an `Idempotency-Key`** of your own, another one for each request. Sent again with the same key, a request
  is answered as it was (`Idempotency-Replayed: true`), and nothing is done twice: after a time-out, send it again. Answers are kept
  for 90 days.
- **A refusal** is a problem (RFC 9457): `status`, `title`, `detail` in one sentence, and `errors` by field. It never repeats what was
  sent. 401 no token that opens anything; 403 another scope; 404 nothing there *for you*; 409 not now; 422 a field, or a key used before;
  429 wait for `Retry-After` seconds (`api_per_minute` in `onroll.toml`, 600 unless set).
- **A list** goes on with `after`.
- **A return that is not complete** is no error of the request: it is kept, `stands` is false, and `problems` says what is missing.
- A school without a system sends the same returns as forms: *Children*, *School returns*.

## A client to begin with

```python
import json, urllib.request, uuid

def send(address, token, body):
    request = urllib.request.Request(
        address, json.dumps(body).encode(), method="POST",
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())})
    with urllib.request.urlopen(request, timeout=30) as answer:  # after a time-out: the same request with the same key
        return json.load(answer)

print(send("https://onroll.example/api/v1/returns/new-pupil", TOKEN, {
    "pupil": {"surname": "Thistlewood", "forename": "Piran", "date_of_birth": "2014-02-17",
              "address_line_1": "1 Made-up Street", "postcode": "ZZ1 1ZZ"},
    "parents": [{"name": "M. Parent", "phone": "07700900456"}],
    "entered_on": "2026-01-19"})["answer"])
```

## Being told

A token with the scope `events` asks at `/api/v1/webhooks` to be told, at an address of its own, that a case of its authority opened,
closed or was offered. A message has the case's number and nothing of any child; of shielded children there is none. Whoever wants
to know more looks at the case. Messages are sent by `onroll tell`, at least once: the same `webhook-id` is the same message. What is
not answered with 2xx within ten seconds is sent again for about three days. Redirects are not followed. The signature is Ed25519 as
Standard Webhooks has it (`v1a`):

```python
import base64, contextlib, time
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

def is_ours(headers, body, key):  # key: as the answer to the subscription has it
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    ours = Ed25519PublicKey.from_public_bytes(base64.b64decode(key))
    for each in headers["webhook-signature"].split():  # two, while a key is being replaced
        with contextlib.suppress(InvalidSignature):
            ours.verify(base64.b64decode(each.removeprefix("v1a,")), signed)
            return abs(time.time() - int(headers["webhook-timestamp"])) < 300
    return False
```

## Operations
"""


def the_api() -> str:
    """Return the page."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "uploads").mkdir()
        os.environ.setdefault("ONROLL_HOME", home)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onroll.config.settings")
        import django

        django.setup()
        from onroll.web.api.v1 import document

        found = document()
    shapes = found["components"]["schemas"]
    lines = [_ABOUT]
    for address, operations in found["paths"].items():
        for method, operation in operations.items():
            lines += [f"### `{method.upper()} {address}`\n", f"{operation.get('description', operation['summary'])}\n"]
            sent = operation.get("requestBody", {}).get("content", {})
            for content in sent.values():
                lines += _fields(content["schema"], shapes)
            answered = next(response for status, response in operation["responses"].items() if int(status) < 300)
            name = answered["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
            lines.append(f"Answers `{name}`.\n")
    lines.append("## What is answered\n")
    for name in sorted(each for each in shapes if each.endswith("Out") or each in ("Problem", "FieldProblem")):
        lines += [f"### `{name}`\n", f"{' '.join(shapes[name].get('description', '').split())}\n", *_fields(shapes[name], shapes)]
    return "\n".join(lines).rstrip() + "\n"


def _fields(schema: dict[str, Any], shapes: dict[str, Any]) -> list[str]:
    schema = shapes[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
    rows = []
    for name, each in schema.get("properties", {}).items():
        needed = "yes" if name in schema.get("required", []) else ""
        rows.append(f"| `{name}` | {_kind(each)} | {needed} |")
    return ["| Field | Kind | Needed |", "| --- | --- | --- |", *rows, ""] if rows else []


def _kind(each: dict[str, Any]) -> str:
    if "$ref" in each:
        return f"`{each['$ref'].rsplit('/', 1)[-1]}`"
    if "anyOf" in each:
        return " or ".join(_kind(one) for one in each["anyOf"])
    if "enum" in each:
        return ", ".join(f"`{one}`" if one else "empty" for one in each["enum"])
    if each.get("type") == "array":
        return f"list of {_kind(each['items'])}"
    return str(each.get("format") or each.get("type") or "anything")
