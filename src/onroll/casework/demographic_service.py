"""The port to a demographic service: the published FHIR R4 search of the NHS Personal Demographics Service, and nothing else of it.

One question is one request. Of an answer only a number, a score and two marks are read: no address of the service's ever comes in
here. Redirects are not followed. Whatever is wrong is one sentence, without what was sent or answered.

Source  NHS England Digital, Personal Demographics Service FHIR API: `GET /Patient` (search); `GET /Patient/{id}` (retrieval: for a number
        that was replaced the answer has the one in its place, INVALIDATED_RESOURCE where there is none); signed JWT authentication.
"""

from __future__ import annotations

import http.client
import json
import secrets
import ssl
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import jwt
from django.conf import settings

from onroll.core.demographic_search import Checked, Person, Question, Replied
from onroll.core.identifiers import is_nhs_number

LARGEST_ANSWER = 1024 * 1024
TOKEN_SECONDS = 300
RESTRICTED = frozenset({"R", "V"})
"""Marks in `meta.security` of a record whose whereabouts the service protects: restricted, and very restricted."""
TRUSTED_ANSWER = "is not what the published service answers. Ask whoever runs Onroll to check the address in the settings."

REFUSALS: Mapping[int, str] = {
    400: "could not use the question. Tell whoever runs Onroll",
    401: "does not let Onroll in: the token is missing, wrong or too old. Tell whoever runs Onroll",
    403: "does not let Onroll ask this. Tell whoever runs Onroll",
    408: "took too long itself. Ask again in a few minutes",
    429: "was asked too often. Ask again in a few minutes",
    503: "is not there at the moment. Ask again in a few minutes",
}


class CannotAsk(Exception):
    """The service could not be asked, or did not answer as it should; the sentence says what was met."""


class _Answer(NamedTuple):
    status: int
    said: Mapping[str, Any]


@dataclass
class _Token:
    text: str = ""
    until: float = 0.0


_tokens: dict[str, _Token] = {}


