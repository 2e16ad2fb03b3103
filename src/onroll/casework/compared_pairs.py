"""How two children of the present run compare, remembered for as long as the run stands; and verdicts in words."""

from __future__ import annotations

from onroll.core.link_decisions import VERDICTS
from onroll.pipeline.pair_comparison import Compared, compare_children
from onroll.pipeline.review_queue import pairs_to_review
from onroll.pipeline.run_queries import RunTables


def verdict_words(verdict: str) -> str:
    """Return a verdict in words."""
    return {**VERDICTS, "undo": "Undone"}.get(verdict, verdict)


_compared: dict[tuple[str, tuple[str, str]], Compared] = {}
MOST_REMEMBERED = 5_000


def compared(tables: RunTables, pair: tuple[str, str]) -> Compared | None:
    """Return how two children compare; those of the whole queue are worked out together, once for each run."""
    key = (str(tables.run.folder), pair)
    if key not in _compared:
        if len(_compared) > MOST_REMEMBERED or not any(folder == key[0] for folder, _ in _compared):
            _compared.clear()
        wanted = {each.children for each in pairs_to_review(tables.run)} if not _compared else set()
        for found, how in compare_children(tables.run, sorted({*list(wanted)[:2000], pair})).items():
            _compared[key[0], found] = how
    return _compared.get(key)
