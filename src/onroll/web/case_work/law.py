"""Help that was offered, the steps towards an order that are decided, and second looks at weak endings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onroll.casework.actions import attendance_orders, rechecks
from onroll.casework.actions.attendance_orders import HELP, STEPS, StepCode
from onroll.casework.queries.case_page import CasePage, case_choices
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import YES_NO, Act, Page, today_text, why
from onroll.web.requests import PageRequest

DECIDED: Mapping[StepCode, tuple[str, str]] = {
    "satisfied": ("The parent has satisfied the authority", "What shows that the child is suitably educated?"),
    "not_satisfied": (
        "The authority is not satisfied",
        "What did the parent say, why does it not satisfy you, and why should the child go to school?",
    ),
    "school_consulted": ("A school was consulted", "Whom did you speak to, and what did they say?"),
    "parent_named_school": ("The parent asks for another school", "What did the parent ask for, and why?"),
    "amended": ("The order was amended", "Who asked for it, and why?"),
    "complied": ("The order is kept", "Who says that the child is registered, and attends?"),
    "revoked": ("The order was ended", "Why does the order end?"),
    "breach": ("The order is not kept", "What shows it, and what did you offer the family?"),
    "supervision_order_considered": ("An education supervision order was considered", "Who considered it, and what was decided?"),
    "prosecution_443": ("Section 443 was decided on", "Who decided, and why? Name the lawyer."),
}
"""Steps that are decided and not served: what each is called, and what it asks."""
NAMES_A_SCHOOL = frozenset(["school_consulted", "parent_named_school", "amended"])


def _help_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [
        Ask(name="what", label="What was offered?", kind="radios", choices=HELP, required=True, error="Choose what was offered"),
        Ask(name="words", label="In your words", kind="textarea", required=True, error="Say what was offered"),
        Ask(name="family_said", label="What did the family say?", kind="textarea", hint="The child too, if you spoke to them."),
        Ask(name="on", label="On which day?", kind="date", required=True, value=today_text(found), error="Enter the day"),
    ]


def _help(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return attendance_orders.offer_help(
        case_id, by=request.viewer, on=said["on"], what=said["what"], words=said["words"], family_said=said["family_said"]
    )


def _step_asks(step: StepCode, question: str) -> Callable[[PageRequest, CasePage], list[Ask]]:
    def asks(request: PageRequest, found: CasePage) -> list[Ask]:
        made = []
        if step in NAMES_A_SCHOOL:
            made.append(Ask(name="school", label="Which school?", required=True, error="Name the school"))
        if step == "not_satisfied":
            label = "Does the child’s education, health and care plan name a school?"
            made.append(Ask(name="has_plan", label=label, kind="radios", choices=YES_NO, value="no"))
        day = Ask(name="on", label="On which day?", kind="date", required=True, value=today_text(found), error="Enter the day")
        return [*made, day, why(question)]

    return asks


def _step(step: StepCode) -> Act:
    def act(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
        return attendance_orders.take_step(
            case_id,
            by=request.viewer,
            step=step,
            on=said["on"],
            because=said["because"],
            school=said.get("school", ""),
            has_plan=said.get("has_plan") == "yes",
        )

    return act


# -- second looks -----------------------------------------------------------------------------------------------------


def _recheck_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    standards = case_choices(request.viewer, found.case.pk, "ending")["standards"]
    kinds = {
        kind.code: f"{kind.words} ({kind.grade.words})"
        for standard in standards
        if standard.outcome.value == found.case.outcome
        for kind in standard.accepts
    }
    return [
        Ask(
            name="result", label="What did you find?", kind="radios", choices=rechecks.RESULTS, required=True, error="Choose what you found"
        ),
        Ask(name="kind", label="If there is new evidence: what shows it?", kind="radios", choices=kinds),
        Ask(name="dated_on", label="Day of the evidence", kind="date"),
        Ask(name="reference", label="Where is it kept?", hint="A file, or the row of a register."),
        why("Whom did you ask, and what did they say?"),
    ]


def _recheck(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    evidence = []
    if said["kind"]:
        day = said["dated_on"].isoformat() if said["dated_on"] else ""
        evidence = [{"kind": said["kind"], "dated_on": day, "reference": said["reference"]}]
    return rechecks.recheck_ending(
        case_id, by=request.viewer, result=said["result"], because=said["because"], evidence=evidence, seen_version=version
    )


PAGES: Mapping[str, Page] = {
    "help": Page(heading="Record help that was offered", asks=_help_asks, act=_help, done="It is recorded.", tab="orders"),
    **{
        f"order-{step}": Page(
            heading=heading,
            asks=_step_asks(step, question),
            act=_step(step),
            done="The step is kept.",
            tab="orders",
            explains=STEPS[step] + ".",
        )
        for step, (heading, question) in DECIDED.items()
    },
    "recheck": Page(
        heading="Look again at the ending",
        asks=_recheck_asks,
        act=_recheck,
        done="Your second look is kept.",
        explains="The case ended on somebody’s word. Ask again, and look for something that bears it out.",
        overwrites=True,
    ),
}
