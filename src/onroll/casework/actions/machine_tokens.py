"""Tokens with which other systems come in: given and taken back by an administrator; admitted, counted and answered once.

Source  issue 6, point 6; stack, section 1.4 (hashed, scoped, expiring bearer tokens).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from onroll.accounts.audit import Happening, record
from onroll.accounts.models import KeptAnswer, MachineToken, SpentMinute, User
from onroll.accounts.roles import OrganisationKind, Role
from onroll.casework import clock
from onroll.casework.actions.people import end_access, may_manage
from onroll.casework.permissions import Right, has_right
from onroll.casework.purposes import Purpose, purpose_for
from onroll.casework.queries.machine_tokens import organisations_with_machines
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer, viewer_of
from onroll.core.machine_scopes import KEY_LENGTH, LONGEST, PREFIX_LENGTH, SCOPES, digest_of_token, same_digest
from onroll.core.wording import uncapitalised

__all__ = [
    "KEY_LENGTH",
    "MACHINE_ROLES",
    "Admitted",
    "Answered",
    "CannotAdmit",
    "CannotGoSoFast",
    "CannotRepeat",
    "admit",
    "give_token",
    "once",
    "take_back_token",
]
MACHINE_ROLES_OF: Mapping[str, tuple[Role, ...]] = {
    OrganisationKind.SCHOOL.value: (Role.SCHOOL,),
    OrganisationKind.AGENCY.value: (Role.AGENCY, Role.DATA_TEAM),
    OrganisationKind.AUTHORITY.value: (Role.OFFICER, Role.DATA_TEAM),
}
"""In which roles a system of each kind of organisation may act: never in one in which it would see what its people may not."""
MACHINE_ROLES = tuple(dict.fromkeys(role for roles in MACHINE_ROLES_OF.values() for role in roles))


class CannotAdmit(Exception):
    """The token opens nothing: unknown, taken back, over, or of an account that has ended."""


class CannotGoSoFast(Exception):
    """The token has come too often in this minute. Shape  wait: seconds until it may come again."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"Too many requests in this minute. Come again in {wait} seconds.")
        self.wait = wait


class CannotRepeat(Exception):
    """The idempotency key was used before, for another request."""


