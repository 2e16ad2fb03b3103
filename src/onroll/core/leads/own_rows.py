"""What the rows about the child say: housing, benefit, health, social care, applications, travel and replies.

A row that says the same as before the child was lost is still an answer: this register shows the child there to this day.

Source  issue 4, point 4; domain, section 3.1 (LA_LOCAL, HOUSING, HEALTH, HMRC, CSC, UKVI); contracts, section 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from onroll.core.dated.enquiry_checks import OutcomeCode
from onroll.core.leads.shape import Lead, RegisterRow, Sought, Strength, place_key, place_words
from onroll.core.wording import day_words

_EXITS = {
    "embarkation": "left the country",
    "scotland": "moved to Scotland",
    "wales": "moved to Wales",
    "northern_ireland": "moved to Northern Ireland",
}
_EPISODES = {"cin": "a child in need", "cpp": "on a child protection plan", "cla": "looked after"}
_JUSTICE = {"custody": "in custody", "community": "under a community order"}


def own_leads(sought: Sought, rows: Iterable[RegisterRow]) -> list[Lead]:
    """Return the leads that the child's own rows give, one a row at most."""
    found = (RULES[row.register](sought, row) for row in rows if row.register in RULES)
    return [lead for lead in found if lead is not None]


def _lead(
    sought: Sought,
    row: RegisterRow,
    source: str,
    says: str,
    strength: Strength,
    why: str,
    check: str,
    outcome: OutcomeCode,
    facts: tuple[Any, ...],
    *,
    is_place: bool = True,
    urn: str = "",
    happened_on: date | None = None,
    household: bool = False,
) -> Lead:
    return Lead(
        child_id=sought.child_id,
        source=source,
        register=row.register,
        supplier=row.supplier,
        as_at=row.as_at,
        says=says,
        matched="The row is about the child, by the linking of records.",
        strength=strength,
        why_so_strong=why,
        check=check,
        outcome=outcome,
        evidence=(row.reference,),
        facts=tuple("" if each is None else str(each) for each in facts),
        place=place_words(row.line, row.postcode) if is_place else "",
        place_key=place_key(row.line, row.postcode) if is_place else "",
        urn=urn,
        happened_on=happened_on,
        household=household,
    )


def _where(sought: Sought, row: RegisterRow) -> tuple[str, Strength, str]:
    """The address in words, and what it is worth: new since the child was lost, or the one already known."""
    there = place_words(row.line, row.postcode)
    if not there:
        return "no address given", "weak", "it gives no address"
    last = sought.last_home
    if last is None:
        return f"at {there}", "strong", "the only address that is known"
    moved = place_key(row.line, row.postcode) != last.key if last.key else row.postcode != last.postcode
    if moved and row.as_at >= (sought.since or date.min):
        return f"at {there}, not the last known address", "strong", "a new address, in a row about the child"
    if row.still_shown and row.as_at >= (sought.since or date.min):
        return f"at {there}, the last known address", "fair", "the last known address, said again after the child was lost"
    return f"at {there}", "weak", "no newer than what is known"


def _housing(sought: Sought, row: RegisterRow) -> Lead | None:
    kind = {"social": "social housing", "temporary": "temporary accommodation"}.get(str(row.said.get("kind") or ""), "housing")
    if row.said.get("kind") == "refuge":
        return None
    starts, ends = row.said.get("tenancy_start"), row.said.get("tenancy_end")
    there, strength, why = _where(sought, row)
    facts = ("tenancy", place_key(row.line, row.postcode) or row.postcode, starts, ends, row.still_shown)
    if (ends is not None and ends <= row.as_at) or not row.still_shown:
        ended = f"ended on {day_words(ends)}" if ends is not None else f"is no longer shown after {day_words(row.as_at)}"
        says = f"A tenancy ({kind}) {there} {ended}. The housing provider may know the next address."
        why = "it says that the household has left, not where it went"
        return _lead(sought, row, "housing", says, "weak", why, "COUNCIL_TAX_HOUSING", "no_trace", facts, is_place=False, household=True)
    says = f"A tenancy ({kind}) {there}{_since(starts)}, shown on {day_words(row.as_at)}."
    return _lead(
        sought, row, "housing", says, strength, why, "COUNCIL_TAX_HOUSING", "traced_address", facts, happened_on=starts, household=True
    )


def _benefit(sought: Sought, row: RegisterRow) -> Lead | None:
    starts, ends = row.said.get("claim_start"), row.said.get("claim_end")
    there, strength, why = _where(sought, row)
    facts = ("claim", place_key(row.line, row.postcode) or row.postcode, starts, ends, row.still_shown)
    if ends is not None and ends <= row.as_at:
        says = f"Child benefit ended on {day_words(ends)}. An ended claim bears out no departure."
        return _lead(
            sought,
            row,
            "benefit",
            says,
            "weak",
            "it says nothing of where",
            "HMRC",
            "inconclusive",
            facts,
            is_place=False,
            happened_on=ends,
        )
    if not row.still_shown:
        return None
    says = f"Child benefit is claimed {there}, shown on {day_words(row.as_at)}."
    return _lead(sought, row, "benefit", says, strength, why, "HMRC", "traced_address", facts, happened_on=starts)


