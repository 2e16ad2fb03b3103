"""A pupil of a transfer file as rows of `school_roll`: one at the source school, one for each earlier stay.

Decisions where the contracts are silent: the stay at the source school that is open, or ended last, gives the source row its
days; an earlier stay there is a row of its own, as at any other school. What is said of the pupil now (year, status, care,
need, meals) stands in the source row only. An earlier stay without a leaving day has status P, for it is history.

Source  contracts, section 6; domain, section 6.4; names of address, contact, telephone and language elements as exchanged
        by management information systems (CTF 17 to 25).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from onroll.pipeline.intake.readers.ctf_document import Part

HEADINGS = (
    *("upn", "former_upn", "uln", "surname", "forename", "middle_names", "preferred_surname", "preferred_forename", "former_surname"),
    *("date_of_birth", "sex", "address_line_1", "address_line_2", "town", "postcode", "uprn", "parent_1_name", "parent_2_name"),
    *("phone", "email", "ethnicity", "language", "nc_year", "in_care", "enrolment_status", "sen_provision", "sen_need", "fsm"),
    *("entry_date", "leaving_date", "source_la", "source_estab", "removal_grounds"),
)
_PARENTS = frozenset(["PAM", "PAF", "STP", "FOP", "FOM", "FOF", "CAR", "PAR", "GUA", "MOT", "FAT", "SMO", "SFA"])
_YES = frozenset(["true", "1", "y", "yes"])
_NO = frozenset(["false", "0", "n", "no"])


def rows_of_pupil(pupil: Part, source_school: tuple[str, str], as_at: date | None) -> Iterator[dict[str, str]]:
    """Give the rows that a pupil becomes, the one at the source school first.

    Shape  one row: a text by heading of HEADINGS; a heading that is missing says nothing.
    """
    person = _person(pupil)
    stays = list(dict.fromkeys(_stay(school) for school in pupil.all("SchoolHistory", "School")))
    at_source = [stay for stay in stays if stay[:2] == source_school]
    current = max(at_source, key=lambda stay: (stay[3] or "9999", stay[2]), default=None)
    entries = sorted(stay[2] for stay in at_source if stay[2])
    la, estab = source_school
    yield {
        **person,
        **_present_state(pupil, as_at),
        "entry_date": (current[2] if current else "") or (entries[0] if entries else "") or pupil.anywhere("EntryDate") * (not stays),
        "leaving_date": current[3] if current else "",
        "source_la": la,
        "source_estab": estab,
        "removal_grounds": (current[4] if current else "") or _removal_grounds(pupil),
    }
    for stay in stays:
        if stay != current:
            yield {
                **person,
                "enrolment_status": "" if stay[3] else "P",
                **dict(zip(("source_la", "source_estab", "entry_date", "leaving_date", "removal_grounds"), stay, strict=True)),
            }


_Stay = tuple[str, str, str, str, str]


def _stay(school: Part) -> _Stay:
    grounds = _removal_grounds(school)
    return (school.value("LEA").strip(), school.value("Estab").strip(), school.value("EntryDate"), school.value("LeavingDate"), grounds)


def _removal_grounds(part: Part) -> str:
    return part.value("RemovalGrounds") or part.value("GroundsForRemoval") or part.value("RemovalGround")


def _person(pupil: Part) -> dict[str, str]:
    details = next(pupil.all("BasicDetails"), Part("BasicDetails"))
    parents = _parents(pupil)
    return {
        "upn": pupil.value("UPN"),
        "former_upn": details.value("FormerUPN") or pupil.value("FormerUPN"),
        "uln": pupil.value("UniqueLearnerNumber") or pupil.value("ULN"),
        "surname": pupil.value("Surname"),
        "forename": pupil.value("Forename"),
        "middle_names": details.value("MiddleNames") or pupil.value("MiddleNames"),
        "preferred_surname": details.value("PreferredSurname"),
        "preferred_forename": details.value("PreferredForename"),
        "former_surname": details.value("FormerSurname"),
        "date_of_birth": pupil.value("DOB"),
        "sex": pupil.value("Sex") or pupil.value("Gender"),
        **_address(next(pupil.all("Address"), None)),
        "parent_1_name": _name(parents[0]) if parents else "",
        "parent_2_name": _name(parents[1]) if len(parents) > 1 else "",
        "phone": _first([_phone(pupil), *map(_phone, parents)]),
        "email": _first([pupil.value("Email"), *(parent.value("Email") for parent in parents)]),
        "ethnicity": details.value("Ethnicity"),
        "language": _language(details),
    }


def _present_state(pupil: Part, as_at: date | None) -> dict[str, str]:
    details = next(pupil.all("BasicDetails"), Part("BasicDetails"))
    needs = sorted(pupil.all("SENhistory", "SENneeds", "SENneed"), key=lambda need: need.value("SENtypeRank"))
    provisions = sorted(
        (sen for sen in pupil.all("SENhistory", "SEN") if sen.value("SENprovision")), key=lambda sen: sen.value("StartDate")
    )
    return {
        "nc_year": details.value("NCyearActual"),
        "in_care": _flag(pupil.value("LookedAfter", "InCare")),
        "enrolment_status": details.value("EnrolStatus"),
        "sen_provision": provisions[-1].value("SENprovision") if provisions else "",
        "sen_need": _first([need.value("SENtype") for need in needs]),
        "fsm": _free_school_meals(pupil, as_at),
    }


def _free_school_meals(pupil: Part, as_at: date | None) -> str:
    if not any(pupil.all("FSMhistory")):
        return ""
    day = as_at.isoformat() if as_at else "0000"
    ends = [instance.value("FSMendDate").strip() for instance in pupil.all("FSMhistory", "FSMinstance")]
    return "1" if any(not end or end >= day for end in ends) else "0"


def _flag(text: str) -> str:
    word = text.strip().lower()
    return "1" if word in _YES else "0" if word in _NO else text


def _language(details: Part) -> str:
    types = list(details.all("Languages", "Type"))
    first = [each for each in types if each.value("LanguageType").strip() == "F"]
    return _first([each.value("Language") for each in [*first, *types]])


def _parents(pupil: Part) -> list[Part]:
    """Return the contacts that are parents, in the order of contact: by relationship or responsibility, or where nothing else is said."""

    def order(contact: Part) -> int:
        text = contact.value("Order").strip()
        return int(text) if text.isdecimal() and len(text) < 6 else 1_000_000

    contacts = sorted(pupil.all("Contacts", "Contact"), key=order)
    parents = [
        contact
        for contact in contacts
        if contact.value("Relationship").strip().upper() in _PARENTS or contact.value("Responsibility").strip().lower() in _YES
    ]
    return parents or [contact for contact in contacts if not contact.value("Relationship")]


def _name(contact: Part) -> str:
    return " ".join(filter(None, (contact.value("Forename").strip(), contact.value("Surname").strip())))


def _phone(of: Part) -> str:
    return _first([phone.value("PhoneNo") or phone.text.strip() for phone in of.all("Phones", "Phone")])


def _first(texts: list[str]) -> str:
    return next((text for text in texts if text), "")


def _address(address: Part | None) -> dict[str, str]:
    """Return the address, written in parts (BS 7666) or as lines; two of those that are written make one row's lines."""
    if address is None:
        return {}
    lines = [line for number in range(1, 6) if (line := address.anywhere(f"AddressLine{number}").strip())]
    if not lines:
        dwelling, house, street = (address.anywhere(name).strip() for name in ("SAON", "PAON", "Street"))
        home = " ".join(filter(None, (house, street)))
        lines = [line for line in (", ".join(filter(None, (dwelling, home))), address.anywhere("Locality").strip()) if line]
    return {
        "address_line_1": lines[0] if lines else "",
        "address_line_2": ", ".join(lines[1:]),
        "town": address.anywhere("Town") or address.anywhere("PostTown"),
        "postcode": address.anywhere("PostCode") or address.anywhere("Postcode"),
        "uprn": address.anywhere("UniquePropertyReferenceNumber") or address.anywhere("UPRN"),
    }
