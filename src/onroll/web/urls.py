"""The address of every page, and who may open it."""

from __future__ import annotations

from onroll.casework.permissions import Right
from onroll.web.permission import PUBLIC, SIGNED_IN, page
from onroll.web.views import (
    case_actions,
    cases,
    child,
    decisions,
    endings,
    events,
    extracts,
    find,
    findings,
    help_pages,
    probes,
    purpose,
    sign_in,
    today,
    upload,
)

urlpatterns = [
    page("", today.today, "today", to=Right.SEE_TODAY),
    page("sign-in", sign_in.sign_in, "sign_in", to=PUBLIC),
    page("sign-out", sign_in.sign_out, "sign_out", to=SIGNED_IN),
    page("purpose", purpose.choose, "purpose", to=Right.CHOOSE_PURPOSE),
    page("findings", findings.list_findings, "findings", to=Right.SEE_CHILDREN, with_purpose=True),
    page("findings.csv", findings.download, "findings_csv", to=Right.DOWNLOAD_FINDINGS, with_purpose=True),
    page("children/<str:child_id>", child.child, "child", to=Right.FIND_A_CHILD, with_purpose=True),
    page("find", find.find, "find", to=Right.FIND_A_CHILD, with_purpose=True),
    page("cases", cases.list_cases, "cases", to=Right.SEE_CASES, with_purpose=True),
    page("cases/assign", cases.assign, "cases_assign", to=Right.SEE_TEAM, with_purpose=True),
    page("team", cases.team, "team", to=Right.SEE_TEAM),
    page("cases/<int:case_id>", cases.one_case, "case", to=Right.SEE_CASES, with_purpose=True),
    page("cases/<int:case_id>/end", endings.end, "case_ending", to=Right.WORK_CASES, with_purpose=True),
    page("cases/<int:case_id>/second-officer", endings.second, "case_second", to=Right.WORK_CASES, with_purpose=True),
    page("cases/<int:case_id>/do/<str:what>", case_actions.do, "case_do", to=Right.WORK_CASES, with_purpose=True),
    page("cases/<int:case_id>/<str:tab>", cases.one_case, "case_tab", to=Right.SEE_CASES, with_purpose=True),
    page("children/<str:child_id>/open-case", case_actions.open_one, "open_case", to=Right.WORK_CASES, with_purpose=True),
    page("events", events.list_events, "events", to=Right.SEE_EVENTS),
    page("extracts", extracts.list_extracts, "extracts", to=Right.SEE_EXTRACTS),
    page("extracts/<str:extract_id>", extracts.one_extract, "extract", to=Right.SEE_EXTRACTS),
    page("extracts/<str:extract_id>/problems", extracts.problems, "extract_problems", to=Right.SEE_ROWS, with_purpose=True),
    page("extracts/<str:extract_id>/problems.csv", extracts.problems_csv, "extract_problems_csv", to=Right.SEE_ROWS, with_purpose=True),
    page("extracts/<str:extract_id>/to-correct.csv", extracts.send_back_csv, "extract_send_back_csv", to=Right.SEE_ROWS, with_purpose=True),
    page(
        "extracts/<str:extract_id>/to-correct.xlsx", extracts.send_back_xlsx, "extract_send_back_xlsx", to=Right.SEE_ROWS, with_purpose=True
    ),
    page("extracts/<str:extract_id>/changes/<str:kind>", extracts.changes, "extract_changes", to=Right.SEE_ROWS, with_purpose=True),
    page("extracts/<str:extract_id>/quarantine", extracts.quarantine, "extract_quarantine", to=Right.SEE_ROWS, with_purpose=True),
    page("extracts/<str:extract_id>/quarantine/<int:line>/release", decisions.release, "extract_release", to=Right.DECIDE_EXTRACTS),
    page("extracts/<str:extract_id>/let-in", decisions.let_in, "extract_let_in", to=Right.DECIDE_EXTRACTS),
    page("extracts/<str:extract_id>/withdraw", decisions.withdraw, "extract_withdraw", to=Right.DECIDE_EXTRACTS),
    page("upload", upload.choose, "upload", to=Right.DECIDE_EXTRACTS),
    page("upload/<int:job_id>", upload.job, "upload_job", to=Right.DECIDE_EXTRACTS),
    page("upload/<int:job_id>/decide", upload.decide, "upload_decide", to=Right.DECIDE_EXTRACTS),
    page("late", extracts.late, "late", to=Right.SEE_EXTRACTS),
    page("help/how-onroll-decides", help_pages.how_onroll_decides, "how_onroll_decides", to=PUBLIC),
    page("accessibility", help_pages.accessibility, "accessibility", to=PUBLIC),
    page("privacy", help_pages.privacy, "privacy", to=PUBLIC),
    page("readyz", probes.ready, "ready", to=PUBLIC),
    page("healthz", probes.alive, "alive", to=PUBLIC),
]
