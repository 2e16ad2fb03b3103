"""Which contacts count as a sight of the child: in one place, for the clock that counts days unseen."""

from __future__ import annotations

from django.db.models import QuerySet

from onroll.casework.models import Case, Contact


def sights_of(case: Case) -> QuerySet[Contact]:
    """Return the sights of a case's child that stand, the latest first: by a named professional, and not taken back."""
    return standing(Contact.objects.filter(case=case))


def standing(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Return those of the contacts that are a sight and stand, the latest first."""
    return contacts.filter(counts_as_seen=True, taken_back_on=None).order_by("-on", "-id")
