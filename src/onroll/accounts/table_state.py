"""Whether the casebook's tables and the program belong together: the steps that each of the two knows.

Source  issue 6, point 9 (upgrade and rollback of migrations).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OURS = frozenset({"accounts", "casework"})


class CannotUseCasebook(Exception):
    """The casebook belongs to a newer program; the sentence says what to do."""


@dataclass(frozen=True)
class TableState:
    """Shape  behind: steps that the program has and the casebook has not taken. ahead: steps of the casebook unknown to the program."""

    behind: tuple[str, ...]
    ahead: tuple[str, ...]

    @property
    def faults(self) -> list[str]:
        """Return one sentence for each way in which the two do not belong together."""
        said = []
        if self.ahead:
            unknown = ", ".join(self.ahead)
            said.append(
                f"The casebook was brought up to date by a newer Onroll than this one, which does not know {unknown}. Put the newer "
                "program back, or restore the backup that was made before the upgrade (Roll back, in docs/in-production.md)."
            )
        if self.behind:
            said.append(
                f"The casebook is older than the program: {len(self.behind)} steps are to come, from {self.behind[0]}. Make a backup; the "
                "next command that opens the casebook takes them (Upgrade, in docs/in-production.md)."
            )
        return said


def state_of_tables() -> TableState:
    """Return what the casebook's tables and the program know of each other; nothing is changed."""
    history = MigrationLoader(connection)
    known, taken = set(history.disk_migrations), set(history.applied_migrations)
    behind = sorted(known - taken)
    ahead = sorted(step for step in taken - known if step[0] in OURS)
    return TableState(tuple(map(" ".join, behind)), tuple(map(" ".join, ahead)))


def bring_up_to_date() -> None:
    """Take the steps that are to come. Twice is once.

    Raises  CannotUseCasebook, where the casebook is newer than the program: nothing may be written with old rules.
    """
    state = state_of_tables()
    if state.ahead:
        raise CannotUseCasebook(state.faults[0])
    if state.behind:
        call_command("migrate", interactive=False, verbosity=0)
