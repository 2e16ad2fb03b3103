"""Write a Common Transfer File for one pupil who moves: the same elements that `intake/readers/ctf_pupils` reads, turned round.

Source  domain, sections 3.2 (pseudo codes) and 6.4 (elements); contracts, section 6.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import pyarrow.parquet as pq
from lxml import etree

from onroll.pipeline.establishments import newest_establishments
from onroll.pipeline.index import Index
from onroll.pipeline.intake.reference import establishment_key
from onroll.pipeline.received_extracts import extracts_of

VERSION = "25.0"
DETAILS = (
    ("FormerUPN", "former_upn"),
    ("PreferredSurname", "preferred_surname"),
    ("PreferredForename", "preferred_forename"),
    ("FormerSurname", "former_surname"),
    ("MiddleNames", "middle_names"),
    ("NCyearActual", "nc_year"),
    ("Ethnicity", "ethnicity"),
    ("EnrolStatus", "enrolment_status"),
)
_NOT_IN_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ADDRESS = (("AddressLine1", "address_line_1"), ("AddressLine2", "address_line_2"), ("Town", "town"), ("PostCode", "postcode"))


@dataclass(frozen=True)
class SchoolNumber:
    """A school as transfer files name it. Shape  la, estab: three and four signs, the pseudo codes included."""

    la: str
    estab: str
    name: str = ""

    @property
    def code(self) -> str:
        """The seven signs that stand in a file's name."""
        return f"{self.la}{self.estab}"


@dataclass(frozen=True)
class Stay:
    """One stay at a school. Shape  leaving: the last day; None while it lasts."""

    school: SchoolNumber
    entry: date
    leaving: date | None


@dataclass(frozen=True, kw_only=True)
class TransferFile:
    """One pupil's file.

    Shape  said: by field of `school_roll`, what is known and may be sent. stays: the latest last, at the source school.
    """

    made_at: datetime
    source: SchoolNumber
    destination: SchoolNumber
    said: Mapping[str, str]
    stays: Sequence[Stay]

    @property
    def file_name(self) -> str:
        """Return the file's name: one pupil to a file, so it is always the first."""
        return f"{self.source.code}_CTF_{self.destination.code}_001.xml"


def school_numbers(index: Index) -> Mapping[str, SchoolNumber]:
    """Return authority and number of each school by URN, as the newest establishment file has them."""
    newest = newest_establishments(extracts_of(index))
    return _read(newest.records_path) if newest else {}


def written(file: TransferFile) -> bytes:
    """Return the file as XML."""
    root = etree.Element("CTfile")
    _write_header(_under(root, "Header"), file)
    pupil = _under(_under(root, "CTFpupilData"), "Pupil")
    _write_pupil(pupil, file)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _write_header(header: etree._Element, file: TransferFile) -> None:
    _texts(
        header,
        ("DocumentName", "Common Transfer File"),
        ("CTFversion", VERSION),
        ("DateTime", file.made_at.strftime("%Y-%m-%dT%H:%M:%S")),
        ("DocumentQualifier", "partial"),
        ("SupplierID", "Onroll"),
    )
    source = _under(header, "SourceSchool")
    _texts(source, ("LEA", file.source.la), ("Estab", file.source.estab), ("SchoolName", file.source.name))
    _texts(_under(header, "DestSchool"), ("LEA", file.destination.la), ("Estab", file.destination.estab))


def _write_pupil(pupil: etree._Element, file: TransferFile) -> None:
    said = file.said
    names = (("UPN", "upn"), ("UniqueLearnerNumber", "uln"), ("Surname", "surname"), ("Forename", "forename"), ("DOB", "date_of_birth"))
    _fields(pupil, said, (*names, ("Sex", "sex")))
    details = _under(pupil, "BasicDetails")
    _fields(details, said, DETAILS)
    if said.get("language"):
        _texts(_under(_under(details, "Languages"), "Type"), ("Language", said["language"]), ("LanguageType", "F"))
    if said.get("in_care"):
        _texts(_under(pupil, "LookedAfter"), ("InCare", "true" if said["in_care"] == "1" else "false"))
    if said.get("fsm"):
        meals = _under(pupil, "FSMhistory")
        _texts(meals, ("FSMreviewDate", file.made_at.date().isoformat()))
        if said["fsm"] == "1":
            _texts(_under(meals, "FSMinstance"), ("UKcountry", "ENG"))
    _write_needs(pupil, said)
    address = _under(pupil, "Address")
    _fields(_under(address, "AddressLines"), said, _ADDRESS)
    _fields(address, said, (("UniquePropertyReferenceNumber", "uprn"),))
    if said.get("phone"):
        _texts(_under(_under(pupil, "Phones"), "Phone"), ("PhoneNo", said["phone"]))
    _fields(pupil, said, (("Email", "email"),))
    _write_parents(pupil, said)
    history = _under(pupil, "SchoolHistory")
    for stay in file.stays:
        leaving = stay.leaving.isoformat() if stay.leaving else ""
        days = (("EntryDate", stay.entry.isoformat()), ("LeavingDate", leaving))
        _texts(_under(history, "School"), ("LEA", stay.school.la), ("Estab", stay.school.estab), ("SchoolName", stay.school.name), *days)


def _write_needs(pupil: etree._Element, said: Mapping[str, str]) -> None:
    if not said.get("sen_provision") and not said.get("sen_need"):
        return
    history = _under(pupil, "SENhistory")
    if said.get("sen_provision"):
        _texts(_under(history, "SEN"), ("SENprovision", said["sen_provision"]))
    if said.get("sen_need"):
        _texts(_under(_under(history, "SENneeds"), "SENneed"), ("SENtypeRank", "1"), ("SENtype", said["sen_need"]))


def _write_parents(pupil: etree._Element, said: Mapping[str, str]) -> None:
    parents = [said[name] for name in ("parent_1_name", "parent_2_name") if said.get(name)]
    contacts = _under(pupil, "Contacts") if parents else None
    for order, name in enumerate(parents, start=1):
        assert contacts is not None
        forename, _, surname = name.strip().rpartition(" ")
        _texts(_under(contacts, "Contact"), ("Order", str(order)), ("Surname", surname), ("Forename", forename), ("Relationship", "PAR"))


def _fields(under: etree._Element, said: Mapping[str, str], names: Sequence[tuple[str, str]]) -> None:
    _texts(under, *((element, said.get(name, "")) for element, name in names))


def _texts(under: etree._Element, *texts: tuple[str, str]) -> None:
    for name, text in texts:
        if text:
            _under(under, name).text = _NOT_IN_XML.sub("", text)


def _under(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, name)


@lru_cache(maxsize=2)
def _read(path: Path) -> Mapping[str, SchoolNumber]:
    columns = ("urn", "la_code", "establishment_number", "establishment_name")
    table = pq.read_table(path, columns=list(columns)).to_pydict()
    return {
        urn: SchoolNumber(*establishment_key(la, number), name or "")
        for urn, la, number, name in zip(*(table[each] for each in columns), strict=True)
        if urn and la and number
    }
