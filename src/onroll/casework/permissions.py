"""What each role may do. Whether it may be done to a given child is decided by relation, in `relations`."""

from __future__ import annotations

from enum import StrEnum

from onroll.accounts.roles import Role


class Right(StrEnum):
    """One kind of thing that a page lets somebody do."""

    SEE_TODAY = "see_today"
    SEE_CHILDREN = "see_children"
    FIND_A_CHILD = "find_a_child"
    DOWNLOAD_FINDINGS = "download_findings"
    SEE_EXTRACTS = "see_extracts"
    SEE_ROWS = "see_rows"
    DECIDE_EXTRACTS = "decide_extracts"
    SEE_EVENTS = "see_events"
    CHOOSE_PURPOSE = "choose_purpose"
    SEE_CASES = "see_cases"
    WORK_CASES = "work_cases"
    SEE_TEAM = "see_team"
    SET_LOCAL_RULES = "set_local_rules"
    SHIELD_CHILDREN = "shield_children"
    SEE_LETTERS = "see_letters"
    EDIT_LETTERS = "edit_letters"
    SEE_RESTRICTED = "see_restricted"
    SEE_STATUS = "see_status"
    SEE_LINK_QUALITY = "see_link_quality"
    REFER = "refer"
    SEE_OWN_LIST = "see_own_list"
    SEND_RETURNS = "send_returns"
    SEE_RETURNS = "see_returns"
    REVIEW_LINKS = "review_links"
    KEEP_SEALED = "keep_sealed"
    SEE_FIGURES = "see_figures"
    WATCH_TRANSITIONS = "watch_transitions"
    SETTLE_CONTRADICTIONS = "settle_contradictions"
    SEE_WARNING_SIGNS = "see_warning_signs"
    CHECK_WARNING_SIGNS = "check_warning_signs"
    SWITCH_WARNING_SIGNS = "switch_warning_signs"
    ANSWER_PRACTICE = "answer_practice"
    ANSWER_ENQUIRIES = "answer_enquiries"
    SEE_PRACTICE = "see_practice"
    REVIEW_ALERTS = "review_alerts"
    SEE_WHO_ASKED = "see_who_asked"
    HANDLE_FAMILY_REQUESTS = "handle_family_requests"
    KEEP_NOT_IN_SCHOOL = "keep_not_in_school"
    MANAGE_PEOPLE = "manage_people"
    REVIEW_ACCESS = "review_access"
    BREAK_GLASS = "break_glass"
    REVIEW_GLASS = "review_glass"
    SEE_AGREEMENTS = "see_agreements"
    MAKE_TRANSFER_FILES = "make_transfer_files"
    SEE_RETENTION = "see_retention"
    HOLD_RECORDS = "hold_records"


_CHILDREN = {Role.OFFICER, Role.MANAGER, Role.DATA_TEAM, Role.LINK_REVIEWER}

