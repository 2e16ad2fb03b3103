"""Have agreements come into use, each version once and for good; record decisions not to share."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from onroll.accounts.audit import Doer, Happening, record
from onroll.casework import clock
from onroll.casework.actions.case_book import needs_because
from onroll.casework.models import AgreementSeen, NotShared
from onroll.casework.permissions import Right
from onroll.casework.purposes import Purpose
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.relations import Relation, relation_of
from onroll.casework.sharing import agreement_files, new_versions
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer


def bring_into_use(doer: Doer) -> list[str]:
    """Write down every new version of an agreement with the hash of its file; return their references."""
    brought = []
    for reference, file in new_versions().items():
        agreement = file.agreement
        assert agreement is not None
        try:
            with transaction.atomic():
                AgreementSeen.objects.create(
                    name=agreement.name, version=agreement.version, sha256=file.sha256, file_name=file.path.name[:200], at=clock.now()
                )
                record(doer, Happening(kind="agreement.in_use", subject=reference, body={"sha256": file.sha256}))
        except IntegrityError:  # another process was faster
            continue
        brought.append(reference)
    return brought


def faults_of_agreements() -> list[str]:
    """Return every fault of every agreement file, in a sentence each; a file with a fault opens nothing."""
    return [f"{file.path.name}: {fault}" for file in agreement_files() for fault in file.faults]


def record_not_shared(child_id: str, *, by: Viewer, purpose: Purpose, asked_by: str, what: str, detriment: str, because: str) -> NotShared:
    """Record that something of a child was asked for and not shared, and what harm sharing would have done.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.WORK_CASES, purpose)
    tables = the_tables()
    live_id = tables.live_id(child_id) if tables else child_id
    child = tables.child(live_id) if tables else None
    if child is None or relation_of(by, child) is not Relation.FULL:
        raise CannotSee("There is no such child for you.")
    if not asked_by.strip() or not what.strip() or not detriment.strip():
        raise CannotDoNow("Say who asked, for what, and what harm it would have done.")
    with transaction.atomic():
        made = NotShared.objects.create(
            child_id=live_id, authority=by.authority, asked_by=asked_by.strip()[:200], what=what.strip()[:300], detriment=detriment.strip(),
            because=needs_because(because), on=clock.today(), at=clock.now(), by=by.username, by_name=by.full_name,
        )  # fmt: skip
        record(by.doer, Happening(kind="child.not_shared", subject=live_id, purpose=purpose.code, body={"decision": made.pk}))
    return made
