"""What has been kept long enough goes, whole and with a proof; what somebody still needs stays, and says why."""

from __future__ import annotations

import dataclasses
import hmac
import json
import os
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from onroll.accounts.append_only import released
from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event, KeptAnswer, MachineToken
from onroll.casework import bridge
from onroll.casework.actions import erasing
from onroll.casework.actions.attachments import Given, attach_file
from onroll.casework.actions.family_requests import receive_request
from onroll.casework.actions.retention_holds import lift_hold, place_hold
from onroll.casework.hanging_rows import PAPERS, POINTS_ONLY, WITH_THE_CHILD, hanging_on, papers_of, proof_of
from onroll.casework.models import (
    AlertReview,
    BrokenGlass,
    Case,
    CaseChange,
    ChildHelp,
    Erasure,
    HouseholdCheck,
    IdentifierClaim,
    Job,
    Look,
    Note,
    PairDecision,
    PupilReturn,
    ReadingAlert,
    RetentionHold,
    SealedRow,
)
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.retention_due import due_records
from onroll.pipeline.index import RECORD_KEY_STRIDE
from support.case_people import DAY, SetClock, own_case, viewer
from support.opened_cases import open_current_run

LONG_AGO = date(1999, 3, 1)
STAY_BY_THEMSELVES = {
    "BroadcastAsked",
    "FamilyAlarmChild",
    "FamilyRequest",
    "SchoolReturn",
    "PupilReturn",
    "Referral",
}
"""Tables with a child's number that are numbers alone, or go with a case or by a line of their own."""


@pytest.fixture
def case(people: object, own_region: Path, monkeypatch: pytest.MonkeyPatch) -> Case:

    SetClock(monkeypatch)
    open_current_run()
    return own_case()


def written_in(case: Case) -> Case:
    """Write in a case, attach a file, and let its time be over."""
    Note.objects.create(case=case, text="SECRETNOTE", at="2000-01-01T10:00:00Z", by="officer", by_name="A")
    attach_file(case.pk, by=viewer("officer"), given=Given(name="letter.txt", chunks=[b"SECRETFILE"]), words="SECRETWORDS")
    ChildHelp.objects.create(
        child_id=case.child_id, authority="301", on=LONG_AGO, what="uniform", words="SECRETHELP", answer="accepted",
        at="1999-03-01T10:00:00Z", by="officer", by_name="A",
    )  # fmt: skip
    return ended(case)


def ended(case: Case, on: date = LONG_AGO) -> Case:
    Case.objects.filter(pk=case.pk).update(state="closed", closed_on=on, leaving_on=None)
    case.refresh_from_db()
    return case


def going() -> list[tuple[str, str]]:
    return [(each.kind, each.reference) for each in due_records(DAY) if not each.because]


def why_not(case: Case) -> str:
    return next(each.because for each in due_records(DAY, ["case"]) if each.reference == str(case.pk))


def erase_all() -> int:
    went = bridge.erase_from_casebook(due_records(DAY), progress=lambda *_: None)
    bridge.finish_erasures()
    return went


def dump() -> str:
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if not name.startswith("sqlite")]
        return "".join(repr(cursor.execute(f"SELECT * FROM {name}").fetchall()) for name in tables)


def test_nothing_goes_before_its_day(case: Case) -> None:
    assert due_records(DAY) == []
    Case.objects.filter(pk=case.pk).update(state="closed", closed_on=date(2020, 1, 1), leaving_on=date(2017, 6, 30))
    assert due_records(date(2026, 8, 31), ["case"]) == []
    (due,) = due_records(date(2026, 9, 1), ["case"])
    assert (due.reference, due.last_day, due.authority) == (str(case.pk), date(2026, 8, 31), "301") and "25 years" in due.rule


