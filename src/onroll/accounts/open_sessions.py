"""The browsers in which somebody is signed in: begun, listed, and ended; each for a limited time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session

from onroll.accounts.models import OpenSession, User

BEGAN, USED = "began", "used"
SECONDS_BETWEEN_MARKS = 60
"""So often a session writes down that it is used, and no oftener: a page then costs no write."""


@dataclass(frozen=True, kw_only=True)
class SessionLine:
    """One browser in which somebody is signed in."""

    pk: int
    browser: str
    how: str
    began_at: datetime
    used_at: datetime | None
    is_this: bool


def mark_beginning(sender: Any, request: Any, user: Any, **more: Any) -> None:
    """Write into a new session when it began."""
    request.session[BEGAN] = request.session[USED] = int(time.time())


def note_beginnings() -> None:
    """Have every session that begins from now on know when it began."""
    user_logged_in.connect(mark_beginning, dispatch_uid="onroll-session-begins")


def is_over(session: Any) -> bool:
    """Whether the session has lasted too long, or lain unused for too long; where it has not, note from time to time that it is used."""
    now = int(time.time())
    began, used = session.get(BEGAN, 0), session.get(USED, 0)
    if now - began > settings.SESSION_COOKIE_AGE or now - used > settings.ONROLL_IDLE_SECONDS:
        return True
    if now - used >= SECONDS_BETWEEN_MARKS:
        session[USED] = now
    return False


def remember(session: Any, user: User, *, how: str, browser: str) -> None:
    """Put a session that has just begun into the list of its user's."""
    if session.session_key is None:
        session.save()
    OpenSession.objects.update_or_create(
        session_key=session.session_key, defaults={"user": user, "began_at": datetime.now(UTC), "how": how, "browser": browser[:80]}
    )


def sessions_of(user: User, this_key: str = "") -> list[SessionLine]:
    """Return where the user is signed in now, the latest first; sessions that are over are taken off the list."""
    rows = list(OpenSession.objects.filter(user=user).order_by("-began_at"))
    known = {each.session_key: each for each in Session.objects.filter(session_key__in=[row.session_key for row in rows])}
    lines, over = [], []
    now = datetime.now(UTC)
    for row in rows:
        session = known.get(row.session_key)
        said = session.get_decoded() if session and session.expire_date > now else {}
        used = datetime.fromtimestamp(said[USED], UTC) if USED in said else None
        if used is None or now - used > timedelta(seconds=settings.ONROLL_IDLE_SECONDS):
            over.append(row.pk)
            continue
        lines.append(
            SessionLine(
                pk=row.pk,
                browser=row.browser,
                how=row.how,
                began_at=row.began_at,
                used_at=used,
                is_this=row.session_key == this_key,
            )
        )
    if over:
        OpenSession.objects.filter(pk__in=over).delete()
    return lines


def end_sessions(user: User, *, only: int | None = None, key: str | None = None, but: str | None = None) -> int:
    """End the user's sessions at once: all, one of them by its number or key, or all but the one with a key. Return how many."""
    rows = OpenSession.objects.filter(user=user)
    rows = rows.filter(pk=only) if only is not None else rows
    rows = rows.filter(session_key=key) if key is not None else rows
    rows = rows.exclude(session_key=but) if but is not None else rows
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def browser_of(user_agent: str) -> str:
    """Return a browser in words that people know: Firefox on Windows."""
    browsers = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
    systems = (
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    browser = next((name for mark, name in browsers if mark in user_agent), "A browser")
    system = next((name for mark, name in systems if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser
