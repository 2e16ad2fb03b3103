"""What the index can answer at once about missing children: leads from every register, for many children in one go.

SQL brings the rows together; the plain rules of `core/leads` say what they are worth. There is no lead to or from a shielded
child: not their rows, not their home, nor anything that their household would give away.

Source  issue 4, point 4; design, sections 2 (one rule, one place) and 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core.leads.council_tax import council_tax_leads, family_accounts, opened_from
from onroll.core.leads.others import Double, Kin, roll_leads, sibling_leads
from onroll.core.leads.own_rows import own_leads
from onroll.core.leads.shape import Home, Lead, RegisterRow, Sought, place_key
from onroll.core.registers import register_named
from onroll.pipeline import lead_households
from onroll.pipeline.engine import connect, memory_for, quoted, read_parquet
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract, Index, Run
from onroll.pipeline.shielding import shielded_children

OWN_FIELDS: Mapping[str, tuple[str, ...]] = {
    "school_roll": ("urn", "fsm"),
    "roll_change": (
        "urn",
        "change",
        "change_date",
        "destination_urn",
        "destination_la",
        "destination_type",
        "new_address_line_1",
        "new_postcode",
    ),
    "ehe": (),
    "alternative_provision": (),
    "admissions": ("application_date", "kind", "status", "school_urn", "start_date"),
    "cme_register": (),
    "nhs": ("gp_practice", "registered_on", "deregistered_on", "removal_reason", "date_of_death"),
    "child_benefit": ("claim_start", "claim_end"),
    "social_care": ("episode", "start_date", "end_date"),
    "housing": ("tenancy_start", "tenancy_end", "kind"),
    "youth_justice": ("episode", "start_date", "end_date"),
    "travel": ("event", "event_date", "country"),
}
"""Which registers are read for a child's addresses and leads, and what of them beside the identity fields."""

_IDENTITY = ("surname", "parent_1_name", "parent_2_name", "address_line_1", "postcode", "uprn")


CHILDREN_AT_ONCE = 4000
"""Children whose leads are drawn in one go: memory stays small whatever the number of open cases."""


def leads_of(run: Run, wanted: Mapping[str, date | None]) -> dict[str, list[Lead]]:
    """Return the leads about each child, the strongest first.

    Shape  wanted: the first day without education by child, None where unknown. Shielded children have none.
    """
    return {child_id: leads for _, found in leads_in_portions(run, wanted) for child_id, leads in found.items()}


def leads_in_portions(run: Run, wanted: Mapping[str, date | None]) -> Iterator[tuple[list[str], dict[str, list[Lead]]]]:
    """Yield children, some at a time in the order in which they are wanted, and their leads as `leads_of` has them.

    What is asked of the whole country, its accounts and who lives with whom, is asked once, not for every portion.
    """
    hidden = shielded_children(run.folder)
    asked = {child_id: since for child_id, since in wanted.items() if child_id not in hidden}
    portions = [list(wanted)[start : start + CHILDREN_AT_ONCE] for start in range(0, len(wanted), CHILDREN_AT_ONCE)]
    if not asked:
        yield from ((some, {}) for some in portions)
        return
    extracts = extracts_of_run(run)
    memory = memory_for(sum(each.rows_accepted for each in extracts))
    with closing(connect(memory_limit=memory)) as con, ThreadPoolExecutor(1) as beside:
        near = beside.submit(_who_is_near, con.cursor(), run, sorted(asked))
        registers = _gather_rows(con, run, extracts, [*asked, *hidden])
        homes = _hidden_homes(_rows(con, registers, sorted(hidden)).values())
        accounts = lead_households.Accounts(con, extracts, opened_from=opened_from(asked.values()))
        newest = _newest(extracts)
        for some in portions:
            rows = _rows(con, registers, [child_id for child_id in some if child_id in asked])
            seekers = {child_id: _sought(child_id, asked[child_id], rows.get(child_id, ())) for child_id in some if child_id in asked}
            at_homes = accounts.at_homes(seekers)
            own = {child_id: family_accounts(sought, at_homes.get(child_id, ())) for child_id, sought in seekers.items()}
            named = accounts.opened_by_name(seekers, own)
            kin, doubles = near.result()
            found = {}
            for child_id, sought in seekers.items():
                leads = own_leads(sought, _latest_rows(rows.get(child_id, ()), newest))
                leads += council_tax_leads(sought, own[child_id], named.get(child_id, ()))
                leads += sibling_leads(sought, kin.get(child_id, ()))
                leads += roll_leads(sought, doubles.get(child_id, ()))
                with_shielded = any(other.child_id in hidden for other in kin.get(child_id, ()))
                kept = [lead for lead in leads if _may_be_told(lead, hidden, homes, with_shielded)]
                if kept:
                    found[child_id] = sorted(_each_once(kept), key=_rank)
            yield some, found


