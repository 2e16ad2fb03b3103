"""Known to health, benefits or social care, and to no education register ever."""

from __future__ import annotations

from onroll.core.candidates import Candidate
from onroll.core.explanations import REGISTER_NAMES
from onroll.core.findings.shape import Fit, Kind
from onroll.core.histories import shown_by
from onroll.core.reasons import UNKNOWN
from onroll.core.wording import day_words, listed
from onroll.core.world import World

KNOWN_TO = ("nhs", "child_benefit", "social_care")


def fits(child: Candidate) -> Fit | None:
    """Return the fit, where only such registers show the child and the authority of residence has sent its roll."""
    history, world = child.history, child.world
    if history.education_rows or history.rolls or any(spell.kind != "custody" for spell in history.provisions):
        return None
    shown = shown_by(history.known, history.claims, world)
    la_code = child.residence.la_code
    sent = world.rolls.newest.get(la_code or "")
    if not any(register in shown for register in KNOWN_TO) or sent is None or world.is_stale(sent):
        return None
    since, more = child.since_education()
    names = [REGISTER_NAMES.get(register, register) for register in sorted(shown)]
    doubts = []
    if len(shown) == 1:
        doubts.append("A single register shows the child, and registers keep children who are not there.")
    if not independent_schools_sent(la_code, world):
        doubts.append("Independent schools of the area have sent no roll, so the child may be at one of them.")
    rows = (*(source.reference for _, source in sorted(shown.items())), *more)
    return Fit(
        child.not_before_school_age(since),
        UNKNOWN,
        rows,
        [f"Shown by {listed(names)}, first on {day_words(since)}."],
        ["No education register has ever shown the child, although the authority has sent its school roll."],
        doubts,
    )


def independent_schools_sent(la_code: str | None, world: World) -> bool:
    """Return whether every open independent school of an authority has sent a roll that is not too old."""
    return la_code not in _areas_with_silent_independents(world)


def _areas_with_silent_independents(world: World) -> frozenset[str | None]:
    cached: frozenset[str | None] | None = world.__dict__.get("_silent_independents")
    if cached is None:
        silent = set()
        for school in world.schools.values():
            if school.independent and school.open_on(world.on):
                state = world.rolls.present_state(school.urn)
                if state is None or world.is_stale(state.as_at):
                    silent.add(school.la_code)
        cached = world.__dict__["_silent_independents"] = frozenset(silent)
    return cached


KIND = Kind(
    "never_on_roll",
    1,
    "is known to health, child benefit or social care and to no education register ever, and the authority of residence has "
    "sent a school roll for the date",
    "the earliest day on which a register shows the child in England",
    "contracts, section 5",
    fits,
)