@dataclass(frozen=True, kw_only=True)
class Admitted:
    """A system that has come in. Shape  purpose: None where the token looks at no records."""

    token: MachineToken
    viewer: Viewer
    purpose: Purpose | None

    def may(self, scope: str) -> bool:
        """Whether the token opens that door, and its account's role still may."""
        return scope in self.token.scopes and has_right(self.viewer.role, Right(SCOPES[scope].right))


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a request was answered. Shape  again: it had been answered before, and nothing was done now."""

    status: int
    body: str
    again: bool = False


# -- given and taken back -----------------------------------------------------------------------------------------------


def give_token(
    *, by: Viewer, organisation_id: int, role: str, name: str, scopes: Sequence[str], purpose: str, expires_on: date
) -> tuple[MachineToken, str]:
    """Give a system of an organisation a token; return it, and its text, which is shown this once and kept nowhere.

    Raises  CannotSee; CannotDoNow; CannotUsePurpose.
    """
    require(by, Right.MANAGE_PEOPLE)
    if role not in {each.value for each in MACHINE_ROLES}:
        raise CannotDoNow("Choose the role in which the system acts.")
    if not name.strip():
        raise CannotDoNow("Give the token a name: which system uses it?")
    known = [scope for scope in SCOPES if scope in scopes]
    if not known or len(known) != len(set(scopes)):
        raise CannotDoNow("Choose what the token opens.")
    for scope in known:
        if not has_right(role, Right(SCOPES[scope].right)):
            raise CannotDoNow(f"The role may not do this: {uncapitalised(SCOPES[scope].words)}.")
    if any(SCOPES[scope].looks for scope in known) or purpose:
        purpose_for(role, purpose)
    today = clock.today()
    if not today < expires_on <= today + LONGEST:
        raise CannotDoNow("A token ends within a year, and not before tomorrow.")
    with transaction.atomic():
        organisation = next((each for each in organisations_with_machines(by) if each.pk == organisation_id), None)
        if organisation is None:
            raise CannotSee("There is no such organisation for you.")
        if role not in {each.value for each in MACHINE_ROLES_OF[organisation.kind]}:
            raise CannotDoNow(f"No system of {organisation.name} can act in that role.")
        prefix = secrets.token_hex(PREFIX_LENGTH // 2)
        text = f"onroll_{prefix}_{secrets.token_urlsafe(32)}"
        user = User.objects.create_user(f"machine-{prefix}", None, role=role, organisation=organisation, full_name=name.strip()[:200])
        token = MachineToken.objects.create(
            user=user,
            name=name.strip()[:100],
            prefix=prefix,
            digest=digest_of_token(text),
            scopes=known,
            purpose=purpose,
            made_at=clock.now(),
            made_by=by.username,
            expires_on=expires_on,
        )
        record(
            by.doer, Happening(kind="token.given", subject=prefix, body={"scopes": known, "until": expires_on, "for": organisation.code})
        )
    return token, text


def take_back_token(token_id: int, *, by: Viewer) -> MachineToken:
    """End a token by ending its account, as anybody's is ended. Twice is once.

    Raises  CannotSee.
    """
    require(by, Right.MANAGE_PEOPLE)
    with transaction.atomic():
        token = MachineToken.objects.select_for_update().select_related("user").filter(pk=token_id).first()
        if token is None or not may_manage(by, token.user):
            raise CannotSee("There is no such token for you.")
        if token.user.is_active:
            end_access(token.user_id, by=by, because="Its token was taken back.")
            record(by.doer, Happening(kind="token.taken_back", subject=token.prefix))
    return token


# -- each request -------------------------------------------------------------------------------------------------------


def admit(text: str) -> Admitted:
    """Return who comes with a token.

    Raises  CannotAdmit; CannotGoSoFast.
    """
    parts = text.split("_", 2)
    prefix = parts[1] if len(parts) == 3 and parts[0] == "onroll" else ""
    token = MachineToken.objects.select_related("user__organisation").filter(prefix=prefix).first()
    right = same_digest(token.digest if token else "0" * 64, digest_of_token(text))
    today = clock.today()
    if token is None or not right or token.expires_on < today or not token.user.is_active:
        raise CannotAdmit("The token is not known, has ended, or was taken back.")
    minute = _count(token)
    if token.last_used_on != today:
        MachineToken.objects.filter(pk=token.pk).update(last_used_on=today)
        SpentMinute.objects.filter(token=token, minute__lt=minute - 60).delete()  # once a day: few enough are kept until then
    viewer = viewer_of(token.user)
    return Admitted(token=token, viewer=viewer, purpose=purpose_for(viewer.role, token.purpose) if token.purpose else None)


_ONE_MORE = """
    INSERT INTO accounts_spentminute (token_id, minute, count) VALUES (%s, %s, 1)
    ON CONFLICT (token_id, minute) DO UPDATE SET count = accounts_spentminute.count + 1 RETURNING count"""


def _count(token: MachineToken) -> int:
    """Count one more request, and return the minute. Raises  CannotGoSoFast."""
    seconds = int(clock.now().timestamp())
    minute = seconds // 60
    with connection.cursor() as cursor:  # one statement: it is asked with every request, and two at once count two
        cursor.execute(_ONE_MORE, [token.pk, minute])
        spent = int(cursor.fetchall()[0][0])
    if spent > settings.ONROLL_API_PER_MINUTE:
        raise CannotGoSoFast(60 - seconds % 60)
    return minute


def once(admitted: Admitted, key: str, request: bytes, work: Callable[[], tuple[int, str]]) -> Answered:
    """Do the work of a request and keep its answer, in one transaction; a request that came before is answered as it was.

    Shape  key: the sender's own; request: address and body.
    Raises  CannotRepeat, where the key came with another request; CannotDoNow, where the key is no key.
    """
    if not 1 <= len(key) <= KEY_LENGTH or not key.isprintable():
        raise CannotDoNow(f"Send the header Idempotency-Key: 1 to {KEY_LENGTH} printable signs, another one for each return.")
    digest = hashlib.sha256(request).hexdigest()
    try:
        with transaction.atomic():  # the key's own place decides who was first: to look before would be one question more
            place = KeptAnswer.objects.create(token=admitted.token, key=key, digest=digest, status=0, body="", at=clock.now())
            place.status, place.body = work()
            place.save(update_fields=["status", "body"])
            return Answered(status=place.status, body=place.body)
    except IntegrityError:
        kept = _kept(admitted, key, digest)  # the same request came before, or twice at once
        if kept is None:
            raise
        return kept


def _kept(admitted: Admitted, key: str, digest: str) -> Answered | None:
    kept = KeptAnswer.objects.filter(token=admitted.token, key=key).first()
    if kept is None:
        return None
    if kept.digest != digest:
        raise CannotRepeat("This Idempotency-Key came with another request before. Use a new key for a new request.")
    return Answered(status=kept.status, body=kept.body, again=True)
