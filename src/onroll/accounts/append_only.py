"""Have the database itself refuse to edit or delete the rows of a table, on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db.migrations import RunPython


def append_only(table: str) -> RunPython:
    """Return the migration step after which rows of the table can be added, and never changed."""

    def protect(apps: Any, schema_editor: Any) -> None:
        for statement in _statements(table, schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def release(apps: Any, schema_editor: Any) -> None:
        on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for what in ("update", "delete", "truncate") if on else ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{what}{on}", params=None)

    return RunPython(protect, release)


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
