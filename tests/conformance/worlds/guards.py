"""Children who are easily taken for one another, and one child who hardly looks the same (contracts 3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from conformance.identifiers import nhs_number, upn, wrong_upn
from conformance.rows import benefit, health, roll
from conformance.town import Day, Row, Scenario, School, World, postcode_of

TODAY: Day = "2026-01-20"
DECEMBER, JANUARY = "2025-12-04", "2026-01-19"

SCHOOLS = tuple(
    School(f"107{la[-1]}0{place}", la, low, high, phase, pupils=12)
    for la in ("371", "373")
    for place, low, high, phase in ((1, 5, 11, "2"), (2, 11, 16, "4"))
)


@dataclass(frozen=True)
class Guard:
    """Rows that must, or must not, be one child. Missing: the places of rows whose child must be found missing; safe: must not."""

    title: str
    rows: tuple[Row, ...]
    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    missing: tuple[int, ...] = ()
    safe: tuple[int, ...] = ()
    born: Day = "2015-11-14"
    fields: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.title


def _other(number: int, forename: str, surname: str, born: Day, **more: str) -> dict[str, str]:
    """Return the identity of another child altogether."""
    return {
        "upn": upn("372", number),
        "nhs_number": nhs_number(700 + number),
        "forename": forename,
        "surname": surname,
        "date_of_birth": born,
        "address_line_1": f"{number} Faraway Lane",
        "postcode": postcode_of("371", 600 + number),
        "parent_1_name": f"Wilhelmina {surname}",
        "phone": f"07700{800000 + number}",
    } | more


def _twin(number: int, forename: str) -> dict[str, str]:
    """Return what differs in a twin: the forename and the numbers."""
    return {"forename": forename, "upn": upn("373", 500 + number), "nhs_number": nhs_number(800 + number)}


GUARDS = (
    Guard(
        "twins, of whom one is at school and one is not",
        (
            *roll("373", DECEMBER),
            *health("2026-01-10"),
            *roll("373", DECEMBER, JANUARY, **_twin(1, "Wolfgang")),
            *health("2026-01-10", **_twin(1, "Wolfgang")),
        ),
        together=((0, 1), (2, 3), (2, 4)),
        apart=((0, 2), (1, 4), (0, 3)),
        missing=(0,),
        safe=(2,),
    ),
    Guard(
        "twins without any number in common registers, forenames alike",
        (
            *roll("373", DECEMBER, forename="Jaydon", nhs_number=""),
            *roll("373", DECEMBER, JANUARY, forename="Jordan", upn=upn("373", 502), nhs_number=""),
        ),
        together=((1, 2),),
        apart=((0, 1), (0, 2)),
        missing=(0,),
        safe=(1,),
    ),
    Guard(
        "a pupil number typed onto another child",
        (
            *roll("373", DECEMBER),
            *health("2026-01-10"),
            *roll("371", "2026-01-15", **_other(3, "Bartholomew", "Quigley", "2012-03-02") | {"upn": upn("373", 999)}),
            *roll("373", DECEMBER, upn=upn("373", 999), urn="107302"),
        ),
        together=((0, 1), (0, 3)),
        apart=((0, 2), (2, 3)),
        missing=(0,),
        safe=(2,),
    ),
    Guard(
        "an NHS number typed onto another child",
        (
            *roll("373", DECEMBER, nhs_number=nhs_number(890)),
            *roll("371", "2026-01-15", **_other(4, "Cuthbert", "Zimmerman", "2011-04-09", nhs_number=nhs_number(890))),
        ),
        apart=((0, 1),),
        missing=(0,),
        safe=(1,),
    ),
    Guard(
        "a twin's pupil number typed onto the other twin",
        (
            *roll("373", DECEMBER, upn=upn("373", 998)),
            *roll("373", DECEMBER, **_twin(5, "Wolfgang")),
            *health("2026-01-10", **_twin(5, "Wolfgang")),
            *roll("373", JANUARY, **_twin(5, "Wolfgang") | {"upn": upn("373", 998)}),
        ),
        apart=((0, 1), (0, 2), (0, 3)),
        together=((1, 2),),
        missing=(0,),
    ),
    Guard(
        "twins of one first name on one list, told apart by their middle names",
        (
            *roll("373", DECEMBER, forename="Harold", middle_names="Valentine"),
            *roll("373", DECEMBER, **_twin(6, "Harold"), middle_names="Septimus"),
            *roll("373", JANUARY, **_twin(6, "Harold"), middle_names="Septimus"),
        ),
        apart=((0, 1), (0, 2)),
        together=((1, 2),),
        missing=(0,),
    ),
    Guard(
        "the pupil number and the forename agree, day and month are swapped",
        (
            *roll("373", DECEMBER, nhs_number=""),
            *roll(
                "371",
                "2026-01-15",
                date_of_birth="2015-04-11",
                nhs_number="",
                postcode=postcode_of("371", 650),
                address_line_1="7 Newfound Close",
                phone="",
            ),
        ),
        together=((0, 1),),
        safe=(0,),
        born="2015-11-04",
    ),
    Guard(
        "the pupil number and the birthday agree, both names have changed",
        (
            *roll("373", DECEMBER, nhs_number=""),
            *roll(
                "371",
                "2026-01-15",
                forename="Quentin",
                surname="Abercrombie",
                nhs_number="",
                postcode=postcode_of("371", 651),
                address_line_1="8 Newfound Close",
                phone="",
                parent_1_name="",
            ),
        ),
        together=((0, 1),),
        safe=(0,),
    ),
    Guard(
        "the pupil number agrees, surname and forename are swapped",
        (
            *roll("373", DECEMBER, forename="Ignatius", surname="Popplewell", nhs_number=""),
            *roll("371", "2026-01-15", forename="Popplewell", surname="Ignatius", nhs_number=""),
        ),
        together=((0, 1),),
        safe=(0,),
    ),
    Guard(
        "no number anywhere: names, birthday and address agree",
        (*roll("373", DECEMBER, upn="", nhs_number=""), *roll("371", "2026-01-15", upn="", nhs_number="")),
        together=((0, 1),),
        safe=(0,),
    ),
    Guard(
        "a pupil number with a wrong check letter is set aside, the row is not",
        (*roll("373", DECEMBER, upn=wrong_upn(upn("373", 997))), *roll("373", JANUARY, upn=wrong_upn(upn("373", 997)))),
        together=((0, 1),),
        safe=(0,),
    ),
    Guard(
        "adoption: forename and birthday agree, nothing else does",
        (
            *roll("373", DECEMBER, forename="Persephone"),
            *roll("371", "2026-01-15", **_other(6, "Persephone", "Hollingsworth", "2014-05-23")),
        ),
        apart=((0, 1),),
        missing=(0,),
        safe=(1,),
        born="2014-05-23",
    ),
    Guard(
        "brother and sister at one address",
        (*roll("373", DECEMBER), *roll("373", DECEMBER, JANUARY, **_twin(7, "Clementine") | {"date_of_birth": "2018-02-03"})),
        together=((1, 2),),
        apart=((0, 1),),
        missing=(0,),
        safe=(1,),
    ),
    Guard("a lone row", benefit("2026-01-12", upn="", claim_start="2016-01-01"), missing=(0,)),
)

WORLD = World(
    name="guards",
    schools=SCHOOLS,
    deliveries=(
        *(("school_roll", la, day) for la, days in (("373", (DECEMBER, JANUARY)), ("371", (DECEMBER, "2026-01-15"))) for day in days),
        ("nhs", "NHSE", "2026-01-10"),
        ("child_benefit", "HMRC", "2026-01-12"),
    ),
    scenarios=tuple(Scenario("3", guard.title, guard.rows, {TODAY: None}, born=guard.born) for guard in GUARDS),
    today=TODAY,
)