def _who_is_near(
    con: duckdb.DuckDBPyConnection, run: Run, child_ids: Sequence[str]
) -> tuple[dict[str, list[Kin]], dict[str, list[Double]]]:
    """Return by child the brothers, sisters and housemates, and who may be the same child."""
    with closing(con):
        return lead_households.kin_of(con, run, child_ids), lead_households.doubles_of(con, run, child_ids)


def extracts_of_run(run: Run) -> list[Extract]:
    """Return the extracts from which a run was made."""
    index = Index(run.folder.parents[2])
    made_from = run.manifest.get("made_from", {}).get("extracts")
    if made_from is None:
        return index.counted_extracts(run.on)
    names = set(made_from)
    return [each for each in index.extracts() if each.extract_id in names]


def _may_be_told(lead: Lead, hidden: frozenset[str], homes: frozenset[str], with_shielded: bool) -> bool:
    """A shielded brother is with the family: where the household is says where he is."""
    if lead.about in hidden or (with_shielded and lead.household):
        return False
    postcode = lead.place.rsplit(", ", 1)[-1] if lead.place else ""
    return not ((lead.place_key and lead.place_key in homes) or (not lead.place_key and postcode in homes))


def _hidden_homes(rows: Iterable[Sequence[RegisterRow]]) -> frozenset[str]:
    found: set[str] = set()
    for of_child in rows:
        for row in of_child:
            found |= {key for key in (place_key(row.line, row.postcode), row.postcode) if key}
    return frozenset(found)


def _each_once(leads: Iterable[Lead]) -> list[Lead]:
    """The same thing said by two rows is one lead, from the newer."""
    found: dict[str, Lead] = {}
    for lead in leads:
        known = found.get(lead.key)
        found[lead.key] = lead if known is None or lead.as_at > known.as_at else known
    return list(found.values())


_STRENGTHS = {"strong": 0, "fair": 1, "weak": 2}


def _rank(lead: Lead) -> tuple[int, int, str]:
    return _STRENGTHS[lead.strength], -lead.as_at.toordinal(), lead.key


# -- the children's own rows ------------------------------------------------------------------------------------------


def _gather_rows(con: duckdb.DuckDBPyConnection, run: Run, extracts: Sequence[Extract], child_ids: Sequence[str]) -> list[str]:
    """Make of each register that knows some of the children the table `rows_of_…` of their rows; return these registers."""
    con.register("arrow_given", pa.table({"child_id": pa.array(child_ids, pa.string())}))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE members AS SELECT record_key, child_id, register, supplier, as_at, record_id "
        f"FROM {quoted(run.table('children'))} SEMI JOIN arrow_given USING (child_id)"
    ).fetchall()
    numbers = {row[0] for row in con.execute(f"SELECT DISTINCT record_key // {RECORD_KEY_STRIDE} FROM members").fetchall()}
    registers = []
    for register, fields in OWN_FIELDS.items():
        paths = [
            each.records_path for each in extracts if each.register == register and each.number in numbers and each.records_path.exists()
        ]
        if not paths:
            continue
        source = read_parquet(*paths)
        there = {row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
        columns = ", ".join(f"r.{name}" if name in there else f"NULL AS {name}" for name in (*_IDENTITY, *fields))
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE rows_of_{register} AS SELECT m.child_id, m.supplier, m.as_at, m.record_id, m.record_key, "
            f"{columns} FROM {source} r JOIN members m USING (record_key)"
        ).fetchall()
        registers.append(register)
    return registers


