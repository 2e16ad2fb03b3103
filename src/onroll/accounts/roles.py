"""The roles that a user may have, and the kinds of organisation that they belong to."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """What somebody is here to do. One person has one role; two duties are two accounts."""

    OFFICER = "officer", "CME officer"
    MANAGER = "manager", "Manager"
    DATA_TEAM = "data_team", "Data team"
    LINK_REVIEWER = "link_reviewer", "Link reviewer"
    SCHOOL = "school", "School"
    AGENCY = "agency", "Agency"
    ANALYST = "analyst", "Analyst"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class OrganisationKind(TextChoices):
    """What kind of body an organisation is."""

    AUTHORITY = "authority", "Local authority"
    SCHOOL = "school", "School"
    AGENCY = "agency", "Agency"
    NATIONAL = "national", "National body"
