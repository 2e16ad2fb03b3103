"""Other rates than the usual ones: a made-up world of which nothing was learnt, to try what was learnt elsewhere.

Source  issue 7, *It must show* (made-up years from a variant of the generator); the values are chosen: absence rises later, less often
        and less far before a child is lost, more pupils are often absent, other risks weigh, and gaps are shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from onroll.synth import rates

VARIED: Mapping[str, object] = {
    "ABSENT_BEFORE_LOST": 0.45,
    "ABSENCE_BEFORE_LOST": (3.0, 12.0),
    "ABSENCE_RISES_DAYS_BEFORE": 200,
    "OFTEN_ABSENT": 0.17,
    "RISK_FACTOR_MOST_DEPRIVED": 1.2,
    "RISK_FACTOR_SEN": 2.2,
    "RISK_FACTOR_IN_NEED": 2.0,
    "FOUND_AGAIN_DAYS": (10, 90),
    "SEN_SUPPORT": 0.16,
}


@contextmanager
def varied_rates() -> Iterator[None]:
    """Make up worlds of the variant within the block; for one thread."""
    former = {name: getattr(rates, name) for name in VARIED}
    for name, value in VARIED.items():
        setattr(rates, name, value)
    try:
        yield
    finally:
        for name, value in former.items():
            setattr(rates, name, value)