def _rows(con: duckdb.DuckDBPyConnection, registers: Iterable[str], child_ids: Sequence[str]) -> dict[str, list[RegisterRow]]:
    """Return every row about the children that holds an address or gives a lead, the oldest first."""
    con.register("arrow_given", pa.table({"child_id": pa.array(child_ids, pa.string())}))
    found: dict[str, list[RegisterRow]] = {}
    for register in registers:
        names = (*_IDENTITY, *OWN_FIELDS[register])
        result = con.execute(
            f"SELECT child_id, supplier, as_at, record_id, {', '.join(names)} FROM rows_of_{register} SEMI JOIN arrow_given "
            "USING (child_id) ORDER BY as_at, record_key"
        )
        for child_id, supplier, as_at, record_id, *values in result.fetchall():
            said = dict(zip(names, values, strict=True))
            row = RegisterRow(register, supplier, as_at, record_id, said, said["address_line_1"] or "", said["postcode"] or "")
            found.setdefault(child_id, []).append(_with_new_address(row))
    return found


def _with_new_address(row: RegisterRow) -> RegisterRow:
    """A deletion's own address is the one that the child is leaving: what counts is where to."""
    if row.register != "roll_change":
        return row
    return replace(row, line=row.said["new_address_line_1"] or "", postcode=row.said["new_postcode"] or "")


def _latest_rows(rows: Sequence[RegisterRow], newest: Mapping[tuple[str, str], date]) -> list[RegisterRow]:
    """The latest row of each register and supplier, or each event; with whether it still stands in the supplier's newest extract."""
    latest: dict[tuple[Any, ...], RegisterRow] = {}
    for row in rows:
        if register_named(row.register).kind == "events":
            latest[row.register, row.supplier, row.as_at, row.record_id] = row
        else:
            shown = row.as_at >= newest.get((row.register, row.supplier), row.as_at)
            latest[row.register, row.supplier] = replace(row, still_shown=shown)
    last_roll = max((row.as_at for row in latest.values() if row.register == "school_roll"), default=None)
    return [row for row in latest.values() if row.register != "school_roll" or row.as_at == last_roll]


def _newest(extracts: Iterable[Extract]) -> dict[tuple[str, str], date]:
    newest: dict[tuple[str, str], date] = {}
    for each in extracts:
        if not each.partial:
            newest[each.register, each.supplier] = max(each.as_at, newest.get((each.register, each.supplier), each.as_at))
    return newest


def _sought(child_id: str, since: date | None, rows: Sequence[RegisterRow]) -> Sought:
    homes: dict[str, Home] = {}
    for row in rows:
        if not row.postcode:
            continue
        on = row.said["change_date"] if row.register == "roll_change" and row.said["change_date"] else row.as_at
        key = place_key(row.line, row.postcode) or row.postcode
        uprn = (row.said["uprn"] or "") if row.register != "roll_change" else ""
        known = homes.get(key) or Home(row.postcode, row.line, uprn, on, on)
        on_roll_on = max(known.on_roll_on or on, on) if row.register == "school_roll" else known.on_roll_on
        homes[key] = replace(
            known, uprn=known.uprn or uprn, first_on=min(known.first_on, on), last_on=max(known.last_on, on), on_roll_on=on_roll_on
        )
    parents = [row.said[name] for row in rows for name in ("parent_1_name", "parent_2_name") if row.said[name]]
    surnames = [row.said["surname"] for row in rows if row.said["surname"]]
    return Sought(
        child_id,
        since,
        surnames=tuple(dict.fromkeys(surnames)),
        parents=tuple(dict.fromkeys(parents)),
        homes=tuple(sorted(homes.values(), key=lambda home: home.first_on)),
    )
