"""Keep the card of warning signs up with a new run: checked on the newest term that is known, and laid upon the run's children."""

from __future__ import annotations

from onroll.cli.screen import Screen
from onroll.pipeline.index import Index, Run


def keep_up_warning_signs(index: Index, made: Run, screen: Screen) -> None:
    """Keep the card up, where one stands. Only inside `Index.writing`, and with the run that readers see."""
    from onroll.pipeline.warning_signs import keep_up  # brings NumPy along, for which a command that only says its help need not wait

    keep_up(index, made, screen.progress)
