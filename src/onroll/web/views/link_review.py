"""The review of pairs: the queue, a pair side by side, the second person, what was decided, and parting a child's records."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onroll.casework.actions import link_review as actions
from onroll.casework.queries.link_decisions import decision_page, decisions_for
from onroll.casework.queries.link_review import AGREEMENT_FROM, VERDICTS, chance_in_words, queue_for
from onroll.casework.queries.names import authority_names
from onroll.casework.queries.pair_page import NOT_SHOWN, THINGS, PairPage, chosen_pair, pair_page, split_page
from onroll.casework.refusals import CannotDoNow
from onroll.core.wording import plural, uncapitalised
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show

KEYS = {"same": "S", "different": "D", "twins": "T", "unsure": "U"}
"""The key of each verdict, for whoever works by keyboard; the buttons do the same without any script."""

AGREES = {"agree": ("Agree", "green"), "partly": ("Partly", "yellow"), "differ": ("Differ", "red"), "blank": ("Blank", "grey")}


def queue(request: PageRequest) -> HttpResponse:
    """Show the pairs that wait, the worst first; join several at once where nothing hangs on any of them."""
    error = ""
    if request.method == "POST":
        chosen = [tuple(each.split("|", 1)) for each in request.POST.getlist("pair") if "|" in each]
        try:
            joined = actions.decide_batch(
                [(one, other) for one, other in chosen], by=request.viewer, purpose=request.purpose, because=request.POST.get("because", "")
            )
        except CannotDoNow as refused:
            error = str(refused)
        else:
            tell(request, f"{plural(joined, 'pair')} decided: the same child. The next run joins them.")
            return HttpResponseRedirect(reverse("pairs"))
    only = "deciding" if request.GET.get("only") == "deciding" else ""
    found = queue_for(request.viewer, request.purpose, page_number(request), only=only)
    context = {
        "found": found,
        "only": only,
        "error": error,
        "because": request.POST.get("because", ""),
        "chance": chance_in_words,
        "links": PageLinks(request, found.page, found.pages),
        "agreement_from": AGREEMENT_FROM,
        "any_safe": any(not line.not_in_a_batch for line in found.lines),
    }
    return show(request, "pairs.html", context)


def choose(request: PageRequest) -> HttpResponse:
    """Take the ids of any two children whom somebody takes for one, and lead to where they stand side by side."""
    ids = [request.GET.get(name, "").strip() for name in ("one", "other")]
    error = ""
    if all(ids):
        found = chosen_pair(request.viewer, *ids)
        if found is not None:
            return HttpResponseRedirect(reverse("pair", args=found) + "?chosen=1")
        error = "Enter the numbers of two different children whom you may see"
    elif request.GET.get("look"):
        error = "Enter both numbers"
    return show(request, "pair_choose.html", {"one": ids[0], "other": ids[1], "error": error})


def pair(request: PageRequest, child_a: str, child_b: str) -> HttpResponse:
    """Show two children side by side, and take the decision."""
    found = pair_page(request.viewer, request.purpose, child_a, child_b, chosen="chosen" in request.GET)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _decide(request, found)
    return _show(request, found)


def _decide(request: PageRequest, found: PairPage) -> HttpResponse:
    verdict = request.POST.get("verdict", "")
    if verdict not in VERDICTS:
        return _show(request, found, error="Say whether they are the same child")
    children = found.pair.children
    because = request.POST.get("because", "")
    row = actions.decide_pair(*children, by=request.viewer, purpose=request.purpose, verdict=verdict, because=because)
    words = VERDICTS[verdict]
    said = f"Decision {row.pk}: {uncapitalised(words)}. "
    if row.needs_second:
        said += "It waits for a second person."
    elif verdict != "unsure":
        said += "The next run obeys it. You can undo it under “What was decided”."
    tell(request, said)
    onward = found.next_pair
    return HttpResponseRedirect(reverse("pair", args=onward) if onward and onward != children else reverse("pairs"))


def _show(request: PageRequest, found: PairPage, *, error: str = "", **more: Any) -> HttpResponse:
    codes = {code for card in found.cards for code in (card.child.la_code, card.child.roll_la_code) if code}
    context = {
        "found": found,
        "error": error,
        "verdicts": VERDICTS,
        "keys": KEYS,
        "agrees": AGREES,
        "things": THINGS,
        "not_shown": NOT_SHOWN,
        "chance": chance_in_words(found.pair.probability, found.pair.kind),
        "authorities": authority_names(codes),
        "scale": _scale(found),
        **more,
    }
    return show(request, "pair.html", context)


def _scale(found: PairPage) -> dict[str, float]:
    """Return from where to where the drawing of the weights reaches, in bits."""
    ends = [found.how.prior, 0.0, found.how.total, *(row.starts for row in found.rows), *(row.ends for row in found.rows)]
    low, high = min(ends) - 1, max(ends) + 1
    return {"low": low, "wide": high - low}


def second(request: PageRequest, decision_id: int) -> HttpResponse:
    """Ask a second person what they think, before they see what the first one said."""
    decision = actions.decision_for(request.viewer, request.purpose, decision_id)
    error = ""
    if request.method == "POST":
        verdict, because = request.POST.get("verdict", ""), request.POST.get("because", "")
        if not because.strip():
            error = "Enter a reason"
        else:
            row = actions.second_opinion(decision_id, by=request.viewer, purpose=request.purpose, verdict=verdict, because=because)
            agreed = decision_page(request.viewer, decision_id).state == "counts"
            tell(
                request,
                f"You and {decision.by_name} agree. The next run obeys it."
                if agreed
                else f"{decision.by_name} saw it differently. Nothing is changed, and the pair waits in the queue again.",
            )
            return HttpResponseRedirect(reverse("pair_decisions") + f"?number={row.second_of_id}")
    if decision.kind == "pair":
        found = pair_page(request.viewer, request.purpose, decision.child_a, decision.child_b, blind=True)
        if found is None:
            raise Http404
        return _show(request, found, error=error, second=decision, because=request.POST.get("because", ""))
    context = {"decision": decision_page(request.viewer, decision_id), "error": error, "because": request.POST.get("because", "")}
    if decision.kind == "split":
        context["found"] = split_page(request.viewer, request.purpose, decision.child_a)
    return show(request, "pair_second.html", context)


def decisions(request: PageRequest) -> HttpResponse:
    """Show what was decided, the latest first."""
    found = decisions_for(request.viewer, request.purpose, page_number(request), child_id=request.GET.get("child", ""))
    return show(request, "pair_decisions.html", {"found": found, "links": PageLinks(request, found.page, found.pages)})


def undo(request: PageRequest, decision_id: int) -> HttpResponse:
    """Ask why a decision was wrong; then undo it, whenever it was made."""
    actions.decision_for(request.viewer, request.purpose, decision_id)
    because, error = request.POST.get("because", "").strip(), ""
    if request.method == "POST":
        if because:
            row = actions.undo_decision(decision_id, by=request.viewer, purpose=request.purpose, because=because)
            tell(
                request,
                "It waits for a second person." if row.needs_second else "Undone. At the next run the records go back to where they were.",
            )
            return HttpResponseRedirect(reverse("pair_decisions"))
        error = "Enter a reason"
    return show(request, "pair_undo.html", {"decision": decision_page(request.viewer, decision_id), "error": error, "because": because})


def split(request: PageRequest, child_id: str) -> HttpResponse:
    """Let somebody choose the records of a child that are another's."""
    found = split_page(request.viewer, request.purpose, child_id)
    error, keys = "", [int(each) for each in request.POST.getlist("record") if each.isascii() and each.isdigit() and len(each) < 20]
    because = request.POST.get("because", "").strip()
    if request.method == "POST":
        if not keys or len(set(keys)) >= len(found.records):
            error = "Choose the records that are another child’s: some, and not all"
        elif not because:
            error = "Enter a reason"
        else:
            row = actions.split_child(child_id, keys, by=request.viewer, purpose=request.purpose, because=because)
            tell(request, "It waits for a second person." if row.needs_second else "The next run makes two children of them.")
            return HttpResponseRedirect(reverse("child", args=[found.child.child_id]))
    return show(request, "child_split.html", {"found": found, "error": error, "because": because, "keys": keys})
