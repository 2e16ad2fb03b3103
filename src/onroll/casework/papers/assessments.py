"""The data protection impact assessment, the appropriate policy document and the sharing agreement, as drafts to be completed."""
# ruff: noqa: E501 (a paper reads best with its sentences whole)

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from onroll.casework.documents.content import Block, Bullets, Document, Facts, Heading, Paragraph, Table
from onroll.casework.papers import facts
from onroll.core.retention import rule_of, schedule_on

TO_FILL = "[The authority completes this.]"

RISKS: Sequence[tuple[str, str, str]] = (
    (
        "A user looks up somebody without need (ContactPoint’s first criticism).",
        "A purpose before every look; full records of one’s own children alone; every look in a log that cannot be edited; four rules that"
        " raise alerts; a review of each.",
        "Pages “Who looked”, “Alerts”; onroll verify-audit",
    ),
    (
        "A child in refuge, adopted or protected is found through Onroll.",
        "Shielded children are known to exist to nobody outside the named team; no place of theirs in lists, letters, exports, logs or figures;"
        " sealed identities are never joined.",
        "Page “Shielded children”; the tests of every address with a shielded child",
    ),
    (
        "Two children are taken for one, and something is done to the wrong family.",
        "Links are made alone only where they are all but certain; doubtful ones are decided by people, the harmful ones by two; every"
        " decision can be undone; how good links are is measured and shown.",
        "Pages “Same child?” and “Quality of links”",
    ),
    (
        "A family is accused because a record is wrong or late.",
        "Neutral wording; nobody is shown as missing because a sender has not delivered; each finding says from which records; corrections go"
        " to the source; complaints are answered by somebody else.",
        "Letters; “Families’ requests”; the public page for families",
    ),
    (
        "Data are used for something else later.",
        "Purposes are a closed list; immigration enforcement and benefit recovery are refused by name; no bulk access in.",
        "Section 3 of this paper",
    ),
    (
        "The record of who looked is altered.",
        "Each event carries the hash of the one before; daily signed anchors are kept by others; one command names the first altered event.",
        "onroll verify-audit --anchors FILE",
    ),
    (
        "A device, a print or a backup is lost.",
        "Pages are kept out of caches; prints carry who printed them; names can be hidden on a screen; backups: see the security statement.",
        "Security statement",
    ),
)
"""Risk, what the system does about it, and where to see that."""


def impact_assessment(on: date, printed_at: datetime) -> Document:
    """Return a data protection impact assessment in the Information Commissioner's order."""
    home = facts.this_home()
    return _paper(
        "Data protection impact assessment",
        printed_at,
        [
            *_draft(home.organisation),
            Heading("1. Why an assessment is needed", 2),
            Paragraph(
                "Onroll matches records of children from many bodies on a large scale, some of them special category data, to find children"
                " who are missing education. Each of the three is a reason for an assessment (UK GDPR, article 35)."
            ),
            Heading("2. What is processed", 2),
            Table(
                "Registers and their fields",
                ("Register", "What it is", "Names children", "Fields"),
                facts.registers(),
                (2, 4, 1.2, 6),
            ),
            Table("Special category and criminal offence data", ("What", "Register", "Fields"), facts.special_categories(), (4, 2, 4)),
            Paragraph("Where the data are kept: " + home.database + ", and files in the home folder of the installation."),
            Heading("3. What for, and what never for", 2),
            Table("Purposes", ("Purpose", "Meaning", "Roles that may have it"), facts.purposes(), (3, 5, 3)),
            Bullets(facts.refused_purposes()),
            Heading("4. Lawful basis", 2),
            Paragraph(
                "Article 6(1)(c) and (e): Education Act 1996, section 436A; Children Act 2004, sections 10 and 11. Not consent. For special"
                " categories: article 9(2)(g) with the Data Protection Act 2018, schedule 1, part 2, paragraphs 6 and 18; see the appropriate"
                " policy document. A lawyer of the authority confirms this."
            ),
            Table("Enquiries and their lawful bases", ("Enquiry", "Lawful basis"), facts.enquiry_bases(on), (4, 5)),
            Heading("5. Who was consulted", 2),
            Paragraph(TO_FILL),
            Heading("6. Necessity and proportion", 2),
            Bullets(
                [
                    "Pointers, not dossiers: registers say that a child is known to a body, not what that body wrote.",
                    "Only those whose task it is see a child: own cases whole, other children as “there is a record, ask X”.",
                    "No score of a person decides anything: what is urgent is worked out from listed facts, with their reasons shown.",
                    "Figures are rounded and suppressed before they leave; analysts see nobody.",
                ]
            ),
            Table("Who may do what", ("Role", "Rights"), facts.roles(), (2, 8)),
            Heading("7. Rights of families", 2),
            Table("Time limits", ("What", "At most"), facts.request_limits(on), (4, 5)),
            Paragraph("Everything that is held about a child is listed item by item, and reviewed for harm before it is sent."),
            Heading("8. Risks and what is done about them", 2),
            Table("Risks", ("Risk", "What the system does", "Where to see it"), RISKS, (3, 5, 3)),
            Paragraph("How likely and how grave each risk remains here: " + TO_FILL),
            Table("What is watched in how records are read", ("Rule", "When it raises an alert"), facts.alert_rules(), (3, 6)),
            Heading("9. Who agrees", 2),
            Facts([("Data protection officer", TO_FILL), ("Senior information risk owner", TO_FILL), ("Next review", TO_FILL)]),
        ],
    )


