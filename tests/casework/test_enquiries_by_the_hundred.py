"""Chasing and answering in bulk: whole for each case, nothing lost, nobody shielded in a letter; replies answer by number, once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.actions import bulk_enquiries, case_moves, enquiries
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.actions.take_in_replies import take_in_replies
from onroll.casework.models import Case, CaseChange, ChasedEnquiry, ChasingRound, Enquiry
from onroll.casework.purposes import purpose_for
from onroll.casework.queries import enquiry_board
from onroll.casework.queries.chasing_letters import chasing_letters, letter_document
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_index
from onroll.pipeline.index import Index, Run
from support.case_people import DAY, SetClock, viewer
from support.casebook_file import put_casebook_into
from support.made_up_run import write_extract
from support.postgres import postgres_address
from support.processes import PATHS

PURPOSE = purpose_for("officer", "cme_enquiry")


@pytest.fixture
def run(people: object, own_region: Path, clock: SetClock) -> Run:
    found = the_index().current_run()
    assert found is not None
    take_in_findings(found)
    return found


@pytest.fixture
def asked(run: Run) -> list[Enquiry]:
    """Two enquiries in each of four cases of authority 301, of three organisations."""
    officer, made = viewer("officer"), []
    for number, case in enumerate(Case.objects.filter(authority="301", shielded=False).order_by("id")[:4]):
        case_moves.triage_case(case.pk, by=officer, because="-")
        for check in ("LA_LOCAL", "CSC_YJS"):
            made.append(enquiries.start_enquiry(case.pk, by=officer, check_code=check, organisation=f"Organisation {number % 3}"))
    return made


def test_a_round_writes_each_case_its_line_and_event_and_a_letter_holds_its_own_organisation_alone(asked: list[Enquiry]) -> None:
    made, done = bulk_enquiries.chase_enquiries([each.pk for each in asked], by=viewer("officer"))
    assert made is not None and done.count == 8 and not done.left_out
    assert CaseChange.objects.filter(kind="case.enquiry_chased").count() == 8 == Event.objects.filter(kind="case.enquiry_chased").count()
    assert all(each.chased_on == DAY for each in Enquiry.objects.all()) and verify_chain() is None
    letters = chasing_letters(viewer("officer"), PURPOSE, made.pk)
    assert [len(letter.rows) for letter in letters.letters] == [4, 2, 2]
    for letter in letters.letters:
        own = {each.number for each in asked if each.organisation == letter.organisation}
        assert {row[0] for row in letter.rows} == own and all(len(row[1]) <= 5 for row in letter.rows)
    one = letter_document(viewer("officer"), letters, "Organisation 1")
    assert one.printed_by.startswith("Test officer") and len(one.blocks) == 6


def test_a_second_round_on_the_same_day_changes_nothing(asked: list[Enquiry], clock: SetClock) -> None:
    chosen = [each.pk for each in asked]
    bulk_enquiries.chase_enquiries(chosen, by=viewer("officer"))
    versions = list(Case.objects.order_by("id").values_list("version", flat=True))
    made, done = bulk_enquiries.chase_enquiries(chosen, by=viewer("manager"))
    assert made is None and done.count == 0 and len(done.left_out) == 8 and ChasingRound.objects.count() == 1
    assert list(Case.objects.order_by("id").values_list("version", flat=True)) == versions
    clock.day = DAY + timedelta(days=1)
    assert bulk_enquiries.chase_enquiries(chosen, by=viewer("manager"))[1].count == 8


def test_a_shielded_child_is_in_no_round_and_in_no_letter_of_an_older_one(asked: list[Enquiry]) -> None:
    made, _ = bulk_enquiries.chase_enquiries([asked[0].pk, asked[2].pk], by=viewer("officer"))
    assert made is not None
    Case.objects.filter(pk=asked[0].case_id).update(shielded=True)
    Case.objects.filter(pk=asked[2].case_id).update(authority="302")
    letters = chasing_letters(viewer("shielded-team"), PURPOSE, made.pk)
    assert letters.letters == [] and letters.not_shown == 2
    with pytest.raises(CannotSee):
        bulk_enquiries.chase_enquiries([asked[1].pk], by=viewer("officer"))
    made, done = bulk_enquiries.chase_enquiries([asked[1].pk, asked[4].pk], by=viewer("shielded-team"))
    assert done.count == 1 and done.left_out[0][0] == asked[1].number and "shielded" in done.left_out[0][1]
    assert made is not None and not ChasedEnquiry.objects.filter(round=made, enquiry=asked[1]).exists()


def test_nobody_chases_or_answers_for_another_authority(asked: list[Enquiry]) -> None:
    with pytest.raises(CannotSee):
        bulk_enquiries.chase_enquiries([asked[0].pk], by=viewer("officer-302"))
    with pytest.raises(CannotSee):
        bulk_enquiries.chase_enquiries([each.pk for each in asked], by=viewer("data-team"))
    table = f"enquiry,outcome,answered_on\n{asked[0].number},no_trace,2026-01-19\n"
    checked = bulk_enquiries.check_answers(table, by=viewer("officer-302"))
    assert not checked.rows and checked.problems[0].sentence == bulk_enquiries.NOT_THERE
    assert (
        checked.problems[0].sentence
        == bulk_enquiries.check_answers(table.replace(asked[0].number, "E987654"), by=viewer("officer-302")).problems[0].sentence
    )
    for wrong in ([], list(range(1, 202))):
        with pytest.raises(CannotDoNow):
            bulk_enquiries.chase_enquiries(wrong, by=viewer("officer"))


def test_answers_are_recorded_whole_for_each_case(asked: list[Enquiry]) -> None:
    rows = [f"{each.number},no_trace,2026-01-19,," for each in asked[:4]]
    rows += [f"{asked[4].number},traced_school,2026-01-19,Letter,", f"{asked[5].number},traced_school,2026-01-19,,"]
    table = "\n".join(["enquiry,outcome,answered_on,evidence,place", *rows])
    checked = bulk_enquiries.check_answers(table, by=viewer("officer"))
    assert len(checked.rows) == 5 and "evidence is kept" in checked.problems[0].sentence
    done = bulk_enquiries.record_answers(table, by=viewer("officer"))
    assert done.count == 5 and [number for number, _ in done.left_out] == [asked[5].number]
    assert Enquiry.objects.exclude(outcome="").count() == 5
    again = bulk_enquiries.check_answers(table, by=viewer("officer"))
    assert not again.rows and sum("answered already" in each.sentence for each in again.problems) == 5
    with pytest.raises(CannotDoNow, match="No row"):
        bulk_enquiries.record_answers(table, by=viewer("officer"))


def test_a_case_whose_second_answer_fails_keeps_none_of_them(asked: list[Enquiry]) -> None:
    """The second is answered by somebody else between the look and the writing."""
    first, second, other = asked[0], asked[1], asked[2]
    table = "enquiry,outcome,answered_on\n" + "".join(f"{each.number},no_trace,2026-01-19\n" for each in (first, second, other))
    checked = bulk_enquiries.check_answers(table, by=viewer("officer"))
    enquiries.answer_enquiry(second.pk, by=viewer("manager"), outcome="no_access", answered_on=DAY)
    done = bulk_enquiries._record(checked.rows, viewer("officer"), bulk_enquiries.Done())
    assert done.count == 1 and {number for number, _ in done.left_out} == {first.number, second.number}
    assert Enquiry.objects.get(pk=first.pk).outcome == "" and Enquiry.objects.get(pk=other.pk).outcome == "no_trace"


def test_many_hands_at_random_lose_nothing(asked: list[Enquiry], clock: SetClock) -> None:
    chance = random.Random(4)
    chased = answered = 0
    for step in range(40):
        clock.day = DAY + timedelta(days=step)
        chosen = chance.sample([each.pk for each in asked], chance.randint(1, 8))
        by = viewer(chance.choice(["officer", "manager"]))
        if chance.random() < 0.7:
            chased += bulk_enquiries.chase_enquiries(chosen, by=by)[1].count
        else:
            rows = "".join(f"E{pk:06d},no_trace,{clock.day}\n" for pk in chosen[:1])
            try:
                answered += bulk_enquiries.record_answers(f"enquiry,outcome,answered_on\n{rows}", by=by).count
            except CannotDoNow:
                assert Enquiry.objects.get(pk=chosen[0]).outcome
    assert ChasedEnquiry.objects.count() == chased == Event.objects.filter(kind="case.enquiry_chased").count()
    assert Enquiry.objects.exclude(outcome="").count() == answered == Event.objects.filter(kind="case.enquiry_answered").count()
    assert Case.objects.filter(closed_on=None, next_action="").count() == 0 and verify_chain() is None


def test_the_board_finds_an_authoritys_enquiries_by_an_index(asked: list[Enquiry]) -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads so small a table whole; the same test ran on SQLite")
    plan = enquiry_board._open(viewer("officer"), enquiry_board.BoardFilters()).order_by("due_on", "id")[:50].explain()
    assert "SCAN" not in plan, plan


# -- replies that come in through the front -----------------------------------------------------------------------------


def replies(index: Index, rows: list[tuple[str, str, str]], as_at: date = date(2026, 1, 20)) -> str:
    """Write an extract of replies: number, day, answer."""
    select = " UNION ALL ".join(
        f"SELECT {number}::BIGINT AS record_key, {number + 2}::INTEGER AS line, 'a{number}' AS record_id, '{enquiry}' AS enquiry,"
        f" DATE '{day}' AS answered_on, '{answer}' AS answer, 'official_record' AS evidence, NULL::VARCHAR AS urn, 'ZZ9 9ZZ' AS postcode,"
        " NULL::DATE AS from_date, NULL::VARCHAR AS surname, NULL::VARCHAR AS forename, NULL::DATE AS date_of_birth"
        for number, (enquiry, day, answer) in enumerate(rows)
    )
    with index.writing("a test"):
        return write_extract(index, "enquiry_reply", "NHSE", as_at, select)


def run_with(run: Run, *extracts: str) -> Run:
    return Run(**{**vars(run), "manifest": {**run.manifest, "made_from": {"extracts": list(extracts)}}})


def test_replies_answer_their_enquiries_once_and_a_later_one_is_a_line(run: Run, asked: list[Enquiry], clock: SetClock) -> None:
    index, now = the_index(), clock_now()
    one, two, three = asked[0], asked[2], asked[4]
    extract = replies(
        index,
        [
            (one.number, "2026-01-19", "on_roll"),
            (two.number, "2026-01-18", "not_known"),
            ("E999999", "2026-01-19", "on_roll"),
            ("nonsense", "2026-01-19", "on_roll"),
            (three.number, "2026-01-19", "died"),
        ],
    )
    assert take_in_replies(index, run_with(run, extract), now) == 2
    first = Enquiry.objects.get(pk=one.pk)
    assert (first.outcome, first.answered_on) == ("traced_school", date(2026, 1, 19))
    assert first.evidence == "enquiry_reply:NHSE:2026-01-20:a0" and "on a school’s roll" in first.answer
    assert Enquiry.objects.get(pk=two.pk).outcome == "", "an answer from before the question answers nothing"
    assert Enquiry.objects.get(pk=three.pk).outcome == "inconclusive"
    case = Case.objects.get(pk=one.case_id)
    assert case.next_action.startswith("Record where the child is") and case.state == "enquiring"
    assert Case.objects.get(pk=three.case_id).next_action.startswith("Confirm what")
    before = (case.version, Event.objects.count())
    assert take_in_replies(index, run_with(run, extract), now) == 0
    assert (Case.objects.get(pk=case.pk).version, Event.objects.count()) == before
    later = replies(index, [(one.number, "2026-01-25", "not_known")], date(2026, 1, 26))
    assert take_in_replies(index, run_with(run, extract, later), now) == 0
    assert Enquiry.objects.get(pk=one.pk).outcome == "traced_school"
    assert CaseChange.objects.filter(case=case, kind="case.enquiry_replied_again").count() == 1
    assert take_in_replies(index, run_with(run), now) == 0 and verify_chain() is None


def clock_now() -> object:
    from onroll.casework import clock

    return clock.now()


# -- killed in between --------------------------------------------------------------------------------------------------

_KILLED = """
import os, sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from onroll.casework.actions import bulk_enquiries, case_moves, enquiries
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case, CaseChange
from onroll.casework.the_index import the_index
from support.case_people import viewer
from support.people import make_people
make_people()
take_in_findings(the_index().current_run())
officer, made = viewer("officer"), []
for case in Case.objects.filter(authority="301", shielded=False)[:2]:
    case_moves.triage_case(case.pk, by=officer, because="-")
    made.append(enquiries.start_enquiry(case.pk, by=officer, check_code="LA_LOCAL").pk)
