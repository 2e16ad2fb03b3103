"""Children of whom the registers tell the plainest story: the rules are asked once for each different story, not once for every child.

Plain is whoever stands on one school's fresh roll and nothing else but registers that only know of a child, or is not of school age and on
no roll at all. What the rules say of such a child follows from the birthday, the day of entry, and which register gave an address of
which authority when. One child of each such story, a *specimen*, is drawn by the rules as everybody else; SQL gives the others the same
with their own school, rows and postcodes. Whoever is not surely plain is drawn as before; `tests/compare` holds both to the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core.contradictions import contradictions
from onroll.core.findings import find
from onroll.core.histories import assemble
from onroll.core.residence import FormerResidence, residences
from onroll.core.sightings import all_readings
from onroll.core.timelines import Spell, draw
from onroll.core.world import World
from onroll.pipeline import sightings
from onroll.pipeline.engine import keep, quoted
from onroll.pipeline.settled import surely_too_old, surely_too_young
from onroll.pipeline.sightings import LOADED_FOR_THE_GONE, ORDER

ROLL = "school_roll"
MERELY_KNOWN = ("admissions", "cme_register", "child_benefit", "housing", "nhs", "social_care")
"""Registers that, for a plain child, change nothing but where the child lives. Departures (`gone`) are not plain."""

MOST_DAYS = 60
"""Of so many days of rolls it can be told that a child stands once in each."""


@dataclass
class Stories:
    """What the rules say of each story that has come up, for the whole of one drawing.

    Shape  of a timeline: birthday and day of entry (None: on no roll); None where the story is not plain after all.
           of a residence: its text; authority, register, since, and former residences.
    """

    timelines: dict[tuple[date, date | None], list[Spell] | None] = field(default_factory=dict)
    homes: dict[str, tuple[str, str, date, Sequence[FormerResidence]] | None] = field(default_factory=dict)


def note_steady_schools(connection: duckdb.DuckDBPyConnection, world: World) -> None:
    """Make the table `steady` (urn, supplier, as_at, la_code): schools whose newest roll, of that sender and day, keeps who is on it."""
    rows: list[tuple[str, str, date, str | None]] = []
    for urn in world.rolls.states:
        state, school = world.rolls.present_state(urn), world.schools.get(urn)
        closed = school is not None and school.closed_on is not None and school.closed_on < world.on
        if urn and state is not None and not closed and not world.is_stale(state.as_at) and state.as_at <= world.on:
            rows += [(urn, supplier, state.as_at, world.authority_of_school(urn)) for supplier in sorted(state.suppliers)]
    kinds = {"urn": pa.string(), "supplier": pa.string(), "as_at": pa.date32(), "la_code": pa.string()}
    columns = {name: pa.array([row[place] for row in rows], kind) for place, (name, kind) in enumerate(kinds.items())}
    keep(connection, "steady", pa.table(columns))


def note_plain(connection: duckdb.DuckDBPyConnection, registers: Sequence[str], *, on: date) -> None:
    """Make the table `plain`: the children of the open part who may be plain, with what their stories are told by.

    Shape  needs `drawn_birthdays`, `steady`, `authorities` (postcode, la_code), `gone`, `enquiries` and the part's `rows_<register>`.
    """
    run = connection.execute
    busy = ["SELECT child_id FROM gone", "SELECT child_id FROM enquiries"]
    busy += [
        f"SELECT child_id FROM rows_{each}" for each in registers if each not in (ROLL, *MERELY_KNOWN) and each not in LOADED_FOR_THE_GONE
    ]
    known = [each for each in MERELY_KNOWN if each in registers]
    for register in known:
        fields = ", ".join((*all_readings()[register].fields, "postcode", "supplier"))
        run(f"""
            CREATE OR REPLACE TEMP TABLE of_{register} AS
            SELECT child_id, min(hash({fields})) = max(hash({fields})) AND NOT bool_or(partial) AS alone, any_value(postcode) AS postcode,
                   any_value(supplier) AS supplier, min(as_at) AS first_on, max(as_at) AS last_on, arg_min(record_id, {ORDER}) AS record_id
            FROM rows_{register} GROUP BY child_id""")
    roll = "hash(urn, entry_date, postcode, supplier)"
    if ROLL in registers:
        run(f"""
            CREATE OR REPLACE TEMP TABLE of_{ROLL} AS
            SELECT child_id, min({roll}) = max({roll}) AND NOT bool_or(partial) AND max(place) < {MOST_DAYS}
                       AND count(*) = bit_count(bit_or(1::BIGINT << least(place, {MOST_DAYS})))
                       AND bool_and(leaving_date IS NULL AND coalesce(enrolment_status, 'C') NOT IN ('P', 'G', 'M', 'S')) AS alone,
                   any_value(postcode) AS postcode, any_value(supplier) AS supplier, any_value(urn) AS urn,
                   any_value(entry_date) AS entry_date,
                   min(as_at) AS first_on, max(as_at) AS last_on, arg_max(record_id, {ORDER}) AS record_id
            FROM rows_{ROLL} GROUP BY child_id""")
    else:
        run(f"""CREATE OR REPLACE TEMP TABLE of_{ROLL} AS SELECT NULL::VARCHAR AS child_id, true AS alone, NULL::VARCHAR AS postcode,
            NULL::VARCHAR AS supplier, NULL::VARCHAR AS urn, NULL::DATE AS entry_date, NULL::DATE AS first_on, NULL::DATE AS last_on,
            NULL::VARCHAR AS record_id WHERE false""")
    homes = [_home(ROLL, "r", "hr.la_code"), *(_home(each, f"o{place}", f"h{place}.la_code") for place, each in enumerate(known))]
    columns = ", ".join(
        f"o{place}.postcode AS {each}_postcode, {_reference(each, f'o{place}', f'o{place}.first_on')} AS {each}_row"
        for place, each in enumerate(known)
    )
    joins = "".join(
        f" LEFT JOIN of_{each} o{place} ON o{place}.child_id = b.child_id "
        f"LEFT JOIN authorities h{place} ON h{place}.postcode = o{place}.postcode"
        for place, each in enumerate(known)
    )
    alone = " AND ".join(["true", *(f"coalesce(o{place}.alone, true)" for place in range(len(known)))])
    applied = f"o{known.index('admissions')}.child_id IS NULL" if "admissions" in known else "true"
    run(f"CREATE OR REPLACE TEMP TABLE busy AS SELECT DISTINCT child_id FROM ({' UNION ALL '.join(busy)})")
    run(f"""
        CREATE OR REPLACE TEMP TABLE plain AS
        SELECT b.child_id, b.date_of_birth, r.entry_date, r.urn, s.la_code AS school_la, r.postcode AS {ROLL}_postcode,
               {_reference(ROLL, "r", "r.last_on")} AS {ROLL}_row{", " + columns if columns else ""},
               concat_ws(';', {", ".join(homes)}) AS home
        FROM drawn_birthdays b ANTI JOIN busy USING (child_id) LEFT JOIN of_{ROLL} r ON r.child_id = b.child_id
             LEFT JOIN steady s ON s.urn = r.urn AND s.supplier = r.supplier AND s.as_at = r.last_on
             LEFT JOIN authorities hr ON hr.postcode = r.postcode{joins}
        WHERE {alone} AND if(r.child_id IS NOT NULL,
                r.alone AND s.urn IS NOT NULL AND r.entry_date <= r.first_on AND r.entry_date <= DATE '{on}',
                {surely_too_young("b.date_of_birth", on)} OR {surely_too_old("b.date_of_birth", on)} AND {applied})""")
    run("DELETE FROM plain WHERE home = ''")  # where nobody gives a known postcode, schools and senders tell where a child lives


def _home(register: str, rows: str, la_code: str) -> str:
    """Return the SQL of what a register says of the home, for a story: NULL where it gives no postcode that is known."""
    return f"if({la_code} IS NULL, NULL, '{register} ' || {rows}.first_on || ' ' || {rows}.last_on || ' ' || {la_code})"


def _reference(register: str, rows: str, as_at: str) -> str:
    """Return the SQL of the reference to a row, as `core.evidence` writes it."""

    def encoded(text: str) -> str:
        return f"replace(replace(replace({text}, '%', '%25'), ':', '%3A'), ';', '%3B')"

    return (
        f"'{register}:' || {encoded(f'{rows}.supplier')} || ':' || strftime({as_at}, '%Y-%m-%d') || ':' || {encoded(f'{rows}.record_id')}"
    )


def tell_stories(connection: duckdb.DuckDBPyConnection, registers: Sequence[str], world_of: Any, stories: Stories) -> None:
    """Draw one child of each story that is new, and make the tables `story_spells`, `story_homes` and `story_former`.

    Whoever turns out not to be plain leaves the table `plain`.

    Shape  world_of(registers): the world, with the authorities of the postcodes of `seen_<register>`.
    """
    run = connection.execute
    _known_stories(connection, stories)
    run("""
        CREATE OR REPLACE TEMP TABLE specimens AS
        SELECT min(child_id) AS child_id FROM plain ANTI JOIN told_timelines t
            ON t.date_of_birth = plain.date_of_birth AND t.entry_date IS NOT DISTINCT FROM plain.entry_date
        GROUP BY date_of_birth, entry_date
        UNION SELECT min(child_id) FROM plain ANTI JOIN told_homes USING (home) GROUP BY home""")
    sightings.collapse_rows(connection, registers, "specimens")
    world = world_of(registers)
    rows = run("FROM plain SEMI JOIN specimens USING (child_id)").fetchall()
    names = [each[0] for each in connection.description or ()]
    specimens = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
    evidence = {register: sightings.rows_of(connection, register) for register in registers}
    for each in sightings.evidence_of(evidence, {child_id: row["date_of_birth"] for child_id, row in specimens.items()}):
        _tell(specimens[each.child_id], each.claims, world, stories)
    _known_stories(connection, stories)
    run("""
        CREATE OR REPLACE TEMP TABLE plain AS
        SELECT p.* FROM plain p SEMI JOIN (FROM told_timelines WHERE plain) t
            ON t.date_of_birth = p.date_of_birth AND t.entry_date IS NOT DISTINCT FROM p.entry_date
        SEMI JOIN (FROM told_homes WHERE plain) h ON h.home = p.home""")


def _tell(row: Mapping[str, Any], claims: Iterable[Any], world: World, stories: Stories) -> None:
    """Take what the rules say of a specimen for its story, where it speaks of nothing but what the story is told by."""
    history = assemble(row["date_of_birth"], claims, world)
    finding = find(history, world)
    quiet = finding is None and not contradictions(history, world)
    spells = draw(history, world, finding) if quiet else []
    story = row["date_of_birth"], row["entry_date"]
    if story not in stories.timelines:
        stories.timelines[story] = spells if quiet and all(_is_its_own(spell, row) for spell in spells) else None
    if row["home"] not in stories.homes:
        present, former = residences(history, world)
        register = (present.evidence or "").split(":")[0]
        told = present.evidence is not None and row.get(f"{register}_row") == present.evidence
        if told and present.la_code and present.since and present.postcode == row[f"{register}_postcode"]:
            stories.homes[row["home"]] = present.la_code, register, present.since, former
        else:
            stories.homes[row["home"]] = None


def _is_its_own(spell: Spell, row: Mapping[str, Any]) -> bool:
    """Whether a spell is the roll's, with its school and row, or has neither."""
    if not spell.evidence:
        return spell.urn is None and spell.la_code is None
    return (spell.urn, spell.la_code, spell.evidence) == (row["urn"], row["school_la"], (row[f"{ROLL}_row"],))


