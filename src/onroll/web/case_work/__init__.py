"""The things that are done in a case, one page each; a new one is an entry in the module of its kind."""

from __future__ import annotations

from collections.abc import Mapping

from onroll.web.case_work import (
    answering_leads,
    correcting,
    counting,
    enquiring,
    handing_over,
    keeping,
    law,
    meeting,
    moving,
    planning,
    referring,
    returning,
)
from onroll.web.case_work.asking import Page
from onroll.web.case_work.handing_over import FOR_RECEIVERS
from onroll.web.case_work.meeting import SEEN

__all__ = ["FOR_RECEIVERS", "PAGES", "SEEN", "Page"]

PAGES: Mapping[str, Page] = {
    **meeting.PAGES,
    **moving.PAGES,
    **keeping.PAGES,
    **enquiring.PAGES,
    **answering_leads.PAGES,
    **returning.PAGES,
    **planning.PAGES,
    **law.PAGES,
    **handing_over.PAGES,
    **counting.PAGES,
    **referring.PAGES,
    **correcting.PAGES,
}
