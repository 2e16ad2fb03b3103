"""When two records are one child: the policy, in plain words.

A missed link makes a child look missing who is not; a wrong link hides one who is. How likely two records are one child is
reckoned elsewhere; here stands what may be joined at all, and how sure is sure enough.

Source  contracts, sections 3 and 5 (identifiers are evidence, not proof); design, sections 1 and 5. Read November 2026.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Literal, NamedTuple

LINK_AT = 0.95
"""From here on two records are linked without a person (design 5, point 2)."""

REVIEW_AT = 0.2
"""From here to LINK_AT a person decides; below, the two stay apart (design 5, point 2)."""

HUB_CAP = 8
"""An identifier that more different children than this seem to have is no identifier (a switchboard, a default, 9s)."""

MOST_BIRTHDAYS = 3
"""A child with more birthdays than this is several children."""


class Levels(NamedTuple):
    """How far two units agree on each thing; the levels are those of `pipeline/links/comparisons.py`."""

    given: str
    surname: str
    birthday: str
    address: str
    contact: str
    parents: str
    middle: str
    sex: str
    upn: str
    nhs: str


Ruling = Literal["join", "weigh", "weigh late", "unless twin", "last resort", "dispute", "apart"]

_FORENAME_AGREES = frozenset(["same", "shared", "changed over", "variant", "middle", "near"])
_BIRTHDAY_SLIPS = frozenset(["changed over", "slip", "january"])
_SURNAME_AGREES = frozenset(["same", "part", "changed over", "near", "parent", "variant"])
_ADDRESS_AGREES = frozenset(["home", "postcode", "line", "near"])
HOUSEHOLD_AGREES = _ADDRESS_AGREES | {"household", "former"}


@cache
def ruling(levels: Levels) -> Ruling:
    """Return what the rules allow for two units that agree so far.

    join         they share a UPN or NHS number and are borne out: the same child.
    unless twin  they share an identifier and the birthday but not the forename: joined where nothing suggests a twin.
    weigh        nothing forbids it: the probability decides.
    weigh late   a middle name, the surname and the birthday, and nothing else; or a parent's surname under another UPN, and no home:
                 only for those whom nearly everybody else left over.
    last resort  birthday and home agree, the forename does not: only if nobody else can be meant, and nothing suggests a twin
                 (another telephone does).
    dispute      they share an identifier that nothing else bears out: for review.
    apart        never.

    Source  contracts 3: "An identifier is evidence, not proof … Rows that share neither UPN, NHS number, former name, address, parent nor
            telephone are never joined on forename and date of birth alone."
    """
    forename = levels.given in _FORENAME_AGREES or (levels.given == "weak" and levels.middle == "same")
    same_birthday = levels.birthday == "same"
    birthday = same_birthday or levels.birthday in _BIRTHDAY_SLIPS
    surname = levels.surname in _SURNAME_AGREES
    family = levels.parents in ("same", "near") or levels.contact == "same"
    address = levels.address in HOUSEHOLD_AGREES
    home = address or family
    if levels.upn == "same" or levels.nhs == "same":
        return _ruling_by_identifier(levels, forename=forename, birthday=birthday, else_agrees=surname or home)
    if not birthday or not (surname or home):
        return "apart"
    if levels.surname == "parent" and levels.parents == "different" and not address:
        return "apart"
    if not same_birthday and not _birthday_may_slip(levels, forename=forename, surname=surname, family=family, address=address):
        return "apart"
    if levels.nhs == "different" and not _may_be_registered_twice(levels, surname=surname, same_birthday=same_birthday, address=address):
        return "apart"
    if levels.sex == "different" and _may_be_a_brother(levels):
        return "apart"  # a brother and a sister born together
    if forename and levels.surname == "parent" and levels.upn == "different" and not home:
        return "weigh late"  # an adopted child's new parent may bear the former surname: whole clusters know more of the parents
    if forename:
        return "weigh" if home or levels.given != "middle" else "weigh late"
    if levels.given == "weak" and surname and home:
        return "weigh"
    if (
        same_birthday
        and surname
        and (family or levels.address in _ADDRESS_AGREES)
        and "different" not in (levels.sex, levels.nhs, levels.upn, levels.middle, levels.contact)
    ):
        return "last resort"
    return "apart"


def _ruling_by_identifier(levels: Levels, *, forename: bool, birthday: bool, else_agrees: bool) -> Ruling:
    """A brother's UPN on a sister's row is the commonest slip: without the birthday, the forename must stand in its own place."""
    if birthday:
        return "join" if forename else "unless twin"
    own_forename = levels.given in ("same", "shared", "changed over", "variant", "near")
    brother = levels.sex == "different" and levels.given != "same"
    bears_out = own_forename and else_agrees and not brother and levels.middle != "different"
    bears_out = bears_out and not (levels.upn == "same" and levels.nhs == "different")
    return "join" if bears_out else "dispute"


def _may_be_a_brother(levels: Levels) -> bool:
    """Where the sex differs, a forename that agrees by some form only is too little, unless the middle name bears it out.

    Oscar Brown and Brown Oscar of one home are not brother and sister: nobody bears a brother's two names.
    """
    if (
        levels.given == levels.surname == "changed over"
        and levels.birthday == "same"
        and (levels.address == "home" or levels.parents == "same")
    ):
        return False
    if levels.given in ("changed over", "weak"):
        return levels.middle != "same"
    return levels.given in ("variant", "near", "middle") and levels.middle == "different"


def _birthday_may_slip(levels: Levels, *, forename: bool, surname: bool, family: bool, address: bool) -> bool:
    """A birthday that is off by a digit needs the rest to be whole."""
    if levels.given == "same" and levels.surname == "same":
        return True
    if not forename:
        return False
    well_named = levels.surname in ("same", "part", "near") or levels.middle == "same" or family
    fully_named = levels.surname in ("same", "part") and levels.middle == "same"
    kept_name = levels.surname in ("same", "part", "near") or levels.middle == "same" or (levels.given == "same" and surname)
    at_home = levels.address == "home" and (surname or (levels.given == "same" and levels.middle != "different"))
    return at_home or (address and well_named) or (family and kept_name) or fully_named


def _may_be_registered_twice(levels: Levels, *, surname: bool, same_birthday: bool, address: bool) -> bool:
    """Two NHS numbers: registered twice happens, but under one name, and at one home where the birthday is off."""
    if one_name_at_one_home(levels):
        return True
    if forenames_differ(levels) or not surname or levels.sex == "different":
        return False
    if not address and (levels.given == "middle" or levels.surname == "parent"):
        return False
    return (same_birthday or address) and (levels.middle != "different" or levels.given == "same")


def one_name_at_one_home(levels: Levels) -> bool:
    """Return whether two units bear one forename and birthday at one home, and a middle name or the surname besides: of such nobody is two.

    Brothers may both be called Muhammad: another middle name speaks against it. And in a hostel more than one Ahmed was given 1 January.
    """
    named = levels.middle == "same" or (levels.middle != "different" and levels.surname in _SURNAME_AGREES)
    return levels.given == "same" and levels.birthday == "same" and levels.address == "home" and named


REGISTERED_TWICE_IN = frozenset({"nhs"})
"""Registers that hold one child in seventy twice, under two numbers."""


def forenames_differ(levels: Levels) -> bool:
    """Return whether two units bear different forenames, as twins do; twins may share a middle name, and an initial, but hardly both."""
    return levels.given == "different" or (levels.given == "weak" and levels.middle != "same")


def suggests_twin(levels: Levels) -> bool:
    """Return whether two units look like twins: another forename, the same birthday, and the surname or the address.

    Source  contracts 3: "another child of that birthday with the surname or the address".
    """
    return (
        levels.given == "different"
        and levels.birthday == "same"
        and (levels.surname in ("same", "part") or levels.address in _ADDRESS_AGREES)
    )


@dataclass
class Standing:
    """What a cluster holds that may forbid a merge.

    Shape  extracts: numbers of the snapshots it stands in; upn_days: for each UPN on a roll, the first and the last day of a
           snapshot that shows it; not_with: units that a person said are another child; sealed_from: units that must never be
           joined to it, which is written down nowhere; units: its units.
    """

    extracts: set[int] = field(default_factory=set)
    registers: set[str] = field(default_factory=set)
    upn_days: dict[str, tuple[date, date]] = field(default_factory=dict)
    roll_days: dict[str, tuple[date, date]] = field(default_factory=dict)
    birthdays: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    not_with: set[int] = field(default_factory=set)
    sealed_from: set[int] = field(default_factory=set)

    def copy(self) -> Standing:
        """Return another that holds the same and changes by itself."""
        return Standing(**{name: value.copy() for name, value in vars(self).items()})

    def absorb(self, other: Standing) -> None:
        """Take in another cluster's."""
        self.extracts |= other.extracts
        self.registers |= other.registers
        self.birthdays |= other.birthdays
        self.units |= other.units
        self.not_with |= other.not_with
        self.sealed_from |= other.sealed_from
        for mine, theirs in ((self.upn_days, other.upn_days), (self.roll_days, other.roll_days)):
            for key, (first, last) in theirs.items():
                known = mine.get(key, (first, last))
                mine[key] = (min(first, known[0]), max(last, known[1]))


