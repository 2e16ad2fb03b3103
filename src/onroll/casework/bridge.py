"""The bridge between the line and the casebook, as the commands use it: decisions go over, findings come in.

Source  design, section 4.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from onroll.accounts.anchors import as_csv, kept_anchors, make_anchor, read_csv
from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.audit_verdict import AuditVerdict
from onroll.accounts.audit_verdict import verify_audit as _verify_audit
from onroll.accounts.demo import make_demo_accounts
from onroll.casework import clock
from onroll.casework.actions.agreements import bring_into_use, faults_of_agreements
from onroll.casework.actions.demo_signals import make_demo_signals
from onroll.casework.actions.enquiries import enquiry_children
from onroll.casework.actions.erasing import begin_extracts as _begin_extracts
from onroll.casework.actions.erasing import erase_from_casebook as _erase_from_casebook
from onroll.casework.actions.erasing import extracts_to_destroy, faults_of_erasures, finish
from onroll.casework.actions.first_administrator import invite_first_administrator as _invite_first_administrator
from onroll.casework.actions.first_administrator import let_administrator_in_again as _let_administrator_in_again
from onroll.casework.actions.forgetting import SHORT_TITLES, past_short_lived
from onroll.casework.actions.job_runs import job_run
from onroll.casework.actions.keys import KEYS, KeyStanding, begin_replacing, finish_replacing, replace_leaked, standing_keys
from onroll.casework.actions.messages import Sent, send_messages
from onroll.casework.actions.not_in_school import take_in_register
from onroll.casework.actions.reading_alerts import watch_readings
from onroll.casework.actions.shielding import refresh_marks, standing_marks
from onroll.casework.actions.take_in_findings import TakenIn
from onroll.casework.actions.take_in_findings import take_in_findings as _take_in_findings
from onroll.casework.actions.take_in_signals import take_in_signals as _take_in_signals
from onroll.casework.actions.webhooks import deliver, gather
from onroll.casework.clock import local_now
from onroll.casework.looks import log_day
from onroll.casework.models import BackupMade
from onroll.casework.pair_decisions import decisions_in_force, sealed_in_force
from onroll.casework.purposes import PURPOSES, REFUSED, CannotUsePurpose, Purpose
from onroll.casework.recorded_reasons import newest_reason_number, recorded_reasons
from onroll.casework.retention_due import DueRecord, due_records
from onroll.casework.sharing import agreements_on
from onroll.core.sharing import Agreement
from onroll.core.wording import day_words
from onroll.core.wrong_usage import WrongUsage
from onroll.pipeline.find import Hit, Query
from onroll.pipeline.index import Index, Run
from onroll.pipeline.key_files import former_key_file
from onroll.pipeline.line import Decided
from onroll.pipeline.shielding import MARKS_FILE, shielded_children

__all__ = [
    "AuditVerdict",
    "KeyStanding",
    "Sent",
    "TakenIn",
    "agreements_in_force",
    "anchors_to_keep",
    "begin_extracts",
    "belongs_in_backup",
    "bring_agreements_into_use",
    "copy_of_casebook",
    "decided",
    "due_for_erasure",
    "erase_from_casebook",
    "extracts_to_destroy",
    "faults_of_agreements",
    "faults_of_erasures",
    "files_named_in_settings",
    "find_for_operator",
    "finish_erasures",
    "hidden_children",
    "invite_first_administrator",
    "let_administrator_in_again",
    "make_demo_accounts",
    "make_demo_signals",
    "newest_reason_number",
    "note_backup",
    "record_shielded_export",
    "recorded_reasons",
    "send_messages",
    "standing_keys",
    "take_in_findings",
    "take_in_signals",
    "tell_other_systems",
    "verify_audit",
    "write_papers_into",
]

OPERATOR = Doer(name="operator at the command line", role="system")
CASEBOOK_FILE = "casebook.sqlite3"
KEPT_FOLDERS = frozenset({"column_maps", "attachments", "agreements"})
KEPT_FILES = frozenset({*KEYS, *(former_key_file(Path(name)).name for name in KEYS), "onroll.toml", MARKS_FILE})
HIDDEN_REASON = "a record exists; ask the shielded children's team"


def agreements_in_force() -> list[Agreement]:
    """Return the agreements to share that hold today."""
    return agreements_on(clock.today())


def bring_agreements_into_use() -> list[str]:
    """Have every new version of an agreement to share come into use, and return their references."""
    return bring_into_use(OPERATOR)


def decided(*, known_by: date | None = None) -> Decided:
    """Return what people decided that the line obeys: pairs, sealed pairs, whom enquiries were about, and whom the named teams shield.

    Children shielded by a register (a refuge) are shielded by the line itself. With known_by, what had been decided by the end of that
    day: a figure as known then stays the same. Only a sealed pair is never joined again, whatever was known; and whoever reads or writes
    out rows obeys the marks of today.
    """
    refresh_marks()
    pairs = decisions_in_force(known_by=known_by)
    return Decided(
        links=pairs.links,
        labels=pairs.labels,
        sealed=sealed_in_force(),
        enquiry_children=enquiry_children(known_by=known_by),
        shielded=standing_marks(known_by=known_by),
    )


def take_in_findings(run: Run) -> TakenIn:
    """Open, update and question cases by a run's findings; the status page says when, and what came of it.

    Raises  CannotTakeInFindings where a newer run has been taken in; then nothing has changed.
    """
    with job_run("cases") as job:
        taken = _take_in_findings(run)
        make_anchor()
        job.said = f"Run of {day_words(run.on)}: {taken.opened} opened, {taken.updated} updated, {taken.endings_proposed} endings proposed."
    return taken


def take_in_signals(run: Run) -> dict[str, int]:
    """Take in what a run means for own lists, for children in no register and for awaited joiners; after its findings.

    Shape  what was done, by name.
    """
    with job_run("signals") as job:
        done = {**_take_in_signals(run), **_keep_watch(run)}
        said = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in done.items() if count)
        job.said = f"Run of {day_words(run.on)}: {said or 'nothing to do'}."
    return done


def _keep_watch(run: Run) -> dict[str, int]:
    """Keep the register of children not in school by the run, and look through the log for odd looks; return what was done, by name."""
    register = take_in_register(run)
    return {
        "not_in_school_entered": register.entered,
        "not_in_school_removed": register.removed,
        "odd_looks": watch_readings(),
    }


def record_shielded_export(*, export: str, run_id: str, la_code: str | None, because: str) -> None:
    """Write down that shielded children are put into an export, and why, before it is written."""
    body = {"export": export, "run": run_id, "la_code": la_code, "because": because}
    with transaction.atomic():
        record(OPERATOR, Happening(kind="export.shielded_included", subject=export, body=body))


def find_for_operator(run: Run, query: Query, *, purpose: str, limit: int, search: Callable[..., Sequence[Hit]]) -> list[Hit]:
    """Return who may be meant, and write the search down; of shielded children no more than that they exist.

    Raises  WrongUsage where there is no such purpose; CannotUsePurpose for one that nobody may look for.
    """
    chosen = _purpose_called(purpose)
    hits = list(search(run, query, limit=limit))
    refresh_marks()
    hidden = shielded_children(run.folder)
    shown = [Hit(hit.child_id, hit.probability, [HIDDEN_REASON], []) if hit.child_id in hidden else hit for hit in hits]
    by = sorted(name for name, value in vars(query).items() if value)
    with transaction.atomic():
        body = {"run": run.run_id, "children": [hit.child_id for hit in shown], "by": by}
        record(OPERATOR, Happening(kind="children.searched", subject=run.run_id, purpose=chosen.code, body=body))
    return shown


def _purpose_called(words: str) -> Purpose:
    asked = "_".join(words.lower().replace("-", " ").replace("_", " ").split())
    for refused, sentence in REFUSED.items():
        if asked == refused or set(refused.split("_")) & {"immigration"} & set(asked.split("_")):
            raise CannotUsePurpose(sentence)
    for purpose in PURPOSES:
        if asked in (purpose.code, "_".join(purpose.title.lower().split())):
            return purpose
    short = [purpose for purpose in PURPOSES if asked in purpose.code.split("_")]
    if len(short) == 1:
        return short[0]
    known = ", ".join(purpose.code for purpose in PURPOSES)
    raise WrongUsage(f"There is no purpose called {words!r}. The purposes are: {known}.")


def due_for_erasure() -> list[DueRecord]:
    """Return what has been kept long enough, and what of it stays all the same."""
    return due_records(clock.today())


def due_in_bulk() -> dict[str, int]:
    """Return how much of what only helps the work along is past its last day, in words."""
    return {SHORT_TITLES[kind]: count for kind, count in past_short_lived().items()}


def erase_from_casebook(due: Sequence[DueRecord], *, progress: Callable[[str, int, int], None]) -> int:
    """Delete what is due of the casebook, and return how many records went."""
    return _erase_from_casebook(due, by=OPERATOR, progress=progress)


def begin_extracts(index: Index, due: Sequence[DueRecord]) -> int:
    """Write down which extracts' rows go, and return how many are new."""
    return _begin_extracts(index, due, by=OPERATOR)