HOLDERS: dict[Right, frozenset[Role]] = {
    Right.SEE_TODAY: frozenset(Role),
    Right.CHOOSE_PURPOSE: frozenset(_CHILDREN | {Role.SCHOOL, Role.AGENCY}),
    Right.SEE_CHILDREN: frozenset(_CHILDREN),
    Right.FIND_A_CHILD: frozenset(_CHILDREN | {Role.SCHOOL, Role.AGENCY}),
    Right.DOWNLOAD_FINDINGS: frozenset({Role.OFFICER, Role.MANAGER, Role.DATA_TEAM}),
    Right.SEE_EXTRACTS: frozenset({Role.OFFICER, Role.MANAGER, Role.DATA_TEAM, Role.AUDITOR}),
    Right.SEE_ROWS: frozenset({Role.OFFICER, Role.MANAGER, Role.DATA_TEAM}),
    Right.DECIDE_EXTRACTS: frozenset({Role.DATA_TEAM}),
    Right.SEE_EVENTS: frozenset({Role.AUDITOR}),
    Right.SEE_CASES: frozenset({Role.OFFICER, Role.MANAGER}),
    Right.WORK_CASES: frozenset({Role.OFFICER, Role.MANAGER}),
    Right.SEE_TEAM: frozenset({Role.MANAGER}),
    Right.SET_LOCAL_RULES: frozenset({Role.MANAGER}),
    Right.SHIELD_CHILDREN: frozenset({Role.OFFICER, Role.MANAGER}),
    Right.SEE_LETTERS: frozenset({Role.OFFICER, Role.MANAGER}),
    Right.EDIT_LETTERS: frozenset({Role.MANAGER}),
    Right.SEE_RESTRICTED: frozenset({Role.MANAGER}),
    Right.SEE_STATUS: frozenset({Role.OFFICER, Role.MANAGER, Role.DATA_TEAM, Role.AUDITOR, Role.ADMINISTRATOR}),
    Right.SEE_LINK_QUALITY: frozenset({Role.MANAGER, Role.DATA_TEAM, Role.LINK_REVIEWER, Role.AUDITOR}),
    Right.REFER: frozenset({Role.OFFICER, Role.MANAGER, Role.SCHOOL, Role.AGENCY}),
    Right.SEE_OWN_LIST: frozenset({Role.OFFICER, Role.MANAGER}),
    Right.SEND_RETURNS: frozenset({Role.SCHOOL}),
    Right.ANSWER_PRACTICE: frozenset({Role.SCHOOL}),
    Right.ANSWER_ENQUIRIES: frozenset({Role.AGENCY}),
    Right.SEE_PRACTICE: frozenset({Role.MANAGER}),
    Right.SEE_RETURNS: frozenset({Role.OFFICER, Role.MANAGER, Role.SCHOOL}),
    Right.REVIEW_LINKS: frozenset({Role.OFFICER, Role.MANAGER, Role.LINK_REVIEWER}),
    Right.KEEP_SEALED: frozenset({Role.OFFICER, Role.MANAGER}),
    Right.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Right.REVIEW_ACCESS: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    Right.BREAK_GLASS: frozenset({Role.OFFICER, Role.MANAGER}),
    Right.REVIEW_GLASS: frozenset({Role.MANAGER, Role.AUDITOR}),
    Right.SEE_AGREEMENTS: frozenset(Role),
    Right.MAKE_TRANSFER_FILES: frozenset({Role.OFFICER, Role.MANAGER, Role.SCHOOL}),
    Right.SEE_RETENTION: frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
    Right.HOLD_RECORDS: frozenset({Role.ADMINISTRATOR}),
    Right.SEE_FIGURES: frozenset({Role.OFFICER, Role.MANAGER, Role.DATA_TEAM, Role.ANALYST}),
    Right.REVIEW_ALERTS: frozenset({Role.AUDITOR}),
    Right.SEE_WHO_ASKED: frozenset({Role.OFFICER, Role.MANAGER, Role.DATA_TEAM, Role.SCHOOL, Role.AGENCY}),
    Right.HANDLE_FAMILY_REQUESTS: frozenset({Role.OFFICER, Role.MANAGER, Role.DATA_TEAM}),
    Right.KEEP_NOT_IN_SCHOOL: frozenset({Role.OFFICER, Role.MANAGER}),
    Right.WATCH_TRANSITIONS: frozenset({Role.OFFICER, Role.MANAGER}),
    Right.SETTLE_CONTRADICTIONS: frozenset({Role.OFFICER, Role.MANAGER}),
    Right.SEE_WARNING_SIGNS: frozenset({Role.OFFICER, Role.MANAGER}),
    Right.CHECK_WARNING_SIGNS: frozenset({Role.OFFICER, Role.MANAGER, Role.DATA_TEAM, Role.AUDITOR, Role.ADMINISTRATOR}),
    Right.SWITCH_WARNING_SIGNS: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
}


def has_right(role: str, right: Right) -> bool:
    """Whether somebody in that role may do that at all."""
    return role in {holder.value for holder in HOLDERS[right]}
