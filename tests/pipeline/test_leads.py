"""Leads from a town's registers: taken in, linked, and answered at once; and none to or from a shielded child."""

from __future__ import annotations

import duckdb
import pytest

from onroll.core.leads.shape import Lead
from onroll.pipeline.index import Index, Run
from onroll.pipeline.leads import leads_of
from onroll.pipeline.run_findings import read_findings
from support.lead_town import DALE_STREET, REFUGE, walked_town


@pytest.fixture(scope="module")
def run() -> Run:
    run = Index(walked_town()).current_run()
    assert run is not None
    return run


def by_name(run: Run) -> dict[str, list[Lead]]:
    names = dict(duckdb.sql(f"SELECT child_id, forename FROM read_parquet('{run.table('child_summaries')}')").fetchall())
    findings = read_findings(run)
    assert {names[child] for child in findings} == {"Amy", "Cara", "Dan"}
    leads = leads_of(run, {child: finding.since for child, finding in findings.items()})
    return {names[child]: of_child for child, of_child in leads.items()}


def test_the_account_that_opened_elsewhere_and_the_brothers_school_lead_to_amy(run: Run) -> None:
    leads = by_name(run)["Amy"]
    assert {lead.source for lead in leads} == {"council_tax", "sibling"} and {lead.strength for lead in leads} == {"strong"}
    assert {lead.place for lead in leads} == {", ".join(DALE_STREET)} and {lead.la_code for lead in leads} == {"302"}
    tax = next(lead for lead in leads if lead.source == "council_tax")
    assert "4 Hill Road" in tax.says and "Mrs Karen Norwood and P Norwood" in tax.says
    assert [row.rsplit(":", 1)[0] for row in tax.evidence] == ["council_tax:301:2025-10-02", "council_tax:302:2026-01-15"]


def test_there_is_no_lead_to_or_from_a_shielded_child_nor_through_her_family(run: Run) -> None:
    leads = by_name(run)
    assert "Cara" not in leads and "Dan" not in leads
    assert REFUGE[0] not in str(leads) and REFUGE[1] not in str(leads)


def test_nobody_asked_for_is_answered_about_and_twice_is_the_same(run: Run) -> None:
    assert leads_of(run, {}) == {} and leads_of(run, {"nobody": None}) == {}
    first, again = by_name(run), by_name(run)
    assert first == again
