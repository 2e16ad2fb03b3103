"""Which fields a viewer may see, by the agreements that hold today: said once for each request, obeyed wherever fields leave the index.

Whoever sent a record sees it whole. A version of an agreement that was changed after it came into use counts for nothing until it
is put back or given a new number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from onroll.casework import clock
from onroll.casework.models import AgreementSeen
from onroll.casework.purposes import PURPOSES, REFUSED
from onroll.casework.the_index import the_index
from onroll.casework.viewers import Viewer
from onroll.core.sharing import Agreement, in_force, parties_of
from onroll.pipeline.agreements import AgreementFile, mark_of, read_agreements
from onroll.pipeline.index import Extract
from onroll.pipeline.received_extracts import extracts_of
from onroll.pipeline.shared_fields import SharedFields, showing

CHANGED = "It was changed after it came into use. Put it back as it was, or give it a new version."


@dataclass(frozen=True)
class _Known:
    mark: tuple[tuple[str, int, int], ...]
    files: Sequence[AgreementFile]


@dataclass
class _Senders:
    extracts: Sequence[Extract]
    registers: Mapping[str, frozenset[str]]


_known: dict[str, _Known] = {}
_senders = _Senders((), {})
_references: ContextVar[tuple[str, ...]] = ContextVar("onroll_agreements", default=())


def agreement_files() -> Sequence[AgreementFile]:
    """Return every agreement file of the home folder with its faults, read anew when one changes."""
    home = Path(settings.ONROLL_HOME)
    mark = mark_of(home)
    kept = _known.get(str(home))
    if kept is None or kept.mark != mark:
        files = read_agreements(home, [each.code for each in PURPOSES], REFUSED) if mark else []
        kept = _known[str(home)] = _Known(mark, [_as_it_came_into_use(each) for each in files])
    return kept.files


def agreements_on(on: date) -> list[Agreement]:
    """Return the agreements that hold on a day."""
    return in_force([each.agreement for each in agreement_files() if each.agreement], on)


def agreements_for(viewer: Viewer, purpose: str, on: date) -> list[Agreement]:
    """Return the agreements under which the viewer sees anything for that purpose."""
    mine = parties_of(viewer.organisation_kind, viewer.organisation_code)
    return [each for each in agreements_on(on) if any(purpose in share.purposes and mine & set(share.parties) for share in each.shares)]


def shared_fields(viewer: Viewer, purpose: str) -> tuple[SharedFields, tuple[str, ...]]:
    """Return which fields the viewer may see for that purpose today, and under which agreements."""
    mine = parties_of(viewer.organisation_kind, viewer.organisation_code)
    shared: dict[tuple[str, str], frozenset[str]] = {}
    agreements = agreements_for(viewer, purpose, clock.today()) if purpose else []
    for agreement in agreements:
        for share in agreement.shares:
            if purpose in share.purposes and mine & set(share.parties):
                for supplier in share.suppliers:
                    key = (share.register, supplier)
                    shared[key] = shared.get(key, frozenset()) | frozenset(share.fields)
    own = viewer.organisation_code
    return SharedFields(shared, own, _registers_sent_by(own)), tuple(each.reference for each in agreements)


def _registers_sent_by(supplier: str) -> frozenset[str]:
    """Return the registers of which that body sent extracts; gathered again only when there is a new extract."""
    extracts = extracts_of(the_index())
    if _senders.extracts is not extracts:
        found: dict[str, set[str]] = {}
        for each in extracts:
            found.setdefault(each.supplier, set()).add(each.register)
        _senders.extracts, _senders.registers = extracts, {name: frozenset(registers) for name, registers in found.items()}
    return _senders.registers.get(supplier, frozenset())


def references_now() -> tuple[str, ...]:
    """Return under which agreements fields are shown in this request."""
    return _references.get()


@contextmanager
def within_agreements(viewer: Viewer, purpose: str) -> Iterator[None]:
    """Show the viewer what agreements let them see for that purpose, and no more, within the block."""
    shared, references = shared_fields(viewer, purpose)
    token = _references.set(references)
    try:
        with showing(shared):
            yield
    finally:
        _references.reset(token)


@contextmanager
def everything() -> Iterator[None]:
    """Work with every field within the block: to compare and decide, or because a law of its own opens the record."""
    with showing(None):
        yield


def _as_it_came_into_use(file: AgreementFile) -> AgreementFile:
    agreement = file.agreement
    if agreement is None:
        return file
    seen = AgreementSeen.objects.filter(name=agreement.name, version=agreement.version).first()
    if seen is None or seen.sha256 == file.sha256:
        return file
    return AgreementFile(path=file.path, sha256=file.sha256, agreement=None, faults=(CHANGED,))


def new_versions() -> Mapping[str, AgreementFile]:
    """Return the sound agreement files that have not come into use yet, by reference."""
    seen = set(AgreementSeen.objects.values_list("name", "version"))
    return {
        each.agreement.reference: each
        for each in agreement_files()
        if each.agreement and (each.agreement.name, each.agreement.version) not in seen
    }
