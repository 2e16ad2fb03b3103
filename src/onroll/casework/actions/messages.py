"""Write to people what waits for them: counts and case numbers, never a name, a birthday or an address of a child.

Nobody is written to who has not asked for it; a head of service or a director is, where the authority gives their address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from onroll.accounts.anchors import as_csv, kept_anchors, make_anchor
from onroll.accounts.audit import Doer, Happening, record
from onroll.accounts.models import Event, User
from onroll.casework import clock
from onroll.casework.actions.account_news import note
from onroll.casework.actions.job_runs import job_run
from onroll.casework.models import DigestChoice, NamedRole
from onroll.casework.permissions import Right
from onroll.casework.queries.case_lists import LISTS, CaseFilters, filtered
from onroll.casework.queries.cases import case_counts_for
from onroll.casework.queries.notices import MANAGER, NAMED_ROLES, OWNER, NoticeRow, notices_for
from onroll.casework.queries.reading import require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer, viewer_of
from onroll.core.wording import day_words

SENDER = Doer(name="onroll notify", role="system")
COUNTED = ("today", "mine_late", "escalations", "offered_to_us", "returned", "second_officer", "unowned")
MOST_NUMBERS = 30
OFTEN = {"daily": timedelta(days=1), "weekly": timedelta(days=7)}


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What a round of messages did."""

    sent: int = 0
    nothing_to_say: int = 0
    without_address: int = 0
    not_due: int = 0
    failed: int = 0

    def as_counts(self) -> dict[str, int]:
        """Return the numbers by name."""
        return dict(vars(self))

    @property
    def sentence(self) -> str:
        """Return the numbers as one line."""
        return (
            f"{self.sent} sent, {self.nothing_to_say} with nothing to say, {self.not_due} not due yet, "
            f"{self.without_address} without an address, {self.failed} failed."
        )


def choose_digest(*, by: Viewer, often: str, email: str) -> None:
    """Ask for messages, or ask for none any more.

    Shape  often: `daily`, `weekly`, or empty for none.
    Raises  CannotDoNow where there is no address to write to.
    """
    require(by, Right.SEE_CASES)
    if often and often not in OFTEN:
        raise CannotDoNow("Choose how often.")
    if often and "@" not in email:
        raise CannotDoNow("Give the address to which the messages go.")
    with transaction.atomic():
        user = User.objects.get(username=by.username)
        if often:
            if user.email and user.email != email.strip():
                note(user, "account.email_changed")  # to the former address: the new one may be somebody else's
            user.email = email.strip()
            user.save(update_fields=["email"])
            DigestChoice.objects.update_or_create(user=user, defaults={"often": often})
        else:
            DigestChoice.objects.filter(user=user).delete()
        record(by.doer, Happening(kind="digest.chosen", subject=by.username, body={"often": often}))


def name_role(*, by: Viewer, told: str, name: str, email: str) -> None:
    """Say who a named role of one's authority is: a head of service, a director.

    Raises  CannotDoNow.
    """
    require(by, Right.SEE_TEAM)
    if told not in NAMED_ROLES or not by.authority:
        raise CannotDoNow("Choose the role.")
    if not name.strip():
        raise CannotDoNow("Enter the name.")
    if email and "@" not in email:
        raise CannotDoNow("Enter an address for messages, or leave it empty.")
    with transaction.atomic():
        NamedRole.objects.update_or_create(authority=by.authority, told=told, defaults={"name": name.strip()[:200], "email": email.strip()})
        record(by.doer, Happening(kind="role.named", subject=by.authority, body={"told": told}))


def send_messages(*, dry_run: bool = False) -> Sent:
    """Write to everybody who asked for it and is due, and to the named roles that something has climbed to. Twice a day is once.

    Raises  CannotDoNow where no mail server is set.
    """
    if not dry_run and not settings.ONROLL_MAIL_HOST and settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        raise CannotDoNow("No mail server is set: set `mail_host` in onroll.toml, or ONROLL_MAIL_HOST.")
    with job_run("messages") as job:
        counts: dict[str, int] = {}
        on = clock.today()
        for choice in DigestChoice.objects.select_related("user", "user__organisation").order_by("id"):
            _count(counts, _to_person(choice, on, dry_run))
        for role in NamedRole.objects.exclude(email="").order_by("id"):
            _count(counts, _to_role(role, on, dry_run))
        for address in settings.ONROLL_ANCHOR_KEEPERS:
            _count(counts, _to_anchor_keeper(address, dry_run))
        sent = Sent(**counts)
        job.said = sent.sentence + (" (a trial: nothing was sent)" if dry_run else "")
    return sent


