"""Leads from a town's registers: taken in, linked, and answered at once; and none to or from a shielded child."""

from __future__ import annotations

import duckdb
import pytest

from onroll.core.leads.shape import Lead
from onroll.pipeline import lead_households
from onroll.pipeline import leads as drawn_leads
from onroll.pipeline.index import Index, Run
from onroll.pipeline.leads import leads_in_portions, leads_of
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


def test_in_portions_the_leads_are_the_same_and_the_whole_country_is_asked_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {child: finding.since for child, finding in read_findings(run).items()} | {"nobody": None}
    whole = leads_of(run, wanted)
    asked: list[str] = []
    for name in ("Accounts", "kin_of", "doubles_of"):
        real = getattr(lead_households, name)
        monkeypatch.setattr(lead_households, name, lambda *a, _real=real, _name=name, **k: asked.append(_name) or _real(*a, **k))
    monkeypatch.setattr(drawn_leads, "CHILDREN_AT_ONCE", 1)
    portions = list(leads_in_portions(run, wanted))
    assert [child for some, _ in portions for child in some] == list(wanted) and all(len(some) == 1 for some, _ in portions)
    assert {child: found[child] for _, found in portions for child in found} == whole
    assert sorted(asked) == ["Accounts", "doubles_of", "kin_of"]
