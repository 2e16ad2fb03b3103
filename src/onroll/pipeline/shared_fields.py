"""Which fields of which records may be shown now: asked at the one place where fields leave a run's tables.

Whoever answers a person's request says it for the length of that request; the line itself, and what compares children in order to
keep them apart, work with everything.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import TypeVar

from onroll.core.sharing import ANY
from onroll.pipeline.run_rows import Child, FoundChild, RecordSeen

CHILD_FIELDS = ("surname", "forename", "middle_names", "date_of_birth", "sex", "upn", "nhs_number", "postcode", "address_line_1")
FOUND_FIELDS = ("surname", "forename", "date_of_birth")

_Shown = TypeVar("_Shown", Child, FoundChild)


@dataclasses.dataclass(frozen=True)
class SharedFields:
    """What may be shown. Shape  shared: fields by register and supplier, `*` for every supplier. own: whose records are shown whole;
    own_registers: the registers that they send.
    """

    shared: Mapping[tuple[str, str], frozenset[str]]
    own: str = ""
    own_registers: frozenset[str] = frozenset()

    def of(self, register: str, supplier: str) -> frozenset[str] | None:
        """Return the fields that may be shown of that supplier's records; None for all of them."""
        if self.own and supplier == self.own:
            return None
        return self.shared.get((register, supplier), frozenset()) | self.shared.get((register, ANY), frozenset())

    @cached_property
    def registers_by_field(self) -> Mapping[str, frozenset[str]]:
        """Return the registers of which each field of a child may be shown."""
        found: dict[str, set[str]] = {name: set(self.own_registers) for name in CHILD_FIELDS}
        for (register, _), fields in self.shared.items():
            for name in fields & found.keys():
                found[name].add(register)
        return {name: frozenset(registers) for name, registers in found.items()}

    def may_show(self, name: str, registers: tuple[str, ...]) -> bool:
        """Whether a field of a child with records in those registers may be shown."""
        return not self.registers_by_field[name].isdisjoint(registers)


_now: ContextVar[SharedFields | None] = ContextVar("onroll_shared_fields", default=None)


@contextmanager
def showing(shared: SharedFields | None) -> Iterator[None]:
    """Show no more than that within the block; None for everything."""
    token = _now.set(shared)
    try:
        yield
    finally:
        _now.reset(token)


def is_limited() -> bool:
    """Whether some fields may be withheld now."""
    return _now.get() is not None


def child_as_shared(child: Child) -> Child:
    """Return a child without the fields that may not be shown now."""
    return _as_shared(child, CHILD_FIELDS)


def found_as_shared(found: FoundChild) -> FoundChild:
    """Return a finding without the fields of its child that may not be shown now."""
    return _as_shared(found, FOUND_FIELDS)


def record_as_shared(record: RecordSeen) -> RecordSeen:
    """Return a record without the fields that may not be shown now; that there is one, and whose, is shown."""
    shared = _now.get()
    fields = shared.of(record.register, record.supplier) if shared else None
    if fields is None:
        return record
    return dataclasses.replace(record, said={name: value for name, value in record.said.items() if name in fields})


def as_records_say(child: Child, records: list[RecordSeen]) -> Child:
    """Return a child with only those fields that at least one of the records, as they may be shown, speaks of."""
    if _now.get() is None:
        return child
    said = {name for record in records for name, value in record.said.items() if value}
    return _without(child, [name for name in CHILD_FIELDS if name not in said])


def withheld_from(records: Sequence[RecordSeen]) -> list[tuple[str, str]]:
    """Return the register and supplier of those records of which some fields may not be shown now."""
    shared = _now.get()
    if shared is None:
        return []
    return sorted({(each.register, each.supplier) for each in records if shared.of(each.register, each.supplier) is not None})


def _as_shared(shown: _Shown, names: Sequence[str]) -> _Shown:
    shared = _now.get()
    if shared is None:
        return shown
    return _without(shown, [name for name in names if not shared.may_show(name, shown.registers)])


def _without(shown: _Shown, names: Sequence[str]) -> _Shown:
    hidden = {name: None for name in names if getattr(shown, name) is not None}
    return dataclasses.replace(shown, **hidden) if hidden else shown  # type: ignore[arg-type]