def test_a_case_goes_with_all_that_hangs_on_it_and_a_proof_stays(case: Case, own_region: Path) -> None:
    other = Case.objects.exclude(pk=case.pk).filter(authority="301", closed_on=None).order_by("pk")[0]
    check = HouseholdCheck.objects.create(
        case=other,
        episode=9,
        other_child_id="x",
        same_surname=True,
        found="missing",
        words="w",
        other_case=case,
        run_id="r",
        checked_on=DAY,
    )
    written_in(case)
    (file,) = case.attachments.all()
    hanging = papers_of({case.child_id}, hanging_on(Case, {case.pk}))
    before = Case.objects.count()
    assert all(word in dump() for word in ("SECRETNOTE", "SECRETWORDS", "SECRETHELP")) and going() == [("case", str(case.pk))]
    proofs = {salt: proof_of(hanging, salt, [file.sha256]) for salt in (b"1", b"2")}
    assert len(set(proofs.values())) == 2, "nobody guesses what went from the proof alone"
    assert erase_all() == 1 and Case.objects.count() == before - 1
    assert not [word for word in ("SECRETNOTE", "SECRETFILE", "SECRETWORDS", "SECRETHELP", case.child_id + "'") if word in without_log()]
    assert not [path for path in (own_region / "attachments").rglob("*") if path.is_file()]
    check.refresh_from_db()
    assert check.other_case is None and CaseChange.objects.filter(case=other).exists()
    left = Erasure.objects.get()
    event = Event.objects.get(seq=left.event)
    assert (left.rows, left.files, left.finished_at is not None) == (len(hanging), [file.sha256], True)
    assert json.loads(event.body)["proof"] == left.proof and event.subject == f"case:{case.pk}" and case.child_id not in event.body
    assert verify_chain() is None and list(bridge.faults_of_erasures()) == [] and erase_all() == 0


