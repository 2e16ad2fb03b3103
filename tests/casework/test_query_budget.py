"""Every list and case page asks the database at most twelve times, however many rows it shows, and never reads a whole big table."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from onroll.casework.models import Case
from onroll.casework.permissions import Right, has_right
from onroll.casework.queries.case_page import TABS
from onroll.casework.queries.cases import LISTS
from onroll.web.case_work import PAGES
from support.people import client_of

BUDGET = 12
BIG_TABLES = (
    "casework_case",
    "casework_casechange",
    "casework_casefinding",
    "casework_casestate",
    "casework_contact",
    "casework_enquiry",
    "casework_escalationtask",
    "casework_note",
    "casework_planversion",
    "casework_triageresult",
    "casework_whereabouts",
    "accounts_event",
)
FILES = (".csv", ".xlsx", ".pdf", ".docx", ".svg")


def list_pages(role: str) -> list[str]:
    """Every address without a number in it that the role may open and that shows something."""
    found = [f"/cases?list={each}" for each in LISTS]
    for part in get_resolver().url_patterns:
        for pattern in getattr(part, "url_patterns", [part]):
            right, route = getattr(pattern.callback, "open_to", None), str(pattern.pattern)
            if isinstance(right, Right) and has_right(role, right) and "<" not in route and not route.endswith(FILES):
                found.append(f"/{route}")
    return sorted(set(found))


def case_pages(case: Case) -> list[str]:
    """Every tab and every form of a case, and every other address that names one."""
    found = [f"/cases/{case.pk}/{tab}".removesuffix("/overview") for tab in TABS] + [f"/cases/{case.pk}/do/{what}" for what in PAGES]
    for part in get_resolver().url_patterns:
        for pattern in getattr(part, "url_patterns", [part]):
            route = str(pattern.pattern)
            if "<int:case_id>" in route and route.count("<") == 1:
                found.append("/" + route.replace("<int:case_id>", str(case.pk)))
    return sorted(set(found))


def asked_by(client: Client, address: str) -> list[str]:
    """Return what a page asks the database; the marks of transactions are no questions."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code in (200, 302, 404), (address, response.status_code)
    return [each["sql"] for each in captured if not re.match(r"(RELEASE |ROLLBACK TO )?SAVEPOINT|BEGIN|COMMIT", each["sql"])]


@pytest.mark.parametrize("role", ["officer", "manager"])
def test_every_list_stays_within_the_budget(role: str, case: Case) -> None:
    client = client_of(role)
    over = {address: len(asked) for address in list_pages(role) if len(asked := asked_by(client, address)) > BUDGET}
    assert over == {}


def test_every_case_page_stays_within_the_budget(case: Case) -> None:
    client = client_of("manager")
    over = {address: len(asked) for address in case_pages(case) if len(asked := asked_by(client, address)) > BUDGET}
    assert over == {}


def full_scans(sql: str) -> list[str]:
    """Return the big tables that a question would read from the first row to the last, as the database's own plan says."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not sqlite:  # on small tables it reads all rows because that is quick; forbidden to, it does so only where it must
            cursor.execute("SET enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if sqlite else ''}{sql.replace('%', '%%')}" if not sqlite else f"EXPLAIN QUERY PLAN {sql}")
        plan = [str(row[-1]) for row in cursor.fetchall()]
    scans = []
    for line in plan:
        found = re.match(r"SCAN (\w+)$", line) if sqlite else re.search(r"Seq Scan on (\w+)", line)
        if found and found[1] in BIG_TABLES:
            scans.append(found[1])
    return scans


def test_no_list_and_no_case_page_reads_a_whole_big_table(case: Case) -> None:
    asked: dict[str, Any] = {}
    for role, addresses in (("officer", list_pages("officer")), ("manager", [*list_pages("manager"), *case_pages(case)])):
        client = client_of(role)
        for address in addresses:
            asked |= {sql: address for sql in asked_by(client, address) if sql.startswith("SELECT") and "FOR UPDATE" not in sql}
    assert len(asked) > 50
    scanned = {(address, table) for sql, address in asked.items() for table in full_scans(sql)}
    assert scanned == set()
