"""Templates: where they are, and the words and numbers that they may use."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, select_autoescape

from onroll.casework.permissions import Right
from onroll.casework.queries.findings import name_of
from onroll.casework.queries.names import sender_name
from onroll.casework.queries.today import made_up_day
from onroll.casework.viewers import names_are_hidden
from onroll.core.wording import capitalised, day_words, in_words, plural
from onroll.web import words
from onroll.web.navigation import navigation, nearby
from onroll.web.notices import take_notice

LONDON = ZoneInfo("Europe/London")


def environment(**options: Any) -> Environment:
    """Return the template environment that Django uses."""
    options["loader"] = ChoiceLoader([PackageLoader("onroll.web", "templates"), PackageLoader("govuk_frontend_jinja", "templates")])
    options["autoescape"] = select_autoescape(default=True, default_for_string=True)
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["undefined"] = ChainableUndefined
    made = _PrefixedEnvironment(**options)
    made.globals.update(url=url, static=static, words=words, organisation=settings.ONROLL_ORGANISATION, contact=settings.ONROLL_CONTACT)
    made.globals.update(error_of=error_of, rights=Right, navigation=navigation, nearby=nearby, saying=saying, printed_at=now)
    made.filters.update(
        day=day,
        moment=moment,
        number=number,
        register=words.register_name,
        counted=plural,
        lasting=lasting,
        sentence=sentence,
        named=named,
        sender=sender_name,
    )
    return made


def named(name: str) -> str:
    """Return the name that somebody wrote; on a private screen, the initials."""
    return name_of(name, None)


def sentence(text: object) -> str:
    """Return words as they begin a sentence: the first letter large, all others as they are (NHS, UPN, January)."""
    return capitalised(text if isinstance(text, str) else str(text))


class _PrefixedEnvironment(Environment):
    """The GOV.UK macros name one another by their package."""

    def join_path(self, template: str, parent: str) -> str:
        return template.removeprefix("govuk_frontend_jinja/")


def show(request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    """Return the page."""
    return render(request, template, dict(context or {}), status=status)


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return what every page knows."""
    from onroll.casework.purposes import PURPOSES

    code = request.session.get("purpose", "") if hasattr(request, "session") else ""
    viewer = getattr(request, "viewer", None)
    chosen = next((purpose for purpose in PURPOSES if purpose.code == code), None) if viewer else None
    notice = take_notice(request) if viewer else ""
    return {
        "viewer": viewer,
        "purpose": chosen,
        "notice": notice,
        "path": request.path,
        "private": names_are_hidden(),
        "made_up_on": made_up_day(viewer),
    }


def error_of(form: Any, name: str) -> dict[str, str] | None:
    """Return a field's first error as the components take it, or None."""
    errors = form.errors.get(name)
    return {"text": errors[0]} if errors else None


WHO_FIELDS = frozenset(
    [
        "surname",
        "forename",
        "middle_names",
        "preferred_surname",
        "preferred_forename",
        "former_surname",
        "date_of_birth",
        "sex",
        "address_line_1",
        "address_line_2",
        "town",
        "postcode",
        "uprn",
        "upn",
        "former_upn",
        "uln",
        "nhs_number",
        "parent_1_name",
        "parent_2_name",
        "phone",
        "email",
        "invalid_identifiers",
    ]
)


def saying(record: Any) -> str:
    """Return what a record says beyond who the child is: its register's own fields, in words."""
    said = []
    for name, value in record.said.items():
        if name not in WHO_FIELDS:
            said.append(f"{in_words(name)}: {_plain(value)}")
    return "; ".join(said)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day(value) if isinstance(value, date) else str(value)


def url(name: str, *args: Any, **query: Any) -> str:
    """Return the address of a page."""
    return _address(name, *args)


@lru_cache(maxsize=8192, typed=True)
def _address(name: str, *args: Any) -> str:
    return reverse(name, args=args)


@cache
def static(name: str) -> str:
    """Return the address of a style, script or image; it changes when the file does."""
    path = Path(settings.STATIC_ROOT) / "onroll" / name
    mark = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    return f"{settings.STATIC_URL}onroll/{name}?v={mark}"


def now() -> datetime:
    """Return this moment, for what is printed."""
    return datetime.now(LONDON)


def day(value: date | str | None, otherwise: str = "not known") -> str:
    """Return a day as people write it: 3 March 2026."""
    if not value:
        return otherwise
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    return day_words(value)


def moment(value: datetime | None) -> str:
    """Return a moment on the clock of London: 3 March 2026 at 4:05pm."""
    if value is None:
        return "not known"
    local = value.astimezone(LONDON)
    return f"{day_words(local)} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def lasting(days: int) -> str:
    """Return how long something has lasted: days up to twelve weeks, then months, then years."""
    if days <= 84:
        return plural(days, "day")
    months = days * 12 // 365
    return f"about {plural(months, 'month')}" if months < 24 else f"about {plural(days // 365, 'year')}"


def number(value: int | None) -> str:
    """Return a number with commas."""
    return f"{value:,}" if value is not None else "not known"
