"""A child's timeline: exactly one status on every day from birth up to 18.

Source  issue "The line, end to end", point 5; contracts, section 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from onroll.core.applications import counted_applications
from onroll.core.candidates import Candidate, education_on, unsuitable_home_education
from onroll.core.findings.shape import Finding
from onroll.core.findings.transition_gap import on_a_roll_by
from onroll.core.histories import History, ProvisionSpell
from onroll.core.rolls import RollSpell
from onroll.core.school_age import begins_on, birthday, ends_on
from onroll.core.statuses import RANK, STATUS_OF_FINDING
from onroll.core.wording import day_words
from onroll.core.world import World

ONE_DAY = timedelta(days=1)
ADULT_AGE = 18


@dataclass(frozen=True, slots=True)
class Spell:
    """One status from its first day up to the day before `ends_before`, with the rows it rests on."""

    starts_on: date
    ends_before: date
    status: str
    urn: str | None = None
    la_code: str | None = None
    evidence: tuple[str, ...] = ()
    because: str = ""


def draw(history: History, world: World, finding: Finding | None) -> list[Spell]:
    """Return the timeline of one child: spells in order, without gaps or overlaps, from birth up to 18.

    Shape  finding: the child's finding on the world's day, if there is one: the timeline says the same.
    """
    first, end = history.date_of_birth, birthday(history.date_of_birth, ADULT_AGE)
    tomorrow = world.on + ONE_DAY
    claims = [*_age(history), *_education(history, world), *_departures(history, tomorrow), *_now(history, world, finding)]
    claims += [Spell(first, end, "unaccounted"), Spell(tomorrow, date.max, "not_yet_known")]
    return _one_a_day(claims, first, end)


def _one_a_day(claims: list[Spell], first: date, end: date) -> list[Spell]:
    """Cut claims at each other's edges, and keep on each piece the strongest."""
    claims = [each for each in claims if each.starts_on < each.ends_before and each.starts_on < end and each.ends_before > first]
    edges = sorted({first, end, *(each.starts_on for each in claims), *(each.ends_before for each in claims)})
    edges = [edge for edge in edges if first <= edge <= end]
    drawn: list[Spell] = []
    for starts_on, ends_before in pairwise(edges):
        here = [each for each in claims if each.starts_on <= starts_on and each.ends_before >= ends_before]
        best = min(here, key=lambda each: (RANK[each.status], -each.starts_on.toordinal(), each.urn or "", each.evidence))
        last = drawn[-1] if drawn else None
        if last and (last.status, last.urn, last.evidence, last.because) == (best.status, best.urn, best.evidence, best.because):
            drawn[-1] = Spell(last.starts_on, ends_before, *_rest(last))
        else:
            drawn.append(Spell(starts_on, ends_before, *_rest(best)))
    return drawn


def _rest(spell: Spell) -> tuple[str, str | None, str | None, tuple[str, ...], str]:
    return spell.status, spell.urn, spell.la_code, spell.evidence, spell.because


def _age(history: History) -> Iterator[Spell]:
    born = history.date_of_birth
    yield Spell(born, begins_on(born), "below_school_age")
    yield Spell(ends_on(born) + ONE_DAY, date.max, "over_school_age")


def _education(history: History, world: World) -> Iterator[Spell]:
    rolls = history.rolls
    for roll in rolls:
        school_in = world.authority_of_school(roll.urn)
        yield _claim(roll.starts_on, roll.last_on, "on_roll", roll.urn or None, school_in, roll.evidence, _how_it_ended(roll))
    for roll, following in pairwise(rolls):
        if roll.last_on is not None:
            yield from _between(roll, following, world)
    unsuitable = unsuitable_home_education(history.provisions_on(world.on), world.on)
    for provision in history.provisions:
        yield from _provision(provision, unsuitable)


def _claim(
    first: date, last: date | None, status: str, urn: str | None, la_code: str | None, evidence: tuple[str, ...], because: str = ""
) -> Spell:
    return Spell(first, last + ONE_DAY if last else date.max, status, urn, la_code, evidence, because)


ENDINGS = {
    "deleted": "Deleted from the roll.",
    "left": "Left.",
    "stale": "The newest roll is too old.",
    "closed": "The school has closed.",
}


def _how_it_ended(roll: RollSpell) -> str:
    if roll.ending == "vanished":
        return f"Not shown by the roll of {day_words(roll.silent_on)}."
    return ENDINGS.get(roll.ending, "")


