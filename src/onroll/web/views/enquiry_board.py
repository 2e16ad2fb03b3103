"""The board of open enquiries: chase in rounds, and record many answers at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from onroll.casework.actions.bulk_enquiries import MOST_AT_ONCE, Done, answer_alike, chase_enquiries, check_answers, record_answers
from onroll.casework.queries.chasing_letters import as_text, chasing_letters, letter_document, pdf_of
from onroll.casework.queries.enquiry_board import (
    AGES,
    COLUMNS,
    MOST_ROWS,
    OUTCOMES,
    SORTS,
    BoardFilters,
    checks_on,
    chosen_by,
    enquiry_board,
    open_enquiries_to_answer,
)
from onroll.casework.refusals import CannotDoNow
from onroll.core.wording import plural
from onroll.web.case_forms import Answers, Ask, read
from onroll.web.downloads import csv_download, pdf_download
from onroll.web.notices import tell
from onroll.web.paging import PageLinks, page_number
from onroll.web.requests import PageRequest
from onroll.web.templating import show

LONGEST_TABLE = 400_000


def board(request: PageRequest) -> HttpResponse:
    """Show open enquiries by source and age, and the rows of one of those numbers."""
    filters = _filters(request.GET)
    found = enquiry_board(request.viewer, request.purpose, filters, page_number(request))
    checks = checks_on(request.viewer)
    context = {
        "found": found,
        "filters": filters,
        "ages": AGES,
        "checks": checks,
        "links": PageLinks(request, found.page, found.pages),
        "most": MOST_AT_ONCE,
        "heading": f"{AGES[filters.age]}{': ' + checks[filters.check] if filters.check in checks else ''}",
    }
    return show(request, "enquiry_board.html", context)


def chase(request: PageRequest) -> HttpResponse:
    """Chase the chosen enquiries, or the whole list, and lead to their letters."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("enquiry_board"))
    whole = request.POST.get("whole") == "yes"
    chosen = chosen_by(request.viewer, _filters(request.POST)) if whole else _chosen(request)
    if not chosen:
        tell(request, "Nothing was changed: choose the enquiries to chase.")
        return HttpResponseRedirect(reverse("enquiry_board"))
    made, done = chase_enquiries(chosen, by=request.viewer)
    said = f"{plural(done.count, 'enquiry', 'enquiries')} chased.{_left_out(done)}"
    tell(request, said if made else f"Nothing was chased.{_left_out(done)}")
    return HttpResponseRedirect(reverse("chasing_round", args=[made.pk]) if made else reverse("enquiry_board"))


def chased(request: PageRequest, round_id: int) -> HttpResponse:
    """Show the letters of one round, to be printed or sent."""
    found = chasing_letters(request.viewer, request.purpose, round_id)
    texts = {letter.organisation: as_text(letter_document(request.viewer, found, letter.organisation)) for letter in found.letters}
    return show(request, "chasing_letters.html", {"found": found, "texts": texts})


def chased_pdf(request: PageRequest, round_id: int) -> HttpResponse:
    """Hand over the letters of one round as one PDF, or the letter of one organisation."""
    found = chasing_letters(request.viewer, request.purpose, round_id, as_file=True)
    document = letter_document(request.viewer, found, request.GET.get("to", ""))
    return pdf_download(f"chasing-letters-{round_id}.pdf", pdf_of(document))