def _health(sought: Sought, row: RegisterRow) -> Lead | None:
    registered, ended = row.said.get("registered_on"), row.said.get("deregistered_on")
    reason, practice = str(row.said.get("removal_reason") or ""), str(row.said.get("gp_practice") or "")
    facts = ("registration", place_key(row.line, row.postcode) or row.postcode, practice, registered, ended, reason, row.still_shown)
    if row.said.get("date_of_death") is not None or reason == "death":
        says = "The health register records a death. Confirm it with the register before anybody is told."
        return _lead(sought, row, "health", says, "strong", "an official record", "HEALTH", "inconclusive", facts, is_place=False)
    if ended is not None and ended <= row.as_at:
        exit_words = _EXITS.get(reason)
        says = f"The registration with practice {practice} ended on {day_words(ended)}: {exit_words or 'the reason says nothing of where'}."
        if exit_words:
            return _lead(
                sought, row, "health", says, "strong", "an official record of the reason", "HEALTH", "abroad_evidence", facts,
                is_place=False, happened_on=ended,
            )  # fmt: skip
        why = "it says that the child left the list, not where to"
        return _lead(sought, row, "health", says, "weak", why, "HEALTH", "inconclusive", facts, is_place=False, happened_on=ended)
    if not row.still_shown:
        says = f"The health register no longer shows the child after {day_words(row.as_at)}. Practice {practice} may know why."
        why = "it says that the child left the list, not where to"
        return _lead(sought, row, "health", says, "weak", why, "HEALTH", "inconclusive", facts, is_place=False)
    there, strength, why = _where(sought, row)
    if registered is not None and sought.since is not None and registered >= sought.since:
        strength, why = "strong", "registered since the child was lost"
    says = f"Registered with practice {practice or 'unknown'}{_since(registered)}, {there}, shown on {day_words(row.as_at)}."
    says += " It may have appointments."
    return _lead(sought, row, "health", says, strength, why, "HEALTH", "traced_address", facts, happened_on=registered)


def _social_care(sought: Sought, row: RegisterRow) -> Lead | None:
    return _episode(sought, row, _EPISODES, "Children’s social care")


def _youth_justice(sought: Sought, row: RegisterRow) -> Lead | None:
    return _episode(sought, row, _JUSTICE, "The youth justice service")


def _episode(sought: Sought, row: RegisterRow, kinds: Mapping[str, str], who: str) -> Lead | None:
    starts, ends = row.said.get("start_date"), row.said.get("end_date")
    kind = kinds.get(str(row.said.get("episode") or ""), "known")
    facts = ("episode", kind, starts, ends, row.still_shown, row.postcode)
    if (ends is not None and ends <= row.as_at) or not row.still_shown:
        says = f"{who} knew the child as {kind} until {day_words(ends or row.as_at)}."
        return _lead(sought, row, "social_care", says, "weak", "a past episode", "CSC_YJS", "inconclusive", facts, is_place=False)
    there, strength, why = _where(sought, row)
    strength = "strong" if strength == "strong" else "fair"
    says = f"{who} has the child as {kind}{_since(starts)}, {there}, shown on {day_words(row.as_at)}. Ask the named worker."
    return _lead(
        sought, row, "social_care", says, strength, f"an open episode; {why}", "CSC_YJS", "traced_address", facts, happened_on=starts
    )


def _admissions(sought: Sought, row: RegisterRow) -> Lead | None:
    applied, status = row.said.get("application_date"), str(row.said.get("status") or "")
    urn = str(row.said.get("school_urn") or "")
    if not isinstance(applied, date) or (
        sought.since is not None and (sought.since - applied).days > 60 and row.said.get("kind") == "in_year"
    ):
        return None
    did = {
        "applied": "An application was made",
        "offered": "A place was offered",
        "accepted": "A place was accepted",
        "refused": "An application was refused",
        "withdrawn": "An application was withdrawn",
        "started": "A start was recorded",
    }.get(status, "An application was made")
    there, _, _ = _where(sought, row)
    starts = row.said.get("start_date")
    says = f"{did} for school {urn or 'not named'} (application of {day_words(applied)}"
    says += f", start {day_words(starts)}" if isinstance(starts, date) else ""
    says += f"), {there}, shown on {day_words(row.as_at)}."
    strength: Strength = "strong" if status in ("offered", "accepted", "started", "applied") and row.still_shown else "fair"
    why = "the family itself applied" if strength == "strong" else "the application is over"
    facts = ("application", applied, status, urn, starts, place_key(row.line, row.postcode) or row.postcode)
    return _lead(
        sought, row, "admissions", says, strength, why, "LA_LOCAL", "traced_address" if row.postcode else "inconclusive", facts,
        urn=urn, happened_on=applied,
    )  # fmt: skip


