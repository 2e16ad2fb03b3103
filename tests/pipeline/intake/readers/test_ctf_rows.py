"""Common Transfer Files: pupils and their stays as rows; hostile XML as one sentence."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from onroll.pipeline.intake.readers import Limits

SAMPLE = Path(__file__).parents[5] / "shared" / "data" / "samples" / "370_2900_CTF_XXXXXXX_001.xml"
HEADER = (
    "<Header><DocumentName>Common Transfer File</DocumentName><CTFversion>{version}</CTFversion><DateTime>{moment}</DateTime>"
    "<SourceSchool><LEA>370</LEA><Estab>2900</Estab></SourceSchool></Header>"
)


def transfer_file(*pupils, version="25.0", moment="2026-01-15T09:00:00", declared="utf-8", root="CTfile"):
    header = HEADER.format(version=version, moment=moment)
    body = "".join(f"<Pupil>{pupil}</Pupil>" for pupil in pupils)
    return f'<?xml version="1.0" encoding="{declared}"?>\n<{root}>\n{header}<CTFpupilData>{body}</CTFpupilData></{root}>'


def school(la, estab, entry="", leaving="", more=""):
    days = (f"<EntryDate>{entry}</EntryDate>" if entry else "") + (f"<LeavingDate>{leaving}</LeavingDate>" if leaving else "")
    return f"<School><LEA>{la}</LEA><Estab>{estab}</Estab>{days}{more}</School>"


NAMES = "<Surname>Example</Surname><Forename>Zoë</Forename><DOB>2015-05-14</DOB>"


def stays_of(rows):
    return [(row["source_la"], row["source_estab"], row["entry_date"], row["leaving_date"], row["enrolment_status"]) for row in rows]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared sample is not here")
def test_the_sample(read):
    what, rows = read(SAMPLE)
    assert (what.format, what.partial, what.supplier, what.as_at, what.warnings) == ("ctf", True, "370", dt.date(2026, 1, 15), ())
    assert [{key: value for key, value in row.items() if value} for row in rows] == [
        {
            **{"line": 2, "upn": "P207000016049", "surname": "Hartley", "forename": "Rowan", "middle_names": "Jane", "sex": "F"},
            **{"preferred_forename": "Ro", "former_surname": "Marsh", "date_of_birth": "2015-05-14", "address_line_1": "12 Example Row"},
            **{"town": "Example", "postcode": "BY1 2AB", "ethnicity": "WBRI", "nc_year": "5", "in_care": "0", "enrolment_status": "C"},
            **{"sen_provision": "K", "entry_date": "2024-09-03", "leaving_date": "2026-01-09", "source_la": "370", "source_estab": "2900"},
        },
        {
            **{"line": 3, "upn": "P207000016049", "surname": "Hartley", "forename": "Rowan", "middle_names": "Jane", "sex": "F"},
            **{"preferred_forename": "Ro", "former_surname": "Marsh", "date_of_birth": "2015-05-14", "address_line_1": "12 Example Row"},
            **{"town": "Example", "postcode": "BY1 2AB", "ethnicity": "WBRI", "entry_date": "2020-09-07", "leaving_date": "2024-07-19"},
            **{"source_la": "371", "source_estab": "2104"},
        },
    ]


def test_everything_about_a_pupil(read):
    pupil = (
        f"<UPN>P207000016049</UPN><UniqueLearnerNumber>1000000027</UniqueLearnerNumber>{NAMES}<Gender>M</Gender>"
        "<BasicDetails><FormerUPN>U80120000100A</FormerUPN><PreferredSurname>Test</PreferredSurname><Languages>"
        "<Type><Language>FRE</Language><LanguageType>H</LanguageType></Type><Type><Language>ENG</Language><LanguageType>F</LanguageType></Type>"
        "</Languages></BasicDetails><LookedAfter><InCare>true</InCare></LookedAfter>"
        "<FSMhistory><FSMinstance><FSMstartDate>2020-01-01</FSMstartDate><FSMendDate>2021-01-01</FSMendDate></FSMinstance>"
        "<FSMinstance><FSMstartDate>2024-01-01</FSMstartDate></FSMinstance></FSMhistory>"
        "<SENhistory><SEN><StartDate>2024-01-01</StartDate><SENprovision>E</SENprovision></SEN>"
        "<SEN><StartDate>2020-01-01</StartDate><SENprovision>K</SENprovision></SEN>"
        "<SENneeds><SENneed><SENtypeRank>2</SENtypeRank><SENtype>MLD</SENtype></SENneed>"
        "<SENneed><SENtypeRank>1</SENtypeRank><SENtype>ASD</SENtype></SENneed></SENneeds></SENhistory>"
        "<Address><BS7666Address><SAON>Flat 2</SAON><PAON>Example House</PAON><Street>High Street</Street><Locality>Northside</Locality>"
        "<Town>Exampleton</Town><UniquePropertyReferenceNumber>100012345678</UniquePropertyReferenceNumber></BS7666Address>"
        "<PostCode>BY1 2AB</PostCode></Address><Email>home@example.test</Email>"
        "<Contacts><Contact><Order>3</Order><Surname>Neighbour</Surname><Relationship>OTH</Relationship></Contact>"
        "<Contact><Order>2</Order><Surname>Second</Surname><Forename>Bo</Forename><Relationship>PAF</Relationship></Contact>"
        "<Contact><Order>1</Order><Surname>First</Surname><Forename>Al</Forename><Responsibility>true</Responsibility>"
        "<Phones><Phone><TelephoneType>M</TelephoneType><PhoneNo>07700 900123</PhoneNo></Phone></Phones></Contact></Contacts>"
        "<Attendance><YearData><Surname>Not this</Surname></YearData></Attendance>"
        f"<SchoolHistory>{school('370', '2900', '2020-09-01', '2026-01-09', '<RemovalGrounds>g</RemovalGrounds>')}</SchoolHistory>"
    )
    _, rows = read(transfer_file(pupil), "a.xml")
    assert len(rows) == 1
    wanted = {
        **{"uln": "1000000027", "former_upn": "U80120000100A", "sex": "M", "preferred_surname": "Test", "language": "ENG", "in_care": "1"},
        **{"fsm": "1", "sen_provision": "E", "sen_need": "ASD", "address_line_1": "Flat 2, Example House High Street"},
        **{"address_line_2": "Northside", "town": "Exampleton", "postcode": "BY1 2AB", "uprn": "100012345678", "surname": "Example"},
        **{"parent_1_name": "Al First", "parent_2_name": "Bo Second", "phone": "07700 900123", "email": "home@example.test"},
        **{"removal_grounds": "g", "forename": "Zoë"},
    }
    assert {key: rows[0][key] for key in wanted} == wanted


def test_an_address_in_lines_and_meals_that_ended(read):
    address = "<Address><AddressLines><AddressLine1>1 High St</AddressLine1><AddressLine2>Northside</AddressLine2></AddressLines></Address>"
    meals = "<FSMhistory><FSMinstance><FSMendDate>2025-01-01</FSMendDate></FSMinstance></FSMhistory>"
    _, rows = read(transfer_file(NAMES + address + meals), "a.xml")
    assert (rows[0]["address_line_1"], rows[0]["address_line_2"], rows[0]["fsm"]) == ("1 High St", "Northside", "0")


def test_stays(read):
    def stays(*schools):
        return stays_of(
            read(
                transfer_file(
                    f"{NAMES}<BasicDetails><EnrolStatus>C</EnrolStatus></BasicDetails><SchoolHistory>{''.join(schools)}</SchoolHistory>"
                ),
                "a.xml",
            )[1]
        )

    assert stays() == [("370", "2900", None, None, "C")]
    assert stays(school("370", "2900", "2024-09-01")) == [("370", "2900", "2024-09-01", None, "C")]
    assert stays(school("371", "2000", "2020-09-01", "2024-07-19")) == [
        ("370", "2900", None, None, "C"),
        ("371", "2000", "2020-09-01", "2024-07-19", None),
    ]
    # Came, left, came back: the open stay is the present one, the former one a row of its own.
    assert stays(school("370", "2900", "2023-09-01"), school("370", "2900", "2020-09-01", "2022-07-01")) == [
        ("370", "2900", "2023-09-01", None, "C"),
        ("370", "2900", "2020-09-01", "2022-07-01", None),
    ]
    # The latest stay at the source lacks its first day: the earliest day known there stands in.
    assert stays(school("370", "2900", "", "2026-01-09"), school("370", "2900", "2020-09-01", "2022-07-01"))[0][2] == "2020-09-01"
    # A former school without a leaving day is history all the same.
    assert stays(school("371", "2000", "2020-09-01"))[1] == ("371", "2000", "2020-09-01", None, "P")
    assert len(stays(school("371", "2000", "2020-09-01"), school("371", "2000", "2020-09-01"))) == 2


def test_versions_and_headers(read, refusal):
    for version in ("24", "24.0", "25", "25.0"):
        assert read(transfer_file(NAMES, version=version), "a.xml")[0].warnings == ()
    assert "version '23.0'" in read(transfer_file(NAMES, version="23.0"), "a.xml")[0].warnings[0]
    what, rows = read(transfer_file(moment=""), "a.xml")
    assert what.as_at is None and rows == [] and "no day" in what.warnings[0]
    assert "which there is not" in refusal(transfer_file(moment="2026-02-30"), "a.xml")


def test_a_namespace_changes_nothing(read):
    content = transfer_file(NAMES).replace("<CTfile>", '<CTfile xmlns="urn:example">')
    assert read(content, "a.xml")[1][0]["surname"] == "Example"


def test_encodings(read, refusal):
    assert read(transfer_file(NAMES, declared="utf-16").encode("utf-16"), "a.xml")[1][0]["forename"] == "Zoë"
    assert read(transfer_file(NAMES, declared="iso-8859-1").encode("latin-1"), "a.xml")[1][0]["forename"] == "Zoë"
    assert "line 3" in refusal(transfer_file(NAMES).encode("latin-1"), "a.xml")
    assert "UTF-7" in refusal(transfer_file(NAMES, declared="UTF-7"), "a.xml")


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'lol'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 if n > 1 else str()};' * 10}'>" for n in range(1, 10)) + "]>"
)
HOSTILE = {
    "billion laughs": (LAUGHS + "<CTfile>&a9;</CTfile>", "DOCTYPE"),
    "external entity": ("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><CTfile>&a;</CTfile>", "DOCTYPE"),
    "external dtd": ("<!DOCTYPE CTfile SYSTEM 'http://127.0.0.1:9/x.dtd'><CTfile/>", "DOCTYPE"),
    "plain doctype": ("<!-- -->\n<!DOCTYPE CTfile><CTfile/>", "DOCTYPE"),
    "doctype in utf-16": ("<!DOCTYPE CTfile><CTfile/>".encode("utf-16"), "DOCTYPE"),
    "doctype far down": ("<!--" + "x" * 200_000 + "--><!DOCTYPE CTfile><CTfile/>", "DOCTYPE"),
    "undeclared entity": (transfer_file("<Surname>&a;</Surname>"), "well-formed"),
    "depth": ("<CTfile>" + "<a>" * 200_000, "nests"),
    "depth in a pupil": (transfer_file("<a>" * 200_000 + "</a>" * 200_000), "nests"),
    "depth in what is not read": (transfer_file("<Attendance>" + "<a>" * 200_000), "nests"),
    "large text": (transfer_file("<Surname>" + "x" * 12_000_000 + "</Surname>"), "characters in 'Surname'"),
    "many elements": (transfer_file("<a/>" * 60_000), "more than 50,000 elements"),
    "truncated": (transfer_file(NAMES)[:-40], "well-formed"),
    "only begun": ("<", "well-formed"),
    "other xml": ("<rss/>", "not a Common Transfer File"),
    "no header": ("<CTfile/>", "no header"),
    "pupil first": ("<CTfile><Pupil/></CTfile>", "before its header"),
    "a web page": ("<!doctype html><html/>", "web page"),
    "many attributes": ("<CTfile " + " ".join(f"a{n}='x'" for n in range(50_000)) + "/>", "no header"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml(refusal, name):
    content, words = HOSTILE[name]
    began = time.process_time()
    assert words in refusal(content, "a.xml")
    assert time.process_time() - began < 5


def test_a_file_over_the_configured_size(refusal):
    assert "ONROLL_MAX_XML_MEGABYTES" in refusal(transfer_file(NAMES), "a.xml", Limits(xml_bytes=100))


def test_many_pupils(read):
    what, rows = read(transfer_file(*[NAMES] * 5000), "a.xml")
    assert what.row_count == 5000 and [row["line"] for row in rows] == list(range(2, 5002))
