"""Keep the register of children not in school, once the duty is in force: enter and remove children by the records, and do what is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from onroll.accounts.audit import Doer, Happening, record, record_all
from onroll.casework import clock
from onroll.casework.models import NotInSchoolEntry, NotInSchoolStep
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.register_facts import facts_of, register_in_force
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.core.not_in_school import GROUNDS, contents, may_ask_providers
from onroll.pipeline.index import Run
from onroll.pipeline.not_in_school import eligible_children
from onroll.pipeline.run_queries import tables_of

KEEPER = Doer(name="register of children not in school", role="system")


@dataclass(frozen=True, kw_only=True)
class TakenIntoRegister:
    """What a run did to the registers."""

    entered: int = 0
    removed: int = 0
    changed: int = 0


def take_in_register(run: Run) -> TakenIntoRegister:
    """Enter the children whom a run shows to belong on the register, and remove those who no longer do. Nothing before the duty begins.

    Twice is once. A child who moved to another authority is removed here and entered there.
    """
    if not register_in_force(run.on):
        return TakenIntoRegister()
    tables = tables_of(run)
    eligible = {(each.child_id, each.la_code): each for each in eligible_children(the_index(), tables)}
    with transaction.atomic():
        standing = {(row.child_id, row.authority): row for row in NotInSchoolEntry.objects.select_for_update().filter(removed_on=None)}
        children = tables.children(sorted({each.child_id for each in eligible.values()}))
        new = []
        for key, each in eligible.items():
            if key in standing:
                continue
            child = children.get(each.child_id)
            said = {
                "name": " ".join(part for part in (child.forename, child.surname) if part) if child else "",
                "date_of_birth": child.date_of_birth.isoformat() if child and child.date_of_birth else "",
                "home_address": ", ".join(part for part in (child.address_line_1, child.postcode) if part) if child else "",
                "reason": GROUNDS[each.ground],
            }
            content = {code: {"says": value, "by": "registers", "on": run.on.isoformat()} for code, value in said.items() if value}
            new.append(
                NotInSchoolEntry(
                    child_id=each.child_id,
                    authority=each.la_code,
                    ground=each.ground,
                    eligible_since=each.since,
                    registered_on=run.on,
                    shielded=each.shielded,
                    content=content,
                )
            )
        NotInSchoolEntry.objects.bulk_create(new, batch_size=500)
        removed, changed = [], []
        for key, row in standing.items():
            now = eligible.get(key)
            if now is None:
                row.removed_on, row.removed_because = run.on, "The records no longer show that the child belongs on the register here."
                removed.append(row)
            elif (row.ground, row.shielded) != (now.ground, now.shielded):
                row.ground, row.shielded = now.ground, now.shielded
                changed.append(row)
        NotInSchoolEntry.objects.bulk_update([*removed, *changed], ["removed_on", "removed_because", "ground", "shielded"], batch_size=500)
        told = [("entered", row) for row in new] + [("removed", row) for row in removed] + [("ground_changed", row) for row in changed]
        record_all(
            KEEPER,
            [
                Happening(kind=f"not_in_school.{what}", subject=row.child_id, body={"run": run.run_id, "ground": row.ground})
                for what, row in told
            ],
        )
    return TakenIntoRegister(entered=len(new), removed=len(removed), changed=len(changed))


def ask_parent(entry_id: int, *, by: Viewer) -> None:
    """Write down that the parent was asked for what the register must hold. Raises  CannotSee; CannotDoNow."""
    with _changing(entry_id, by) as entry:
        if entry.parent_asked_on is not None and entry.parent_informed_on is None:
            raise CannotDoNow("The parent was asked already.")
        entry.parent_asked_on, entry.parent_informed_on = clock.today(), None
        _tell(entry, by, "parent_asked", "The parent was asked for what the register must hold")


def parent_informed(entry_id: int, *, by: Viewer, said: Mapping[str, str]) -> None:
    """Write down what the parent said. What they left out stays as it was. Raises  CannotSee; CannotDoNow."""
    with _changing(entry_id, by) as entry:
        given = _take_in(entry, said, "parent", "Write down at least one thing that the parent said.")
        entry.parent_informed_on = clock.today()
        _tell(entry, by, "parent_informed", f"The parent gave {given} of the things that the register must hold")


def authority_holds(entry_id: int, *, by: Viewer, said: Mapping[str, str]) -> None:
    """Write down what the authority itself holds, apart from what parents must give. Raises  CannotSee; CannotDoNow."""
    with _changing(entry_id, by) as entry:
        given = _take_in(entry, said, "authority", "Write down at least one thing.")
        _tell(entry, by, "authority_holds", f"{given} things that the authority holds")


def visit_requested(entry_id: int, *, by: Viewer) -> None:
    """Write down that the parent was asked for a visit to the home. Raises  CannotSee; CannotDoNow."""
    with _changing(entry_id, by) as entry:
        if entry.visit_requested_on is not None:
            raise CannotDoNow("A visit was asked for already.")
        entry.visit_requested_on = clock.today()
        _tell(entry, by, "visit_requested", "The parent was asked for a visit to the home")


def ask_providers(entry_id: int, *, by: Viewer) -> None:
    """Write down that updates about providers were asked for: not more often than the law lets it. Raises  CannotSee; CannotDoNow."""
    with _changing(entry_id, by) as entry:
        answer = may_ask_providers(facts_of(entry, clock.today()), clock.today())
        if not answer:
            raise CannotDoNow(answer.reason_not)
        entry.providers_asked_on = clock.today()
        _tell(entry, by, "providers_asked", "Updates about providers were asked for")


@contextmanager
def _changing(entry_id: int, by: Viewer) -> Iterator[NotInSchoolEntry]:
    require(by, Right.KEEP_NOT_IN_SCHOOL)
    if not register_in_force(clock.today()):
        raise CannotDoNow("The duty to keep this register is not in force.")
    with transaction.atomic():
        entry = NotInSchoolEntry.objects.select_for_update().filter(pk=entry_id, authority=by.authority or "-").first()
        if entry is None or (entry.shielded and not by.in_shielded_team):
            raise CannotSee("There is no such entry for you.")
        if entry.removed_on is not None:
            raise CannotDoNow("The entry was removed.")
        yield entry
        entry.version += 1
        entry.save()


def _take_in(entry: NotInSchoolEntry, said: Mapping[str, str], source: str, nothing: str) -> int:
    """Put into an entry what may come from that source, and return how many things; the rest is left alone.

    Raises  CannotDoNow with `nothing` where none is among them.
    """
    its_own = {each.code for each in contents(clock.today()) if each.source == source}
    given = {code: value.strip() for code, value in said.items() if code in its_own and value.strip()}
    if not given:
        raise CannotDoNow(nothing)
    _put(entry, given, source)
    return len(given)


def _put(entry: NotInSchoolEntry, given: Mapping[str, str], by: str) -> None:
    on = clock.today().isoformat()
    entry.content = {**entry.content, **{code: {"says": value[:2000], "by": by, "on": on} for code, value in given.items()}}


def _tell(entry: NotInSchoolEntry, by: Viewer, what: str, words: str) -> None:
    at: datetime = clock.now()
    NotInSchoolStep.objects.create(entry=entry, what=what, words=words, at=at, by=by.username, by_name=by.full_name)
    record(by.doer, Happening(kind=f"not_in_school.{what}", subject=entry.child_id, body={"entry": entry.pk}))
