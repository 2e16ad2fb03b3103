"""Who may open what: every address, every role, every relation; an address that is not in the table fails."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from onroll.casework.permissions import Right
from onroll.casework.purposes import CannotUsePurpose, purpose_for
from onroll.casework.queries.reading import CannotSee, require
from onroll.web.permission import BY_TOKEN, PUBLIC, SIGNED_IN
from support.case_people import viewer
from support.made_up_run import CANARY
from support.people import PEOPLE, client_of
from support.responses import assert_private, text_of

CHILDREN = {"officer", "manager", "data_team", "link_reviewer"}
FINDERS = CHILDREN | {"school", "agency"}
CASEWORKERS = {"officer", "manager"}
ROWS = {"officer", "manager", "data_team"}
REVIEWERS = {"officer", "manager", "link_reviewer"}
DATA = {"officer", "manager", "data_team", "auditor"}
EVERYBODY = {role for role, _, _ in PEOPLE.values()}
NOBODY: set[str] = set()

OPEN_TO: dict[str, set[str] | str] = {
    "every_child": {"officer", "manager", "data_team", "analyst"},
    "figures": {"officer", "manager", "data_team", "analyst"},
    "dashboard": {"officer", "manager", "data_team", "analyst"},
    "flow": {"officer", "manager", "data_team", "analyst"},
    "forecast": {"manager"},
    "waterfall": {"officer", "manager", "data_team", "analyst"},
    "any_time": {"officer", "manager", "data_team", "analyst"},
    "definitions": {"officer", "manager", "data_team", "analyst"},
    "revisions": {"officer", "manager", "data_team", "analyst"},
    "since_last_term": {"officer", "manager", "data_team", "analyst"},
    "figure_children": {"officer", "manager", "data_team", "link_reviewer"},
    "comparison": {"officer", "manager", "data_team", "analyst"},
    "school_signals": {"officer", "manager", "data_team", "analyst"},
    "unrolled": {"officer", "manager", "data_team", "analyst"},
    "unrolled_report": {"officer", "manager", "data_team", "analyst"},
    "sign_in": PUBLIC,
    "how_onroll_decides": PUBLIC,
    "accessibility": PUBLIC,
    "privacy": PUBLIC,
    "metrics": PUBLIC,  # to this machine itself, as here; what it says to others is in test_metrics
    "ready": PUBLIC,
    "alive": PUBLIC,
    "sign_in_code": PUBLIC,
    "single_sign_on": PUBLIC,
    "single_sign_on_back": PUBLIC,
    "second_factor": PUBLIC,
    "invitation": PUBLIC,
    "people": {"administrator"},
    "person_new": {"administrator"},
    "identities": {"administrator"},
    "person": {"administrator"},
    "person_do": {"administrator"},
    "organisations": {"administrator"},
    "access_review": {"manager", "administrator"},
    "agreements": EVERYBODY,
    "glass": CASEWORKERS,
    "glass_reviews": {"manager", "auditor"},
    "not_shared": CASEWORKERS,
    "not_shared_new": CASEWORKERS,
    "child_numbers": CASEWORKERS,
    "account": SIGNED_IN,
    "recovery_codes": SIGNED_IN,
    "password": SIGNED_IN,
    "sign_out": SIGNED_IN,
    "today": EVERYBODY,
    "purpose": FINDERS,
    "findings": CHILDREN,
    "findings_csv": {"officer", "manager", "data_team"},
    "child": FINDERS,
    "find": FINDERS,
    "cases": CASEWORKERS,
    "cases_assign": {"manager"},
    "transfers": CASEWORKERS,
    "case_split": CASEWORKERS,
    "split_propose": CASEWORKERS,
    "split_piece": CASEWORKERS,
    "case_claim": CASEWORKERS,
    "case_take": CASEWORKERS,
    "visit_prepare": CASEWORKERS,
    "case_print": CASEWORKERS,
    "cases_print": CASEWORKERS,
    "cases_bulk": CASEWORKERS,
    "filter_save": CASEWORKERS,
    "visits": CASEWORKERS,
    "visit": CASEWORKERS,
    "today_order": CASEWORKERS,
    "worklists": CASEWORKERS,
    "notices": CASEWORKERS,
    "messages": CASEWORKERS,
    "named_roles": {"manager"},
    "ending_sample": {"manager"},
    "status": DATA | {"administrator"},
    "private_screen": SIGNED_IN,
    "team": {"manager"},
    "case": CASEWORKERS,
    "case_tab": CASEWORKERS,
    "case_do": CASEWORKERS,
    "case_ending": CASEWORKERS,
    "case_second": CASEWORKERS,
    "leads_seen": CASEWORKERS,
    "leads_draw": CASEWORKERS,
    "open_case": CASEWORKERS,
    "letter_texts": CASEWORKERS,
    "letter_text": CASEWORKERS,
    "letter_text_edit": {"manager"},
    "letter_text_give_up": {"manager"},
    "service_referrals": CASEWORKERS,
    "letter_write": CASEWORKERS,
    "case_letter": CASEWORKERS,
    "case_letter_file": CASEWORKERS,
    "plan_paper": CASEWORKERS,
    "plan_paper_file": CASEWORKERS,
    "enquiry_board": CASEWORKERS,
    "enquiries_chase": CASEWORKERS,
    "chasing_round": CASEWORKERS,
    "chasing_letters_pdf": CASEWORKERS,
    "enquiry_answers": CASEWORKERS,
    "enquiry_answers_csv": CASEWORKERS,
    "enquiries_alike": CASEWORKERS,
    "broadcast_inbox": CASEWORKERS,
    "broadcast_asked": CASEWORKERS,
    "broadcast_send": CASEWORKERS,
    "broadcast_remind": CASEWORKERS,
    "broadcast_take_over": CASEWORKERS,
    "broadcast_withdraw": CASEWORKERS,
    "enquiry_bundle": CASEWORKERS,
    "enquiry_bundle_pdf": CASEWORKERS,
    "case_file_add": CASEWORKERS,
    "case_file": CASEWORKERS,
    "case_file_withdraw": CASEWORKERS,
    "own_list": CASEWORKERS,
    "own_list_csv": CASEWORKERS,
    "referrals": CASEWORKERS | {"school", "agency"},
    "referral_new": CASEWORKERS | {"school", "agency"},
    "returns": CASEWORKERS | {"school"},
    "return": CASEWORKERS | {"school"},
    "return_new": {"school"},
    "own_roll": {"school"},
    "joint_enquiry": CASEWORKERS | {"school"},
    "joint_enquiry_new": {"school"},
    "transitions": CASEWORKERS,
    "transitions_csv": CASEWORKERS,
    "holiday_contacts_csv": CASEWORKERS,
    "holiday_outcomes_csv": CASEWORKERS,
    "practical_help_csv": CASEWORKERS,
    "family_alarms_csv": CASEWORKERS,
    "transition_child": CASEWORKERS,
    "transition_plan": CASEWORKERS,
    "transition_help": CASEWORKERS,
    "holiday_contacts": CASEWORKERS,
    "holiday_contact": CASEWORKERS,
    "holiday_outcomes": CASEWORKERS,
    "family_alarms": CASEWORKERS,
    "warning_signs": CASEWORKERS,
    "warning_sign_child": CASEWORKERS,
    "warning_signs_check": CASEWORKERS | {"data_team", "auditor", "administrator"},
    "warning_signs_switch": {"manager", "administrator"},
    "school_practice": {"manager"},
    "practice_pupils": {"manager"},
    "own_practice": {"school"},
    "agency_inbox": {"agency"},
    "agency_asked": {"agency"},
    "own_practice_pupils": {"school"},
    "contradictions": CASEWORKERS,
    "contradictions_csv": CASEWORKERS,
    "contradiction": CASEWORKERS,
    "contradictions_asked": {"officer", "manager", "data_team", "school", "agency"},
    "local_rules": {"manager"},
    "local_limit": {"manager"},
    "shielding": CASEWORKERS,
    "shield_mark": CASEWORKERS,
    "shield_child": CASEWORKERS,
    "pairs": REVIEWERS,
    "pair": REVIEWERS,
    "pair_choose": REVIEWERS,
    "pair_decisions": REVIEWERS,
    "pair_second": REVIEWERS,
    "pair_undo": REVIEWERS,
    "child_split": REVIEWERS,
    "sealed": CASEWORKERS,
    "sealed_new": CASEWORKERS,
    "sealed_lift": CASEWORKERS,
    "events": {"auditor"},
    "audit": {"auditor"},
    "audit_check": {"auditor"},
    "audit_looks": {"auditor"},
    "audit_alerts": {"auditor"},
    "audit_alert": {"auditor"},
    "audit_anchors": {"auditor"},
    "audit_anchors_file": {"auditor"},
    "retention": {"auditor", "administrator"},
    "retention_due": {"auditor", "administrator"},
    "retention_gone": {"auditor", "administrator"},
    "retention_hold": {"administrator"},
    "retention_lift": {"administrator"},
    "who_asked": {"officer", "manager", "data_team", "school", "agency"},
    "own_family": EVERYBODY,
    "corrections_asked": {"officer", "manager", "data_team", "school", "agency"},
    "families": PUBLIC,
    "families_in": PUBLIC,
    "family_requests": ROWS,
    "family_request_new": ROWS,
    "family_request": ROWS,
    "family_items": ROWS,
    "family_package": ROWS,
    "family_request_do": ROWS,
    "not_in_school": CASEWORKERS,
    "not_in_school_csv": CASEWORKERS,
    "not_in_school_entry": CASEWORKERS,
    "extracts": DATA,
    "extract": DATA,
    "extract_problems": ROWS,
    "extract_problems_csv": ROWS,
    "extract_send_back_csv": ROWS,
    "extract_send_back_xlsx": ROWS,
    "extract_changes": ROWS,
    "extract_quarantine": ROWS,
    "extract_release": {"data_team"},
    "extract_group": {"data_team"},
    "extract_let_in": {"data_team"},
    "extract_withdraw": {"data_team"},
    "late": DATA,
    "link_quality": {"manager", "data_team", "link_reviewer", "auditor"},
    "link_quality_report": {"manager", "data_team", "link_reviewer", "auditor"},
    "api_document": PUBLIC,
    "api_send_deletion": BY_TOKEN,
    "api_send_new_pupil": BY_TOKEN,
    "api_send_attendance": BY_TOKEN,
    "api_send_sickness": BY_TOKEN,
    "api_returns": BY_TOKEN,
    "api_find": BY_TOKEN,
    "api_fetch": BY_TOKEN,
    "api_answers": BY_TOKEN,
    "api_send_extract": BY_TOKEN,
    "api_extract": BY_TOKEN,
    "api_decide_extract": BY_TOKEN,
    "api_webhook_new": BY_TOKEN,
    "api_webhooks": BY_TOKEN,
    "api_webhook_end": BY_TOKEN,
    "webhooks": {"administrator"},
    "transfer_file": CASEWORKERS | {"school"},
    "machines": {"administrator"},
    "machine_new": {"administrator"},
    "machine_end": {"administrator"},
    "pupil_returns": CASEWORKERS | {"school"},
    "pupil_return": CASEWORKERS | {"school"},
    "pupil_return_new": {"school"},
    "upload": {"data_team"},
    "upload_job": {"data_team"},
    "upload_decide": {"data_team"},
    "upload_headings": {"data_team"},
    "upload_again": {"data_team"},
}
"""Address by name, and the roles whose duty it is part of."""

SAYS_WHY_NOT = {"transfer_file"}
"""No school with a number of its own has had the children of the made-up region, so that there is nobody to send a file from."""

FORMS_ONLY = {
    "cases_assign",
    "leads_draw",
    "leads_seen",
    "enquiries_chase",
    "enquiries_alike",
    "broadcast_remind",
    "case_take",
    "cases_bulk",
    "filter_save",
    "machine_end",
}
"""Addresses that only take a form; whoever just opens them is led to its page."""

OWN_EXTRACT, OTHER_EXTRACT = "school_roll-301-2026-01-10-000001", "school_roll-302-2026-01-10-000002"
ROWS_OF_AN_EXTRACT = {
    "extract_problems",
    "extract_problems_csv",
    "extract_send_back_csv",
    "extract_send_back_xlsx",
    "extract_changes",
    "extract_quarantine",
    "extract_release",
    "extract_let_in",
    "extract_withdraw",
}


def addresses() -> dict[str, URLPattern]:
    found = {}
    for part in get_resolver().url_patterns:
        for pattern in getattr(part, "url_patterns", [part]):
            found[pattern.name] = pattern
    return found


def address_of(name: str, extract: str = OWN_EXTRACT, child: str = "c000020") -> str:
    values = {
        "child": [child],
        "invitation": ["no-such-link"],
        "glass": [child],
        "not_shared_new": [child],
        "child_numbers": [child],
        "person": [1],
        "person_do": [1, "end"],
        "extract_changes": [extract, "same"],
        "extract_release": [extract, 204],
        "extract_group": [extract, "201-date_of_birth", "release"],
        "letter_text": ["parent_first", "en"],
        "letter_text_edit": ["parent_first", "en"],
        "letter_text_give_up": ["parent_first", "en"],
        "letter_write": [1, "parent_first"],
        "case_letter": [1, 1],
        "case_letter_file": [1, 1, "pdf"],
        "plan_paper": [1],
        "plan_paper_file": [1, "pdf"],
        "audit_alert": [1],
        "families_in": ["ar"],
        "family_request": [1],
        "family_items": [1],
        "family_package": [1],
        "family_request_do": [1, "answer"],
        "not_in_school_entry": [1],
        "audit_anchors_file": ["csv"],
        "retention_due": ["case"],
        "retention_lift": [1],
        "case": [1],
        "case_tab": [1, "plan"],
        "case_do": [1, "note"],
        "case_split": [1],
        "split_propose": [1],
        "split_piece": [1, 1],
        "case_claim": [1],
        "case_take": [1],
        "case_print": [1],
        "visit_prepare": [1],
        "visit": [1],
        "case_ending": [1],
        "case_second": [1],
        "leads_seen": [1],
        "leads_draw": [1],
        "open_case": [child],
        "transition_child": ["year_6_to_7", "c000004"],
        "transition_plan": ["year_6_to_7", "c000004"],
        "transition_help": ["year_6_to_7", "c000004"],
        "holiday_contact": [1],
        "warning_sign_child": ["c000060"],
        "contradiction": ["c000060", "0123456789abcdef"],
        "practice_pupils": ["100003", "unusual_ground"],
        "own_practice_pupils": ["unusual_ground"],
        "agency_asked": [1],
        "pair": ["c000020", "c000024"],
        "pair_second": [1],
        "pair_undo": [1],
        "child_split": [child],
        "sealed_lift": [1],
        "local_limit": ["home_visit"],
        "shield_mark": [1],
        "shield_child": [child],
        "return": [1],
        "pupil_return": [1],
        "pupil_return_new": ["new_pupil"],
        "own_roll": ["deletion"],
        "machine_end": [1],
        "api_fetch": [child],
        "api_extract": [1],
        "api_decide_extract": [1],
        "api_webhook_end": [1],
        "transfer_file": [child],
        "joint_enquiry": [1],
        "chasing_round": [1],
        "chasing_letters_pdf": [1],
        "broadcast_asked": [1],
        "broadcast_send": [1],
        "broadcast_remind": [1],
        "broadcast_take_over": [1, 1],
        "broadcast_withdraw": [1],
        "enquiry_bundle": [1],
        "enquiry_bundle_pdf": [1],
        "case_file_add": [1],
        "case_file": [1, 1],
        "case_file_withdraw": [1, 1],
        "upload_job": [1],
        "upload_decide": [1],
        "upload_headings": [1],
        "upload_again": [1],
    }
    if name in values:
        return reverse(name, args=values[name])
    return reverse(name, args=[extract] if name.startswith("extract_") or name == "extract" else [])


def test_every_address_is_in_the_table() -> None:
    assert set(addresses()) == set(OPEN_TO)


@pytest.mark.parametrize("name", sorted(OPEN_TO))
def test_every_address_declares_who_may_open_it_as_the_table_says(name: str) -> None:
    from onroll.casework.permissions import HOLDERS

    declared = addresses()[name].callback.open_to  # type: ignore[attr-defined]
    expected = OPEN_TO[name]
    if isinstance(expected, str):
        assert declared == expected
    else:
        assert isinstance(declared, Right)
        assert {role.value for role in HOLDERS[declared]} == expected


@pytest.mark.parametrize("username", sorted(PEOPLE))
def test_each_role_opens_its_pages_and_no_others_and_no_page_shows_where_a_shielded_child_is(
    username: str, people: object, region: object
) -> None:
    role = PEOPLE[username][0]
    client = client_of(username)
    for name, open_to in OPEN_TO.items():
        if name in ("sign_out", "private_screen"):
            continue
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address_of(name))
        status = response.status_code
        if open_to in (PUBLIC, SIGNED_IN):
            assert status == 200, name
        elif open_to == BY_TOKEN:
            assert status in (401, 405), name
        elif role not in open_to:
            assert status == 403, name
        else:
            may_be = (200, 302, 404) if name in FORMS_ONLY else (200, 404, 409) if name in SAYS_WHY_NOT else (200, 404)
            assert status in may_be, (name, status)
        assert CANARY not in text_of(response), name
        asking = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
        assert len(asking) <= 12, (name, asking)
        if name != "alive":
            assert_private(response)


def test_nobody_who_has_not_signed_in_opens_anything_but_the_public_pages(db: None, region: object) -> None:
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    for name, open_to in OPEN_TO.items():
        response = client.get(address_of(name))
        if open_to == PUBLIC:
            assert response.status_code == 200, name
        elif open_to == BY_TOKEN:
            assert response.status_code in (401, 405), name
        else:
            assert response.status_code == 302 and response["Location"].startswith("/sign-in?"), name


@pytest.mark.parametrize("username", sorted(PEOPLE))
@pytest.mark.parametrize(
    ("child", "lives_in", "shielded"),
    [("c000020", "301", False), ("c000021", "302", False), ("c000041", "302", True), ("c000161", "302", True), ("c999999", "", False)],
)
def test_relation_decides_what_of_a_child_is_told(
    username: str, child: str, lives_in: str, shielded: bool, people: object, region: object
) -> None:
    role, organisation, in_team = PEOPLE[username]
    response = client_of(username).get(reverse("child", args=[child]))
    if role not in FINDERS:
        assert response.status_code == 403
        return
    own = organisation == lives_in
    full = own and role in CHILDREN and (in_team or not shielded)
    exists = bool(lives_in) and not shielded
    assert response.status_code == (200 if full or exists else 404)
    text = response.content.decode()
    assert ("Timeline" in text) == full
    if not full:
        assert "born" not in text and "Made-up Street" not in text and CANARY not in text
    if response.status_code == 200 and not full:
        assert ("There is a record of this child" in text and "Ask Westborough" in text) or "Ask Eastshire" in text


@pytest.mark.parametrize("name", sorted(ROWS_OF_AN_EXTRACT))
def test_rows_of_anothers_extract_are_as_if_they_were_not_there(name: str, people: object, region: object) -> None:
    client = client_of("data-team")
    assert client.get(address_of(name, OWN_EXTRACT)).status_code == 200
    assert client.get(address_of(name, OTHER_EXTRACT)).status_code == 404
    assert client.get(address_of(name, "no-such-extract")).status_code == 404


def test_a_page_about_children_asks_for_the_purpose_first(people: object, region: object) -> None:
    client = client_of("officer", purpose=False)
    response = client.get("/findings?status=cme")
    assert response.status_code == 302
    assert response["Location"] == "/purpose?next=%2Ffindings%3Fstatus%3Dcme"
    assert client.post("/purpose", {"purpose": "cme_enquiry", "next": "/findings?status=cme"})["Location"] == "/findings?status=cme"
    assert client.get("/findings").status_code == 200


@pytest.mark.parametrize("purpose", ["immigration_enforcement", "benefit_recovery", "statistics", "data_quality", "curiosity", ""])
def test_refused_and_foreign_purposes_are_refused_with_the_reason(purpose: str, people: object, region: object) -> None:
    client = client_of("school", purpose=False)
    response = client.post("/purpose", {"purpose": purpose})
    assert response.status_code == 200 and b"There is a problem" in response.content
    assert client.get("/children/c000020").status_code == 302


def test_a_purpose_leads_on_to_our_own_pages_alone(people: object) -> None:
    response = client_of("officer", purpose=False).post("/purpose", {"purpose": "cme_enquiry", "next": "https://example.org/"})
    assert response["Location"] == "/"


def test_a_query_asks_for_the_purpose_itself_whoever_calls_it(people: Any) -> None:
    of_the_data_team = purpose_for("data_team", "data_quality")
    require(viewer("data-team"), Right.SEE_CHILDREN, of_the_data_team)
    for name in ("school", "agency"):
        with pytest.raises(CannotUsePurpose, match="not a purpose for your role"):
            require(viewer(name), Right.FIND_A_CHILD, of_the_data_team)
    with pytest.raises(CannotSee):
        require(viewer("school"), Right.SEE_CHILDREN, purpose_for("school", "cme_enquiry"))
