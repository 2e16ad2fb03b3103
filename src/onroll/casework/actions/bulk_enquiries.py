"""Chase many enquiries in one round, and record many answers at once: all or nothing for each case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.actions.case_book import changing
from onroll.casework.actions.enquiries import answer_enquiry
from onroll.casework.enquiry_words import MOST_AT_ONCE, asked_of
from onroll.casework.models import Case, ChasedEnquiry, ChasingRound, Enquiry
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import may_work_on
from onroll.casework.viewers import Viewer
from onroll.core.answers import Answer
from onroll.core.bulk_answers import MOST_ROWS, AnswerRow, RowProblem, read_answers
from onroll.core.enquiries import EnquiryRecord, may_answer
from onroll.core.wording import day_words

__all__ = ["MOST_AT_ONCE", "NOT_THERE", "CheckedAnswers", "Done", "answer_alike", "chase_enquiries", "check_answers", "record_answers"]

NOT_THERE = "There is no open enquiry of this number for you."


@dataclass
class Done:
    """What came of it. Shape  count: enquiries written. left_out: the number of each other enquiry, with the reason."""

    count: int = 0
    left_out: list[tuple[str, str]] = field(default_factory=list)


def chase_enquiries(enquiry_ids: Iterable[int], *, by: Viewer) -> tuple[ChasingRound | None, Done]:
    """Chase the chosen enquiries, and keep the round from which their letters are made.

    Each case is changed whole or not at all; one that cannot be changed now is left out with the reason. Enquiries about
    shielded children are never in a round: the named team chases them one by one.

    Raises  CannotSee; CannotDoNow where nothing, or too much, was chosen.
    """
    require(by, Right.WORK_CASES)
    wanted = list(dict.fromkeys(enquiry_ids))
    if not wanted:
        raise CannotDoNow("Choose the enquiries to chase.")
    if len(wanted) > MOST_AT_ONCE:
        raise CannotDoNow(f"Chase {MOST_AT_ONCE} enquiries or fewer at a time.")
    done = Done()
    with transaction.atomic():
        found = {each.pk: each for each in Enquiry.objects.select_related("case").filter(pk__in=wanted)}
        mine = [found[pk] for pk in wanted if pk in found and may_work_on(by, found[pk].case)]
        if len(mine) < len(wanted):
            raise CannotSee("There is no such enquiry for you.")
        # All cases are locked before the first event is written: whoever holds one of them can finish, and no two wait for each other.
        list(Case.objects.select_for_update().filter(pk__in={each.case_id for each in mine}).order_by("pk").values_list("pk"))
        made = ChasingRound.objects.create(authority=by.authority, on=clock.today(), at=clock.now(), by=by.username, by_name=by.full_name)
        for case_id, enquiries in _by_case(mine).items():
            try:
                chased = _chase_case(case_id, enquiries, made, by, done)
                done.count += chased
            except CannotDoNow as refused:
                done.left_out += [(each.number, str(refused)) for each in enquiries]
        if not done.count:
            transaction.set_rollback(True)
            return None, done
        body = {"enquiries": done.count, "left_out": len(done.left_out)}
        record(by.doer, Happening(kind="enquiries.chased", subject=f"round:{made.pk}", body=body))
    return made, done


def _by_case(enquiries: Iterable[Enquiry]) -> dict[int, list[Enquiry]]:
    """Group by case, in one order for everybody: two rounds at once follow one another."""
    grouped: dict[int, list[Enquiry]] = {}
    for each in sorted(enquiries, key=lambda each: (each.case_id, each.pk)):
        grouped.setdefault(each.case_id, []).append(each)
    return grouped


def _chase_case(case_id: int, enquiries: Sequence[Enquiry], made: ChasingRound, by: Viewer, done: Done) -> int:
    rows = []
    with changing(by, case_id) as hand:
        if hand.case.shielded:
            raise CannotDoNow("The child is shielded: the named team chases this enquiry by itself.")
        if not hand.case.is_open:
            raise CannotDoNow("The case has ended.")
        for enquiry in Enquiry.objects.select_for_update().filter(pk__in=[each.pk for each in enquiries]).order_by("pk"):
            why_not = _why_not_chase(enquiry, made)
            if why_not:
                done.left_out.append((enquiry.number, why_not))
                continue
            enquiry.chased_on = hand.on
            enquiry.save(update_fields=["chased_on"])
            rows.append(ChasedEnquiry(round=made, enquiry=enquiry, organisation=asked_of(enquiry)))
            hand.tell("case.enquiry_chased", f"Chased {enquiry.number}", "", enquiry=enquiry.number, round=made.pk)
        ChasedEnquiry.objects.bulk_create(rows)
    return len(rows)


def _why_not_chase(enquiry: Enquiry, made: ChasingRound) -> str:
    if enquiry.outcome:
        return "It has been answered."
    if enquiry.chased_on == made.on:
        return "It was chased today already."
    return ""


# -- answers ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class CheckedAnswers:
    """A table of answers before anything is written. Shape  rows: those that can be recorded; problems: of the others."""

    rows: Sequence[AnswerRow]
    problems: Sequence[RowProblem]


def check_answers(text: str, *, by: Viewer) -> CheckedAnswers:
    """Read a table of answers and look at every row; nothing is written.

    Raises  CannotSee.
    """
    require(by, Right.WORK_CASES)
    on = clock.today()
    rows, problems = read_answers(text, on)
    return _checked(rows, list(problems), by)


def _checked(rows: Sequence[AnswerRow], problems: list[RowProblem], by: Viewer) -> CheckedAnswers:
    open_ones = {
        each.pk: each
        for each in Enquiry.objects.select_related("case").filter(pk__in=[row.enquiry for row in rows])
        if may_work_on(by, each.case) and each.case.joined_into_id is None
    }
    right = []
    for row in rows:
        enquiry = open_ones.get(row.enquiry)
        if enquiry is None:
            problems.append(RowProblem(row.line, "enquiry", row.number, NOT_THERE))
        elif enquiry.outcome:
            words = f"{row.number} was answered already, on {day_words(enquiry.answered_on)}."
            problems.append(RowProblem(row.line, "enquiry", row.number, words))
        else:
            answer = _may_record(row, enquiry)
            if answer:
                right.append(row)
            else:
                problems.append(RowProblem(row.line, _wrong_column(row, enquiry), row.number, answer.reason_not))
    return CheckedAnswers(rows=right, problems=sorted(problems, key=lambda each: each.line))


def _wrong_column(row: AnswerRow, enquiry: Enquiry) -> str:
    if row.answered_on < enquiry.asked_on:
        return "answered_on"
    return "why_not" if row.outcome == "not_applicable" else "evidence"


def _may_record(row: AnswerRow, enquiry: Enquiry) -> Answer:
    record_of_it = EnquiryRecord(
        enquiry.check_code,
        enquiry.asked_on,
        "",
        enquiry.lawful_basis,
        enquiry.due_on,
        row.outcome,
        row.answered_on,
        row.evidence,
        row.why_not,
    )
    return may_answer(record_of_it, clock.today())


def record_answers(text: str, *, by: Viewer) -> Done:
    """Record the rows of a table that are right; each case whole or not at all.

    Raises  CannotDoNow where no row is right.
    """
    checked = check_answers(text, by=by)
    done = Done(left_out=[(each.value or f"Row {each.line}", each.sentence) for each in checked.problems])
    if not checked.rows:
        raise CannotDoNow("No row of this table can be recorded.")
    return _record(checked.rows, by, done)


def answer_alike(enquiry_ids: Iterable[int], *, by: Viewer, said: Mapping[str, object]) -> Done:
    """Record one and the same answer for many enquiries, such as “no trace” to a whole list.

    Shape  said: outcome, answered_on, evidence, answer; the answer may not locate anybody: where a child is, is said for each.
    Raises  CannotSee; CannotDoNow with core's sentence.
    """
    require(by, Right.WORK_CASES)
    wanted = list(dict.fromkeys(enquiry_ids))
    if not wanted or len(wanted) > MOST_ROWS:
        raise CannotDoNow("Choose the enquiries that were answered.")
    rows = [AnswerRow(0, pk, **said) for pk in wanted]  # type: ignore[arg-type]  # read and checked by the form
    checked = _checked(rows, [], by)
    done = Done(left_out=[(each.value, each.sentence) for each in checked.problems])
    if not checked.rows:
        raise CannotDoNow(done.left_out[0][1])
    return _record(checked.rows, by, done)


def _record(rows: Sequence[AnswerRow], by: Viewer, done: Done) -> Done:
    cases = dict(Enquiry.objects.filter(pk__in=[row.enquiry for row in rows]).values_list("pk", "case_id"))
    grouped: dict[int, list[AnswerRow]] = {}
    for row in sorted(rows, key=lambda row: (cases[row.enquiry], row.line, row.enquiry)):
        grouped.setdefault(cases[row.enquiry], []).append(row)
    for of_case in grouped.values():
        try:
            with transaction.atomic():
                for row in of_case:
                    answer_enquiry(
                        row.enquiry, by=by, outcome=row.outcome, answered_on=row.answered_on, evidence=row.evidence, why_not=row.why_not,
                        answer=row.answer, place=row.place,
                    )  # fmt: skip
            done.count += len(of_case)
        except (CannotDoNow, CannotSee) as refused:
            done.left_out += [(row.number, str(refused)) for row in of_case]
    return done
