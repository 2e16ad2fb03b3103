"""The letters of casework: to whom each goes, what it may name, and what it must.

Source  issue 4, point 8; domain, sections 1.4 and 3.1. What a notice or an order must name: Education Act 1996, sections 437 and 438,
        as set out in domain, section 1.4; have a lawyer look at the texts before they are used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

To = Literal["family", "school", "authority", "agency", "anybody"]


@dataclass(frozen=True, slots=True)
class LetterField:
    """One thing that a letter can name, written in braces in its text.

    Shape  example: what a preview shows. tells_where: says where the child is or was; left out of a shielded child's letters.
           typed: nobody but the officer can say it.
    """

    code: str
    words: str
    example: str
    tells_where: bool = False
    typed: bool = False


FIELDS: tuple[LetterField, ...] = (
    LetterField("today", "The day of the letter", "19 January 2026"),
    LetterField("reference", "The case’s number", "Case 41"),
    LetterField("authority", "The name of your authority", "Eastshire"),
    LetterField("officer", "Who writes", "Sam Example"),
    LetterField("contact", "How to reach who writes", "01632 960 100, sam@eastshire.example", typed=True),
    LetterField("recipient", "To whom the letter goes", "Mrs A. Parent", typed=True),
    LetterField("reply_by", "The day by which you ask for an answer", "2 February 2026", typed=True),
    LetterField("child", "The child’s full name", "Robin Example"),
    LetterField("child_first_name", "The child’s first name", "Robin"),
    LetterField("child_born", "The child’s date of birth", "3 March 2014"),
    LetterField("child_address", "The last address that is known", "1 Made-up Street, ZZ1 1ZZ", tells_where=True),
    LetterField("last_school", "The last school that is known", "Hill Primary", tells_where=True),
    LetterField("enquiry", "The enquiry’s number", "E000012"),
    LetterField("asked", "What the enquiry asks", "Admissions, home education and transport"),
    LetterField("asked_on", "The day on which it was asked", "5 January 2026"),
    LetterField("lawful_basis", "The law that lets you ask", "Education Act 1996, section 436A"),
    LetterField(
        "reasons", "Why it appears that the child gets no suitable education", "Robin has been on no school’s roll since July.", typed=True
    ),
    LetterField("help_offered", "What help was offered", "a visit on 5 January; a place at Hill Primary"),
    LetterField("served_on", "The day on which the paper is served", "19 January 2026"),
    LetterField("period_days", "How many days the notice gives", "15"),
    LetterField("period_ends_on", "The last day of those", "2 February 2026"),
    LetterField("school", "The school that is, or would be, named", "Hill Primary", typed=True),
    LetterField(
        "listed_because",
        "Why the child is listed, in plain words",
        "a school’s list no longer shows Robin, and nobody has told us why",
        tells_where=True,
    ),
    LetterField("listed_from", "Which records say so", "the lists of pupils that schools keep", tells_where=True),
    LetterField(
        "complain_to",
        "To whom a family can complain, not the officer who writes",
        "Lee Example, head of education, 01632 960 200",
        typed=True,
    ),
    LetterField("how_it_ended", "How the case came to its end", "Robin is at Hill Primary and settling in", typed=True),
)


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter.

    Shape  needs: fields without which the text is refused. checks: the enquiries that it can ask; empty for none. step: the step of
           the law that it is. closed_too: can be written once the case has ended.
    """

    code: str
    title: str
    to: To
    explains: str
    may: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    step: str = ""
    chases: bool = False
    closed_too: bool = False


@dataclass(frozen=True, slots=True)
class LetterText:
    """The subject and the body of a letter, with its fields in braces or already filled in."""

    subject: str
    body: str


EVERYWHERE = ("today", "reference", "authority", "officer", "contact", "recipient", "child", "child_first_name")
_ASKING = ("enquiry", "asked", "reply_by", "lawful_basis", "child_born", "child_address", "last_school")

