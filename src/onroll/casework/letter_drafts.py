"""A letter while it is being written: which text it is made from, and what its fields say of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onroll.casework.case_facts import contact_is_unsafe
from onroll.casework.models import Case, Enquiry, HelpOffer, LetterTemplate
from onroll.casework.the_index import the_index, the_tables
from onroll.casework.viewers import Viewer
from onroll.core.answers import YES, Answer, first_no, no
from onroll.core.attendance_orders import earliest_answer_day, of_age
from onroll.core.dated.attendance_order_law import HOW_SERVED, PERIODS
from onroll.core.dated.family_texts import OTHER_RECORDS, REGISTERS_FOR_FAMILIES, TOLD_OF, WHAT_WE_WERE_TOLD, WHY_LISTED
from onroll.core.dated.help_offers import HELP
from onroll.core.dated.letter_kinds import FIELDS, LetterKind, LetterText
from onroll.core.dated.letter_texts import TEXTS
from onroll.core.dated.values import value_on
from onroll.core.enquiries import check_of
from onroll.core.names_as_said import as_said
from onroll.core.wording import day_words, uncapitalised
from onroll.core.working_days import working_day_after
from onroll.pipeline.run_rows import Child
from onroll.pipeline.schools import schools_of

WITHHELD, NOT_KNOWN = "not given in this letter", "not known"
HOW_SENT: Mapping[str, str] = {**HOW_SERVED, "email": "By secure e-mail", "portal": "Through a secure portal"}
LATE_FIELD = "enquiry"
"""The enquiry's number is given when the letter is sent, where the letter itself begins the enquiry."""


def sent_ways(kind: LetterKind) -> Mapping[str, str]:
    """Return the ways in which a letter of a kind can be sent; papers of the law are served."""
    if kind.step:
        return HOW_SERVED
    return (
        HOW_SENT
        if kind.to == "family"
        else {"post": "By post", "email": "By secure e-mail", "portal": HOW_SENT["portal"], "by_hand": "By hand"}
    )


class NoText(LookupError):
    """There is no text of a letter in that language."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What an officer says of one letter.

    Shape  recipient: name first, then the lines of the address. typed: values of fields that nobody else can know. check_code: the
           enquiry that the letter begins; enquiry_id: one that it belongs to. subject, body: as changed by hand, both or neither.
           period_days, has_plan, no_help_because, lives_here_because: of papers of the law.
    """

    kind: LetterKind
    recipient: tuple[str, ...]
    how: str
    sent_on: date
    language: str = "en"
    typed: Mapping[str, str] = field(default_factory=dict)
    check_code: str = ""
    enquiry_id: int | None = None
    period_days: int = 0
    has_plan: bool = False
    no_help_because: str = ""
    lives_here_because: str = ""
    because: str = ""
    subject: str = ""
    body: str = ""

    @property
    def served_on(self) -> date:
        """The day on which the letter counts as served: at once by hand, some working days later by post."""
        takes = value_on(PERIODS, self.sent_on).post_takes if self.how == "post" else 0
        return working_day_after(self.sent_on, takes) if takes else self.sent_on

    @property
    def period_ends_on(self) -> date:
        """The last day of a notice's period."""
        return earliest_answer_day(self.served_on, max(self.period_days, 1))


def text_for(authority: str, kind: str, language: str, on: date) -> tuple[LetterText, int]:
    """Return the text that an authority uses for a letter, and its version; 0 for the text that comes with Onroll.

    Raises  NoText where there is none in that language.
    """
    own = LetterTemplate.objects.filter(authority=authority, kind=kind, language=language).order_by("-version").first()
    if own is not None and not own.shipped:
        return LetterText(own.subject, own.body), own.version
    if language == "en":
        return value_on(TEXTS, on)[kind], 0
    raise NoText("Your authority has no text of this letter in that language yet.")


def languages_of(authority: str, kind: str) -> list[str]:
    """Return the languages in which an authority has a text of a letter, English first."""
    rows = LetterTemplate.objects.filter(authority=authority, kind=kind).order_by("version").values_list("language", "shipped")
    latest = dict(rows)
    return ["en", *sorted(language for language, shipped in latest.items() if language != "en" and not shipped)]


def may_write(kind: LetterKind, case: Case, child: Child | None, on: date, *, unsafe: bool | None = None) -> Answer:
    """Return whether a letter of a kind can be written in a case now. Shape  unsafe: where the caller knows already."""
    return first_no([_is_open(kind, case), _is_safe(kind, case, unsafe), _is_lawful(kind, child, on)])


