"""Messages by post: to those who asked, when they are due, with numbers and never a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from onroll.accounts.models import Event, User
from onroll.casework.actions import assigning, messages
from onroll.casework.models import Case, DigestChoice, JobRun
from onroll.casework.refusals import CannotDoNow
from support.case_people import DAY, SetClock, viewer
from support.made_up_run import FORENAMES, SURNAMES
from support.opened_cases import open_current_run


@pytest.fixture
def clock(people: object, region: object, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    clock = SetClock(monkeypatch)
    open_current_run()
    for case in Case.objects.filter(authority="301", shielded=False).order_by("id")[:3]:
        assigning.assign_case(case.pk, by=viewer("officer"), username="officer")
    return clock


def test_nobody_is_written_to_who_has_not_asked(clock: SetClock) -> None:
    User.objects.update(email="somebody@example.org")
    assert messages.send_messages().sent == 0 and mail.outbox == []


def test_a_message_says_how_much_waits_and_names_nobody(clock: SetClock) -> None:
    messages.choose_digest(by=viewer("officer"), often="daily", email="officer@example.org")
    assert messages.send_messages().sent == 1
    sent = mail.outbox[0]
    assert sent.to == ["officer@example.org"] and sent.subject.startswith("Onroll: 3 for today")
    numbers = [str(pk) for pk in Case.objects.filter(owner__username="officer").values_list("pk", flat=True)]
    assert all(number in sent.body for number in numbers) and "My things for today" in sent.body
    words = set(f"{sent.subject} {sent.body}".replace(",", " ").split())
    assert not words & {*FORENAMES, *SURNAMES} and "Street" not in sent.body and "c0000" not in sent.body
    assert Event.objects.filter(kind="message.sent", subject="officer").count() == 1
    assert JobRun.objects.get(name="messages").state == "done"


def test_a_message_goes_out_once_a_day_or_once_a_week(clock: SetClock) -> None:
    messages.choose_digest(by=viewer("officer"), often="daily", email="o@example.org")
    messages.choose_digest(by=viewer("manager"), often="weekly", email="m@example.org")
    assert messages.send_messages(dry_run=True).sent == 2 and mail.outbox == []
    sent = []
    for day in range(9):
        clock.day = DAY + timedelta(days=day)
        for _ in range(2):
            messages.send_messages()
        sent.append(len(mail.outbox))
        mail.outbox.clear()
    assert sent == [2, 1, 1, 1, 1, 1, 1, 2, 1]
    messages.choose_digest(by=viewer("officer"), often="", email="")
    assert not DigestChoice.objects.filter(user__username="officer").exists()


def test_whom_something_climbs_to_hears_of_it_on_that_day(clock: SetClock) -> None:
    messages.name_role(by=viewer("manager"), told="head of service", name="P. Head", email="head@example.org")
    heard = []
    for day in range(12):
        clock.day = DAY + timedelta(days=day)
        messages.send_messages()
        heard += [sent.to for sent in mail.outbox]
        mail.outbox.clear()
    assert heard and all(to == ["head@example.org"] for to in heard)
    with pytest.raises(CannotDoNow):
        messages.name_role(by=viewer("manager"), told="the mayor", name="X", email="")


def test_a_post_that_is_closed_is_told_and_the_message_goes_out_next_time(clock: SetClock, settings: object) -> None:
    messages.choose_digest(by=viewer("officer"), often="daily", email="o@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.ONROLL_MAIL_HOST = ""  # type: ignore[attr-defined]
    with pytest.raises(CannotDoNow, match="No mail server is set"):
        messages.send_messages()
    settings.ONROLL_MAIL_HOST, settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", "127.0.0.1", 1  # type: ignore[attr-defined]
    assert messages.send_messages().failed == 1
    assert DigestChoice.objects.get().last_sent_on is None and Event.objects.filter(kind="message.failed").count() == 1
