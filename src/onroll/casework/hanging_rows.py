"""Everything of the casebook that hangs on a record, found from the tables themselves: what goes when the record goes.

A new table with a foreign key to a case goes with it, without being named anywhere. Named are only the keys that point at another
record without belonging to it: they are cut.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import DEFAULT_DB_ALIAS, models

from onroll.accounts.append_only import released
from onroll.casework.models import (
    BrokenGlass,
    CaseEnding,
    ChildHelp,
    ContradictionDecision,
    FamilyAlarm,
    FamilyAlarmChild,
    FamilyRequest,
    HolidayPlan,
    HouseholdCheck,
    IdentifierClaim,
    IdentifierLookUp,
    Look,
    NotInSchoolEntry,
    NotShared,
    PupilReturn,
    ReadingAlert,
    ReturnFollowUp,
    SchoolReturn,
    ShieldMark,
    ToldChild,
)

Model = type[models.Model]

POINTS_ONLY: frozenset[tuple[Model, str]] = frozenset(
    {
        (HouseholdCheck, "other_case"),
        (CaseEnding, "other_case"),
        (SchoolReturn, "case"),
        (SchoolReturn, "joint_enquiry"),
        (ReturnFollowUp, "case"),
        (PupilReturn, "case"),
        (FamilyRequest, "case"),
    }
)
"""Keys of records that have a time of their own, or belong to another case."""

PAPERS: Mapping[Model, str] = {
    ToldChild: "told_on",
    ShieldMark: "shielded_from",
    HolidayPlan: "made_on",
    ChildHelp: "on",
    BrokenGlass: "review_due_on",
    NotShared: "on",
    ContradictionDecision: "on",
    NotInSchoolEntry: "registered_on",
    IdentifierLookUp: "on",
    IdentifierClaim: "on",
    ReadingAlert: "on",
}
"""What was written about a child by the child's number alone, and the field with its day. It goes with the child's case."""

WITH_THE_CHILD: tuple[Model, ...] = (Look,)
"""What goes with a child's case and, of children without one, in bulk: never record by record."""


@dataclass
class Hanging:
    """The rows that go, by table, and those that are cut loose. Shape  cut: by table and field."""

    rows: dict[Model, set[int]] = field(default_factory=dict)
    cut: dict[tuple[Model, str], set[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(len(each) for each in self.rows.values())


def hanging_on(model: Model, numbers: Collection[int], into: Hanging | None = None) -> Hanging:
    """Return those records and every row that hangs on them, directly or through another."""
    found = into if into is not None else Hanging()
    new = set(numbers) - found.rows.get(model, set())
    if not new:
        return found
    found.rows.setdefault(model, set()).update(new)
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        child, name = relation.related_model, relation.field.name
        pointing = set(child._base_manager.filter(**{f"{name}__in": new}).values_list("pk", flat=True))
        if (child, name) in POINTS_ONLY:
            found.cut.setdefault((child, name), set()).update(pointing)
        elif pointing:
            hanging_on(child, pointing, found)
    return found


def with_empty_alarms(hanging: Hanging) -> Hanging:
    """Add the alarms about whole families of which no child would be left."""
    going = hanging.rows.get(FamilyAlarmChild, set())
    touched = FamilyAlarm.objects.filter(children__in=going).distinct()
    empty = {alarm.pk for alarm in touched if not alarm.children.exclude(pk__in=going).exists()}
    return hanging_on(FamilyAlarm, empty, hanging)


def papers_of(child_ids: Collection[str], into: Hanging) -> Hanging:
    """Add what was written about children by their numbers."""
    for model in (*PAPERS, *WITH_THE_CHILD):
        hanging_on(model, set(model._base_manager.filter(child_id__in=child_ids).values_list("pk", flat=True)), into)
    return into


def proof_of(hanging: Hanging, salt: bytes, files: Collection[str] = ()) -> str:
    """Return the keyed digest of all that the rows say, table by table and in order, and of their files' hashes."""
    mark = hmac.new(salt, digestmod=hashlib.sha256)
    for model in sorted(hanging.rows, key=lambda each: each._meta.label):
        for row in model._base_manager.filter(pk__in=hanging.rows[model]).order_by("pk").values():
            said = [model._meta.label, {name: row[name] for name in sorted(row)}]
            mark.update(json.dumps(said, sort_keys=True, ensure_ascii=False, default=str).encode() + b"\n")
    for digest in sorted(files):
        mark.update(digest.encode() + b"\n")
    return mark.hexdigest()


def delete(hanging: Hanging) -> None:
    """Delete the rows, and cut what only points at them. Inside a transaction: foreign keys are held at its end."""
    tables = {model._meta.db_table for model in hanging.rows} | {model._meta.db_table for model, _ in hanging.cut}
    with released(tables):
        for (model, name), numbers in hanging.cut.items():
            staying = numbers - hanging.rows.get(model, set())
            model._base_manager.filter(pk__in=staying).update(**{name: None})
        for model, numbers in hanging.rows.items():
            model._base_manager.filter(pk__in=numbers)._raw_delete(using=DEFAULT_DB_ALIAS)
