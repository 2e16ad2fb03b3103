"""Each answer that came in through the front answers the casebook's enquiry of its number, once.

A second answer to the same enquiry changes nothing that was written; it is a line of the case's history. Nothing is moved: where
the child is, a person records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from onroll.accounts.audit import Doer, Happening, record_all
from onroll.casework.models import Case, CaseChange, Enquiry
from onroll.casework.queries.case_tabs.stages_done import done_on
from onroll.core.dated.case_limits import CHECKS_BEHIND
from onroll.core.dated.values import value_on
from onroll.core.enquiries import check_of
from onroll.core.enquiry_replies import Reply, next_after_reply, outcome_of_reply, words_of_reply
from onroll.pipeline.index import Index, Run
from onroll.pipeline.run_replies import read_replies

RUN = Doer(name="onroll run", role="system")
KINDS = ("case.enquiry_replied", "case.enquiry_replied_again")


def take_in_replies(index: Index, run: Run, now: datetime) -> int:
    """Answer the enquiries that the run's replies name; return how many. Call it in the transaction that takes the run in."""
    replies = [(number, reply) for reply in read_replies(index, run) if (number := _number(reply.enquiry))]
    if not replies:
        return 0
    enquiries = {each.pk: each for each in Enquiry.objects.select_for_update().filter(pk__in={number for number, _ in replies})}
    cases = {each.pk: each for each in Case.objects.select_for_update().filter(pk__in={each.case_id for each in enquiries.values()})}
    known = _known_replies(cases)
    work = ReplyWork(RUN, "Onroll", run.on, now, cases, run_id=run.run_id)
    answered = 0
    for number, reply in replies:
        enquiry = enquiries.get(number)
        if enquiry is None or (enquiry.case_id, reply.reference) in known or reply.answered_on < enquiry.asked_on:
            continue
        known.add((enquiry.case_id, reply.reference))
        if enquiry.outcome:
            work.again(enquiry, reply)
        else:
            work.answer(enquiry, reply)
            answered += 1
    work.write()
    return answered


def _number(text: str) -> int:
    found = re.fullmatch(r"E([0-9]{6,9})", text.strip())
    return int(found[1]) if found else 0


def _known_replies(cases: Mapping[int, Case]) -> set[tuple[int, str]]:
    lines = CaseChange.objects.filter(case__in=cases, kind__in=KINDS).values_list("case_id", "body")
    return {(case_id, body.get("reply", "")) for case_id, body in lines}


class ReplyWork:
    """What answers that came in without an officer write, gathered first: a file's, in a run, or one that an agency gives on its page.

    Shape  cases: by number, locked. run_id: of the run that took the answers in; empty where there was none.
    """

    def __init__(self, doer: Doer, by_name: str, on: date, now: datetime, cases: Mapping[int, Case], *, run_id: str = "") -> None:
        self.doer, self.by_name, self.on, self.now, self.cases, self.run_id = doer, by_name, on, now, cases, run_id
        self.enquiries: list[Enquiry] = []
        self.changed: dict[int, Case] = {}
        self.lines: list[CaseChange] = []
        self.happenings: list[Happening] = []

    def answer(self, enquiry: Enquiry, reply: Reply) -> None:
        """Answer an enquiry that waits."""
        enquiry.outcome, enquiry.answered_on = outcome_of_reply(reply), reply.answered_on
        enquiry.evidence, enquiry.answer = reply.reference[:300], words_of_reply(reply)
        self.enquiries.append(enquiry)
        title = check_of(enquiry.check_code, enquiry.asked_on).title
        case = self._say(enquiry, reply, KINDS[0], f"{enquiry.number}, {title}: an answer came in")
        if case.is_open and case.state == "enquiring":
            case.next_action, case.due_on = next_after_reply(reply, enquiry.number)[:200], self.on

    def again(self, enquiry: Enquiry, reply: Reply) -> None:
        """Keep a second answer in the history."""
        self._say(enquiry, reply, KINDS[1], f"{enquiry.number}: another answer came in, after the one that is recorded")

    def _say(self, enquiry: Enquiry, reply: Reply, kind: str, words: str) -> Case:
        case = self.cases[enquiry.case_id]
        if case.pk not in self.changed:
            case.version += 1
        self.changed[case.pk] = case
        said = {"enquiry": enquiry.number, "reply": reply.reference, "answer": reply.answer}
        self.lines.append(
            CaseChange(
                case=case, version=case.version, at=self.now, on=self.on, by=self.doer.name, by_name=self.by_name[:200],
                kind=kind, words=words[:400],
                because=words_of_reply(reply), body=said,
            )
        )  # fmt: skip
        body = {"case": case.pk, "version": case.version, **({"run": self.run_id} if self.run_id else {}), **said}
        self.happenings.append(Happening(kind=kind, subject=case.child_id, body=body))
        return case

    def _count_stages(self, case: Case, check_code: str) -> None:
        """Note the stages that are done by their answers."""
        for stage, codes in value_on(CHECKS_BEHIND, self.on).items():
            day = done_on(case, stage, self.on) if check_code in codes and stage not in case.stages_done else None
            if day is not None:
                case.stages_done = {**case.stages_done, stage: day.isoformat()}

    def write(self) -> None:
        """Write all of it; within the caller's transaction."""
        fields: Sequence[str] = ("outcome", "answered_on", "evidence", "answer")
        Enquiry.objects.bulk_update(self.enquiries, fields, batch_size=500)
        for enquiry in self.enquiries:
            self._count_stages(self.cases[enquiry.case_id], enquiry.check_code)
        Case.objects.bulk_update(list(self.changed.values()), ("next_action", "due_on", "stages_done", "version"), batch_size=500)
        CaseChange.objects.bulk_create(self.lines, batch_size=500)
        record_all(self.doer, self.happenings)
