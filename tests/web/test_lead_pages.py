"""Leads, the planner, and the forms that begin with what the records say, as officers see them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case, CaseLead, Enquiry
from onroll.casework.queries.case_tabs import leads as leads_tab
from support.case_people import SetClock, own_case
from support.made_up_run import write_made_up_run
from support.people import client_of
from support.responses import text_of

BACK = {
    "findings": "DELETE FROM findings WHERE child_id = 'c000020'",
    "timelines": "DELETE FROM timelines WHERE child_id = 'c000020' AND status = 'unaccounted';"
    " UPDATE timelines SET starts_on = DATE '2026-01-20', ends_before = NULL WHERE child_id = 'c000020' AND status = 'on_roll'",
}


@pytest.fixture
def case(case: Case) -> Case:
    for number, source in enumerate(("council_tax", "health")):
        CaseLead.objects.create(
            case=case, key=f"key{number}", source=source, register=source, supplier="302", as_at=date(2026, 1, 10), says=f"Says {source}.",
            matched="By name.",
            strength=("strong", "weak")[number], why_so_strong="two agree", found_on=date(2026, 1, 15),
            check_code=("COUNCIL_TAX_HOUSING", "HEALTH")[number], outcome="traced_address", place="9 Dale Street", found_by="r",
            is_news=True,
            evidence=["council_tax:302:2026-01-10:r1"],
        )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(new_leads=2)
    return case


def test_who_sent_a_lead_and_which_school_it_names_are_called_by_name(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    CaseLead.objects.filter(case=case, key="key1").update(urn="100006", says="On the roll of school 100006.", la_code="302")
    monkeypatch.setattr(leads_tab, "school_names", lambda urns: dict.fromkeys(urns, "Hill Primary"))
    text = text_of(client_of("officer").get(f"/cases/{case.pk}/enquiries"))
    assert "sent by Westborough" in text and "Health registration, Westborough" in text
    assert "On the roll of school 100006. School 100006 is Hill Primary." in text


def test_the_tab_shows_leads_first_and_the_planner_with_its_range(case: Case) -> None:
    client = client_of("officer")
    with CaptureQueriesContext(connection) as asked:
        text = text_of(client.get(f"/cases/{case.pk}/enquiries"))
    assert len([each for each in asked if "SAVEPOINT" not in each["sql"]]) <= 12
    assert text.index("Says council_tax.") < text.index("Says health.") and "9 days old" in text and "2 new since somebody looked" in text
    assert "Why am I seeing this?" in text and "council_tax:302:2026-01-10:r1" in text and "By name." in text
    assert len(re.findall(r"n = 0", text)) == 18 and "A strong lead answers it already" in text and text.count("Never") >= 18
    assert "2 new leads" in text_of(client.get(f"/cases/{case.pk}"))
    assert client.post(f"/cases/{case.pk}/leads/seen").status_code == 302
    assert "new since somebody looked" not in text_of(client.get(f"/cases/{case.pk}/enquiries"))


def test_a_lead_is_recorded_as_an_answer_that_is_filled_in(case: Case) -> None:
    client, lead = client_of("officer"), CaseLead.objects.get(source="council_tax", case=case)
    page = text_of(client.get(f"/cases/{case.pk}/do/lead-answer?lead={lead.pk}"))
    assert "Says council_tax." in page and "council_tax:302:2026-01-10:r1" in page and "9 Dale Street" in page
    said = {"lead": lead.pk, "outcome": "traced_address", "answer": "Says so.", "evidence": "Row r1", "place": ""}
    assert client.post(f"/cases/{case.pk}/do/lead-answer?lead={lead.pk}", said).status_code == 302
    assert Enquiry.objects.get().outcome == "traced_address"
    assert f"Recorded as {Enquiry.objects.get().number}" in text_of(client.get(f"/cases/{case.pk}/enquiries"))


def test_not_this_child_asks_why(case: Case) -> None:
    client, lead = client_of("officer"), CaseLead.objects.get(source="health", case=case)
    refused = client.post(f"/cases/{case.pk}/do/lead-aside?lead={lead.pk}", {"lead": lead.pk, "because": ""})
    assert "Say why" in text_of(refused) and not CaseLead.objects.get(pk=lead.pk).decided
    assert client.post(f"/cases/{case.pk}/do/lead-aside?lead={lead.pk}", {"lead": lead.pk, "because": "A namesake."}).status_code == 302
    assert "A namesake." in text_of(client.get(f"/cases/{case.pk}/enquiries"))
    other = Case.objects.filter(authority="301").exclude(pk=case.pk)[0]
    assert f'value="{lead.pk}"' not in text_of(client.get(f"/cases/{other.pk}/do/lead-aside?lead={lead.pk}"))


def test_the_forms_begin_with_the_row_of_a_child_who_reappears(people: object, settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    settings.ONROLL_HOME = tmp_path
    SetClock(monkeypatch, date(2026, 2, 2))
    take_in_findings(write_made_up_run(tmp_path, children=200))
    take_in_findings(write_made_up_run(tmp_path, children=200, on=date(2026, 2, 2), changes=BACK))
    case, client = own_case(), client_of("officer")
    assert "Record the return, filled in from these rows" in text_of(client.get(f"/cases/{case.pk}"))
    watch = text_of(client.get(f"/cases/{case.pk}/do/watch"))
    assert "20/1/2026" in watch and "School 100005" in watch and "school_roll:301:2026-01-10" in watch
    assert re.search(r'value="enrolled_confirmed"[^>]*checked', text_of(client.get(f"/cases/{case.pk}/end")))
    evidence = text_of(client.post(f"/cases/{case.pk}/end", {"step": "reason", "outcome": "enrolled_confirmed"}))
    assert "10/1/2026" in evidence and "school_roll:301:2026-01-10" in evidence
    other = text_of(client.post(f"/cases/{case.pk}/end", {"step": "reason", "outcome": "deceased"}))
    assert "school_roll:301" not in other
