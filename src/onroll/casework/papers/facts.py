"""What the program itself says of the data that it holds and of who may see them: read from the code, so that no paper is stale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from onroll.accounts.roles import Role
from onroll.casework.permissions import HOLDERS
from onroll.casework.purposes import PURPOSES, REFUSED
from onroll.core.dated.enquiry_checks import CHECKS
from onroll.core.dated.family_request_limits import REQUEST_LIMITS
from onroll.core.dated.values import value_on
from onroll.core.reading_alerts import RULES
from onroll.core.registers import all_registers
from onroll.core.registers.identity_fields import IDENTITY_FIELDS
from onroll.core.registers.shape import Register

SPECIAL: Mapping[str, tuple[str, Sequence[str]]] = {
    "Racial or ethnic origin (article 9)": ("school_roll", ("ethnicity",)),
    "Health: special educational needs (article 9)": ("school_roll", ("sen_provision", "sen_need")),
    "Health: registration with a doctor (article 9)": ("nhs", ("nhs_number",)),
    "Social care (article 9 in part)": ("social_care", ("episode", "need_code", "legal_status")),
    "Youth justice (article 10)": ("youth_justice", ()),
}
"""Fields that are special category or criminal offence data: what they are, the register and its fields. No field: the whole register."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How this home is set up. Shape  hashers: how passwords are kept; csp: the directives of the content security policy."""

    organisation: str
    contact: str
    https: bool
    session_hours: float
    failures: int
    hashers: Sequence[str]
    csp: Mapping[str, str]
    database: str
    second_factor: str


def registers() -> list[tuple[str, str, str, str]]:
    """Return every register: its name, what it is, whether its rows name children, and its fields."""
    rows = []
    for register in all_registers().values():
        own = [field.name for field in register.fields]
        names = [*(field.name for field in IDENTITY_FIELDS), *own] if register.identity else own
        rows.append((register.name, register.about, "yes" if register.child_level else "no", ", ".join(names)))
    return rows


def special_categories() -> list[tuple[str, str, str]]:
    """Return the special categories of data: what, in which register, and which fields.

    Raises  KeyError where a register or a field is no longer there: the paper would be wrong.
    """
    rows = []
    for what, (name, fields) in SPECIAL.items():
        register: Register = all_registers()[name]
        known = {field.name for field in (*register.fields, *(IDENTITY_FIELDS if register.identity else ()))}
        missing = set(fields) - known
        if missing:
            raise KeyError(f"{name} has no field {sorted(missing)}")
        rows.append((what, name, ", ".join(fields) or "the whole register"))
    return rows


def purposes() -> list[tuple[str, str, str]]:
    """Return every purpose: its title, its meaning and the roles that may have it."""
    titles = {role.value: role.label for role in Role}
    return [(each.title, each.meaning, ", ".join(titles[role] for role in sorted(each.roles))) for each in PURPOSES]


def refused_purposes() -> list[str]:
    """Return what records are never used for."""
    return list(REFUSED.values())


def roles() -> list[tuple[str, str]]:
    """Return every role and what it may do."""
    rows = []
    for role in Role:
        rights = [right.value.replace("_", " ") for right, holders in HOLDERS.items() if role in holders]
        rows.append((role.label, ", ".join(sorted(rights))))
    return rows


def enquiry_bases(on: date) -> list[tuple[str, str]]:
    """Return every enquiry that officers may make, with its lawful basis."""
    return [(check.title, check.lawful_basis) for check in value_on(CHECKS, on)]


def request_limits(on: date) -> list[tuple[str, str]]:
    """Return how long families wait for an answer, at most."""
    limits = value_on(REQUEST_LIMITS, on)
    return [
        ("To see, to correct, to object", f"{limits.months} month; {limits.more_months} more where it is complex"),
        ("A complaint", f"{limits.complaint} working days; {limits.more_complaint} more where it is complex"),
        ("That a request has come", f"{limits.acknowledge} working days"),
        ("A source that is asked to correct", f"{limits.source_months} month"),
    ]


def alert_rules() -> list[tuple[str, str]]:
    """Return what is watched in how records are read."""
    return [(rule.title, rule.explains) for rule in RULES.values()]


def this_home() -> Settings:
    """Return how this home is set up."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return Settings(
        organisation=settings.ONROLL_ORGANISATION,
        contact=settings.ONROLL_CONTACT,
        https=settings.ONROLL_HTTPS,
        session_hours=settings.SESSION_COOKIE_AGE / 3600,
        failures=settings.AXES_FAILURE_LIMIT,
        hashers=[each.rpartition(".")[2] for each in settings.PASSWORD_HASHERS],
        csp={name: " ".join(sources) for name, sources in directives.items()},
        database="PostgreSQL" if "postgresql" in settings.DATABASES["default"]["ENGINE"] else "SQLite, in the home folder",
        second_factor=str(getattr(settings, "ONROLL_SECOND_FACTOR", "offered")),
    )
