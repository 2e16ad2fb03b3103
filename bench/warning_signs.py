"""Does a card of warning signs find more of those who do not arrive than the simple rule does, on a world that it was not made from?

    python bench/warning_signs.py --into /tmp/signs --usual 11 12 --variant 201 202 203

Makes worlds up, takes their files in and runs the line. `usual` worlds have the rates of `synth/rates.py`. A `variant` has others
(`synth/variant.py`) and half as many slips again, and nothing is learnt from it. Then, each time on the July list of 2025:

- *across*: a card from the three past terms of all usual worlds, on each variant: as if these were earlier years. Only here are cards
  carried from world to world; the product refuses it. Counted are those who went missing by the end of the autumn term, as the card is
  made, and those of them who did not arrive: missing by the tenth school day.
- *own*: a card from each world's own two earlier terms, as `onroll warning-signs train` makes it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

pa.array(["asked before DuckDB is"])  # Arrow looks for pandas once, at its first array

from onroll.core.school_days import ENGLAND  # noqa: E402
from onroll.core.warning_sign_checks import Checked, validates  # noqa: E402
from onroll.core.warning_signs import Card  # noqa: E402
from onroll.pipeline.index import Index  # noqa: E402
from onroll.pipeline.warning_sign_facts import extracts_of_run, known_on  # noqa: E402
from onroll.pipeline.warning_sign_training import PastTerm, check_card, groups_of, make_card, past_term  # noqa: E402
from onroll.pipeline.warning_signs import past_lists  # noqa: E402
from onroll.synth import make_world  # noqa: E402
from onroll.synth.variant import varied_rates  # noqa: E402

FACTORS = {"missing_factor": 2.0, "found_again_factor": 3.0}


def main() -> None:
    """Measure, and print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--children", type=int, default=14_000)
    asked.add_argument("--usual", type=int, nargs="+", default=[11, 12])
    asked.add_argument("--variant", type=int, nargs="+", default=[201, 202, 203])
    asked.add_argument("--into", type=Path, required=True)
    options = asked.parse_args()
    usual = [_home(options.into / f"usual-{seed}", options.children, seed) for seed in options.usual]
    with varied_rates():
        variants = [_home(options.into / f"variant-{seed}", options.children, seed, error_factor=1.5) for seed in options.variant]
    learnt = [term for home in usual for term in _terms(home)]
    card = make_card(learnt)
    print(f"Card from {sum(each.lost for each in learnt)} who went missing in {len(learnt)} terms: {dict(card.points)}")
    across = [_checked(home, card, sum(each.lost for each in learnt)) for home in variants]
    _print("across, missing by the end of the autumn term", options.variant, across)
    trained = sum(each.lost for each in learnt)
    _print(
        "across, not arrived by the tenth school day", options.variant, [_checked(home, card, trained, arrive=True) for home in variants]
    )
    for kind, seeds, homes in (("own, usual", options.usual, usual), ("own, variant", options.variant, variants)):
        own = []
        for home in homes:
            earlier = _terms(home)[:-1]
            own.append(_checked(home, make_card(earlier), sum(each.lost for each in earlier)))
        _print(kind, seeds, own)


def _home(into: Path, children: int, seed: int, **more: Any) -> Path:
    home = into / "home"
    if not (home / "index" / "CURRENT").exists():
        make_world(children, 1, seed, into / "world", file_format="parquet", **FACTORS, **more)
        onroll = Path(sys.executable).with_name("onroll")
        for words in (["ingest", "--home", str(home), str(into / "world" / "package")], ["run", "--home", str(home), "--no-cases"]):
            subprocess.run([str(onroll), *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return home


def _terms(home: Path) -> list[PastTerm]:
    run = Index(home).current_run()
    assert run is not None
    extracts = extracts_of_run(Index(home), run)
    found = []
    for each in past_lists(run, extracts):
        with known_on(run, extracts, each.on, each.until) as connection:
            found.append(past_term(connection, each.term, each.on, each.until))
    return found


def _checked(home: Path, card: Card, trained_lost: int, *, arrive: bool = False) -> Checked:
    run = Index(home).current_run()
    assert run is not None
    extracts = extracts_of_run(Index(home), run)
    july = past_lists(run, extracts)[-1]
    until = ENGLAND.nth_school_day_of_year(july.on.year, 10) if arrive else july.until
    with known_on(run, extracts, july.on, until) as connection:
        term = past_term(connection, july.term, july.on, until)
        return check_card(card, term, trained_lost, groups_of(connection, card))


def _print(kind: str, seeds: Sequence[int], found: Sequence[Checked]) -> None:
    print(f"\n{kind}: the July list of 2025")
    print("seed | children | went missing | expected | calls | first tenth finds | simple rule | times | highest absence first | bears out")
    for seed, each in zip(seeds, found, strict=True):
        counts = f"{each.children} | {each.lost} | {each.expected:.0f} | {each.calls}"
        finds = f"{each.found:.1f} | {each.found_by_rule:.1f} | {each.times_the_rule:.2f} | {each.found_by_absence:.1f}"
        print(f"{seed} | {counts} | {finds} | {validates(each)}")
    rule = sum(each.found_by_rule for each in found)
    print(f"together: {sum(each.found for each in found) / rule:.2f} times the simple rule; "
          f"highest absence first {sum(each.found_by_absence for each in found) / rule:.2f} times")  # fmt: skip
    for each in found[:1]:
        for band in each.bands:
            told = f"{band.lost} of {band.children}: {band.share:.2%} ({band.low:.2%} to {band.high:.2%}), expected {band.expected:.2%}"
            print(f"  {band.first} to {band.last} points: {told}")
    for seed, each in zip(seeds, found, strict=True):
        print(f"  seed {seed}, unequal groups: {', '.join(f'{one.topic}: {one.group}' for one in each.unequal) or 'none'}")


if __name__ == "__main__":
    main()
