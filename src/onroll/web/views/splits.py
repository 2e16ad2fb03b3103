"""Work on one child that two authorities share: propose terms, answer them, do a piece of the work, end it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.split_pieces import report_piece
from onroll.casework.actions.transfers import act_on_transfer
from onroll.casework.queries.splits import PIECE_KINDS, PIECE_OUTCOMES, Piece, PieceRow, SplitPage, Terms, split_page
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Answers, Ask, read, typed_day
from onroll.web.case_work.asking import why
from onroll.web.notices import tell
from onroll.web.requests import PageRequest
from onroll.web.templating import show

ROWS = 6
READ_BY_THE_OTHER = "The other authority reads this."
NOT_TO_AGREE = "To agree you need not write anything."
USUAL_REVIEW = timedelta(weeks=6)
ANSWERS = {
    "agree": "You have agreed. The work is shared from today.",
    "decline": "The answer is no. The offer still waits.",
    "end": "The shared work has ended.",
}


def one_split(request: PageRequest, case_id: int) -> HttpResponse:
    """Show terms that wait or hold, and take the answer: agree, say no, end."""
    found = _found(request, case_id)
    asks = [why("Why does it end?", READ_BY_THE_OTHER) if found.split else why("Why?", f"{READ_BY_THE_OTHER} {NOT_TO_AGREE}")]
    form = Answers({}, {}, {})
    if request.method == "POST":
        verb = request.POST.get("do", "")
        if verb not in ANSWERS:
            raise Http404
        form.raw["because"] = request.POST.get("because", "")
        try:
            act_on_transfer(
                case_id,
                verb,
                by=request.viewer,
                because=form.raw["because"],
                offer=found.offer.number if found.offer else 0,
                proposal=_number(request.POST.get("proposal", "")),
            )
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
            found = _found(request, case_id)
        else:
            tell(request, ANSWERS[verb])
            still = split_page(request.viewer, request.purpose, case_id)
            return HttpResponseRedirect(reverse("case_split", args=[case_id]) if still else f"{reverse('transfers')}?board=shared")
    return show(request, "case_split.html", {"found": found, "case": found.case, "asks": asks, "form": form, **_words()})


def propose(request: PageRequest, case_id: int) -> HttpResponse:
    """Ask for the terms: who does what by when, who is responsible meanwhile and afterwards, and until when."""
    found = _found(request, case_id)
    offer = found.offer
    if offer is None or (found.proposal is None and request.viewer.authority != offer.to) or (found.proposal and not found.is_my_turn):
        return HttpResponseRedirect(reverse("case_split", args=[case_id]))
    top, rows = _asks(found)
    add = Ask(name="because", label="Anything to add?", kind="textarea", hint=READ_BY_THE_OTHER)
    asks = [*top, *(ask for row in rows for ask in row), add]
    form = read(asks, request.POST) if request.method == "POST" else Answers({ask.name: ask.value for ask in asks}, {}, {})
    if request.method == "POST" and not form.errors:
        terms = _terms(found, form)
        if terms is not None:
            try:
                act_on_transfer(
                    case_id,
                    "change" if found.proposal else "split",
                    by=request.viewer,
                    because=form.values["because"],
                    offer=offer.number,
                    terms=terms,
                    proposal=_number(request.POST.get("proposal", "")),
                )
                tell(request, "The terms are sent. The sender stays responsible until you have agreed, and the offer goes on waiting.")
                return HttpResponseRedirect(reverse("case_split", args=[case_id]))
            except CannotDoNow as refused:
                form.errors["form"] = [str(refused)]
    context = {"found": found, "case": found.case, "top": top, "rows": rows, "add": add, "form": form, **_words()}
    return show(request, "case_split_propose.html", context)


def piece(request: PageRequest, case_id: int, piece_id: int) -> HttpResponse:
    """Ask what came of a piece of the work."""
    found = _found(request, case_id)
    mine = next((each for each in found.pieces if each.pk == piece_id and each.authority == request.viewer.authority), None)
    if mine is None or mine.outcome:
        raise Http404
    asks = _report_asks(found, mine)
    form = read(asks, request.POST) if request.method == "POST" else Answers({ask.name: ask.value for ask in asks}, {}, {})
    if request.method == "POST" and not form.errors:
        said = form.values
        try:
            report_piece(
                piece_id,
                by=request.viewer,
                outcome=said["outcome"],
                report=said["report"],
                answer_outcome=said.get("answer_outcome", ""),
                answered_on=said.get("answered_on"),
                evidence=said.get("evidence", ""),
            )
            tell(request, "It is recorded what came of it.")
            return HttpResponseRedirect(reverse("case_split", args=[case_id]))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    context = {"found": found, "case": found.case, "piece": mine, "asks": asks, "form": form, **_words()}
    return show(request, "case_split_piece.html", context)


def _found(request: PageRequest, case_id: int) -> SplitPage:
    found = split_page(request.viewer, request.purpose, case_id)
    if found is None:
        raise Http404
    return found


def _words() -> dict[str, Any]:
    return {"kinds": PIECE_KINDS, "piece_outcomes": PIECE_OUTCOMES}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _asks(found: SplitPage) -> tuple[list[Ask], list[list[Ask]]]:
    """Return the questions about the whole, and those about each piece, filled in from the terms that are answered."""
    both = {code: found.authorities.get(code, code) for code in (found.responsible, found.other)}
    terms = found.proposal.terms if found.proposal else None
    review = terms.review_on if terms else found.on + USUAL_REVIEW
    top = [
        Ask(
            name="responsible", label="Who is responsible while you share the work?", kind="radios", choices=both, required=True,
            value=terms.responsible if terms else "", error="Choose who is responsible while you share the work",
        ),
        Ask(
            name="afterwards", label="Who is to be responsible afterwards?", kind="radios", choices=both, required=True,
            hint="Where that is the other one, the child is offered to it then. Until it accepts, nothing changes.",
            value=terms.afterwards if terms else "", error="Choose who is to be responsible afterwards",
        ),
        Ask(
            name="review_on", label="Review on", kind="date", required=True, value=typed_day(review),
            hint="The last day on which the terms hold. For example, 17/5/2026", error="Enter the day of the review",
        ),
    ]  # fmt: skip
    known = {f"enquiry:{code}": words for code, words in found.enquiries.items()}
    if terms:
        named = {f"enquiry:{each.enquiry}": f"Enquiry E{each.enquiry:06d}" for each in terms.pieces if each.enquiry}
        known = {**named, **known}
    kinds = {**{str(code): words for code, words in PIECE_KINDS.items()}, **known}
    pieces = terms.pieces if terms else ()
    return top, [
        _piece_asks(number, pieces[number - 1] if number <= len(pieces) else None, both, kinds)
        for number in range(1, max(ROWS, len(pieces) + 1) + 1)
    ]


def _piece_asks(number: int, piece: Piece | None, both: Mapping[str, str], kinds: Mapping[str, str]) -> list[Ask]:
    kind = "" if piece is None else f"enquiry:{piece.enquiry}" if piece.enquiry else piece.kind
    due = typed_day(piece.due_on) if piece else ""
    return [
        Ask(name=f"who_{number}", label="Who does it?", kind="select", choices=both, value=piece.by if piece else ""),
        Ask(name=f"kind_{number}", label="What kind of work?", kind="select", choices=kinds, value=kind),
        Ask(name=f"what_{number}", label="What is to be done?", value=piece.what if piece else ""),
        Ask(name=f"due_{number}", label="By when?", kind="date", value=due),
    ]


def _terms(found: SplitPage, form: Answers) -> Terms | None:
    """Return the terms as they were written; None, with the words in the form, where a piece is half written."""
    said, pieces = form.values, []
    for number in sorted(int(name.removeprefix("what_")) for name in said if name.startswith("what_")):
        who, kind, what, due = (said[f"{name}_{number}"] for name in ("who", "kind", "what", "due"))
        if not (who or kind or what or due):
            continue
        code, _, enquiry = kind.partition(":")
        what = what or found.enquiries.get(enquiry, "")
        for name, value, words in (
            ("who", who, f"Choose who does piece {number}"),
            ("kind", kind, f"Choose what kind of work piece {number} is"),
            ("what", what, f"Say what is to be done in piece {number}"),
            ("due", due, f"Enter by when piece {number} is to be done"),
        ):
            if not value:
                form.errors[f"{name}_{number}"] = [words]
        if who and kind and what and due:
            pieces.append(Piece(who, code, what[:200], due, int(enquiry) if enquiry else 0))
    return None if form.errors else Terms(said["responsible"], said["afterwards"], said["review_on"], tuple(pieces))


def _report_asks(found: SplitPage, mine: PieceRow) -> list[Ask]:
    day = typed_day(found.on)
    asks = [
        Ask(name="outcome", label="Is it done?", kind="radios", choices=PIECE_OUTCOMES, required=True, error="Say whether it is done"),
        Ask(
            name="report", label="What came of it?", kind="textarea", required=True, error="Say what came of it",
            hint="Both authorities read this. It stands in the case’s history.",
        ),
    ]  # fmt: skip
    if mine.enquiry_id is not None and mine.enquiry is not None and not mine.enquiry.outcome:
        asks += [
            Ask(name="answer_outcome", label="What came of the enquiry?", kind="radios", choices=found.outcomes),
            Ask(name="answered_on", label="Day of the answer", kind="date", value=day),
            Ask(name="evidence", label="Where is the evidence kept?", hint="Needed where the answer says where the child is."),
        ]
    return asks