KINDS: tuple[LetterKind, ...] = (
    LetterKind(
        "parent_first",
        "First letter to a parent",
        "family",
        "Says who you are, asks how the child is, and offers help. It counts as an enquiry while the child is being looked for.",
        may=("reply_by",),
        needs=("contact",),
        checks=("WRITE",),
    ),
    LetterKind(
        "last_address",
        "Letter to the last known address",
        "family",
        "For whoever opens it: it says as little as it can. It counts as an enquiry.",
        may=("reply_by",),
        needs=("contact",),
        checks=("WRITE",),
    ),
    LetterKind(
        "school_old",
        "Request to the last school",
        "school",
        "Asks what the school knows: when the child left, where to, and who was told.",
        may=_ASKING,
        needs=("enquiry", "lawful_basis"),
        checks=("ORIGIN_DEST_LA", "STAFF_PEERS", "SIBLING"),
    ),
    LetterKind(
        "school_new",
        "Request to a school where the child may be now",
        "school",
        "Asks whether the child is on the roll, and since when they attend.",
        may=_ASKING,
        needs=("enquiry", "lawful_basis"),
        checks=("ORIGIN_DEST_LA", "SIBLING"),
    ),
    LetterKind(
        "authority",
        "Request to another authority",
        "authority",
        "Asks an authority where the child may live, or used to, what it knows.",
        may=_ASKING,
        needs=("enquiry", "lawful_basis"),
        checks=("ORIGIN_DEST_LA",),
    ),
    LetterKind(
        "agency",
        "Request to an agency",
        "agency",
        "One question to one agency, with the law that lets you ask.",
        may=_ASKING,
        needs=("enquiry", "lawful_basis", "asked"),
        checks=(
            "AGENCY",
            "HEALTH",
            "CSC_YJS",
            "COUNCIL_TAX_HOUSING",
            "POLICE",
            "HMRC",
            "UKVI_BF",
            "MOD",
            "LA_LOCAL",
            "GIAP_NPD",
            "S2S_LPD",
        ),
    ),
    LetterKind(
        "chasing",
        "Chasing letter",
        "anybody",
        "Reminds whoever was asked and has not answered.",
        may=(*_ASKING, "asked_on"),
        needs=("enquiry", "asked_on"),
        chases=True,
    ),
    LetterKind(
        "notice_437",
        "Notice to satisfy the authority (section 437(1))",
        "family",
        "Asks the parent to show that the child is suitably educated, within at least 15 days.",
        may=("child_born", "reasons", "help_offered", "served_on", "period_days", "period_ends_on"),
        needs=("child", "period_ends_on", "period_days", "reasons"),
        step="notice_437",
    ),
    LetterKind(
        "intention_438",
        "Notice of intention to name a school (section 438)",
        "family",
        "Names the school that an order would name, and gives the parent at least 15 days to ask for another.",
        may=("child_born", "served_on", "period_days", "period_ends_on", "school", "reasons", "help_offered"),
        needs=("child", "school", "period_ends_on"),
        step="intention_438",
    ),
    LetterKind(
        "order",
        "School attendance order (section 437(3))",
        "family",
        "Requires the parent to register the child at the school that it names.",
        may=("child_born", "served_on", "school", "reasons"),
        needs=("child", "school"),
        step="order",
    ),
    LetterKind(
        "why_listed",
        "Letter that says why the child is listed",
        "family",
        "Says why the child is on the list and from which records, how to correct that, and how to complain to somebody else than you.",
        may=("reply_by",),
        needs=("contact", "listed_because", "listed_from", "complain_to"),
    ),
    LetterKind(
        "closing",
        "Letter of thanks, when a case ends",
        "anybody",
        "Says that the enquiries are over, and whom to ask for help later.",
        may=("how_it_ended",),
        closed_too=True,
    ),
)

LANGUAGES: dict[str, str] = {
    "en": "English",
    "cy": "Welsh",
    "ar": "Arabic",
    "bn": "Bengali",
    "bg": "Bulgarian",
    "zh": "Chinese",
    "fa": "Farsi",
    "fr": "French",
    "gu": "Gujarati",
    "ku": "Kurdish",
    "lt": "Lithuanian",
    "pl": "Polish",
    "pt": "Portuguese",
    "pa": "Punjabi",
    "ro": "Romanian",
    "rom": "Romani",
    "ru": "Russian",
    "so": "Somali",
    "es": "Spanish",
    "ti": "Tigrinya",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
}
"""Languages in which an authority may write texts of its own. Onroll comes with English alone."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ku", "ur"})

NOT_IN_PDF = frozenset({"ar", "bn", "fa", "gu", "ku", "pa", "ti", "ur", "zh"})
"""Languages whose letters the fonts of our PDFs cannot write, or not in their order: their letters come as Word files alone."""
