"""Leads in casework: kept as a case opens and after each run, decided by people, and never to or from a shielded child."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.actions import case_moves
from onroll.casework.actions.enquiries import start_enquiry
from onroll.casework.actions.leads import draw_leads, note_leads, record_lead_as_answer, set_lead_aside
from onroll.casework.actions.take_in_findings import RUN, take_in_findings
from onroll.casework.actions.take_in_leads import forget_leads_near, take_in_leads
from onroll.casework.models import Case, CaseChange, CaseLead, Enquiry
from onroll.casework.queries.case_lists import CaseFilters, filtered
from onroll.casework.queries.case_tabs.enquiries import learned_here
from onroll.casework.queries.case_tabs.leads import leads_tab, needs_from_leads
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_tables
from onroll.pipeline import leads as drawn_leads
from support.case_people import DAY, SetClock, viewer
from support.lead_town import AMY, BEN, DALE_STREET, REFUGE, SETTLED, Town, account, copy_of_town, crowd

LATER, LATER_STILL = date(2026, 2, 2), date(2026, 3, 2)


@pytest.fixture
def town(people: object, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    town = copy_of_town(tmp_path / "home")
    settings.ONROLL_HOME = town.home
    SetClock(monkeypatch)
    run = town.index.current_run()
    assert run is not None
    take_in_findings(run)
    return town


def case_of(forename: str) -> Case:
    tables = the_tables()
    assert tables is not None
    for case in Case.objects.all():
        child = tables.child(case.child_id)
        if child is not None and child.forename == forename:
            return case
    raise LookupError(forename)


def leads_of(case: Case) -> dict[str, CaseLead]:
    return {lead.source: lead for lead in CaseLead.objects.filter(case=case)}


def everything() -> list[Any]:
    return [list(CaseLead.objects.order_by("pk").values()), list(CaseChange.objects.values("words")), Event.objects.count()]


def test_case_by_case_the_same_leads_are_kept_as_all_at_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [(row["case_id"], row["key"], row["says"], row["strength"]) for row in CaseLead.objects.order_by("case_id", "key").values()]
    run = town.index.current_run()
    assert before and run is not None
    monkeypatch.setattr(drawn_leads, "CHILDREN_AT_ONCE", 1)
    as_it_was = everything()
    take_in_leads(run, by=RUN)
    assert everything() == as_it_was
    CaseLead.objects.all().delete()
    take_in_leads(run, by=RUN)
    after = [(row["case_id"], row["key"], row["says"], row["strength"]) for row in CaseLead.objects.order_by("case_id", "key").values()]
    assert after == before


def test_a_case_opens_with_its_leads_and_a_second_look_changes_nothing(town: Town) -> None:
    case = case_of("Amy")
    leads = leads_of(case)
    assert set(leads) == {"council_tax", "sibling"} and not any(lead.is_news for lead in leads.values())
    assert leads["council_tax"].place == ", ".join(DALE_STREET) and leads["council_tax"].as_at == date(2026, 1, 15)
    line = CaseChange.objects.get(case=case, kind="case.leads_found")
    assert line.words.startswith("Leads from the registers: ") and "council tax 1" in line.words
    assert case.new_leads == 0 and DALE_STREET[0] not in str(list(CaseChange.objects.values())) + str(list(Event.objects.values()))
    before = everything()
    run = town.index.current_run()
    assert run is not None and take_in_findings(run).new_leads == 0 and everything() == before
    assert needs_from_leads(case) == ("a brother or sister",)


def test_nothing_leads_to_a_shielded_child_or_through_one(town: Town) -> None:
    assert not CaseLead.objects.filter(case__in=[case_of("Cara"), case_of("Dan")]).exists()
    assert REFUGE[0] not in str(list(CaseLead.objects.values())) and REFUGE[1] not in str(list(CaseLead.objects.values()))


def test_a_lead_becomes_an_answer_with_its_rows_and_locates_the_child_only_where_somebody_says_so(town: Town) -> None:
    officer, case = viewer("officer"), case_of("Amy")
    case_moves.triage_case(case.pk, by=officer, because="-")
    leads = leads_of(case)
    first = record_lead_as_answer(leads["sibling"].pk, by=officer, outcome="inconclusive", because="Asked the school.")
    case.refresh_from_db()
    assert first.check_code == "SIBLING" and case.state == "enquiring" and not case.whereabouts_known
    with pytest.raises(CannotDoNow, match="already"):
        set_lead_aside(leads["sibling"].pk, by=officer, because="-")
    enquiry = record_lead_as_answer(
        leads["council_tax"].pk, by=officer, outcome="traced_address", place="9 Dale Street, ZB2 2BB", because="The visit found them."
    )
    case.refresh_from_db()
    assert case.state == "located" and "council_tax:302:2026-01-15" in enquiry.evidence and enquiry.answered_on == DAY
    lead = CaseLead.objects.get(pk=leads["council_tax"].pk)
    assert (lead.decided, lead.enquiry, lead.decided_on) == ("used", enquiry, DAY)
    assert learned_here(DAY).overall == {}, "an answer that was known beforehand teaches nothing about a source"
    assert verify_chain() is None


def test_a_lead_answers_the_enquiry_that_is_open_already(town: Town) -> None:
    officer, case = viewer("officer"), case_of("Amy")
    case_moves.triage_case(case.pk, by=officer, because="-")
    asked = start_enquiry(case.pk, by=officer, check_code="COUNCIL_TAX_HOUSING", because="They may have moved.", known=["a parent's name"])
    answered = record_lead_as_answer(leads_of(case)["council_tax"].pk, by=officer, outcome="traced_address")
    assert answered.pk == asked.pk and Enquiry.objects.count() == 1


def test_set_aside_needs_a_reason_and_another_authority_sees_no_lead(town: Town) -> None:
    case = case_of("Amy")
    lead = leads_of(case)["council_tax"]
    with pytest.raises(CannotDoNow, match="Say why"):
        set_lead_aside(lead.pk, by=viewer("officer"), because=" ")
    with pytest.raises(CannotSee):
        set_lead_aside(lead.pk, by=viewer("officer-302"), because="-")
    with pytest.raises(CannotDoNow, match="no new lead"):
        note_leads(case.pk, by=viewer("officer"))


def test_what_was_set_aside_stays_away_until_the_rows_say_something_else_and_news_are_on_the_list(town: Town) -> None:
    officer, case = viewer("officer"), case_of("Amy")
    set_lead_aside(leads_of(case)["council_tax"].pk, by=officer, because="Another Karen Norwood: rang her.")
    old_row, there = account(("3 Old Row", "ZB2 6FF"), "2018-02-01", "Karen Norwood"), ("Mrs Karen Norwood", "P Norwood")
    town.deliver("council_tax", "302", LATER, [old_row, account(DALE_STREET, "2025-11-05", *there)])
    ben = {**BEN, "urn": "200002", "entry_date": "2026-01-26", "address_line_1": DALE_STREET[0], "postcode": DALE_STREET[1]}
    town.deliver("school_roll", "302", LATER, [ben, *crowd("302", "200001")])
    town.deliver("school_roll", "301", LATER, [SETTLED, *crowd("301", "100001")])
    assert take_in_findings(town.run(LATER)).new_leads == 1
    case.refresh_from_db()
    tab = leads_tab(officer, case, LATER)
    assert [card.lead.urn for card in tab["open"]] == ["200002"] and tab["new"] == 1 and len(tab["decided"]) == len(tab["gone"]) == 1
    assert case.new_leads == 1 and [each.pk for each in filtered(officer, CaseFilters(which="new_leads"), LATER)] == [case.pk]
    assert CaseChange.objects.filter(case=case).order_by("-id")[0].words == "New leads from the registers: brothers and sisters 1"
    note_leads(case.pk, by=officer)
    case.refresh_from_db()
    assert case.new_leads == 0 and leads_tab(officer, case, LATER)["new"] == 0

    town.deliver("council_tax", "302", LATER_STILL, [old_row, account(("10 Dale Street", "ZB2 2BB"), "2026-02-20", *there)])
    hidden = {name: BEN[name] for name in ("surname", "forename", "date_of_birth", "parent_1_name")}
    hidden |= {"address_line_1": DALE_STREET[0], "postcode": DALE_STREET[1], "tenancy_start": "2026-02-20", "kind": "social"}
    town.deliver("housing", "302", LATER_STILL, [hidden])
    assert take_in_findings(town.run(LATER_STILL)).new_leads >= 1
    tab = leads_tab(officer, case, LATER_STILL)
    assert "10 Dale Street, ZB2 2BB" in [card.lead.place for card in tab["open"]]


def test_a_case_that_people_opened_asks_the_registers_at_once(town: Town) -> None:
    case = case_of("Amy")
    CaseLead.objects.all().delete()
    assert draw_leads(case.pk, by=viewer("officer")) == 2 and draw_leads(case.pk, by=viewer("officer")) == 0
    assert Event.objects.filter(kind="case.leads_found", actor="officer").count() == 1
    with pytest.raises(CannotSee):
        draw_leads(case.pk, by=viewer("officer-302"))


def test_a_mark_by_people_takes_the_leads_of_the_family_back_at_once(town: Town) -> None:
    lead = leads_of(case_of("Amy"))["sibling"]
    forget_leads_near(lead.about, DAY)
    assert leads_tab(viewer("officer"), case_of("Amy"), DAY)["open"] == [] or lead.about not in str(leads_of(case_of("Amy")))
    with pytest.raises(CannotDoNow, match="gone"):
        set_lead_aside(lead.pk, by=viewer("officer"), because="-")


def test_a_brother_who_comes_to_be_shielded_takes_his_leads_with_him(town: Town) -> None:
    case = case_of("Amy")
    refuge = {name: BEN[name] for name in ("surname", "forename", "date_of_birth", "parent_1_name")}
    refuge |= {"address_line_1": DALE_STREET[0], "postcode": DALE_STREET[1], "tenancy_start": "2026-01-20", "kind": "refuge"}
    town.deliver("housing", "302", LATER, [refuge])
    take_in_findings(town.run(LATER))
    tab = leads_tab(viewer("officer"), case, LATER)
    assert tab["open"] == [] and all(not lead.about for lead in [card.lead for card in tab["gone"]]) and AMY["forename"] == "Amy"
