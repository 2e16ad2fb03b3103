"""Which contacts count as a sight of the child, and which words of where the child is still stand: in one place, for clocks and states."""

from __future__ import annotations

from django.db.models import QuerySet

from onroll.casework.models import Case, CaseChange, Contact, Whereabouts

SIGHT_LOST = ("case.lose_sight", "case.reopen", "case.reopened")
"""Changes after which nobody knows any longer where the child is, whatever was said before."""


def sights_of(case: Case) -> QuerySet[Contact]:
    """Return the sights of a case's child that stand, the latest first: by a named professional, and not taken back."""
    return standing(Contact.objects.filter(case=case))


def standing(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Return those of the contacts that are a sight and stand, the latest first."""
    return contacts.filter(counts_as_seen=True, taken_back=None).order_by("-on", "-id")


def places_of(case: Case) -> QuerySet[Whereabouts]:
    """Return where the child of a case was said to be, as far as it was not taken back, the latest first."""
    return Whereabouts.objects.filter(case=case, taken_back=None).order_by("-id")


def standing_places(case: Case) -> QuerySet[Whereabouts]:
    """Return those places that were said since sight of the child was last lost, the latest first: the first is where the child is."""
    lost = CaseChange.objects.filter(case=case, kind__in=SIGHT_LOST).order_by("-id").values_list("at", flat=True).first()
    return places_of(case).filter(at__gte=lost) if lost is not None else places_of(case)
