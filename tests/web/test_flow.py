"""The page of the flow: exact and open to its rows for the authority, rounded and nobody in it for analysts, the same as then for ever."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.db import transaction

from onroll.accounts.models import User
from onroll.casework.actions.contacts import record_contact
from onroll.casework.flow_book import flow_book
from onroll.casework.models import Case, CaseChange, CaseEnding, CaseState, ShieldMark, TransferAct
from onroll.casework.queries.flow import episodes_in, flow_for
from onroll.core.measures.flow import all_waited
from support.case_people import DAY, SetClock, viewer
from support.flow_histories import write_histories
from support.made_up_run import CANARY
from support.people import client_of
from support.responses import count_in, text_of


@pytest.fixture
def histories(people: object, region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SetClock(monkeypatch)
    write_histories(300, by=User.objects.get(username="officer"), until=DAY, authorities=("301", "302"))


def rows_of(address: str, key: str, who: str = "officer") -> list[dict[str, str]]:
    response = client_of(who).get(f"{address}{'&' if '?' in address else '?'}download={key}.csv")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_tables_say_what_the_casebook_holds(histories: None) -> None:
    ours = Case.objects.filter(authority="301")
    months = rows_of("/figures/flow", "in-and-out")
    first = DAY.replace(year=DAY.year - 1, month=DAY.month + 1, day=1)
    assert sum(int(row["Opened"]) for row in months) == ours.filter(opened_on__gte=first).count()
    assert sum(int(row["Ended"]) for row in months) == ours.filter(closed_on__gte=first).count()
    exits = {row["Ended as"]: int(row["Episodes"]) for row in rows_of("/figures/flow", "exits-by-reason")}
    assert sum(exits.values()) == ours.filter(closed_on__isnull=False).count()
    assert exits["Left England for another country"] == CaseEnding.objects.filter(case__in=ours, outcome="abroad_confirmed").count()
    long = rows_of("/figures/flow", "long-cases")
    assert int(long[0]["Cases"]) == ours.filter(closed_on=None, opened_on__lte=DAY - timedelta(days=84)).count() > 5


def test_every_count_of_the_open_cases_opens_to_as_many(histories: None) -> None:
    client = client_of("officer")
    page = text_of(client.get("/figures/flow"))
    opens = re.findall(r'href="(/cases\?(?:age|list)=[^"]+)">([\d,]+)<', page)
    assert len(opens) >= 7 and len({address for address, _ in opens if "list=" in address}) == 3
    behind = re.findall(r'href="(/figures/children\?of=flow[^"]+)">([\d,]+)<', page)
    assert len(behind) >= 40  # months, reasons, and who still waits
    compared = re.findall(r'href="(/figures/children\?of=compared[^"]+)">([\d,]+)<', text_of(client.get("/figures/authorities")))
    assert len(compared) == 2
    for address, count in [*opens, *behind[::5], *compared]:
        assert count_in(text_of(client.get(unescape(address)))) == int(count), address
    assert page.count("<svg") >= 7 and "style=" not in page
    for then in ("?as_at=2025-11-30", "?known_by=2025-12-05"):
        assert "/figures/children" not in text_of(client.get(f"/figures/flow{then}"))


def test_an_analyst_sees_rounded_counts_of_every_area_and_no_child(histories: None) -> None:
    page = text_of(client_of("analyst").get("/figures/flow?area=301"))
    assert CANARY not in page and "/cases" not in page and not re.search(r"m0000\d+", page)
    for key in ("in-and-out", "ageing", "exits-by-reason", "entries-by-reason"):
        for row in rows_of("/figures/flow?area=301", key, "analyst"):
            assert all(cell == "low" or int(cell) % 10 == 0 for cell in list(row.values())[1:])
    own = text_of(client_of("officer").get("/figures/flow?area=302"))
    assert "<strong>Barnet</strong>" not in own  # an authority's own people see their own


def test_a_figure_as_known_on_a_past_day_does_not_change(histories: None) -> None:
    asked = "/figures/flow?as_at=2025-11-30&known_by=2025-12-05"
    keys = ("how-soon-found", "how-soon-back", "in-and-out", "long-cases", "ageing")
    before = {key: rows_of(asked, key) for key in keys}
    now = {key: rows_of("/figures/flow", key) for key in keys}
    officer = viewer("officer")
    case = Case.objects.filter(authority="301", closed_on=None, opened_on__lt=DAY - timedelta(days=100)).order_by("id").last()
    assert case is not None
    record_contact(case.pk, by=officer, on=case.opened_on, how="telephone call", child_seen=False, note="Written down late")
    CaseChange.objects.create(
        case=case, version=99, at="2026-01-19T10:00Z", on=case.opened_on + timedelta(days=1), by="officer", by_name="O",
        kind="case.start_watching", words="Late",
    )  # fmt: skip
    assert {key: rows_of(asked, key) for key in keys} == before
    assert rows_of("/figures/flow", "how-soon-back") != now["how-soon-back"]


def test_no_later_transfer_joining_or_mark_changes_a_figure_as_known_then(histories: None) -> None:
    asked = "?as_at=2025-11-30&known_by=2025-12-05"
    keys = ("how-soon-found", "in-and-out", "entries-by-reason", "long-cases", "ageing")
    pages = [("officer", f"/figures/flow{asked}"), ("officer-302", f"/figures/flow{asked}"), ("analyst", f"/figures/flow{asked}&area=301")]

    def told() -> list[list[dict[str, str]]]:
        found = [rows_of(address, key, who) for who, address in pages for key in keys]
        return [*found, rows_of(f"/figures/authorities{asked}", "comparison", "analyst")]

    then, now = told(), rows_of("/figures/flow", "ageing")
    officer = User.objects.get(username="officer")
    one, two, three = Case.objects.filter(authority="301", closed_on=None, opened_on__lt="2025-11-01").order_by("id")[:3]
    at = {"at": "2026-01-18T10:00Z", "by": "officer"}
    for verb, authority in (("offer", "301"), ("accept", "302")):
        TransferAct.objects.create(case=one, verb=verb, authority=authority, on=DAY - timedelta(days=90), to="302", **at)
    told_of = {"on": DAY - timedelta(days=90), "by_name": "O", "words": "Made up", "version": 99, **at}
    CaseChange.objects.create(case=one, kind="case.transfer_accept", **told_of)
    Case.objects.filter(pk=one.pk).update(authority="302")
    CaseState.objects.create(case=two, state="joined", because="One child", **at)
    Case.objects.filter(pk=two.pk).update(joined_into=three)
    ShieldMark.objects.create(
        child_id=three.child_id,
        authority="301",
        reason="refuge",
        because="x",
        shielded_from=DAY,
        review_on=DAY + timedelta(days=90),
        at=at["at"],
        by=officer,
    )
    assert told() == then
    after = rows_of("/figures/flow", "ageing")
    assert sum(int(row["Cases"]) for row in now) - sum(int(row["Cases"]) for row in after) == 2


def test_what_is_new_is_taken_in_and_a_casebook_that_was_put_back_is_read_again(histories: None) -> None:
    officer = viewer("officer")
    before = episodes_in(officer, "301", as_at=DAY, known_by=DAY)
    write_histories(20, by=User.objects.get(username="officer"), until=DAY, seed=9)
    after = episodes_in(officer, "301", as_at=DAY, known_by=DAY)
    assert len(after) == len(before) + 20
    book = flow_book()
    book._forget()
    assert Counter(all_waited(episodes_in(officer, "301", as_at=DAY, known_by=DAY), "found", DAY)) == Counter(
        all_waited(after, "found", DAY)
    )
    with transaction.atomic():  # as when a backup is put back: what was read last is there no longer
        write_histories(5, by=User.objects.get(username="officer"), until=DAY, seed=3)
        assert len(episodes_in(officer, "301", as_at=DAY, known_by=DAY)) == len(after) + 5
        transaction.set_rollback(True)
    assert episodes_in(officer, "301", as_at=DAY, known_by=DAY) == after


def test_a_shielded_child_is_in_no_figure(people: object, own_region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onroll.pipeline.shielding import write_marked_children

    SetClock(monkeypatch)
    write_histories(30, by=User.objects.get(username="officer"), until=DAY)
    officer = viewer("officer")
    before = flow_for(officer)
    assert before is not None
    one = Case.objects.first()
    assert one is not None
    write_marked_children(own_region, [one.child_id])
    assert len(episodes_in(officer, "301", as_at=DAY, known_by=DAY)) == 29
