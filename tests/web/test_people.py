"""Joiners, changes and leavers through the administrator's pages; the review of access each quarter."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from onroll.accounts import invitations, second_factor
from onroll.accounts.models import AccessReview, Event, Invitation, Organisation, SecondFactor, Team, User
from onroll.casework.actions import access_reviews, people, signing_in
from onroll.casework.actions.cases_left import LEFT_QUEUE
from onroll.casework.actions.shielding import TEAM_QUEUE
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case, CaseChange
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index
from support.case_people import SetClock, viewer
from support.people import client_of
from support.responses import text_of

NEW = "seven-quiet-lamps-walk"


@pytest.fixture
def home(people: object, region: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    SetClock(monkeypatch)
    return region


def number_of(username: str) -> int:
    return User.objects.get(username=username).pk


def invited(**more: Any) -> dict[str, Any]:
    organisation = Organisation.objects.get(code=more.pop("code", "301")).pk
    return {"full_name": "New Person", "username": "New.Person@example.org", "organisation": organisation, "role": "officer", **more}


def test_a_joiner_sets_their_own_password_with_a_link_that_works_once(home: Path) -> None:
    administrator = client_of("administrator")
    page = text_of(administrator.post("/people/new", invited()))
    link = re.search(r"http://127\.0\.0\.1(/invitation/[\w-]+)", page)
    assert link is not None
    made = User.objects.get(username="new.person@example.org")
    assert made.role == "officer" and not made.has_usable_password()
    assert link[1].rpartition("/")[2] not in str(list(Invitation.objects.values_list("token_hash", flat=True)))
    newcomer = Client(headers={"host": "127.0.0.1"})
    assert "not the same" in text_of(newcomer.post(link[1], {"new": NEW, "again": "x"}))
    assert "too short" in text_of(newcomer.post(link[1], {"new": "short", "again": "short"}))
    assert newcomer.post(link[1], {"new": NEW, "again": NEW})["Location"] == "/sign-in?password-set"
    assert "no longer works" in text_of(newcomer.get(link[1]))
    assert newcomer.post("/sign-in", {"username": "new.person@example.org", "password": NEW})["Location"] == "/"
    assert "A username is never given" in text_of(administrator.post("/people/new", invited()))


def test_a_link_ends_after_its_days_with_the_next_one_and_with_the_account(home: Path) -> None:
    officer = User.objects.get(username="officer")
    first, second = (invitations.invite(officer, by="administrator") for _ in range(2))
    assert invitations.invitation_of(first) is None and invitations.invitation_of(second) is not None
    Invitation.objects.filter(used_at=None).update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert invitations.invitation_of(second) is None
    third = invitations.invite(officer, by="administrator")
    left = Invitation.objects.latest("pk").expires_at - datetime.now(UTC)
    assert timedelta(days=6) < left <= timedelta(days=invitations.DAYS)
    with pytest.raises(CannotDoNow, match="no longer works"):
        signing_in.accept_invitation(second, NEW)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert invitations.invitation_of(third) is None


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"role": "school"}, "Nobody of Eastshire can have that role"),
        ({"code": "100001", "role": "officer"}, "Nobody of Made-up School can have that role"),
        ({"role": "data_team", "shielded": "yes"}, "Only officers and managers"),
        ({"username": "x"}, "three characters or more"),
        ({"full_name": ""}, "Enter the person’s name"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(wrong: dict[str, Any], says: str, home: Path) -> None:
    before = User.objects.count()
    assert says in text_of(client_of("administrator").post("/people/new", invited(**wrong)))
    assert User.objects.count() == before


def test_a_leaver_is_out_at_once_and_their_cases_wait_in_a_queue(home: Path) -> None:
    take_in_findings(the_index().current_run())  # type: ignore[arg-type]
    officer, other = User.objects.get(username="officer"), User.objects.get(username="shielded-team")
    mine = list(Case.objects.filter(authority="301", closed_on=None, shielded=False).order_by("pk")[:4])
    Case.objects.filter(pk__in=[each.pk for each in mine]).update(owner=officer)
    Case.objects.filter(pk=mine[3].pk).update(shielded=True, owner=other)
    browser = client_of("officer")
    second_factor.set_up(officer, secret := second_factor.new_secret(), second_factor._totp(secret).generate(time.time()).decode())
    people.new_link(officer.pk, by=viewer("administrator"), second_factor_too=False, because="-")
    browser = client_of("officer")
    assert browser.get("/").status_code == 200 and SecondFactor.objects.exists()
    answer = client_of("administrator").post(f"/people/{officer.pk}/end", {"because": "Left on Friday."})
    assert answer["Location"] == f"/people/{officer.pk}"
    assert browser.get("/").status_code == 302
    officer.refresh_from_db()
    assert not officer.is_active and officer.ended_at and not officer.has_usable_password() and not SecondFactor.objects.exists()
    assert not Invitation.objects.filter(used_at=None, expires_at__gt=datetime.now(UTC), user=officer).exists()
    for case in mine[:3]:
        case.refresh_from_db()
        assert case.owner is None and case.queue == LEFT_QUEUE
        assert CaseChange.objects.get(case=case, version=case.version).because == "Left on Friday."
    assert people.end_access(other.pk, by=viewer("administrator"), because="-")[1] == 1
    assert Case.objects.get(pk=mine[3].pk).queue == TEAM_QUEUE
    with pytest.raises(CannotDoNow, match="ended already"):
        people.end_access(officer.pk, by=viewer("administrator"), because="-")


def test_whoever_leaves_the_named_team_leaves_its_cases_and_nothing_else(home: Path) -> None:
    take_in_findings(the_index().current_run())  # type: ignore[arg-type]
    member = User.objects.get(username="shielded-team")
    two = [each.pk for each in Case.objects.filter(authority="301", closed_on=None).order_by("pk")[:2]]
    Case.objects.filter(pk__in=two).update(owner=member)
    Case.objects.filter(pk=two[0]).update(shielded=True)
    browser = client_of("shielded-team")
    form = {"organisation": member.organisation_id, "role": "manager", "because": "Another duty."}
    assert client_of("administrator").post(f"/people/{member.pk}/change", form).status_code == 302
    assert Case.objects.get(pk=two[0]).owner is None and Case.objects.get(pk=two[1]).owner == member
    said = Event.objects.get(kind="account.changed").body
    assert '"in_shielded_team":true' in said and '"in_shielded_team":false' in said
    assert browser.get("/shielded").status_code in (302, 404)


def test_an_administrator_of_an_authority_cares_for_its_own_people_and_its_schools_alone(home: Path) -> None:
    eastshire = Organisation.objects.get(code="301")
    User.objects.create(username="own-administrator", full_name="A", role="administrator", organisation=eastshire, password="!")
    own = client_of("own-administrator")
    listed = text_of(own.get("/people"))
    assert "Test officer-302" not in listed and "Test analyst" not in listed and "Test school" in listed
    for name in ("officer-302", "analyst", "agency"):
        assert own.get(f"/people/{number_of(name)}").status_code == 404
        assert own.post(f"/people/{number_of(name)}/end", {"because": "-"}).status_code == 404
    assert "Choose one of the answers" in text_of(own.post("/people/new", invited(code="302", username="another.one")))
    assert not User.objects.filter(username="another.one").exists()
    assert own.get(f"/people/{number_of('officer')}").status_code == 200
    with pytest.raises(CannotDoNow, match="Another administrator"):
        people.change_person(
            number_of("own-administrator"), by=viewer("own-administrator"), organisation_id=eastshire.pk, role="manager", team_id=None,
            shielded=True, because="-",
        )  # fmt: skip


def test_a_lost_telephone_takes_the_second_factor_along_only_where_said(home: Path) -> None:
    officer = User.objects.get(username="officer")
    SecondFactor.objects.create(user=officer, secret="x", set_up_at=officer.joined_at)
    administrator = client_of("administrator")
    assert "/invitation/" in text_of(administrator.post(f"/people/{officer.pk}/link", {"because": "Forgot."}))
    assert SecondFactor.objects.exists()
    assert "/invitation/" in text_of(administrator.post(f"/people/{officer.pk}/link", {"because": "Stolen.", "lost": "telephone"}))
    assert not SecondFactor.objects.exists() and Invitation.objects.filter(used_at=None).count() == 2


def test_organisations_and_teams(home: Path) -> None:
    administrator = client_of("administrator")
    form = {"kind": "school", "code": "100077", "name": "Another School", "authority_code": "301"}
    assert administrator.post("/organisations", form).status_code == 302
    assert "with that code already" in text_of(administrator.post("/organisations", form))
    assert "six figures" in text_of(administrator.post("/organisations", form | {"code": "77"}))
    made = Organisation.objects.get(code="100077")
    assert administrator.post("/organisations", {"organisation": made.pk, "team": "Attendance"}).status_code == 302
    assert Team.objects.get().organisation == made
    with pytest.raises(CannotDoNow, match="another organisation"):
        people.change_person(
            number_of("officer"), by=viewer("administrator"), organisation_id=Organisation.objects.get(code="301").pk, role="officer",
            team_id=Team.objects.get().pk, shielded=False, because="-",
        )  # fmt: skip


def test_each_quarter_somebody_else_says_whether_an_account_is_needed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manager = client_of("manager")
    page = text_of(manager.get("/access-review"))
    assert "officer-302" not in page and "Somebody else reviews your own" in page and "Q1 of 2026" in page
    due = int(re.search(r"<strong>(\d+)</strong> of", page)[1])  # type: ignore[index]
    assert manager.post("/access-review", {"user": number_of("officer"), "verdict": "keep"}).status_code == 302
    assert f"<strong>{due - 1}</strong> of" in text_of(manager.get("/access-review"))
    assert manager.post("/access-review", {"user": number_of("officer-302"), "verdict": "end", "because": "-"}).status_code == 404
    assert "Somebody else" in text_of(manager.post("/access-review", {"user": number_of("manager"), "verdict": "keep"}))
    assert "There is a problem" in text_of(manager.post("/access-review", {"user": number_of("school"), "verdict": "end"}))
    assert (
        manager.post("/access-review", {"user": number_of("school"), "verdict": "end", "because": "Nobody knows them."}).status_code == 302
    )
    assert not User.objects.get(username="school").is_active
    with pytest.raises(CannotDoNow, match="already"):
        access_reviews.review_access(number_of("officer"), by=viewer("manager"), verdict="keep")
    SetClock(monkeypatch, date(2026, 4, 2))
    assert access_reviews.review_access(number_of("officer"), by=viewer("manager"), verdict="keep").quarter == "2026Q2"
    with pytest.raises(CannotSee):
        access_reviews.review_access(number_of("officer"), by=viewer("officer"), verdict="keep")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AccessReview.objects.update(verdict="end")
