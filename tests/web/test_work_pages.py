"""The pages of daily work: today, the transfers desk, the team, lists, visits, notices, messages, and the private screen."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onroll.accounts.models import Event, Organisation
from onroll.casework.actions import assigning, case_moves, contacts, endings, enquiries, transfers
from onroll.casework.actions.day_order import order_day
from onroll.casework.models import Case, EndingAudit, HomeVisit, NamedRole, Note, SavedFilter, Worklist
from onroll.casework.queries.reading import CannotSee
from support.case_people import DAY, SetClock, own_case, viewer
from support.opened_cases import open_current_run
from support.people import client_of
from support.responses import assert_private, count_in, text_of

EVERY_COUNT = re.compile(r'href="(/cases[^"]*)">(?:<span class="onroll-(?:tile|counter)__count">)?([\d,]+)(?:</span>|</a>)')


def mine(count: int = 4) -> list[Case]:
    """Give the officer of 301 some cases."""
    cases = list(Case.objects.filter(authority="301", shielded=False).order_by("id")[:count])
    for each in cases:
        assigning.assign_case(each.pk, by=viewer("officer"), username="officer")
    return cases


def opened(client: Client, address: str, status: int = 200, most: int = 12) -> str:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    questions = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(questions) <= most, (address, len(questions), questions)
    assert_private(response)
    return text_of(response)


def assert_counts_open(client: Client, text: str, least: int) -> None:
    counts = [(address.replace("&amp;", "&"), int(count.replace(",", ""))) for address, count in EVERY_COUNT.findall(text)]
    assert len(counts) >= least, counts
    for address, count in counts:
        assert count_in(text_of(client.get(address))) == count, address


# -- today -------------------------------------------------------------------------------------------------------------


def test_today_ranks_with_reasons_and_each_line_leads_to_its_form(case: Case) -> None:
    cases = mine()
    case_moves.triage_case(cases[1].pk, by=viewer("officer"), because="-", concerns={"danger": "Overheard"})
    text = opened(client_of("officer"), "/", most=13)
    assert "My 4 things for today" in text and "Why is this first?" in text
    first = text[text.index("onroll-today__item") :]
    assert f"case {cases[1].pk}</span>" in first[:900] and f"/cases/{cases[1].pk}/do/escalation" in first
    assert re.search(r"Harm \d+: high risk \(30\).*to be told today \(12\)", first)
    assert f"/cases/{cases[0].pk}/do/triage" in text
    assert_counts_open(client_of("officer"), text, 10)


def test_the_things_for_today_are_the_rows_of_their_list(case: Case, clock: SetClock) -> None:
    cases = mine()
    assigning.set_next_step(cases[0].pk, by=viewer("officer"), because="", action="Ring the aunt", due_on=DAY + timedelta(days=3))
    client = client_of("officer")
    for day in (DAY, DAY + timedelta(days=3), DAY + timedelta(days=9)):
        clock.day = day
        said = re.search(r"My (\d+) things for today", text_of(client.get("/")))
        assert said is not None and int(said[1]) == count_in(text_of(client.get("/cases?list=today")))
    assert re.search(r"\d+ days late", text_of(client.get("/")))


def test_without_a_purpose_today_shows_numbers_and_nobody(case: Case) -> None:
    client = client_of("officer", purpose=False)
    page = client.get("/")
    assert "Say first why you look" in text_of(page) and "onroll-today__item" not in page.content.decode()
    assert not Event.objects.filter(kind="today.listed").exists()
    asked = client.post("/purpose", {"purpose": "cme_enquiry", "next": "/"}, follow=True)
    assert "onroll-today__item" in asked.content.decode()
    assert Event.objects.filter(kind="today.listed").count() == 1


def test_an_empty_today_says_what_was_checked_and_when(case: Case) -> None:
    text = text_of(client_of("officer").get("/"))
    assert "Nothing of mine for today" in text and "Checked 19 January 2026 at 10:00am" in text and "Nobody has these yet" in text


def test_a_case_is_taken_once(case: Case) -> None:
    assert client_of("officer").post(f"/cases/{case.pk}/take").status_code == 302
    assert client_of("manager").post(f"/cases/{case.pk}/take").status_code == 409
    assert client_of("officer-302").post(f"/cases/{case.pk}/take").status_code == 404
    owner = Case.objects.select_related("owner").get(pk=case.pk).owner
    assert owner is not None and owner.username == "officer"


def test_the_capacity_is_said_only_from_what_somebody_did(case: Case, clock: SetClock) -> None:
    cases = list(Case.objects.filter(authority="301", shielded=False).order_by("id")[:8])
    client = client_of("officer")
    for back in range(6, 0, -1):
        clock.day = DAY - timedelta(days=back)
        for each in cases[:2]:
            contacts.write_note(each.pk, by=viewer("officer"), text="-")
    clock.day = DAY
    assert "At your pace" not in text_of(client.get("/"))
    mine(8)
    clock.day = DAY + timedelta(days=1)
    text = text_of(client.get("/"))
    assert "about 2 of these 8 fit into today; the 6 left would wait, the last until Friday 23 January." in text
    assert text.count("would wait, at your pace") == 6


def test_the_order_of_today_can_be_changed_for_the_day_and_gone_back_from(case: Case, clock: SetClock) -> None:
    mine(4)
    client = client_of("officer")

    def shown() -> list[int]:
        return [
            int(each)
            for each in re.findall(r"onroll-today__name\" href=\"/cases/(\d+)\"", text_of(client.get("/")).partition("Nobody has")[0])
        ]

    by_itself = shown()
    assert len(by_itself) == 4 and "Your own order" not in text_of(client.get("/"))
    page = text_of(client.get("/today/order"))
    last = by_itself[-1]
    assert f'id="id_place_{last}"' in page and "By harm × urgency" in page
    wrong = client.post("/today/order", {f"place_{last}": "soon"})
    assert "must be a whole number" in text_of(wrong) and shown() == by_itself
    assert client.post("/today/order", {"first": str(last)}).status_code == 302
    cannot_wait = [pk for pk in by_itself if f'id="id_place_{pk}"' not in page]
    others = [pk for pk in by_itself if pk not in cannot_wait]
    assert shown() == [*cannot_wait, last, *others[:-1]]
    text = text_of(client.get("/"))
    assert (
        "Your own order, for today" in text and f"By your own order of today; by harm × urgency it would be number {len(by_itself)}" in text
    )
    assert client.post("/today/order", {f"place_{last}": "99"}).status_code == 302 and shown() == [*cannot_wait, *others]
    assert Event.objects.filter(kind="today.ordered").count() == 2
    foreign = Case.objects.filter(authority="302").first()
    assert foreign is not None
    with pytest.raises(CannotSee):
        order_day([foreign.pk], by=viewer("officer"))
    client.post("/today/order", {"first": str(last)})
    clock.day = DAY + timedelta(days=1)
    assert "Your own order" not in text_of(client.get("/")), "the next day forgets it"
    clock.day = DAY
    assert client.post("/today/order", {"back": "yes"}).status_code == 302 and "Your own order" not in text_of(client.get("/"))


# -- the head and the timeline -----------------------------------------------------------------------------------------


def test_the_head_says_in_words_where_the_child_stands(case: Case) -> None:
    assigning.assign_case(case.pk, by=viewer("officer"), username="officer")
    text = text_of(client_of("officer").get(f"/cases/{case.pk}"))
    assert re.search(r"Unaccounted for since \d+ \w+; last roll: .*last day \d+ \w+\.", text)
    assert "No named professional is known to have seen the child since" in text, "how long ago stands in the same line, once"
    child = text_of(client_of("officer").get(f"/children/{case.child_id}"))
    assert re.search(r"Unaccounted for since \d+ \w+; last roll: .*last day \d+ \w+; no named professional", child)
    assert "Responsible: <strong>Eastshire</strong>" in text
    contacts.record_contact(
        case.pk, by=viewer("officer"), on=DAY, how="in person", child_seen=True, name="B. Green", profession="Class teacher"
    )
    text = text_of(client_of("officer").get(f"/cases/{case.pk}"))
    assert "Last seen 19 January 2026 by B. Green, Class teacher" in text and "last seen 19 January by" not in text, "said once"
    assert "last seen 19 January by class teacher" in text_of(client_of("officer").get(f"/children/{case.child_id}"))


def test_the_timeline_shows_what_was_known_on_a_day_and_is_narrowed_by_kind(case: Case, clock: SetClock) -> None:
    officer = viewer("officer")
    case_moves.triage_case(case.pk, by=officer, because="First look")
    clock.day = DAY + timedelta(days=5)
    contacts.record_contact(
        case.pk, by=officer, on=DAY + timedelta(days=1), how="in person", child_seen=True, name="B. Green", profession="Nurse"
    )
    enquiries.start_enquiry(case.pk, by=officer, check_code="LA_LOCAL")
    client = client_of("officer")
    now = opened(client, f"/cases/{case.pk}/timeline")
    assert "First look" in now and "seen by B. Green, Nurse" in now and "Asked:" in now and "On a roll" in now
    then = opened(client, f"/cases/{case.pk}/timeline?known=20/1/2026")
    then = then[then.index("What was known on 20 January 2026") :]
    assert "First look" in then and "B. Green, Nurse" not in then and "Asked:" not in then, "what was written down later was not known"
    assert "B. Green, Nurse" in opened(client, f"/cases/{case.pk}/timeline?known=24/1/2026")
    only = opened(client, f"/cases/{case.pk}/timeline?kind=contact")
    only = only[only.index("Everything that is known") :]
    assert "seen by B. Green, Nurse" in only and "First look" not in only and "Not accounted for" not in only
    assert "Enter a real date" in opened(client, f"/cases/{case.pk}/timeline?known=31/2/2026")


def test_registers_stand_as_the_run_of_that_time_knew_them(people: object, settings: Any, tmp_path: Any, clock: SetClock) -> None:
    from support.made_up_run import write_made_up_run

    settings.ONROLL_HOME = tmp_path
    write_made_up_run(tmp_path, children=40, on=date(2026, 1, 15))
    told = "UPDATE timelines SET status = 'home_educated', because = 'Told by the home education team'"
    roll = f"{told} WHERE child_id = 'c000020' AND urn IS NULL"
    write_made_up_run(tmp_path, children=40, on=date(2026, 1, 19), changes={"timelines": roll})
    open_current_run()
    address = f"/cases/{own_case().pk}/timeline"
    client = client_of("officer")
    assert "home education team" in text_of(client.get(address)) and "Not accounted for" not in text_of(client.get(address))
    then = text_of(client.get(f"{address}?known=17/1/2026"))
    assert "home education team" not in then and "Not accounted for" in then and "the run of 15 January 2026 knew them" in then


def test_contradictions_stand_in_the_timeline_as_text(case: Case) -> None:
    made = (
        assigning.open_case("c000160", by=viewer("officer"), because="-") if not Case.objects.filter(child_id="c000160").exists() else None
    )
    found = made or Case.objects.get(child_id="c000160")
    assert "These do not fit together: on two rolls at once" in text_of(client_of("officer").get(f"/cases/{found.pk}/timeline"))


# -- the transfers desk ------------------------------------------------------------------------------------------------


def test_the_desk_names_who_is_responsible_until_the_other_accepts(case: Case, clock: SetClock) -> None:
    transfers.act_on_transfer(case.pk, "offer", by=viewer("officer"), because="They moved.", to="302")
    sender, receiver = client_of("officer"), client_of("officer-302")
    inbox = opened(receiver, "/transfers")
    assert "Responsible: <strong>Eastshire</strong>, until <strong>Westborough</strong> accepts" in inbox and "They moved." in inbox
    assert f"/cases/{case.pk}/transfers" in opened(sender, "/transfers?board=outbox")
    assert count_in(opened(sender, "/transfers?board=unclaimed")) == 0
    clock.day = DAY + timedelta(days=14)
    late = opened(receiver, "/transfers")
    assert "directors of children" in late and "14 days" in late
    transfers.act_on_transfer(case.pk, "return", by=viewer("officer-302"), because="Nobody there.", offer=1, reason="not_resident")
    assert "Nobody there." in opened(sender, "/transfers?board=returned")


def test_the_relay_is_one_line_without_a_gap(case: Case) -> None:
    transfers.act_on_transfer(case.pk, "offer", by=viewer("officer"), because="They moved.", to="302")
    transfers.act_on_transfer(case.pk, "accept", by=viewer("officer-302"), because="", offer=1)
    kept = opened(client_of("officer"), "/transfers?board=handed_over")
    assert f"Case {case.pk}</strong>" in kept and "Nobody there has looked at it yet" in kept and "We wrote: They moved." in kept
    assert "Amira" not in kept and f"/cases/{case.pk}" not in kept, "how it stands, and nothing else"
    case_moves.triage_case(case.pk, by=viewer("officer-302"), because="-")
    assert "The child is being looked for" in opened(client_of("manager"), "/transfers?board=handed_over")
    Organisation.objects.get_or_create(code="303", kind="authority", defaults={"name": "Northshire", "authority_code": "303"})
    transfers.act_on_transfer(case.pk, "offer", by=viewer("officer-302"), because="Of their case.", to="303")
    assert "Of their case." not in opened(client_of("officer"), "/transfers?board=handed_over")
    transfers.act_on_transfer(case.pk, "withdraw", by=viewer("officer-302"), because="-", offer=2)
    assert count_in(opened(client_of("officer-302"), "/transfers?board=handed_over")) == 0
    Case.objects.filter(pk=case.pk).update(shielded=True)
    assert count_in(opened(client_of("officer"), "/transfers?board=handed_over")) == 0
    Case.objects.filter(pk=case.pk).update(shielded=False)
    text = opened(client_of("officer-302"), f"/cases/{case.pk}/transfers")
    assert "2 authorities one after another, without a gap; Westborough is responsible now." in text
    assert text.count('class="t-now"') == 2 and "<strong>responsible now</strong>" in text


def test_an_unclaimed_child_is_taken_by_an_authoritys_own_act(case: Case, clock: SetClock) -> None:
    Case.objects.filter(pk=case.pk).update(authority="000")
    client = client_of("officer-302")
    board = opened(client, "/transfers?board=unclaimed")
    name = re.search(r"<h1[^>]*>([^<]+)</h1>", opened(client, f"/cases/{case.pk}/claim"))
    assert name is not None and name[1] not in board, "the board says no name"
    assert "The national queue" in board and "national data service" in board
    assert "Say why" in text_of(client.post(f"/cases/{case.pk}/claim", {"because": ""}))
    assert client.post(f"/cases/{case.pk}/claim", {"because": "The aunt lives here."}).status_code == 302
    taken = Case.objects.select_related("owner").get(pk=case.pk)
    assert taken.authority == "302" and taken.owner is not None and taken.owner.username == "officer-302"
    assert client_of("officer").get(f"/cases/{case.pk}/claim").status_code == 404
    assert "The national queue" in text_of(client.get(f"/cases/{case.pk}/transfers"))
    assert Event.objects.filter(kind="case.transfer_claim", subject=case.child_id).count() == 1


def test_a_shielded_child_is_taken_over_by_nobody_outside_a_named_team(case: Case, clock: SetClock) -> None:
    Case.objects.filter(pk=case.pk).update(authority="000", shielded=True, owner=None)
    outside = client_of("officer-302")
    assert count_in(opened(outside, "/transfers?board=unclaimed")) == 0
    assert outside.get(f"/cases/{case.pk}/claim").status_code == 404
    with pytest.raises(CannotSee):
        transfers.act_on_transfer(case.pk, "claim", by=viewer("officer-302"), because="The aunt lives here.")
    assert Case.objects.get(pk=case.pk).authority == "000"
    transfers.act_on_transfer(case.pk, "claim", by=viewer("shielded-team-302"), because="The aunt lives here.")
    assert Case.objects.get(pk=case.pk).authority == "302"


def test_nobody_claims_what_is_not_on_the_board_nor_a_shielded_child(case: Case, clock: SetClock) -> None:
    third = client_of("officer-302")
    assert third.get(f"/cases/{case.pk}/claim").status_code == 404
    assert third.post(f"/cases/{case.pk}/claim", {"because": "Mine"}).status_code == 404
    Organisation.objects.create(kind="authority", code="303", name="Northport", authority_code="303")
    transfers.act_on_transfer(case.pk, "offer", by=viewer("officer"), because="They moved.", to="303")
    assert third.get(f"/cases/{case.pk}/claim").status_code == 404
    clock.day = DAY + timedelta(days=3)
    assert third.get(f"/cases/{case.pk}/claim").status_code == 200
    Case.objects.filter(child_id="c000041").update(authority="000")
    shielded = Case.objects.get(child_id="c000041")
    assert client_of("officer").get(f"/cases/{shielded.pk}/claim").status_code == 404
    assert f"Case {shielded.pk}<" not in text_of(client_of("officer").get("/transfers?board=unclaimed"))


# -- the manager -------------------------------------------------------------------------------------------------------


def test_every_number_of_the_manager_opens_to_its_rows(case: Case, clock: SetClock) -> None:
    cases = mine(6)
    case_moves.triage_case(cases[0].pk, by=viewer("officer"), because="-")
    case_moves.locate(cases[0].pk, by=viewer("officer"), because="-", place="There", source="Aunt", since=DAY)
    case_moves.move_back(cases[0].pk, "lose_sight", by=viewer("officer"), because="Gone")
    clock.day = DAY + timedelta(days=30)
    client = client_of("manager")
    text = opened(client, "/team")
    assert "Flow of the last 8 weeks" in text and "1 relapsed, or gone again" in text
    assert_counts_open(client, text, 16)
    assert "onroll-heat-4" in text and "onroll-heat-0" in text
    chosen = text_of(client.get("/cases?owner=officer&state=enquiring"))
    assert 'name="case"' in chosen and "Or give them at once to" in chosen, "what the form of the table leads to"
    assert client_of("officer").get("/team").status_code == 403


def test_an_ending_on_weak_evidence_is_looked_at_again_by_somebody_else(case: Case) -> None:
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
    case_moves.locate(case.pk, by=viewer("officer"), because="-", place="Abroad", source="Uncle", since=DAY)
    evidence = [{"kind": "relative_or_other_person", "dated_on": DAY.isoformat(), "reference": "Note 3"}]
    ending = endings.propose_ending(case.pk, by=viewer("officer"), because="Says so", outcome="abroad_confirmed", evidence=evidence)
    endings.confirm_ending(case.pk, by=viewer("manager"), because="I rang")
    client = client_of("manager")
    assert count_in(opened(client, "/team/endings")) == 1
    refused = client.post("/team/endings", {"ending": ending.pk, "verdict": "stands", "because": "Fine"})
    assert "somebody else must look at it" in text_of(refused)
    other = client_of("shielded-team")
    assert other.post("/team/endings", {"ending": ending.pk, "verdict": "doubtful", "because": ""}).status_code == 200
    assert other.post("/team/endings", {"ending": ending.pk, "verdict": "doubtful", "because": "No ticket"}).status_code == 302
    assert EndingAudit.objects.get().verdict == "doubtful"
    assert "Open the case again" in text_of(client.get("/team/endings"))


# -- lists -------------------------------------------------------------------------------------------------------------


def test_a_filter_is_saved_for_oneself_or_the_team_and_holds_no_name(case: Case) -> None:
    client = client_of("officer")
    client.post("/cases/save-filter", {"name": "Old ones", "address": "list=weeks_12&state=new", "for_team": "yes"})
    client.post("/cases/save-filter", {"name": "Mine", "address": "list=mine"})
    assert {each.address for each in SavedFilter.objects.all()} == {"list=weeks_12&state=new", "list=mine"}
    assert "Old ones" in text_of(client_of("manager").get("/cases")) and "Mine<" not in text_of(client_of("manager").get("/worklists"))
    assert "Old ones" not in text_of(client_of("officer-302").get("/worklists"))
    assert client.post("/cases/save-filter", {"name": "x", "address": "//evil.example"})["Location"].startswith("/cases?")
    number = SavedFilter.objects.get(name="Mine").pk
    assert client_of("manager").post("/worklists", {"what": "drop-filter", "id": number}).status_code == 404
    assert client.post("/worklists", {"what": "drop-filter", "id": number}).status_code == 302


def test_a_worklist_is_put_together_by_hand(case: Case) -> None:
    client = client_of("officer")
    client.post("/worklists", {"what": "begin", "name": "Before the holidays"})
    made = Worklist.objects.get()
    cases = mine(3)
    chosen = {"case": [each.pk for each in cases], "address": "list=mine", "sent": "yes", "worklist": made.pk}
    assert client.post("/cases/bulk", {**chosen, "what": "list"}).status_code == 302
    listed = text_of(client.get(f"/cases?list=worklist&worklist={made.pk}"))
    assert "Before the holidays" in listed and count_in(listed) == 3
    assert f"list=worklist&amp;worklist={made.pk}" in text_of(client.get("/worklists")) and "(3)" in text_of(client.get("/worklists"))
    assert client_of("manager").get(f"/cases?list=worklist&worklist={made.pk}").status_code == 404
    client.post("/cases/bulk", {**chosen, "case": [cases[0].pk], "what": "unlist"})
    assert count_in(text_of(client.get(f"/cases?list=worklist&worklist={made.pk}"))) == 2


def test_one_thing_is_done_to_all_the_chosen_cases_or_to_none(case: Case) -> None:
    client, cases = client_of("officer"), mine(3)
    chosen = {"case": [each.pk for each in cases], "address": "list=mine"}
    assert "It is done to all of them, or to none." in text_of(client.post("/cases/bulk", {**chosen, "what": "note"}))
    assert client.post("/cases/bulk", {**chosen, "what": "note", "sent": "yes", "text": "Office closed"}).status_code == 302
    assert Note.objects.filter(text="Office closed").count() == 3
    said = {**chosen, "what": "next", "sent": "yes", "action": "Ring", "due_on": "1/1/2026"}
    assert "Nothing was changed" in text_of(client.post("/cases/bulk", said))
    assert client.post("/cases/bulk", {**said, "due_on": "22/1/2026"}).status_code == 302
    assert Case.objects.filter(next_action="Ring", due_on=date(2026, 1, 22)).count() == 3
    other = Case.objects.filter(authority="302").first()
    assert other is not None
    assert client.post("/cases/bulk", {**chosen, "case": [cases[0].pk, other.pk], "what": "note"}).status_code == 404
    assert client.post("/cases/bulk", {**chosen, "what": "assign", "sent": "yes", "username": "manager"}).status_code == 302
    assert Case.objects.filter(owner__username="manager").count() == 3


def test_what_is_printed_says_who_when_and_why_and_is_written_down(case: Case) -> None:
    client = client_of("officer")
    for address, kind in (("/cases/print?list=team", "cases.printed"), (f"/cases/{case.pk}/print", "case.looked_at")):
        text = opened(client, address)
        assert "Printed by Test officer, Eastshire, for “Finding a child who is missing education”" in text
        assert Event.objects.filter(kind=kind).exists()
    assert client_of("officer-302").get(f"/cases/{case.pk}/print").status_code == 404


# -- the private screen ------------------------------------------------------------------------------------------------


def test_one_key_hides_names_everywhere_until_it_is_pressed_again(case: Case) -> None:
    mine(3)
    client = client_of("officer")
    pages = ("/", "/cases", f"/cases/{case.pk}", f"/children/{case.child_id}", "/findings", f"/cases/{case.pk}/print", "/cases/print")
    child = the_tables_name(case.child_id)
    for page in pages:
        assert child in text_of(client.get(page)) or page in ("/", "/cases", "/findings", "/cases/print")
    assert client.post("/private-screen", {"hide": "yes", "next": "/cases"})["Location"] == "/cases"
    for page in pages:
        text = text_of(client.get(page))
        assert child.split()[1] not in text and child not in text, page
        assert "Names are shown as initials" in text
    assert child in text_of(client_of("officer").get(f"/cases/{case.pk}")), "somebody else's screen is not hidden"
    client.post("/private-screen", {"hide": "no", "next": "https://evil.example"})
    assert child in text_of(client.get(f"/cases/{case.pk}"))


def the_tables_name(child_id: str) -> str:
    from onroll.casework.the_index import the_tables

    tables = the_tables()
    assert tables is not None
    child = tables.child(child_id)
    assert child is not None
    return f"{child.forename} {child.surname}"


# -- visits ------------------------------------------------------------------------------------------------------------

VISIT = {
    "place": "20 Made-up Street",
    "risk": "A dog in the yard",
    "visitor": "officer",
    "knows": "manager",
    "phone": "07700 900001",
    "on": "19/1/2026",
    "leaves": "11:00",
    "back": "12:30",
    "second_visitor": "B. Green",
}


def test_a_visit_is_prepared_called_in_and_recorded(case: Case) -> None:
    client = client_of("officer")
    address = f"/cases/{case.pk}/visit"
    assert "Risk note" in opened(client, address)
    for missing, says in (("risk", "risk note"), ("phone", "Telephone"), ("back", "calls by"), ("knows", "Choose who knows")):
        assert says in text_of(client.post(address, {**VISIT, missing: ""})), missing
    assert "passed already" in text_of(client.post(address, {**VISIT, "leaves": "8:00", "back": "9:00"}))
    assert client.post(address, VISIT).status_code == 302
    visit = HomeVisit.objects.get()
    page = f"/visits/{visit.pk}"
    assert "A dog in the yard" in opened(client, page) and "12:30" in opened(client, "/visits")
    assert client_of("officer-302").get(page).status_code == 404
    assert client.post(page, {"what": "call"}).status_code == 302
    assert client.post(page, {"what": "call"}).status_code == 200
    assert "Name the professional" in text_of(client.post(page, {"what": "record", "outcome": "seen", "name": ""}))
    said = {"what": "record", "outcome": "seen", "name": "Test officer", "profession": "CME officer", "note": "Well, and bored."}
    assert client.post(page, said).status_code == 302
    row = Case.objects.get(pk=case.pk)
    assert row.last_seen_on == DAY and row.stages_done["home_visit"] == DAY.isoformat()
    assert "Well, and bored." in text_of(client.get(f"/cases/{case.pk}/timeline"))


def test_a_missed_call_climbs_and_stands_first_for_whoever_knows(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import datetime, time

    from onroll.casework import clock as the_clock

    mine(3)
    assert client_of("officer").post(f"/cases/{case.pk}/visit", VISIT).status_code == 302
    assert "has not called back" not in text_of(client_of("manager").get("/"))
    monkeypatch.setattr(the_clock, "now", lambda: datetime.combine(DAY, time(13, 20), the_clock.LONDON))
    today = text_of(client_of("manager").get("/"))
    assert "The visitor has not called back" in today and "/visits/" in today
    page = text_of(client_of("manager").get(f"/visits/{HomeVisit.objects.get().pk}"))
    assert "Ring 07700 900001 now" in page and "the police" in page
    assert "Ring the police on 999 now" in text_of(client_of("manager").get("/notices?role=head+of+service"))


def test_nobody_is_sent_to_a_home_where_it_is_not_safe(case: Case) -> None:
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-", concerns={"forced_marriage": "A sister says so"})
    assert "Do not visit" in text_of(client_of("officer").post(f"/cases/{case.pk}/visit", VISIT))
    assert not HomeVisit.objects.exists()


# -- notices, messages, status -----------------------------------------------------------------------------------------


def test_what_is_late_says_whom_to_tell_and_each_count_opens_to_its_rows(case: Case, clock: SetClock) -> None:
    clock.day = DAY + timedelta(days=10)
    client = client_of("manager")
    NamedRole.objects.create(authority="301", told="head of service", name="P. Head")
    text = opened(client, "/notices")
    counts = re.findall(r'href="(/notices\?role=[^"]+)">[^(<]+\((\d+)\)', text)
    assert len(counts) == 4 and any(int(count) for _, count in counts)
    for address, count in counts:
        assert count_in(text_of(client.get(address))) == int(count), address
    assert "P. Head" in text_of(client.get("/notices?role=head+of+service"))
    assert count_in(text_of(client_of("officer-302").get("/notices"))) == 0, "302 has a shielded child's case alone"
    assert count_in(text_of(client_of("shielded-team-302").get("/notices"))) != 0
    assert f'/cases/{case.pk}"' not in text_of(client_of("officer-302").get("/notices"))


def test_a_manager_says_who_the_named_roles_are(case: Case) -> None:
    client = client_of("manager")
    said = {"told": "head of service", "name": "P. Head", "email": "head@example.org"}
    assert "Enter the name" in text_of(client.post("/team/roles", {**said, "name": ""}))
    assert client.post("/team/roles", said).status_code == 302
    assert NamedRole.objects.get().email == "head@example.org" and "P. Head" in opened(client, "/team/roles")
    assert client_of("officer").get("/team/roles").status_code == 403


def test_somebody_asks_for_messages_and_asks_for_none_again(case: Case) -> None:
    client = client_of("officer")
    assert "Give the address" in text_of(client.post("/messages", {"often": "daily", "email": ""}))
    assert client.post("/messages", {"often": "weekly", "email": "o@example.org"}).status_code == 302
    assert "o@example.org" in opened(client, "/messages")
    assert client.post("/messages", {"often": "never", "email": "o@example.org"}).status_code == 302


def test_the_status_page_says_what_ran_and_what_failed(case: Case) -> None:
    from onroll.casework.actions.job_runs import job_run

    with job_run("cases") as job:
        job.said = "3 opened"
    with pytest.raises(RuntimeError), job_run("messages"):
        raise RuntimeError("The post is closed")
    text = opened(client_of("data-team"), "/status")
    assert "3 opened" in text and "The post is closed" in text and "has never ended well" in text
