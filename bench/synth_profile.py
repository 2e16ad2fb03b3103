"""Prints the made-up England's profile beside the published one: rate, year groups, durations, reasons, relative risks.

    .venv/bin/python bench/synth_profile.py [--children 400000] [--seed 1] [--published FILE] [--truth DIR]

It makes families, lives and their truth, and no files; with --truth it reads the truth of a world that has been made.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Iterable
from pathlib import Path

from onroll.synth.profile import PUBLISHED, Profile, profile_of_events, profile_of_truth

DEFAULT_PUBLISHED = Path(__file__).parents[1] / ".." / "shared" / "data" / "dfe_cme_census_date_2025_autumn.csv"


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", type=int, default=400_000)
    parser.add_argument("--authorities", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--published", type=Path, default=DEFAULT_PUBLISHED)
    parser.add_argument("--truth", type=Path)
    chosen = parser.parse_args()
    started = time.monotonic()
    profile = profile_of_truth(chosen.truth) if chosen.truth else profile_of_events(chosen.children, chosen.authorities, chosen.seed)
    if chosen.published.exists():
        check_published(chosen.published)
    print_profile(profile)
    print(f"\n{profile.children:,} children in {time.monotonic() - started:.0f} s")


def check_published(path: Path) -> None:
    """Stop where the file does not say what the project's own table says."""
    with path.open(encoding="utf-8", newline="") as file:
        national = [row for row in csv.DictReader(file) if row["geographic_level"] == "National"]
    counts = {row["breakdown"]: row["child_count"] for row in national}
    for topic, shares in PUBLISHED.items():
        for label, count in shares.items():
            if counts.get(label) != str(count):
                raise SystemExit(f"{path}: {topic}, {label} is {counts.get(label)}, not {count} as in the project's table.")


def print_profile(profile: Profile) -> None:
    """Print each subject as a small table."""
    print(f"Missing education per 100 of compulsory school age: {profile.rate:.3f} (published: 0.4)")
    print(f"Possibly missing, besides: {profile.possible_rate:.3f}")
    for topic, rows in profile.compared().items():
        print(f"\n{topic}")
        lines([("", "made up", "published"), *((label, f"{made:.1f}%", f"{published:.1f}%") for label, made, published in rows)])
    print("\nRelative risks against all children of school age (published: the Commissioner's)")
    lines([("", "made up", "published"), *((name, f"{made:.2f}", f"{published:.1f}") for name, made, published in profile.risks())])
    print("\nMissing since summer 2025, per 100,000 of the year group that they finished")
    lines([("Year", "made up"), *((str(year), f"{rate:.0f}") for year, rate in profile.leavers())])


def lines(rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows in columns."""
    rows = list(rows)
    width = max(len(row[0]) for row in rows)
    for first, *rest in rows:
        print(f"  {first:<{width}}" + "".join(f"{cell:>11}" for cell in rest))


if __name__ == "__main__":
    main()
