"""Where Spark finds the files of the index, and where it keeps its own tables."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """How executors name what the driver knows by a path.

    Shape  home: the index's folder here; home_there: the same, as executors name it (a folder, or a URL of object storage); work: the
           folder or URL of Spark's own tables, which nobody needs once the run stands.
    """

    home: Path
    home_there: str
    work: str

    @classmethod
    def of(cls, home: Path, into: Path) -> Places:
        """Return the places of a run: on this machine, unless ONROLL_SPARK_HOME and ONROLL_SPARK_WORK say otherwise."""
        work = os.environ.get("ONROLL_SPARK_WORK")
        return cls(
            home.resolve(),
            os.environ.get("ONROLL_SPARK_HOME", str(home.resolve())).rstrip("/"),
            f"{work.rstrip('/')}/{into.name}" if work else str((into / ".spark").resolve()),
        )

    @property
    def local(self) -> bool:
        """Return whether this machine can read Spark's tables as files."""
        return "://" not in self.work

    def of_file(self, path: Path) -> str:
        """Return how executors name a file of the index."""
        return f"{self.home_there}/{path.resolve().relative_to(self.home)}"

    def of_table(self, name: str) -> str:
        """Return where a table of Spark's is kept."""
        return f"{self.work}/{name}"