def values_for(draft: Draft, case: Case, child: Child | None, by: Viewer, on: date, enquiry: Enquiry | None) -> dict[str, str]:
    """Return what the fields of a letter say. A shielded child's letters say nothing of where the child is, or was."""
    check = check_of(enquiry.check_code if enquiry else draft.check_code, on) if enquiry or draft.check_code else None
    values = {
        "today": day_words(draft.sent_on),
        "reference": f"Case {case.pk}",
        "authority": by.organisation_name,
        "officer": by.full_name,
        "recipient": draft.recipient[0] if draft.recipient else "",
        "child": _name(child) or f"child {case.child_id}",
        "child_first_name": as_said(child.forename) if child and child.forename else "the child",
        "child_born": day_words(child.date_of_birth) if child and child.date_of_birth else NOT_KNOWN,
        "child_address": _address(child) or NOT_KNOWN,
        "last_school": _school(child) or NOT_KNOWN,
        "listed_because": why_listed(child),
        "listed_from": listed_from(child),
        "help_offered": help_in_words(case) or "nothing yet; please tell us what would help",
        "served_on": day_words(draft.served_on),
        "period_days": str(draft.period_days) if draft.period_days else "",
        "period_ends_on": day_words(draft.period_ends_on) if draft.period_days else "",
        "asked": uncapitalised(check.title) if check else "",
        "lawful_basis": (enquiry.lawful_basis if enquiry else check.lawful_basis) if check else "",
        "asked_on": day_words(enquiry.asked_on) if enquiry else "",
        "enquiry": enquiry.number if enquiry else f"{{{LATE_FIELD}}}" if draft.check_code else "",
        **{each.code: draft.typed[each.code].strip() for each in FIELDS if each.typed and draft.typed.get(each.code, "").strip()},
    }
    values["contact"] = ", ".join(line.strip() for line in values.get("contact", "").splitlines() if line.strip())
    if case.shielded or (child is not None and child.shielded):
        values |= {each.code: WITHHELD for each in FIELDS if each.tells_where}
    return values


def why_listed(child: Child | None) -> str:
    """Return why a child is listed, in words for the family."""
    tables = the_tables() if child is not None else None
    finding = tables.finding_of(child.child_id) if tables is not None and child is not None else None
    name = as_said(child.forename) if child is not None and child.forename else "your child"
    return (WHY_LISTED[finding.finding] if finding is not None else TOLD_OF).format(child=name)


def listed_from(child: Child | None) -> str:
    """Return which records a finding rests on, in words for the family; registers that would tell too much are not named."""
    tables = the_tables() if child is not None else None
    finding = tables.finding_of(child.child_id) if tables is not None and child is not None else None
    registers = [reference.partition(":")[0] for reference in finding.evidence] if finding is not None else []
    named = dict.fromkeys(REGISTERS_FOR_FAMILIES.get(register, OTHER_RECORDS) for register in registers if register)
    return "; ".join(sorted(named, key=lambda each: each == OTHER_RECORDS)) or WHAT_WE_WERE_TOLD


def help_in_words(case: Case) -> str:
    """Return what help was offered to the family in this episode, in one line; empty where none was."""
    rows = HelpOffer.objects.filter(case=case, episode=case.episode).order_by("on", "id")
    return "; ".join(f"{uncapitalised(HELP[row.what])} ({day_words(row.on)})" for row in rows)


def _is_open(kind: LetterKind, case: Case) -> Answer:
    if case.restricted:
        return no("The record is restricted: no letters are written from it.")
    if not case.is_open and not kind.closed_too:
        return no("The case has ended: open it again first.")
    return YES


def _is_safe(kind: LetterKind, case: Case, unsafe: bool | None) -> Answer:
    if kind.to != "family" or not (contact_is_unsafe(case) if unsafe is None else unsafe):
        return YES
    return no("A letter to the family could put the child in danger. Speak to social care first.")


def _is_lawful(kind: LetterKind, child: Child | None, on: date) -> Answer:
    return of_age(child.date_of_birth if child else None, on) if kind.step else YES


def _name(child: Child | None) -> str:
    return " ".join(as_said(part) for part in (child.forename, child.surname) if part) if child else ""


def _address(child: Child | None) -> str:
    return ", ".join(part for part in (child.address_line_1, child.postcode) if part) if child else ""


def _school(child: Child | None) -> str:
    if child is None or not child.roll_urn:
        return ""
    school = schools_of(the_index()).get(child.roll_urn)
    return school.name if school is not None and school.name else f"the school with number {child.roll_urn}"
