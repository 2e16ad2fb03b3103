"""Whom an enquiry was put to, in words."""

from __future__ import annotations

from onroll.casework.models import Enquiry
from onroll.core.enquiries import check_of

MOST_AT_ONCE = 200
"""How many enquiries one round of chasing holds."""


def asked_of(enquiry: Enquiry) -> str:
    """Return who was asked: the organisation, or the check where no organisation was named."""
    return (enquiry.organisation or check_of(enquiry.check_code, enquiry.asked_on).title)[:200]
