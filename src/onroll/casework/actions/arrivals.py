"""What happens to a case as it arrives, whoever told of the child: the score with its reasons, tasks for today, and the household.

Source  issue 4, points 1 and 3; domain, section 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from datetime import date, datetime
from typing import Any

from onroll.accounts.many_rows import write_rows
from onroll.casework.actions.case_moves import risk_facts, set_level, task_rows, triage_row
from onroll.casework.models import Case, CaseChange, EscalationTask, HouseholdCheck, TriageResult
from onroll.core.statuses import IN_EDUCATION, NEITHER, STATUSES
from onroll.core.triage import Triage, triage
from onroll.core.wording import day_words
from onroll.pipeline.index import Run
from onroll.pipeline.run_households import Housemate, households_of
from onroll.pipeline.run_risks import risks_known

GONE = frozenset(["not_arrived", "left_no_destination", "transition_gap", "vanished_from_roll"])
"""Findings of children of whom nobody knows where they are; the others name a place where the child waits or is taught."""

SETTLED = frozenset(rule.code for rule in STATUSES if rule.side in (IN_EDUCATION, NEITHER)) - {"between_schools", "not_yet_known"}
"""Statuses that answer whether a child misses education."""

IN_SCHOOL = frozenset(rule.code for rule in STATUSES if rule.side == IN_EDUCATION)
BATCH = 500
Known = MutableMapping[str, dict[str, Any]]


def what_bears_on_risk(run: Run, child_ids: Sequence[str], findings: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return what the registers say that makes each child's case more urgent, the whole family's going included.

    Shape  findings: kind of finding by child; a child without one is left out of it.
    """
    known = risks_known(run, child_ids)
    _note_whole_families(run, known, child_ids, findings)
    return known


def _note_whole_families(run: Run, known: Known, child_ids: Sequence[str], findings: Mapping[str, str]) -> None:
    households = households_of(run, [child_id for child_id in child_ids if findings.get(child_id) in GONE])
    whole = {child_id: mates for child_id, mates in households.items() if is_whole_family(findings.get(child_id, ""), mates)}
    others = risks_known(run, sorted({mate.other_child_id for mates in whole.values() for mate in mates}))
    for child_id, mates in whole.items():
        mine = known.setdefault(child_id, {})
        mine["whole_family_gone"] = True
        if any(others.get(mate.other_child_id, {}).get("child_protection_plan") for mate in mates):
            mine["unborn_or_protected_in_family"] = True


def is_whole_family(finding: str, mates: Iterable[Housemate]) -> bool:
    """Whether a child and every other child of school age of the household have gone, at least two in all.

    A brother or sister whom the newest record places elsewhere counts only where they have gone too: in a household of their own
    they say nothing about this one.
    """
    if finding not in GONE:
        return False
    family = [mate for mate in mates if mate.same_surname and (mate.lives_there or mate.finding in GONE)]
    of_age = [mate for mate in family if mate.status not in ("below_school_age", "over_school_age", "died")]
    return bool(of_age) and all(mate.finding in GONE for mate in of_age)


def rate(case: Case, known: Mapping[str, Any], on: date) -> Triage:
    """Score a case as it arrives, and set its level by the score."""
    facts = {name: value for name, value in known.items() if name != "date_of_birth"}
    born = known.get("date_of_birth")
    result = triage(risk_facts(case, facts, on, born if isinstance(born, date) else None), on)
    set_level(case, result, on)
    return result


def score_rows(
    case: Case, result: Triage, known: Mapping[str, Any], *, on: date, at: datetime, by: str
) -> tuple[TriageResult, list[EscalationTask]]:
    """Return the row of a score, and a task for each organisation that must be told today."""
    facts = {name: value for name, value in known.items() if name != "date_of_birth"}
    return triage_row(case, result, facts, on=on, at=at, by=by, by_hand=False), task_rows(case, result, on)


# -- brothers, sisters and housemates ---------------------------------------------------------------------------------


def check_households(run: Run, cases: Sequence[Case], *, on: date, at: datetime, by: str, by_name: str) -> int:
    """Write down what the run says of each other child in the household of newly opened cases; return how many were checked.

    Shielded children are neither checked nor among the checked, and the case of one gets no line.
    """
    of_child = {case.child_id: case for case in cases if not case.shielded}
    households = households_of(run, sorted(of_child))
    others = {mate.other_child_id for mates in households.values() for mate in mates}
    theirs = _open_cases_of(sorted(others))
    done = set(
        HouseholdCheck.objects.filter(case_id__in=[of_child[child_id].pk for child_id in households]).values_list(
            "case_id", "episode", "other_child_id"
        )
    ) if len(households) < BATCH else set()  # fmt: skip
    rows, lines = [], []
    for child_id, mates in households.items():
        case = of_child[child_id]
        new = [mate for mate in mates if (case.pk, case.episode, mate.other_child_id) not in done]
        checks = [_check(case, mate, theirs.get(mate.other_child_id), run, on) for mate in new]
        if checks:
            rows += checks
            lines.append(
                CaseChange(
                    case=case,
                    version=case.version,
                    at=at,
                    on=on,
                    by=by,
                    by_name=by_name,
                    kind="case.household_checked",
                    words=_in_short(checks),
                )
            )
    write_rows(rows)
    write_rows(lines)
    return len(rows)


def _check(case: Case, mate: Housemate, theirs: Case | None, run: Run, on: date) -> HouseholdCheck:
    found, words = _what_was_found(mate)
    words = words if mate.lives_there else f"{words} Elsewhere by the newest records."
    return HouseholdCheck(
        case=case,
        episode=case.episode,
        other_child_id=mate.other_child_id,
        same_surname=mate.same_surname,
        found=found,
        words=words[:400],
        other_case=theirs,
        run_id=run.run_id,
        checked_on=on,
    )


def _what_was_found(mate: Housemate) -> tuple[str, str]:
    if mate.finding:
        since = f", since {day_words(mate.since)}" if mate.since else ""
        how = "Missing too" if mate.finding_status == "cme" else "Possibly missing too"
        return "missing", f"{how}: {mate.finding.replace('_', ' ')}{since}."
    if mate.status in IN_SCHOOL:
        return "in_education", f"In education: {mate.because}" if mate.because else f"In education: {mate.status.replace('_', ' ')}."
    if mate.status in SETTLED:
        return "not_known", f"Not missing: {mate.status.replace('_', ' ')}. {mate.because}".strip()
    return "not_known", f"Not known whether in education. {mate.because}".strip()


def _in_short(checks: Sequence[HouseholdCheck]) -> str:
    counts = {found: sum(check.found == found for check in checks) for found in ("in_education", "missing", "not_known")}
    return f"Household checked: {counts['in_education']} in education, {counts['missing']} missing too, {counts['not_known']} otherwise"


def _open_cases_of(child_ids: Sequence[str]) -> dict[str, Case]:
    found: dict[str, Case] = {}
    for start in range(0, len(child_ids), BATCH):
        rows = Case.objects.filter(child_id__in=child_ids[start : start + BATCH], closed_on=None, joined_into=None)
        found |= {case.child_id: case for case in rows}
    return found
