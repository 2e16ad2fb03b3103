"""Role by relation by route, from the routes themselves: pages, files, downloads and searches of a case and a child."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from onroll.casework.actions.assigning import open_case
from onroll.casework.actions.attachments import Given, attach_file
from onroll.casework.models import Case, Note
from onroll.casework.permissions import Right, has_right
from support.case_people import DAY, SetClock, own_case, viewer
from support.opened_cases import open_current_run
from support.people import PEOPLE, client_of
from support.responses import text_of

CASEWORKERS = {"officer", "manager"}
DIFFER_MOST = ("officer", "shielded-team", "school", "data-team")
WHO = [pytest.param(DIFFER_MOST, id="those-who-differ-most"), pytest.param(tuple(sorted(PEOPLE)), id="everybody", marks=pytest.mark.long)]


@pytest.fixture
def home(region_home: Path, tmp_path: Path, settings: Any, people: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    shutil.copytree(region_home, tmp_path / "home")
    settings.ONROLL_HOME = tmp_path / "home"
    SetClock(monkeypatch)
    open_current_run()
    yield tmp_path / "home"


def routes(part: str) -> Iterator[URLPattern]:
    """Return every route that names one case, or one child."""
    for resolver in get_resolver().url_patterns:
        for pattern in getattr(resolver, "url_patterns", [resolver]):
            if part in str(pattern.pattern) and isinstance(getattr(pattern.callback, "open_to", None), Right):
                yield pattern


def cases_by_relation() -> dict[str, Case]:
    """Return a case of authority 301, one of 302, and a shielded one of each, each with a file and a note of its own."""
    shielded = Case.objects.filter(authority="302", shielded=True).order_by("pk")[0]
    own_shielded = Case.objects.filter(authority="301", closed_on=None).exclude(child_id="c000020").order_by("pk")[0]
    Case.objects.filter(pk=own_shielded.pk).update(shielded=True)
    others = open_case("c000021", by=viewer("officer-302"), because="Told by telephone.")
    found = {"301": own_case(), "302": others, "hidden-302": shielded, "hidden-301": own_shielded}
    authors = {"301": "manager", "302": "officer-302", "hidden-302": "shielded-team-302", "hidden-301": "shielded-team"}
    for name, case in found.items():
        given = Given(name="letter.txt", chunks=[f"MARK {name}".encode()])
        attach_file(case.pk, by=viewer(authors[name]), given=given, words=f"MARK {name}")
        Note.objects.create(case=case, text=f"MARK {name}", at=f"{DAY}T10:00:00Z", by=authors[name], by_name="A")
    return found


def may_open(username: str, relation: str) -> bool:
    """Whether somebody works on the case of that relation, worked out from the design alone."""
    _, organisation, in_team = PEOPLE[username]
    return relation.endswith(organisation) and (in_team or not relation.startswith("hidden"))


def check(username: str, cases: dict[str, Case], *, one_in: int = 1) -> None:
    role = PEOPLE[username][0]
    client = client_of(username)
    opened = 0
    for pattern in list(routes("<int:case_id>"))[::one_in]:
        allowed = has_right(role, pattern.callback.open_to)  # type: ignore[attr-defined]
        for relation, case in cases.items():
            file = case.attachments.get()
            text = str(pattern.pattern).replace("<int:case_id>", str(case.pk)).replace("<int:file_id>", str(file.pk))
            address = "/" + re.sub(
                r"<str:form>", "pdf", re.sub(r"<str:tab>", "files", re.sub(r"<\w+:\w+>", "1", re.sub(r"<str:tab>", "files", text)))
            )
            response = client.get(address)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            said = (username, relation, address, response.status_code)
            if not allowed:
                assert response.status_code == 403, said
            elif not may_open(username, relation):
                claims = pattern.name in ("case_claim", "broadcast_take_over")
                assert response.status_code in (404, 302, 405) or claims, said
            else:
                assert response.status_code < 500, said
                opened += response.status_code == 200
            if not may_open(username, relation):
                assert f"MARK {relation}".encode() not in content, said
    assert opened * one_in > 10 or role not in CASEWORKERS


@pytest.mark.long
@pytest.mark.parametrize("username", sorted(PEOPLE))
def test_each_route_of_a_case_opens_by_role_and_relation_alone(username: str, home: Path) -> None:
    check(username, cases_by_relation())


def test_each_route_of_a_case_for_the_two_who_differ_most(home: Path) -> None:
    cases = cases_by_relation()
    check("officer", cases, one_in=4)
    check("school", cases, one_in=8)


@pytest.mark.parametrize("who", WHO)
def test_a_file_is_fetched_by_whoever_works_on_its_case_and_is_not_there_for_others(who: tuple[str, ...], home: Path) -> None:
    cases = cases_by_relation()
    for username in who:
        role, client = PEOPLE[username][0], client_of(username)
        nothing = 404 if role in CASEWORKERS else 403
        for relation, case in cases.items():
            file = case.attachments.get()
            status = client.get(f"/cases/{case.pk}/files/{file.pk}").status_code
            assert status == (200 if role in CASEWORKERS and may_open(username, relation) else nothing), (username, relation)
            for other in cases.values():
                if other.pk != case.pk:  # a file of another case is not there, whoever asks for it through their own
                    assert client.get(f"/cases/{other.pk}/files/{file.pk}").status_code == nothing, (username, relation)
            assert client.get(f"/cases/{case.pk}/files/999999").status_code == nothing


@pytest.mark.parametrize("who", WHO)
def test_a_download_holds_the_children_of_ones_own_area_alone(who: tuple[str, ...], home: Path) -> None:
    for username in who:
        role, organisation, _ = PEOPLE[username]
        response = client_of(username).get("/findings.csv")
        if role not in ("officer", "manager", "data_team"):
            assert response.status_code == 403
            continue
        numbers = {int(each) for each in re.findall(r"c(\d{6})", text_of(response))}
        assert all(f"30{1 + number % 4}" == organisation for number in numbers) and not any(number % 40 == 1 for number in numbers)
        assert bool(numbers) == (organisation == "301"), "nobody of 302 is found missing but a shielded child"