HOME_EDUCATION = {"suitable": "home_educated", "unsuitable": "home_education_unsuitable"}
PROVISIONS = {"custody": "custody", "on_roll": "on_roll", "alternative_provision": "alternative_provision"}


def _provision(spell: ProvisionSpell, unsuitable: ProvisionSpell | None) -> Iterator[Spell]:
    said, last_on = spell.said, spell.last_on
    la_code = said.source.supplier if len(said.source.supplier) == 3 else None
    if spell.kind != "home_education":
        status = "part_time_provision" if spell.part_time else PROVISIONS[spell.kind]
        yield _claim(spell.starts_on, last_on, status, said.urn, la_code, spell.evidence)
        return
    status = HOME_EDUCATION.get(said.suitability or "", "home_education_pending")
    if unsuitable is not None and spell is not unsuitable and last_on is None:
        last_on = (unsuitable.said.assessed_on or unsuitable.starts_on) - ONE_DAY  # the later word beats the earlier list
    judged = said.assessed_on
    if judged is not None and judged > spell.starts_on and status != "home_education_pending":
        before = judged - ONE_DAY
        yield _claim(
            spell.starts_on, before if last_on is None else min(before, last_on), "home_education_pending", None, la_code, spell.evidence
        )
        if last_on is None or last_on >= judged:
            yield _claim(judged, last_on, status, None, la_code, spell.evidence)
        return
    yield _claim(spell.starts_on, last_on, status, None, la_code, spell.evidence)


def _between(roll: RollSpell, following: RollSpell, world: World) -> Iterator[Spell]:
    """A short way from one roll to the next: no more than ten school days after the first."""
    if roll.last_on is None or following.starts_on <= roll.last_on + ONE_DAY:
        return
    calendar = world.calendar(world.authority_of_school(following.urn))
    if calendar.school_days_between(roll.last_on + ONE_DAY, min(following.starts_on - ONE_DAY, roll.last_on + 90 * ONE_DAY)) <= 10:
        yield Spell(roll.last_on + ONE_DAY, following.starts_on, "between_schools", None, None, (*roll.evidence, *following.evidence))


def _departures(history: History, tomorrow: date) -> Iterator[Spell]:
    gone = history.departure
    if gone is not None:
        yield _claim(gone.on, None, "died" if gone.kind == "died" else "left_england", None, None, (gone.source.reference,))
    came_back, gone = history.returned, history.cancelled_departure
    if came_back is not None and gone is not None and gone.kind != "died":
        yield Spell(gone.on, came_back.on, "left_england", None, None, (gone.source.reference, *came_back.evidence))


def _now(history: History, world: World, finding: Finding | None) -> Iterator[Spell]:
    """Say what the child is on the day where no register shows education: as the finding says, or why there is none."""
    if education_on(history, world.on) or history.departure is not None or not begins_on(history.date_of_birth) <= world.on:
        return
    tomorrow = world.on + ONE_DAY
    last = history.last_education(world.on)
    since = last.last_on + ONE_DAY if last and last.last_on else history.date_of_birth
    if finding is not None:
        status = STATUS_OF_FINDING.get(finding.finding, "unaccounted")
        yield Spell(finding.since, tomorrow, status, None, finding.la_code or None, finding.evidence, finding.sentences[0])
        return
    for counted in counted_applications(history, last.last_on if last else None, world):
        if counted.standing == "registered" and counted.application.starts_on is not None:
            yield Spell(counted.application.starts_on, tomorrow, "registered", None, None, (counted.application.source.reference,))
    left = history.last_roll
    if left is not None and left.deletion is not None and left.deletion.ground == "l":
        yield Spell(since, tomorrow, "over_school_age", None, None, left.evidence, "Deleted as over compulsory school age.")
    yield from _not_due_yet(Candidate(history, world), since, tomorrow)


def _not_due_yet(child: Candidate, since: date, tomorrow: date) -> Iterator[Spell]:
    due, leaver = child.arrival_due(), child.school_leaver()
    rows = child.last_roll.evidence if child.last_roll else ()
    if due is not None and child.on < due[1]:
        yield Spell(since, tomorrow, "between_schools", None, None, rows, f"Expected at the next school on {day_words(due[0])}.")
    elif leaver is not None and leaver.late and child.on < on_a_roll_by(child, leaver.september):
        yield Spell(
            since, tomorrow, "between_schools", None, None, rows, "Finished a school's last year; the next has not begun, or only just."
        )
