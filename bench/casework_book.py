"""Make a casebook of a country: `python bench/casework_book.py HOME [--open 50000] [--authorities 150] [--officers 500]`.

The children are a made-up run; their cases are opened as a run opens them, and then worked on in bulk: owners, states, enquiries,
contacts, plans, notes and history, as far as every constraint of the database lets them. Prints one line of JSON: what was made, and a
signed-in session with a purpose for each officer. Where the casebook is there already, it makes new sessions alone. DATABASE_URL
chooses PostgreSQL, as in production.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

FIRST_CODE = 201
BATCH = 2000
STATES = ("new", "new", "enquiring", "enquiring", "enquiring", "enquiring", "enquiring", "located", "returning", "watching")
CHECKS = ("LA_LOCAL", "GIAP_NPD", "COUNCIL_TAX_HOUSING", "HEALTH", "CSC_YJS")


def write_run(home: Path, open_cases: int, authorities: int, today: date) -> None:
    """Write a run in which four times as many children live as are missing; authorities differ in size, as they do."""
    from support.made_up_run import write_made_up_run

    code = f"({FIRST_CODE} + floor({authorities} * pow((((%s) * 7919) %% 10007) / 10007.0, 1.6)))::INTEGER::VARCHAR"
    number = "substr(child_id, 2)::INTEGER"
    la = code % number
    street, postcode = f"({number} // 3) || ' Made-up Street'", f"'ZZ' || (({number} // 3) % 97) || ' 1ZZ'"
    home_of = f"UPDATE child_summaries SET address_line_1 = {street}, postcode = {postcode}"
    write_made_up_run(
        home,
        children=4 * open_cases,
        missing_in=4,
        on=today,
        changes={
            "child_summaries": home_of + f" WHERE {number} % 40 <> 1",
            "residences": f"UPDATE residences SET la_code = {la}",
            "findings": f"UPDATE findings SET la_code = {la}",
            "timelines": f"UPDATE timelines SET la_code = {la} WHERE la_code IS NOT NULL",
        },
    )


def make_people(authorities: int, officers: int) -> list[Any]:
    """Make the authorities, and their officers; every fifth is a manager. Nobody has a password."""
    from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

    from onroll.accounts.models import Organisation, User

    codes = [str(FIRST_CODE + number) for number in range(authorities)]
    Organisation.objects.bulk_create(
        [Organisation(kind="authority", code=code, name=f"Made-up Authority {code}", authority_code=code) for code in codes],
        batch_size=BATCH,
    )
    known = {each.code: each for each in Organisation.objects.filter(kind="authority")}
    User.objects.bulk_create(
        [
            User(
                username=f"officer-{number}",
                full_name=f"Made-up Officer {number}",
                role="manager" if number % 5 == 0 else "officer",
                organisation=known[codes[number % authorities]],
                password=UNUSABLE_PASSWORD_PREFIX,
            )
            for number in range(officers)
        ],
        batch_size=BATCH,
    )
    return list(User.objects.filter(username__startswith="officer-").order_by("id"))


def work_on_all(people: Sequence[Any], today: date) -> dict[str, int]:
    """Give each case an owner or leave it in its queue, a state, and what goes with it."""
    from onroll.casework.models import Case, CaseChange, CaseState, Contact, Enquiry, Note, PlanVersion, Whereabouts

    at = datetime.now(UTC)
    by_authority: dict[str, list[Any]] = {}
    for person in people:
        by_authority.setdefault(person.organisation.code, []).append(person)
    rows: dict[Any, list[Any]] = {model: [] for model in (CaseState, CaseChange, Contact, Enquiry, Note, PlanVersion, Whereabouts)}
    cases = list(Case.objects.order_by("id"))
    for number, case in enumerate(cases):
        team = by_authority.get(case.authority) or list(people[:1])
        owner = team[number % len(team)]
        state = STATES[number % len(STATES)]
        case.owner = owner if number % 8 else None
        case.state, case.version = state, 6
        case.opened_on = today - timedelta(days=number * 37 % 500)
        case.known_from = case.opened_on
        case.due_on = today + timedelta(days=number * 13 % 30 - 10)
        case.level = ("standard", "raised", "standard", "high")[number % 4]
        case.last_seen_on = None if number % 3 else today - timedelta(days=number % 90)
        if state != "new":
            case.triaged_on = case.opened_on
            rows[Note].append(Note(case=case, text="Rang the school: nothing new. " * 4, at=at, by=owner.username, by_name=owner.full_name))
            rows[Contact].append(
                Contact(case=case, on=today, how="telephone call", child_seen=False, counts_as_seen=False, at=at, by=owner.username)
            )
            rows[Enquiry] += enquiries_of(case, owner, number, today)
        if state in ("located", "returning", "watching"):
            case.whereabouts_known = True
            rows[Whereabouts].append(Whereabouts(case=case, place="With an aunt", source="The aunt", since=today, at=at, by=owner.username))
        if state in ("returning", "watching"):
            case.has_plan = True
            rows[PlanVersion].append(
                PlanVersion(case=case, episode=1, plan=PLAN | {"agreed_on": today.isoformat()}, at=at, by=owner.username)
            )
        case.first_attended_on = today - timedelta(days=20) if state == "watching" else None
        rows[CaseState].append(CaseState(case=case, state=state, at=at, by=owner.username, because="Made up"))
        rows[CaseChange] += [
            CaseChange(case=case, version=version, at=at, on=today, by=owner.username, by_name=owner.full_name, authority=case.authority,
                       kind="case.note_written", words="Note", because="Rang the school: nothing new.")
            for version in range(2, 7)
        ]  # fmt: skip
    write_cases(cases)
    for model, made in rows.items():
        model.objects.bulk_create(made, batch_size=BATCH)
    return {model.__name__: len(made) for model, made in rows.items()}


def write_cases(cases: Sequence[Any]) -> None:
    """Write the changed cases, row by row in one statement: many times faster than Django's bulk_update."""
    from django.db import connection, transaction

    names = ("owner_id", "state", "version", "opened_on", "known_from", "due_on", "level", "last_seen_on", "triaged_on")
    names += ("whereabouts_known", "has_plan", "first_attended_on")
    sql = f"UPDATE casework_case SET {', '.join(f'{name} = %s' for name in names)} WHERE id = %s"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(sql, [[*(getattr(case, name) for name in names), case.pk] for case in cases])


