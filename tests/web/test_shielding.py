"""Once the named team marks a child, the very next page of anybody else, and everything else, is as if there were no such child."""

from __future__ import annotations

import fcntl
import os
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import get_resolver

from onroll.accounts.models import Event, User
from onroll.casework import bridge
from onroll.casework.actions import shielding
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case, ShieldMark
from onroll.casework.queries.cases import LISTS, case_counts_for
from onroll.casework.queries.findings import finding_counts_for
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index, the_tables
from onroll.config.serve import _obey_marks
from onroll.pipeline.exports import all_exports
from onroll.pipeline.exports.writing import write_export
from onroll.pipeline.find import Hit, Query
from onroll.pipeline.shielding import MARKS_FILE, marked_children
from support.case_people import DAY, SetClock, viewer
from support.made_up_run import write_made_up_run
from support.opened_cases import open_current_run
from support.people import PEOPLE, client_of
from support.responses import text_of

MARKED, SIBLING = "c000020", "c000060"
SECRET = ("Zyxwvine", "Quarantel")
CHANGES = {
    "child_summaries": f"""UPDATE child_summaries SET forename = CASE child_id WHEN '{MARKED}' THEN '{SECRET[0]}' ELSE forename END,
        surname = CASE child_id WHEN '{MARKED}' THEN '{SECRET[1]}' ELSE surname END,
        address_line_1 = '1 Made-up House', postcode = 'ZZ1 1ZZ' WHERE child_id IN ('{MARKED}', '{SIBLING}')"""
}


@pytest.fixture(scope="module")
def made_region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("shielding")
    write_made_up_run(home, children=200, changes=CHANGES)
    return home


