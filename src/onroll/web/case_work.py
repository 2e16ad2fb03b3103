"""The things that are done in a case, one page each: what it asks, and the action that answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from onroll.casework.actions import assigning, case_moves, contacts, enquiries, plans, transfers
from onroll.casework.queries.case_page import CasePage, case_choices
from onroll.casework.queries.cases import officers_for
from onroll.casework.queries.names import known_authorities
from onroll.web.case_forms import Ask
from onroll.web.requests import PageRequest

YES_NO = {"yes": "Yes", "no": "No"}
Act = Callable[[PageRequest, int, Mapping[str, Any], int | None], object]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One thing to do.

    Shape  asks: the questions, by the case. tab: where it leads back to. overwrites: whether it needs the version that was seen.
    """

    heading: str
    asks: Callable[[PageRequest, CasePage], list[Ask]]
    act: Act
    done: str
    button: str = "Save"
    tab: str = "overview"
    explains: str = ""
    overwrites: bool = False


def why(label: str = "Why?", hint: str = "Kept in the case’s history.") -> Ask:
    """Return the question for a reason."""
    return Ask(name="because", label=label, kind="textarea", hint=hint, required=True, error="Say why")


def today_text(found: CasePage) -> str:
    """Return today as a date field shows it."""
    return f"{found.on.day}/{found.on.month}/{found.on.year}"


# -- contact: first, was the child seen? ------------------------------------------------------------------------------


SEEN = Ask(
    name="seen",
    label="Did a named professional see the child with their own eyes?",
    kind="radios",
    choices=YES_NO,
)


