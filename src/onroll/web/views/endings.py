"""End a case: one thing per page, the answers checked at the end, and a second officer where the evidence is weak."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.case_book import CaseHasChanged
from onroll.casework.actions.endings import confirm_ending, propose_ending, refuse_ending
from onroll.casework.permissions import Right
from onroll.casework.queries.case_page import CasePage, case_choices, case_page, why_no_ending
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, day_of, read
from onroll.web.case_work.asking import by_the_records, written_day
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import day, show

KEPT = ("outcome", "kind", "dated_on", "reference", "file", "handed_to", "accepted_on", "other_case", "because")


def end(request: PageRequest, case_id: int) -> HttpResponse:
    """Ask for the reason, then for the evidence, then show the answers, then end the case or have a second officer look."""
    found = _open_case(request, case_id)
    choices = case_choices(request.viewer, case_id, "ending")
    said = {name: request.POST.get(name, "").strip() for name in KEPT}
    step = request.POST.get("step", "reason") if request.method == "POST" else ""
    if not step:
        return _page(request, found, "reason", asks=_reason_asks(choices), form=_proposed_reason(found), standards=choices["standards"])
    if step == "reason":
        return _after_reason(request, found, choices, said)
    standard = next((each for each in choices["standards"] if each.outcome.value == said["outcome"]), None)
    if standard is None:
        return _page(request, found, "reason", asks=_reason_asks(choices), errors={"outcome": ["Choose how the case ended"]})
    asks = _evidence_asks(standard, choices["files"])
    form = read(asks, request.POST)
    if not form.errors and not said["reference"] and not said["file"]:
        form.errors["reference"] = ["Say where it is kept, or choose a file of this case"]
    if step == "evidence" or form.errors:
        if form.errors:
            return _page(request, found, "evidence", asks=asks, kept={"outcome": said["outcome"]}, form=form, standard=standard)
        return _check(request, found, standard, said)
    return _send(request, found, standard, said)


def _after_reason(request: PageRequest, found: CasePage, choices: Mapping[str, Any], said: Mapping[str, str]) -> HttpResponse:
    asks = _reason_asks(choices)
    if said["outcome"] in choices["no_endings"]:
        return _page(request, found, "cannot", refusal=why_no_ending(request.viewer, said["outcome"]))
    form = read(asks, request.POST)
    if form.errors:
        return _page(request, found, "reason", asks=asks, form=form)
    standard = next(each for each in choices["standards"] if each.outcome.value == said["outcome"])
    asks = _evidence_asks(standard, choices["files"])
    form = _proposed_evidence(found, said["outcome"])
    return _page(request, found, "evidence", asks=asks, kept={"outcome": said["outcome"]}, form=form, standard=standard)


def _proposed_reason(found: CasePage) -> Answers:
    """What the records would answer to the first question: an officer may answer otherwise."""
    outcome, _ = by_the_records(found)
    return Answers({"outcome": outcome} if outcome else {}, {}, {})


def _proposed_evidence(found: CasePage, outcome: str) -> Answers:
    """The rows that bear the chosen ending out, where a run proposed just that one."""
    proposed, piece = by_the_records(found)
    if proposed != outcome or not piece:
        return Answers({}, {}, {})
    raw = {"kind": piece["kind"], "dated_on": written_day(piece["dated_on"]), "reference": piece["reference"]}
    return Answers(raw | {"because": piece.get("words", "")}, {}, {})


def _check(request: PageRequest, found: CasePage, standard: Any, said: Mapping[str, str], **more: Any) -> HttpResponse:
    kind = next(each for each in standard.accepts if each.code == said["kind"])
    answers = [
        ("Ending", standard.title),
        ("Evidence", f"{kind.words} ({kind.grade.words})"),
        ("Day of the evidence", day(day_of(said["dated_on"]))),
        ("Kept where", _kept_where(said)),
        *([("Handed to", said["handed_to"])] if said["handed_to"] else []),
        *([("Accepted on", day(day_of(said["accepted_on"])))] if said["accepted_on"] else []),
        *([("The case that goes on", said["other_case"])] if said["other_case"] else []),
        ("Why", said["because"]),
    ]
    return _page(request, found, "check", kept=said, answers=answers, weak=kind.grade.value == 1, restricts=standard.restricts, **more)


def _send(request: PageRequest, found: CasePage, standard: Any, said: Mapping[str, str]) -> HttpResponse:
    version = request.POST.get("version", "")
    evidence = [{"kind": said["kind"], "dated_on": (day_of(said["dated_on"]) or date.min).isoformat(), "reference": _kept_where(said)}]
    try:
        row = propose_ending(
            found.case.pk,
            by=request.viewer,
            because=said["because"],
            outcome=said["outcome"],
            evidence=evidence,
            handed_to=said["handed_to"],
            accepted_on=day_of(said["accepted_on"]),
            other_case_id=int(said["other_case"]) if said["other_case"] else None,
            seen_version=int(version) if version.isascii() and version.isdigit() else 0,
        )
    except CaseHasChanged as changed:
        again = _open_case(request, found.case.pk)
        return _check(request, again, standard, said, changes=changed.changes)
    except CannotDoNow as refused:
        return _check(request, found, standard, said, errors={"form": [str(refused)]})
    tell(request, "The case has ended." if row.decided else "The ending waits for a second officer.")
    if row.decided and standard.restricts and not request.viewer.may(Right.SEE_RESTRICTED):
        tell(request, "The case has ended. Its record is now for your manager and the named team alone.")
        return HttpResponseRedirect(reverse("cases"))
    return HttpResponseRedirect(reverse("case", args=[found.case.pk]))


def _kept_where(said: Mapping[str, str]) -> str:
    return "; ".join(each for each in (said["file"], said["reference"]) if each)


def second(request: PageRequest, case_id: int) -> HttpResponse:
    """Show an ending that waits to a second officer, who agrees or refuses."""
    found = _open_case(request, case_id)
    waits = found.shown["waits"]
    if waits is None:
        raise Http404
    standard = next(each for each in case_choices(request.viewer, case_id, "ending")["standards"] if each.outcome.value == waits.outcome)
    kinds = {each.code: each.words for each in standard.accepts}
    answers = [
        ("Ending", standard.title),
        ("Proposed by", f"{waits.proposed_by.full_name}, {day(waits.proposed_on)}"),
        ("Why", waits.because),
    ]
    answers += [("Evidence", f"{kinds.get(each['kind'], '')}, {day(each['dated_on'])}: {each['reference']}") for each in waits.evidence]
    asks = [
        Ask(
            name="because",
            label="What did you look at, and what do you say?",
            kind="textarea",
            required=True,
            error="Say what you looked at",
        )
    ]
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        act = confirm_ending if request.POST.get("choice") == "agree" else refuse_ending
        try:
            act(case_id, by=request.viewer, because=form.values["because"])
            tell(request, "The case has ended." if act is confirm_ending else "The ending is refused. The case goes on.")
            return HttpResponseRedirect(reverse("case", args=[case_id]))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    return _page(
        request, found, "second", asks=asks, form=form, answers=answers, buttons={"agree": "Agree: end the case", "refuse": "Refuse"}
    )


HEADINGS = {
    "reason": "How did the case end?",
    "evidence": "What is the evidence?",
    "check": "Check before you end the case",
    "cannot": "That cannot end a case",
    "second": "Do you agree with this ending?",
}


def _page(request: PageRequest, found: CasePage, step: str, **context: Any) -> HttpResponse:
    form = context.pop("form", None) or Answers({}, {}, {})
    form.errors.update(context.pop("errors", {}))
    asks = context.get("asks", ())
    standard = context.pop("standard", None)
    said = {
        "found": found,
        "case": found.case,
        "step": step,
        "heading": HEADINGS[step],
        "form": form,
        "kept": {},
        "first": asks[0].name if asks else "main-content",
        "version": found.case.version if context.get("changes") or not request.POST.get("version") else request.POST["version"],
        "buttons": {"go": "End the case" if step == "check" else "Continue"},
        "explains": [standard.title] if standard else [],
        "changes": (),
        **context,
    }
    return show(request, "case_ending.html", said, status=409 if context.get("changes") else 200)


def _open_case(request: PageRequest, case_id: int) -> CasePage:
    found = case_page(request.viewer, request.purpose, case_id, "overview")
    if found is None or found.as_receiver or not found.case.is_open:
        raise Http404
    return found


def _reason_asks(choices: Mapping[str, Any]) -> list[Ask]:
    reasons = {each.outcome.value: each.title for each in choices["standards"]}
    nothing = {code: words for code, words in choices["no_endings"].items() if code in ("not_found", "inconclusive")}
    return [
        Ask(name="outcome", label="Choose one", kind="radios", choices=reasons | nothing, required=True, error="Choose how the case ended")
    ]


def _evidence_asks(standard: Any, files: Mapping[str, str]) -> list[Ask]:
    kinds = {each.code: f"{each.words} ({each.grade.words})" for each in standard.accepts}
    asks = [
        Ask(name="kind", label="What shows it?", kind="radios", choices=kinds, required=True, error="Choose the evidence"),
        Ask(name="dated_on", label="Day of the evidence", kind="date", required=True, error="Enter the day of the evidence"),
    ]
    if files:
        asks.append(Ask(name="file", label="Which file of this case shows it?", kind="select", choices=files))
    hint = "Only where it is no file of this case." if files else "A file, or the row of a register."
    asks.append(Ask(name="reference", label="Where is it kept?", hint=hint))
    if standard.outcome.value == "duplicate":
        hint = "Its number. It is open, and carries the child from now on."
        asks.append(Ask(name="other_case", label="Which case goes on?", kind="number", hint=hint, required=True, error="Enter its number"))
    elif standard.hands_over:
        asks.append(
            Ask(name="handed_to", label="Who carries on?", hint=f"Name {standard.hands_over}.", required=True, error="Name who carries on")
        )
    if standard.must_accept:
        hint, error = "Until they have, the case stays open, and yours.", "Enter the day on which they accepted"
        asks.append(Ask(name="accepted_on", label="When did they accept?", kind="date", hint=hint, required=True, error=error))
    return [*asks, Ask(name="because", label="Why does the case end?", kind="textarea", required=True, error="Say why")]
