"""What joins missing children with other rows: council tax by home and by name, children of the same home, and likely doubles.

Source  issue 4, point 4 (council tax is joined by liable name against parent and address against address history, at the time).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from onroll.core.evidence import parts_of
from onroll.core.leads.council_tax import Account, has_name_of, opened_from, seekers
from onroll.core.leads.liable_names import TITLES, given_names_that_agree, given_token, name_tokens, person_key
from onroll.core.leads.others import Double, Kin
from onroll.core.leads.shape import Home, Sought
from onroll.core.links import LINK_AT, REVIEW_AT
from onroll.pipeline.engine import keep, quoted, read_parquet
from onroll.pipeline.index import Extract, Run

_FOLDED = (
    "trim(regexp_replace(replace(replace(replace(replace(strip_accents(lower({0})), 'ß', 'ss'), 'ø', 'o'), 'ł', 'l'), 'æ', 'ae'),"
    " '[^a-z]+', ' ', 'g'))"
)
"""A name in small letters without accents, as `core/names.folded` has it, near enough to bring candidates together."""

_NO_NAMES = ", ".join(f"'{title}'" for title in ["", *sorted(TITLES)])
_NO_PAIRS = [pa.array([], pa.string())] * 2

MOST_KIN = 8
"""More children than this who share one home are a hostel or a block."""


class Accounts:
    """The council tax accounts of a run: asked by home, then by name."""

    def __init__(self, con: duckdb.DuckDBPyConnection, extracts: Sequence[Extract], *, opened_from: date | None = None) -> None:
        """Read the accounts. Shape  opened_from: the earliest day from which on they are asked for by name, where that is known."""
        self._con = con
        self._opened_from = opened_from
        self._read_from: date | None = None
        self._counted = 0
        given = [each for each in extracts if each.register == "council_tax" and each.records_path.exists()]
        self._any = bool(given)
        if not given:
            return
        days: dict[str, list[date]] = {}
        for each in given:
            days.setdefault(each.supplier, []).append(each.as_at)
        self._days = {supplier: sorted(of_supplier) for supplier, of_supplier in days.items()}
        parts = " UNION ALL ".join(
            f"SELECT {quoted(each.supplier)} AS supplier, DATE '{each.as_at}' AS as_at, record_id, uprn, address_line_1, postcode, "
            f"liable_name_1, liable_name_2, from_date, to_date FROM {read_parquet(each.records_path)}"
            for each in given
        )
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE accounts AS
            SELECT supplier, coalesce(uprn, '') AS uprn, coalesce(address_line_1, '') AS line, postcode, coalesce(liable_name_1, '') AS one,
                   coalesce(liable_name_2, '') AS two, from_date, max(to_date) AS to_date, max(as_at) AS last_on,
                   arg_max(record_id, as_at) AS record_id
            FROM ({parts}) GROUP BY ALL ORDER BY postcode"""
        ).fetchall()

    def at_homes(self, sought: Mapping[str, Sought]) -> dict[str, list[Account]]:
        """Return by child the accounts at any address of the child, or in its postcode."""
        if not self._any:
            return {}
        homes = [(child_id, home.postcode, home.uprn) for child_id, each in sought.items() for home in each.homes]
        self._give(homes, ("child_id", "postcode", "uprn"))
        found = self._read(
            """SELECT DISTINCT g.child_id, a.* FROM accounts a JOIN arrow_given g ON a.postcode = g.postcode
               UNION SELECT DISTINCT g.child_id, a.* FROM accounts a JOIN arrow_given g ON a.uprn = g.uprn WHERE g.uprn <> ''"""
        )
        return {
            child_id: [each for each in of_child if sought[child_id].lived_at(each.line, each.postcode, each.uprn)]
            for child_id, of_child in found.items()
        }

    def opened_by_name(
        self, sought: Mapping[str, Sought], own: Mapping[str, Sequence[tuple[Account, Home, str]]]
    ) -> dict[str, list[Account]]:
        """Return by child the accounts that opened since the child may have left, with a name that may be the family's."""
        if not self._any:
            return {}
        family = {child_id: seekers(each, own.get(child_id, ())) for child_id, each in sought.items()}
        since = {child_id: opened_from([each.since]) for child_id, each in sought.items()}
        self._read_liable(min(since.values(), default=date.min))
        wanted = [
            (child_id, surname, given_token(name), since[child_id])
            for child_id, names in family.items()
            for name in names
            for surname in sorted(name_tokens(name))
        ]
        whole = [(child_id, f"={person_key(name)}", "", since[child_id]) for child_id, names in family.items() for name in names]
        givens = [given for (given,) in self._con.execute("SELECT DISTINCT given FROM liable WHERE given <> '' ORDER BY given").fetchall()]
        pairs = given_names_that_agree(sorted({given for _, _, given, _ in wanted} - {""}), givens)
        keep(self._con, "alike", pa.table([list(each) for each in zip(*pairs, strict=True)] if pairs else _NO_PAIRS, ["wanted", "given"]))
        self._give(wanted + whole, ("child_id", "token", "wanted", "opened_from"))
        # Of a country's families most share a surname with somebody who moved: the given name goes into the very join.
        found = self._read(
            """WITH asked AS MATERIALIZED (SELECT g.child_id, g.token, coalesce(a.given, '') AS given, g.opened_from
                   FROM arrow_given g LEFT JOIN alike a USING (wanted) WHERE a.given IS NOT NULL OR g.wanted = '')
               SELECT g.child_id, a.*
               FROM (SELECT DISTINCT g.child_id, l.account, g.opened_from FROM liable l JOIN asked g USING (token, given)) g
               JOIN accounts a ON a.rowid = g.account AND a.from_date >= g.opened_from"""
        )
        # Only of whom the name agrees is it asked how many others are called so.
        return self._with_namesakes(
            {
                child_id: [each for each in accounts if each.is_open and has_name_of(each, family[child_id])]
                for child_id, accounts in found.items()
            }
        )

    def _read_liable(self, since: date) -> None:
        """Make `liable` (account, token, given): each word of each name that an account opened under, with the given name beside it.

        A surname is there in one word too, and so is a whole name, without its given name: either may be written apart, or together.
        It is made once for the earliest day that is asked for.
        """
        if self._read_from is not None and self._read_from <= since:
            return
        self._read_from = min(since, self._opened_from or since)
        words = f"list_filter(string_split_regex(trim({{0}}), '\\s+'), lambda word: {_FOLDED.format('word')} NOT IN ({_NO_NAMES}))"
        opened = f"FROM accounts WHERE from_date >= DATE '{self._read_from.isoformat()}'"
        people = " UNION ALL ".join(f"SELECT rowid AS account, {words.format(column)} AS words {opened}" for column in ("one", "two"))
        self._con.execute(
            f"""CREATE OR REPLACE TEMP TABLE liable AS
            WITH people AS MATERIALIZED (SELECT account, {_FOLDED.format("words[1]")} AS given, {_FOLDED.format("words[-1]")} AS surname,
                {_FOLDED.format("array_to_string(words, ' ')")} AS name FROM ({people}) WHERE len(words) > 1)
            SELECT account, unnest(string_split(name, ' ') || [replace(surname, ' ', '')]) AS token, given FROM people
            UNION ALL SELECT account, '=' || replace(name, ' ', ''), '' FROM people"""
        ).fetchall()

    def _with_namesakes(self, found: dict[str, list[Account]]) -> dict[str, list[Account]]:
        names = sorted({name for accounts in found.values() for account in accounts for name in account.liable})
        if not names:
            return found
        self._give([(name,) for name in names], ("name",))
        keyed = f"replace({_FOLDED.format('{0}')}, ' ', '')"
        held = f"""(SELECT {keyed.format("one")} AS person, postcode, line FROM accounts
            UNION SELECT {keyed.format("two")}, postcode, line FROM accounts WHERE two <> '')"""
        self._counted += 1
        if self._counted == 2:  # for a handful of children the accounts are read; whoever asks again and again has them by person
            self._con.execute(f"CREATE OR REPLACE TEMP TABLE held AS FROM {held}").fetchall()
        counts = dict(
            self._con.execute(
                f"SELECT g.name, count(*) FROM {held if self._counted == 1 else 'held'} h "
                f"JOIN (SELECT name, {keyed.format('name')} AS person FROM arrow_given) g USING (person) GROUP BY g.name"
            ).fetchall()
        )
        return {
            child_id: [
                replace(account, namesakes={person_key(name): counts.get(name, 1) for name in account.liable}) for account in accounts
            ]
            for child_id, accounts in found.items()
        }

    def _give(self, rows: Sequence[tuple[Any, ...]], names: tuple[str, ...]) -> None:
        columns = {name: [row[place] for row in rows] for place, name in enumerate(names)}
        types = {"opened_from": pa.date32()}
        self._con.register(
            "arrow_given", pa.table({name: pa.array(values, types.get(name, pa.string())) for name, values in columns.items()})
        )

    def _read(self, sql: str) -> dict[str, list[Account]]:
        found: dict[str, list[Account]] = {}
        for child_id, supplier, uprn, line, postcode, one, two, from_date, to_date, last_on, record_id in self._con.execute(sql).fetchall():
            later = [day for day in self._days[supplier] if day > last_on]
            account = Account(
                supplier, uprn, line, postcode or "", tuple(name for name in (one, two) if name), from_date, to_date, last_on, record_id,
                next_on=later[0] if later else None, la_code=supplier if len(supplier) == 3 else "",
            )  # fmt: skip
            found.setdefault(child_id, []).append(account)
        return found


