"""Tell other systems what they asked to be told of: at least once, always under the same number, and nothing but numbers.

What to tell follows from the cases' own history, which is durable: a change becomes a message once (`gather`), a message is sent until
it is taken or given up (`deliver`). Whoever is killed between sending and noting it sends the same message again, under its number.

Source  issue 6, point 6 and It must show (kill during webhook delivery: nothing lost).
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.actions.machine_tokens import Admitted
from onroll.casework.models import Case, CaseChange, Webhook, WebhookDelivery
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.webhook_sending import CannotSend, own_key, send, signing_keys
from onroll.core.webhooks import TOPICS, body_of, headers_of, next_try, topic_of, why_not_there

__all__ = ["deliver", "end_webhook", "gather", "signing_key", "subscribe", "webhooks_of"]

LOOKED_AT_AGAIN = 5000
"""So many changes before the last are looked at again: on PostgreSQL one with a lower number may have been committed later."""
LEASE = timedelta(minutes=2)
"""So long nobody else tries a message that one worker has taken up."""
KEPT = timedelta(days=90)
MOST_PER_TOKEN, MOST_AT_ONCE = 5, 500


def subscribe(admitted: Admitted, address: str, topics: Sequence[str]) -> Webhook:
    """Have a system told of topics at an address, from now on; the same address again changes its topics.

    Raises  CannotDoNow.
    """
    refusal = why_not_there(address, inside_too=settings.ONROLL_WEBHOOKS_INSIDE)
    known = [each for each in TOPICS if each in topics]
    if refusal or not known or len(known) != len(set(topics)):
        raise CannotDoNow(refusal or "Choose what to be told of.")
    try:
        with transaction.atomic():
            standing = Webhook.objects.select_for_update().filter(token=admitted.token, ended_at__isnull=True)
            webhook = standing.filter(address=address).first()
            if webhook is None:
                if standing.count() >= MOST_PER_TOKEN:
                    raise CannotDoNow(f"A token has {MOST_PER_TOKEN} addresses at most. End one first.")
                last = CaseChange.objects.aggregate(last=Max("pk"))["last"] or 0
                webhook = Webhook.objects.create(
                    token=admitted.token, address=address, topics=known, first=last, after=last, made_at=clock.now()
                )
            elif webhook.topics != known:
                webhook.topics = known
                webhook.save(update_fields=["topics"])
            record(admitted.viewer.doer, Happening(kind="webhook.subscribed", subject=str(webhook.pk), body={"topics": known}))
    except IntegrityError as twice:
        raise CannotDoNow("This address is being subscribed at this moment. Ask again.") from twice
    return webhook


def signing_key() -> str:
    """Return the key with which a receiver sees that a message is ours."""
    return base64.b64encode(own_key().public_key().public_bytes_raw()).decode()


def webhooks_of(admitted: Admitted) -> Sequence[Webhook]:
    """Return the standing subscriptions of a token."""
    return list(Webhook.objects.filter(token=admitted.token, ended_at__isnull=True).order_by("pk"))


def end_webhook(admitted: Admitted, number: int) -> Webhook:
    """Tell a system no more at an address; what waits is withheld. Twice is once.

    Raises  CannotSee.
    """
    with transaction.atomic():
        webhook = Webhook.objects.select_for_update().filter(pk=number, token=admitted.token).first()
        if webhook is None:
            raise CannotSee("There is no such subscription for you.")
        if webhook.ended_at is None:
            webhook.ended_at = clock.now()
            webhook.save(update_fields=["ended_at"])
            record(admitted.viewer.doer, Happening(kind="webhook.ended", subject=str(webhook.pk)))
    return webhook


# -- what a worker does -------------------------------------------------------------------------------------------------


def gather() -> int:
    """Make a message of each change that somebody asked to be told of, once each; return how many are new."""
    before = WebhookDelivery.objects.count()
    for webhook in _standing():
        with transaction.atomic():
            last = CaseChange.objects.aggregate(last=Max("pk"))["last"] or 0
            since = max(webhook.first, webhook.after - LOOKED_AT_AGAIN)
            told_already = set(WebhookDelivery.objects.filter(webhook=webhook, change__gt=since).values_list("change", flat=True))
            new = [_message(webhook, each) for each in _changes(webhook, since) if each.pk not in told_already]
            WebhookDelivery.objects.bulk_create(new, ignore_conflicts=True)
            Webhook.objects.filter(pk=webhook.pk, after__lt=last).update(after=last)
    made = WebhookDelivery.objects.count() - before
    WebhookDelivery.objects.exclude(state="waiting").filter(ended_at__lt=datetime.now(UTC) - KEPT).delete()
    return made


def deliver(transport: Callable[[str, bytes, Mapping[str, str]], int] = send) -> dict[str, int]:
    """Send what is due, the oldest first; return how often it went how."""
    counts = {"delivered": 0, "failed": 0, "given_up": 0, "withheld": 0}
    now = datetime.now(UTC)
    due = WebhookDelivery.objects.filter(state="waiting", due_at__lte=now).order_by("due_at", "pk")
    for number in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]):
        taken = due.filter(pk=number).update(due_at=datetime.now(UTC) + LEASE, attempts=F("attempts") + 1)
        if taken:
            message = WebhookDelivery.objects.select_related("webhook__token__user__organisation").get(pk=number)
            counts[_send_one(message, transport)] += 1
    return counts


def _send_one(message: WebhookDelivery, transport: Callable[[str, bytes, Mapping[str, str]], int]) -> str:
    if not _may_be_told(message):
        _end(message, "withheld", "Nobody may be told of it any longer.")
        return "withheld"
    body = body_of(
        delivery=message.number, subscription=message.webhook_id, topic=message.topic, case=message.case_number, at=message.made_at
    )
    headers = headers_of(message.number, datetime.now(UTC), body, *(key.sign for key in signing_keys()))
    try:
        status = transport(message.webhook.address, body, headers)
    except CannotSend as failed:
        again = next_try(message.attempts, datetime.now(UTC))
        if again is None:
            _end(message, "given_up", str(failed))
            return "given_up"
        WebhookDelivery.objects.filter(pk=message.pk).update(due_at=again, said=str(failed)[:200])
        return "failed"
    _end(message, "delivered", f"Answered with {status}.")
    return "delivered"


def _end(message: WebhookDelivery, state: str, said: str) -> None:
    WebhookDelivery.objects.filter(pk=message.pk).update(state=state, said=said[:200], ended_at=datetime.now(UTC))


def _standing() -> Sequence[Webhook]:
    today = clock.today()
    standing = Webhook.objects.filter(ended_at__isnull=True, token__user__is_active=True, token__expires_on__gte=today)
    return list(standing.select_related("token__user__organisation").order_by("pk"))


def _changes(webhook: Webhook, since: int) -> Sequence[CaseChange]:
    """Return the changes that a subscription's authority may be told of. Shielded and restricted children are in none."""
    kinds = [kind for topic in webhook.topics for kind in TOPICS[topic].changes]
    changes = CaseChange.objects.filter(pk__gt=since, kind__in=kinds, case__shielded=False, case__restricted=False)
    return [each for each in changes.select_related("case").order_by("pk") if _concerns(webhook, each)]


def _concerns(webhook: Webhook, change: CaseChange) -> bool:
    authority = webhook.token.user.authority_code
    if not authority:
        return False
    return change.body.get("to") == authority if topic_of(change.kind) == "case.offered" else change.case.authority == authority


def _may_be_told(message: WebhookDelivery) -> bool:
    """Whether the case, as it stands now, is still one that the system's authority may be told of."""
    webhook = message.webhook
    token, case = webhook.token, Case.objects.filter(pk=message.case_number, shielded=False, restricted=False).first()
    ended = webhook.ended_at is not None or not token.user.is_active or token.expires_on < clock.today()
    return not ended and case is not None and token.user.authority_code in (case.authority, case.offered_to)


def _message(webhook: Webhook, change: CaseChange) -> WebhookDelivery:
    now = datetime.now(UTC)
    return WebhookDelivery(
        number=f"msg_{secrets.token_hex(16)}",
        webhook=webhook,
        change=change.pk,
        topic=topic_of(change.kind),
        case_number=change.case_id,
        made_at=now,
        due_at=now,
    )
