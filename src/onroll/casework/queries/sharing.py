"""The agreements, for everybody to read; and the door through which each request's fields pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType

from onroll.accounts.models import Organisation
from onroll.casework import clock
from onroll.casework.models import AgreementSeen, NotShared
from onroll.casework.permissions import Right
from onroll.casework.purposes import PURPOSES, Purpose
from onroll.casework.queries.reading import CannotSee, record_reading, require
from onroll.casework.relations import Relation, relation_of
from onroll.casework.sharing import agreement_files, agreements_on, within_agreements
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.sharing import ANY, Agreement, parties_of
from onroll.pipeline.run_rows import Child

MOST_ON_A_PAGE = 200


class SharedForARequest:
    """For the length of one request, no field is shown that no agreement shares with whoever asks."""

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> SharedForARequest:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.close()

    def limit_to(self, viewer: Viewer, purpose: str) -> None:
        """Say who asks, and for which purpose."""
        self._stack.enter_context(within_agreements(viewer, purpose))


@dataclass(frozen=True, kw_only=True)
class AgreementLine:
    """One version of one agreement. Shape  state: `in force`, `not yet`, `ended`, `replaced`."""

    agreement: Agreement
    state: str
    in_use_since: AgreementSeen | None
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class AgreementsPage:
    """Every agreement, and what is wrong with the files that open nothing.

    Shape  faults: file name and sentence. parties: how each is called, by how the files name it.
    """

    lines: Sequence[AgreementLine]
    faults: Sequence[tuple[str, str]]
    parties: Mapping[str, str]


def agreements_page(viewer: Viewer) -> AgreementsPage:
    """Return every agreement of this installation: who may see what is no secret."""
    require(viewer, Right.SEE_AGREEMENTS)
    today = clock.today()
    standing = {each.reference for each in agreements_on(today)}
    seen = {(each.name, each.version): each for each in AgreementSeen.objects.all()}
    mine = parties_of(viewer.organisation_kind, viewer.organisation_code)
    lines = []
    for file in agreement_files():
        if (agreement := file.agreement) is None:
            continue
        if agreement.reference in standing:
            state = "in force"
        elif agreement.valid_from > today:
            state = "not yet"
        else:
            state = "ended" if agreement.valid_to < today else "replaced"
        is_mine = any(mine & set(share.parties) or viewer.organisation_code in share.suppliers for share in agreement.shares)
        seen_row = seen.get((agreement.name, agreement.version))
        lines.append(AgreementLine(agreement=agreement, state=state, in_use_since=seen_row, is_mine=is_mine))
    order = ("in force", "not yet", "replaced", "ended")
    lines.sort(key=lambda line: (not line.is_mine, order.index(line.state), line.agreement.name, -line.agreement.version))
    named = sorted({party for line in lines for share in line.agreement.shares for party in share.parties})
    return AgreementsPage(
        lines=lines,
        faults=[(file.path.name, fault) for file in agreement_files() for fault in file.faults],
        parties=_called(named),
    )


_EVERY = {"authority": "every authority", "school": "every school", "agency": "every agency", "national": "every national body"}


def _called(parties: Sequence[str]) -> dict[str, str]:
    codes = {party: party.partition(":")[::2] for party in parties}
    named = Organisation.objects.filter(code__in=[code for _, code in codes.values()])
    known = {(each.kind, each.code): each.name for each in named}
    return {party: _EVERY[kind] if code == ANY else known.get((kind, code), f"{kind} {code}") for party, (kind, code) in codes.items()}


def purpose_titles(viewer: Viewer) -> dict[str, str]:
    """Return what each purpose is called."""
    return {each.code: each.title for each in PURPOSES}


def _is_shielded(child: Child | None) -> bool:
    return child is None or child.shielded


def not_shared_for(viewer: Viewer) -> Sequence[NotShared]:
    """Return the decisions of the viewer's authority not to share, the latest first; the look is written down."""
    require(viewer, Right.SEE_CASES)
    tables = the_tables()
    rows = list(NotShared.objects.filter(authority=viewer.authority).order_by("-id")[:MOST_ON_A_PAGE])
    if not viewer.in_shielded_team:
        children = tables.children([tables.live_id(row.child_id) for row in rows]) if tables else {}
        rows = [row for row in rows if tables and not _is_shielded(children.get(tables.live_id(row.child_id)))]
    record_reading(viewer, None, "not_shared.listed", children=sorted({row.child_id for row in rows}))
    return rows


def own_child_or_none(viewer: Viewer, purpose: Purpose, child_id: str) -> None:
    """Return where the child's record is the viewer's to see.

    Raises  CannotSee.
    """
    _require_relation(viewer, purpose, child_id, Relation.FULL)


def other_child_or_none(viewer: Viewer, purpose: Purpose, child_id: str) -> None:
    """Return where the viewer may know that there is a record of the child, and not what it says.

    Raises  CannotSee.
    """
    _require_relation(viewer, purpose, child_id, Relation.EXISTS)


def _require_relation(viewer: Viewer, purpose: Purpose, child_id: str, relation: Relation) -> None:
    require(viewer, Right.FIND_A_CHILD, purpose)
    tables = the_tables()
    child = tables.child(tables.live_id(child_id)) if tables else None
    if child is None or relation_of(viewer, child) is not relation:
        raise CannotSee("There is no such child for you.")
