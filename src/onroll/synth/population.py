"""The made-up children of a world, family by family: lived, shown to the registers, and judged.

Families are made one by one and forgotten, so memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

from onroll.synth import rates
from onroll.synth.absence import draw_absence
from onroll.synth.agencies import add_household_registers
from onroll.synth.casting import Casting
from onroll.synth.extracts import Projection, Registers, RowSink, ghost_row
from onroll.synth.families import Family, make_family
from onroll.synth.identifiers import Issuer
from onroll.synth.layouts import Schedule
from onroll.synth.lives import Life, World, usual_life
from onroll.synth.moves import move_family
from onroll.synth.new_identities import adopt, ghost_of
from onroll.synth.package import Key
from onroll.synth.places import Authority, build_authorities
from onroll.synth.rates import REGISTER_ERROR_FACTOR, ErrorRates
from onroll.synth.truth import Delivered, Judge, Verdict

CONVERSION_ON = date(2025, 11, 3)
WINDOW_YEARS = 1.38

CHILD_COLUMNS = (
    "true_child", "is_cme", "finding", "since", "la_code", "family", "story", "sex", "ethnicity", "deprivation_decile", "sen",
    "child_in_need", "looked_after", "name_origin", "mobility", "year_group", "twin", "shielded", "of_school_age",
)  # fmt: skip
TruthRow = tuple[object, ...]


class Population:
    """The true children of one world, made on demand; the same seed makes the same ones.

    Shape   truth rows: in the order of CHILD_COLUMNS; twins, adoptions: pairs of true children, known once made.
    """

    def __init__(
        self, authorities: list[Authority], seed: int, schedule: Schedule, sink: RowSink, *, children: int, error_factor: float,
        missing_factor: float, found_again_factor: float = 0.0,
    ) -> None:  # fmt: skip
        self.authorities, self.seed, self.schedule = authorities, seed, schedule
        self.world = World(schedule.on, schedule.starts_on, authorities, list(schedule.roll), CONVERSION_ON)
        errors = {register: ErrorRates().scaled(factor * error_factor) for register, factor in REGISTER_ERROR_FACTOR.items()}
        self.issuer = Issuer()
        self.registers = Registers(sink, schedule, errors, self.issuer, schedule.on)
        self.casting = Casting(on=schedule.on, factor=missing_factor, found_again=found_again_factor, children=children)
        self.judge = Judge(self._delivered(sink))
        self.made = 0
        self.families = 0
        self.twins: list[tuple[str, str]] = []
        self.adoptions: list[tuple[str, str]] = []
        self.moves: list[tuple[str, ...]] = []

    def make(self) -> Iterator[list[TruthRow]]:
        """Make family after family; after each, give the truth about its children."""
        for authority in self.authorities:
            wanted = self.made + authority.children
            while self.made < wanted:
                self.families += 1
                rng = Random(f"{self.seed}:family:{self.families}")
                yield self._live(make_family(self.families, authority, rng, self.issuer), rng)

    def _live(self, family: Family, rng: Random) -> list[TruthRow]:
        lives = []
        for child in family.children:
            life = usual_life(child, family, self.world, rng)
            self.casting.play(life, rng)
            lives.append(life)
        steady = all(life.story == "steady" for life in lives)
        if steady and rng.random() < rates.MOVE_IN_YEAR * WINDOW_YEARS:
            move_family(family, lives, self.world, rng)
            day, address = family.homes[-1]
            self.moves.append((family.family_id, day.isoformat(), address.line_1, address.postcode, address.la_code))
        elif steady and lives and rng.random() < rates.ADOPTED:
            adopted = adopt(lives[0], self.world, rng, self.issuer, self.families)
            if adopted is not None:
                lives.append(adopted)
                self.adoptions.append((lives[0].child.child_id, adopted.child.child_id))
        rows = []
        for place, life in enumerate(lives):
            life.absence = draw_absence(life.lost_on, Random(f"{self.seed}:absence:{life.child.child_id}"))
            rows.append(self._show(life))
            if rng.random() < rates.NHS_GHOSTS:
                ghost = ghost_of(self.families * 10 + place, self.world, rng, self.issuer)
                if ghost is not None:
                    ghost_row(ghost, self.registers)
                    rows.append(self._truth(ghost, Verdict("ignore")))
        self.made += len(lives)
        self.twins += list(pairwise(child.child_id for child in family.children if child.twin))
        return rows

    def _show(self, life: Life) -> TruthRow:
        """Let the registers see the child, and judge what they were shown."""
        add_household_registers(life, self.registers)
        seen = Projection(life, self.registers).project()
        verdict = self.judge.verdict(life.child.born, seen, truly_missing=life.truly_missing)
        if life.story == "adopted_old_identity" or (verdict.is_cme == "1" and not life.truly_missing):
            # the old identity's end, and pupils of schools that send nothing: the rules cannot know better
            verdict = replace(verdict, is_cme="ignore")
        return self._truth(life, verdict)

    def _truth(self, life: Life, verdict: Verdict) -> TruthRow:
        child = life.child
        since = verdict.since.isoformat() if verdict.since else ""
        moved = len(life.homes or life.family.homes) > 2
        shielded = any(spell.fields.get("kind") == "refuge" for spell in life.spells)
        of_age = child.csa_from <= self.schedule.on <= child.csa_to
        return (
            child.child_id, verdict.is_cme, verdict.finding, since, verdict.la_code, child.family_id, life.story, child.sex,
            child.ethnicity, child.decile, child.sen, int(child.in_need), int(child.looked_after), child.origin,
            "moved" if moved else "settled", max(-1, min(12, child.year_now)), int(child.twin), int(shielded), int(of_age),
        )  # fmt: skip

    def _delivered(self, sink: RowSink) -> Delivered:
        suppliers = [each.code for each in self.authorities]
        agencies = (*suppliers, "NHSE", "HMRC")
        return Delivered(
            on=self.schedule.on,
            roll_days={supplier: self._roll_days(supplier, sink) for supplier in roll_suppliers(self.authorities)},
            other_days={(register, supplier): days for register, days in self.schedule.other.items() for supplier in agencies},
            schools={school.urn: school for each in self.authorities for school in each.schools},
            authorities={each.code: each for each in self.authorities},
            la_of_postcode={postcode: each.code for each in self.authorities for postcode, *_ in each.postcodes},
        )

    def _roll_days(self, supplier: str, sink: RowSink) -> tuple[date, ...]:
        return tuple(day for day in self.schedule.roll if not sink.is_troubled(("school_roll", supplier, day)))


def roll_suppliers(authorities: list[Authority]) -> list[str]:
    """Return who sends rolls: the authorities, and the independent schools that do."""
    singles = [school.urn for each in authorities for school in each.schools if school.sends == school.urn]
    return [*(each.code for each in authorities), *singles]


class _NoFile:
    """Takes rows and keeps none."""

    def add(self, key: Key, true_child: str, errors: str, values: Sequence[object]) -> None:
        """Forget the row."""

    def expect(self, key: Key, columns: tuple[str, ...]) -> None:
        """Forget the file."""

    def is_sent(self, key: Key) -> bool:
        """Return that every file would be sent."""
        return True

    def is_troubled(self, key: Key) -> bool:
        """Return that no file is held or late."""
        return False


def true_children(children: int, authorities: int, seed: int, schedule: Schedule) -> Iterator[dict[str, str]]:
    """Give the truth about each child of a world, row by row of `children.csv`, and write nothing."""
    places = build_authorities(authorities, children, seed, conversion_on=CONVERSION_ON)
    population = Population(places, seed, schedule, _NoFile(), children=children, error_factor=1.0, missing_factor=1.0)
    for rows in population.make():
        for row in rows:
            yield dict(zip(CHILD_COLUMNS, map(str, row), strict=True))