told = bulk_enquiries.ChasedEnquiry.objects.bulk_create
calls = []
def killed(rows):
    calls.append(1)
    if len(calls) == 2:
        os._exit(9)
    return told(rows)
bulk_enquiries.ChasedEnquiry.objects.bulk_create = killed
bulk_enquiries.chase_enquiries(made, by=officer)
"""
_LEFT = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from onroll.accounts.audit import verify_chain
from onroll.casework.models import ChasedEnquiry, ChasingRound, Enquiry
print(ChasingRound.objects.count(), ChasedEnquiry.objects.count(), Enquiry.objects.exclude(chased_on=None).count(), verify_chain())
"""


_PREPARE = _KILLED[: _KILLED.index("told =")].replace("[:2]", "[:6]")
_HAND = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from onroll.casework.actions import bulk_enquiries, contacts
from onroll.casework.models import Case, Enquiry
from support.case_people import viewer
by, count = viewer(sys.argv[2]), 0
for number in range(6):
    for case in Case.objects.filter(authority="301", shielded=False).order_by("-pk" if sys.argv[2] == "manager" else "pk")[:6]:
        contacts.write_note(case.pk, by=by, text=f"{number}")
    count += bulk_enquiries.chase_enquiries(Enquiry.objects.values_list("pk", flat=True), by=by)[1].count