PLAN = {"lead": "A. Lead", "key_adult": "K. Adult", "elements": {"childs_account": "I was afraid of the bus.", "practical": "A bus pass."}}


def enquiries_of(case: Any, owner: Any, number: int, today: date) -> list[Any]:
    """Return two enquiries that stand open or were answered."""
    from onroll.casework.models import Enquiry

    made = []
    for place in range(2):
        answered = (number + place) % 3 == 0
        asked_on = today - timedelta(days=number % 60)
        made.append(
            Enquiry(
                case=case, check_code=CHECKS[(number + place) % len(CHECKS)], asked_on=asked_on, asked_by=owner,
                lawful_basis="Education Act 1996, section 436A", due_on=asked_on + timedelta(days=10),
                outcome="no_trace" if answered else "", answered_on=today if answered else None,
                evidence="Letter" if answered else "",
            )
        )  # fmt: skip
    return made


def sessions_of(people: Iterable[Any]) -> list[dict[str, Any]]:
    """Return for each officer a signed-in session with a purpose."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from onroll.accounts.open_sessions import BEGAN, USED
    from onroll.casework.models import Case

    some: dict[str, list[int]] = {}
    for pk, authority in Case.objects.filter(shielded=False).order_by("id").values_list("pk", "authority"):
        some.setdefault(authority, []).append(pk)
    found = []
    for person in people:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session["purpose"] = "cme_enquiry"
        session[BEGAN] = session[USED] = int(time.time())  # a session that does not say when it began is over
        session.save()
        mine = some.get(person.organisation.code, [])[:: max(1, len(some.get(person.organisation.code, [])) // 40)]
        found.append({"cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}", "role": person.role, "cases": mine})
    return found


def pages_of_lists() -> dict[str, list[str]]:
    """Return every address without a number in it that each role may open, and every one about a case."""
    from django.urls import get_resolver

    from onroll.casework.permissions import Right, has_right
    from onroll.casework.queries.case_page import TABS
    from onroll.casework.queries.cases import LISTS
    from onroll.web.case_work import PAGES

    patterns = [pattern for part in get_resolver().url_patterns for pattern in getattr(part, "url_patterns", [part])]
    pages: dict[str, list[str]] = {"cases": [f"/cases/%d/{tab}".removesuffix("/overview") for tab in TABS], "forms": []}
    pages["forms"] = [f"/cases/%d/do/{what}" for what in PAGES]
    for role in ("officer", "manager"):
        pages[role] = [f"/cases?list={each}" for each in LISTS]
        for pattern in patterns:
            route, right = str(pattern.pattern), getattr(pattern.callback, "open_to", None)
            quiet = "<" in route or route.endswith((".csv", ".xlsx", ".pdf")) or pattern.name in ("cases_assign", "cases")
            if isinstance(right, Right) and has_right(role, right) and not quiet:
                pages[role].append(f"/{route}")
            elif isinstance(right, Right) and has_right(role, right) and route.startswith("cases/<int:case_id>/") and route.count("<") == 1:
                pages["cases"].append("/" + route.replace("<int:case_id>", "%d"))
    pages["cases"] = sorted(set(pages["cases"]))
    return pages


def main() -> None:
    """Make it, and say what was made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--open", type=int, default=50_000)
    parser.add_argument("--authorities", type=int, default=150)
    parser.add_argument("--officers", type=int, default=500)
    chosen = parser.parse_args()
    today = date.today()
    seconds: dict[str, float] = {}

    def timed(name: str, started: float) -> float:
        seconds[name] = round(time.monotonic() - started, 1)
        return time.monotonic()

    started = time.monotonic()
    if not (chosen.home / "index").exists():
        write_run(chosen.home, chosen.open, chosen.authorities, today)
    started = timed("run", started)
    from onroll.config.serve import set_up

    set_up(chosen.home)
    from onroll.accounts.models import User

    if people := list(User.objects.filter(username__startswith="officer-").order_by("id")):  # made before: new sessions are all it needs
        print(json.dumps({"made": "before", "pages": pages_of_lists(), "sessions": sessions_of(people)}))
        return
    people = make_people(chosen.authorities, chosen.officers)
    from onroll.casework.actions.take_in_findings import take_in_findings
    from onroll.casework.the_index import the_index

    run = the_index().current_run()
    assert run is not None
    started = timed("people", started)
    taken = take_in_findings(run)
    started = timed("cases opened", started)
    rows = work_on_all(people, today)
    started = timed("cases worked on", started)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sessions = sessions_of(people)
    made = {"opened": taken.opened, "rows": rows, "seconds": seconds, "vendor": connection.vendor}
    print(json.dumps({"made": made, "pages": pages_of_lists(), "sessions": sessions}))


if __name__ == "__main__":
    main()
