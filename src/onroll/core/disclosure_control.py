"""What of a set of tables may leave the house, so that nobody works out a count under five: by rule, for all tables at once.

Primary: a count under 5 is withheld (`c`), nought among them; of the nation one under 50. Secondary: a cell that alone is withheld among
those that add up to a shown one takes the smallest of them with it, among the labels of a breakdown and among the authorities of a
region, until no cell stands alone. Where what the regions show comes so near to the most that the nation can be that those withheld could
only be few, the nation's cell is withheld too. What is shown is rounded to 10, of the nation to 100, and every share and rate is of rounded
counts, so that it tells nothing more.

Source  issue "Measures", point 8; Government Statistical Service, Disclosure control guidance for tables from administrative sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onroll.core.disclosure import LOCAL_STEP, NATIONAL_STEP, NOT_APPLICABLE, NOT_AVAILABLE

RULES = "suppression and rounding 2"
WITHHELD = "c"
FEW = 5
"""Under this a count is of single children."""

Cell = tuple[str, str, str, str]
"""Table, place, breakdown, label."""


@dataclass(frozen=True)
class Release:
    """Every count that is to be published together.

    Shape  counts: unrounded. wholes: of a table's breakdown that adds up, the label and breakdown of its whole. regions: the authorities of
           each region. nation: the place that is the nation. same: cells that are one count under two names.
    """

    counts: Mapping[Cell, int]
    wholes: Mapping[tuple[str, str], tuple[str, str]]
    regions: Mapping[str, Sequence[str]]
    nation: str
    same: Sequence[tuple[Cell, Cell]] = field(default_factory=tuple)

    def step(self, cell: Cell) -> int:
        """Return to what a cell is rounded."""
        return NATIONAL_STEP if cell[1] == self.nation else LOCAL_STEP


def sums(release: Release) -> list[tuple[Cell, list[Cell]]]:
    """Return each cell that others add up to, with those: the whole of a breakdown, and a region's of its authorities'."""
    of_breakdown: dict[tuple[Cell, str], list[Cell]] = defaultdict(list)
    for cell in release.counts:
        table, place, topic, label = cell
        whole = release.wholes.get((table, topic))
        if whole is not None and (topic, label) != whole:
            of_breakdown[(table, place, *whole), topic].append(cell)
    found = [(whole, parts) for (whole, _), parts in of_breakdown.items() if whole in release.counts]
    for cell in release.counts:
        table, place, topic, label = cell
        inside = [(table, each, topic, label) for each in release.regions.get(place, ())]
        present = [each for each in inside if each in release.counts]
        if present:
            found.append((cell, present))
    return found


def withheld(release: Release) -> frozenset[Cell]:
    """Return the cells that are not shown."""
    hidden = {cell for cell, count in release.counts.items() if 2 * count < release.step(cell)}
    additions, of_regions = sums(release), regional_parts(release)
    while True:
        found = set(hidden)
        for one, other in release.same:
            if one in found or other in found:
                found |= {one, other}
        for whole, parts in additions:
            if whole not in found:
                found |= _partners(parts, found, release.counts)
        found |= {cell for cell, parts in of_regions.items() if cell not in found and _leaves_few(release, cell, parts, found)}
        if found == hidden:
            return frozenset(hidden)
        hidden = found


def _partners(parts: Iterable[Cell], hidden: set[Cell], counts: Mapping[Cell, int]) -> set[Cell]:
    """Return the cell that a lone withheld one takes with it."""
    parts = list(parts)
    alone = [cell for cell in parts if cell in hidden]
    others = sorted((cell for cell in parts if cell not in hidden), key=lambda cell: (counts[cell], cell))
    return {others[0]} if len(alone) == 1 and others else set()


def regional_parts(release: Release) -> dict[Cell, list[Cell]]:
    """Return each cell of the nation with the same cell of its regions; children of no known place are in the nation alone."""
    found = {}
    for cell in release.counts:
        if cell[1] == release.nation:
            parts = [part for region in release.regions if (part := (cell[0], region, *cell[2:])) in release.counts]
            if parts:
                found[cell] = parts
    return found


def _leaves_few(release: Release, whole: Cell, parts: Sequence[Cell], hidden: set[Cell]) -> bool:
    """Return whether those of the parts that are withheld could only be few: the most that the whole can be, less what is shown."""
    if not any(part in hidden for part in parts):
        return False
    shown = [part for part in parts if part not in hidden]
    at_least = sum(max(0, nearest(release.counts[part], release.step(part)) - release.step(part) // 2) for part in shown)
    return nearest(release.counts[whole], release.step(whole)) + (release.step(whole) - 1) // 2 - at_least < FEW


def published(release: Release) -> dict[Cell, str]:
    """Return every cell as it is shown."""
    hidden = withheld(release)
    return {cell: WITHHELD if cell in hidden else str(nearest(count, release.step(cell))) for cell, count in release.counts.items()}


def nearest(count: int, step: int) -> int:
    """Return a count rounded, halves upwards."""
    return (2 * count + step) // (2 * step) * step


def share(part: str, whole: str) -> str:
    """Return a share in whole per cent, of two counts as they are shown."""
    if WITHHELD in (part, whole):
        return WITHHELD
    return str(min(100, nearest(100 * int(part), int(whole)) // int(whole))) if int(whole) else NOT_APPLICABLE


def rate(count: str, population: int | None) -> str:
    """Return children per 100 of a population to one decimal, of a count as it is shown."""
    if not population:
        return NOT_AVAILABLE
    return WITHHELD if count == WITHHELD else f"{nearest(1000 * int(count), population) // population / 10:.1f}"
