"""The texts that an authority's letters are made from, with every version that there was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.casework import clock
from onroll.casework.models import LetterTemplate
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.viewers import Viewer
from onroll.core.answers import no
from onroll.core.dated.family_texts import FAMILY_TEXTS
from onroll.core.dated.letter_kinds import KINDS, LANGUAGES, LetterKind, LetterText
from onroll.core.dated.letter_texts import TEXTS
from onroll.core.dated.values import value_on
from onroll.core.letters import accusing_words, example_of, fields_of, is_a_text, kind_of, translated_draft
from onroll.core.reading_age import EASY, reading_age

__all__ = ["LANGUAGES", "LetterText", "Sample", "TextLine", "TextPage", "fields_of", "letter_text", "letter_texts", "sample_of"]


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """One text on the list. Shape  code: of the language. version: 0 for the text that comes with Onroll."""

    kind: LetterKind
    code: str
    language: str
    version: int
    changed_on: date | None
    by_name: str


@dataclass(frozen=True, kw_only=True)
class TextPage:
    """One text with its fields, how it reads, and every version that there was."""

    kind: LetterKind
    language: str
    text: LetterText | None
    shipped: LetterText
    version: int
    is_own: bool
    versions: Sequence[LetterTemplate]
    reads_at: float
    easy: float = EASY


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A text as a letter would look, filled in with made-up values; why it cannot be used, and what could be said more kindly."""

    text: LetterText | None
    refusal: str
    accusing: Mapping[str, str]
    reads_at: float


def letter_texts(viewer: Viewer) -> list[TextLine]:
    """Return the texts that the viewer's authority uses, by letter and language."""
    require(viewer, Right.SEE_LETTERS)
    rows = LetterTemplate.objects.filter(authority=viewer.authority).order_by("version") if viewer.authority else []
    own = {(row.kind, row.language): row for row in rows}
    lines = []
    for kind in KINDS:
        languages = ["en", *sorted(language for code, language in own if code == kind.code and language != "en")]
        for language in languages:
            row = own.get((kind.code, language))
            if row is None or row.shipped:
                if language == "en":
                    lines.append(TextLine(kind=kind, code="en", language="English", version=0, changed_on=None, by_name=""))
                continue
            lines.append(
                TextLine(
                    kind=kind,
                    code=language,
                    language=LANGUAGES[language],
                    version=row.version,
                    changed_on=row.at.date(),
                    by_name=row.by_name,
                )
            )
    return lines


def letter_text(viewer: Viewer, code: str, language: str) -> TextPage | None:
    """Return one text of the viewer's authority with its versions; None where there is no such letter."""
    require(viewer, Right.SEE_LETTERS)
    kind = kind_of(code)
    if kind is None or language not in LANGUAGES:
        return None
    versions = list(LetterTemplate.objects.filter(authority=viewer.authority, kind=code, language=language).order_by("-version")[:50])
    shipped = value_on(TEXTS, clock.today())[code]
    translated = value_on(FAMILY_TEXTS, clock.today()).get(language) if code == "why_listed" and language != "en" else None
    shipped = translated_draft(translated.sentences) if translated is not None else shipped
    own = versions[0] if versions and not versions[0].shipped else None
    text = LetterText(own.subject, own.body) if own else shipped if language == "en" else None
    return TextPage(
        kind=kind,
        language=language,
        text=text,
        shipped=shipped,
        version=versions[0].version if versions else 0,
        is_own=own is not None,
        versions=versions,
        reads_at=reading_age(text.body) if text else 0.0,
    )


def sample_of(viewer: Viewer, code: str, text: LetterText) -> Sample:
    """Return a text as it would look in a letter, with what speaks against it."""
    require(viewer, Right.SEE_LETTERS)
    kind = kind_of(code)
    answer = is_a_text(kind, text) if kind else no("There is no such letter.")
    return Sample(
        text=example_of(text) if answer else None,
        refusal=answer.reason_not,
        accusing=accusing_words(text),
        reads_at=reading_age(text.body),
    )
