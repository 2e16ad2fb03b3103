"""A child as one register holds the child: the truth, less the errors of whoever typed it in.

An entry is drawn once, when the register takes the child in, and keeps its errors over all its snapshots. At a new
school the entry is drawn again, or copied from the old school's; the UPN travels.

Source  linkage study (generator: kinds and rates of error); rates in `rates.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from onroll.synth.families import Child, Family
from onroll.synth.names import name_tables
from onroll.synth.places import Address
from onroll.synth.rates import ErrorRates

IDENTITY = (
    "upn", "former_upn", "uln", "nhs_number", "surname", "forename", "middle_names", "preferred_surname", "preferred_forename",
    "former_surname", "date_of_birth", "sex", "address_line_1", "address_line_2", "town", "postcode", "uprn", "parent_1_name",
    "parent_2_name", "phone", "email",
)  # fmt: skip
(UPN, FORMER_UPN, ULN, NHS, SURNAME, FORENAME, MIDDLE, PREFERRED_SURNAME, PREFERRED_FORENAME, FORMER_SURNAME, BORN, SEX, LINE_1, LINE_2,
 TOWN, POSTCODE, UPRN, PARENT_1, PARENT_2, PHONE, EMAIL) = range(21)  # fmt: skip

_NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl", "l": "k",
    "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip


@dataclass(slots=True)
class Entry:
    """What one register holds about a child's identity.

    Shape   values: in the order of IDENTITY, without the address; errors: their kinds, for the truth.
    Units   lag_days: how long after a move the register still holds the old address.
    """

    values: list[str]
    errors: tuple[str, ...]
    lag_days: int
    created_on: date
    postcode_error: str = ""
    other_form: bool = False
    without_uprn: bool = False

    def on(self, day: date, child: Child, homes: list[tuple[date, Address]]) -> list[str]:
        """Return the identity values that the register shows on that day, with the address it then holds."""
        known = max(day - timedelta(days=self.lag_days), self.created_on) if day > self.created_on else day
        address = homes[0][1]
        for since, each in homes:
            if since <= known:
                address = each
        values = self.values.copy()
        values[LINE_1] = _other_form(address.line_1) if self.other_form else address.line_1
        values[TOWN], values[UPRN] = address.town, "" if self.without_uprn else address.uprn
        values[POSTCODE] = _mistyped_postcode(address.postcode, self.postcode_error) if self.postcode_error else address.postcode
        if child.surname_changed_on is not None and child.former_surname:
            if known < child.surname_changed_on:
                values[SURNAME] = child.former_surname
            elif self.created_on < child.surname_changed_on:
                values[FORMER_SURNAME] = child.former_surname
        return values


def make_entry(child: Child, family: Family, rates: ErrorRates, rng: Random, created_on: date, *, may_lack_forename: bool = False) -> Entry:
    """Return a fresh entry with errors drawn at those rates.

    Shape   may_lack_forename: in registers where the loss of a row hides nobody; such a row is quarantined.
    """
    surname, forename, middle, born, sex = child.surname, child.forename, child.middle_names, child.born, child.sex
    errors: list[str] = []
    draw = rng.random
    day_text = born.isoformat()
    if draw() < rates.middle_as_first and middle:
        forename, middle = middle.split()[0], child.forename if draw() < 0.5 else ""
        errors.append("middle_as_first")
    elif draw() < rates.forename_variant and (variants := name_tables().variants.get(forename)):
        forename = rng.choice(variants)
        errors.append("forename_variant")
    if draw() < rates.forename_typo:
        forename = typo(forename, rng)
        errors.append("forename_typo")
    if draw() < rates.other_parents_surname:
        other = family.mother[1] if surname == family.surname else family.surname
        if other != surname:
            surname = other
            errors.append("other_parents_surname")
    elif draw() < rates.double_barrelled and family.mother[1] != family.surname:
        surname = f"{family.mother[1]}-{family.surname}"
        errors.append("double_barrelled")
    elif draw() < rates.forename_variant and (variants := name_tables().variants.get(surname)):
        surname = rng.choice(variants)
        errors.append("surname_variant")
    if draw() < rates.surname_typo:
        surname = typo(surname, rng)
        errors.append("surname_typo")
    if draw() < rates.names_swapped:
        surname, forename = forename, surname
        errors.append("names_swapped")
    if draw() < rates.birth_digit + rates.birth_day_month + rates.birth_first_january:
        day_text, kind = _wrong_birthday(born, rates, rng)
        if kind:
            errors.append(kind)
    if draw() < rates.sex_wrong:
        sex = "F" if sex == "M" else "M"
        errors.append("sex_wrong")
    postcode_error = ""
    if draw() < rates.postcode_typo:
        postcode_error = "typo"
        errors.append("postcode_typo")
    elif draw() < rates.postcode_missing:
        postcode_error = "missing"
        errors.append("postcode_missing")
    lag = rng.randrange(0, 45)
    if draw() < rates.address_lag:
        lag = rng.randrange(400, 2600)
    if may_lack_forename and draw() < rates.forename_missing:
        forename = ""
        errors.append("forename_missing")
    values = [""] * len(IDENTITY)
    values[SURNAME], values[FORENAME], values[MIDDLE], values[BORN], values[SEX] = surname, forename, middle, day_text, sex
    _add_contacts(values, family, rates, rng)
    entry = Entry(values, tuple(errors), lag, created_on, postcode_error)
    entry.other_form = draw() < rates.address_other_form
    entry.without_uprn = draw() < rates.uprn_missing
    return entry


def _add_contacts(values: list[str], family: Family, rates: ErrorRates, rng: Random) -> None:
    draw = rng.random
    for place, parent in ((PARENT_1, family.mother), (PARENT_2, family.father)):
        if parent is None or draw() < rates.parent_missing:
            continue
        forename, surname = parent
        if draw() < rates.parent_initial:
            forename = forename[0]
        values[place] = f"{forename} {typo(surname, rng) if draw() < rates.parent_typo else surname}"
    if draw() >= rates.phone_missing:
        values[PHONE] = family.other_phone if draw() < rates.phone_other else family.phone
    if draw() >= rates.email_missing:
        values[EMAIL] = family.email


_SHORT = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Close": "Cl", "Lane": "Ln", "Drive": "Dr", "Terrace": "Terr", "Gardens": "Gdns"}


def _other_form(line: str) -> str:
    """Return an address line as another clerk would write it."""
    start, _, last = line.rpartition(" ")
    number, _, street = start.partition(" ")
    if number.isdigit():
        return f"{number}, {street} {_SHORT.get(last, last)}"
    return f"{start} {_SHORT.get(last, last)}".replace("Flat ", "Apt ")


def typo(name: str, rng: Random) -> str:
    """Return the name with one slip of the keyboard, the first letter mostly spared."""
    if len(name) < 3:
        return name
    place = rng.randrange(1, len(name)) if rng.random() < 0.92 else 0
    kind = rng.randrange(4)
    if kind == 0:
        return name[:place] + name[place + 1 :]
    if kind == 1:
        return name[:place] + name[place] + name[place:]
    if kind == 2 and place < len(name) - 1:
        swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        return swapped.capitalize() if place == 0 else swapped
    letter = rng.choice(_NEIGHBOURS.get(name[place].lower(), "e"))
    return name[:place] + (letter.upper() if place == 0 else letter) + name[place + 1 :]


def _wrong_birthday(born: date, rates: ErrorRates, rng: Random) -> tuple[str, str]:
    total = rates.birth_digit + rates.birth_day_month + rates.birth_first_january
    draw = rng.random() * total
    if draw < rates.birth_day_month:
        if born.day <= 12 and born.day != born.month:
            return date(born.year, born.day, born.month).isoformat(), "birth_day_month"
    elif draw < rates.birth_day_month + rates.birth_first_january:
        return date(born.year, 1, 1).isoformat(), "birth_first_january"
    shift = rng.choice((1, 2, -1, -2, 10, -10, 3, -3))
    day = born.day + shift
    if not 1 <= day <= 28:
        day = max(1, min(28, born.day - shift))
    if day == born.day:
        return born.isoformat(), ""
    return date(born.year, born.month, day).isoformat(), "birth_digit"


def _mistyped_postcode(postcode: str, error: str) -> str:
    if error == "missing":
        return ""
    return postcode[:-2] + postcode[-1] + postcode[-2] if postcode[-1] != postcode[-2] else postcode[:-1] + "B"