@pytest.fixture
def home(made_region: Path, tmp_path: Path, settings: Any, people: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    shutil.copytree(made_region, tmp_path / "home")
    settings.ONROLL_HOME = tmp_path / "home"
    SetClock(monkeypatch)
    open_current_run()
    User.objects.create(
        username="second", full_name="Second of the team", role="manager", organisation=User.objects.get(username="officer").organisation,
        in_shielded_team=True, password="!",
    )  # fmt: skip
    yield tmp_path / "home"


def mark(by: str = "shielded-team") -> ShieldMark:
    return shielding.mark_child(MARKED, by=viewer(by), reason="threat", because="The police rang.", review_on=DAY + timedelta(weeks=4))


def addresses(pick: random.Random) -> list[str]:
    """Every address of the program about this child, the child's sibling and their cases, and every list, in random order."""
    case, other = (Case.objects.get(child_id=child_id).pk for child_id in (MARKED, SIBLING))
    found = [f"/cases?list={each}" for each in LISTS] + [f"/findings?name={SECRET[1]}", "/findings?sort=name"]
    for part in get_resolver().url_patterns:
        for pattern in getattr(part, "url_patterns", [part]):
            route = str(pattern.pattern)
            if pattern.name in ("sign_out", "sign_in", "private_screen"):
                continue
            for child_id, case_id in ((MARKED, case), (SIBLING, other)):
                filled = route.replace("<str:child_id>", child_id).replace("<int:case_id>", str(case_id))
                for tab in ("enquiries", "timeline", "plan", "transfers", "notes") if "<str:tab>" in route else ("",):
                    found.append("/" + re.sub(r"<int:\w+>", "1", re.sub(r"<str:\w+>", tab or "note", filled)))
    found = sorted(set(found))
    pick.shuffle(found)
    return found


def reveals(text: str, address: str) -> list[str]:
    """Return what of the child a page says, beyond what was asked for by its own address."""
    said = text.replace(MARKED, "") if MARKED in address else text
    return [word for word in (*SECRET, MARKED) if word in said and word not in address]


def said_in(response: Any) -> str:
    """Return an answer as text, whatever kind of file it is."""
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def as_shown(response: Any, child_id: str) -> tuple[int, str]:
    """Return an answer without what differs each time, and without the id that was asked for."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", said_in(response))
    text = re.sub(r"\d{1,2}:\d\d[ap]m", "", text)  # the minute may have passed meanwhile
    return response.status_code, text.replace(child_id, "X")


@pytest.mark.parametrize("seed", [1, 2])
def test_random_viewers_outside_the_team_see_the_child_nowhere(seed: int, home: Path) -> None:
    before = {name: case_counts_for(viewer(name)) for name in ("officer", "manager", "shielded-team")}
    mark()
    pick = random.Random(seed)
    everybody = [name for name, (_, organisation, in_team) in PEOPLE.items() if not (in_team and organisation == "301")]
    walked, opened = addresses(pick), 0
    for name in pick.sample(everybody, 3):
        client = client_of(name)
        for address in walked if seed == 1 else pick.sample(walked, 40):
            response = client.get(address, follow=True)
            text = said_in(response)
            opened += response.status_code == 200
            assert reveals(text, address) == [], (name, address)
            if address.startswith(f"/children/{MARKED}"):
                nobody = client.get(address.replace(MARKED, "c999999"), follow=True)
                assert as_shown(response, MARKED) == as_shown(nobody, "c999999"), (name, address)
    assert opened > 20
    officer = case_counts_for(viewer("officer"))
    assert {name: before["officer"][name] - officer[name] for name in ("team", "unowned")} == {"team": 1, "unowned": 1}
    assert case_counts_for(viewer("shielded-team"))["team"] == before["shielded-team"]["team"]


def test_the_mark_counts_in_lists_counts_households_and_exports_at_once_and_in_the_next_run_as_a_decision(home: Path) -> None:
    tables = the_tables()
    assert tables is not None
    counted = sum(finding_counts_for(viewer("officer")).values())
    made = mark()
    assert sum(finding_counts_for(viewer("officer")).values()) == counted - 1
    assert tables.child(MARKED).shielded  # type: ignore[union-attr]
    case = Case.objects.get(child_id=MARKED)
    assert case.shielded and case.version == 2 and (case.owner_id or case.queue)
    run = the_index().current_run()
    assert run is not None
    for export in all_exports().values():
        if export.name in ("findings", "children", "timelines"):
            written = write_export(export, run, home / f"{export.name}.csv", file_format="csv")
            assert MARKED not in written.path.read_text(encoding="utf-8") and written.shielded_left_out >= 1
    assert bridge.decided().shielded == {MARKED: "Marked by the named team: a threat to the child or to those around."}
    take_in_findings(run)
    assert Case.objects.get(child_id=MARKED).shielded, "a run does not take a mark back"
    said = " ".join(Event.objects.filter(kind__startswith="child.shield").values_list("body", flat=True))
    assert "threat" not in said and "police" not in said and str(made.pk) in said and not any(word in said for word in SECRET)


def test_nobody_writes_down_the_marks_of_before_over_a_mark_that_is_being_made(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, after_commit = [], []
    standing_marks, atomic = shielding.standing_marks, transaction.atomic

    @contextmanager
    def and_look(*given: Any, **more: Any) -> Iterator[None]:
        with atomic(*given, **more):
            yield
        after_commit.append(in_somebodys_hand(home))

    monkeypatch.setattr(shielding, "standing_marks", lambda: (asked.append(in_somebodys_hand(home)), standing_marks())[1])
    shielding.refresh_marks()
    with monkeypatch.context() as looking:
        looking.setattr(shielding.transaction, "atomic", and_look)
        mark()
    assert asked == [True, True] and after_commit[-1] and not in_somebodys_hand(home)


def test_a_restored_home_hides_a_marked_child_from_its_first_question_on(home: Path) -> None:
    mark()
    run = the_index().current_run()
    assert run is not None and bridge.belongs_in_backup(home, home / MARKS_FILE)

    def found() -> list[str]:
        hits = [Hit(MARKED, 0.9, ["same name"], []), Hit(SIBLING, 0.8, ["same address"], [])]
        shown = bridge.find_for_operator(run, Query(surname="x"), purpose="safeguarding", limit=5, search=lambda *_, **__: hits)
        return [hit.reasons[0] for hit in shown]

    (home / MARKS_FILE).unlink()
    assert found() == [bridge.HIDDEN_REASON, "same address"] and marked_children(home) == {MARKED}
    (home / MARKS_FILE).unlink()
    _obey_marks()
    assert marked_children(home) == {MARKED}


def in_somebodys_hand(home: Path) -> bool:
    folder = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(folder)
    return False


def test_an_end_needs_a_second_person_and_then_the_child_is_seen_again(home: Path) -> None:
    made = mark()
    team, second = viewer("shielded-team"), viewer("second")
    with pytest.raises(CannotDoNow, match="Nobody has asked"):
        shielding.decide_end(made.pk, by=second, agrees=True)
    shielding.ask_to_end(made.pk, by=team, because="The threat is over.")
    with pytest.raises(CannotDoNow, match="Somebody else"):
        shielding.decide_end(made.pk, by=team, agrees=True)
    assert client_of("officer").get(f"/children/{MARKED}").status_code == 404
    shielding.decide_end(made.pk, by=second, agrees=False)
    assert Case.objects.get(child_id=MARKED).shielded
    shielding.ask_to_end(made.pk, by=team, because="The threat is over.")
    shielding.decide_end(made.pk, by=second, agrees=True)
    assert not Case.objects.get(child_id=MARKED).shielded and bridge.decided().shielded == {}
    assert SECRET[1] in text_of(client_of("officer").get(f"/children/{MARKED}"))
    with pytest.raises(CannotSee):
        shielding.ask_to_end(made.pk, by=team, because="-")


def test_the_end_of_a_mark_does_not_end_what_a_register_says(home: Path) -> None:
    made = shielding.mark_child("c000041", by=viewer("shielded-team-302"), reason="refuge", because="-", review_on=DAY + timedelta(days=9))
    second = User.objects.create(username="second-302", full_name="S", role="officer", organisation=User.objects.get(username="officer-302").organisation, in_shielded_team=True, password="!")  # fmt: skip  # noqa: E501
    shielding.ask_to_end(made.pk, by=viewer("shielded-team-302"), because="-")
    shielding.decide_end(made.pk, by=viewer(second.username), agrees=True)
    assert Case.objects.get(child_id="c000041").shielded and the_tables().child("c000041").shielded  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["officer", "manager", "shielded-team-302", "data-team", "administrator"])
def test_nobody_but_the_named_team_of_the_childs_authority_marks(name: str, home: Path) -> None:
    with pytest.raises(CannotSee):
        mark(name)


def test_a_case_whose_officer_is_not_of_the_team_comes_to_whoever_marked_the_child(home: Path) -> None:
    Case.objects.filter(child_id=MARKED).update(owner=User.objects.get(username="officer"))
    mark()
    assert Case.objects.get(child_id=MARKED).owner.username == "shielded-team"  # type: ignore[union-attr]


def test_the_team_works_with_its_pages(home: Path) -> None:
    team, second = client_of("shielded-team"), client_of("second")
    assert "Shield this child" in text_of(team.get(f"/children/{MARKED}"))
    address = f"/children/{MARKED}/shield"
    assert "Choose why" in text_of(team.post(address, {"because": "-", "review_on": "1/2/2026"}))
    assert "within a year" in text_of(team.post(address, {"reason": "threat", "because": "-", "review_on": "1/2/2030"}))
    assert team.post(address, {"reason": "threat", "because": "The police rang.", "review_on": "1/2/2026"}).status_code == 302
    row = ShieldMark.objects.get()
    listed = text_of(team.get("/shielded"))
    assert SECRET[1] in listed and "<strong>1</strong> shielded" in listed
    assert team.get(address)["Location"] == f"/shielded/{row.pk}"
    assert team.post(f"/shielded/{row.pk}", {"what": "review", "because": "Rang again", "review_on": "1/3/2026"}).status_code == 302
    assert team.post(f"/shielded/{row.pk}", {"what": "ask", "because": "Over"}).status_code == 302
    assert "Somebody else of the team must agree" in text_of(team.get(f"/shielded/{row.pk}"))
    assert second.post(f"/shielded/{row.pk}", {"what": "agree"}).status_code == 302
    assert "agreed" in text_of(team.get("/shielded")) and team.get(f"/shielded/{row.pk}").status_code == 404
    for name in ("officer", "manager", "shielded-team-302"):
        assert client_of(name).get("/shielded/1").status_code == 404
