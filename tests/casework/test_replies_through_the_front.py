"""An organisation's file of replies, taken in like any other: the enquiry is answered, and the child stops being a finding by itself."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from onroll.accounts.audit import verify_chain
from onroll.casework import bridge
from onroll.casework.actions import case_moves, enquiries
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case, CaseChange, CaseProposal, Enquiry
from onroll.pipeline.index import Index
from onroll.pipeline.line import walk
from support.case_people import SetClock, viewer
from support.deliveries import taken

POSTCODES = "postcode,la_code\n" + "".join(f"ZZ{number} {number}AA,301\n" for number in range(1, 8))
ROLL = "record_id,surname,forename,date_of_birth,postcode,urn,entry_date\n"
NAMES = ("Rowan Hartley", "Poppy Okafor", "Dawid Novak", "Farah Chowdhury", "George Walker", "Lena Vasquez", "Tariq Hussain")
CHILDREN = [
    f"r{number},{name.split()[1]},{name.split()[0]},{2011 + number % 4}-0{number}-1{number},ZZ{number} {number}AA,100001,2021-09-06"
    for number, name in enumerate(NAMES, start=1)
]


def deliver(index: Index, folder: Path, name: str, text: str, register: str, supplier: str, as_at: date) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    with index.writing("a test"):
        report = taken(index, path, register, supplier, as_at)
    assert report.status == "loaded" and report.accepted, report


def test_a_reply_answers_the_enquiry_and_the_next_run_proposes_the_ending(
    tmp_path: Path, settings: Any, people: object, monkeypatch: Any
) -> None:
    home = tmp_path / "home"
    settings.ONROLL_HOME = home
    index = Index(home)
    first, second = date(2025, 11, 10), date(2026, 1, 12)
    deliver(index, tmp_path, "postcodes.csv", POSTCODES, "postcodes", "ONS", first)
    deliver(index, tmp_path, "november.csv", ROLL + "\n".join(CHILDREN) + "\n", "school_roll", "301", first)
    deliver(index, tmp_path, "january.csv", ROLL + "\n".join(CHILDREN[1:]) + "\n", "school_roll", "301", second)

    def run_on(day: date) -> dict[str, int]:
        with index.writing("a test"):
            made = walk(index, day, decided=bridge.decided())
        return take_in_findings(made).as_counts()

    clock = SetClock(monkeypatch, second)
    assert run_on(second)["opened"] == 1
    case = Case.objects.get()
    assert case.authority == "301"
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-")
    asked = enquiries.start_enquiry(case.pk, by=viewer("officer"), check_code="GIAP_NPD")
    clock.day = later = second + timedelta(days=7)
    reply = f"enquiry,answered_on,answer,evidence,urn,from_date\n{asked.number},{later},on_roll,official_record,100002,2025-11-11\n"
    deliver(index, tmp_path, "replies.csv", reply, "enquiry_reply", "DFE", later)
    counts = run_on(later)
    assert counts["replies"] == 1
    asked.refresh_from_db()
    assert (asked.outcome, asked.answered_on) == ("traced_school", later) and asked.evidence.startswith(f"enquiry_reply:DFE:{later}:")
    assert CaseProposal.objects.filter(case=case, kind="ending", withdrawn_on=None).exists(), "the run explains the gap by itself"
    assert Case.objects.get(pk=case.pk).state == "enquiring", "no run moves a case"
    version, lines = Case.objects.get(pk=case.pk).version, CaseChange.objects.count()
    assert run_on(later)["replies"] == 0 and run_on(later)["opened"] == 0
    assert (Case.objects.get(pk=case.pk).version, CaseChange.objects.count()) == (version, lines)
    assert Enquiry.objects.count() == 1 and verify_chain() is None
