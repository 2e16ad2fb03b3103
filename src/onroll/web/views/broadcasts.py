"""Questions to every authority: what others ask of us, and what we ask of them."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions.broadcasts import answer_broadcast, record_reply_as_answer, remind_silent, send_broadcast, withdraw_broadcast
from onroll.casework.queries.broadcasts import ANSWER_WITHIN, INBOXES, REPLIES, TOLD, AskedOfUs, asked_of_us, inbox_for
from onroll.casework.queries.case_page import case_choices, case_page
from onroll.casework.queries.names import known_authorities
from onroll.casework.refusals import CannotDoNow
from onroll.core.wording import plural
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.case_work.asking import why
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show


def inbox(request: PageRequest) -> HttpResponse:
    """Show what other authorities ask of us."""
    which = request.GET.get("list", "open")
    which = which if which in INBOXES else "open"
    found = inbox_for(request.viewer, request.purpose, which, page_number(request))
    context = {"found": found, "which": which, "inboxes": INBOXES, "replies": REPLIES, "links": PageLinks(request, found.page, found.pages)}
    return show(request, "broadcast_inbox.html", context)


def asked(request: PageRequest, asked_id: int) -> HttpResponse:
    """Show one question with the children of our own who may be meant, and take our answer."""
    found = asked_of_us(request.viewer, request.purpose, asked_id)
    asks = _answer_asks(found)
    answering = request.method == "POST" and not found.asked.answer
    form = read(asks, request.POST) if answering else Answers({}, {}, {})
    if answering and not form.errors:
        try:
            answer_broadcast(
                asked_id,
                by=request.viewer,
                answer=form.values["answer"],
                note=form.values["note"],
                child_id=form.values.get("child_id", ""),
            )
            tell(request, "Your answer is with the authority that asked.")
            return HttpResponseRedirect(reverse("broadcast_inbox"))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    return show(request, "broadcast_asked.html", {"found": found, "asks": asks, "form": form})


def _answer_asks(found: AskedOfUs) -> list[Ask]:
    asks = [
        Ask(
            name="answer",
            label="Does your authority know this child?",
            kind="radios",
            choices=REPLIES,
            required=True,
            error="Choose an answer",
        ),
    ]
    if found.proposed:
        choices = {each.child_id: f"{each.name} ({each.child_id})" for each in found.proposed}
        asks.append(
            Ask(name="child_id", label="Which child of ours is it?", kind="radios", choices=choices, hint="Where it is one of these.")
        )
    hint = "Needed where you know the child, or may know them. Say no more than the asking authority needs."
    return [*asks, Ask(name="note", label="What is known of the child?", kind="textarea", hint=hint, longest=2000)]


def send(request: PageRequest, case_id: int) -> HttpResponse:
    """Ask whom to ask, with what every authority will be told, and send it."""
    found = case_page(request.viewer, request.purpose, case_id, "broadcast")
    if found is None or found.as_receiver or not found.case.is_open:
        raise Http404
    others = {code: name for code, name in known_authorities(request.viewer).items() if code != request.viewer.authority}
    asks = [
        Ask(
            name="whom", label="Whom to ask?", kind="radios", required=True, value="all", error="Choose whom to ask",
            choices={"all": f"All authorities that use Onroll ({len(others)})", "some": "Only those chosen below"},
        ),
        Ask(name="authorities", label="Authorities", kind="checkboxes", choices=others, hint="Only where you chose some."),
        Ask(
            name="words", label="Anything that helps to look", kind="textarea", longest=1000,
            hint="Every authority reads this. Nothing about the home, the family or a risk.",
        ),
    ]  # fmt: skip
    form = read(asks, request.POST) if request.method == "POST" else Answers({ask.name: ask.value for ask in asks}, {}, {})
    if request.method == "POST" and not form.errors:
        some = form.values["authorities"] if form.values["whom"] == "some" else ()
        if form.values["whom"] == "some" and not some:
            form.errors["authorities"] = ["Choose at least one authority"]
        else:
            try:
                sent = send_broadcast(case_id, by=request.viewer, authorities=some, words=form.values["words"])
                tell(request, f"{sent.number} is with {plural(sent.asked.count(), 'authority', 'authorities')}.")
                return HttpResponseRedirect(_tab(case_id))
            except CannotDoNow as refused:
                form.errors["form"] = [str(refused)]
    context = {"found": found, "case": found.case, "asks": asks, "form": form, "told": TOLD, "within": ANSWER_WITHIN}
    return show(request, "broadcast_send.html", context)


def take_over(request: PageRequest, case_id: int, asked_id: int) -> HttpResponse:
    """Ask what a reply says of where the child is, and record it among the case's answers."""
    found = case_page(request.viewer, request.purpose, case_id, "broadcast")
    own = found.shown["own"] if found is not None and not found.as_receiver else None
    reply = next((each for each in own.answered if each.pk == asked_id and each.answer != "not_known"), None) if own else None
    if found is None or own is None or reply is None or not found.case.is_open:
        raise Http404
    outcomes = case_choices(request.viewer, case_id, "answer")["outcomes"]
    fitting = ("traced_school", "traced_address", "abroad_evidence", "no_trace", "inconclusive")
    choices = {code: words for code, words in outcomes.items() if code in fitting}
    asks = [
        Ask(
            name="outcome", label="What does the reply come to?", kind="radios", choices=choices, required=True,
            error="Choose what it comes to",
        ),
        Ask(name="place", label="Where is the child?", hint="Where the reply says so: the case is then located."),
    ]  # fmt: skip
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            record_reply_as_answer(asked_id, by=request.viewer, outcome=form.values["outcome"], place=form.values["place"])
            tell(request, "The reply stands among the answers.")
            return HttpResponseRedirect(reverse("case_tab", args=[case_id, "enquiries"]))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    context = {"found": found, "case": found.case, "asks": asks, "form": form, "reply": reply, "own": own}
    return show(request, "broadcast_take_over.html", context)


def remind(request: PageRequest, case_id: int) -> HttpResponse:
    """Remind every authority that is late."""
    if request.method == "POST":
        count = remind_silent(case_id, by=request.viewer)
        tell(request, f"{plural(count, 'authority', 'authorities')} reminded.")
    return HttpResponseRedirect(_tab(case_id))


def withdraw(request: PageRequest, case_id: int) -> HttpResponse:
    """Ask why the question is taken back, and do it."""
    found = case_page(request.viewer, request.purpose, case_id, "broadcast")
    if found is None or found.as_receiver or not found.case.is_open:
        raise Http404
    asks = [why("Why need nobody look any longer?")]
    form = read(asks, request.POST) if request.method == "POST" else Answers({}, {}, {})
    if request.method == "POST" and not form.errors:
        try:
            withdraw_broadcast(case_id, by=request.viewer, because=form.values["because"])
            tell(request, "The question is withdrawn.")
            return HttpResponseRedirect(_tab(case_id))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    return show(request, "broadcast_withdraw.html", {"found": found, "case": found.case, "asks": asks, "form": form})


def _tab(case_id: int) -> str:
    return reverse("case_tab", args=[case_id, "broadcast"])
