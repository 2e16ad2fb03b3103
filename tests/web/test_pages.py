"""What the pages show, and what they never do."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from django.apps import apps
from django.test import Client

from onroll.accounts.models import Event
from onroll.pipeline.index import Index
from onroll.web.downloads import csv_download
from support.made_up_run import CANARY, FORENAMES, SURNAMES, write_made_up_run
from support.people import client_of
from support.responses import assert_private, count_in, text_of
from web.test_permissions import OPEN_TO, address_of

EXTRACT = "school_roll-301-2026-01-10-000001"
UPLOADS = ("upload_job", "upload_decide", "upload_headings", "upload_again")
ALL_PAGES = [address_of(name) for name in OPEN_TO if name not in ("sign_out", "private_screen", *UPLOADS)]


def test_every_count_of_the_start_page_opens_to_the_same_number_of_rows(people: object, region: object) -> None:
    client = client_of("officer")
    tiles = re.findall(r'href="([^"]+)"><span class="onroll-(?:tile|counter)__count">([\d,]+)</span>', text_of(client.get("/")))
    assert len(tiles) == 24
    for address, count in tiles:
        assert count_in(text_of(client.get(address))) == int(count.replace(",", ""))


def test_every_count_of_late_extracts_opens_to_the_same_number_of_rows(people: object, region: object) -> None:
    client = client_of("officer-302")
    links = re.findall(r'href="(/findings\?waits=[^"]+)">(\d+)<', text_of(client.get("/late")))
    assert links == []  # nothing of authority 302 has partial coverage in the made-up region
    client = client_of("data-team")
    for address, count in re.findall(r'href="(/findings\?waits=[^"]+)">(\d+)<', text_of(client.get("/late"))):
        assert count_in(text_of(client.get(address))) == int(count)


def test_the_list_is_filtered_sorted_and_paged_by_its_address(people: object, region: object) -> None:
    client = client_of("officer")
    every = text_of(client.get("/findings"))
    total = count_in(every)
    parts = [count_in(text_of(client.get(f"/findings?status={status}"))) for status in ("cme", "possible_cme")]
    assert sum(parts) == total and all(parts)
    first = re.findall(r'href="(/children/c\d+)"', every)
    second = re.findall(r'href="(/children/c\d+)"', text_of(client.get("/findings?page=2")))
    assert len(first) == 25 and not set(first) & set(second)
    by_name = re.findall(r'href="/children/c\d+">\w+ (\w+)<', text_of(client.get("/findings?sort=name")))
    assert by_name == sorted(by_name)
    assert 'aria-sort="ascending"' in text_of(client.get("/findings?sort=since"))
    assert 'aria-sort="descending"' in text_of(client.get("/findings?sort=-name"))
    both = every + text_of(client.get("/findings?page=2"))
    shown = re.findall(r"(Missing education|Possibly missing)\s*</strong>", both)
    assert len(set(shown)) == 2 and shown == sorted(shown), "who is missing stands before who may be"
    named = text_of(client.get("/findings?name=murph"))
    assert 0 < count_in(named) < total and "Remove this filter" in named
    assert count_in(text_of(client.get("/findings?since_from=2030-01-01"))) == 0


def test_a_day_that_is_none_is_said_and_narrows_nothing(people: object, region: object) -> None:
    text = text_of(client_of("officer").get("/findings?since_from=31/02/2026"))
    assert "must be a real date" in text and "<title>Error: " in text
    assert count_in(text) == count_in(text_of(client_of("officer").get("/findings")))


def test_the_list_holds_own_children_only_and_no_shielded_child(people: object, region: object) -> None:
    ids = set()
    for page in range(1, 5):
        ids |= set(re.findall(r"/children/(c\d+)", text_of(client_of("officer-302").get(f"/findings?page={page}"))))
    assert "c000041" not in ids
    assert {int(child[1:]) % 4 for child in ids} <= {1}
    team = text_of(client_of("shielded-team-302").get("/findings"))
    assert "c000041" in team and "Shielded: home not shown" in team


def test_filters_by_place_do_not_tell_where_a_shielded_child_is(people: object, region: object) -> None:
    client = client_of("shielded-team-302")
    assert "c000041" in text_of(client.get("/findings"))
    assert "c000041" not in text_of(client.get("/findings?authority=302"))


@pytest.mark.parametrize("username", ["officer-302", "shielded-team", "national-data-team", "school"])
def test_no_page_of_rows_shows_where_a_shielded_child_is(username: str, people: object, region: object) -> None:
    client = client_of(username)
    pages = [*(f"/children/c{number:06d}" for number in (41, 81, 161)), "/findings?status=cme", "/findings?page=2", "/findings.csv"]
    pages += [
        f"/extracts/school_roll-302-2026-01-10-000002/{part}"
        for part in ("problems", "to-correct.csv", "changes/same", "changes/joiner", "changes/changed")
    ]
    for page in pages:
        assert CANARY not in text_of(client.get(page)), page


def test_headings_of_others_are_disarmed_as_their_cells_are() -> None:
    sent = csv_download("to-correct.csv", ["surname", "=HYPERLINK(1)"], [["-1+1", "Ada"]]).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(sent))) == [["surname", "'=HYPERLINK(1)"], ["'-1+1", "Ada"]]


def test_the_own_team_sees_its_shielded_child_and_says_so(people: object, region: object) -> None:
    text = text_of(client_of("shielded-team-302").get("/children/c000041"))
    assert "This child is shielded" in text and CANARY in text


def test_downloads_leave_shielded_children_out_and_disarm_formulas(people: object, region: object) -> None:
    rows = list(csv.DictReader(io.StringIO(client_of("shielded-team-302").get("/findings.csv").content.decode("utf-8-sig"))))
    assert rows == []
    rows = list(csv.DictReader(io.StringIO(client_of("data-team").get("/findings.csv").content.decode("utf-8-sig"))))
    assert len(rows) == count_in(text_of(client_of("data-team").get("/findings")))
    problems = list(csv.reader(io.StringIO(client_of("data-team").get(f"/extracts/{EXTRACT}/problems.csv").content.decode("utf-8-sig"))))
    assert any(cell.startswith("'=HYPERLINK") for row in problems for cell in row)
    assert not any(cell.startswith(("=", "+", "@")) for row in problems for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(client_of("data-team").get(f"/extracts/{EXTRACT}/to-correct.xlsx").content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:2] == ["line", "what_is_wrong"] and sheet.max_row > 2


def test_the_counts_of_an_extract_add_up(people: object, region: object) -> None:
    client = client_of("data-team")
    text = text_of(client.get(f"/extracts/{EXTRACT}"))
    counts = {kind: int(count) for kind, count in re.findall(r"/changes/(\w+)\">[^<]+</a></th><td[^>]*>[^<]*</td><td[^>]*>(\d+)<", text)}
    assert set(counts) == {"same", "joiner", "leaver", "changed", "not_in_file"}
    assert counts["same"] + counts["joiner"] + counts["leaver"] + counts["changed"] == 200
    for kind, count in counts.items():
        assert count_in(text_of(client.get(f"/extracts/{EXTRACT}/changes/{kind}"))) == count
    for check, severity, count in re.findall(r"problems\?check=(\d+)&amp;severity=(\w+)\">\d+</a></th>.*?numeric\">(\d+)</td>", text):
        assert count_in(text_of(client.get(f"/extracts/{EXTRACT}/problems?check={check}&severity={severity}"))) == int(count)


def test_a_childs_page_explains_itself_with_sources_and_dates(people: object, region: object) -> None:
    text = text_of(client_of("officer").get("/children/c000060"))
    for said in (
        "Why am I seeing this?",
        "Searched again in every roll",
        "These do not fit together",
        "school roll (Barking and Dagenham)",
        "Barking and Dagenham (301)",
        "10 January 2026",
        "The same timeline as a table",
    ):
        assert said in text
    assert "Your look at this record has been written down" in text


def test_what_suppliers_write_is_text_and_never_markup(people: object, settings: object, tmp_path: Path) -> None:
    evil = "UPDATE child_summaries SET surname = '<script>alert(1)</script>', forename = '\"><img src=x>' WHERE child_id = 'c000020'"
    sentences = "UPDATE findings SET sentences = ['<b>bold</b>'], leads = ['<i>lead</i>'] WHERE child_id = 'c000020'"
    write_made_up_run(tmp_path, children=40, changes={"child_summaries": evil, "findings": sentences})
    settings.ONROLL_HOME = tmp_path  # type: ignore[attr-defined]
    client = client_of("officer")
    for page in ("/findings", "/children/c000020"):
        text = text_of(client.get(page))
        assert "<script>alert" not in text.lower() and "<img" not in text.lower() and "<b>bold" not in text and "<i>lead" not in text
        assert "&lt;script&gt;" in text.lower()


def test_a_lead_that_a_sentence_says_already_is_not_said_twice(people: object, settings: object, tmp_path: Path) -> None:
    said = "UPDATE findings SET sentences = ['Decide this pair first.'], leads = ['Decide this pair first.', 'Ask Hill Primary.'] "
    write_made_up_run(tmp_path, children=40, changes={"findings": said + "WHERE child_id = 'c000020'"})
    settings.ONROLL_HOME = tmp_path  # type: ignore[attr-defined]
    text = text_of(client_of("officer").get("/children/c000020"))
    assert text.count("Decide this pair first.") == 1 and "Leads" in text and "Ask Hill Primary." in text


@pytest.mark.parametrize("address", ["/no-such-page", "/children/c999999", "/events", "/static/onroll/css/onroll.css"])
def test_errors_and_styles_carry_the_headers_too(address: str, people: object, region: object) -> None:
    response = client_of("data-team").get(address)
    assert_private(response, static=address.startswith("/static/"))
    response.close()


def test_no_get_changes_anything_but_the_log(people: object, own_region: Path) -> None:
    def everything() -> dict[str, object]:
        ours = [
            model
            for model in apps.get_models()
            if model._meta.app_label in ("accounts", "casework") and model.__name__ not in ("Event", "ChainHead", "User")
        ]
        files = {str(path): path.stat().st_mtime_ns for path in own_region.rglob("*") if path.is_file()}
        return {"files": files} | {model.__name__: list(model.objects.order_by("pk").values()) for model in ours}

    before = everything()
    for username in ("data-team", "auditor"):
        client = client_of(username)
        for page in ALL_PAGES:
            client.get(page)
    assert everything() == before


def test_each_look_is_written_down_with_ids_and_purpose_and_no_name(people: object, region: object) -> None:
    client = client_of("officer")
    for page in ("/findings", "/findings?name=murphy", "/children/c000020", "/children/c000021", "/children/Kofi-Murphy"):
        client.get(page)
    events = list(Event.objects.order_by("seq"))
    assert [event.kind for event in events] == [
        "findings.listed",
        "findings.listed",
        "child.looked_at",
        "child.looked_at",
        "child.looked_at",
    ]
    assert {event.purpose for event in events} == {"cme_enquiry"}
    assert "c000020" in {event.subject for event in events}
    written = " ".join(event.subject + event.body for event in events).lower()
    assert CANARY.lower() not in written and "street" not in written
    assert not re.search(rf"\b({'|'.join(FORENAMES + SURNAMES)})\b", written, re.IGNORECASE)


def test_errors_look_like_our_pages_and_tell_nothing(people: object, region: object) -> None:
    client = client_of("officer")
    assert client.get("/no-such-page").status_code == 404 and "Page not found" in text_of(client.get("/no-such-page"))
    refused = client.get("/events")
    assert refused.status_code == 403 and "You cannot open this page" in text_of(refused)
    from onroll.web.views.errors import server_error

    assert b"Something went wrong on our side" in server_error(None).content  # type: ignore[arg-type]


def test_a_form_without_its_token_changes_nothing(people: object, region: object) -> None:
    signed_in = client_of("officer")
    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    client.cookies = signed_in.cookies
    response = client.post("/sign-out")
    assert response.status_code == 403 and "no longer valid" in text_of(response)


def test_a_host_that_is_not_ours_is_refused(db: None) -> None:
    assert Client().get("/sign-in", headers={"host": "evil.example"}).status_code == 400


def test_probes_answer(db: None, region: object) -> None:
    assert Client().get("/healthz", headers={"host": "anything"}).content == b"ok\n"
    assert Client(headers={"host": "127.0.0.1"}).get("/readyz").content == b"ready\n"


def test_pages_work_before_the_first_run(people: object, settings: object, tmp_path: Path) -> None:
    settings.ONROLL_HOME = tmp_path  # type: ignore[attr-defined]
    Index(tmp_path).create()
    client = client_of("data-team")
    for page in ("/", "/findings", "/extracts", "/late", "/find", "/findings.csv"):
        assert client.get(page).status_code == 200, page
    assert client.get("/children/c000020").status_code == 404
