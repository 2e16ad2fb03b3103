"""An entry of the register of children not in school as the rules see it, and whether the duty to keep the register holds."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from onroll.casework.models import NotInSchoolEntry
from onroll.core.not_in_school import EntryFacts, in_force, lacking


def register_in_force(on: date) -> bool:
    """Whether the duty to keep the register holds on a day: by the law, or since the day that the operator set."""
    return in_force(on, switched_on=settings.ONROLL_NOT_IN_SCHOOL_FROM)


def facts_of(entry: NotInSchoolEntry, on: date) -> EntryFacts:
    """Return an entry as the rules see it."""
    return EntryFacts(
        registered_on=entry.registered_on,
        parent_asked_on=entry.parent_asked_on,
        parent_informed_on=entry.parent_informed_on,
        visit_requested_on=entry.visit_requested_on,
        providers_asked_on=entry.providers_asked_on,
        whole=not lacking(entry.content, on),
    )
