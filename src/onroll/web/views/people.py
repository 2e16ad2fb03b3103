"""The administrator's pages: accounts, organisations and their teams, and whose an outside identity is."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions import people
from onroll.casework.queries.people import (
    KINDS,
    ROLES,
    PersonPage,
    organisation_choices,
    organisations_for,
    people_for,
    person_page,
    team_choices,
    unmatched_identities,
)
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.notices import tell
from onroll.web.requests import PageRequest, number_in
from onroll.web.templating import show
from onroll.web.words import ACCOUNT_EVENTS

IN_TEAM = {"yes": "May know of the shielded children of the authority"}
LOST = {"telephone": "The telephone and the recovery codes are lost too: forget the second factor"}


def list_people(request: PageRequest) -> HttpResponse:
    """Show the accounts."""
    words, role, ended = request.GET.get("words", ""), request.GET.get("role", ""), request.GET.get("ended") == "yes"
    found = people_for(request.viewer, words=words, role=role, ended=ended)
    waiting = len(unmatched_identities(request.viewer))
    context = {"found": found, "roles": ROLES, "said": words, "role": role, "ended": ended, "waiting": waiting}
    return show(request, "people.html", context)


def new(request: PageRequest) -> HttpResponse:
    """Invite somebody."""
    asks = [
        Ask(name="full_name", label="Name", required=True, error="Enter the person’s name"),
        Ask(name="username", label="Username", hint="For example, their e-mail address at work.", required=True, error="Enter a username"),
        Ask(name="email", label="E-mail address, for messages"),
        *_place_asks(request),
    ]
    form = read(asks, request.POST) if request.method == "POST" else Answers({ask.name: ask.value for ask in asks}, {}, {})
    if request.method == "POST" and not form.errors:
        values = form.values
        try:
            user, token = people.invite_person(
                by=request.viewer,
                username=values["username"],
                full_name=values["full_name"],
                email=values["email"],
                organisation_id=int(values["organisation"]),
                role=values["role"],
                team_id=int(values["team"]) if values["team"] else None,
                shielded="yes" in values["shielded"],
            )
            return _link_page(request, user.pk, user.full_name, token)
        except CannotDoNow as refused:
            form.errors["username"] = [str(refused)]
    return show(request, "person_form.html", {"asks": asks, "form": form, "heading": "Invite somebody", "button": "Make the account"})


def person(request: PageRequest, user_id: int) -> HttpResponse:
    """Show one account."""
    return show(request, "person.html", {"found": person_page(request.viewer, user_id), "kinds": ACCOUNT_EVENTS})


def do(request: PageRequest, user_id: int, what: str) -> HttpResponse:
    """Change an account, end it, make a new link, or part it from an outside identity."""
    found = person_page(request.viewer, user_id)
    if what not in HEADINGS:
        raise Http404
    asks = _asks_of(request, found, what)
    form = read(asks, request.POST) if request.method == "POST" else Answers({ask.name: ask.value for ask in asks}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            return _done(request, found, what, form)
        except CannotDoNow as refused:
            form.errors["because"] = [str(refused)]
    heading, button = HEADINGS[what]
    return show(
        request, "person_form.html", {"asks": asks, "form": form, "heading": heading, "button": button, "found": found, "what": what}
    )


def identities(request: PageRequest) -> HttpResponse:
    """Say whose account an outside identity is."""
    asks = [
        Ask(name="username", label="Username of the account", required=True, error="Enter the username"),
        Ask(name="because", label="How do you know that it is this person?", kind="textarea", required=True, error="Say how you know"),
    ]
    form, number = Answers({}, {}, {}), number_in(request.POST.get("identity") or request.GET.get("identity", ""))
    if request.method == "POST" and number:
        form = read(asks, request.POST)
        if not form.errors:
            try:
                user = people.match_identity(number, by=request.viewer, **form.values)
                tell(request, f"Identity {number} is {user.username} from now on.")
                return HttpResponseRedirect(reverse("identities"))
            except CannotDoNow as refused:
                form.errors["username"] = [str(refused)]
    found = unmatched_identities(request.viewer)
    return show(request, "identities.html", {"found": found, "asks": asks, "form": form, "number": number})


def organisations(request: PageRequest) -> HttpResponse:
    """Show organisations and their teams; add either."""
    asks, form = _organisation_asks(), Answers({}, {}, {})
    error, at = "", number_in(request.POST.get("organisation", ""))
    if request.method == "POST":
        try:
            if at:
                people.make_team(at, by=request.viewer, name=request.POST.get("team", ""))
                tell(request, "The team is added.")
                return HttpResponseRedirect(reverse("organisations"))
            form = read(asks, request.POST)
            if not form.errors:
                people.make_organisation(by=request.viewer, **form.values)
                tell(request, "The organisation is added.")
                return HttpResponseRedirect(reverse("organisations"))
        except CannotDoNow as refused:
            if at:
                error = str(refused)
            else:
                form.errors["code"] = [str(refused)]
    context = {"found": organisations_for(request.viewer), "asks": asks, "form": form, "error": error, "at": at}
    return show(request, "organisations.html", context)


HEADINGS = {
    "change": ("Change what this account may do", "Change it"),
    "end": ("End this account’s access", "End it now"),
    "link": ("Make a new link", "Make the link"),
    "part": ("Part this account from single sign-on", "Part them"),
}


def _done(request: PageRequest, found: PersonPage, what: str, form: Answers) -> HttpResponse:
    user, values = found.user, form.values
    if what == "change":
        people.change_person(
            user.pk,
            by=request.viewer,
            organisation_id=int(values["organisation"]),
            role=values["role"],
            team_id=int(values["team"]) if values["team"] else None,
            shielded="yes" in values["shielded"],
            because=values["because"],
        )
        tell(request, "The account is changed. Its person signs in anew.")
    elif what == "end":
        _, left = people.end_access(user.pk, by=request.viewer, because=values["because"])
        tell(request, f"The account opens nothing any more. {left} open cases went to a queue.")
    elif what == "part":
        for identity in found.identities:
            people.part_identity(identity.pk, by=request.viewer, because=values["because"])
        tell(request, "The account is parted from single sign-on.")
    else:
        token = people.new_link(user.pk, by=request.viewer, second_factor_too="telephone" in values["lost"], because=values["because"])
        return _link_page(request, user.pk, user.full_name, token)
    return HttpResponseRedirect(reverse("person", args=[user.pk]))


def _link_page(request: PageRequest, user_id: int, name: str, token: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("invitation", args=[token]))
    return show(request, "person_link.html", {"user_id": user_id, "name": name, "address": address})


def _asks_of(request: PageRequest, found: PersonPage, what: str) -> Sequence[Ask]:
    because = Ask(name="because", label="Why?", kind="textarea", hint="Kept in the event log for good.", required=True, error="Say why")
    if what == "change":
        return [*_place_asks(request, found), because]
    if what == "link":
        return [Ask(name="lost", label="What is lost?", kind="checkboxes", choices=LOST), because]
    return [because]


def _place_asks(request: PageRequest, found: PersonPage | None = None) -> list[Ask]:
    user = found.user if found else None
    return [
        Ask(
            name="organisation",
            label="Organisation",
            kind="select",
            choices=organisation_choices(request.viewer),
            required=True,
            error="Choose the organisation",
            value=str(user.organisation_id) if user else "",
        ),
        Ask(
            name="role",
            label="Role",
            kind="radios",
            choices=ROLES,
            required=True,
            error="Choose the role",
            hint="One person has one role; two duties are two accounts.",
            value=user.role if user else "",
        ),
        Ask(
            name="team",
            label="Team",
            kind="select",
            choices=team_choices(request.viewer),
            hint="If they belong to one.",
            value=str(user.team_id or "") if user else "",
        ),
        Ask(
            name="shielded",
            label="Named team for shielded children",
            kind="checkboxes",
            choices=IN_TEAM,
            hint="As few people as possible.",
            value="yes" if user and user.in_shielded_team else "",
        ),
    ]


def _organisation_asks() -> list[Ask]:
    return [
        Ask(name="kind", label="What kind?", kind="radios", choices=KINDS, required=True, error="Choose what kind it is"),
        Ask(
            name="code",
            label="Code",
            hint="An authority’s three figures, a school’s URN, an agency’s short name in its extracts.",
            required=True,
            error="Enter the code",
        ),
        Ask(name="name", label="Name", required=True, error="Enter the name"),
        Ask(name="authority_code", label="Authority in which a school lies", hint="Three figures."),
    ]