ONCE_A_CHILD = frozenset({"child_benefit"})
"""Registers in which a child never stands twice on one day: the supplier pays for each row."""


def conflict(
    a: Standing,
    b: Standing,
    *,
    forenames_agree: bool,
    same_home: bool,
    same_forename: bool = True,
    shared_registers: Collection[str] = (),
) -> str:
    """Return why two clusters cannot be one child, or nothing where they can.

    A UPN lost or new at a move is no conflict: the old one ends before the new one begins. Jack and John, each with a row
    of his own in the health register and in the benefit's too, are twins: registered twice happens, in one register. Nobody claims
    the benefit twice for one child: two claims of one day are two children, unless the names are the same.

    Shape  shared_registers: those in which both stand in one snapshot; same_forename: it is written the same way, and
           the middle names do not differ.
    """
    if kept_apart(a, b):
        return "A person decided that these are not the same child."
    if not forenames_agree and a.extracts & b.extracts:
        return "Both stand in one extract, with different forenames."
    if not same_forename and len(shared_registers) > 1:
        return "Both stand in the same extracts of several registers, and their forenames are not written alike."
    if not same_forename and ONCE_A_CHILD & set(shared_registers):
        return "A claim is paid once for each child, both have one, and their forenames are not written alike."
    if len(a.birthdays | b.birthdays) > MOST_BIRTHDAYS:
        return "Together they would have more than three birthdays."
    if under_other_upns(a, b):
        return "Both were on rolls at the same time with different UPNs."
    if not same_home and _overlap_under_other_keys(a.roll_days, b.roll_days):
        return "Both were on the rolls of different schools at the same time, from different homes."
    return ""


