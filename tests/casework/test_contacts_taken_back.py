"""A contact recorded by mistake is taken back: the clock that counts days unseen goes on as if it had not been, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onroll.accounts.models import Event
from onroll.casework.actions import contacts
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case, CaseChange, Contact
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index
from support.case_people import DAY, SetClock, own_case, viewer
from support.people import client_of
from support.responses import text_of


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    return SetClock(monkeypatch)


@pytest.fixture
def case(people: object, region: object, clock: SetClock) -> Case:
    run = the_index().current_run()
    assert run is not None
    take_in_findings(run)
    return own_case()


def seen(case: Case, days_ago: int, name: str) -> Contact:
    contacts.record_contact(
        case.pk, by=viewer("officer"), on=DAY - timedelta(days=days_ago), how="in person", child_seen=True, name=name, profession="Nurse"
    )
    return Contact.objects.get(case=case, name=name)


def test_a_sight_on_the_wrong_child_is_taken_back_and_the_clock_runs_on(case: Case, clock: SetClock) -> None:
    before = text_of(client_of("officer").get(f"/cases/{case.pk}"))
    wrong = seen(case, 1, "B. Green")
    assert Case.objects.get(pk=case.pk).last_seen_on == DAY - timedelta(days=1)
    client = client_of("officer")
    page = text_of(client.get(f"/cases/{case.pk}/timeline"))
    assert "A contact was recorded by mistake" in page
    form = f"/cases/{case.pk}/do/contact-back"
    assert "in person, the child was seen by B. Green" in text_of(client.get(form))
    assert "Say why" in text_of(client.post(form, {"contact": str(wrong.pk)}))
    clock.day = DAY + timedelta(days=1)
    assert client.post(form, {"contact": str(wrong.pk), "because": "It was her sister."}).status_code == 302
    clock.day = DAY
    kept = Case.objects.get(pk=case.pk)
    assert kept.last_seen_on is None and "first_contact" not in kept.stages_done
    sentence = "No named professional is known to have seen the child since"
    assert sentence in before and sentence in text_of(client.get(f"/cases/{case.pk}"))
    clock.day = DAY + timedelta(days=1)
    history = text_of(client.get(f"/cases/{case.pk}/timeline"))
    assert "seen by B. Green" in history and "It was her sister." in history and "Taken back on 20 January 2026" in history
    then = text_of(client.get(f"/cases/{case.pk}/timeline?known=19/1/2026"))
    assert "seen by B. Green" in then and "It was her sister." not in then, "nobody knew it that day"
    assert (
        Event.objects.filter(kind="case.contact_taken_back").exists() and CaseChange.objects.filter(kind="case.contact_taken_back").exists()
    )


def test_the_sight_before_it_counts_again_and_the_first_attempt_stays_done(case: Case) -> None:
    right, wrong = seen(case, 30, "A. White"), seen(case, 2, "B. Green")
    contacts.take_contact_back(wrong.pk, by=viewer("manager"), because="Another family.")
    kept = Case.objects.get(pk=case.pk)
    assert kept.last_seen_on == right.on and "first_contact" in kept.stages_done
    assert "Last seen" in text_of(client_of("officer").get(f"/cases/{case.pk}")) and "A. White" in text_of(
        client_of("officer").get(f"/cases/{case.pk}")
    )
    with pytest.raises(CannotDoNow, match="taken back already"):
        contacts.take_contact_back(wrong.pk, by=viewer("officer"), because="Twice.")


@pytest.mark.parametrize("username", ["officer-302", "data-team", "auditor", "school"])
def test_nobody_else_takes_a_contact_back(username: str, case: Case) -> None:
    made = seen(case, 1, "B. Green")
    with pytest.raises(CannotSee):
        contacts.take_contact_back(made.pk, by=viewer(username), because="Mine?")
    with pytest.raises(CannotSee):
        contacts.take_contact_back(999_999, by=viewer("officer"), because="There is none.")
    assert Contact.objects.get(pk=made.pk).taken_back_on is None
