"""A school chooses the pupil whom a return is about from its own roll, and from no other; or types by hand."""

from __future__ import annotations

import pytest

from onroll.accounts.models import Event
from onroll.casework.purposes import PURPOSES
from onroll.casework.queries.own_roll import pupil_of_own_roll, search_own_roll
from onroll.casework.queries.reading import CannotSee
from onroll.casework.the_index import the_index, the_tables
from onroll.pipeline.own_roll import OnOwnRoll, own_roll
from support.case_people import SetClock, viewer
from support.people import client_of
from support.responses import text_of

OWN = "100001"


@pytest.fixture
def roll(people: object, region: object, monkeypatch: pytest.MonkeyPatch) -> list[OnOwnRoll]:
    clock, tables = SetClock(monkeypatch), the_tables()
    assert tables is not None
    return sorted(own_roll(tables, the_index(), OWN, clock.day).values(), key=lambda each: each.child_id)


def test_only_who_is_on_the_schools_own_roll_now_is_found(roll: list[OnOwnRoll]) -> None:
    tables = the_tables()
    assert tables is not None and roll
    for each in roll:
        now = tables.spells(each.child_id)[-1]
        assert (now.status, now.urn, now.ends_before) == ("on_roll", OWN, None)
        child = tables.child(each.child_id)
        assert child is not None and not child.shielded
    known = [row["child_id"] for row in tables.ask("SELECT child_id FROM timelines WHERE urn = ? AND ends_before IS NULL", [OWN])]
    hidden = {child_id for child_id in known if (child := tables.child(child_id)) is not None and child.shielded}
    assert {each.child_id for each in roll} == set(known) - hidden


def test_a_school_finds_its_pupil_by_a_name_and_the_return_is_filled_in(roll: list[OnOwnRoll]) -> None:
    pupil, school = roll[0], client_of("school")
    assert "/returns/pupil/deletion" in school.get("/returns").content.decode()
    page = text_of(school.post("/returns/pupil/deletion", {"name": pupil.surname[:3].upper()}))
    assert f"/returns/new?pupil={pupil.child_id}" in page and f"{pupil.forename} {pupil.surname}" in page
    event = Event.objects.filter(kind="own_roll.searched").latest("seq")
    assert pupil.child_id in event.body and pupil.surname not in event.body
    ground = text_of(school.get(f"/returns/new?pupil={pupil.child_id}"))
    assert f'name="pupil" value="{pupil.child_id}"' in ground
    form = text_of(school.get(f"/returns/new?ground=g&pupil={pupil.child_id}"))
    for said in (pupil.forename, pupil.surname, pupil.address_line_1, pupil.parent_1_name, pupil.phone):
        assert said and f'value="{said}"' in form
    born = pupil.date_of_birth
    assert born is not None and f'value="{born.day}/{born.month}/{born.year}"' in form
    assert Event.objects.filter(kind="own_roll.pupil_chosen", subject=pupil.child_id).exists()
    sickness = text_of(school.get(f"/returns/pupils/new/sickness?pupil={pupil.child_id}"))
    assert f'value="{pupil.surname}"' in sickness


def test_a_short_name_a_strange_kind_and_another_schools_pupil_show_nobody(roll: list[OnOwnRoll]) -> None:
    tables, school = the_tables(), client_of("school")
    assert tables is not None
    assert "Enter at least 2 letters" in text_of(school.post("/returns/pupil/attendance", {"name": roll[0].surname[:1]}))
    assert school.get("/returns/pupil/new_pupil").status_code == 404
    other = next(iter(own_roll(tables, the_index(), "100003", tables.run.on).values()))
    form = text_of(school.get(f"/returns/new?ground=g&pupil={other.child_id}"))
    assert f'value="{other.surname}"' not in form and other.address_line_1 not in form
    assert not Event.objects.filter(subject=other.child_id).exists()
    assert pupil_of_own_roll(viewer("school"), PURPOSES[0], other.child_id) is None


@pytest.mark.parametrize("username", ["officer", "manager", "data-team", "analyst"])
def test_nobody_but_a_school_searches_a_roll(username: str, roll: list[OnOwnRoll]) -> None:
    with pytest.raises(CannotSee):
        search_own_roll(viewer(username), PURPOSES[0], roll[0].surname)
    assert client_of(username).post("/returns/pupil/deletion", {"name": "Aa"}).status_code in (403, 404)
