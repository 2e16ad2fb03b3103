"""What a command shows while it works: a bar on a terminal, plain lines elsewhere; results apart, on standard output."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress


class Screen:
    """Shows progress on standard error and results on standard output.

    Use it as a context manager, and hand `progress` to the work.
    """

    def __init__(self, *, as_json: bool = False) -> None:
        self.as_json = as_json
        self._on_terminal = sys.stderr.isatty()
        self._bars: Progress | None = None
        self._task: Any = None
        self._message = ""
        self._last_line_at = 0.0

    def __enter__(self) -> Screen:
        if self._on_terminal:
            # Only here: to load what draws bars takes as long as a small command does.
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            self._bars = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(bar_width=30),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=False,
            )
            self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bars:
            self._bars.stop()

    def progress(self, message: str, done: int, total: int) -> None:
        """Show how far the work is (`Progress` of the pipeline)."""
        if self._bars:
            if message != self._message:
                if self._task is not None:
                    task = self._bars.tasks[-1]
                    self._bars.update(self._task, completed=task.total or task.completed)
                self._task = self._bars.add_task(message, total=total or None)
            self._bars.update(self._task, completed=done, total=total or None)
        elif message != self._message or (time.monotonic() - self._last_line_at > 10):
            of = f" ({done} of {total})" if total and done else ""
            print(f"{message}{of}", file=sys.stderr, flush=True)
            self._last_line_at = time.monotonic()
        self._message = message

    def note(self, sentence: str) -> None:
        """Show one line to whoever is watching."""
        if self._bars:
            self._bars.console.print(sentence, markup=False, highlight=False)
        else:
            print(sentence, file=sys.stderr, flush=True)

    def result(self, text: str, summary: dict[str, Any]) -> None:
        """Print what came out: the text, or with --json the summary."""
        if self._bars:
            self._bars.stop()
            self._bars = None
        print(json.dumps(summary, ensure_ascii=False, indent=1, default=str) if self.as_json else text, flush=True)
