"""The security and accessibility statements, and the report on how records were used that an authority publishes."""
# ruff: noqa: E501 (a paper reads best with its sentences whole)

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count, F, Q, Sum

from onroll.accounts.audit_verdict import verify_audit
from onroll.accounts.models import DailyAnchor
from onroll.casework.documents.content import Block, Bullets, Document, Facts, Heading, Paragraph, Table
from onroll.casework.looks import gather_looks
from onroll.casework.models import FamilyRequest, Look, ReadingAlert
from onroll.casework.papers import facts
from onroll.casework.purposes import PURPOSES
from onroll.core.family_requests import KINDS
from onroll.core.reading_alerts import RULES
from onroll.core.wording import day_words

FEWEST = 10
FEW = f"fewer than {FEWEST}"
Row = tuple[str, str, str]


def security_statement(on: date, printed_at: datetime) -> Document:
    """Return how this home is kept safe, as it is set up on the day."""
    home = facts.this_home()
    yes_no = {True: "yes", False: "NO: set `https = true` behind a reverse proxy before real data are taken in"}
    anchor = DailyAnchor.objects.order_by("-seq").first()
    return Document(
        title="Security statement",
        printed_by="onroll papers",
        printed_at=printed_at,
        blocks=[
            Paragraph(f"How Onroll is set up at {home.organisation} on {day_words(on)}. Read from the settings, not from a brochure."),
            Facts(
                [
                    ("Passwords are kept by", ", ".join(home.hashers)),
                    ("Second factor", home.second_factor),
                    ("Wrong passwords before a lockout", str(home.failures)),
                    ("A session ends after", f"{home.session_hours:g} hours"),
                    ("Browsers reach it over HTTPS alone", yes_no[home.https]),
                    ("Casebook", home.database),
                    ("Newest anchor of the event log", f"{day_words(anchor.on)}, event {anchor.seq:,}" if anchor else "none yet"),
                ]
            ),
            Heading("Content security policy", 2),
            Facts(list(home.csp.items())),
            Heading("Who may do what", 2),
            Table("Roles and rights", ("Role", "Rights"), facts.roles(), (2, 8)),
            Heading("What every installation does", 2),
            Bullets(
                [
                    "An address that does not say who may open it is closed to everybody.",
                    "What may not be seen answers as if it were not there.",
                    "Pages are kept out of caches, search engines and other sites.",
                    "Files from outside are read with limits on size, shape and time; cells that a spreadsheet would run are made harmless.",
                    "Every look and every change is an event; the database refuses to edit or delete events.",
                    "Logs hold numbers and outcomes, never what a request carried.",
                ]
            ),
        ],
    )


def accessibility_statement(on: date, printed_at: datetime) -> Document:
    """Return the accessibility statement in the order of the model statement of the Government Digital Service."""
    home = facts.this_home()
    return Document(
        title="Accessibility statement",
        printed_by="onroll papers",
        printed_at=printed_at,
        blocks=[
            Paragraph(f"This statement applies to the pages of Onroll as run by {home.organisation}."),
            Heading("How accessible these pages are", 2),
            Bullets(
                [
                    "Every page works with a keyboard alone, without JavaScript and at 320 pixels’ width.",
                    "Each picture has the same content as a table.",
                    "PDFs are tagged, with headings and tables that a screen reader knows; every letter is a Word file as well.",
                    "Letters in scripts that our PDFs cannot write come as Word files alone.",
                ]
            ),
            Heading("Compliance status", 2),
            Paragraph(
                "These pages aim to comply with the Web Content Accessibility Guidelines, version 2.2, AA. An automated engine checks them"
                " whenever the program changes. No independent body has audited them, and people with disabilities have not tested them yet."
            ),
            Heading("Feedback and contact", 2),
            Paragraph(f"If you find a problem, or need something in another format, tell {home.contact}."),
            Heading("Enforcement procedure", 2),
            Paragraph(
                "The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2)"
                " Accessibility Regulations 2018. If you are not happy with how we respond, contact the Equality Advisory and Support Service."
            ),
            Facts([("Prepared on", day_words(on)), ("Last tested by people", "[The authority completes this.]")]),
        ],
    )


def access_rows(first: date, last: date) -> list[Row]:
    """Return how records were used between two days, both included: what, of which kind, how often. Small numbers are not told."""
    gather_looks()
    looks = Look.objects.filter(on__range=(first, last), how__in=("opened", "found", "wrote"))
    titles = {each.code: each.title for each in PURPOSES}
    rows: list[Row] = []
    for name, field in (("Looks, by purpose", "purpose"), ("Looks, by role", "role")):
        for each in looks.values(field).annotate(n=Sum("times")).order_by("-n", field):
            code = each[field]
            rows.append((name, titles.get(code, "") or str(code).replace("_", " ") or "no purpose needed", _told(each["n"])))
    opened = looks.filter(how="opened")
    people = opened.aggregate(children=Count("child_id", distinct=True), users=Count("actor", distinct=True))
    rows.append(("Children whose records were opened", "all", _told(people["children"])))
    rows.append(("Users who opened a record", "all", _told(people["users"])))
    alerts = ReadingAlert.objects.filter(on__range=(first, last)).values("rule").annotate(
        n=Count("id"), closed=Count("review"), concern=Count("review", filter=Q(review__verdict="concern"))
    )  # fmt: skip
    for each in alerts.order_by("rule"):
        title = RULES[each["rule"]].title
        rows.append(("Alerts", title, _told(each["n"])))
        rows.append(("Alerts that were closed", title, _told(each["closed"])))
        rows.append(("Alerts that were a concern", title, _told(each["concern"])))
    rows += _request_rows(first, last)
    return rows


def access_report(on: date, printed_at: datetime, first: date, last: date) -> Document:
    """Return the report on how records were used, to be published."""
    verdict = verify_audit()
    rows = access_rows(first, last)
    counted = Counter(name for name, _, _ in rows)
    blocks: list[Block] = [
        Paragraph(
            f"How records of children were used between {day_words(first)} and {day_words(last)}. Every look is an event in a log that"
            " cannot be edited."
        ),
        Paragraph(f"The log on {day_words(on)}: {'whole' if verdict.whole else 'NOT WHOLE: see onroll verify-audit'}.", strong=True),
        Bullets(facts.refused_purposes()),
    ]
    for name in dict.fromkeys(name for name, _, _ in rows):
        lines = [(kind, value) for each, kind, value in rows if each == name]
        blocks.append(Table(name, ("What", "How often"), lines, (4, 2)) if counted[name] > 1 else Facts([(name, lines[0][1])]))
    return Document(title="How records were used", blocks=blocks, printed_by="onroll papers", printed_at=printed_at)


def _request_rows(first: date, last: date) -> Sequence[Row]:
    rows: list[Row] = []
    received = FamilyRequest.objects.filter(received_on__range=(first, last)).values("kind")
    counts = received.annotate(
        n=Count("id"), answered=Count("id", filter=Q(closed_on__isnull=False)), in_time=Count("id", filter=Q(closed_on__lte=F("due_on")))
    )
    for each in counts.order_by("kind"):
        title = KINDS[each["kind"]].title
        rows += [
            ("Requests of families", title, _told(each["n"])),
            ("Requests that were answered", title, _told(each["answered"])),
            ("Requests that were answered in time", title, _told(each["in_time"])),
        ]
    return rows


def _told(count: int | None) -> str:
    return "0" if not count else FEW if count < FEWEST else f"{count:,}"
