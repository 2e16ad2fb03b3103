"""Letters from texts with named fields: which fields a text may hold, what it lacks, and what it says once they are filled in.

A text is plain: paragraphs between empty lines, lines that begin with `- ` make a list, one that begins with `## ` is a heading.

Source  issue 4, point 8 (letters from editable templates, in neutral wording).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onroll.core.answers import YES, Answer, first_no, no
from onroll.core.dated.letter_kinds import EVERYWHERE, FIELDS, KINDS, LetterField, LetterKind, LetterText
from onroll.core.wording import uncapitalised

LONGEST_SUBJECT, LONGEST_TEXT = 200, 12_000
_FIELD = re.compile(r"\{([^{}]*)\}")

ACCUSING: Mapping[str, str] = {
    "truant": "missing school",
    "truancy": "absence",
    "absconded": "left",
    "failed to": "has not",
    "failure to": "not yet",
    "refused": "said no",
    "refuses": "says no",
    "uncooperative": "has not answered",
    "non-compliant": "has not answered",
    "hard to reach": "we have not reached",
    "must explain": "please tell us",
    "you are required to": "please",
    "prosecute you": "what the law says",
    "illegal": "against the law",
    "allegation": "what we were told",
    "alleged": "we were told",
}
"""Words that accuse, and what can be said instead. Source: anchors, section 5, complaint 19 (families feel accused)."""


class MissingWords(ValueError):
    """A text cannot be filled in. Shape  fields: those without a value."""

    def __init__(self, fields: Sequence[LetterField]) -> None:
        super().__init__(f"Nobody has said yet: {'; '.join(each.words.lower() for each in fields)}.")
        self.fields = tuple(fields)


def kind_of(code: str) -> LetterKind | None:
    """Return a kind of letter by its code; None where there is none."""
    return next((kind for kind in KINDS if kind.code == code), None)


def field_of(code: str) -> LetterField | None:
    """Return a field by its code; None where there is none."""
    return next((field for field in FIELDS if field.code == code), None)


def fields_of(kind: LetterKind) -> tuple[LetterField, ...]:
    """Return the fields that the texts of a kind may hold."""
    allowed = {*EVERYWHERE, *kind.may, *kind.needs}
    return tuple(field for field in FIELDS if field.code in allowed)


def fields_in(text: LetterText) -> tuple[LetterField, ...]:
    """Return the fields that a text holds, each once, in the order of the list."""
    codes = set(_FIELD.findall(text.subject)) | set(_FIELD.findall(text.body))
    return tuple(field for field in FIELDS if field.code in codes)


def is_a_text(kind: LetterKind, text: LetterText) -> Answer:
    """Return whether a text can be used for a kind of letter: whole, not too long, with no unknown field, and with those it needs."""
    return first_no([_has_words(text), _has_whole_braces(text), _has_known_fields(kind, text), _has_needed_fields(kind, text)])


def accusing_words(text: LetterText) -> dict[str, str]:
    """Return the words in a text that may read as an accusation, each with what can be said instead. A warning, not a refusal."""
    plain = f"{text.subject}\n{text.body}".lower()
    return {word: instead for word, instead in ACCUSING.items() if re.search(rf"\b{re.escape(word)}\b", plain)}


def filled_in(text: LetterText, values: Mapping[str, str]) -> LetterText:
    """Return a text with its fields filled in. A value is taken as it is: braces inside it mean nothing.

    Raises  MissingWords where a field has no value.
    """
    missing = [field for field in fields_in(text) if not values.get(field.code, "").strip()]
    if missing:
        raise MissingWords(missing)

    def value(found: re.Match[str]) -> str:
        return values[found.group(1)].strip()

    return LetterText(_FIELD.sub(value, text.subject), _FIELD.sub(value, text.body))


def example_of(text: LetterText) -> LetterText:
    """Return a text filled in with made-up values, as a preview shows it."""
    return filled_in(text, {field.code: field.example for field in FIELDS})


def translated_draft(sentences: Mapping[str, str]) -> LetterText:
    """Return a draft of the letter that says why a child is listed, from the sentences of the public page in one language.

    It is where somebody who writes in that language begins: a sworn translator looks at it before an authority uses it.
    """
    parts = [
        "{recipient}",
        sentences["why"],
        "{listed_because} ({listed_from})",
        *(f"## {sentences[f'{part}_heading']}\n\n{sentences[part]}" for part in ("help", "correct", "see", "complain")),
        "{complain_to}",
        sentences["never"],
        f"## {sentences['contact']}\n\n{{contact}}",
        "{officer}\n{authority}",
    ]
    return LetterText(sentences["title"], "\n\n".join(parts))


def may_send(kind: LetterKind, sent: LetterText, must_say: Mapping[str, str]) -> Answer:
    """Return whether a letter, perhaps changed by hand, can go out: nothing left open, and what the law wants still in it.

    Shape  must_say: the filled-in values of the fields that the kind needs, by their code.
    """
    if not sent.subject.strip() or not sent.body.strip():
        return no("A letter has a subject and a text.")
    left = _FIELD.search(f"{sent.subject}\n{sent.body}")
    if left:
        return no(f"The letter still has an open field: {left.group(0)}.")
    if len(sent.subject) > LONGEST_SUBJECT or len(sent.body) > LONGEST_TEXT:
        return no("The letter is too long.")
    for code in kind.needs:
        value, field = must_say.get(code, ""), field_of(code)
        if value and field is not None and value not in f"{sent.subject}\n{sent.body}":
            return no(f"The letter must still say: {field.words.lower()} ({value}).")
    return YES


def _has_words(text: LetterText) -> Answer:
    if not text.subject.strip():
        return no("Give the letter a subject.")
    if not text.body.strip():
        return no("Write the letter.")
    if len(text.subject) > LONGEST_SUBJECT or len(text.body) > LONGEST_TEXT:
        return no(f"A subject has {LONGEST_SUBJECT} characters at most, a letter {LONGEST_TEXT:,}.")
    return YES if "\n" not in text.subject.strip() else no("A subject is one line.")


def _has_whole_braces(text: LetterText) -> Answer:
    rest = _FIELD.sub("", f"{text.subject}\n{text.body}")
    return YES if "{" not in rest and "}" not in rest else no("A field begins with { and ends with }: one of them is missing.")


def _has_known_fields(kind: LetterKind, text: LetterText) -> Answer:
    known = {field.code for field in fields_of(kind)}
    for code in _FIELD.findall(f"{text.subject}\n{text.body}"):
        if code not in known:
            return no(f"There is no field called {{{code}}} in this letter.")
    return YES


def _has_needed_fields(kind: LetterKind, text: LetterText) -> Answer:
    there = {field.code for field in fields_in(text)}
    for code in kind.needs:
        field = field_of(code)
        if field is not None and code not in there:
            return no(f"This letter must hold the field {{{code}}}: {uncapitalised(field.words)}.")
    return YES
