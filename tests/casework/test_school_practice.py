"""Schools' practice: the school is asked first, its authority sees it after, and each count opens to its rows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.actions.school_practice import answer_practice, mark_schools
from onroll.casework.models import PracticeAnswer, PracticeMark, PupilReturn, SchoolReturn
from onroll.casework.purposes import PURPOSES, purposes_for
from onroll.casework.queries.practice_figures import practice_for
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.school_practice import own_practice_for, practice_to_answer, pupils_of_own_practice, pupils_of_practice
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index
from onroll.core.dated.practice_limits import PRACTICE
from onroll.core.school_practice import PRACTICES
from support.case_people import SetClock, viewer
from support.made_up_run import write_made_up_run

PURPOSE, GROUND = PURPOSES[0], "unusual_ground"
OWN, OTHER = "100001", "100003"
"""Two schools of authority 301 that lie above what chance alone lets; the first has a user."""

DAYS = PRACTICE[-1].value.school_has_days


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    return SetClock(monkeypatch)


@pytest.fixture
def marked(people: Any, region: Path, clock: SetClock) -> SetClock:
    assert mark() == {"practice_marked": 6, "practice_ended": 0}
    return clock


def mark() -> dict[str, int]:
    run = the_index().current_run()
    assert run is not None
    return mark_schools(run)


def shown_to_manager() -> set[str]:
    found = practice_for(viewer("manager"), GROUND)
    assert found is not None
    return {str(row[1]) for row in found.figures[0].rows}


def seen_by_manager(urn: str) -> bool:
    return pupils_of_practice(viewer("manager"), PURPOSE, urn, GROUND) is not None


def answer(how: str = "explained", words: str = "A camp closed.", by: str = "school", practice: str = GROUND) -> PracticeAnswer:
    return answer_practice(practice, by=viewer(by), how=how, words=words)


def test_a_school_is_marked_once_and_the_mark_ends_with_what_it_says(people: Any, own_region: Path, clock: SetClock) -> None:
    assert mark()["practice_marked"] == 6 and mark() == {"practice_marked": 0, "practice_ended": 0}
    of_own = PracticeMark.objects.get(urn=OWN, practice=GROUND)
    assert (of_own.authority, of_own.counted, of_own.total, of_own.shown_on) == ("301", 8, 40, clock.day) and of_own.most < 8
    assert not PracticeMark.objects.exclude(authority__in=["301", "302"]).exists(), "nobody of other authorities could be asked"
    silent = {each: f"DELETE FROM {each} WHERE urn = '{OWN}'" for each in ("school_practice", "school_practice_units")}
    write_made_up_run(own_region, children=800, on=date(2026, 1, 26), changes=silent)
    assert mark() == {"practice_marked": 0, "practice_ended": 0}, "where nothing came, nothing has ended"
    lines = {each.practice: each for each in own_practice_for(viewer("school")).lines}
    assert lines[GROUND].mark is not None and lines[GROUND].signal is None
    gone = {"school_practice": f"DELETE FROM school_practice WHERE urn = '{OWN}'"}
    write_made_up_run(own_region, children=800, on=date(2026, 1, 27), changes=gone)
    assert mark() == {"practice_marked": 0, "practice_ended": 2}
    assert PracticeMark.objects.get(pk=of_own.pk).ended_on == date(2026, 1, 27)
    kinds = list(Event.objects.filter(subject=f"school {OWN}").values_list("kind", flat=True))
    assert sorted(kinds) == ["school_practice.ended"] * 2 + ["school_practice.marked"] * 2 and verify_chain() is None


def test_the_school_sees_its_mark_first_and_the_authority_when_it_has_answered(marked: SetClock) -> None:
    line = next(each for each in own_practice_for(viewer("school")).lines if each.practice == GROUND)
    assert (
        line.mark is not None
        and line.signal is not None
        and line.signal.counted == 8
        and line.answer_by == marked.day + timedelta(days=DAYS)
    )
    assert not {OWN, OTHER} & shown_to_manager() and len(shown_to_manager()) == 23
    assert not seen_by_manager(OWN) and not seen_by_manager(OTHER)
    found = practice_for(viewer("manager"), GROUND)
    assert found is not None and found.withheld == 2 and set(found.marked.values()) == {0}
    answer()
    assert OWN in shown_to_manager() and OTHER not in shown_to_manager() and seen_by_manager(OWN) and not seen_by_manager(OTHER)
    after = practice_for(viewer("manager"), GROUND)
    assert after is not None and after.withheld == 1 and after.marked[GROUND] == 1
    row = next(row for row in after.figures[0].rows if row[1] == OWN)
    assert row[6:] == ["above", "It is right so, and this is why: A camp closed."]


def test_after_its_time_the_authority_sees_a_mark_without_an_answer_and_not_a_day_before(marked: SetClock) -> None:
    first = marked.day
    marked.day = first + timedelta(days=DAYS)
    assert OTHER not in shown_to_manager() and not seen_by_manager(OTHER)
    marked.day = first + timedelta(days=DAYS + 1)
    assert OTHER in shown_to_manager() and seen_by_manager(OTHER)


def test_a_school_answers_for_itself_alone_and_says_why(marked: SetClock) -> None:
    for how, words in (("nonsense", "x"), ("explained", " ")):
        with pytest.raises(CannotDoNow):
            answer(how, words)
    for by, practice in (("manager", GROUND), ("agency", GROUND), ("school", "left_before_exams"), ("school", "nonsense")):
        with pytest.raises(CannotSee):
            answer(by=by, practice=practice)
    assert practice_to_answer(viewer("school")).count() == 2 and practice_to_answer(viewer("manager")).count() == 0
    made = answer()
    answer("will_change", "We ask the authority before we delete.")
    assert practice_to_answer(viewer("school")).count() == 1 and Event.objects.filter(kind="school_practice.answered").count() == 2
    page = pupils_of_own_practice(viewer("school"), purposes_for("school")[0], GROUND)
    assert page is not None and [each.how for each in page.line.answers] == ["will_change", "explained"]
    with pytest.raises(DatabaseError), transaction.atomic():
        PracticeAnswer.objects.filter(pk=made.pk).update(words="otherwise")


def test_each_count_opens_to_the_same_pupils_and_the_look_is_written_down(marked: SetClock) -> None:
    answer()
    school, purpose = viewer("school"), purposes_for("school")[0]
    counts = {each.practice: each.signal.counted for each in own_practice_for(school).lines if each.signal}
    assert counts == {**dict.fromkeys(("deletion_return", GROUND), 8)}
    for practice, count in counts.items():
        page = pupils_of_own_practice(school, purpose, practice)
        assert page is not None and len(page.pupils) == count and all(each.evidence for each in page.pupils)
    found = practice_for(viewer("manager"), GROUND)
    assert found is not None and found.figures[0].opens
    for (row, column), address in found.figures[0].opens.items():
        urn = address.split("/")[2]
        opened = pupils_of_practice(viewer("manager"), PURPOSE, urn, GROUND)
        assert opened is not None and len(opened.pupils) == found.figures[0].rows[row][column] and urn == found.figures[0].rows[row][1]
    event = Event.objects.filter(kind="school_practice.listed").order_by("-seq").first()
    assert event is not None and "children" in event.body
    asks = [lambda: own_practice_for(school), lambda: practice_for(viewer("manager"), GROUND)]
    asks += [lambda practice=each: pupils_of_own_practice(school, purpose, practice) for each in counts]  # type: ignore[misc]
    for ask in asks:
        with CaptureQueriesContext(connection) as asked:
            ask()
        assert len([each for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]]) <= 8


def test_whose_return_came_in_time_is_not_counted_and_whose_came_late_is_with_the_day(marked: SetClock) -> None:
    left = date(2025, 11, 14)
    for child_id, received_on in (("c000004", left), ("c000104", left + timedelta(days=3)), ("c000204", left - timedelta(days=90))):
        returned(child_id, received_on)
    page = pupils_of_own_practice(viewer("school"), purposes_for("school")[0], "deletion_return")
    assert page is not None and len(page.pupils) == 7 and page.line.signal is not None and page.line.signal.counted == 7
    assert [each.came_on for each in page.pupils if each.came_on] == [left + timedelta(days=3)]
    returned("c000304", left, stands=False)
    PupilReturn.objects.create(
        kind="attendance", school=OWN, school_name="Made-up School", authority="301", pupil="A", date_of_birth=date(2015, 1, 1),
        child_id="c000404", day=left, stands=True, answer="noted", next_words="x", received_on=left, at="2025-11-14T09:00:00Z", by="school",
    )  # fmt: skip
    again = pupils_of_own_practice(viewer("school"), purposes_for("school")[0], "deletion_return")
    assert again is not None and len(again.pupils) == 7, "a return that does not stand, or is of another kind, is none"


def returned(child_id: str, received_on: date, *, stands: bool = True) -> None:
    SchoolReturn.objects.create(
        school=OWN, school_name="Made-up School", authority="301", pupil="A pupil", date_of_birth=date(2015, 1, 1), child_id=child_id,
        ground="a", deleted_on=received_on, stands=stands, received_on=received_on, at=f"{received_on}T09:00:00Z", by="school",
    )  # fmt: skip


def test_others_see_nothing_of_it(marked: SetClock) -> None:
    answer()
    for username in ("officer", "data-team", "agency", "school", "analyst"):
        with pytest.raises(CannotSee):
            practice_for(viewer(username), GROUND)
        with pytest.raises(CannotSee):
            pupils_of_practice(viewer(username), PURPOSE, OWN, GROUND)
    for username in ("officer", "manager", "agency"):
        with pytest.raises(CannotSee):
            own_practice_for(viewer(username))
    stranger = viewer("shielded-team-302")
    assert (
        pupils_of_practice(stranger, PURPOSE, OWN, GROUND) is None
        and pupils_of_practice(viewer("manager"), PURPOSE, "100101", GROUND) is None
    )
    found = practice_for(stranger, GROUND)
    assert found is not None and OWN not in {row[1] for row in found.figures[0].rows}
    assert pupils_of_own_practice(viewer("school"), purposes_for("school")[0], "nonsense") is None


def test_where_there_is_little_a_school_is_told_that_nothing_can_be_said(people: Any, own_region: Path, clock: SetClock) -> None:
    few = {"school_practice_units": f"UPDATE school_practice_units SET total = 9 WHERE urn = '{OWN}'"}
    write_made_up_run(own_region, children=800, on=date(2026, 1, 27), changes=few)
    mark()
    assert not PracticeMark.objects.filter(urn=OWN).exists() and PracticeMark.objects.filter(urn=OTHER).exists()
    lines = {each.practice: each.signal for each in own_practice_for(viewer("school")).lines}
    signal = lines[GROUND]
    assert set(lines) == set(PRACTICES) and signal is not None and signal.counted == 8 and not signal.enough and not signal.marked
