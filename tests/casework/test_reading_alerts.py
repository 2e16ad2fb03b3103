"""Looks are gathered from the log, odd ones raise an alert by their rule, and a person closes it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from onroll.accounts.audit import Doer, Happening, record, record_all
from onroll.accounts.models import Event, User
from onroll.casework.actions.reading_alerts import declare_ties, review_alert, watch_readings
from onroll.casework.looks import gather_looks, way_of
from onroll.casework.models import DeclaredTie, Look, LooksGathered, ReadingAlert
from onroll.casework.purposes import purpose_for
from onroll.casework.queries.audit import alerts_for, audit_page, looks_for
from onroll.casework.queries.children import child_page
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.who_asked import who_asked_for
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer, viewer_of
from onroll.core.dated.reading_limits import READING_LIMITS
from onroll.core.reading_alerts import RULES, out_of_area, own_family, repeated, volume

LIMITS = READING_LIMITS[0].value
OFFICER = Doer(name="officer", role="officer", authority="301")


def opened(*children: str, doer: Doer = OFFICER, relation: str = "full") -> None:
    record_all(
        doer, [Happening(kind="child.looked_at", subject=each, purpose="cme_enquiry", body={"relation": relation}) for each in children]
    )


def viewer(people: dict[str, User], name: str) -> Viewer:
    return viewer_of(people[name])


def on_day(days_ago: int) -> None:
    """Move every look of today to another day, as if it had been then."""
    Look.objects.filter(on=datetime.now(UTC).date()).update(on=datetime.now(UTC).date() - timedelta(days=days_ago))


def test_each_rule_says_why_with_its_numbers() -> None:
    limit = LIMITS.opened_a_day["officer"]
    assert volume("officer", limit, LIMITS) == "" and str(limit + 1) in volume("officer", limit + 1, LIMITS)
    assert volume("analyst", LIMITS.opened_a_day[""] + 1, LIMITS)
    assert out_of_area(LIMITS.outside_a_day - 1, LIMITS) == "" and out_of_area(LIMITS.outside_a_day, LIMITS)
    assert repeated(LIMITS.repeated_days, 9, has_work=False, limits=LIMITS)
    assert repeated(LIMITS.repeated_days, 9, has_work=True, limits=LIMITS) == ""
    assert repeated(LIMITS.repeated_days - 1, 99, has_work=False, limits=LIMITS) == ""
    assert own_family(same_home=True, same_surname=False, surname_share=1, limits=LIMITS)
    assert own_family(same_home=False, same_surname=True, surname_share=LIMITS.common_surname, limits=LIMITS)
    assert own_family(same_home=False, same_surname=True, surname_share=0.5, limits=LIMITS) == ""
    assert own_family(same_home=False, same_surname=False, surname_share=0, limits=LIMITS) == ""


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        ("child.looked_at", "opened"),
        ("case.file_fetched", "opened"),
        ("children.searched", "found"),
        ("cases.listed", "listed"),
        ("case.note_written", "wrote"),
        ("findings.downloaded", "opened"),
    ],
)
def test_the_way_follows_from_the_kind(kind: str, way: str) -> None:
    assert way_of(kind) == way


def test_looks_are_gathered_once_by_child_user_day_and_purpose(people: Any, region: Any) -> None:
    opened("c000001", "c000001", "c000002")
    record(OFFICER, Happening(kind="cases.listed", purpose="cme_enquiry", body={"children": ["c000001", "c000003"]}))
    record(OFFICER, Happening(kind="child.looked_at", subject="c000009", body={"relation": "nothing"}))
    record(OFFICER, Happening(kind="case.looked_at", subject="c000009", body={"seen": False}))
    record(OFFICER, Happening(kind="extract.let_in", subject="school_roll-301-2026-01-10-000001"))
    for _ in range(3):
        gather_looks()
    rows = list(Look.objects.order_by("child_id", "how").values_list("child_id", "how", "times"))
    assert rows == [("c000001", "listed", 1), ("c000001", "opened", 2), ("c000002", "opened", 1), ("c000003", "listed", 1)]
    opened("c000001")
    gather_looks()
    look = Look.objects.get(child_id="c000001", how="opened")
    assert look.times == 3 and look.last_seq > look.first_seq
    # Thrown away and gathered anew, it is the same.
    before = list(Look.objects.order_by("child_id", "how").values_list("child_id", "how", "times", "first_seq", "last_seq"))
    Look.objects.all().delete()
    LooksGathered.objects.update(seq=0)
    gather_looks()
    assert list(Look.objects.order_by("child_id", "how").values_list("child_id", "how", "times", "first_seq", "last_seq")) == before


def test_volume_and_other_areas_raise_one_alert_a_day(people: Any, region: Any) -> None:
    opened(*(f"c{number:06d}" for number in range(1, LIMITS.opened_a_day["officer"] + 2)))
    manager = Doer(name="manager", role="manager", authority="301")
    opened(*(f"c{number:06d}" for number in range(1, LIMITS.outside_a_day + 1)), doer=manager, relation="exists")
    assert watch_readings() == 2 and watch_readings() == 0
    assert sorted(ReadingAlert.objects.values_list("rule", "actor")) == [("out_of_area", "manager"), ("volume", "officer")]


def test_the_same_child_again_and_again_without_work_raises_an_alert_and_with_work_none(people: Any, region: Any) -> None:
    for days_ago in range(LIMITS.repeated_days, 0, -1):
        opened("c000001", "c000002")
        gather_looks()
        on_day(days_ago)
    assert watch_readings() == 2
    assert {row.child_id for row in ReadingAlert.objects.all()} == {"c000001", "c000002"}
    assert watch_readings(datetime.now(UTC).date() + timedelta(days=1)) == 0, "told once within the window"


def test_work_on_the_child_explains_it(people: Any, region: Any) -> None:
    record(OFFICER, Happening(kind="case.note_written", subject="c000001"))
    for days_ago in range(LIMITS.repeated_days, 0, -1):
        opened("c000001")
        gather_looks()
        on_day(days_ago)
    assert watch_readings() == 0


def test_ones_own_family_is_noticed_and_what_was_declared_can_be_read_by_nobody(people: Any, region: Any) -> None:
    officer = viewer(people, "officer")
    kept = declare_ties(by=officer, surnames=["Chowdhury", " "], postcodes=["zz1 4zz"])
    assert kept == 2
    marks = list(DeclaredTie.objects.values_list("mark", flat=True))
    assert all(len(each) == 64 for each in marks)
    bodies = "".join(Event.objects.values_list("body", flat=True)) + "".join(Event.objects.values_list("subject", flat=True))
    assert "howdhury" not in bodies.lower() and "zz1" not in bodies.lower() and "zz1" not in "".join(marks).lower()
    opened("c000004", "c000008")  # by the made-up region: postcode ZZ1 4ZZ, and another
    new = watch_readings()
    found = {(row.rule, row.child_id) for row in ReadingAlert.objects.all()}
    assert new == 1 and found == {("own_family", "c000004")}
    assert "ZZ1" not in ReadingAlert.objects.get().because
    assert watch_readings() == 0
    assert declare_ties(by=officer, surnames=[], postcodes=[]) == 0 and not DeclaredTie.objects.exists()
    with pytest.raises(CannotDoNow, match="not a postcode"):
        declare_ties(by=officer, surnames=[], postcodes=["nowhere"])


def test_an_alert_is_closed_once_by_an_auditor_and_never_by_whom_it_is_about(people: Any, region: Any) -> None:
    auditor = viewer(people, "auditor")
    ReadingAlert.objects.create(rule="volume", actor="officer", authority="301", on=date(2026, 1, 15), because="61", at=datetime.now(UTC))
    own = ReadingAlert.objects.create(rule="volume", actor="auditor", on=date(2026, 1, 15), because="61", at=datetime.now(UTC))
    first = ReadingAlert.objects.get(actor="officer")
    with pytest.raises(CannotSee):
        review_alert(first.pk, by=viewer(people, "manager"), verdict="explained", because="x")
    for said, why in (({"verdict": "fine", "because": "x"}, "Choose"), ({"verdict": "explained", "because": " "}, "Say whom")):
        with pytest.raises(CannotDoNow, match=why):
            review_alert(first.pk, by=auditor, **said)
    with pytest.raises(CannotDoNow, match="about you"):
        review_alert(own.pk, by=auditor, verdict="explained", because="x")
    review_alert(first.pk, by=auditor, verdict="explained", because="A day of audits; the manager confirms it.")
    with pytest.raises(CannotDoNow, match="already"):
        review_alert(first.pk, by=auditor, verdict="concern", because="x")
    waiting, total, _, _ = alerts_for(auditor)
    assert [line.alert.actor for line in waiting] == ["auditor"] and total == 1
    closed, _, _, _ = alerts_for(auditor, closed=True)
    assert closed[0].alert.review.verdict == "explained" and closed[0].rule == RULES["volume"]


def test_the_auditor_sees_who_looked_at_a_child_and_what_a_user_looked_at(people: Any, region: Any) -> None:
    officer, auditor = viewer(people, "officer"), viewer(people, "auditor")
    purpose = purpose_for("officer", "cme_enquiry")
    child_page(officer, purpose, "c000020")
    child_page(officer, purpose_for("officer", "safeguarding"), "c000020")
    child_page(viewer(people, "officer-302"), purpose, "c000021")
    gather_looks()
    by_child = looks_for(auditor, child="c000020")
    assert by_child is not None and by_child.known and by_child.total == 2
    assert {look.actor for look in by_child.looks} == {"officer"} and by_child.looks[0].full_name == "Test officer"
    assert [title for title, _ in by_child.totals] and sum(times for _, times in by_child.totals) == 2
    narrowed = looks_for(auditor, user="officer", purpose="safeguarding")
    assert narrowed is not None and narrowed.total == 1 and narrowed.looks[0].child_id == "c000020"
    nobody = looks_for(auditor, user="nobody")
    assert nobody is not None and not nobody.known
    overview = audit_page(auditor)
    assert sum(sum(counts) for _, counts in overview.by_purpose) == 3 and overview.opened[-1] == 2
    with pytest.raises(CannotSee):
        looks_for(officer, child="c000020")


def test_an_authoritys_auditor_sees_its_own_users_alone(people: Any, region: Any) -> None:
    people["auditor"].organisation = people["officer"].organisation
    people["auditor"].save()
    purpose = purpose_for("officer", "cme_enquiry")
    child_page(viewer(people, "officer-302"), purpose, "c000021")
    child_page(viewer(people, "officer"), purpose, "c000020")
    auditor = viewer(people, "auditor")
    gather_looks()
    foreign, own = looks_for(auditor, user="officer-302"), looks_for(auditor, user="officer")
    assert foreign is not None and not foreign.known and own is not None and own.known


def test_who_reported_a_child_sees_which_bodies_asked_and_nothing_of_the_shielded(people: Any, region: Any) -> None:
    officer = viewer(people, "officer")
    purpose = purpose_for("officer", "cme_enquiry")
    child_page(officer, purpose, "c000020")
    child_page(viewer(people, "shielded-team"), purpose, "c000040")
    opened("c000041", doer=Doer(name="shielded-team-302", role="manager", authority="302"))
    gather_looks()
    own = who_asked_for(viewer(people, "data-team"), purpose_for("data_team", "data_quality"))
    assert {line.child_id for line in own.lines} == {"c000020", "c000040"}
    assert {line.who for line in own.lines} == {"Eastshire"} and all(line.reference for line in own.lines)
    foreign = who_asked_for(viewer(people, "shielded-team-302"), purpose)
    assert [line for line in foreign.lines if line.child_id == "c000041"] == []
    names = {line.name for line in own.lines}
    assert "officer" not in {line.who for line in own.lines} and names
