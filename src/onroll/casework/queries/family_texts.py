"""The public page for families, in the language that they choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onroll.casework import clock
from onroll.casework.viewers import Viewer
from onroll.core.dated.family_texts import FAMILY_TEXTS, SECTIONS, FamilyText
from onroll.core.dated.letter_kinds import RIGHT_TO_LEFT
from onroll.core.dated.values import value_on


@dataclass(frozen=True, kw_only=True)
class FamilyPage:
    """The page in one language. Shape  direction: `ltr` or `rtl`. languages: every language that there is, by code, in its own words."""

    language: str
    text: FamilyText
    direction: str
    sections: tuple[tuple[str, str], ...]
    languages: Mapping[str, str]
    directions: Mapping[str, str]


def family_page(viewer: Viewer | None, language: str = "en") -> FamilyPage | None:
    """Return the page in a language; None where there is none in it. It is public: it tells of nobody, and nobody is asked who they are."""
    texts = value_on(FAMILY_TEXTS, clock.today())
    text = texts.get(language)
    if text is None:
        return None
    return FamilyPage(
        language=language,
        text=text,
        direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
        sections=SECTIONS,
        languages={code: each.name for code, each in texts.items()},
        directions={code: "rtl" if code in RIGHT_TO_LEFT else "ltr" for code in texts},
    )
