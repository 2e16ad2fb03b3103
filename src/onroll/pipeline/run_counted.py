"""One run's findings and statuses as figures count them: everybody once, the shielded told apart as they are marked now.

Source  docs/tables.md (`missing_children`, `status_counts`); issue "Measures".
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection
from itertools import chain
from operator import attrgetter
from typing import Any

from onroll.pipeline.engine import quoted, read_parquet
from onroll.pipeline.run_figures import MISSING_CHILDREN, STATUS_COUNTS, statuses_sql
from onroll.pipeline.run_queries import RunTables
from onroll.pipeline.run_rows import CountedFinding
from onroll.pipeline.shielding import MARKED

_OWN_TABLES = {name: name for name in ("timelines", "residences", "shielded")}


def counted_findings(tables: RunTables, authorities: Collection[str] | None = None) -> list[CountedFinding]:
    """Return every finding of the run as figures count it, or those of children in some authorities, in the order of the child ids."""
    by_place = _by_place(tables)
    if authorities is None:
        found = [each for place in by_place.values() for each in place]
        found.sort(key=attrgetter("child_id"))
    else:
        places = [by_place[code] for code in sorted(set(authorities)) if code in by_place]
        found = sorted(chain(*places), key=attrgetter("child_id")) if len(places) > 1 else list(chain(*places))
    marked = tables.marked
    if not marked:
        return found
    return [dataclasses.replace(each, shielded=True) if each.child_id in marked and not each.shielded else each for each in found]


def counted_places(tables: RunTables) -> list[str]:
    """Return the authorities where the children of the findings live."""
    return sorted(code for code in _by_place(tables) if code)


def statuses_on_the_day(tables: RunTables) -> dict[tuple[str, str], int]:
    """Return how many children have each status on the run's day, by authority of residence (empty: not known) and status.

    Every child of the run is in one of them, but for the shielded, who are in no figure.
    """
    on = tables.run.on
    by_registers = {row["child_id"] for row in tables.ask(f"SELECT child_id FROM shielded WHERE because NOT LIKE '{MARKED}%'")}
    then = {row["child_id"] for row in tables.ask("SELECT child_id FROM shielded")}
    now = by_registers | tables.marked
    kept = tables.run.table(STATUS_COUNTS)
    source = read_parquet(kept) if kept.exists() else f"({statuses_sql(_OWN_TABLES, [on])})"
    rows = tables.ask(f"SELECT la_code, status, sum(children)::BIGINT AS n FROM {source} WHERE day = ? AND NOT shielded GROUP BY ALL", [on])
    found = Counter({(row["la_code"], row["status"]): row["n"] for row in rows})
    # The table counts apart who was shielded when the run was made; whose mark began or ended since are few.
    for children, sign in ((now - then, -1), (then - now, 1)):
        if children:
            few = statuses_sql(_OWN_TABLES, [on], f"child_id IN ({', '.join(map(quoted, sorted(children)))})")
            for row in tables.ask(f"SELECT la_code, status, sum(children)::BIGINT AS n FROM ({few}) GROUP BY ALL"):
                found[row["la_code"], row["status"]] += sign * row["n"]
    return {place: count for place, count in found.items() if count}


def _by_place(tables: RunTables) -> dict[str | None, list[CountedFinding]]:
    """Return the findings by authority. Whom people mark since is asked at each question."""
    return tables.worked_out_once("counted findings by place", lambda: _read_by_place(tables))


def _read_by_place(tables: RunTables) -> dict[str | None, list[CountedFinding]]:
    counted = tables.run.table(MISSING_CHILDREN)
    if counted.exists():  # few rows, ready since the run was made
        of_registers = "SELECT child_id, min(coalesce(because, '')) AS because FROM shielded GROUP BY child_id"
        rows = tables.ask(
            "SELECT m.child_id, m.status, nullif(m.la_code, '') AS la_code, m.sex, m.date_of_birth, m.since, m.reason, "
            f"coalesce(h.because NOT LIKE '{MARKED}%', m.shielded, false) AS shielded "
            f"FROM {read_parquet(counted)} m LEFT JOIN ({of_registers}) h USING (child_id) ORDER BY m.child_id"
        )
    else:
        rows = _counted_from_all(tables)
    found: dict[str | None, list[CountedFinding]] = {}
    for row in rows:
        found.setdefault(row["la_code"], []).append(CountedFinding(**{**row, "shielded": bool(row["shielded"])}))
    return found


def _counted_from_all(tables: RunTables) -> list[dict[str, Any]]:
    """Return the same of a run from before such a table was written."""
    # By the date of birth that the timelines took, as exports count; a summary's is that of the newest record.
    born = tables.run.table("birthdays")
    birthdays = f"LEFT JOIN {read_parquet(born)} b USING (child_id)" if born.exists() else ""
    date_of_birth = "coalesce(b.date_of_birth, f.date_of_birth)" if birthdays else "f.date_of_birth"
    return tables.ask(
        f"SELECT f.child_id, f.status, f.la_code, k.sex, {date_of_birth} AS date_of_birth, f.since, f.reason, f.shielded "
        f"FROM found f JOIN known k USING (child_id) {birthdays} ORDER BY f.child_id"
    )