def _count(counts: dict[str, int], what: str) -> None:
    counts[what] = counts.get(what, 0) + 1


def _to_person(choice: DigestChoice, on: date, dry_run: bool) -> str:
    viewer = viewer_of(choice.user)
    if not choice.user.is_active or not choice.user.email or not viewer.may(Right.SEE_CASES):
        return "without_address"
    if choice.last_sent_on is not None and choice.last_sent_on + OFTEN[choice.often] > on:
        return "not_due"
    counts = {name: count for name, count in case_counts_for(viewer, COUNTED).items() if count}
    role = MANAGER if viewer.may(Right.SEE_TEAM) else OWNER
    notices = [row for row in notices_for(viewer).by_role[role] if role == MANAGER or row.owner == viewer.username]
    if not counts and not notices:
        return "nothing_to_say"
    mine = list(filtered(viewer, CaseFilters(which="today"), on).order_by("due_on", "id").values_list("pk", flat=True)[:MOST_NUMBERS])
    body = _body(f"Your list on {day_words(on)}:", counts, mine, notices)
    if dry_run:
        return "sent"
    outcome = _send(choice.user.email, _subject(counts, notices), body, choice.user.username)
    if outcome == "sent":
        DigestChoice.objects.filter(pk=choice.pk).update(last_sent_on=on)
    return outcome


def _to_role(role: NamedRole, on: date, dry_run: bool) -> str:
    """A named role hears once, on the day on which something climbs to it."""
    watcher = Viewer(
        username="", full_name=role.name, role="manager", organisation_kind="authority", organisation_code=role.authority,
        organisation_name="", authority=role.authority, in_shielded_team=False,
    )  # fmt: skip
    new = [row for row in notices_for(watcher).by_role[role.told] if row.told_on == on]
    if not new:
        return "nothing_to_say"
    if dry_run:
        return "sent"
    body = _body(f"On {day_words(on)} this has climbed to the {role.told}:", {}, [], new)
    return _send(role.email, f"Onroll: {len(new)} late, climbed to you", body, f"{role.told} of {role.authority}")


def _to_anchor_keeper(address: str, dry_run: bool) -> str:
    """Whoever keeps the anchors of the event log is sent the newest, once for each."""
    anchor = make_anchor()
    if anchor is None:
        return "nothing_to_say"
    if Event.objects.filter(kind="anchor.sent", subject=f"anchor {anchor.seq}", actor=SENDER.name, body__contains=address).exists():
        return "not_due"
    if dry_run:
        return "sent"
    body = (
        "Keep this message: it shows whether the record of who did and saw what was altered later.\n"
        "To hold the record against it, put the lines between the rules into a file and run: onroll verify-audit --anchors FILE\n"
        f"\n{'-' * 40}\n{as_csv(kept_anchors()[-1:])}{'-' * 40}\n"
    )
    outcome = _send(address, f"Onroll: anchor of {day_words(anchor.on)}, event {anchor.seq:,}", body, f"keeper of anchors {address}")
    if outcome == "sent":
        record(SENDER, Happening(kind="anchor.sent", subject=f"anchor {anchor.seq}", body={"to": address}))
    return outcome


def _subject(counts: Mapping[str, int], notices: Sequence[NoticeRow]) -> str:
    return f"Onroll: {counts.get('today', 0)} for today, {counts.get('mine_late', 0)} overdue, {len(notices)} to know of"


def _body(title: str, counts: Mapping[str, int], numbers: Sequence[int], notices: Sequence[NoticeRow]) -> str:
    lines = [title, ""]
    lines += [f"  {count:>5}  {LISTS[name]}" for name, count in counts.items()]
    if numbers:
        lines += ["", f"Cases for today: {', '.join(str(number) for number in numbers)}"]
    if notices:
        late = sorted({row.case_id for row in notices})
        more = f" and {len(late) - MOST_NUMBERS} more" if len(late) > MOST_NUMBERS else ""
        lines += ["", f"Late, and yours to know: cases {', '.join(str(number) for number in late[:MOST_NUMBERS])}{more}"]
    lines += [
        "",
        f"Sign in to see them{': ' + settings.ONROLL_ADDRESS if settings.ONROLL_ADDRESS else ''}. This message names nobody on purpose.",
    ]
    return "\n".join(lines) + "\n"


def _send(address: str, subject: str, body: str, to: str) -> str:
    try:
        with get_connection() as post:
            EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address], connection=post).send()
    except OSError as error:
        record(SENDER, Happening(kind="message.failed", subject=to, body={"error": type(error).__name__}))
        return "failed"
    record(SENDER, Happening(kind="message.sent", subject=to))
    return "sent"