def answers(request: PageRequest) -> HttpResponse:
    """Take a table of answers, show what is wrong with it row by row, and record it once somebody has looked."""
    context: dict[str, Any] = {"columns": COLUMNS, "most": MOST_ROWS, "outcomes": OUTCOMES[-1].value, "errors": {}, "text": ""}
    if request.method != "POST":
        return show(request, "enquiry_answers.html", context)
    text = _table_of(request)
    if len(text) > LONGEST_TABLE or not text.strip():
        context["errors"] = {"table": ["The table is too long: send it in parts." if text.strip() else "Choose a file, or paste the table"]}
        return show(request, "enquiry_answers.html", {**context, "text": text[:LONGEST_TABLE]})
    if request.POST.get("step") != "record":
        checked = check_answers(text, by=request.viewer)
        return show(request, "enquiry_answers_checked.html", {**context, "checked": checked, "text": text, "words": _outcome_words()})
    done = record_answers(text, by=request.viewer)
    tell(request, f"{plural(done.count, 'answer')} recorded.{_left_out(done)}")
    return HttpResponseRedirect(reverse("enquiry_board"))


def answers_csv(request: PageRequest) -> HttpResponse:
    """Hand over the table that an organisation fills in: numbers and days, no names."""
    rows = open_enquiries_to_answer(request.viewer, request.purpose, _filters(request.GET))
    return csv_download("enquiries-to-answer.csv", [*COLUMNS, "asked_of", "asked_on"], rows)


def alike(request: PageRequest) -> HttpResponse:
    """Ask for one answer that holds for all the chosen enquiries, and record it."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("enquiry_board"))
    chosen = _chosen(request)
    if not chosen:
        tell(request, "Nothing was changed: choose the enquiries that were answered.")
        return HttpResponseRedirect(reverse("enquiry_board"))
    asks = _alike_asks()
    saving = request.POST.get("step") == "record"
    form = read(asks, request.POST) if saving else Answers({ask.name: ask.value for ask in asks}, {}, {})
    if saving and not form.errors:
        try:
            done = answer_alike(chosen, by=request.viewer, said=form.values)
            tell(request, f"{plural(done.count, 'answer')} recorded.{_left_out(done)}")
            return HttpResponseRedirect(reverse("enquiry_board"))
        except CannotDoNow as refused:
            form.errors["form"] = [str(refused)]
    return show(request, "enquiry_alike.html", {"chosen": chosen, "asks": asks, "form": form})


def _alike_asks() -> list[Ask]:
    outcomes: dict[str, str] = {each.code: each.words for each in OUTCOMES[-1].value if not each.locates and each.code != "not_applicable"}
    return [
        Ask(
            name="outcome", label="What came of all of them?", kind="radios", choices=outcomes, required=True,
            error="Choose what came of it", hint="Where a child is, is recorded for each by itself, with its evidence.",
        ),
        Ask(name="answered_on", label="Day of the answer", kind="date", required=True, error="Enter the day"),
        Ask(name="evidence", label="Where is the answer kept?"),
        Ask(name="answer", label="What was answered", kind="textarea"),
    ]  # fmt: skip


def _filters(given: QueryDict) -> BoardFilters:
    age, sort, check = given.get("age", ""), given.get("sort", ""), given.get("check", "")
    return BoardFilters(
        age=age if age in AGES else "open",
        check=check if check.replace("_", "").isalnum() and len(check) <= 24 else "",
        owner="mine" if given.get("owner") == "mine" else "",
        asked_of=given.get("asked_of", "").strip()[:100],
        sort=sort if sort in SORTS else "due",
    )


def _chosen(request: PageRequest) -> Sequence[int]:
    return [int(each) for each in request.POST.getlist("enquiry") if each.isascii() and each.isdigit() and len(each) < 10]


def _left_out(done: Done) -> str:
    if not done.left_out:
        return ""
    first = "; ".join(f"{number}: {why}" for number, why in done.left_out[:5])
    more = f" and {len(done.left_out) - 5} more" if len(done.left_out) > 5 else ""
    return f" {plural(len(done.left_out), 'row')} left out: {first}{more}"


def _table_of(request: PageRequest) -> str:
    given = request.FILES.get("file")
    if given is None:
        return request.POST.get("table", "")
    content = b"".join(given.chunks())[: LONGEST_TABLE * 2]
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _outcome_words() -> dict[str, str]:
    return {each.code: each.words for each in OUTCOMES[-1].value}