print(count)
"""


def two_chase_at_once(home: Path, environment: dict[str, str]) -> None:
    from support.made_up_run import write_made_up_run

    write_made_up_run(put_casebook_into(home), children=240)
    environment = environment | {"PYTHONPATH": PATHS, "ONROLL_HOME": str(home)}
    prepared = subprocess.run([sys.executable, "-c", _PREPARE, str(home)], env=environment, capture_output=True, text=True)
    assert prepared.returncode == 0, prepared.stderr[-2000:]
    hands = [
        subprocess.Popen([sys.executable, "-c", _HAND, str(home), name], env=environment, stdout=subprocess.PIPE, text=True)
        for name in ("officer", "manager")
    ]
    said = [hand.communicate(timeout=120)[0] for hand in hands]
    assert [hand.returncode for hand in hands] == [0, 0], said
    left = subprocess.run([sys.executable, "-c", _LEFT, str(home)], env=environment, capture_output=True, text=True, check=True)
    rounds, chased, marked, broken = left.stdout.split()
    assert sum(int(each) for each in said) == int(chased) == int(marked) == 6 and int(rounds) in (1, 2) and broken == "None"


@pytest.mark.long
def test_two_hands_that_chase_at_the_same_moment_chase_each_enquiry_once(tmp_path: Path) -> None:
    two_chase_at_once(tmp_path, {name: value for name, value in os.environ.items() if name != "DATABASE_URL"})


@pytest.mark.long
def test_two_hands_that_chase_at_the_same_moment_in_postgresql(tmp_path: Path) -> None:
    with postgres_address() as address:
        two_chase_at_once(tmp_path, {**os.environ, "DATABASE_URL": address})


@pytest.mark.long
def test_a_kill_in_the_middle_of_a_round_leaves_nothing_of_it(tmp_path: Path) -> None:
    from support.made_up_run import write_made_up_run

    write_made_up_run(put_casebook_into(tmp_path), children=120)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PYTHONPATH": PATHS, "ONROLL_HOME": str(tmp_path)}
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], env=environment, capture_output=True, text=True)
    assert killed.returncode == 9, killed.stderr[-2000:]
    left = subprocess.run([sys.executable, "-c", _LEFT, str(tmp_path)], env=environment, capture_output=True, text=True, check=True)
    assert left.stdout.split() == ["0", "0", "0", "None"]
