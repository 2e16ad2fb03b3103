"""Two officers write in one form at once: each field is merged or asked about, without JavaScript, and no word is lost."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from onroll.accounts.models import Event
from onroll.casework.actions import case_moves, contacts
from onroll.casework.actions.plans import latest_plan, write_plan
from onroll.casework.models import Case, CaseChange
from support.case_people import DAY, viewer
from support.forms import form_in
from support.people import client_of
from support.responses import text_of


@pytest.fixture
def planned(case: Case) -> Case:
    officer = viewer("officer")
    case_moves.triage_case(case.pk, by=officer, because="-")
    case_moves.locate(case.pk, by=officer, because="-", place="With an aunt", source="The aunt", since=DAY)
    plan = {"lead": "L. Old", "key_adult": "K. Old", "elements": {"childs_account": "I was afraid.", "practical": "Bus"}}
    write_plan(case.pk, by=officer, because="-", plan=plan)
    return Case.objects.get(pk=case.pk)


def opened(client: Client, address: str) -> dict[str, Any]:
    return form_in(text_of(client.get(address)))


def test_each_edits_three_fields_of_a_plan_and_nothing_is_lost(planned: Case) -> None:
    address = f"/cases/{planned.pk}/do/plan"
    ann, ben = client_of("officer"), client_of("manager")
    hers, his = opened(ann, address), opened(ben, address)
    hers |= {"lead": "A. New", "key_adult": "A. Adult", "element_childs_account": "I was afraid. Ann heard why.", "because": "Ann rang"}
    his |= {
        "element_practical": "Bus fare",
        "element_family": "A grandmother",
        "element_childs_account": "Ben heard more.",
        "because": "Ben met",
    }
    assert ann.post(address, hers).status_code == 302
    conflict = ben.post(address, his)
    text = unescape(text_of(conflict))
    assert conflict.status_code == 409
    for said in (
        "I was afraid.",
        "Ann heard why.",
        "Ben heard more.",
        "A. New",
        "L. Old",
        "Bus fare",
        "A grandmother",
        "Test officer wrote",
    ):
        assert said in text, said
    assert re.findall(r'name="pick_(\w+)"', text) == ["element_childs_account"] * 3, "only what both changed is asked about"
    merged = form_in(text)
    undecided = ben.post(address, merged)
    again = unescape(text_of(undecided))
    assert undecided.status_code == 409 and "Choose what is kept" in again and "Ben heard more." in again and "I was afraid." in again
    assert ben.post(address, {**form_in(again), "pick_element_childs_account": "both"}).status_code == 302
    plan = latest_plan(Case.objects.get(pk=planned.pk))
    assert plan is not None
    said_now = {**plan.plan["elements"], "lead": plan.plan["lead"], "key_adult": plan.plan["key_adult"]}
    assert said_now["childs_account"].replace("\r", "") == "I was afraid. Ann heard why.\n\nBen heard more."
    assert (said_now["lead"], said_now["key_adult"], said_now["practical"]) == ("A. New", "A. Adult", "Bus fare")
    assert said_now["family"] == "A grandmother"
    merge = CaseChange.objects.get(kind="case.merged")
    assert "I was afraid. Ann heard why." in merge.because and "Ben heard more." in merge.because
    event = Event.objects.get(kind="case.merged")
    assert "afraid" not in event.body and '"both"' in event.body


@pytest.mark.parametrize(
    ("pick", "kept"), [("theirs", "Ring the aunt"), ("mine", "Visit the flat"), ("both", "Ring the aunt; Visit the flat")]
)
def test_whatever_is_chosen_the_other_words_stay_in_the_history(pick: str, kept: str, case: Case) -> None:
    address = f"/cases/{case.pk}/do/next"
    ann, ben = client_of("officer"), client_of("manager")
    hers, his = opened(ann, address), opened(ben, address)
    assert ann.post(address, {**hers, "action": "Ring the aunt"}).status_code == 302
    screen = form_in(text_of(ben.post(address, {**his, "action": "Visit the flat", "because": "A neighbour rang"})))
    assert ben.post(address, {**screen, "pick_action": pick}).status_code == 302
    assert Case.objects.get(pk=case.pk).next_action == kept
    history = text_of(ben.get(f"/cases/{case.pk}/timeline"))
    assert all(words in history for words in ("Ring the aunt", "Visit the flat", "A neighbour rang"))


def test_who_changed_other_things_does_not_stand_in_the_way(case: Case) -> None:
    address = f"/cases/{case.pk}/do/next"
    ben = client_of("manager")
    his = opened(ben, address)
    contacts.write_note(case.pk, by=viewer("officer"), text="A note")
    assert ben.post(address, {**his, "action": "Visit the flat"}).status_code == 302
    assert Case.objects.get(pk=case.pk).next_action == "Visit the flat"


def test_a_form_that_comes_back_with_a_mistake_still_knows_what_its_writer_saw(case: Case) -> None:
    address = f"/cases/{case.pk}/do/next"
    ann, ben = client_of("officer"), client_of("manager")
    hers, his = opened(ann, address), opened(ben, address)
    assert ann.post(address, {**hers, "action": "Ring the aunt"}).status_code == 302
    mistaken = ben.post(address, {**his, "action": "Visit the flat", "due_on": "31/2/2026"})
    assert mistaken.status_code == 200 and "must be a real date" in text_of(mistaken)
    mended = ben.post(address, {**form_in(text_of(mistaken)), "due_on": "20/1/2026"})
    assert mended.status_code == 409 and "Ring the aunt" in text_of(mended)
    assert Case.objects.get(pk=case.pk).next_action == "Ring the aunt"


def test_a_third_who_writes_while_the_second_chooses_is_merged_too(case: Case) -> None:
    address = f"/cases/{case.pk}/do/next"
    ann, ben = client_of("officer"), client_of("manager")
    first, his = opened(ann, address), opened(ben, address)
    assert ann.post(address, {**first, "action": "Ring the aunt"}).status_code == 302
    screen = form_in(text_of(ben.post(address, {**his, "action": "Visit the flat"})))
    assert ann.post(address, {**opened(ann, address), "action": "Write to the school"}).status_code == 302
    third = ben.post(address, {**screen, "pick_action": "mine"})
    text = text_of(third)
    assert third.status_code == 409 and "Write to the school" in text and "Ring the aunt" in text and "Visit the flat" in text
    assert ben.post(address, {**form_in(text), "pick_action": "both"}).status_code == 302
    assert Case.objects.get(pk=case.pk).next_action == "Write to the school; Visit the flat"


def test_words_that_do_not_fit_are_refused_and_never_cut(case: Case) -> None:
    address = f"/cases/{case.pk}/do/next"
    ben = client_of("manager")
    answer = ben.post(address, {**opened(ben, address), "action": "x" * 201})
    assert answer.status_code == 200 and "200 characters or fewer" in text_of(answer) and "x" * 201 in text_of(answer)
