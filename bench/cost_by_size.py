"""What linking costs against how much there is: `python bench/cost_by_size.py --place FOLDER --chart docs/pictures/cost-by-size.svg`.

Two lines: the program itself on made-up regions (`links.py`: all registers, two school years), and the stages for a country
(`nation.py`: rolls and health registrations without a common identifier). Every size is made first and measured in a process of its
own, so that making it is not counted. Prints a table and draws it, both axes in powers of ten; a line that is as steep as the diagonal
costs as much for each record whatever the size.

What has been measured stands in `costs.json` in the folder, and is not measured again: a long series can be made in pieces. Delete it to
begin anew.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Cost:
    """One size: records, CPU seconds, peak memory in gigabytes."""

    records: int
    seconds: float
    memory: float


def main() -> int:
    """Measure each size, print the table, draw the chart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--place", type=Path, required=True)
    parser.add_argument("--children", type=int, nargs="*", default=[1_000, 3_000, 10_000, 30_000, 100_000])
    parser.add_argument("--pupils", type=int, nargs="*", default=[4_300, 43_000, 430_000, 4_300_000, 8_656_000])
    parser.add_argument("--chart", type=Path)
    arguments = parser.parse_args()
    arguments.place.mkdir(parents=True, exist_ok=True)
    lines = {
        "the program, all registers of a region": [measured(region, arguments.place, children) for children in arguments.children],
        "the stages for a country, two registers": [measured(country, arguments.place, pupils) for pupils in arguments.pupils],
    }
    for name, costs in lines.items():
        print(f"\n| {name}: records | CPU s | a million records | peak memory |\n| ---: | ---: | ---: | ---: |")
        for cost in costs:
            print(f"| {cost.records:,} | {cost.seconds:.1f} | {cost.seconds / cost.records * 1e6:.1f} | {cost.memory:.2f} GB |")
        if len(costs) > 1:
            print(f"\nBetween the two largest sizes the cost grows with the power {power(costs[-2], costs[-1]):.2f} of the records.")
    if arguments.chart:
        arguments.chart.write_text(drawn(lines), encoding="utf-8")
    return 0


def measured(work: Callable[[Path, int], Cost], place: Path, size: int) -> Cost:
    """Return what a size costs, measured once in a folder."""
    kept = place / "costs.json"
    costs = json.loads(kept.read_text()) if kept.exists() else {}
    name = f"{work.__name__} {size}"
    if name not in costs:
        costs[name] = dataclasses.asdict(work(place, size))
        kept.write_text(json.dumps(costs, indent=1))
    return Cost(**costs[name])


def region(place: Path, children: int) -> Cost:
    """Link a made-up region whole: once to make it, once to measure."""
    command = [sys.executable, str(HERE / "links.py"), "--children", str(children), "--keep", str(place / f"region-{children}")]
    told = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(2)][-1]
    figures = json.loads(told[told.index("{") :])
    return Cost(figures["records with truth"], figures["cpu seconds"], figures["peak memory, MB"] / 1024)


def country(place: Path, pupils: int) -> Cost:
    """Link two registers of a country in stages; the seconds are those up to the last link."""
    command = [sys.executable, str(HERE / "nation.py"), "--pupils", str(pupils), "--place", str(place)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    agreement = json.loads(told[told.index("{") : told.index("}") + 1])
    stages = [line for line in told[told.index("}") :].splitlines() if " CPU s, " in line and not re.match(r"(chance|raw|as many)", line)]
    found = re.search(r"([\d.]+) CPU s, [\d.]+ s, peak ([\d.]+) GB", stages[-1])
    assert found, stages
    return Cost(agreement["rolls"] + agreement["health"], float(found[1]), float(found[2]))


def power(one: Cost, other: Cost) -> float:
    """Return how steep the cost is between two sizes: 1 is linear."""
    return math.log(other.seconds / one.seconds) / math.log(other.records / one.records)


WIDTH, HEIGHT, LEFT, TOP, DECADE_X, DECADE_Y = 760, 420, 70, 30, 150, 80
COLOURS = ("#12436D", "#801650")


def drawn(lines: dict[str, list[Cost]]) -> str:
    """Return the chart as SVG: records across, CPU seconds up, both in powers of ten; a mark has its figures as a title."""

    def across(records: float) -> float:
        return LEFT + (math.log10(records) - 4) * DECADE_X

    def up(seconds: float) -> float:
        return TOP + (3 - math.log10(max(seconds, 0.1))) * DECADE_Y

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="Arial" font-size="14">',
        "<title>Linking costs nearly the same for each record, whatever the size</title>",
    ]
    foot, right = up(0.1), across(1e8)
    for decade in range(4, 9):
        parts.append(f'<path d="M{across(10**decade)} {TOP}V{foot}" stroke="#cecece"/>')
        parts.append(_text(across(10**decade), foot + 20, f"{10**decade:,}", "middle"))
    for decade in range(-1, 4):
        parts.append(f'<path d="M{LEFT} {up(10.0**decade)}H{right}" stroke="#cecece"/>')
        parts.append(_text(LEFT - 8, up(10.0**decade) + 5, f"{10.0**decade:g} s", "end"))
    parts += [_text(across(1e6), foot + 42, "records", "middle"), _text(LEFT, 16, "processor time")]
    for place, (name, costs) in enumerate(lines.items()):
        colour = COLOURS[place]
        points = " ".join(f"{across(cost.records):.0f},{up(cost.seconds):.0f}" for cost in costs)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{across(cost.records):.0f}" cy="{up(cost.seconds):.0f}" r="4" fill="{colour}">'
            f"<title>{cost.records:,} records: {cost.seconds:.1f} s</title></circle>"
            for cost in costs
        ]
        parts.append(_text(across(costs[-1].records), up(costs[-1].seconds) + (24 if place else -14), name, "end", colour))
    return "\n".join([*parts, "</svg>\n"])


def _text(x: float, y: float, said: str, anchor: str = "start", colour: str = "#0b0c0c") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="{colour}">{said}</text>'


if __name__ == "__main__":
    raise SystemExit(main())
