"""Finding a child says only what the viewer may know, and writes down that somebody searched, not for whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onroll.accounts.models import Event, Organisation, User
from onroll.casework import bridge, clock
from onroll.casework.models import IdentifierClaim
from onroll.casework.purposes import CannotUsePurpose, purpose_for
from onroll.casework.queries.find import Query, find_children
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer, viewer_of
from onroll.config import serve
from onroll.core.wrong_usage import WrongUsage
from onroll.pipeline import find as find_module
from onroll.pipeline.shielding import write_marked_children

PURPOSE = purpose_for("officer", "cme_enquiry")


def viewer(authority: str, role: str = "officer", *, team: bool = False) -> Viewer:
    body, _ = Organisation.objects.get_or_create(kind="authority", code=authority, name=f"Authority {authority}", authority_code=authority)
    user = User(username=f"{role}-{authority}", full_name="Test", role=role, organisation=body, in_shielded_team=team)
    return viewer_of(user)


def query_for(child: Any) -> Query:
    return Query(surname=child.surname, forename=child.forename, date_of_birth=child.date_of_birth)


@pytest.fixture
def found_at(town: tuple[Path, Any, list[Any]], settings: Any, db: None) -> list[Any]:
    settings.ONROLL_HOME = town[0]
    return town[2]


def test_an_own_child_is_found_with_the_reasons(found_at: list[Any]) -> None:
    child = found_at[1]
    lines = find_children(viewer(child.la_code or child.roll_la_code), PURPOSE, query_for(child))
    assert lines[0].child_id == child.child_id and lines[0].name and lines[0].reasons and not lines[0].ask


def test_a_child_of_elsewhere_exists_and_no_more(found_at: list[Any]) -> None:
    child = found_at[1]
    lines = [line for line in find_children(viewer("999"), PURPOSE, query_for(child)) if line.child_id == child.child_id]
    for line in lines:
        assert line.ask and not line.name and not line.reasons and line.date_of_birth is None


def test_a_shielded_child_is_found_by_nobody_but_the_own_team(found_at: list[Any]) -> None:
    child = found_at[0]
    own = child.la_code or child.roll_la_code
    for outside in (viewer(own), viewer("999"), viewer("999", "manager", team=True)):
        assert child.child_id not in {line.child_id for line in find_children(outside, PURPOSE, query_for(child))}
    assert child.child_id in {line.child_id for line in find_children(viewer(own, "manager", team=True), PURPOSE, query_for(child))}


def test_a_child_whom_the_team_marks_is_found_by_nobody_else_at_the_next_search(
    found_at: list[Any], town: tuple[Path, Any, list[Any]]
) -> None:
    child = found_at[2]
    own = child.la_code or child.roll_la_code
    assert child.child_id in {line.child_id for line in find_children(viewer(own), PURPOSE, query_for(child))}
    write_marked_children(town[0], [child.child_id])
    try:
        for query in (
            query_for(child),
            Query(child_id=child.child_id),
            Query(postcode=child.postcode, address_line_1=child.address_line_1),
        ):
            for outside in (viewer(own), viewer("999"), viewer("999", "manager", team=True)):
                assert child.child_id not in {line.child_id for line in find_children(outside, PURPOSE, query)}
        assert child.child_id in {line.child_id for line in find_children(viewer(own, "manager", team=True), PURPOSE, query_for(child))}
    finally:
        write_marked_children(town[0], [])


def test_the_search_is_written_down_without_what_was_searched_for(found_at: list[Any]) -> None:
    child = found_at[1]
    find_children(viewer(child.la_code or child.roll_la_code), PURPOSE, query_for(child))
    event = Event.objects.get(kind="children.searched")
    assert event.purpose == "cme_enquiry" and child.child_id in event.body
    assert "surname" in event.body and child.surname not in event.body and child.forename not in event.body


def test_nothing_to_go_by_is_said(found_at: list[Any]) -> None:
    with pytest.raises(CannotDoNow, match="Nothing to go by"):
        find_children(viewer("991"), PURPOSE, Query(sex="F"))


def test_a_server_opens_the_run_for_searches_before_anybody_searches(found_at: list[Any], town: tuple[Path, Any, list[Any]]) -> None:
    find_module._open_runs.clear()
    serve._load_tables()
    assert str(town[1].folder) in find_module._open_runs


def superseded(child: Any, authority: str, verb: str = "superseded") -> None:
    successor = "9990900027" if verb == "superseded" else ""
    IdentifierClaim.objects.create(
        child_id=child.child_id, authority=authority, kind="nhs_number", version=IdentifierClaim.objects.count() + 1, value="9990900019",
        verb=verb, successor=successor, source="A service", because="Replaced.", on=date(2026, 1, 9), at=clock.now(), by="x", by_name="X",
    )  # fmt: skip


def test_a_child_is_found_by_a_superseded_number_and_it_says_so(found_at: list[Any]) -> None:
    child = found_at[1]
    own, by_number = child.la_code or child.roll_la_code, Query(nhs_number="999 090 0019")
    assert child.child_id not in {line.child_id for line in find_children(viewer(own), PURPOSE, by_number)}
    superseded(child, own)
    first = find_children(viewer(own), PURPOSE, by_number)[0]
    assert first.child_id == child.child_id and "superseded (9 January 2026)" in first.reasons[0]
    assert child.child_id not in {line.child_id for line in find_children(viewer("999"), PURPOSE, by_number)}, "each sees its own claims"
    superseded(child, own, "reissued")
    assert child.child_id not in {line.child_id for line in find_children(viewer(own), PURPOSE, by_number)}, "an adoption leads nowhere"


def test_a_superseded_number_finds_nobody_who_is_shielded_or_sealed(found_at: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    hidden, child = found_at[0], found_at[1]
    by_number = Query(nhs_number="9990900019")
    own = hidden.la_code or hidden.roll_la_code
    superseded(hidden, own)
    for person in (viewer(own), viewer(own, "manager", team=True)):
        assert hidden.child_id not in {line.child_id for line in find_children(person, PURPOSE, by_number)}
    own = child.la_code or child.roll_la_code
    superseded(child, own)
    monkeypatch.setattr("onroll.casework.identifier_claims.is_sealed", lambda tables, child_id: child_id == child.child_id)
    assert child.child_id not in {line.child_id for line in find_children(viewer(own), PURPOSE, by_number)}


def test_a_purpose_that_there_is_not_is_wrong_usage_and_one_that_nobody_may_have_is_refused() -> None:
    with pytest.raises(WrongUsage, match="The purposes are: cme_enquiry"):
        bridge._purpose_called("curiosity")
    with pytest.raises(CannotUsePurpose):
        bridge._purpose_called("immigration enforcement")