def without_log() -> str:
    """Return every table but the event log, which keeps numbers for good."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in ("accounts_event", "casework_look")]
        return "".join(repr(cursor.execute(f"SELECT * FROM {name}").fetchall()) for name in tables if not name.startswith("sqlite"))


def test_the_proof_shows_what_went_to_whoever_holds_a_copy(case: Case) -> None:
    written_in(case)
    hanging = papers_of({case.child_id}, hanging_on(Case, {case.pk}))
    kept = {model: list(model._base_manager.filter(pk__in=numbers).order_by("pk").values()) for model, numbers in hanging.rows.items()}
    (file,) = case.attachments.all()
    erase_all()
    left = Erasure.objects.get()
    mark = hmac.new(bytes.fromhex(left.salt), digestmod=sha256)
    for model in sorted(kept, key=lambda each: each._meta.label):
        for row in kept[model]:
            said = [model._meta.label, {name: row[name] for name in sorted(row)}]
            mark.update(json.dumps(said, sort_keys=True, ensure_ascii=False, default=str).encode() + b"\n")
    mark.update(file.sha256.encode() + b"\n")
    assert mark.hexdigest() == left.proof


def test_the_database_refuses_again_once_something_went(case: Case) -> None:
    written_in(case)
    erase_all()
    other = CaseChange.objects.order_by("pk")[0]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CaseChange.objects.filter(pk=other.pk).update(words="x")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CaseChange.objects.filter(pk=other.pk)._raw_delete("default")  # type: ignore[attr-defined]


@pytest.mark.parametrize("table", ["accounts_event", "accounts_dailyanchor"])
def test_the_event_log_is_never_released(table: str, db: None) -> None:
    with pytest.raises(ValueError, match="Nothing of the event log"), transaction.atomic(), released([table]):
        pass


def test_a_hold_keeps_a_case_until_it_is_lifted(case: Case) -> None:
    written_in(case)
    by = viewer("administrator")
    hold = place_hold(by=by, kind="case", reference=f" {case.pk} ", because="An inquest.")
    assert going() == [] and "An inquest." in why_not(case)
    for wrong, because in (
        ({"reference": "999999"}, "x"),
        ({"kind": "pet"}, "x"),
        ({"reference": "1 OR 1"}, "x"),
        ({}, "  "),
        ({}, "again"),
    ):
        with pytest.raises(CannotDoNow):
            place_hold(by=by, **{"kind": "case", "reference": str(case.pk), **wrong}, because=because)  # type: ignore[arg-type]
    with pytest.raises(CannotSee):
        place_hold(by=viewer("auditor"), kind="case", reference=str(case.pk), because="x")
    lift_hold(hold.pk, by=by, because="The inquest is over.")
    with pytest.raises(CannotDoNow, match="already"):
        lift_hold(hold.pk, by=by, because="again")
    assert going() == [("case", str(case.pk))] and RetentionHold.objects.get().lifted_on == DAY
    assert set(Event.objects.filter(kind__startswith="retention").values_list("kind", flat=True)) == {
        "retention.hold_placed", "retention.hold_lifted",
    }  # fmt: skip


def test_an_open_request_and_an_open_case_keep_a_childs_old_one(case: Case) -> None:
    ended(case)
    receive_request(
        by=viewer("officer"), kind="access", child_id=case.child_id, asked_by="A parent", relationship="parent", reach="x",
        asks="What do you hold?", received_on=DAY,
    )  # fmt: skip
    assert "request" in why_not(case) and going() == []
    Case.objects.create(
        child_id=case.child_id, authority="301", queue="301 new", next_action="Look", due_on=DAY, opened_on=DAY, state="new"
    )
    assert why_not(case) == "The child has an open case."


def test_papers_of_children_without_a_case_and_returns_go_by_their_own_lines(case: Case) -> None:
    glass = BrokenGlass.objects.create(
        child_id="c999", because="x", by_id=1, at="1999-01-01T10:00Z", ends_at="1999-01-01T11:00Z", review_due_on=LONG_AGO, purpose="x"
    )
    old = returned(date(2019, 1, 1))
    ours = returned(date(2019, 1, 1), case=case)
    returned(date(2021, 1, 1))
    assert going() == [("child_paper", f"brokenglass-{glass.pk}"), ("pupil_return", str(old.pk))]
    assert [each.because for each in due_records(DAY, ["pupil_return"])] == ["", "The case that it opened or joined is open."]
    assert erase_all() == 2 and sorted(PupilReturn.objects.values_list("pk", flat=True)) == [ours.pk, ours.pk + 1]


def returned(on: date, case: Case | None = None) -> PupilReturn:
    return PupilReturn.objects.create(
        kind="sickness", school="100001", school_name="S", authority="301", pupil="P", date_of_birth=LONG_AGO, day=on, stands=True,
        answer="noted", next_words="w", received_on=on, at="2019-01-01T10:00Z", by="school", case=case,
    )  # fmt: skip


def test_whoever_is_killed_before_the_end_finishes_it_next_time(case: Case, own_region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written_in(case)

    class Killed(BaseException):
        """As the machine would."""

    def killed(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(erasing, "delete", killed)
        with pytest.raises(Killed):
            erase_all()
    assert not Erasure.objects.exists() and Note.objects.filter(case=case).exists(), "all or nothing"
    with monkeypatch.context() as patched:
        patched.setattr(erasing, "forget_content", killed)
        with pytest.raises(Killed):
            erase_all()
    assert Erasure.objects.get().finished_at is None and list((own_region / "attachments").rglob("*.*")) == []
    assert erase_all() == 0 and Erasure.objects.get().finished_at is not None
    assert not [path for path in (own_region / "attachments").rglob("*") if path.is_file()] and verify_chain() is None


def test_a_proof_that_somebody_altered_is_found(case: Case) -> None:
    written_in(case)
    erase_all()
    Erasure.objects.update(proof="0" * 64)
    assert "does not have the proof" in next(iter(bridge.faults_of_erasures()))


def test_every_table_with_a_childs_number_is_classed() -> None:
    hang: set[type[models.Model]] = {Case}
    tables = list(apps.get_app_config("casework").get_models())
    for _ in tables:
        for model in tables:
            keys = [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]
            if any(key.related_model in hang and (model, key.name) not in POINTS_ONLY for key in keys):
                hang.add(model)
    named = {model for model in tables if any(field.name == "child_id" for field in model._meta.get_fields())}
    assert {model.__name__ for model in named - hang - set(PAPERS) - set(WITH_THE_CHILD)} <= STAY_BY_THEMSELVES
    for model, day in PAPERS.items():
        assert isinstance(model._meta.get_field(day), models.DateField), model


def test_an_attached_file_that_another_case_has_too_stays(case: Case, own_region: Path) -> None:
    other = Case.objects.exclude(pk=case.pk).filter(authority="301", closed_on=None, shielded=False).order_by("pk")[0]
    attach_file(other.pk, by=viewer("officer"), given=Given(name="letter.txt", chunks=[b"SECRETFILE"]), words="The same")
    written_in(case)
    erase_all()
    assert [path.read_bytes() for path in (own_region / "attachments").rglob("*") if path.is_file()] == [b"SECRETFILE"]


# -- what was said of pairs, sealed entries, and what goes in bulk -----------------------------------------------------------


def decision(left: list[int], right: list[int], **other: Any) -> PairDecision:
    said = {
        "kind": "pair",
        "verdict": "different",
        "because": "SECRETPAIR",
        "child_a": "c1",
        "child_b": "c2",
        "purpose": "x",
        "run_id": "r",
    }
    at = "2001-01-01T10:00:00Z"
    return PairDecision.objects.create(**{**said, "at": at, "by": "o", "by_name": "A", "left_keys": left, "right_keys": right, **other})


def key_of(place: int) -> int:
    from onroll.casework.the_index import the_index

    return the_index().extracts()[place].number * RECORD_KEY_STRIDE + 2


def test_what_was_said_of_a_pair_stays_while_its_records_do_and_then_goes_with_its_second_word(case: Case) -> None:
    gone = 99 * RECORD_KEY_STRIDE + 2
    stays, goes = decision([key_of(0)], [key_of(1)]), decision([key_of(0)], [gone])
    second = decision([key_of(0)], [gone], second_of=goes)
    undone = decision([gone], [gone], verdict="same")
    undoing = decision([gone], [gone], kind="undo", verdict="undo", undoes=undone, at="2026-01-10T10:00:00Z")
    due = {each.reference: each.because for each in due_records(DAY, ["pair_decision"])}
    assert set(due) == {str(stays.pk), str(goes.pk)}, "the last word about a pair is of this year"
    assert "joined or parted again" in due[str(stays.pk)] and due[str(goes.pk)] == ""
    assert erase_all() == 1 and set(PairDecision.objects.values_list("pk", flat=True)) == {stays.pk, undone.pk, undoing.pk}
    left = Erasure.objects.get()
    assert (left.kind, left.reference, left.rows) == ("pair_decision", str(goes.pk), 2) and not PairDecision.objects.filter(pk=second.pk)
    assert list(bridge.faults_of_erasures()) == []


def test_a_decision_goes_in_the_same_call_as_the_extract_that_it_rested_on(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    decision([key_of(0)], [key_of(1)])
    old = bridge.DueRecord(kind="extract", reference="", authority="", last_day=LONG_AGO, rule="")
    from onroll.casework import retention_due
    from onroll.casework.the_index import the_index

    going = [dataclasses.replace(old, reference=the_index().extracts()[0].extract_id)]
    monkeypatch.setattr(retention_due, "_extracts", lambda *_: going)
    assert [each.because for each in due_records(DAY, ["pair_decision"])] == [""]


def sealed(**other: Any) -> SealedRow:
    said = {"kind": "adoption", "authority": "301", "reference": "F/1", "because": "SECRETSEAL", "by": "o", "by_name": "A"}
    return SealedRow.objects.create(**{**said, "at": "1999-01-01T10:00:00Z", "former_marks": ["a"], "present_marks": ["b"], **other})


def test_a_sealed_entry_stays_while_anybody_has_its_mark(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from onroll.casework import retention_due

    stays, lifted = sealed(), sealed()
    sealed(lifts=lifted, former_marks=[], present_marks=[])
    sealed(at="2020-01-01T10:00:00Z")
    due = {each.reference: each.because for each in due_records(DAY, ["sealed_entry"])}
    assert set(due) == {str(stays.pk), str(lifted.pk)}
    assert "no run by which to tell" in due[str(stays.pk)] and due[str(lifted.pk)] == ""
    assert erase_all() == 1 and SealedRow.objects.count() == 2 and Erasure.objects.get().rows == 2
    monkeypatch.setattr(retention_due, "sealed_and_met", lambda *_: frozenset())
    assert erase_all() == 1 and SealedRow.objects.count() == 1


def test_what_goes_in_bulk_goes_with_its_files_and_is_counted(case: Case, own_region: Path, people: dict[str, Any]) -> None:
    token = MachineToken.objects.create(
        user=people["officer"], name="S", prefix="12345678", digest="x", made_at="2001-01-01T10:00:00Z", made_by="a", expires_on=DAY
    )
    for number, at in enumerate(("2025-10-20T00:00:00Z", "2025-10-22T00:00:00Z")):
        KeptAnswer.objects.create(token=token, key=str(number), digest="d", status=201, body="SECRETANSWER", at=at)
    jobs = [
        Job.objects.create(
            by=people["data-team"], file_name="SECRETNAME.csv", register="school_roll", supplier="301", as_at=DAY, state=state, alive_at=at
        )
        for state, at in (
            ("checked", "2025-01-01T00:00Z"),
            ("taking_in", "2025-01-01T00:00Z"),  # killed at work: nobody is at it any more
            ("checked", "2026-01-18T00:00Z"),
            ("taking_in", "2026-01-18T00:00Z"),
        )
    ]
    uploads = own_region / "uploads"
    for each in (*(f"job-{job.pk}" for job in jobs), "job-999"):
        (uploads / each).mkdir(parents=True)
        (uploads / each / "SECRETNAME.csv").write_text("SECRETROW")
    (uploads / "tmpabc.upload").write_text("SECRETROW")
    for name in ("job-999", "tmpabc.upload"):
        os.utime(uploads / name, (0, 0))
    for on in (date(2019, 1, 1), date(2025, 1, 1)):
        Look.objects.create(child_id="c1", actor="o", role="officer", on=on, how="opened", kind="k", times=1, first_seq=1, last_seq=1)
    assert bridge.due_in_bulk() == {"Kept answers of the API": 1, "Uploads": 4, "Looks in the index of looks": 1}
    assert erase_all() == 0 and bridge.due_in_bulk() == {}
    assert sorted(each.name for each in uploads.iterdir()) == sorted(f"job-{job.pk}" for job in jobs[2:])
    assert (KeptAnswer.objects.count(), Job.objects.count(), Look.objects.count()) == (1, 2, 1)
    event = Event.objects.get(kind="retention.forgotten")
    assert json.loads(event.body)["counts"] == {"kept_answer": 1, "upload_job": 4, "look": 1} and "90 days after" in event.body
    assert erase_all() == 0 and Event.objects.filter(kind="retention.forgotten").count() == 1


def test_looks_alerts_and_numbers_go_with_the_childs_case(case: Case) -> None:
    Look.objects.create(child_id=case.child_id, actor="o", role="officer", on=DAY, how="opened", kind="k", times=1, first_seq=1, last_seq=1)
    alert = ReadingAlert.objects.create(
        rule="family", actor="o", child_id=case.child_id, on=DAY, because="SECRETALERT", at="2026-01-01T10:00:00Z"
    )
    AlertReview.objects.create(alert=alert, verdict="explained", because="SECRETREVIEW", at="2026-01-01T10:00:00Z", by="a", by_name="A")
    IdentifierClaim.objects.create(
        child_id=case.child_id, authority="301", kind="nhs_number", version=1, value="9990900019", verb="claimed", source="SECRETSOURCE",
        because="x", on=DAY, at="2026-01-01T10:00:00Z", by="o", by_name="A",
    )  # fmt: skip
    ended(case)
    assert erase_all() == 1
    assert not [word for word in ("SECRETALERT", "SECRETREVIEW", "SECRETSOURCE", "9990900019") if word in dump()]
    assert not Look.objects.filter(child_id=case.child_id).exists()


def test_nothing_that_people_wrote_about_a_child_stands_in_the_event_log(case: Case) -> None:
    from onroll.casework.actions.broken_glass import break_glass
    from onroll.casework.purposes import purpose_for

    why = "SECRETREASON: Kofi Murphy may be harmed tonight."
    break_glass("c000021", by=viewer("officer"), purpose=purpose_for("officer", "safeguarding"), because=why)
    assert BrokenGlass.objects.get().because == why
    assert not Event.objects.filter(body__contains="SECRETREASON").exists()
