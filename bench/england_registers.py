"""Every register of a made-up England, as Parquet extracts, made authority by authority: for `bench/england.py`.

Two school rolls, a term apart, and one extract of each other register. One portion is one authority of about 78,000 children, worked out
in SQL, so that memory stays small whatever the size. Names, errors and their rates are those of `nation_registers.py` (the linkage study);
places, schools and days are those of `onroll synth`; how many children stand in which register follows `onroll synth` too.

A row's `record_id` is its child's number, scattered by a multiplication that `england_rows.child_of` undoes: the truth about who is
who needs no file of its own. What became of each child stands in `truth/`.

NHS numbers: the test range (999) has some 909,000. Up to 450,000 children, a second registration has a second number; up to a million
every other registration has one; beyond, a share of the children (one in thirteen at 12 million), and the others' registrations have none.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random

import duckdb
import pyarrow as pa
from england_rows import CONVERTED_ON, DAYS, FIRST_BIRTH, MISSING, PRIME, SCHEDULE, Row, national, of_an_authority, written
from nation_registers import RARE_SURNAMES, SLOTS, TWINS
from nation_registers import _names as make_names
from nation_registers import _tail as rare_surname

from onroll.pipeline.engine import connect, quoted
from onroll.synth.agencies import write_reference_files
from onroll.synth.layouts import COUNCIL_TAX_COLUMNS
from onroll.synth.package import PackageWriter
from onroll.synth.places import Authority, address_at, authority_limit, build_authorities

CHILDREN_OF_AN_AUTHORITY = 78_000
CHILDREN_OF_A_HOUSEHOLD = 1.84

OTHER_STORIES = {
    "abroad_without_evidence": 0.0003, "left_with_evidence": 0.002, "arrived_from_abroad": 0.003, "ehe_throughout": 0.012,
    "ehe_new": 0.002, "ap_full_time": 0.0025,
}  # fmt: skip
MOVED_HERE, MOVED_AWAY = 0.008, 0.003
"""Households that moved between the two rolls, within the authority or to the next one; their pupils changed school."""

_UPN_LETTERS = "'ABCDEFGHJKLMNPQRTUVWXYZ'"


def make_england(folder: Path, children: int, seed: int, memory: str) -> None:
    """Write `package/` (Parquet files and `datapackage.json`) and `truth/` (one row per child)."""
    (folder / "national").mkdir(parents=True, exist_ok=True)
    count = min(authority_limit(), max(1 if children < 5_000 else 2, round(children / CHILDREN_OF_AN_AUTHORITY)))
    authorities = build_authorities(count, children, seed, conversion_on=CONVERTED_ON)
    writer = PackageWriter(folder, Random(seed), file_format="parquet")
    (folder / "truth" / "records.csv").unlink()  # `child_of` stands for it
    write_reference_files(writer, authorities, SCHEDULE)
    writer.finish("england", {"made_up": True, "on": SCHEDULE.on.isoformat()})
    con = connect(memory_limit=memory, spill_to=folder / "spill")
    make_names(con)
    made = _Making(con, folder, authorities, children, seed)
    for place in range(count):
        made.authority(place)
        print(f"made {made.children:,} children of {place + 1} of {count} authorities", flush=True)
    made.national()
    con.close()
    described = folder / "package" / "datapackage.json"
    package = json.loads(described.read_text(encoding="utf-8"))
    package["resources"] += sorted(made.resources, key=lambda each: (each["as_at"], each["register"], each["supplier"]))
    described.write_text(json.dumps(package, indent=1), encoding="utf-8")
    (folder / "made").write_text(json.dumps({"children": made.children, "rows": made.rows}), encoding="utf-8")


class _Making:
    """Makes one authority after the other; who moves on to the next one is handed on."""

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path, authorities: list[Authority], children: int, seed: int) -> None:
        self.con, self.folder, self.authorities, self.seed = con, folder, authorities, seed
        self.numbered = int(children * 1.01)
        self.children = self.households = 0
        self.resources: list[dict[str, str]] = []
        self.rows: dict[str, int] = {}
        self.many = {place: int(each.children / CHILDREN_OF_A_HOUSEHOLD) for place, each in enumerate(authorities)}

    def authority(self, place: int) -> None:
        """Make one authority's files, and its share of the national ones."""
        own, following = self.authorities[place], self.authorities[(place + 1) % len(self.authorities)]
        self._places(own, following)
        first, last = self.households, self.households + self.many[place]
        self.con.execute("CREATE OR REPLACE TEMP TABLE arrived AS FROM leaving" if place else "SELECT 1").fetchall()
        may_leave = place + 1 < len(self.authorities)
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE households AS {self._households(first, last, may_leave)}").fetchall()
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE children AS {self._children()}").fetchall()
        if not place:
            self.con.execute("CREATE OR REPLACE TEMP TABLE arrived AS FROM children WHERE false").fetchall()
        self.con.execute("CREATE OR REPLACE TEMP TABLE leaving AS FROM children WHERE moved = 'away'").fetchall()
        self.con.execute(
            "CREATE OR REPLACE TEMP TABLE here AS SELECT *, false AS came FROM children WHERE moved <> 'away' UNION ALL "
            "SELECT *, true FROM arrived"
        ).fetchall()
        for register, as_at, row in of_an_authority():
            self._file(register, own.code, as_at, row)
        self._council_tax(own.code)
        for register, row in national():
            self._write(register, row, self.folder / "national" / f"{register}-{place:03d}.parquet")
        self._truth(place)
        self.households = last
        self.children += self._one("SELECT count(*) FROM children")

    def national(self) -> None:
        """Put the portions of the national registers together, each in one file."""
        for register, supplier in (("nhs", "NHSE"), ("child_benefit", "HMRC"), ("travel", "BF")):
            as_at = SCHEDULE.on if register == "travel" else SCHEDULE.other[register][-1]
            target = self._target(register, supplier, as_at)
            parts = quoted(self.folder / "national" / f"{register}-*.parquet")
            self.con.execute(f"COPY (FROM read_parquet({parts})) TO {quoted(target)} (FORMAT parquet, COMPRESSION zstd)").fetchall()
            for part in (self.folder / "national").glob(f"{register}-*.parquet"):
                part.unlink()

    # -- places ---------------------------------------------------------------------------------------------------

    def _places(self, own: Authority, following: Authority) -> None:
        """Make `streets` (next: 0 the authority's own, 1 the next one's) and `schools` (kind, slot, urn, and the URN after conversion)."""
        streets: dict[str, list[object]] = {name: [] for name in ("next", "place", "street", "town", "postcode", "uprn")}
        schools: dict[str, list[object]] = {name: [] for name in ("next", "kind", "slot", "urn", "urn_now")}
        self.sizes: dict[tuple[int, str], int] = {}
        for step, authority in enumerate((own, following)):
            for place in range(len(authority.postcodes)):
                at = address_at(authority, place, 0)
                street = at.line_1.split(" ", 1)[1]
                for column, value in zip(streets.values(), (step, place, street, at.town, at.postcode, int(at.uprn)), strict=True):
                    column.append(value)
            kinds = {
                "primary": authority.of_kind("primary"),
                "secondary": authority.of_kind("secondary"),
                "independent primary": authority.of_kind("independent"),
                "independent secondary": [each for each in authority.of_kind("independent") if each.last_year == 11 and each.high_age > 11],
            }
            for kind, found in kinds.items():
                self.sizes[step, kind] = len(found)
                for slot, school in enumerate(found):
                    now = school.successor.urn if school.successor else school.urn
                    for column, value in zip(schools.values(), (step, kind, slot, school.urn, now), strict=True):
                        column.append(value)
            self.sizes[step, "streets"] = len(authority.postcodes)
        for name, columns in (("streets", streets), ("schools", schools)):
            self.con.register("arrow_given", pa.table(columns))
            self.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM arrow_given").fetchall()
            self.con.unregister("arrow_given")

    # -- children -------------------------------------------------------------------------------------------------

    def _chance(self, what: str, key: str) -> str:
        return f"((hash({key}, {quoted(f'{what} {self.seed}')}) % 1000003) / 1000003.0)"

    def _pick(self, what: str, key: str, many: int) -> str:
        # One text is hashed: of two values hashed together, remainders by a power of two are functions of each other, whatever is asked,
        # and every Smith's father would be called Joshua.
        return f"(hash(({key})::VARCHAR || {quoted(f'|{what} {self.seed}')}) % {max(1, many)})::BIGINT"

    def _households(self, first: int, last: int, may_leave: bool) -> str:
        """Return the SQL of households: parents, telephone, where they live and lived before, and whether they moved this term."""
        move, size = self._chance("move", "h"), self._chance("size", "h")
        away = f"WHEN {move} < {MOVED_HERE + MOVED_AWAY} THEN 'away'" if may_leave else ""
        street = self._pick("street", "h", self.sizes[0, "streets"])
        next_street = self._pick("street", "h", self.sizes[1, "streets"])
        before = self._pick("street before", "h", self.sizes[0, "streets"])

        def home(alias: str, what: str) -> str:
            house, flat = f"(1 + {self._pick(what + ' house', 'h', 23)})", f"(1 + {self._pick(what + ' flat', 'h', 8)})"
            in_flat = f"{self._chance(what + ' in flat', 'h')} < 0.12"
            return (
                f"struct_pack(line := if({in_flat}, 'Flat ' || {flat} || ', ', '') || {house} || ' ' || {alias}.street, "
                f"town := {alias}.town, "
                f"postcode := {alias}.postcode, uprn := ({alias}.uprn + {house} * 10 + if({in_flat}, {flat}, 0))::VARCHAR)"
            )

        titled = "upper({0}[1:1]) || {0}[2:]"
        return f"""
            WITH made AS (SELECT range AS h, CASE WHEN {size} < 0.42 THEN 1 WHEN {size} < 0.80 THEN 2 WHEN {size} < 0.94 THEN 3
                ELSE 4 END AS size, CASE WHEN {move} < {MOVED_HERE} THEN 'here' {away} ELSE '' END AS moved FROM range({first}, {last}))
            SELECT a.h, a.size, a.moved, if({self._chance("rare", "a.h")} < {RARE_SURNAMES}, {rare_surname("a.h")}, s.name) AS s,
                o.name AS o,
                {titled.format("mf.name")} || ' ' || if({self._chance("name of the mother", "a.h")} < 0.28,
                    {titled.format("o.name")}, {titled.format("s.name")}) AS mother,
                if({self._chance("father", "a.h")} < 0.82, {titled.format("ff.name")} || ' ' || {titled.format("s.name")}, NULL) AS father,
                '070' || lpad((a.h * 7919 % 100000000)::VARCHAR, 8, '0') AS phone, '071' || lpad((a.h * 6151 % 100000000)::VARCHAR, 8, '0')
                AS other_phone, mf.name || '.' || s.name || a.h % 1000 || '@example.org' AS email,
                {home("n", "home")} AS home, {home("b", "home before")} AS before,
                {self._chance("independent", "a.h")} < 0.058 AS independent
            FROM made a JOIN family s ON s.slot = {self._pick("surname", "a.h", SLOTS)}
            JOIN family o ON o.slot = {self._pick("other", "a.h", SLOTS)}
            JOIN given mf ON mf.sex = 'F' AND mf.slot = {self._pick("mother", "a.h", SLOTS)}
            JOIN given ff ON ff.sex = 'M' AND ff.slot = {self._pick("father given", "a.h", SLOTS)}
            JOIN streets n ON n.next = (a.moved = 'away')::INTEGER AND n.place = if(a.moved = 'away', {next_street}, {street})
            JOIN streets b ON b.next = 0 AND b.place = {before}"""

    def _children(self) -> str:
        """Return the SQL of the children: who they are, where they were on the roll in October, and where they are now."""
        spread = f"({self._pick('first birth', 'h', DAYS)} + place * 500 + {self._pick('interval', 'h * 4 + place', 700)}) % {DAYS}"
        twin = f"(place > 0 AND {self._chance('twin', 'h * 4 + place')} < {TWINS})"
        born = f"(DATE '{FIRST_BIRTH}' + ({spread})::INTEGER)"
        as_sibling = born.replace("+ place *", "+ (place - 1) *").replace("h * 4 + place", "h * 4 + place - 1")
        slot, sibling = self._pick("forename", "key", SLOTS), self._pick("forename", "key - 1", SLOTS)
        other_slot = f"({sibling} + {SLOTS // 3} + {self._pick('twin name', 'key', SLOTS // 3)}) % {SLOTS}"
        stories, upper = "", 0.0
        for story, share in (MISSING | OTHER_STORIES).items():
            upper += share
            stories += f"WHEN u < {upper!r} THEN '{story}' "
        kind = "if(independent, 'independent ', '') || if(nc <= 6, 'primary', 'secondary')"
        sizes = " ".join(
            f"WHEN {kind} = '{name}' THEN {{}}".format(size) for (step, name), size in self.sizes.items() if step == 0 and name != "streets"
        )
        next_sizes = " ".join(
            f"WHEN {kind} = '{name}' THEN {{}}".format(size) for (step, name), size in self.sizes.items() if step == 1 and name != "streets"
        )
        school = f"(hash(h::VARCHAR || '|school {self.seed}') % (CASE {sizes} END))::BIGINT"
        other_school = f"(hash(h::VARCHAR || '|other school {self.seed}') % (CASE {sizes} END))::BIGINT"
        next_school = f"(hash(h::VARCHAR || '|other school {self.seed}') % (CASE {next_sizes} END))::BIGINT"
        on_roll = f"(nc BETWEEN 0 AND 11 OR nc IN (12, 13) AND {self._chance('sixth form', 'key')} < 0.65)"
        day = f"(DATE '2025-10-06' + {self._pick('day', 'key', 54)}::INTEGER)"
        nhs = _nhs_number(f"if({self.numbered} > 1000000, child * 1000000 // {self.numbered}, child)")
        has_number = f"({self.numbered} <= 1000000 OR child * 1000000 % {self.numbered} < 1000000)"
        second = _nhs_number("999999 - child") if self.numbered <= 450_000 else "NULL"
        return f"""
            WITH placed AS (SELECT *, h * 4 + place AS key, {twin} AS twin, if({twin}, {as_sibling}, {born}) AS born
                FROM (SELECT *, unnest(range(size)) AS place FROM households)),
            aged AS (SELECT *, row_number() OVER (ORDER BY key) + {self.children} AS child, {self._chance("story", "key")} AS u,
                if({self._chance("sex", "key")} < 0.49, 'F', 'M') AS sex, 2020 - (year(born) - if(month(born) < 9, 1, 0)) AS nc,
                {day} AS day FROM placed),
            told AS (SELECT *, CASE WHEN nc NOT BETWEEN 1 AND 11 OR moved <> '' THEN '' {stories} ELSE '' END AS story, {kind} AS kind
                FROM aged),
            schooled AS (SELECT *, {on_roll} AND story NOT IN ('never_on_roll', 'ehe_unsuitable', 'provision_ended', 'ehe_throughout',
                'ap_full_time', 'arrived_from_abroad') AS in_october, {on_roll} AND
                story IN ('', 'arrived_from_abroad') AS in_january FROM told)
            SELECT c.child, c.h, c.place, c.key, c.twin, c.born, c.sex, c.nc, c.story, c.moved, c.day, c.s, c.o, c.mother, c.father,
                c.phone, c.other_phone, c.email, c.home, c.before, if(c.moved <> '', c.before, c.home) AS october_home, f.name AS f,
                f.variant AS v, m.name AS m, {_upn("c.child", "c.born")} AS upn, if({has_number}, {nhs}, NULL) AS nhs_number,
                {second} AS second_nhs,
                if(c.in_october, was.urn, NULL) AS october_urn, if(c.in_january, if(c.moved = '', was.urn_now, will.urn_now), NULL) AS urn,
                will.urn_now AS other_urn, c.kind AS kind,
                make_date(if(c.nc <= 6, 2025 - c.nc, 2025 - (c.nc - 7)), 9, 3) AS entered
            FROM schooled c JOIN given f ON f.sex = c.sex AND f.slot = if(c.twin, {other_slot.replace("key", "c.key")},
                {slot.replace("key", "c.key")})
            JOIN given m ON m.sex = c.sex AND m.slot = {self._pick("middle", "c.key", SLOTS)}
            JOIN schools was ON was.next = 0 AND was.kind = c.kind AND was.slot = {school.replace("(hash(h::", "(hash(c.h::")}
            JOIN schools will ON will.next = (c.moved = 'away' OR c.story = 'not_arrived')::INTEGER AND will.kind = c.kind AND
                will.slot = if(c.moved = 'away' OR c.story = 'not_arrived', {next_school.replace("(hash(h::", "(hash(c.h::")},
                {other_school.replace("(hash(h::", "(hash(c.h::")}) ORDER BY hash(c.key)"""

    # -- files ----------------------------------------------------------------------------------------------------

    def _target(self, register: str, supplier: str, as_at: date) -> Path:
        name = f"{register.replace('_', '-')}-{supplier.lower()}-{as_at}"
        self.resources.append(
            {"name": name, "path": f"{name}.parquet", "register": register, "supplier": supplier, "as_at": as_at.isoformat()}
        )
        return self.folder / "package" / f"{name}.parquet"

    def _file(self, register: str, supplier: str, as_at: date, row: Row) -> None:
        self._write(register, row, self._target(register, supplier, as_at))

    def _write(self, register: str, row: Row, target: Path) -> None:
        sql = written(register, row, self.seed)
        self._count(register, f"COPY ({sql}) TO {quoted(target)} (FORMAT parquet, COMPRESSION zstd)")

    def _council_tax(self, supplier: str) -> None:
        """Write the accounts of households that live here now; one in twenty-five has none."""
        moved_in = "CASE WHEN moved <> '' THEN DATE '2025-10-06' + (h % 54)::INTEGER ELSE DATE '2012-04-01' + (h * 31 % 3000)::INTEGER END"
        columns = ("home.uprn", "home.line", "home.postcode", "mother", "father", moved_in, "NULL::DATE")
        named = ", ".join(f"{value} AS {name}" for value, name in zip(columns, COUNCIL_TAX_COLUMNS, strict=True))
        target = self._target("council_tax", supplier, SCHEDULE.other["council_tax"][-1])
        self._count(
            "council_tax",
            f"COPY (SELECT (h * 7919 % {PRIME})::VARCHAR AS record_id, {named} FROM (SELECT DISTINCT ON (h) * FROM here) "
            f"WHERE {self._chance('tax', 'h')} < 0.96) TO {quoted(target)} (FORMAT parquet, COMPRESSION zstd)",
        )

    def _count(self, register: str, copy: str) -> None:
        """Write rows, and count them."""
        self.rows[register] = self.rows.get(register, 0) + int(self.con.execute(copy).fetchall()[0][0])

    def _truth(self, place: int) -> None:
        missing = ", ".join(f"'{story}'" for story in MISSING)
        self.con.execute(
            f"COPY (SELECT child, key, twin, born, story, moved, story IN ({missing}) AS missing, "
            "story = 'abroad_without_evidence' AS possible "
            f"FROM children) TO {quoted(self.folder / 'truth' / f'children-{place:03d}.parquet')} (FORMAT parquet)"
        ).fetchall()

    def _one(self, sql: str) -> int:
        return int(self.con.execute(sql).fetchall()[0][0])


def _upn(number: str, born: str) -> str:
    """Return the SQL of a pupil number: authority numbers below 200 are nobody's."""
    body = f"(({number} % 200) * 1000000000 + ({number} // 200000 + 1) * 100000 + (year({born}) + 4) % 100 * 1000 + {number} // 200 % 1000)"
    total = " + ".join(f"{body} // {10 ** (11 - place)} % 10 * {place + 2}" for place in range(12))
    return f"({_UPN_LETTERS}[1 + (({total}) % 23)::INTEGER] || lpad(({body})::VARCHAR, 12, '0'))"


def _nhs_number(slot: str) -> str:
    """Return the SQL of the test-range number of a slot from 0 to 999,999; nothing where its check digit has no value."""
    body = f"(999000000 + ({slot} * 617371 + 123457) % 1000000)"
    total = " + ".join(f"{body} // {10 ** (8 - place)} % 10 * {10 - place}" for place in range(9))
    rest = f"(11 - ({total}) % 11)"
    return f"CASE WHEN {slot} NOT BETWEEN 0 AND 999999 OR {rest} = 10 THEN NULL ELSE {body}::VARCHAR || ({rest} % 11)::VARCHAR END"
