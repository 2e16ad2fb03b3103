"""Children whose record does not follow them: adopted under a new identity, or on a health list though not there.

Source  contracts, section 3 (adoption); domain, sections 6.1 and 8; issue: list inflation.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from onroll.synth.families import Family, make_family
from onroll.synth.identifiers import Issuer
from onroll.synth.lives import DAY, Life, World, usual_life

GHOST_NUMBERS_FROM = 100_000_000
ADOPTIVE_NUMBERS_FROM = 300_000_000


def adopt(life: Life, world: World, rng: Random, issuer: Issuer, number: int) -> Life | None:
    """Give the child a new family and a new identity in the window; return the new one's life, or None where it does not fit.

    The two identities are two children to everybody: nothing may join them, so the truth has two, and the old one's
    end is `ignore`.
    """
    day = life.last_day_before(date(2025, 9, 20) + rng.randrange(60) * DAY)
    current = life.enrolment_on(day)
    if current is None or current.school.kind not in ("primary", "infant", "junior", "first") or life.child.in_need:
        return None
    family = _childless_family(ADOPTIVE_NUMBERS_FROM + number, world, rng, issuer)
    child = replace(
        life.child, child_id=f"C{family.family_id[1:]}1", family_id=family.family_id, surname=family.surname, origin=family.origin,
        nhs_number=issuer.new_nhs_number(), upn="", uln="", looked_after=False, twin=False, former_surname="", surname_changed_on=None,
        decile=family.homes[-1][1].decile,
    )  # fmt: skip
    family.children = [child]
    life.delete(day, "a", destination_type="school")
    life.nhs_removal = (day + 20 * DAY, "other")
    life.benefit_until = day + 20 * DAY
    life.story = "adopted_old_identity"
    new = Life(child, family, world, rng, story="adopted_new_identity")
    new.nhs_from = new.benefit_from = day + 15 * DAY
    new.start(new.school_for(), family.authority.calendar.plus(day, 4))
    return new


def ghost_of(number: int, world: World, rng: Random, issuer: Issuer) -> Life | None:
    """Return the life of a child who left the country long ago and is still on a practice's list."""
    family = make_family(GHOST_NUMBERS_FROM + number, rng.choice(world.authorities), rng, issuer)
    if not family.children:
        return None
    child = family.children[0]
    child.child_id = f"G{child.child_id[1:]}"
    ghost = usual_life(child, family, world, rng)
    ghost.known_to_nhs = True
    return ghost


def _childless_family(number: int, world: World, rng: Random, issuer: Issuer) -> Family:
    family = make_family(number, rng.choice(world.authorities), rng, issuer)
    family.children = []
    family.independent = False
    return family
