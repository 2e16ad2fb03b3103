"""Who must know of what is late, who the named roles are, messages by post, what runs by itself, and the private screen."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.messages import choose_digest, name_role
from onroll.casework.permissions import Right
from onroll.casework.queries.my_settings import digest_of
from onroll.casework.queries.notices import NAMED_ROLES, ROLES, named_roles_of, notices_for
from onroll.casework.queries.status import status_for
from onroll.casework.refusals import CannotDoNow
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number, sliced
from onroll.web.requests import PageRequest
from onroll.web.templating import show
from onroll.web.views.sign_in import safe_onward


def notices(request: PageRequest) -> HttpResponse:
    """Show what is late, by the role that must know of it."""
    found = notices_for(request.viewer)
    usual = "team manager" if request.viewer.may(Right.SEE_TEAM) else "owner"
    role = request.GET.get("role", usual)
    role = role if role in ROLES else usual
    rows, page, pages = sliced(found.by_role[role], page_number(request))
    context = {
        "found": found,
        "role": role,
        "roles": ROLES,
        "rows": rows,
        "total": len(found.by_role[role]),
        "links": PageLinks(request, page, pages),
        "may_name": request.viewer.may(Right.SEE_TEAM),
        "named_roles": NAMED_ROLES,
    }
    return show(request, "notices.html", context)


def roles(request: PageRequest) -> HttpResponse:
    """Ask who the head of service and the director are."""
    error, told = "", request.POST.get("told", "")
    if request.method == "POST":
        try:
            name_role(by=request.viewer, told=told, name=request.POST.get("name", ""), email=request.POST.get("email", ""))
            tell(request, "It is recorded who that is.")
            return HttpResponseRedirect(reverse("named_roles"))
        except CannotDoNow as refused:
            error = str(refused)
    context = {"known": named_roles_of(request.viewer), "roles": {told: ROLES[told] for told in NAMED_ROLES}, "error": error, "told": told}
    return show(request, "named_roles.html", {**context, "typed": request.POST})


def messages(request: PageRequest) -> HttpResponse:
    """Ask how often somebody wants to be written to."""
    now, error = digest_of(request.viewer), ""
    often, email = request.POST.get("often", now.often), request.POST.get("email", now.email)
    if request.method == "POST":
        try:
            choose_digest(by=request.viewer, often="" if often == "never" else often, email=email)
            tell(request, "It is recorded how often you are written to.")
            return HttpResponseRedirect(reverse("messages"))
        except CannotDoNow as refused:
            error = str(refused)
    return show(request, "messages.html", {"often": often or "never", "email": email, "error": error, "last_sent_on": now.last_sent_on})


def status(request: PageRequest) -> HttpResponse:
    """Show what ran, what waits and what failed."""
    return show(request, "status.html", {"status": status_for(request.viewer)})


def private(request: PageRequest) -> HttpResponse:
    """Hide names on this screen, or show them again, until signing out."""
    if request.method == "POST":
        request.session["private"] = request.POST.get("hide") == "yes"
    return HttpResponseRedirect(safe_onward(request, request.POST.get("next") or "/"))
