"""Where a shielded child is stands nowhere outside the named team: in no page, file, search, figure, error, log or event, for any role."""

from __future__ import annotations

import io
import logging
import re
import shutil
import statistics
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from onroll.accounts.models import Event, Organisation, User
from onroll.casework.actions import shielding
from onroll.casework.actions.assigning import open_case
from onroll.casework.models import Case, Note
from onroll.casework.queries.cases import LISTS
from onroll.casework.the_index import the_index
from onroll.pipeline.exports import all_exports
from onroll.pipeline.exports.writing import write_export
from support.case_people import DAY, SetClock, viewer
from support.made_up_run import CANARY, write_made_up_run
from support.opened_cases import open_current_run
from support.pdf_text import pdf_text
from support.people import client_of

BY_REGISTER, MARKED, SIBLING = "c000041", "c000020", "c000060"
TEAMS = {BY_REGISTER: "shielded-team-302", MARKED: "shielded-team"}
SECRET = (CANARY, "Zyxwvine", "Quarantel", "ZZ1 1QQ", "ZZ11QQ", "777771", "777772", "Hollowmere")
"""Names, streets, postcodes and schools of the two shielded children, which stand on nobody else's record."""
_WHO = f"child_id IN ('{BY_REGISTER}', '{MARKED}')"
CHANGES = {
    "child_summaries": "UPDATE child_summaries SET forename = 'Zyxwvine', surname = 'Quarantel',"
    f" address_line_1 = '{CANARY} 41', postcode = 'ZZ1 1QQ' WHERE {_WHO}",
    "timelines": f"UPDATE timelines SET urn = CASE child_id WHEN '{MARKED}' THEN '777771' ELSE '777772' END"
    f" WHERE urn IS NOT NULL AND {_WHO}",
    "residences": f"UPDATE residences SET postcode = 'ZZ1 1QQ' WHERE {_WHO}",
    "findings": "UPDATE findings SET sentences = ['Was at the school 777771 in Hollowmere.'],"
    f" leads = ['May be in Hollowmere'] WHERE {_WHO}",
}  # fmt: skip


@pytest.fixture(scope="module")
def made_region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("shielded-everywhere")
    write_made_up_run(home, children=200, changes=CHANGES)
    return home


@pytest.fixture
def home(made_region: Path, tmp_path: Path, settings: Any, people: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    shutil.copytree(made_region, tmp_path / "home")
    settings.ONROLL_HOME = tmp_path / "home"
    SetClock(monkeypatch)
    open_current_run()
    westborough = Organisation.objects.get(code="302")
    for role in ("data_team", "link_reviewer", "manager"):
        User.objects.create(username=f"{role}-302", full_name=f"Test {role} 302", role=role, organisation=westborough, password="!")
    shielding.mark_child(MARKED, by=viewer("shielded-team"), reason="threat", because="The police rang.", review_on=DAY.replace(month=3))
    for child, team in TEAMS.items():
        case = Case.objects.get(child_id=child)
        Note.objects.create(case=case, text=f"Moved to {CANARY} in Hollowmere.", at="2026-01-19T10:00:00Z", by=team)
    yield tmp_path / "home"


def outsiders() -> dict[str, set[str]]:
    """Return everybody, with the shielded children that they may know."""
    known = {name: set() for name in User.objects.values_list("username", flat=True)}
    for child, team in TEAMS.items():
        known[team].add(child)
    return known


def addresses() -> list[str]:
    """Every address of the program, about each shielded child, a sibling and their cases, in each form that its parts can take."""
    cases = [str(Case.objects.get(child_id=child).pk) for child in (BY_REGISTER, MARKED, SIBLING)]
    extracts = [each.extract_id for each in the_index().extracts()]
    words = {
        "tab": ["enquiries", "timeline", "plan", "transfers", "notes", "leads", "signals", "files", "letters", "orders", "broadcast"],
        "what": ["note", "contact", "end", "change"],
        "form": ["pdf", "docx"],
        "kind": ["parent_first", "changed", "same", "joiner", "home_visit"],
        "language": ["en", "pl"],
        "extract_id": extracts,
        "child_id": [BY_REGISTER, MARKED, SIBLING, "c000099"],
        "child_a": [MARKED],
        "child_b": ["c000024"],
        "case_id": cases,
        "line": ["2", "12"],
    }
    found = {f"/cases?list={each}" for each in LISTS}
    found |= {f"/findings?name={SECRET[2]}", "/findings?sort=name", "/cases?search=Quarantel", "/figures?authority=302"}
    for part in get_resolver().url_patterns:
        for pattern in getattr(part, "url_patterns", [part]):
            if pattern.name in ("sign_out", "private_screen", "single_sign_on"):
                continue
            filled = [f"/{pattern.pattern}"]
            for kind, name in re.findall(r"<(\w+):(\w+)>", str(pattern.pattern)):
                values = words.get(name, ["1", "2"] if kind == "int" else ["note"])
                filled = [each.replace(f"<{kind}:{name}>", value) for each in filled for value in values]
            found.update(filled)
    return sorted(found)


def said_in(response: Any) -> str:
    """Return everything that an answer says, headers too, whatever kind of file it is."""
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    said = str(dict(response.headers))
    if content.startswith(b"%PDF"):
        return said + pdf_text(content)
    if content.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(content))
        if "word/document.xml" in parts.namelist():
            return said + parts.read("word/document.xml").decode()
        return said + " ".join(str(cell.value) for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet for cell in row)
    return said + content.decode("utf-8", "replace")


