"""A stand-in for the NHS Personal Demographics Service: a real HTTP server on this machine that speaks FHIR R4 over made-up people.

It takes the parameters of the published search and refuses others, matches exactly, with wildcards and history, or fuzzily by Soundex
and transposed names, and answers with searchset Bundles that carry scores. Numbers that were replaced answer with the one in their place.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

NHS = "https://fhir.nhs.uk/Id/nhs-number"
MOST = 50
PARAMETERS = {"_fuzzy-match", "_exact-match", "_history", "_max-results", "family", "given", "gender", "birthdate", "address-postalcode"}


@dataclass(kw_only=True)
class Patient:
    """One made-up person. Shape  former: family names that they had. worth: what the score is multiplied with."""

    number: str
    family: str
    given: str
    born: str
    gender: str = "female"
    postcode: str = "ZZ1 1ZZ"
    former: tuple[str, ...] = ()
    restricted: bool = False
    died: bool = False
    worth: float = 1.0


@dataclass
class StandIn:
    """The service while it runs. Shape  asked: the path of each request; wrong: how it misbehaves, if it does. token: that it wants."""

    address: str
    patients: list[Patient] = field(default_factory=list)
    superseded: dict[str, str] = field(default_factory=dict)
    invalid: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    wrong: str = ""
    token: str = ""
    tokens_given: int = 0
    signed_with: str = ""

    @property
    def searches(self) -> list[dict[str, str]]:
        """The parameters of each search."""
        return [dict(parse_qsl(urlsplit(path).query)) for path in self.asked if urlsplit(path).path == "/FHIR/R4/Patient"]


@contextmanager
def demographics(certificate: tuple[Path, Path] | None = None) -> Iterator[StandIn]:
    """Run the stand-in. Shape  certificate: its certificate and key, to be asked over TLS."""
    here = StandIn("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            _answer(self, here)

        def do_POST(self) -> None:
            _give_token(self, here)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # whoever asked has hung up
    if certificate:
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trust.load_cert_chain(*certificate)
        server.socket = trust.wrap_socket(server.socket, server_side=True)
    here.address = f"{'https' if certificate else 'http'}://{'localhost' if certificate else '127.0.0.1'}:{server.server_port}/FHIR/R4"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()


def _give_token(handler: BaseHTTPRequestHandler, here: StandIn) -> None:
    import jwt

    form = parse_qs(handler.rfile.read(int(handler.headers["content-length"])).decode())
    claims = jwt.decode(form["client_assertion"][0], here.signed_with, algorithms=["RS512"], audience=f"{here.address}/token")
    if claims["iss"] != claims["sub"] or form["grant_type"] != ["client_credentials"]:
        return _say(handler, 401, {"error": "invalid_client"})
    here.tokens_given += 1
    here.token = f"token-{here.tokens_given}"
    return _say(handler, 200, {"access_token": here.token, "expires_in": "599", "token_type": "Bearer"})


def _answer(handler: BaseHTTPRequestHandler, here: StandIn) -> None:
    here.asked.append(handler.path)
    here.headers.append({name.lower(): value for name, value in handler.headers.items()})
    if here.wrong and _misbehave(handler, here.wrong):
        return None
    if not handler.headers.get("X-Request-ID"):
        return _say(handler, 400, _outcome("MISSING_VALUE"))
    if here.token and handler.headers.get("Authorization") != f"Bearer {here.token}":
        return _say(handler, 401, _outcome("ACCESS_DENIED"))
    parts = urlsplit(handler.path)
    if parts.path == "/FHIR/R4/Patient":
        return _search(handler, here, parts.query)
    return _retrieve(handler, here, parts.path.removeprefix("/FHIR/R4/Patient/"))


def _misbehave(handler: BaseHTTPRequestHandler, how: str) -> bool:
    if how.isdigit():
        _say(handler, int(how), _outcome("UNABLE_TO_CALL_SERVICE"))
    elif how == "slow":
        time.sleep(2)
    elif how == "drips":
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(30):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)
    elif how == "away":
        handler.send_response(302)
        handler.send_header("Location", "/FHIR/R4/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()
    elif how == "breaks off":
        handler.close_connection = True
    else:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(how.encode())))
        handler.end_headers()
        handler.wfile.write(how.encode())
    return True


def _search(handler: BaseHTTPRequestHandler, here: StandIn, query: str) -> None:
    asked = parse_qs(query)
    if set(asked) - PARAMETERS:
        return _say(handler, 400, _outcome("ADDITIONAL_PROPERTIES"))
    fuzzy = asked.get("_fuzzy-match") == ["true"]
    if (
        "birthdate" not in asked
        or "family" not in asked
        or (fuzzy and "given" not in asked and not {"gender", "address-postalcode"} <= set(asked))
    ):
        return _say(handler, 400, _outcome("INVALID_SEARCH_DATA"))
    if fuzzy and any("*" in value for values in asked.values() for value in values):
        return _say(handler, 400, _outcome("INVALID_VALUE"))
    found = []
    for each in here.patients:
        score = _score(each, asked, fuzzy=fuzzy)
        if score and not ("address-postalcode" in asked and each.restricted) and each.number not in here.invalid:
            found.append((round(score * each.worth, 4), each))
    if asked.get("_exact-match") == ["true"]:
        found = [(score, each) for score, each in found if score == 1.0]
    if len(found) > MOST:
        return _say(handler, 200, _outcome("TOO_MANY_MATCHES"))
    entries = [
        {"fullUrl": f"{here.address}/Patient/{each.number}", "search": {"score": score}, "resource": _resource(each)}
        for score, each in sorted(found, key=lambda pair: -pair[0])
    ]
    bundle: dict[str, Any] = {
        "resourceType": "Bundle",
        "type": "searchset",
        "timestamp": "2026-01-19T10:00:00+00:00",
        "total": len(entries),
    }
    return _say(handler, 200, {**bundle, "entry": entries} if entries else bundle)


def _retrieve(handler: BaseHTTPRequestHandler, here: StandIn, number: str) -> None:
    if number in here.invalid:
        return _say(handler, 404, _outcome("INVALIDATED_RESOURCE"))
    number = here.superseded.get(number, number)
    person = next((each for each in here.patients if each.number == number), None)
    return _say(handler, 200, _resource(person)) if person else _say(handler, 404, _outcome("RESOURCE_NOT_FOUND"))


def _score(each: Patient, asked: Mapping[str, list[str]], *, fuzzy: bool) -> float:
    """Return how closely a person meets a search, 0 where they do not: the mean over what was asked."""
    with_history = fuzzy or asked.get("_history") == ["true"]
    worth = [1.0 if all(_fits_day(each.born, day) for day in asked["birthdate"]) else 0.0]
    families = [each.family, *(each.former if with_history else ())]
    names = [("family", families), ("given", [each.given])]
    if (
        fuzzy
        and "given" in asked
        and _sounds(asked["given"][0]) == _sounds(each.family)
        and _sounds(asked["family"][0]) == _sounds(each.given)
    ):
        names, worth = [], [*worth, 0.9]
    for name, known in names:
        if name in asked:
            wanted = asked[name][0]
            worth.append(max(_likeness(wanted, one, fuzzy=fuzzy) * (1.0 if place == 0 else 0.98) for place, one in enumerate(known)))
    if "gender" in asked:
        worth.append(1.0 if asked["gender"] == [each.gender] else 0.0)
    if "address-postalcode" in asked:
        worth.append(_likeness(asked["address-postalcode"][0], each.postcode, fuzzy=False))
    return 0.0 if 0.0 in worth else sum(worth) / len(worth)


def _likeness(wanted: str, known: str, *, fuzzy: bool) -> float:
    wanted, known = wanted.casefold(), known.casefold()
    if wanted.endswith("*"):
        return 1.0 if known.startswith(wanted[:-1]) else 0.0
    return 1.0 if wanted == known else 0.6 if fuzzy and _sounds(wanted) == _sounds(known) else 0.0


def _fits_day(born: str, asked: str) -> bool:
    how, day = asked[:2], asked[2:]
    return {"eq": born == day, "ge": born >= day, "le": born <= day}[how]


def _sounds(name: str) -> str:
    """Return the Soundex code of a name."""
    codes = {letter: str(code) for code, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1) for letter in letters}
    letters = [each for each in name.casefold() if each.isalpha()]
    said, last = letters[:1], codes.get(letters[0], "") if letters else ""
    for letter in letters[1:]:
        code = codes.get(letter, "")
        if code and code != last:
            said.append(code)
        last = last if letter in "hw" else code
    return "".join(said)[:4].ljust(4, "0")


def _resource(each: Patient) -> dict[str, Any]:
    said: dict[str, Any] = {
        "resourceType": "Patient",
        "id": each.number,
        "identifier": [{"system": NHS, "value": each.number}],
        "meta": {"versionId": "2", "security": [{"code": "R" if each.restricted else "U"}]},
        "name": [{"use": "usual", "given": [each.given], "family": each.family}],
        "gender": each.gender,
        "birthDate": each.born,
    }
    if not each.restricted:
        said["address"] = [{"use": "home", "line": ["SECRETSTREET"], "postalCode": each.postcode}]
    return said | ({"deceasedDateTime": "2025-01-01T00:00:00+00:00"} if each.died else {})


def _outcome(code: str) -> dict[str, Any]:
    details = {"coding": [{"system": "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode", "version": "1", "code": code}]}
    return {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "processing", "details": details}]}


def _say(handler: BaseHTTPRequestHandler, status: int, said: Mapping[str, Any]) -> None:
    body = json.dumps(said).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/fhir+json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