def _contact_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    seen = request.GET.get("seen", "")
    if seen == "yes":
        ways = {"in person": "In person", "at school": "At school"}
        return [
            Ask(name="how", label="Where was the child seen?", kind="radios", choices=ways, required=True, error="Choose where"),
            Ask(name="name", label="Name of the professional who saw the child", required=True),
            Ask(name="profession", label="Their profession", required=True),
            Ask(name="place", label="Place"),
            Ask(name="on", label="Day", kind="date", required=True, value=today_text(found), error="Enter the day"),
            Ask(name="note", label="What was said and seen", kind="textarea"),
        ]
    ways = {
        "telephone call": "Telephone call",
        "video call": "Video call",
        "message": "Message or letter",
        "in person": "Visit, child not seen",
        "told by somebody": "Somebody told us",
        "record": "An entry in a register",
    }
    return [
        Ask(name="how", label="How was the contact made?", kind="radios", choices=ways, required=True, error="Choose how"),
        Ask(name="on", label="Day", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(name="note", label="What was said", kind="textarea"),
    ]


def _contact(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return contacts.record_contact(
        case_id,
        by=request.viewer,
        on=said["on"],
        how=said["how"],
        child_seen=request.GET.get("seen") == "yes",
        name=said.get("name", ""),
        profession=said.get("profession", ""),
        place=said.get("place", ""),
        note=said["note"],
    )


# -- triage and escalation --------------------------------------------------------------------------------------------

FLAG_WORDS = {
    "child_protection_plan": "On a child protection plan",
    "looked_after": "Looked after by an authority",
    "child_in_need": "A child in need",
    "whole_family_gone": "The whole family has gone",
    "unborn_or_protected_in_family": "There is an unborn or protected child in the family",
}


def _triage_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    triggers = {
        code: words[:1].upper() + words[1:] for code, words in case_choices(request.viewer, found.case.pk, "triage")["triggers"].items()
    }
    return [
        Ask(name="flags", label="What else is known?", kind="checkboxes", choices=FLAG_WORDS, hint="Beyond what the registers say."),
        Ask(
            name="concerns",
            label="Is there any sign of these?",
            kind="checkboxes",
            choices=triggers,
            hint="Each leaves a task for today. Nobody can switch these off.",
        ),
        Ask(name="because", label="Anything to add", kind="textarea"),
    ]


def _triage(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    concerns = dict.fromkeys(said["concerns"], said["because"] or "Ticked at triage")
    return case_moves.triage_case(case_id, by=request.viewer, because=said["because"], flags=said["flags"], concerns=concerns)


def _task_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    open_tasks = {str(task.pk): f"{task.task} ({task.told})" for task in found.shown["tasks"] if task.answered_on is None}
    return [
        Ask(name="task", label="Which task?", kind="radios", choices=open_tasks, required=True, error="Choose the task"),
        Ask(name="name", label="Who answered?", required=True, hint="The name of the person."),
        Ask(name="decision", label="What did they decide?", kind="textarea", required=True),
    ]


def _task(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return case_moves.answer_task(int(said["task"]), by=request.viewer, name=said["name"], decision=said["decision"])


# -- moves ------------------------------------------------------------------------------------------------------------


def _locate_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [
        Ask(name="place", label="Where is the child?", required=True),
        Ask(name="source", label="Who says so?", required=True, hint="A person, an office or a register."),
        Ask(name="since", label="Since when?", kind="date", required=True, value=today_text(found), error="Enter the day"),
        why("How was the child found?"),
    ]


def _locate(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return case_moves.locate(
        case_id,
        by=request.viewer,
        because=said["because"],
        place=said["place"],
        source=said["source"],
        since=said["since"],
        seen_version=version,
    )


def _back_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [
        Ask(
            name="first_attended_on", label="First day of attendance", kind="date", required=True, error="Enter the first day of attendance"
        ),
        *(
            []
            if found.case.whereabouts_known
            else [
                Ask(name="place", label="Which school or provider?", required=True),
                Ask(name="source", label="Who says so?", required=True),
            ]
        ),
        why("Who confirmed it?"),
    ]


def _watch(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return case_moves.start_watching(
        case_id,
        by=request.viewer,
        because=said["because"],
        first_attended_on=said["first_attended_on"],
        place=said.get("place", ""),
        source=said.get("source", ""),
        seen_version=version,
    )


def _only_why(request: PageRequest, found: CasePage) -> list[Ask]:
    return [why()]


def _move(verb: str) -> Act:
    def act(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
        return case_moves.move_back(case_id, verb, by=request.viewer, because=said["because"], seen_version=version)

    return act


def _reopen(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return case_moves.reopen(case_id, by=request.viewer, because=said["because"])


# -- who, what next, notes --------------------------------------------------------------------------------------------


def _next_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [
        Ask(name="action", label="What is to be done next?", required=True, value=found.case.next_action),
        Ask(name="due_on", label="By when?", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(name="because", label="Anything to add", kind="textarea"),
    ]


def _next(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return assigning.set_next_step(
        case_id, by=request.viewer, because=said["because"], action=said["action"], due_on=said["due_on"], seen_version=version
    )


def _assign_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    people = officers_for(request.viewer)
    return [Ask(name="username", label="Who works on this case?", kind="radios", choices=people, required=True, error="Choose a person")]


def _assign(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return assigning.assign_case(case_id, by=request.viewer, username=said["username"], seen_version=version)


def _stage_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    open_stages = {duty.stage: f"{duty.title} (due {duty.due})" for duty in found.shown["duties"] if duty.stage != "triage"}
    return [
        Ask(name="stage", label="What was done?", kind="radios", choices=open_stages, required=True, error="Choose what was done"),
        why("What came of it?"),
    ]


def _stage(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return assigning.mark_stage_done(case_id, by=request.viewer, stage=said["stage"], because=said["because"])


def _note(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return contacts.write_note(case_id, by=request.viewer, text=said["text"])


# -- enquiries --------------------------------------------------------------------------------------------------------


def _enquiry_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    checks = case_choices(request.viewer, found.case.pk, "enquiry")["checks"]
    known = (
        "a brother or sister",
        "an agency that knows the family",
        "another place that was named",
        "a service family",
        "a sign of travel",
    )
    return [
        Ask(
            name="check_code", label="Whom to ask?", kind="select", choices=checks, required=True, value=request.GET.get("check", ""),
            error="Choose whom to ask",
        ),
        Ask(name="known", label="What is there to go on?", kind="checkboxes", choices={each: each.capitalize() for each in known}),
        Ask(
            name="because", label="Reason to go ahead early", kind="textarea",
            hint="Only where an earlier tier is not finished. It is kept with the enquiry.",
        ),
        Ask(name="authorisation", label="Authorisation", hint="Only for a repeated look at social media."),
    ]  # fmt: skip


def _enquiry(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    known = (*said["known"], "contact details", "a parent's name")
    return enquiries.start_enquiry(
        case_id, by=request.viewer, check_code=said["check_code"], because=said["because"], known=known, authorisation=said["authorisation"]
    )


def _answer_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    open_ones = {str(each["row"].pk): f"{each['row'].number}: {each['title']}" for each in found.shown["rows"] if not each["row"].outcome}
    outcomes = case_choices(request.viewer, found.case.pk, "answer")["outcomes"]
    return [
        Ask(
            name="enquiry", label="Which enquiry?", kind="radios", choices=open_ones, required=True, value=request.GET.get("enquiry", ""),
            error="Choose the enquiry",
        ),
        Ask(name="outcome", label="What came of it?", kind="radios", choices=outcomes, required=True, error="Choose what came of it"),
        Ask(name="answered_on", label="Day of the answer", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(name="answer", label="What was answered", kind="textarea"),
        Ask(name="evidence", label="Where is the evidence kept?", hint="Needed where the answer says where the child is."),
        Ask(name="place", label="Where is the child?", hint="Where the answer says so: the case is then located."),
        Ask(name="why_not", label="Why does the check not apply?", hint="Only for “Does not apply”."),
    ]  # fmt: skip


def _answer(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return enquiries.answer_enquiry(
        int(said["enquiry"]),
        by=request.viewer,
        outcome=said["outcome"],
        answered_on=said["answered_on"],
        evidence=said["evidence"],
        why_not=said["why_not"],
        answer=said["answer"],
        place=said["place"],
    )


# -- plan and observations --------------------------------------------------------------------------------------------


def _plan_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    choices = case_choices(request.viewer, found.case.pk, "plan")
    said = choices["plan"]
    written, place = said.get("elements", {}), said.get("place", {})
    asks = [
        Ask(name="lead", label="Who leads the plan?", required=True, value=said.get("lead", ""), error="Name who leads the plan"),
        Ask(name="key_adult", label="Key adult at the school or provider", value=said.get("key_adult", "")),
    ]
    asks += [
        Ask(name=f"element_{each.code}", label=each.title, kind="textarea", hint=each.asks, value=written.get(each.code, ""))
        for each in choices["elements"]
    ]
    asks += [
        Ask(
            name="child_not_asked_because", label="If the child has not been asked: why not?", value=said.get("child_not_asked_because", "")
        ),
        Ask(name="ask_child_on", label="If so: when will the child be asked?", kind="date", value=said.get("ask_child_on") or ""),
    ]
    steps = {"applied": "Applied for a place on", "offered": "Offered on", "accepted": "Accepted on"}
    asks += [Ask(name=f"place_{step}", label=label, kind="date", value=place.get(step) or "") for step, label in steps.items()]
    return [*asks, Ask(name="because", label="What changed, and why", kind="textarea", required=True, error="Say why")]


def _plan(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    plan = {
        "lead": said["lead"],
        "key_adult": said["key_adult"],
        "elements": {name.removeprefix("element_"): words for name, words in said.items() if name.startswith("element_")},
        "child_not_asked_because": said["child_not_asked_because"],
        "ask_child_on": said["ask_child_on"].isoformat() if said["ask_child_on"] else None,
        "place": {name.removeprefix("place_"): day.isoformat() for name, day in said.items() if name.startswith("place_") and day},
    }
    return plans.write_plan(case_id, by=request.viewer, because=said["because"], plan=plan, seen_version=version)


def _review_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [Ask(name="said", label="What did the review find?", kind="textarea", required=True, error="Say what the review found")]


def _review(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return plans.review_plan(case_id, by=request.viewer, because="", said=said["said"], seen_version=version)


def _observe_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    done = {row.week for row in found.shown["observations"]}
    weeks = {str(week): f"Week {week}" for week in (2, 4, 8, 12, 16, 20, 24) if week not in done}
    return [
        Ask(
            name="week",
            label="Which week?",
            kind="select",
            choices=weeks,
            required=True,
            value=next(iter(weeks), ""),
            error="Choose the week",
        ),
        Ask(name="on", label="Day", kind="date", required=True, value=today_text(found), error="Enter the day"),
        Ask(name="attended", label="Sessions attended since the last look", kind="number", required=True),
        Ask(name="possible", label="Sessions possible since the last look", kind="number", required=True),
        Ask(name="on_roll", label="Still on the roll?", kind="radios", choices=YES_NO, required=True, error="Say whether"),
        Ask(name="source", label="Who says so?", required=True),
    ]


def _observe(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return plans.record_observation(
        case_id,
        by=request.viewer,
        week=int(said["week"]),
        on=said["on"],
        sessions_attended=said["attended"],
        sessions_possible=said["possible"],
        on_roll=said["on_roll"] == "yes",
        source=said["source"],
    )


# -- transfers --------------------------------------------------------------------------------------------------------


def _offer_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    others = {code: name for code, name in known_authorities(request.viewer).items() if code != request.viewer.authority}
    proposal = found.shown["proposal"]
    return [
        Ask(
            name="to", label="Which authority should take the child over?", kind="select", choices=others, required=True,
            value=proposal.to_authority if proposal else "", error="Choose the authority",
        ),
        why("Why does the child belong there?", "The receiver reads this."),
    ]  # fmt: skip


def _return_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [
        Ask(
            name="reason",
            label="Why is the child returned?",
            kind="radios",
            choices=found.shown["reasons"],
            required=True,
            error="Choose why",
        ),
        why("What does your reason rest on?", "The sender reads this."),
    ]


def _accept_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    return [
        Ask(
            name="because",
            label="Anything to add",
            kind="textarea",
            hint="From then on your authority is responsible, and you own the case.",
        )
    ]


def _transfer(verb: str) -> Act:
    def act(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
        offer = request.GET.get("offer", "")
        return transfers.act_on_transfer(
            case_id,
            verb,
            by=request.viewer,
            because=said["because"],
            to=said.get("to", ""),
            offer=int(offer) if offer.isascii() and offer.isdigit() and len(offer) < 4 else 0,
            reason=said.get("reason", ""),
        )

    return act


FOR_RECEIVERS = frozenset({"accept", "return", "ask"})
PAGES: Mapping[str, Page] = {
    "contact": Page(heading="Record a contact", asks=_contact_asks, act=_contact, done="The contact is recorded."),
    "triage": Page(
        heading="Score the risk", asks=_triage_asks, act=_triage, done="The risk is scored.", button="Score and begin to enquire"
    ),
    "escalation": Page(heading="Record an answer to an escalation", asks=_task_asks, act=_task, done="The answer is recorded."),
    "locate": Page(
        heading="Record where the child is", asks=_locate_asks, act=_locate, done="The whereabouts are recorded.", overwrites=True
    ),
    "watch": Page(
        heading="The child is back in education",
        asks=_back_asks,
        act=_watch,
        done="The case now watches the return.",
        explains="The case stays open and watches for twelve weeks.",
        overwrites=True,
    ),
    "relapse": Page(heading="Record a relapse", asks=_only_why, act=_move("relapse"), done="The relapse is recorded.", overwrites=True),
    "lose-sight": Page(
        heading="The child has gone", asks=_only_why, act=_move("lose_sight"), done="The case enquires again.", overwrites=True
    ),
    "abandon-plan": Page(
        heading="Give up the return plan",
        asks=_only_why,
        act=_move("abandon_plan"),
        done="The plan is given up.",
        tab="plan",
        overwrites=True,
    ),
    "reopen": Page(heading="Open the case again", asks=_only_why, act=_reopen, done="The case is open again, with its history."),
    "next": Page(heading="What is next", asks=_next_asks, act=_next, done="The next action is set.", overwrites=True),
    "assign": Page(heading="Give the case to somebody", asks=_assign_asks, act=_assign, done="The case has an owner.", overwrites=True),
    "stage": Page(heading="Record what was done", asks=_stage_asks, act=_stage, done="It is recorded."),
    "note": Page(
        heading="Write a note",
        asks=lambda request, found: [Ask(name="text", label="Note", kind="textarea", required=True, error="Write something")],
        act=_note,
        done="The note is kept.",
        tab="notes",
    ),
    "enquiry": Page(
        heading="Start an enquiry", asks=_enquiry_asks, act=_enquiry, done="The enquiry is open.", button="Start", tab="enquiries"
    ),
    "answer": Page(heading="Record an answer", asks=_answer_asks, act=_answer, done="The answer is recorded.", tab="enquiries"),
    "plan": Page(heading="Return plan", asks=_plan_asks, act=_plan, done="The plan is kept.", tab="plan", overwrites=True),
    "review": Page(
        heading="Review the return plan", asks=_review_asks, act=_review, done="The review is kept.", tab="plan", overwrites=True
    ),
    "observe": Page(heading="Observe the attendance", asks=_observe_asks, act=_observe, done="The observation is kept.", tab="plan"),
    "offer": Page(
        heading="Offer to another authority",
        asks=_offer_asks,
        act=_transfer("offer"),
        done="The offer is made. You are responsible until it is accepted.",
        button="Make the offer",
        tab="transfers",
        explains="Below is exactly what the receiver will see. You stay responsible until they accept.",
    ),
    "ask": Page(heading="Ask the sender", asks=_only_why, act=_transfer("ask"), done="The question is sent.", tab="transfers"),
    "reply": Page(heading="Answer the question", asks=_only_why, act=_transfer("answer"), done="The answer is sent.", tab="transfers"),
    "accept": Page(
        heading="Accept responsibility",
        asks=_accept_asks,
        act=_transfer("accept"),
        done="You are responsible now.",
        button="Accept",
        tab="transfers",
    ),
    "return": Page(heading="Return the offer", asks=_return_asks, act=_transfer("return"), done="The offer is returned.", tab="transfers"),
    "withdraw": Page(
        heading="Withdraw the offer", asks=_only_why, act=_transfer("withdraw"), done="The offer is withdrawn.", tab="transfers"
    ),
}
