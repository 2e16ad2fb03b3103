"""Have the database itself refuse to edit or delete the rows of a table, on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation


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


def append_only(table: str) -> AppendOnly:
    """Return the migration step after which rows of the table can be added, and never changed."""
    return AppendOnly(table)


def _statements(table: str, vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for what in ("update", "delete")
        ]
    function = (
        "CREATE OR REPLACE FUNCTION onroll_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    rows = [
        f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION onroll_append_only()"
        for what in ("update", "delete")
    ]
    whole = f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION onroll_append_only()"
    return [function, *rows, whole]