def _known_stories(connection: duckdb.DuckDBPyConnection, stories: Stories) -> None:
    """Make the tables of all stories that have been told: `told_timelines`, `told_homes`, and what they say."""
    told = list(stories.timelines.items())
    spells = [(*story, spell) for story, drawn in told for spell in drawn or ()]
    homes = list(stories.homes.items())
    former = [(home, each) for home, said in homes if said for each in said[3]]
    tables = {
        "told_timelines": {
            "date_of_birth": pa.array([story[0] for story, _ in told], pa.date32()),
            "entry_date": pa.array([story[1] for story, _ in told], pa.date32()),
            "plain": pa.array([drawn is not None for _, drawn in told], pa.bool_()),
        },
        "story_spells": {
            "date_of_birth": pa.array([born for born, _, _ in spells], pa.date32()),
            "entry_date": pa.array([entry for _, entry, _ in spells], pa.date32()),
            "starts_on": pa.array([each.starts_on for *_, each in spells], pa.date32()),
            "ends_before": pa.array([each.ends_before for *_, each in spells], pa.date32()),
            "status": pa.array([each.status for *_, each in spells], pa.string()),
            "on_roll": pa.array([bool(each.evidence) for *_, each in spells], pa.bool_()),
            "because": pa.array([each.because for *_, each in spells], pa.string()),
        },
        "told_homes": {
            "home": pa.array([home for home, _ in homes], pa.string()),
            "plain": pa.array([said is not None for _, said in homes], pa.bool_()),
            "la_code": pa.array([said[0] if said else None for _, said in homes], pa.string()),
            "register": pa.array([said[1] if said else None for _, said in homes], pa.string()),
            "since": pa.array([said[2] if said else None for _, said in homes], pa.date32()),
        },
        "story_former": {
            "home": pa.array([home for home, _ in former], pa.string()),
            "la_code": pa.array([each.la_code for _, each in former], pa.string()),
            "starts_on": pa.array([each.starts_on for _, each in former], pa.date32()),
            "ends_before": pa.array([each.ends_before for _, each in former], pa.date32()),
        },
    }
    for name, columns in tables.items():
        keep(connection, name, pa.table(columns))


def plain_sql(registers: Sequence[str]) -> dict[str, str]:
    """Return the SQL of the plain children's rows, by table."""
    given = [ROLL, *(each for each in MERELY_KNOWN if each in registers)]

    def of_register(what: str) -> str:
        return f"CASE h.register {' '.join(f'WHEN {quoted(each)} THEN p.{each}_{what}' for each in given)} END"

    return {
        "timelines": f"""
            SELECT p.child_id, t.starts_on, t.ends_before, t.status, if(t.on_roll, p.urn, NULL) AS urn,
                   if(t.on_roll, p.school_la, NULL) AS la_code, if(t.on_roll, [p.{ROLL}_row], []::VARCHAR[]) AS evidence, t.because
            FROM plain p JOIN story_spells t ON t.date_of_birth = p.date_of_birth AND t.entry_date IS NOT DISTINCT FROM p.entry_date""",
        "residences": f"""
            SELECT p.child_id, h.la_code, {of_register("postcode")} AS postcode, h.since, {of_register("row")} AS evidence
            FROM plain p JOIN told_homes h USING (home)""",
        "former_residences": "SELECT p.child_id, f.la_code, f.starts_on, f.ends_before FROM plain p JOIN story_former f USING (home)",
    }
