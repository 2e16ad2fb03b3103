"""Before children vanish: the addresses."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import prevention_files, transitions

MAY = Right.WATCH_TRANSITIONS
CHILD = "transitions/<str:transition>/<str:child_id>"

PAGES: list[URLPattern] = [
    page("transitions", transitions.lists, "transitions", to=MAY, with_purpose=True),
    page("transitions.csv", prevention_files.transitions, "transitions_csv", to=MAY, with_purpose=True),
    page("transitions/contacts.csv", prevention_files.contacts, "holiday_contacts_csv", to=MAY, with_purpose=True),
    page("transitions/outcomes.csv", prevention_files.came_of_contacts, "holiday_outcomes_csv", to=MAY, with_purpose=True),
    page("transitions/help.csv", prevention_files.practical_help, "practical_help_csv", to=MAY, with_purpose=True),
    page("transitions/families.csv", prevention_files.families, "family_alarms_csv", to=MAY, with_purpose=True),
    page("transitions/contacts", transitions.contacts, "holiday_contacts", to=MAY, with_purpose=True),
    page("transitions/contacts/<int:contact_id>", transitions.contact, "holiday_contact", to=MAY, with_purpose=True),
    page("transitions/outcomes", transitions.outcomes, "holiday_outcomes", to=MAY, with_purpose=True),
    page("transitions/families", transitions.families, "family_alarms", to=MAY, with_purpose=True),
    page(CHILD, transitions.child, "transition_child", to=MAY, with_purpose=True),
    page(f"{CHILD}/plan", transitions.plan, "transition_plan", to=MAY, with_purpose=True),
    page(f"{CHILD}/help", transitions.offer, "transition_help", to=MAY, with_purpose=True),
]
