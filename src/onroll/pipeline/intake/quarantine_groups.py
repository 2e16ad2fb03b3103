"""Rows of one extract's quarantine by why they are there, so that people decide about all of one reason in one act."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyarrow.compute as pc
import pyarrow.parquet as pq

from onroll.core.checks import all_checks
from onroll.pipeline.index import Extract

NEVER_RELEASED = frozenset({"104"})
"""Checks that leave nobody knowing what a row says."""


@dataclass(frozen=True, kw_only=True)
class QuarantineGroup:
    """The rows of an extract that were set aside for one reason.

    Shape  name: check and field, as `201-date_of_birth`; lines: sorted. others: those among them that failed another such
           check too. rejected: the reason for which somebody left them there, by line.
    """

    check_id: str
    field: str
    lines: tuple[int, ...]
    others: frozenset[int]
    rejected: Mapping[int, str]

    @property
    def name(self) -> str:
        """Return what people and addresses call it."""
        return f"{self.check_id}-{self.field}" if self.field else self.check_id

    @property
    def asks(self) -> str:
        """Return what the check asks."""
        return all_checks()[self.check_id].sentence

    @cached_property
    def to_release(self) -> tuple[int, ...]:
        """Return the lines that go where the group is released: those that neither another check nor a decision holds back."""
        if self.check_id in NEVER_RELEASED:
            return ()
        return tuple(line for line in self.lines if line not in self.others and line not in self.rejected)


def groups_of(extract: Extract, *, hidden: Collection[int] = ()) -> list[QuarantineGroup]:
    """Return the groups of an extract's quarantine, the largest first; hidden lines are in none."""
    if not extract.quarantine_path.exists() or not extract.problems_path.exists():
        return []
    aside = pq.read_table(extract.quarantine_path, columns=["line", "field", "reason"]).to_pydict()
    why = dict(zip(aside["line"], zip(aside["field"], aside["reason"], strict=True), strict=True))
    problems = pq.read_table(extract.problems_path, columns=["line", "check_id", "severity", "field", "message"])
    errors = problems.filter(pc.equal(problems["severity"], "error")).to_pydict()
    failed: dict[int, set[tuple[str, str]]] = {}
    first: dict[int, tuple[str, str]] = {}
    for line, check_id, name, message in zip(errors["line"], errors["check_id"], errors["field"], errors["message"], strict=True):
        failed.setdefault(line, set()).add((check_id, name or ""))
        if why.get(line) == (name, message):
            first.setdefault(line, (check_id, name or ""))
    lines_of: dict[tuple[str, str], list[int]] = {}
    for line in sorted(why.keys() - set(hidden)):
        if line in first:
            lines_of.setdefault(first[line], []).append(line)
    groups = [
        QuarantineGroup(
            check_id=check_id,
            field=name,
            lines=tuple(lines),
            others=frozenset(line for line in lines if len(failed[line]) > 1),
            rejected={line: extract.rejected[line] for line in lines if line in extract.rejected},
        )
        for (check_id, name), lines in lines_of.items()
    ]
    return sorted(groups, key=lambda each: (-len(each.lines), each.name))
