"""An authority's own texts of letters: each change is a new version, and none is lost."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from onroll.accounts.audit import Happening, record
from onroll.casework import clock
from onroll.casework.actions.case_book import needs_because
from onroll.casework.models import LetterTemplate
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.dated.letter_kinds import LANGUAGES, LetterKind, LetterText
from onroll.core.letters import is_a_text


class TextHasChanged(CannotDoNow):
    """Somebody else changed the text meanwhile. Shape  latest: what it says now."""

    def __init__(self, latest: LetterTemplate) -> None:
        super().__init__(f"{latest.by_name} changed this text while you were writing. Yours stands below; look, and send it again.")
        self.latest = latest


def write_template(*, by: Viewer, kind: LetterKind, language: str, text: LetterText, because: str, seen_version: int) -> LetterTemplate:
    """Keep a new version of the text that the viewer's authority uses.

    Raises  CannotDoNow with core's sentence: for an unknown field, a missing one; TextHasChanged.
    """
    text = LetterText(text.subject.strip(), text.body.strip().replace("\r\n", "\n"))
    answer = is_a_text(kind, text)
    if not answer:
        raise CannotDoNow(answer.reason_not)
    return _keep(by, kind, language, text, because, seen_version, shipped=False)


def use_shipped_text(*, by: Viewer, kind: LetterKind, language: str, because: str, seen_version: int) -> LetterTemplate:
    """Give up the authority's own text; from now on the one that comes with Onroll counts, or none in another language.

    Raises  CannotDoNow; TextHasChanged.
    """
    return _keep(by, kind, language, LetterText("", ""), because, seen_version, shipped=True)


def _keep(
    by: Viewer, kind: LetterKind, language: str, text: LetterText, because: str, seen_version: int, *, shipped: bool
) -> LetterTemplate:
    require(by, Right.EDIT_LETTERS)
    if not by.authority:
        raise CannotDoNow("Only an authority has letters of its own.")
    if language not in LANGUAGES:
        raise CannotDoNow("Choose a language from the list.")
    why = needs_because(because)
    with transaction.atomic():
        latest = LetterTemplate.objects.filter(authority=by.authority, kind=kind.code, language=language).order_by("-version").first()
        if latest is not None and latest.version != seen_version:
            raise TextHasChanged(latest)
        if shipped and (latest is None or latest.shipped):
            raise CannotDoNow("Your authority has no text of its own to give up.")
        row = LetterTemplate(
            authority=by.authority,
            kind=kind.code,
            language=language,
            version=(latest.version if latest else 0) + 1,
            subject=text.subject,
            body=text.body,
            shipped=shipped,
            because=why[:400],
            at=clock.now(),
            by=by.username,
            by_name=by.full_name,
        )
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as at_once:
            there = LetterTemplate.objects.filter(authority=by.authority, kind=kind.code, language=language).order_by("-version")[0]
            raise TextHasChanged(there) from at_once
        body = {"kind": kind.code, "language": language, "version": row.version, "shipped": shipped}
        record(by.doer, Happening(kind="letter_text.changed", subject=kind.code, body=body))
    return row
