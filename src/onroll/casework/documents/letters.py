"""A letter as a document: whose it is, to whom, when, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from onroll.casework.documents.content import Block, Bullets, Document, Heading, Lines, Paragraph
from onroll.core.wording import day_words


def letter_document(
    *,
    letterhead: Sequence[str],
    recipient: Sequence[str],
    subject: str,
    body: str,
    sent_on: date,
    number: str,
    printed_by: str,
    printed_at: datetime,
    language: str = "en",
    watermark: str = "",
) -> Document:
    """Return a letter as a document. Shape  letterhead: the authority's name, then how to reach it. recipient: name, then address."""
    return Document(
        title=letterhead[0] if letterhead else "Letter",
        blocks=[
            *([Lines(letterhead[1:])] if letterhead[1:] else []),
            Lines([line for line in recipient if line.strip()]),
            Lines([day_words(sent_on), f"Our reference: {number}"]),
            Heading(subject, 2),
            *blocks_of(body),
        ],
        printed_by=printed_by,
        printed_at=printed_at,
        watermark=watermark,
        language="en-GB" if language == "en" else language,
    )


def blocks_of(body: str) -> Iterator[Block]:
    """Yield the parts of a letter's text: headings, lists, lines that stand under each other, and paragraphs."""
    for part in body.replace("\r\n", "\n").split("\n\n"):
        lines = [line.rstrip() for line in part.split("\n") if line.strip()]
        items: list[str] = []
        plain: list[str] = []
        for line in lines:
            if line.startswith("- "):
                yield from _plain(plain)
                plain = []
                items.append(line[2:].strip())
                continue
            if items:
                yield Bullets(items)
                items = []
            if line.startswith("## "):
                yield from _plain(plain)
                plain = []
                yield Heading(line[3:].strip(), 3)
            else:
                plain.append(line)
        if items:
            yield Bullets(items)
        yield from _plain(plain)


def _plain(lines: Sequence[str]) -> Iterator[Block]:
    if len(lines) == 1:
        yield Paragraph(lines[0])
    elif lines:
        yield Lines(list(lines))
