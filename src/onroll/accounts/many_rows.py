"""Write, or change, thousands of rows at once.

`bulk_create` and `bulk_update` build a new SQL statement for each few dozen rows, which for a run's rows costs more than the writing.
Here one statement is made once and given each row. New rows are those whose numbers nobody needs back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models, router, transaction
from django.db.models import AutoField, Field

_AS_THEY_ARE = frozenset(
    {models.CharField, models.TextField, models.BooleanField, models.ForeignKey, models.IntegerField, models.PositiveIntegerField}
    | {models.SmallIntegerField, models.PositiveSmallIntegerField, models.BigIntegerField}
)
"""Fields whose text, numbers and yes or no both databases take as Python holds them; all others are prepared one by one."""


def write_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, in order and as one step; they are not given their numbers."""
    if not rows:
        return
    model = type(rows[0])
    using = router.db_for_write(model)
    connection = transaction.get_connection(using)
    fields: list[Field[Any, Any]] = [field for field in model._meta.local_concrete_fields if not isinstance(field, AutoField)]
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in fields)
    sql = f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"
    with transaction.atomic(using=using, savepoint=False), connection.cursor() as cursor:
        cursor.executemany(sql, _prepared(rows, fields, connection, add=True))


def change_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write some fields of rows of one model that stand already, as one step."""
    if not rows:
        return
    model = type(rows[0])
    using = router.db_for_write(model)
    connection = transaction.get_connection(using)
    key = model._meta.pk
    fields = [field for field in model._meta.local_concrete_fields if field.name in names]
    name = connection.ops.quote_name
    said = ", ".join(f"{name(field.column)} = %s" for field in fields)
    sql = f"UPDATE {name(model._meta.db_table)} SET {said} WHERE {name(key.column)} = %s"
    values = _prepared(rows, fields, connection, add=False)
    with transaction.atomic(using=using, savepoint=False), connection.cursor() as cursor:
        cursor.executemany(sql, [[*of_row, row.pk] for row, of_row in zip(rows, values, strict=True)])


def _prepared(rows: Sequence[models.Model], fields: Sequence[Field[Any, Any]], connection: Any, *, add: bool) -> list[list[Any]]:
    """Return the values of fields of rows as the database takes them."""
    prepare = [(place, field) for place, field in enumerate(fields) if type(field) not in _AS_THEY_ARE]
    prepared = [[getattr(row, field.attname) for field in fields] for row in rows]
    for row, values in zip(rows, prepared, strict=True):
        for place, field in prepare:
            values[place] = field.get_db_prep_save(field.pre_save(row, add=add), connection=connection)
    return prepared