def kept_apart(a: Standing, b: Standing) -> bool:
    """Return whether a person said that two clusters are two children, or somebody whose word is sealed."""
    return bool((a.not_with | a.sealed_from) & b.units or (b.not_with | b.sealed_from) & a.units)


def rivals(a: Standing, b: Standing) -> bool:
    """Return whether two clusters cannot well be the same child: they stand in one snapshot, or on rolls with other UPNs at once."""
    return bool(a.extracts & b.extracts) or under_other_upns(a, b)


def under_other_upns(a: Standing, b: Standing) -> bool:
    """Return whether two clusters were on rolls at the same time with different UPNs."""
    return _overlap_under_other_keys(a.upn_days, b.upn_days)


def _overlap_under_other_keys(a: dict[str, tuple[date, date]], b: dict[str, tuple[date, date]]) -> bool:
    """Return whether each held a key at some time when the other held another, and they share none."""
    if not a or not b or a.keys() & b.keys():
        return False
    return any(first <= b_last and b_first <= last for first, last in a.values() for b_first, b_last in b.values())


def one_to_one(weight: float, competitors: Iterable[float]) -> float:
    """Return the probability that two units are one child, where others compete for the place.

    Units   weight and competitors: log2 odds. Each child has one record here or none.
    """
    odds = 2.0 ** min(weight, 60.0)
    total: float = odds / (1.0 + odds + sum(2.0 ** min(other, 60.0) for other in competitors))
    return total


@dataclass(frozen=True)
class LinkDecision:
    """What a person decided about records of two sides: obeyed for ever, until a later decision about the same ones.

    Shape  left, right: keys of the records of either side (`record_key`); the first of each is what was compared. same: whether they
           are one child. `core/link_decisions.py` says what follows.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    same: bool
    who: str
    when: datetime
    because: str
    number: int = 0