# -- children of the same home ----------------------------------------------------------------------------------------


def kin_of(con: duckdb.DuckDBPyConnection, run: Run, child_ids: Sequence[str]) -> dict[str, list[Kin]]:
    """Return by child who shares, or shared, a home with them: brothers, sisters and housemates, shielded ones too."""
    keep(con, "wanted", pa.table({"child_id": pa.array(child_ids, pa.string())}))
    pairs = kin_by_units(run) if run.table("child_units").exists() else _kin_by_summaries(run)
    now = _standing(run)
    rows = con.execute(
        f"""WITH pairs AS (SELECT * FROM ({pairs}) QUALIFY count(*) OVER (PARTITION BY child_id) <= {MOST_KIN})
        SELECT p.child_id, p.other, p.shares, p.same_surname, t.urn, t.la_code, t.starts_on, t.evidence, t.status,
               r.postcode, r.la_code, r.since, r.evidence, s.postcode, s.address_line_1
        FROM pairs p LEFT JOIN {quoted(run.table("residences"))} r ON r.child_id = p.other
        LEFT JOIN {quoted(run.table("child_summaries"))} s ON s.child_id = p.other
        LEFT JOIN ({now} SEMI JOIN pairs ON pairs.other = now.child_id) t ON t.child_id = p.other ORDER BY p.child_id, p.other"""
    ).fetchall()
    found: dict[str, list[Kin]] = {}
    for (
        child_id,
        other,
        shares,
        same_surname,
        urn,
        roll_la,
        since,
        roll_rows,
        status,
        postcode,
        la_code,
        known_since,
        said,
        last,
        line,
    ) in rows:
        on_roll = status == "on_roll"
        evidence = tuple(each for each in ([*(roll_rows or ())][-1:] if on_roll else []) + [said] if each and each.count(":") == 3)
        days = sorted((parts_of(each) for each in evidence), key=lambda parts: parts[2])
        if not days:
            continue
        register, supplier, as_at, _ = days[-1]
        found.setdefault(child_id, []).append(
            Kin(
                other, shares, bool(same_surname), evidence, as_at, register, supplier,
                urn=(urn or "") if on_roll else "", roll_la=(roll_la or "") if on_roll else "", on_roll_since=since if on_roll else None,
                postcode=postcode or "", line=(line or "") if last == postcode else "", la_code=la_code or "", address_since=known_since,
            )
        )  # fmt: skip
    return found


