"""What a register's row can say about where a child is educated and lives: a closed list of claims.

A new register picks among these; timelines and findings know only them.

Source  contracts, sections 4 and 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from onroll.core.evidence import reference
from onroll.core.registers.roll_change import DESTINATION_TYPES


@dataclass(slots=True, frozen=True)
class Source:
    """Who said it, in which rows: identical rows of successive extracts of one supplier are one source.

    Shape  first_on, last_on: `as_at` of the first and the last extract that show it; first_record, last_record: their
           record ids; partial: sent in an extract whose silence means nothing.
    """

    register: str
    supplier: str
    first_on: date
    last_on: date
    first_record: str
    last_record: str
    postcode: str | None = None
    partial: bool = False

    @property
    def reference(self) -> str:
        """Return the reference to the last row that says it."""
        return reference(self.register, self.supplier, self.last_on, self.last_record)

    @property
    def first_reference(self) -> str:
        """Return the reference to the first row that says it."""
        return reference(self.register, self.supplier, self.first_on, self.first_record)


@dataclass(slots=True, frozen=True)
class OnRoll:
    """A roll shows the child from `entry_on`; `left_on` is the last day.

    Shape  past: a previous pupil; guest: no roll by itself; dual: registered at two schools by agreement; as_of: the
           day that a school's answer describes (the row adds to the roll like a transfer file's; what follows is the
           school's next extract).
    """

    source: Source
    urn: str
    entry_on: date
    left_on: date | None = None
    nc_year: str | None = None
    past: bool = False
    guest: bool = False
    dual: bool = False
    as_of: date | None = None

    @property
    def adds(self) -> bool:
        """Return whether the row is added to the roll by an extract whose silence means nothing."""
        return self.source.partial or self.as_of is not None

    @property
    def shown_on(self) -> date:
        """Return the last day on which it is said."""
        return self.as_of or self.source.last_on

    @property
    def shown_as_pupil_on(self) -> date | None:
        """Return the last day on which it shows a pupil who had not left by then."""
        if self.past:
            return None
        if self.left_on is None or self.left_on >= self.shown_on:
            return self.shown_on
        first = self.as_of or self.source.first_on
        return first if first <= self.left_on else None


@dataclass(slots=True, frozen=True)
class Added:
    """A school reported that the child joined its roll."""

    source: Source
    urn: str
    change_on: date


@dataclass(slots=True, frozen=True)
class Deleted:
    """A school reported that the child left its roll; `change_on` is the last day on it.

    Shape  destination_type as delivered; new_postcode: where the family said that it was going.
    """

    source: Source
    urn: str
    change_on: date
    ground: str | None = None
    destination_urn: str | None = None
    destination_la: str | None = None
    destination_type: str | None = None
    expected_on: date | None = None
    new_postcode: str | None = None

    @property
    def names_destination(self) -> bool:
        """Return whether it says where the child was going."""
        return bool(self.destination_urn or self.destination_la) or self.destination_type in DESTINATION_TYPES


ProvisionKind = Literal["home_education", "alternative_provision", "custody", "on_roll"]


@dataclass(slots=True, frozen=True)
class Provision:
    """Education other than on a roll that a register lists, from `starts_on` to `ends_on` (included).

    Shape  kind `on_roll`: only from a reply to an enquiry; urn: then the school. suitability, assessed_on: home
           education. full_time: alternative provision. from_reply: told in answer to an enquiry on `answered_on`.
    """

    source: Source
    kind: ProvisionKind
    starts_on: date
    ends_on: date | None = None
    suitability: str | None = None
    assessed_on: date | None = None
    full_time: bool = True
    urn: str | None = None
    name: str | None = None
    answered_on: date | None = None


@dataclass(slots=True, frozen=True)
class Application:
    """An application for a school place, and how it stands."""

    source: Source
    applied_on: date
    kind: str
    status: str
    urn: str | None = None
    offered_on: date | None = None
    starts_on: date | None = None


DepartureKind = Literal["abroad", "other_uk", "died"]


@dataclass(slots=True, frozen=True)
class Departure:
    """Evidence that the child left England, or died."""

    source: Source
    on: date
    kind: DepartureKind


@dataclass(slots=True, frozen=True)
class Arrival:
    """The child came into the country."""

    source: Source
    on: date


@dataclass(slots=True, frozen=True)
class Known:
    """A register that is not about education shows the child in England since a day.

    Shape  until: the last day, where the register says so; shields: where the child is must not be told.
    """

    source: Source
    since: date
    until: date | None = None
    shields: bool = False


@dataclass(slots=True, frozen=True)
class Lead:
    """Something to follow up that proves nothing by itself."""

    source: Source
    on: date
    what: str


Claim: TypeAlias = OnRoll | Added | Deleted | Provision | Application | Departure | Arrival | Known | Lead
