"""Questions of pages that are open all day, put into SQL once a day: for many counts that costs more than the answer does.

The rule stays a QuerySet, in the one place where it is. It is put into SQL for a stand-in of the viewer; at each question the
stand-in's authority, account and moment give way to those of whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from onroll.casework.viewers import Viewer

Make = Callable[[Viewer, date, datetime], "QuerySet[Any, Any]"]
STAND_IN: dict[str, Any] = {"authority": "?authority", "organisation_code": "?code", "username": "?username", "user_id": -436_001}
NOW = datetime(1000, 1, 1, tzinfo=UTC)


def answers(viewer: Viewer, make: Make, on: date, now: datetime) -> list[dict[str, Any]]:
    """Return the rows of a question by name, as the database writes them: SQLite tells days as text, and true as 1.

    Shape  make: a function of a module, which looks at nothing of the viewer but who they are, their role and their team.
    """
    names, rows = plain_answers(viewer, make, on, now)
    return [dict(zip(names, row, strict=True)) for row in rows]


def plain_answers(viewer: Viewer, make: Make, on: date, now: datetime) -> tuple[Sequence[str], Sequence[tuple[Any, ...]]]:
    """Return the same without the names in each row, which stand before: for thousands of rows."""
    known = {name: value for name, value in STAND_IN.items() if getattr(viewer, name)}
    stand_in = replace(viewer, full_name="", organisation_name="", **known)
    prepared = _prepared(make, stand_in, on, connection.vendor)
    if prepared is None:
        return (), ()
    sql, parameters = prepared
    moment = connection.ops.adapt_datetimefield_value
    real = {moment(NOW): moment(now), **{value: getattr(viewer, name) for name, value in known.items()}}
    with connection.cursor() as cursor:
        cursor.execute(sql, [real.get(each, each) if isinstance(each, Hashable) else each for each in parameters])
        return [column[0] for column in cursor.description], cursor.fetchall()


@lru_cache(maxsize=256)
def _prepared(make: Make, stand_in: Viewer, on: date, vendor: str) -> tuple[str, tuple[Any, ...]] | None:
    try:
        sql, parameters = make(stand_in, on, NOW).query.sql_with_params()
    except EmptyResultSet:  # nothing can be found: Django does not even ask
        return None
    return sql, tuple(parameters)
