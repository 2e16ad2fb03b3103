"""What people complain of in other systems, and no other test holds: whose task it is, and how old each fact is."""

from __future__ import annotations

import re

from onroll.casework.actions import assigning
from onroll.casework.models import Case, CaseChange
from support.case_people import viewer
from support.people import client_of
from support.responses import text_of


def test_whatever_happens_by_itself_says_so_and_whose_it_is_can_be_changed_at_once(case: Case) -> None:
    by_itself = CaseChange.objects.filter(by="onroll run")
    assert by_itself.exists() and not by_itself.filter(words="").exists()
    client = client_of("manager")
    page = text_of(client.get(f"/cases/{case.pk}"))
    assert "It waits in the queue" in page and "Next: <strong>" in page and "Give to somebody" in page
    assert "Onroll" in text_of(client.get(f"/cases/{case.pk}/timeline")), "the history says what a run did"
    client.post(f"/cases/{case.pk}/do/assign", {"username": "officer", "queue": ""})
    assigning.assign_case(case.pk, by=viewer("manager"), username="officer")
    case.refresh_from_db()
    assert case.owner is not None and case.owner.username == "officer"
    assert "works on it" in text_of(client.get(f"/cases/{case.pk}"))


def test_every_fact_about_a_child_has_its_source_and_its_days(case: Case) -> None:
    page = text_of(client_of("officer").get(f"/children/{case.child_id}"))
    identity = page[page.index('id="identity"') : page.index("Lives in</h3>")]
    facts = re.findall(r'<li><span class="onroll-facts__value">.*?</li>', identity, re.S)
    assert len(facts) >= 3
    for fact in facts:
        assert re.search(r"\d{1,2} [A-Z][a-z]+ \d{4}(?: to .*?\d{4})?: .+ \([\w ]+\)", fact, re.S), fact
