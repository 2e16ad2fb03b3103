"""What the rows of a run's tables are called where pages and exports read them.

Source  docs/tables.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onroll.core.world import LATE_AFTER_DAYS

EMPTY_TABLES: Mapping[str, str] = {
    "children": "record_key BIGINT, register VARCHAR, supplier VARCHAR, as_at DATE, record_id VARCHAR, child_id VARCHAR,"
    " match_probability DOUBLE, pass VARCHAR",
    "child_summaries": "child_id VARCHAR, surname VARCHAR, forename VARCHAR, middle_names VARCHAR, date_of_birth DATE, sex VARCHAR,"
    " upn VARCHAR, nhs_number VARCHAR, postcode VARCHAR, address_line_1 VARCHAR, record_count INTEGER, registers VARCHAR[]",
    "child_history": "child_id VARCHAR, first_run VARCHAR, state VARCHAR, successor_id VARCHAR, because VARCHAR",
    "review_pairs": "child_a VARCHAR, child_b VARCHAR, left_key BIGINT, right_key BIGINT, probability DOUBLE, kind VARCHAR,"
    " because VARCHAR",
    "links": "left_key BIGINT, right_key BIGINT, pass VARCHAR, probability DOUBLE, weight DOUBLE, because VARCHAR",
    "timelines": "child_id VARCHAR, starts_on DATE, ends_before DATE, status VARCHAR, urn VARCHAR, la_code VARCHAR,"
    " evidence VARCHAR[], because VARCHAR",
    "contradictions": "child_id VARCHAR, kind VARCHAR, starts_on DATE, ends_before DATE, evidence VARCHAR[], because VARCHAR",
    "findings": "child_id VARCHAR, finding VARCHAR, status VARCHAR, since DATE, la_code VARCHAR, reason VARCHAR, rule VARCHAR,"
    " coverage VARCHAR, evidence VARCHAR, sentences VARCHAR[], leads VARCHAR[], shielded BOOLEAN, waits_for VARCHAR[]",
    "residences": "child_id VARCHAR, la_code VARCHAR, postcode VARCHAR, since DATE, evidence VARCHAR",
    "shielded": "child_id VARCHAR, because VARCHAR",
    "late_extracts": "register VARCHAR, supplier VARCHAR, la_code VARCHAR, newest_as_at DATE, days_behind INTEGER,"
    " findings_waiting INTEGER",
    "transitions": "child_id VARCHAR, transition VARCHAR, stage VARCHAR, moved_on DATE, starts_on DATE, due_on DATE, apply_by DATE,"
    " offers_on DATE, drops_on DATE, from_urn VARCHAR, to_urn VARCHAR, la_code VARCHAR, school_la VARCHAR, application VARCHAR,"
    " offered_on DATE, applications_known BOOLEAN, shown_since BOOLEAN, now VARCHAR, now_since DATE, arrived_urn VARCHAR,"
    " arrived_on DATE, finding VARCHAR, evidence VARCHAR[]",
    "school_practice": "practice VARCHAR, urn VARCHAR, year INTEGER, child_id VARCHAR, day DATE, evidence VARCHAR[]",
    "school_practice_units": "practice VARCHAR, urn VARCHAR, year INTEGER, total INTEGER",
    "listed_contradictions": "child_id VARCHAR, kind VARCHAR, starts_on DATE, key VARCHAR, evidence VARCHAR[], because VARCHAR",
}

SORTS: Mapping[str, str] = {
    "harm": "status = 'possible_cme', NOT known_to_social_care, finding = 'never_on_roll', coverage = 'partial',"
    " since ASC NULLS LAST, child_id",
    "since": "since ASC NULLS LAST, child_id",
    "-since": "since DESC NULLS LAST, child_id",
    "name": "lower(surname), lower(forename), child_id",
    "-name": "lower(surname) DESC, lower(forename) DESC, child_id",
    "age": "date_of_birth DESC NULLS LAST, child_id",
    "-age": "date_of_birth ASC NULLS LAST, child_id",
}


WAITS = "list_contains(found.waits_for, l.register || ':' || l.supplier)"
"""Whether a finding waits for a late extract `l`."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which children a list may hold.

    Shape  authorities: those where the child lives or was last on a roll; shielded: whether shielded children may be in it.
    """

    authorities: frozenset[str]
    shielded: bool = False


@dataclass(frozen=True, kw_only=True)
class FindingFilters:
    """What a list of findings is narrowed to; empty means everything. Days are inclusive."""

    findings: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    coverages: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    since_from: date | None = None
    since_to: date | None = None
    name: str = ""
    waits_for: tuple[str, str] | None = None
    child_ids: tuple[str, ...] | None = None
    hide_shielded_by_place: bool = False
    sort: str = "harm"


@dataclass(frozen=True, kw_only=True)
class Child:
    """One child as the run sees them: the latest or most frequent of each thing that is recorded.

    Shape  la_code: where they live; roll_la_code: where they were last on a roll; None where unknown.
    """

    child_id: str
    surname: str | None
    forename: str | None
    middle_names: str | None
    date_of_birth: date | None
    sex: str | None
    upn: str | None
    nhs_number: str | None
    postcode: str | None
    address_line_1: str | None
    record_count: int
    registers: tuple[str, ...]
    la_code: str | None
    residence_since: date | None
    residence_evidence: str | None
    roll_urn: str | None
    roll_la_code: str | None
    shielded: bool


@dataclass(frozen=True, kw_only=True)
class FoundChild:
    """One finding with the child that it is about."""

    child_id: str
    finding: str
    status: str
    since: date | None
    la_code: str | None
    reason: str | None
    rule: str
    coverage: str
    evidence: tuple[str, ...]
    sentences: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    shielded: bool = False
    surname: str | None = None
    forename: str | None = None
    date_of_birth: date | None = None
    year: int | None = None
    roll_urn: str | None = None
    roll_la_code: str | None = None
    registers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedFinding:
    """One finding as figures count it: no name, no place but the authority."""

    child_id: str
    status: str
    la_code: str | None
    sex: str | None
    date_of_birth: date | None
    since: date | None
    reason: str | None
    shielded: bool


@dataclass(frozen=True, kw_only=True)
class Spell:
    """One status of a child from one day up to, and not including, another."""

    starts_on: date
    ends_before: date | None
    status: str
    urn: str | None
    la_code: str | None
    evidence: tuple[str, ...]
    because: str | None


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two things said of a child that cannot both be so."""

    kind: str
    starts_on: date | None
    ends_before: date | None
    evidence: tuple[str, ...]
    because: str | None


@dataclass(frozen=True, kw_only=True)
class RecordSeen:
    """One record that belongs to a child, and why it is thought to.

    Shape  said: the record's own fields that are not empty, by name.
    """

    record_key: int
    register: str
    supplier: str
    as_at: date
    record_id: str
    match_probability: float
    pass_name: str
    because: str
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LateExtract:
    """One register of one supplier that is behind the others, and how many findings wait for it.

    Shape  days_behind: None where none was ever sent.
    """

    register: str
    supplier: str
    la_code: str | None
    newest_as_at: date | None
    days_behind: int | None
    findings_waiting: int

    @property
    def is_late(self) -> bool:
        """Whether it is behind the others; one that is not is waited for all the same, by children whom only the next one can show."""
        return self.days_behind is None or self.days_behind > LATE_AFTER_DAYS