def _travel(sought: Sought, row: RegisterRow) -> Lead | None:
    on, event, country = row.said.get("event_date"), row.said.get("event"), str(row.said.get("country") or "")
    if not isinstance(on, date) or (sought.since is not None and (sought.since - on).days > 90):
        return None
    where = f" ({country})" if country else ""
    if event == "exit":
        says = f"An exit from the country on {day_words(on)}{where}."
        return _lead(
            sought, row, "travel", says, "strong", "a record of the border", "UKVI_BF", "abroad_evidence", ("exit", on, country),
            is_place=False, happened_on=on,
        )  # fmt: skip
    says = f"An entry into the country on {day_words(on)}{where}: the child is in the United Kingdom again."
    return _lead(
        sought, row, "travel", says, "fair", "it says that the child came, not where to", "UKVI_BF", "inconclusive", ("entry", on, country),
        is_place=False, happened_on=on,
    )  # fmt: skip


def _roll_change(sought: Sought, row: RegisterRow) -> Lead | None:
    if row.said.get("change") != "deleted":
        return None
    on = row.said.get("change_date")
    urn, la_code = str(row.said.get("destination_urn") or ""), str(row.said.get("destination_la") or "")
    kind = str(row.said.get("destination_type") or "")
    named = [f"school {urn}"] if urn else []
    named += [f"authority {la_code}"] if la_code else []
    named += [{"abroad": "abroad", "other_uk": "elsewhere in the United Kingdom", "ehe": "home education"}[kind]] if kind in _FAR else []
    there = place_words(row.line, row.postcode)
    if not named and not there:
        return None
    says = f"School {row.said.get('urn')} took the child off its roll"
    says += f" on {day_words(on)}" if isinstance(on, date) else ""
    says += f", naming {', '.join(named)}" if named else ""
    says += f"{' and' if named else ', giving'} a new address, {there}" if there else ""
    outcome: OutcomeCode = "traced_address" if there else "inconclusive"
    return _lead(
        sought, row, "roll", f"{says}.", "fair", "what the school was told, borne out by nobody yet", "ORIGIN_DEST_LA", outcome,
        ("deleted", on, urn, la_code, kind, row.postcode), is_place=bool(there), urn=urn, happened_on=on if isinstance(on, date) else None,
    )  # fmt: skip


_FAR = frozenset({"abroad", "other_uk", "ehe"})


def _free_meals(sought: Sought, row: RegisterRow) -> Lead | None:
    if not row.said.get("fsm"):
        return None
    urn = str(row.said.get("urn") or "")
    says = f"Had free school meals at school {urn} on {day_words(row.as_at)}: the authority’s benefits team knows the family."
    return _lead(
        sought, row, "benefit", says, "weak", "it names who may know the family", "LA_LOCAL", "inconclusive", ("free meals", urn),
        is_place=False, urn=urn,
    )  # fmt: skip


def _reply(sought: Sought, row: RegisterRow) -> Lead | None:
    answered, answer = row.said.get("answered_on"), str(row.said.get("answer") or "")
    if answer not in ("moved", "on_roll", "left_england") or not isinstance(answered, date):
        return None
    words = {"moved": "moved to", "on_roll": "on the roll of", "left_england": "left England"}[answer]
    where = {"moved": row.postcode, "on_roll": str(row.said.get("urn") or ""), "left_england": ""}[answer]
    seen = {"official_record": "from an official record", "seen_by_professional": "a professional saw it"}.get(
        str(row.said.get("evidence") or ""), "somebody told"
    )
    says = f"An enquiry was answered on {day_words(answered)}: {words} {where}".rstrip() + f" ({seen})."
    outcome: OutcomeCode = {"moved": "traced_address", "on_roll": "traced_school", "left_england": "abroad_evidence"}[answer]  # type: ignore[assignment]
    return _lead(
        sought, row, "reply", says, "fair" if "told" in seen else "strong", seen, "ORIGIN_DEST_LA", outcome, (answer, answered, where),
        is_place=answer == "moved", urn=where if answer == "on_roll" else "", happened_on=answered,
    )  # fmt: skip


def _since(day: Any) -> str:
    return f" since {day_words(day)}" if isinstance(day, date) else ""


RULES: Mapping[str, Callable[[Sought, RegisterRow], Lead | None]] = {
    "housing": _housing,
    "child_benefit": _benefit,
    "nhs": _health,
    "social_care": _social_care,
    "youth_justice": _youth_justice,
    "admissions": _admissions,
    "travel": _travel,
    "roll_change": _roll_change,
    "school_roll": _free_meals,
    "enquiry_reply": _reply,
}
"""By register; a register that is not here gives no lead of its own."""
