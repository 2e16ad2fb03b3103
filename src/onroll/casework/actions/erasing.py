"""Delete what has been kept long enough, and leave a proof of what it was. Called by `onroll retention --apply`, never by a page.

A record of the casebook goes in one transaction with its proof and its event; its files follow, then whatever the database file still
remembers of it, then the erasure is finished. Whoever is killed leaves an erasure that is not finished: the next call ends it.

Source  domain, requirement 62; issue 6, point 8.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from django.db import connection, transaction

from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.models import Event
from onroll.casework.actions.forgetting import forget_short_lived
from onroll.casework.attachment_files import forget_content
from onroll.casework.hanging_rows import Hanging, delete, hanging_on, papers_of, proof_of, with_empty_alarms
from onroll.casework.models import Attachment, Case, Erasure
from onroll.casework.retention_due import DueRecord, place_of
from onroll.core.wording import day_words
from onroll.pipeline.erasing import read_content
from onroll.pipeline.index import Index


def erase_from_casebook(due: Iterable[DueRecord], *, by: Doer, progress: Callable[[str, int, int], None]) -> int:
    """Delete records of the casebook, each whole or not at all; return how many went. What had gone already is passed over."""
    records = [each for each in due if each.kind != "extract" and not each.because]
    went = 0
    for done, each in enumerate(records):
        progress("Deleting records", done, len(records))
        with transaction.atomic():
            hanging = _rows_of(each)
            if not len(hanging) or Erasure.objects.filter(kind=each.kind, reference=each.reference).exists():
                continue
            attached = Attachment.objects.filter(pk__in=hanging.rows.get(Attachment, ()))
            files = sorted(set(attached.values_list("sha256", flat=True)))
            salt = secrets.token_bytes(32)
            _write_down(each, by=by, salt=salt, proof=proof_of(hanging, salt, files), rows=len(hanging), files=files)
            delete(hanging)
            went += 1
    return went


def begin_extracts(index: Index, due: Iterable[DueRecord], *, by: Doer) -> int:
    """Write down that the rows of extracts go, with a proof of each file as received; return how many are new."""
    begun = 0
    for each in due:
        if each.kind != "extract" or each.because or Erasure.objects.filter(kind="extract", reference=each.reference).exists():
            continue
        extract, salt = index.extract(each.reference), secrets.token_bytes(32)
        mark = hmac.new(salt, digestmod=hashlib.sha256)
        read_content(extract, mark.update)
        with transaction.atomic():
            _write_down(each, by=by, salt=salt, proof=mark.hexdigest(), rows=extract.rows_read, files=[])
        begun += 1
    return begun


def extracts_to_destroy(index: Index) -> Sequence[str]:
    """Return the extracts whose rows are to go and may still be there: not finished, or come back with a restored index."""
    counting = {each.extract_id for each in index.extracts() if each.state != "erased"}
    begun = Erasure.objects.filter(kind="extract").order_by("pk").values_list("reference", "finished_at")
    known = {each.extract_id for each in index.extracts()}
    return [name for name, finished_at in begun if name in known and (finished_at is None or name in counting)]


def finish(*, by: Doer) -> int:
    """Remove what is left of erased records outside their tables, and what goes in bulk; then call them finished, and return how many.

    Called once the rows of extracts are destroyed.
    """
    forgotten = forget_short_lived(by=by)
    unfinished = Erasure.objects.filter(finished_at__isnull=True)
    waiting = list(unfinished.order_by("pk"))
    if not waiting:
        if forgotten:
            scour()
        return 0
    wanted = set(Attachment.objects.values_list("sha256", flat=True))
    for each in waiting:
        for sha256 in set(each.files) - wanted:
            forget_content(sha256)
    scour()
    with transaction.atomic():
        unfinished.filter(pk__in=[each.pk for each in waiting]).update(finished_at=datetime.now(UTC))
        record(by, Happening(kind="retention.finished", body={"erasures": [each.pk for each in waiting]}))
    return len(waiting)


def scour() -> None:
    """Have the database forget the bytes of deleted rows: outside a transaction. PostgreSQL gives their room to others in time."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")  # writes the file anew, without what was in its gaps
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM")


def faults_of_erasures() -> Iterator[str]:
    """Return one sentence for each erasure that is not borne out: by the event log, or because something of it is still there."""
    erasures = list(Erasure.objects.order_by("pk"))
    told = dict(Event.objects.filter(seq__in=[each.event for each in erasures], kind="retention.erased").values_list("seq", "body"))
    for each in erasures:
        if f'"proof":"{each.proof}"' not in told.get(each.event, ""):
            yield f"{each.kind} {each.reference}: the event log does not have the proof of its deletion."
        if each.kind != "extract" and _is_there(each.kind, each.reference):
            yield f"{each.kind} {each.reference}: it was deleted on {day_words(each.begun_at)}, and is there again. A restored backup?"


def _write_down(each: DueRecord, *, by: Doer, salt: bytes, proof: str, rows: int, files: Sequence[str]) -> None:
    body = {"rule": each.rule, "last_day": each.last_day, "rows": rows, "files": len(files), "proof": proof}
    event = record(by, Happening(kind="retention.erased", subject=f"{each.kind}:{each.reference}", body=body))
    Erasure.objects.create(
        kind=each.kind,
        reference=each.reference,
        authority=each.authority,
        rule=each.rule,
        last_day=each.last_day,
        salt=salt.hex(),
        proof=proof,
        rows=rows,
        files=list(files),
        event=event.seq,
        begun_at=datetime.now(UTC),
    )


def _rows_of(each: DueRecord) -> Hanging:
    if each.kind == "case":
        return _rows_of_case(int(each.reference))
    place = place_of(each.kind, each.reference)
    if place is None:
        return Hanging()
    table, number = place
    return hanging_on(table, set(table._base_manager.filter(pk=number).values_list("pk", flat=True)))


def _rows_of_case(number: int) -> Hanging:
    """Return a case's rows with those of the cases that were joined to it, and of what was written about their child."""
    hanging = hanging_on(Case, set(Case.objects.filter(pk=number).values_list("pk", flat=True)))
    cases = Case.objects.filter(pk__in=hanging.rows.get(Case, ()))
    children = {each for pair in cases.values_list("child_id", "home_child_id") for each in pair if each}
    still = set(Case.objects.filter(child_id__in=children).exclude(pk__in=cases).values_list("child_id", flat=True))
    return papers_of(children - still, with_empty_alarms(hanging))


def _is_there(kind: str, reference: str) -> bool:
    place = place_of(kind, reference)
    return place is not None and place[0]._base_manager.filter(pk=place[1]).exists()
