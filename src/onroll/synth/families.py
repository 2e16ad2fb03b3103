"""Made-up families: households, parents, children, and what is true of each.

Source  linkage study (generator): households of one to four children who share surname and postcode, 1.8% of sibling
        pairs twins, about four children a postcode. Rates: `rates.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from onroll.core.names import given_name_forms, name_parts
from onroll.synth import rates
from onroll.synth.calendars import compulsory_school_age, year_group
from onroll.synth.identifiers import Issuer
from onroll.synth.names import ETHNICITIES, LANGUAGES, name_tables
from onroll.synth.places import Address, Authority, School, home

YOUNGEST_BORN = date(2022, 8, 31)
OLDEST_BORN = date(2008, 9, 1)
_PATRONYMIC_ENDINGS = {"polish": ("ski", "ska")}


@dataclass(slots=True)
class Child:
    """One true child."""

    child_id: str
    family_id: str
    surname: str
    forename: str
    middle_names: str
    born: date
    sex: str
    origin: str
    ethnicity: str
    language: str
    nhs_number: str
    upn: str
    sen: str
    sen_need: str
    in_need: bool
    looked_after: bool
    free_meals: bool
    csa_from: date
    csa_to: date
    decile: int
    year_now: int  # the curriculum year of academic year 2025/26; may lie outside 0 to 11
    twin: bool = False
    with_nhs: bool = True
    uln: str = ""
    former_surname: str = ""
    surname_changed_on: date | None = None
    adopted_from: str = ""


@dataclass(slots=True)
class Family:
    """One household: who lives where, since when.

    Shape  homes: (from, address), earliest first; the first counts since ever.
    """

    family_id: str
    authority: Authority
    origin: str
    surname: str
    mother: tuple[str, str]
    father: tuple[str, str] | None
    phone: str
    other_phone: str
    email: str
    homes: list[tuple[date, Address]]
    children: list[Child] = field(default_factory=list)
    independent: bool = False
    primary: School | None = None
    secondary: School | None = None

    def home_on(self, day: date) -> Address:
        """Return where the family lives on that day."""
        found = self.homes[0][1]
        for since, address in self.homes:
            if since <= day:
                found = address
        return found


def make_family(number: int, authority: Authority, rng: Random, issuer: Issuer) -> Family:
    """Return a family with its children born between OLDEST_BORN and YOUNGEST_BORN."""
    tables = name_tables()
    origin = tables.origins.draw(rng)
    surname = tables.surnames[origin].draw(rng)
    mother_surname = tables.surnames[origin].draw(rng) if rng.random() < rates.MOTHER_OTHER_SURNAME else surname
    mother = (tables.forenames[origin, "F"].draw(rng), mother_surname)
    father = (tables.forenames[origin, "M"].draw(rng), surname) if rng.random() < rates.FATHER_KNOWN else None
    homes = [(date.min, home(authority, rng))]
    if rng.random() < rates.MOVED_IN_LAST_SIX_YEARS:
        homes.append((date(2024, 8, 20) - timedelta(days=rng.randrange(30, 2200)), home(authority, rng)))
    family = Family(
        family_id=f"F{number:07d}",
        authority=authority,
        origin=origin,
        surname=surname,
        mother=mother,
        father=father,
        phone=f"070{number * 7919 % 100_000_000:08d}",
        other_phone=f"071{number * 6151 % 100_000_000:08d}",
        email=f"{mother[0]}.{mother[1]}{number % 1000}@example.org".lower().replace("'", "").replace(" ", ""),
        homes=homes,
        independent=rng.random() < (rates.SILENT_INDEPENDENT if authority.independents_silent else rates.INDEPENDENT),
    )
    family.primary, family.secondary = _choose_schools(family, rng)
    births = [born for born in _births(rng) if OLDEST_BORN <= born <= YOUNGEST_BORN]
    taken: set[str] = set()
    for place, born in enumerate(births):
        family.children.append(_make_child(family, place, born, births, rng, issuer, taken))
    if rng.random() < rates.FORMER_SURNAME and family.children:
        _change_surname(family, rng)
    return family


def _births(rng: Random) -> list[date]:
    sizes = [size for size, _ in rates.CHILDREN_PER_HOUSEHOLD]
    size = rng.choices(sizes, [share for _, share in rates.CHILDREN_PER_HOUSEHOLD])[0]
    births = [OLDEST_BORN + timedelta(days=rng.randrange((YOUNGEST_BORN - OLDEST_BORN).days))]
    while len(births) < size:
        if rng.random() < rates.TWIN_SHARE * size / 2:  # the share is of pairs: a family of three has three pairs and two steps
            births.append(births[-1])
        elif rng.random() < 0.5:
            births.append(max(births) + timedelta(days=rng.randrange(400, 1700)))
        else:
            births.append(min(births) - timedelta(days=rng.randrange(400, 1700)))
    return births


def _change_surname(family: Family, rng: Random) -> None:
    """Let the children take another surname in the window: a parent's new marriage."""
    day = date(2024, 10, 20) + timedelta(days=rng.randrange(400))
    new = name_tables().surnames[family.origin].draw(rng)
    for child in family.children:
        if child.surname != new:
            child.former_surname, child.surname, child.surname_changed_on = child.surname, new, day