def reveals(text: str, address: str) -> list[str]:
    """Return which secret words a text says, beyond what was asked for by its own address."""
    for part in re.findall(r"[A-Za-z0-9]+", address):
        if part in SECRET:
            text = text.replace(part, "")
    return [word for word in SECRET if word in text]


def _walk(name: str, known: set[str], walked: list[str]) -> tuple[int, list[tuple[str, str, list[str]]]]:
    client = client_of(name)
    client.raise_request_exception = False
    opened, found = 0, []
    mine = {str(Case.objects.get(child_id=child).pk) for child in known}
    for address in walked:
        if known and (not re.search(r"/(children/c|cases/[0-9])", address) or any(f"/{each}" in address for each in known | mine)):
            continue  # what the named team may see of its own child is seen elsewhere
        response = client.get(address)
        assert response.status_code < 500 or address == "/readyz", (name, address)
        opened += response.status_code == 200
        if secrets := reveals(said_in(response), address):
            found.append((name, address, secrets))
    return opened, found


@pytest.mark.long
def test_no_role_finds_where_a_shielded_child_is_at_any_address_nor_in_logs(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    walked, told = addresses(), []
    assert len(walked) > 400
    for name, known in outsiders().items():
        _, found = _walk(name, known, walked)
        told += found
    assert told == []
    assert [word for word in SECRET if word in caplog.text] == []
    written = " ".join(f"{event.subject} {event.body}" for event in Event.objects.all())
    assert [word for word in SECRET if word in written] == []


def test_a_sample_of_roles_and_addresses_finds_nothing_either(home: Path) -> None:
    walked = addresses()
    for number, name in enumerate(("officer", "manager-302", "data_team-302", "school")):
        opened, found = _walk(name, set(), walked[number::29])
        assert found == [] and (opened or name == "school")


def test_a_named_team_prints_its_own_child_and_no_other_teams(home: Path) -> None:
    cases = {child: Case.objects.get(child_id=child) for child in TEAMS}
    for child, team in TEAMS.items():
        printed = said_in(client_of(team).get("/cases/print"))
        shown = {other for other, case in cases.items() if f'>{case.pk}</th><td class="govuk-table__cell">Zyxwvine' in printed}
        assert shown == {child} and printed.count("Zyxwvine") == 1, team


def test_an_id_of_a_shielded_child_is_answered_as_one_that_nobody_has(home: Path) -> None:
    for name in ("officer", "manager-302", "school", "agency", "national-data-team"):
        client = client_of(name)
        for what in ("", "/glass", "/not-shared", "/shield", "/part", "/open-case"):
            shown = [_shown(client, f"/children/{{}}{what}", child) for child in (BY_REGISTER, MARKED, "c999999")]
            assert shown[0] == shown[1] == shown[2], (name, what)
            assert shown[0][0] != 200 or what == "/open-case", "an address that shows something shows nothing of the child"


def _shown(client: Client, route: str, child: str) -> tuple[int, str]:
    response = client.get(route.format(child))
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return response.status_code, text.replace(child, "X")


def test_every_export_leaves_them_out_and_says_how_many(home: Path, tmp_path: Path) -> None:
    run = the_index().current_run()
    assert run is not None
    for export in all_exports().values():
        for file_format in ("csv", "parquet"):
            try:
                written = write_export(export, run, tmp_path / f"{export.name}.{file_format}", file_format=file_format)
            except (ValueError, TypeError):
                continue
            content = written.path.read_bytes().decode("latin-1")
            assert [word for word in (*SECRET, MARKED, BY_REGISTER) if word in content] == [], export.name


def medians_of(probes: list[Callable[[], Any]], rounds: int) -> list[float]:
    """Return the median time of each probe, in milliseconds: of the processor, so that whatever else the machine does tells nothing."""
    took: list[list[float]] = [[] for _ in probes]
    for _ in range(rounds):
        for each, times in zip(probes, took, strict=True):
            began = time.thread_time()
            each()
            times.append((time.thread_time() - began) * 1000)
    return [statistics.median(times) for times in took]


GUESSES = [
    ("officer", ("/children/c999999", f"/children/{BY_REGISTER}", f"/children/{MARKED}")),
    ("school", ("/children/c999999", f"/children/{BY_REGISTER}", f"/children/{MARKED}")),
    ("officer", ("/cases/999999", "/cases/{hidden}", "/cases/{others}")),
    ("officer", ("/cases/999999/files/1", "/cases/{hidden}/files/1", "/cases/{others}/files/1")),
    ("data-team", ("/extracts/school_roll-399-2026-01-10-000009/quarantine", "/extracts/school_roll-302-2026-01-10-000002/quarantine")),
    ("link-reviewer", ("/pairs/c999998/c999999", f"/pairs/{MARKED}/c000024")),
]
"""Who guesses, at an address that nobody has, and at those of children, cases, rows and pairs that are not theirs to know of."""
CHOSEN = ("link-reviewer", ("/pairs/c999998/c999999?chosen=1", f"/pairs/{MARKED}/c000024?chosen=1"))


def guessed_by(routes: tuple[str, ...]) -> list[str]:
    """Return the addresses that are guessed, with the numbers of a shielded child's case and of another authority's."""
    hidden = Case.objects.get(child_id=MARKED).pk
    others = open_case("c000021", by=viewer("officer-302"), because="Told by telephone.").pk
    return [route.format(hidden=hidden, others=others) for route in routes]


def asked_of_the_casebook(client: Client, address: str) -> list[str]:
    """Return what one look asks of the casebook, without the values."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 404, address
    return [re.sub(r"'[^']*'|\b\d+\b", "?", each["sql"]) for each in asked.captured_queries]


@pytest.mark.parametrize(("name", "routes"), [*GUESSES, CHOSEN])
def test_a_guess_asks_the_same_of_the_casebook_whether_or_not_it_is_right(name: str, routes: tuple[str, ...], home: Path) -> None:
    """A question more or less is what a clock would tell."""
    client = client_of(name)
    asked = guessed_by(routes)
    for address in asked:
        client.get(address)  # whatever is remembered of a run is remembered now
    looks = [asked_of_the_casebook(client, address) for address in asked]
    assert all(each == looks[0] for each in looks), dict(zip(asked, looks, strict=True))


@pytest.mark.long
@pytest.mark.parametrize(("name", "routes"), GUESSES)
def test_ten_thousand_guesses_tell_nothing_by_status_nor_by_time(name: str, routes: tuple[str, ...], home: Path) -> None:
    client = client_of(name)
    asked = guessed_by(routes)
    rounds = 10_000 // (6 * len(asked))
    statuses: set[int] = set()
    medians = medians_of([lambda address=each: statuses.add(client.get(address).status_code) for each in asked], rounds)  # type: ignore[misc]
    assert statuses == {404}, (asked, statuses)
    assert max(medians) - min(medians) < 1.0, dict(zip(asked, medians, strict=True))