def finish_erasures() -> int:
    """Call what is gone to the last byte finished, and return how many records that are."""
    return finish(by=OPERATOR)


def hidden_children() -> frozenset[str]:
    """Return the children whom people shield now."""
    return frozenset(standing_marks())


def verify_audit(anchors: str | None = None) -> AuditVerdict:
    """Check every event from the first to the last, and hold the log against the anchors of the casebook and of a file's text.

    Raises  CannotReadAnchors.
    """
    return _verify_audit(read_csv(anchors) if anchors is not None else ())


def anchors_to_keep(*, again: bool = False) -> tuple[str, bytes, int]:
    """Make today's anchor where there is none; return all anchors as the text of a file, as a page to print, and how many there are."""
    from onroll.casework.documents.anchors import anchors_document
    from onroll.casework.documents.pdf import pdf_of

    make_anchor(again=again)
    anchors = kept_anchors()
    return as_csv(anchors), pdf_of(anchors_document(anchors, printed_by="onroll anchors", printed_at=local_now())), len(anchors)


def write_papers_into(folder: Path, *, first: date | None = None, last: date | None = None) -> list[Path]:
    """Write the papers that an authority needs to go live into a folder; return the files. Nothing of any child is in them."""
    from onroll.casework.papers.writing import write_papers

    on = log_day()
    return write_papers(folder, on=on, printed_at=local_now(), first=first or on - timedelta(days=365), last=last or on)


