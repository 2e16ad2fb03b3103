"""The leads of a case, as an officer reads them: what is to be decided first, then what was decided, and what is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from onroll.accounts.models import Organisation
from onroll.casework.models import Case, CaseLead
from onroll.casework.queries.names import school_names
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.dated.enquiry_checks import OUTCOMES, Need
from onroll.core.dated.values import value_on
from onroll.core.enquiries import check_of
from onroll.core.leads.shape import SOURCES, STRENGTHS

_ORDER = {"strong": 0, "fair": 1, "weak": 2}
_MEANS: dict[str, Need] = {
    "sibling": "a brother or sister",
    "social_care": "an agency that knows the family",
    "roll": "another place that was named",
    "travel": "a sign of travel",
}
"""What a lead gives an officer to go on, for the checks that need it."""


@dataclass(frozen=True, kw_only=True)
class LeadCard:
    """One lead on the page.

    Shape  days_old: how old the extract is. check: the enquiry that it answers; outcome: as what, in words. sent_by, place, school:
           what the supplier, the authority and the school of the lead are called; empty where there is none.
    """

    lead: CaseLead
    source: str
    strength: str
    days_old: int
    check: str
    outcome: str
    is_new: bool
    decided_by: str
    sent_by: str
    place: str
    school: str


def leads_tab(viewer: Viewer, case: Case, on: date) -> dict[str, Any]:
    """Return what the Enquiries tab shows of leads: open cards, those decided, and those that no row bears out any longer."""
    rows = list(_with_names(CaseLead.objects.filter(case=case).select_related("decided_by", "enquiry")))
    rows = _told(rows)
    schools = school_names(urns) if (urns := {row.urn for row in rows if row.urn}) else {}
    cards = [_card(row, on, schools) for row in sorted(rows, key=lambda row: (_ORDER[row.strength], -row.as_at.toordinal(), row.pk))]
    standing = [card for card in cards if card.lead.gone_on is None and not card.lead.decided]
    return {
        "open": sorted(standing, key=lambda card: not card.is_new),
        "decided": [card for card in cards if card.lead.decided],
        "gone": [card for card in cards if card.lead.gone_on is not None and not card.lead.decided],
        "new": sum(card.is_new for card in standing),
        "needs": tuple({_MEANS[row.source] for row in rows if row.source in _MEANS and row.gone_on is None and row.decided != "set_aside"}),
        "by_check": {card.lead.check_code: card.strength for card in reversed(standing)},
    }


def needs_from_leads(case: Case) -> tuple[Need, ...]:
    """Return what the leads of a case give to go on."""
    sources = (
        CaseLead.objects.filter(case=case, gone_on__isnull=True).exclude(decided="set_aside").values_list("source", flat=True).distinct()
    )
    return tuple(_MEANS[source] for source in sources if source in _MEANS)


def _told(rows: Sequence[CaseLead] | Any) -> list[CaseLead]:
    """Leave out leads that rest on a child who is shielded by now: the mark counts from the moment that it is there."""
    rows = list(rows)
    tables = the_tables()
    about = sorted({row.about for row in rows if row.about})
    others = tables.children(about) if tables and about else {}
    hidden = {child_id for child_id, other in others.items() if other.shielded}
    return [row for row in rows if row.about not in hidden]


def _with_names(rows: QuerySet[CaseLead]) -> QuerySet[CaseLead]:
    """Return leads with what their authorities are called, asked for with them: a page has few questions."""
    named = {
        name: Organisation.objects.filter(kind="authority", code=OuterRef(name)).values("name")[:1] for name in ("supplier", "la_code")
    }
    return rows.annotate(sender=Subquery(named["supplier"]), area=Subquery(named["la_code"]))


def _card(row: Any, on: date, schools: Mapping[str, str]) -> LeadCard:
    outcome = next((each.words for each in value_on(OUTCOMES, on) if each.code == row.outcome), "")
    return LeadCard(
        lead=row,
        source=SOURCES[row.source],
        strength=STRENGTHS[row.strength].split(":")[0],
        days_old=max((on - row.as_at).days, 0),
        check=check_of(row.check_code, on).title,
        outcome=outcome,
        is_new=row.is_news and row.seen_on is None and not row.decided,
        decided_by=row.decided_by.full_name if row.decided_by else "",
        sent_by=row.sender or row.supplier,
        place=row.area or (row.la_code and f"authority {row.la_code}"),
        school=schools.get(row.urn, "") if row.urn in row.says else "",
    )
