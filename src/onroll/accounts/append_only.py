"""Have the database itself refuse to edit or delete the rows of a table, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.migrations.operations.base import Operation

FOR_GOOD = frozenset({"accounts_event", "accounts_dailyanchor", "accounts_accessreview"})
"""Tables from which nothing ever goes."""


class AppendOnly(Operation):
    """The migration step after which rows of the table can be added, and never changed.

    It names a table, not a model: a step of Python code would have Django draw every model anew before each table.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    def describe(self) -> str:
        """Return what the step does."""
        return f"Refuse to edit or delete rows of {self.table}"

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change no model."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Protect the table."""
        for statement in _statements(self.table, schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Release the table."""
        on = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for what in ("update", "delete", "truncate") if on else ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_no_{what}{on}", params=None)


class AppendOnlyAgain(AppendOnly):
    """The step that protects a table again which an earlier step copied: SQLite leaves the protection behind, PostgreSQL keeps it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Protect the table, whether it still is or not."""
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        super().database_forwards(app_label, schema_editor, from_state, to_state)


def append_only(table: str) -> AppendOnly:
    """Return the migration step after which rows of the table can be added, and never changed."""
    return AppendOnly(table)


def append_only_again(table: str) -> AppendOnly:
    """Return the migration step that protects a table once more after it was copied."""
    return AppendOnlyAgain(table)


@contextmanager
def released(tables: Collection[str]) -> Iterator[None]:
    """Let rows of those tables go within the block: what has been kept long enough. Only inside a transaction, which has all or nothing.

    Raises  ValueError for the tables of which nothing ever goes.
    """
    if FOR_GOOD & set(tables) or not connection.in_atomic_block:
        raise ValueError("Nothing of the event log is ever deleted, and nothing of other tables outside a transaction.")
    vendor = connection.vendor
    with connection.cursor() as cursor:
        held = _protected(cursor, vendor) & set(tables)
        for table in sorted(held):
            on = f" ON {table}" if vendor == "postgresql" else ""
            for what in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER {table}_no_{what}{on}")
    yield
    connection.check_constraints()  # PostgreSQL makes no trigger while one of its own still waits
    with connection.cursor() as cursor:
        for table in sorted(held):
            for statement in _row_triggers(table, vendor):
                cursor.execute(statement)


def _protected(cursor: Any, vendor: str) -> set[str]:
    """Return the tables whose rows the database refuses to delete now."""
    where = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'", "postgresql": "SELECT tgname FROM pg_trigger"}[vendor]
    cursor.execute(f"{where} AND name LIKE '%_no_delete'" if vendor == "sqlite" else f"{where} WHERE tgname LIKE '%_no_delete'")
    return {str(name).removesuffix("_no_delete") for (name,) in cursor.fetchall()}


def _statements(table: str, vendor: str) -> list[str]:
    if vendor == "sqlite":
        return _row_triggers(table, vendor)
    function = (
        "CREATE OR REPLACE FUNCTION onroll_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    whole = f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION onroll_append_only()"
    return [function, *_row_triggers(table, vendor), whole]


def _row_triggers(table: str, vendor: str) -> list[str]:
    refuse = (
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        if vendor == "sqlite"
        else "FOR EACH ROW EXECUTE FUNCTION onroll_append_only()"
    )
    return [f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} {refuse}" for what in ("update", "delete")]