def copy_of_casebook(beside: Path) -> dict[str, Path]:
    """Return a copy of the casebook as of now, by the name that a backup gives it; people may go on working.

    A casebook on PostgreSQL has backups of its own (pg_dump): then there is nothing to return.
    """
    if connection.vendor != "sqlite":
        return {}
    copy = beside / CASEBOOK_FILE
    source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
    try:
        source.execute("VACUUM INTO ?", (str(copy),))
    finally:
        source.close()
    return {CASEBOOK_FILE: copy}


def invite_first_administrator(*, name: str, email: str, code: str, organisation: str) -> str:
    """Make the first administrator's account, and return the link to hand over.

    Raises  CannotDoNow.
    """
    return _link_of(_invite_first_administrator(by=OPERATOR, name=name, email=email, code=code, organisation=organisation))


def let_administrator_in_again(username: str, *, because: str) -> str:
    """Return the link to hand over to an administrator who is locked out and whom no other can help.

    Raises  CannotDoNow.
    """
    return _link_of(_let_administrator_in_again(username, by=OPERATOR, because=because))


def _link_of(token: str) -> str:
    return f"{settings.ONROLL_ADDRESS.rstrip('/')}/invitation/{token}"


def replace_key(name: str, *, finish: bool = False, leaked: bool = False) -> str:
    """Replace a key of the home, or let the former go; return what was done and what is next, in sentences. Only inside `Index.writing`.

    Raises  CannotReplaceKey.
    """
    if leaked:
        return replace_leaked(name, by=OPERATOR)
    if finish:
        return finish_replacing(name, by=OPERATOR)
    if not begin_replacing(name, by=OPERATOR):
        return f"{name} is new."
    return f"{name} is new, and the former one counts beside it. Restart what runs; later let it go: onroll replace-key {name} --finish."


def tell_other_systems() -> dict[str, int]:
    """Send other systems what they asked to be told of; return how many messages are new, and how those that were due went."""
    return {"new": gather(), **deliver()}


def note_backup(path: Path, *, encrypted: bool) -> None:
    """Write down that a backup was made, and where: it may hold what is deleted later."""
    with transaction.atomic():
        made = BackupMade.objects.create(path=str(path)[:500], encrypted=encrypted, at=datetime.now(UTC))
        record(OPERATOR, Happening(kind="backup.made", subject=str(made.pk), body={"encrypted": encrypted}))


def files_named_in_settings() -> dict[str, str]:
    """Return the files that settings name and no backup holds, by setting: private keys and certificates lie elsewhere, guarded as such."""
    demographic, options = settings.ONROLL_DEMOGRAPHIC_SERVICE, connection.settings_dict.get("OPTIONS", {})
    named = {
        "webhooks_ca": settings.ONROLL_WEBHOOKS_CA,
        **{f"demographic_service.{name}": str(said) for name, said in demographic.items() if name.endswith("_file")},
        **{f"database_url {name}": str(options[name]) for name in ("sslrootcert", "sslcert", "sslkey", "passfile") if options.get(name)},
    }
    return {name: place for name, place in named.items() if place and place != "system"}


def belongs_in_backup(home: Path, path: Path) -> bool:
    """Whether a file of the home is kept in a backup, besides the index and the casebook."""
    inside = path.relative_to(home)
    is_half_written = inside.name.startswith(".")
    return not is_half_written and (inside.parts[0] in KEPT_FOLDERS or str(inside) in KEPT_FILES)
