"""The bodies that users belong to."""

from __future__ import annotations

from django.db import models

from onroll.accounts.roles import OrganisationKind


class Organisation(models.Model):
    """One authority, school, agency or national body.

    Shape  code: an authority's three digits, a school's URN, an agency's short name as in its extracts.
           authority_code: the authority that it is or lies in; empty for agencies and national bodies.
    """

    kind = models.CharField(max_length=12, choices=OrganisationKind.choices)
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    authority_code = models.CharField(max_length=3, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="one_organisation_per_code")]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Some of the people of one organisation, under a name of their own."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_team_per_name")]

    def __str__(self) -> str:
        return self.name