def _standing(run: Run) -> str:
    """The SQL of what every child is on the run's day."""
    return (
        f"SELECT now.* FROM (SELECT * FROM {quoted(run.table('timelines'))} WHERE starts_on <= DATE '{run.on}' "
        f"AND (ends_before IS NULL OR ends_before > DATE '{run.on}')) now"
    )


def kin_by_units(run: Run) -> str:
    """The SQL of who shared a home or a contact, at any time and however written, and has a surname or a parent in common with `wanted`."""
    units = quoted(run.table("child_units"))
    marks = f"SELECT unit, unnest(postcodes || contacts || uprns) AS mark FROM {units}"
    same_home = "((list_has_any(a.postcodes, b.postcodes) AND list_has_any(a.lines, b.lines)) OR list_has_any(a.uprns, b.uprns))"
    return f"""
        WITH near_by AS MATERIALIZED (
            SELECT DISTINCT x.unit AS one, y.unit AS two FROM ({marks} SEMI JOIN wanted ON child_id = unit) x
            JOIN ({marks}) y ON x.mark = y.mark AND x.unit <> y.unit),
        met AS MATERIALIZED (SELECT * FROM {units} WHERE unit IN (SELECT one FROM near_by UNION SELECT two FROM near_by))
        SELECT a.unit AS child_id, b.unit AS other,
               concat_ws(' and ', CASE WHEN {same_home} THEN 'an address' END,
                         CASE WHEN list_has_any(a.parents, b.parents) THEN 'a parent' END,
                         CASE WHEN list_has_any(a.contacts, b.contacts) THEN 'a telephone or e-mail address' END,
                         CASE WHEN list_has_any(a.surname_parts, b.surname_parts) THEN 'a surname' END) AS shares,
               list_has_any(a.surname_parts, b.surname_parts) AS same_surname
        FROM near_by JOIN met a ON a.unit = one JOIN met b ON b.unit = two
        WHERE ({same_home} OR list_has_any(a.contacts, b.contacts))
          AND (list_has_any(a.surname_parts, b.surname_parts) OR list_has_any(a.parents, b.parents))
          AND NOT (list_has_any(a.birthdays, b.birthdays) AND list_has_any(a.given, b.given))"""