def policy_document(on: date, printed_at: datetime) -> Document:
    """Return the appropriate policy document that schedule 1 of the Data Protection Act 2018 asks for."""
    home = facts.this_home()
    return _paper(
        "Appropriate policy document",
        printed_at,
        [
            *_draft(home.organisation),
            Paragraph(
                "For the processing of special category and criminal offence data under the Data Protection Act 2018, schedule 1, part 2,"
                " paragraph 6 (statutory purposes) and paragraph 18 (safeguarding of children)."
            ),
            Table("The data", ("What", "Register", "Fields"), facts.special_categories(), (4, 2, 4)),
            Heading("How the principles are kept", 2),
            Facts(
                [
                    (
                        "Lawful, fair, open",
                        "A public page says why a child may be listed, from what, and how to correct it, in six languages.",
                    ),
                    ("For named purposes", "; ".join(title for title, _, _ in facts.purposes())),
                    ("Never for", " ".join(facts.refused_purposes())),
                    ("No more than needed", "Registers carry the fields of this table and no case notes of other bodies."),
                    ("Right", "Rows that fail a check are set aside; corrections travel to the source and are followed to its answer."),
                    (
                        "No longer than needed",
                        "; ".join(f"{each.what}: {rule_of(each)}" for each in schedule_on(on)) + ". Deleted with a proof.",
                    ),
                    ("Safe", "See the security statement."),
                    ("Answered for", "Every look and every change is an event in a log that cannot be edited."),
                ]
            ),
            Heading("Retention of this document", 2),
            Paragraph("Kept while the processing lasts and six months after; reviewed each year. Owner: " + TO_FILL),
        ],
    )


def sharing_agreement(on: date, printed_at: datetime) -> Document:
    """Return a draft of an agreement between an authority and a body that sends a register."""
    home = facts.this_home()
    return _paper(
        "Information sharing agreement",
        printed_at,
        [
            *_draft(home.organisation),
            Facts([("Between", f"{home.organisation} and [the body that sends]"), ("From", TO_FILL), ("To", TO_FILL)]),
            Heading("What is shared", 2),
            Paragraph("Strike out the registers that are not sent, and the fields that are not needed. What stays is written into the"
                      " agreement’s file, and what is not in the file is not shown."),
            Table(
                "Registers and fields", ("Register", "What it is", "Names children", "Fields"), facts.registers(), (2, 4, 1.2, 6)
            ),
            Heading("What for", 2),
            Table("Purposes", ("Purpose", "Meaning", "Roles"), facts.purposes(), (3, 5, 3)),
            Bullets(facts.refused_purposes()),
            Heading("What the body that sends gets", 2),
            Bullets(
                [
                    "It sees which organisations asked about the children whom it reported, for which purpose and when.",
                    "It is told of rows that failed a check, and of corrections that families ask for.",
                    "It may say of a child that it does not share, with the harm that sharing would do; that decision is recorded.",
                ]
            ),
            Heading("Safety, breaches, end", 2),
            Paragraph("The security statement is part of this agreement. A breach is told to the other party within 24 hours. Either party may"
                      " end it; from the day on which it ends, none of its fields is shown."),
            Facts([("For the authority", TO_FILL), ("For the body that sends", TO_FILL)]),
        ],
    )  # fmt: skip


def _draft(organisation: str) -> list[Block]:
    return [
        Paragraph(
            f"A draft for {organisation}, made by the program from its own facts. What stands in square brackets the authority completes;"
            " its data protection officer and a lawyer read the whole before anybody relies on it.",
            strong=True,
        )
    ]


def _paper(title: str, printed_at: datetime, blocks: Sequence[Block]) -> Document:
    return Document(title=title, blocks=blocks, printed_by="onroll papers", printed_at=printed_at, watermark="DRAFT")