def _make_child(family: Family, place: int, born: date, births: list[date], rng: Random, issuer: Issuer, taken: set[str]) -> Child:
    tables = name_tables()
    sex = "M" if rng.random() < 0.512 else "F"
    pool = tables.forenames[family.origin, sex]
    forename = pool.draw(rng)
    while forename in taken or _is_a_form_of_any(forename, family.children):
        forename = pool.draw(rng)
    taken.add(forename)
    surname = family.surname
    if rng.random() < rates.CHILD_HAS_MOTHERS_SURNAME:
        surname = family.mother[1]
    endings = _PATRONYMIC_ENDINGS.get(family.origin)
    if endings and sex == "F" and surname.endswith(endings[0]) and int(family.family_id[1:]) % 2:
        surname = surname[: -len(endings[0])] + endings[1]
    middle = pool.draw(rng) if rng.random() < (0.65 if family.origin == "english" else 0.25) else ""
    if middle in taken:  # nobody calls one child George and the next one Muhammed George
        middle = ""
    taken.add(middle)
    decile = family.homes[-1][1].decile
    csa_from, csa_to = compulsory_school_age(born)
    draw = rng.random()
    tilt = 1.25 - 0.05 * decile
    sen = "E" if draw < rates.EHC_PLAN * tilt else "K" if draw < (rates.EHC_PLAN + rates.SEN_SUPPORT) * tilt else "N"
    looked_after = rng.random() < rates.LOOKED_AFTER
    return Child(
        child_id=f"C{family.family_id[1:]}{place + 1}",
        family_id=family.family_id,
        surname=surname,
        forename=forename,
        middle_names=middle,
        born=born,
        sex=sex,
        origin=family.origin,
        ethnicity=ETHNICITIES[family.origin].draw(rng),
        language=LANGUAGES[family.origin] if rng.random() < 0.7 else "ENG",
        nhs_number=issuer.new_nhs_number(),
        upn="",
        sen=sen,
        sen_need="" if sen == "N" else rng.choice(("SLCN", "SEMH", "MLD", "ASD", "SPLD", "PD", "HI", "SLD")),
        in_need=looked_after or rng.random() < rates.CHILD_IN_NEED * (1.8 - 0.15 * decile),
        looked_after=looked_after,
        free_meals=rng.random() < 0.52 - 0.045 * decile,
        csa_from=csa_from,
        csa_to=csa_to,
        decile=decile,
        year_now=year_group(born, 2025),
        twin=births.count(born) > 1,
        with_nhs=rng.random() >= rates.NOT_WITH_NHS,
    )


def _is_a_form_of_any(forename: str, children: Iterable[Child]) -> bool:
    """Return whether a name is another form of a child's in the house: nobody calls one twin James and the other Jamie."""
    forms = set(given_name_forms(forename))
    return any(part in forms for child in children for part in name_parts(child.forename))


def _choose_schools(family: Family, rng: Random) -> tuple[School, School]:
    authority = family.authority
    if family.independent:
        schools = authority.of_kind("independent")
        young = [school for school in schools if school.first_year == 0]
        old = [school for school in schools if school.last_year == 11]
        chosen = rng.choice(young)
        return chosen, chosen if chosen.last_year == 11 else rng.choice(old)
    first = rng.choice(authority.of_kind("primary", "infant", "first"))
    return first, rng.choice(authority.of_kind("secondary"))
