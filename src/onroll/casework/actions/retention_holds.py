"""Hold a record that would otherwise go, for a court, an inquiry or a complaint; and let it go again."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.actions.case_book import needs_because
from onroll.casework.models import RetentionHold
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.retention_due import KINDS, record_named
from onroll.casework.viewers import Viewer


def place_hold(*, by: Viewer, kind: str, reference: str, because: str) -> RetentionHold:
    """Keep a record whatever the schedule says, until the hold is lifted.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.HOLD_RECORDS)
    why, reference = needs_because(because), reference.strip()
    if kind not in KINDS:
        raise CannotDoNow("Choose what kind of record it is.")
    found = record_named(kind, reference)
    if found is None or not (by.is_national or found.authority == by.authority != ""):
        raise CannotDoNow("There is no such record in your care. Look up its number: it stands on the record’s page.")
    try:
        with transaction.atomic():
            hold = RetentionHold.objects.create(
                kind=kind,
                reference=found.reference,
                authority=found.authority,
                because=why,
                placed_on=clock.today(),
                at=clock.now(),
                by=by.username,
                by_name=by.full_name,
            )
            record(by.doer, Happening(kind="retention.hold_placed", subject=f"{kind}:{found.reference}", body={"hold": hold.pk}))
    except IntegrityError as twice:
        raise CannotDoNow("This record is held already.") from twice
    return hold


def lift_hold(hold_id: int, *, by: Viewer, because: str) -> RetentionHold:
    """Let a record follow the schedule again.

    Raises  CannotSee; CannotDoNow.
    """
    require(by, Right.HOLD_RECORDS)
    why = needs_because(because)
    with transaction.atomic():
        hold = RetentionHold.objects.select_for_update().filter(pk=hold_id).first()
        if hold is None or not (by.is_national or hold.authority == by.authority != ""):
            raise CannotSee("There is no such hold in your care.")
        if hold.lifted_on is not None:
            raise CannotDoNow("This hold has been lifted already.")
        hold.lifted_on, hold.lifted_by, hold.lifted_because = clock.today(), by.username, why
        hold.save()
        record(by.doer, Happening(kind="retention.hold_lifted", subject=f"{hold.kind}:{hold.reference}", body={"hold": hold.pk}))
    return hold
