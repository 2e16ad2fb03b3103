"""What the registers say already about the children of open cases, kept as leads: when a case opens, and after every run.

Running it twice changes nothing. A lead that an officer set aside never comes back, unless the rows say something else.

Source  issue 4, point 4; design, section 7 (each run matches new data against all open cases).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from onroll.accounts.audit import Doer, Happening, record_all
from onroll.accounts.many_rows import change_rows, write_rows
from onroll.casework import clock
from onroll.casework.models import Case, CaseChange, CaseLead
from onroll.casework.the_index import the_tables
from onroll.core.leads.shape import SOURCES, Lead
from onroll.pipeline.index import Run
from onroll.pipeline.leads import leads_in_portions
from onroll.pipeline.run_households import households_of

CHANGEABLE = ("as_at", "says", "matched", "strength", "why_so_strong", "outcome", "place", "la_code", "urn", "evidence", "gone_on")


@dataclass
class _Taken:
    """What is to be written."""

    new: list[CaseLead] = field(default_factory=list)
    changed: list[CaseLead] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    lines: list[CaseChange] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)


def take_in_leads(run: Run, *, by: Doer, case_ids: Sequence[int] | None = None) -> int:
    """Keep the leads of a run for all open cases, or for some; return how many are news to a case that was open already.

    The leads are drawn before anything is locked.
    """
    _forget_shielded(run.on)
    cases = _open_cases(case_ids)
    news = 0
    numbers: dict[str, list[int]] = {}
    for case in cases:
        numbers.setdefault(case.child_id, []).append(case.pk)
    for some, found in leads_in_portions(run, {case.child_id: case.since for case in cases}):
        with transaction.atomic():
            news += _keep(run, [number for child_id in some for number in numbers[child_id]], found, by)
    return news


def _open_cases(case_ids: Sequence[int] | None) -> list[Case]:
    cases = (
        Case.objects.filter(closed_on__isnull=True, joined_into__isnull=True, shielded=False).only("id", "child_id", "since").order_by("id")
    )
    return list(cases if case_ids is None else cases.filter(pk__in=case_ids))


def forget_leads_near(child_id: str, on: date) -> None:
    """Take back at once what leads to a child who has just come to be shielded, or to the family.

    The next run draws anew what may stand.
    """
    tables = the_tables()
    family = {child_id}
    if tables:
        family |= {other.child_id for other in tables.household(child_id)}
        family |= {mate.other_child_id for mate in households_of(tables.run, [child_id]).get(child_id, ())}
    near = CaseLead.objects.filter(Q(case__child_id__in=family) | Q(about=child_id), gone_on__isnull=True)
    near.update(gone_on=Greatest(Value(on), F("found_on")))


def _forget_shielded(on: date) -> None:
    """A child who has come to be shielded has no leads: those that there were point nowhere any longer."""
    CaseLead.objects.filter(case__shielded=True, gone_on__isnull=True).update(gone_on=Greatest(Value(on), F("found_on")))
    Case.objects.filter(shielded=True, new_leads__gt=0).update(new_leads=0)


def _keep(run: Run, case_ids: Sequence[int], found: Mapping[str, Sequence[Lead]], by: Doer) -> int:
    locked = Case.objects.select_for_update().filter(closed_on__isnull=True, joined_into__isnull=True, shielded=False)
    wanted = set(case_ids)
    first, last = min(wanted), max(wanted)  # the cases of a portion lie together
    locked = locked.filter(pk__range=(first, last)).only("id", "child_id", "opened_on", "version", "new_leads")
    cases = [case for case in locked.order_by("id") if case.pk in wanted]
    known: dict[int, dict[str, CaseLead]] = {}
    kept = CaseLead.objects.filter(case__closed_on__isnull=True, case__joined_into__isnull=True, case__pk__range=(first, last))
    for row in kept.iterator(chunk_size=2000):
        if row.case_id in wanted:
            known.setdefault(row.case_id, {})[row.key] = row
    taken = _Taken()
    now = clock.now()
    for case in cases:
        _keep_of_case(taken, run, case, known.get(case.pk, {}), found.get(case.child_id, ()), by, now)
    write_rows(taken.new)
    change_rows(taken.changed, CHANGEABLE)
    change_rows(taken.cases, ["new_leads", "version"])
    write_rows(taken.lines)
    record_all(by, taken.happenings)
    return sum(lead.is_news for lead in taken.new)


def _keep_of_case(
    taken: _Taken, run: Run, case: Case, known: Mapping[str, CaseLead], leads: Iterable[Lead], by: Doer, now: datetime
) -> None:
    by_key = {lead.key: lead for lead in leads}
    # A case that opened with this very run has had no leads before: they belong to its opening, and are no news.
    is_news = case.opened_on < run.on or any(row.found_by != run.run_id for row in known.values())
    new = [_row(run, case, lead, is_news=is_news) for key, lead in by_key.items() if key not in known]
    for key, row in known.items():
        if _changed(row, by_key.get(key), run.on):
            taken.changed.append(row)
    if not new:
        return
    taken.new += new
    if is_news:  # what came with the case's opening changes nothing that somebody may have seen
        case.version += 1
        case.new_leads += len(new)
        taken.cases.append(case)
    words = f"{'New leads' if is_news else 'Leads'} from the registers: {_counted(new)}"
    taken.lines.append(
        CaseChange(
            case=case, version=case.version, at=now, on=run.on, by=by.name, by_name="Onroll", kind="case.leads_found", words=words[:400]
        )
    )
    body = {"run": run.run_id, "case": case.pk, "leads": [row.key for row in new]}
    taken.happenings.append(Happening(kind="case.leads_found", subject=case.child_id, body=body))


def _counted(rows: Sequence[CaseLead]) -> str:
    """The sources and how many of each; never a place, for the history outlasts a mark as shielded."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.source] = counts.get(row.source, 0) + 1
    return ", ".join(f"{SOURCES[source].lower()} {count}" for source, count in counts.items())


def _row(run: Run, case: Case, lead: Lead, *, is_news: bool) -> CaseLead:
    row = CaseLead(case=case, key=lead.key, found_on=run.on, found_by=run.run_id, is_news=is_news)
    _say(row, lead)
    return row


def _say(row: CaseLead, lead: Lead) -> None:
    row.source, row.register, row.supplier, row.as_at = lead.source, lead.register, lead.supplier, lead.as_at
    row.says, row.matched, row.strength, row.why_so_strong = lead.says, lead.matched, lead.strength, lead.why_so_strong[:200]
    row.check_code, row.outcome, row.evidence = lead.check, lead.outcome, list(lead.evidence)
    row.place, row.la_code, row.urn, row.about = lead.place[:300], lead.la_code[:3], lead.urn[:6], lead.about


def _changed(row: CaseLead, lead: Lead | None, on: date) -> bool:
    """Bring a lead that is known up to date; return whether anything changed."""
    before = tuple(getattr(row, name) for name in CHANGEABLE)
    if lead is not None:
        _say(row, lead)
        row.gone_on = None
    elif row.gone_on is None:
        row.gone_on = max(on, row.found_on)
    return before != tuple(getattr(row, name) for name in CHANGEABLE)
