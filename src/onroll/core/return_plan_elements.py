"""What a plan to return to education is made of: its elements, and what is written down under each.

Source  domain, section 9; issue 4, point 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ElementCode = Literal["childs_account", "placement", "academic", "pastoral", "send", "practical", "family", "timetable", "contingency"]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to write down under an element."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Element:
    """One section of a plan, what it asks, and its parts."""

    code: ElementCode
    title: str
    asks: str
    parts: tuple[Part, ...] = ()


ELEMENTS: tuple[Element, ...] = (
    Element(
        "childs_account",
        "The child's own account",
        "In the child's words: what happened, what stands in the way, whom they trust",
        (
            Part("happened", "What happened, in the child’s words"),
            Part("barriers", "What stands in the way"),
            Part("trusted_adult", "An adult whom the child trusts"),
            Part("wishes", "What the child would like"),
        ),
    ),
    Element(
        "placement",
        "A place",
        "In-year admission, Fair Access Protocol, alternative provision or section 19",
        (Part("route", "Which way to a place"), Part("where", "School or provider"), Part("holds_up", "What could hold it up")),
    ),
    Element(
        "academic",
        "Learning",
        "Baseline, what was missed, catching up, entry for exams in Years 10 and 11",
        (
            Part("baseline", "Where the child stands now"),
            Part("missed", "What was missed"),
            Part("catching_up", "Tuition and catching up"),
            Part("exams", "Entry for exams (Years 10 and 11)"),
        ),
    ),
    Element(
        "pastoral",
        "Wellbeing and mental health",
        "Assess, plan, do, review; mental health support team, psychologist, medical needs",
        (
            Part("assess", "What was assessed: anxiety, safety, friendships"),
            Part("plan_and_do", "What is done, by whom"),
            Part("mental_health", "Mental health support team or educational psychologist"),
            Part("medical", "Medical needs"),
        ),
    ),
    Element(
        "send",
        "Special educational needs",
        "Review by the co-ordinator; whether to assess for a plan",
        (
            Part("review", "What the special needs co-ordinator found"),
            Part("assessment", "Whether an education, health and care needs assessment is asked for, and the decision"),
        ),
    ),
    Element(
        "practical",
        "Practical help",
        "Uniform, transport, meals, devices, caring for others",
        (
            Part("uniform", "Uniform and equipment"),
            Part("transport", "Transport"),
            Part("meals", "Meals"),
            Part("devices", "Devices and internet"),
            Part("caring", "Caring for others at home"),
        ),
    ),
    Element(
        "family",
        "The family",
        "Early help, housing, interpreters",
        (
            Part("early_help", "Early help"),
            Part("housing", "Housing"),
            Part("interpreter", "Interpreter, and in which language"),
            Part("does", "What the family does"),
        ),
    ),
    Element(
        "timetable",
        "Timetable",
        "Full time; else for how long, agreed by whom, and when it is reviewed",
        (Part("first_weeks", "How the first weeks look"),),
    ),
    Element(
        "contingency",
        "If it goes wrong",
        "What would reopen the plan, and what is then done",
        (Part("signs", "Signs that it is not working"), Part("then", "What is then done, and by whom")),
    ),
)
