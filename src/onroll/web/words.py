"""The words in which pages say what the codes mean."""

from __future__ import annotations

from collections.abc import Mapping

from onroll.casework.queries.extracts import REGISTERS as REGISTERS
from onroll.casework.queries.extracts import register_name as register_name
from onroll.casework.queries.findings import FINDINGS as FINDINGS
from onroll.casework.queries.findings import finding_name as finding_name
from onroll.core.wording import in_words

STATUSES: Mapping[str, tuple[str, str, str]] = {
    "cme": (
        "Missing education",
        "red",
        "The records show that the child meets the legal definition of a child missing education on this day.",
    ),
    "possible_cme": ("Possibly missing", "orange", "The evidence is incomplete: somebody must enquire."),
}

COVERAGES: Mapping[str, tuple[str, str]] = {
    "full": ("Full", "No roll that could show the child is known to be missing, or late beside those of other senders."),
    "partial": ("Partial", "A roll that could show the child has not arrived yet."),
}

EXTRACT_STATES: Mapping[str, tuple[str, str]] = {
    "counted": ("In use", "green"),
    "held": ("Held", "orange"),
    "superseded": ("Replaced", "grey"),
    "withdrawn": ("Withdrawn", "grey"),
    "erased": ("Deleted", "grey"),
}

DIFFERENCES: Mapping[str, tuple[str, str]] = {
    "same": ("Same", "In both extracts, with nothing changed."),
    "joiner": ("Joiners", "In this extract and not in the one before."),
    "leaver": ("Leavers", "In both extracts; this one says that the child has left."),
    "changed": ("Changed", "In both extracts, and something differs."),
    "not_in_file": ("Not in this file", "In the extract before and not in this one."),
    "problems": ("Problems", "Rows of this file that failed a check, or were set aside."),
}

CONTRADICTIONS: Mapping[str, str] = {
    "on_two_rolls": "On two rolls at once",
    "home_educated_and_on_roll": "Home educated, and on a roll",
    "abroad_and_seen": "Said to have left England, and seen here later",
    "dead_and_attending": "Said to have died, and at school later",
    "deleted_as_over_age_too_early": "Taken off the roll as over age, long before",
}

TIMELINE: Mapping[str, tuple[str, int]] = {
    "not_yet_known": ("Not known yet", 2),
    "died": ("Died", 2),
    "on_roll": ("On a roll", 0),
    "custody": ("In custody", 1),
    "alternative_provision": ("Alternative provision", 1),
    "home_educated": ("Home educated", 1),
    "home_education_pending": ("Home education, not assessed yet", 1),
    "left_england": ("Left England", 2),
    "record_ended": ("Record ended", 2),
    "below_school_age": ("Below school age", 2),
    "over_school_age": ("Over school age", 2),
    "registered": ("Place accepted", 0),
    "home_education_unsuitable": ("Home education unsuitable", 3),
    "part_time_provision": ("Part-time provision only", 3),
    "offered_not_started": ("Offered, not started", 3),
    "awaiting_place": ("Waiting for a place", 3),
    "between_schools": ("Between schools", 2),
    "unaccounted": ("Not accounted for", 3),
}
"""Each status in a few words, and its lane: on a roll, educated otherwise, not of age or gone or not due, missing."""

LETTER_WAYS: Mapping[str, str] = {
    "by_hand": "Given by hand",
    "left_at_home": "Left at the home",
    "post": "Sent by post",
    "email": "By secure e-mail",
    "portal": "Through a secure portal",
}

PLACE_STEPS: Mapping[str, str] = {
    "applied": "Applied for on",
    "fair_access_referred_on": "Referred to the Fair Access panel on",
    "offered": "Offered on",
    "accepted": "Accepted on",
    "first_attended": "First attended on",
}

CASE_TAGS: Mapping[str, str] = {
    "New": "blue",
    "Enquiring": "orange",
    "Located": "yellow",
    "Returning": "purple",
    "Watching": "green",
    "Closed": "grey",
}


TRANSFER_ACTS: Mapping[str, str] = {
    "offer": "offered the child",
    "ask": "asked a question",
    "answer": "answered the question",
    "accept": "accepted, and is responsible since",
    "return": "returned the offer",
    "withdraw": "took the offer back",
    "claim": "took the child over from the unclaimed board",
    "split": "proposed to share the work",
    "change": "answered with other terms",
    "agree": "agreed to share the work",
    "decline": "said no to sharing the work",
    "end": "ended the shared work",
    "lapse": "the shared work ended, for its review day was over",
}
"""What an act about a transfer is called, after the name of the authority that did it."""


def contradiction_name(code: str) -> str:
    """Return a kind of contradiction in words."""
    return CONTRADICTIONS.get(code, in_words(code))


def status_name(code: str) -> str:
    """Return a status of the timeline in words."""
    return TIMELINE[code][0] if code in TIMELINE else in_words(code)


def year_name(year: int | None) -> str:
    """Return a year group in words."""
    if year is None:
        return "Not known"
    return "Reception" if year == 0 else f"Year {year}" if year > 0 else "Below reception"


def probability_in_words(probability: float) -> str:
    """Return how sure a link is, as one says it."""
    if probability >= 0.9995:
        return "certain for all that is recorded"
    return f"about {min(int(probability * 100 + 0.5), 99)} in 100 such records are the same child"


def likely(probability: float) -> str:
    """Return how likely a found child is the one who is meant."""
    return f"About {min(max(int(probability * 100 + 0.5), 1), 99)} in 100 that this child is meant, if anybody recorded here is."


def passes(code: str) -> str:
    """Return how a record was joined to the child."""
    return {
        "": "not joined to any other record",
        "decision": "a person decided so",
        "lone": "not joined to any other record",
        "identifier": "same identifier, and something else agrees",
        "exact": "same name, birthday and postcode",
        "probabilistic": "name, birthday, address and family compared",
        "household": "same household",
    }.get(code, in_words(code).lower())


ACCOUNT_EVENTS: Mapping[str, str] = {
    "account.made": "made",
    "account.signed_in": "signed in",
    "account.signed_out": "signed out",
    "account.changed": "changed",
    "account.ended": "access ended",
    "account.link_renewed": "new link made",
    "account.link_and_second_factor_renewed": "new link made, second factor forgotten",
    "account.password_set": "password set",
    "account.second_factor_set_up": "second factor set up",
    "account.second_factor_replaced": "second factor replaced",
    "account.email_changed": "e-mail address changed",
    "account.second_factor_wrong": "wrong second factor",
    "account.second_factor_locked": "second factor locked for half an hour",
    "account.recovery_codes_made": "recovery codes made",
    "account.recovery_codes_void": "recovery codes void: a key was replaced",
    "account.second_factor_forgotten": "second factor forgotten: a key was replaced",
    "account.session_ended": "signed out of another browser",
    "account.identity_matched": "matched to an outside identity",
    "account.identity_parted": "parted from an outside identity",
    "account.reviewed_keep": "reviewed: still needed",
    "account.reviewed_end": "reviewed: no longer needed",
}