def _kin_by_summaries(run: Run) -> str:
    summaries = quoted(run.table("child_summaries"))
    return f"""
        SELECT a.child_id, b.child_id AS other, 'an address' AS shares, lower(a.surname) = lower(b.surname) AS same_surname
        FROM (FROM {summaries} SEMI JOIN wanted USING (child_id)) a JOIN {summaries} b
        ON a.postcode = b.postcode AND lower(a.address_line_1) = lower(b.address_line_1) AND a.child_id <> b.child_id"""


# -- who may be the same child ----------------------------------------------------------------------------------------


def doubles_of(con: duckdb.DuckDBPyConnection, run: Run, child_ids: Sequence[str]) -> dict[str, list[Double]]:
    """Return by child who may be the same and is on a roll now: of the review band, and of the second search."""
    keep(con, "wanted", pa.table({"child_id": pa.array(child_ids, pa.string())}))
    likely = f"kind IN ('band', 'dispute') AND probability BETWEEN {REVIEW_AT} AND {LINK_AT}"
    parts = []
    if run.table("review_pairs").exists():
        pairs = quoted(run.table("review_pairs"))
        for one, other in (("child_a", "child_b"), ("child_b", "child_a")):
            parts.append(f"SELECT {one} AS child_id, {other} AS other, probability, because, kind FROM {pairs} WHERE {likely}")
    if run.table("second_search").exists():
        parts.append(f"SELECT child_id, other, probability, because, 'searched' AS kind FROM {quoted(run.table('second_search'))}")
    if not parts:
        return {}
    rows = con.execute(
        f"""WITH pairs AS (SELECT child_id, other, max(probability) AS probability, arg_max(because, (probability, kind)) AS because,
                                  arg_max(kind, (probability, kind)) AS kind
                           FROM ({" UNION ALL ".join(parts)}) SEMI JOIN wanted USING (child_id) WHERE child_id <> other GROUP BY ALL)
        SELECT p.child_id, p.other, p.probability, p.because, p.kind, t.urn, t.la_code, t.starts_on, t.evidence, s.postcode
        FROM pairs p
        JOIN ({_standing(run)} SEMI JOIN pairs ON pairs.other = now.child_id) t ON t.child_id = p.other AND t.status = 'on_roll'
        LEFT JOIN {quoted(run.table("child_summaries"))} s ON s.child_id = p.other ORDER BY p.child_id, p.probability DESC, p.other"""
    ).fetchall()
    found: dict[str, list[Double]] = {}
    for child_id, other, probability, because, kind, urn, la_code, since, evidence, postcode in rows:
        said = tuple(_references(evidence))[-1:]
        if said:
            _, supplier, as_at, _ = parts_of(said[0])
            of_child = found.setdefault(child_id, [])
            of_child.append(
                Double(other, probability, because or "", said, as_at, supplier, urn or "", la_code or "", since, postcode or "", kind)
            )
    return found


def _references(evidence: Iterable[str] | None) -> list[str]:
    return [each for each in evidence or () if each.count(":") == 3]