@dataclass(frozen=True, kw_only=True)
class DemographicService:
    """One service, as `onroll.toml` names it. Shape  address: up to and without `/Patient`. seconds: that one answer may take."""

    name: str
    address: str
    seconds: float = 5.0
    token_file: str = ""
    token_address: str = ""
    client_id: str = ""
    key_id: str = ""
    key_file: str = ""
    ca_file: str = ""
    certificate_file: str = ""
    certificate_key_file: str = ""
    organisation_code: str = ""
    session: str = field(default_factory=lambda: str(uuid.uuid4()))

    def search(self, question: Question) -> Replied:
        """Return whom the service names to one question.

        Raises  CannotAsk.
        """
        answer = self._get(f"/Patient?{urlencode(question.asks)}")
        if answer.status != 200:
            raise CannotAsk(self._refusal(answer.status))
        if answer.said.get("resourceType") == "OperationOutcome" and "TOO_MANY_MATCHES" in _codes(answer.said):
            return Replied(too_many=True)
        if answer.said.get("resourceType") != "Bundle" or answer.said.get("type") != "searchset":
            raise CannotAsk(f"What {self.name} said {TRUSTED_ANSWER}")
        entries = answer.said.get("entry", [])
        if not isinstance(entries, list):
            raise CannotAsk(f"What {self.name} said {TRUSTED_ANSWER}")
        persons, too_many = [], False
        for entry in entries:
            resource = entry.get("resource") if isinstance(entry, dict) else None
            if not isinstance(resource, dict):
                raise CannotAsk(f"What {self.name} said {TRUSTED_ANSWER}")
            if resource.get("resourceType") == "OperationOutcome":
                too_many = too_many or "TOO_MANY_MATCHES" in _codes(resource)
                continue
            persons.append(self._person(resource, entry.get("search")))
        return Replied(persons=tuple(persons), too_many=too_many)

    def check(self, number: str) -> tuple[Checked, Person | None]:
        """Return how the service has a number, and the person who has it now: of one that was replaced, under the number in its place.

        Raises  CannotAsk.
        """
        answer = self._get(f"/Patient/{quote(number, safe='')}")
        codes = _codes(answer.said)
        if answer.status == 404 and codes & {"INVALIDATED_RESOURCE", "RESOURCE_NOT_FOUND"}:
            return ("invalid" if "INVALIDATED_RESOURCE" in codes else "not_known"), None
        if answer.status != 200:
            raise CannotAsk(self._refusal(answer.status))
        person = self._person(answer.said, None)
        return ("stands" if person.number == number else "superseded"), person

    def _person(self, resource: Mapping[str, Any], search: Any) -> Person:
        number = str(resource.get("id", ""))
        if resource.get("resourceType") != "Patient" or not is_nhs_number(number):
            raise CannotAsk(f"What {self.name} said {TRUSTED_ANSWER}")
        score = search.get("score") if isinstance(search, dict) else None
        if score is not None and (isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1):
            raise CannotAsk(f"What {self.name} said {TRUSTED_ANSWER}")
        meta = resource.get("meta")
        marks = meta.get("security", []) if isinstance(meta, dict) else []
        codes = {mark.get("code") for mark in marks if isinstance(mark, dict)} if isinstance(marks, list) else set()
        died = bool(resource.get("deceasedDateTime") or resource.get("deceasedBoolean"))
        return Person(number=number, score=None if score is None else float(score), restricted=bool(codes & RESTRICTED), died=died)

    def _refusal(self, status: int) -> str:
        return f"{self.name} {REFUSALS.get(status, f'answered with {status}. Ask again later')}."

    def _get(self, path: str) -> _Answer:
        headers = {
            "Accept": "application/fhir+json",
            "X-Request-ID": str(uuid.uuid4()),
            "X-Correlation-ID": self.session,
        }
        if self.organisation_code:
            headers["NHSD-End-User-Organisation-ODS"] = self.organisation_code
        token = self._token()
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return self._ask("GET", self.address.rstrip("/") + path, headers)

    def _token(self) -> str:
        if self.token_file:
            try:
                return Path(self.token_file).read_text(encoding="ascii").strip()
            except (OSError, ValueError):
                raise CannotAsk(f"The token for {self.name} cannot be read. Tell whoever runs Onroll.") from None
        if not self.token_address:
            return ""
        kept = _tokens.setdefault(f"{self.token_address} {self.client_id}", _Token())
        if kept.until <= time.time():
            kept.text, kept.until = self._new_token()
        return kept.text

    def _new_token(self) -> tuple[str, float]:
        """Ask for a token with a signed request, and return it with the moment until which it is used."""
        now = int(time.time())
        claims = {
            "sub": self.client_id,
            "iss": self.client_id,
            "jti": secrets.token_hex(16),
            "aud": self.token_address,
            "exp": now + TOKEN_SECONDS,
        }
        try:
            signed = jwt.encode(claims, Path(self.key_file).read_text(encoding="ascii"), algorithm="RS512", headers={"kid": self.key_id})
        except (OSError, ValueError, TypeError, jwt.PyJWTError):
            raise CannotAsk(f"The key for {self.name} cannot be used. Tell whoever runs Onroll.") from None
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": signed,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        answer = self._ask("POST", self.token_address, headers, urlencode(form).encode())
        token, lasts = answer.said.get("access_token"), answer.said.get("expires_in", TOKEN_SECONDS)
        if answer.status != 200 or not isinstance(token, str) or not token.isascii() or not str(lasts).isdigit():
            raise CannotAsk(f"{self.name} gave Onroll no token. Tell whoever runs Onroll.")
        return token, now + int(lasts) * 0.8

    def _ask(self, method: str, address: str, headers: Mapping[str, str], body: bytes | None = None) -> _Answer:
        parts = urlsplit(address)
        until = time.monotonic() + self.seconds
        try:
            connection = self._connection(parts.scheme == "https", parts.hostname or "", parts.port)
            try:
                connection.request(
                    method, f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", body=body, headers=dict(headers)
                )
                response = connection.getresponse()
                content = self._read(response, until)
            finally:
                connection.close()
        except TimeoutError:
            raise CannotAsk(f"{self.name} did not answer within {self.seconds:g} seconds. Ask again in a few minutes.") from None
        except ssl.SSLCertVerificationError as wrong:
            why = str(wrong.verify_message or "it is not trusted").rstrip(".")
            raise CannotAsk(f"The certificate of {self.name} was refused: {why}. Nothing was sent. Tell whoever runs Onroll.") from None
        except (OSError, http.client.HTTPException, ValueError) as wrong:
            raise CannotAsk(f"{self.name} could not be reached ({type(wrong).__name__}). Ask again in a few minutes.") from None
        return _Answer(response.status, self._read_json(content, response.status))

    def _connection(self, secure: bool, host: str, port: int | None) -> http.client.HTTPConnection:
        if not secure:
            return http.client.HTTPConnection(host, port, timeout=self.seconds)
        try:
            trust = ssl.create_default_context(cafile=self.ca_file or None)
            if self.certificate_file:
                trust.load_cert_chain(self.certificate_file, self.certificate_key_file or None)
        except (OSError, ssl.SSLError):
            raise CannotAsk(f"A certificate file for {self.name} cannot be read. Tell whoever runs Onroll.") from None
        return http.client.HTTPSConnection(host, port, timeout=self.seconds, context=trust)

    def _read(self, response: http.client.HTTPResponse, until: float) -> bytes:
        """Return what is answered, however slowly it drips, within the time that an answer may take."""
        content = b""
        while piece := response.read1(64 * 1024):
            content += piece
            if len(content) > LARGEST_ANSWER:
                raise CannotAsk(f"What {self.name} said {TRUSTED_ANSWER}")
            if time.monotonic() > until:
                raise TimeoutError
        return content

    def _read_json(self, content: bytes, status: int) -> Mapping[str, Any]:
        try:
            said = json.loads(content)
        except (ValueError, RecursionError):
            said = None
        if isinstance(said, dict):
            return said
        if status in (200, 404):
            raise CannotAsk(f"What {self.name} said {TRUSTED_ANSWER}")
        return {}


def demographic_service() -> DemographicService | None:
    """Return the service that the settings name; None where there is none."""
    said = settings.ONROLL_DEMOGRAPHIC_SERVICE
    return DemographicService(**said) if said else None


def forget_tokens() -> None:
    """Ask for a new token next time."""
    _tokens.clear()


def _codes(said: Mapping[str, Any]) -> set[str]:
    """Return the error codes of an OperationOutcome."""
    found: set[str] = set()
    issues = said.get("issue")
    for issue in issues if isinstance(issues, list) else ():
        details = issue.get("details") if isinstance(issue, dict) else None
        coding = details.get("coding") if isinstance(details, dict) else None
        found |= {str(each.get("code")) for each in coding if isinstance(each, dict)} if isinstance(coding, list) else set()
    return found
