"""What an officer is asked before a letter: only what the letter needs, and nobody but the officer knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onroll.casework.queries.case_page import CasePage
from onroll.casework.queries.letters import SEARCHING, Draft, Writing, check_of, sent_ways, working_day_after
from onroll.core.wording import day_words
from onroll.web.case_forms import Ask, typed_day
from onroll.web.case_work.asking import YES_NO, today_text

ANSWER_DAYS = 10
"""Working days until an answer is asked for, where the officer says nothing else."""
LONG = frozenset(["reasons", "how_it_ended"])
HINTS: Mapping[str, str] = {
    "contact": "A telephone number and an e-mail address, one below the other.",
    "reasons": "Short and fair: what you know, and what you do not. The parent reads this.",
    "how_it_ended": "One sentence, such as: Robin is at Hill Primary and settling in.",
    "school": "Its name, and where it is.",
}
LABELS: Mapping[str, str] = {
    "contact": "How can they reach you?",
    "reply_by": "By when do you ask for an answer?",
    "reasons": "Why does it appear that the child gets no suitable education?",
    "school": "Which school?",
    "how_it_ended": "How did the case come to its end?",
}


def asks_for(offered: Writing, found: CasePage) -> list[Ask]:
    """Return the questions of a letter."""
    made = [_language(offered)] if len(offered.languages) > 1 else []
    made += _enquiry(offered, found)
    made += _recipient(offered)
    made += [_field(code) for code in ("contact", "reply_by", "reasons", "school", "how_it_ended") if code in offered.asks]
    answer_by = working_day_after(found.on, ANSWER_DAYS)
    begin = {"contact": offered.contact, "reply_by": typed_day(answer_by)}
    made = [replace(ask, value=begin[ask.name]) if ask.name in begin else ask for ask in made]
    made += _law(offered)
    how = sent_ways(offered.kind)
    made.append(Ask(name="how", label="How is it sent?", kind="radios", choices=how, required=True, error="Say how it is sent"))
    made.append(Ask(name="sent_on", label="On which day?", kind="date", required=True, value=today_text(found), error="Enter the day"))
    hint = "Kept with the letter; it does not stand in it."
    return [*made, Ask(name="because", label="Anything to add for the case", kind="textarea", hint=hint)]


def draft_from(offered: Writing, said: Mapping[str, Any]) -> Draft:
    """Return the letter that somebody describes."""
    enquiry = said.get("enquiry", "")
    typed = {code: said[code] for code in ("contact", "reasons", "school", "how_it_ended") if said.get(code)}
    if said.get("reply_by"):
        typed["reply_by"] = day_words(said["reply_by"])
    address = [line.strip() for line in said.get("address", "").splitlines() if line.strip()]
    return Draft(
        kind=offered.kind,
        recipient=(said["recipient"], *address),
        how=said["how"],
        sent_on=said["sent_on"],
        language=said.get("language") or "en",
        typed=typed,
        check_code=enquiry if enquiry and not enquiry.isdigit() else "",
        enquiry_id=int(enquiry) if enquiry.isdigit() else None,
        period_days=said.get("period_days") or 0,
        has_plan=said.get("has_plan") == "yes",
        no_help_because=said.get("no_help_because", ""),
        lives_here_because=said.get("lives_here_because", ""),
        because=said["because"],
    )


def _language(offered: Writing) -> Ask:
    return Ask(name="language", label="In which language?", kind="radios", choices=offered.languages, value="en", required=True)


def _enquiry(offered: Writing, found: CasePage) -> list[Ask]:
    """An enquiry that is open already, or a new one that the letter begins."""
    choices = {str(row.pk): f"{row.number}: {title}" for row, title in offered.enquiries}
    if not offered.kind.chases and not (offered.kind.to == "family" and found.case.state not in SEARCHING):
        there = {row.check_code for row, _ in offered.enquiries}
        choices |= {code: f"New: {check_of(code, found.on).title}" for code in offered.kind.checks if code not in there}
    if not choices or (not offered.kind.checks and not offered.kind.chases):
        return []
    label = "Which enquiry is it about?" if offered.kind.chases else "Which enquiry is it?"
    return [
        Ask(
            name="enquiry",
            label=label,
            kind="radios",
            choices=choices,
            required=True,
            value=next(iter(choices)) if len(choices) == 1 else "",
            error="Choose the enquiry",
        )
    ]


def _recipient(offered: Writing) -> list[Ask]:
    hint = f"By the registers: {'; '.join(offered.parents)}." if offered.parents else ""
    required = bool(offered.kind.step)
    return [
        Ask(name="recipient", label="To whom does it go?", hint=hint, required=True, value=offered.recipient, error="Say to whom it goes"),
        Ask(
            name="address",
            label="Address",
            kind="textarea",
            required=required,
            value=offered.address,
            error="Enter the address",
            hint="One line below the other.",
        ),
    ]


def _law(offered: Writing) -> list[Ask]:
    if not offered.kind.step:
        return []
    made = []
    if offered.shortest_period:
        hint = f"{offered.shortest_period} at least, the day of service included. By post, that is two working days later."
        made.append(
            Ask(
                name="period_days",
                label="How many days does the notice give?",
                kind="number",
                required=True,
                hint=hint,
                value=str(offered.shortest_period),
            )
        )
    if offered.kind.step == "order":
        label = "Does the child’s education, health and care plan name this school?"
        made.append(Ask(name="has_plan", label=label, kind="radios", choices=YES_NO, value="no"))
    if offered.kind.step == "notice_437" and not offered.lives_here:
        hint = "No register shows the child in your area. Without this the notice is refused."
        made.append(Ask(name="lives_here_because", label="Who says that the child lives in your area?", hint=hint))
    if offered.kind.step == "notice_437" and not offered.help_offered:
        hint = "No help is recorded yet. Record it first; or say here why none could be offered before the notice."
        made.append(Ask(name="no_help_because", label="Why was no help offered?", kind="textarea", hint=hint))
    return made


def _field(code: str) -> Ask:
    kind: Any = "date" if code == "reply_by" else "textarea" if code in LONG or code == "contact" else "text"
    error = "Enter the day" if code == "reply_by" else "Write this: the letter needs it"
    return Ask(name=code, label=LABELS[code], kind=kind, hint=HINTS.get(code, ""), required=True, error=error)
