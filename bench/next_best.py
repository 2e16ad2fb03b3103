"""Next best enquiry against the fixed list, on replays of made-up histories: median days until a source says where the child is.

    python bench/next_best.py [--children 600] [--seeds 5]

The histories (tests/support/enquiry_histories.py) are seeded. Both ways ask one source after the other and wait for each answer; both
meet the same children, whose answers and delays are drawn beforehand. Three columns: the list in the order of the guidance; Onroll's
order by its estimates alone; and with what it learns from the answers about the children before.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import mean, median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.enquiry_histories import NEVER_FOUND, by_fixed_list, by_next_best, days_to_found, stories


def main() -> None:
    """Replay, and print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--children", type=int, default=600)
    asked.add_argument("--seeds", type=int, default=5)
    options = asked.parse_args()
    print("seed   fixed list   estimates alone   learning   learning, second half   (median days; found within 28 days)")
    for seed in range(1, options.seeds + 1):
        made = stories(options.children, seed)
        fixed, plain, best = (
            days_to_found(made, by_fixed_list),
            days_to_found(made, by_next_best, learns=False),
            days_to_found(made, by_next_best),
        )
        half = best[len(best) // 2 :]
        figures = " ".join(f"{median(each):9.1f} ({100 * mean(day <= 28 for day in each):.0f}%)" for each in (fixed, plain, best, half))
        print(f"{seed:4d} {figures}   never: {sum(day == NEVER_FOUND for day in best)} of {len(best)}")


if __name__ == "__main__":
    main()
