"""The addresses of the auditor, of who asked about one's own children, and of one's own family."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import audit

PAGES: list[URLPattern] = [
    page("audit", audit.overview, "audit", to=Right.SEE_EVENTS),
    page("audit/check", audit.check, "audit_check", to=Right.SEE_EVENTS),
    page("audit/looks", audit.looks, "audit_looks", to=Right.SEE_EVENTS),
    page("audit/alerts", audit.alerts, "audit_alerts", to=Right.REVIEW_ALERTS),
    page("audit/alerts/<int:alert_id>", audit.alert, "audit_alert", to=Right.REVIEW_ALERTS),
    page("audit/anchors", audit.anchors, "audit_anchors", to=Right.SEE_EVENTS),
    page("audit/anchors/file.<str:form>", audit.anchors_file, "audit_anchors_file", to=Right.SEE_EVENTS),
    page("who-asked", audit.who_asked, "who_asked", to=Right.SEE_WHO_ASKED, with_purpose=True),
    page("own-family", audit.own_family, "own_family", to=Right.SEE_TODAY),
]
