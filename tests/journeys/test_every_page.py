"""Every page that can be reached, by its route: without JavaScript nothing of it is missing, and the accessibility engine finds nothing.

Pages are found as people find them: from the start page on, by their links and by the addresses of routes that name nothing. Each route is
looked at once, as the first role that reaches it; each thing to do in a case, and each part of one, counts as a route of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, URLPattern, get_resolver, resolve

import support.casebook  # noqa: F401 - the routes are read from Django's own table
from onroll.casework.permissions import Right

Person = Callable[..., Any]
Check = Callable[[Any], None]
ROLES = ("manager-301", "data-team-301", "administrator", "auditor", "analyst", "school-100001", "agency-health", "national-data-team")
SAMPLE = ("/", "/cases?list=team", "/team", "/transfers", "/find", "/enquiries")

# Words that nobody sees without a script. What a reader opens by hand, or a screen reader alone reads, is no fault.
UNSEEN = """() => [...document.querySelectorAll('main *')].filter(e => {
  const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  if (!own || e.closest('svg, select, datalist, script, style, template, .govuk-pagination, details:not([open])')) return false;
  if (e.matches('details:not([open]) + button')) return false;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  return style.visibility === 'hidden' || style.display === 'none' || (box.width === 0 && box.height === 0);
}).map(e => e.outerHTML.slice(0, 120))"""
# A form whose fields are all behind a summary that is closed needs no button yet.
FORMS = """() => [...document.querySelectorAll('main form')].filter(form => {
  const shown = [...form.elements].filter(e => e.type !== 'hidden' && e.type !== 'submit' && !e.closest('details:not([open])'));
  if (shown.length === 0 && form.querySelector('details:not([open])')) return false;
  const buttons = [...form.elements, ...document.querySelectorAll(`button[form="${form.id}"]`)]
    .filter(e => e.type === 'submit');
  return !buttons.some(e => e.closest('details:not([open])') || (e.getBoundingClientRect().width > 0 && !e.disabled));
}).map(form => form.outerHTML.slice(0, 160))"""
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
WIDTH = 320


def key_of(address: str) -> str:
    """Return the route of an address, with what it does in a case; empty where it leads to no page."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    if not isinstance(getattr(found.func, "open_to", None), Right) and found.url_name not in ("today", "find"):
        return ""
    part = found.kwargs.get("what") or found.kwargs.get("tab") or ""
    return f"{found.url_name} {part}".strip()


def plain_routes() -> Iterator[str]:
    """Return the addresses of all routes that name nothing."""
    for resolver in get_resolver().url_patterns:
        for pattern in getattr(resolver, "url_patterns", [resolver]):
            text = str(pattern.pattern)
            if isinstance(pattern, URLPattern) and "<" not in text and isinstance(getattr(pattern.callback, "open_to", None), Right):
                yield f"/{text}"


def is_page(response: Any) -> bool:
    return response is not None and response.status == 200 and "text/html" in response.headers.get("content-type", "")


def visit(page: Any, address: str) -> Any:
    """Open an address; a file that is handed over to be saved is no page."""
    try:
        return page.goto(address)
    except Exception as error:
        if "Download is starting" in str(error) or "ERR_ABORTED" in str(error):
            return None
        raise


def faults_without_script(page: Any) -> list[str]:
    """Return what is missing from a page where no script runs."""
    faults = [] if page.locator("main").is_visible() and page.locator("h1").count() else ["no main content, or no heading"]
    faults += [f"unseen: {each}" for each in page.evaluate(UNSEEN)]
    return faults + [f"no button: {each}" for each in page.evaluate(FORMS)]


def crawl(page: Any, base: str, found: dict[str, str], faults: dict[str, list[str]], most: int = 400) -> None:
    """Walk from page to page without a script; note the address of each route, and what is wrong with its page."""
    waiting, seen = deque(["/", *plain_routes()]), set()
    while waiting and len(seen) < most:
        address = waiting.popleft()
        key = key_of(address)
        if not key or key in found or address in seen or "sign-out" in address:
            continue
        seen.add(address)
        if not is_page(visit(page, address)):
            continue
        found[key] = address
        if wrong := faults_without_script(page):
            faults[f"{key}: {address}"] = wrong
        for href in page.evaluate(LINKS):
            parts = urlsplit(urljoin(base + address, href))
            if urljoin(base, parts.path) == base + parts.path:
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))


def look_at(page: Any, accessible: Check, found: dict[str, str], faults: dict[str, list[str]]) -> None:
    """Look at each page once more, as a narrow screen with scripts shows it."""
    for key, address in found.items():
        if not is_page(visit(page, address)):
            continue
        try:
            accessible(page)
        except AssertionError as wrong:
            faults.setdefault(f"{key}: {address}", []).append(str(wrong)[:600])
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > WIDTH:
            faults.setdefault(f"{key}: {address}", []).append(f"scrolls sideways: {wide}")


def with_a_purpose(page: Any) -> Any:
    """Choose the first purpose that the role has, where it has any."""
    page.goto("/purpose")
    if page.locator("main input[type=radio]").count():
        page.locator("main input[type=radio]").first.check()
        page.click("main button[type=submit]")
    return page


def test_some_pages_are_whole_without_javascript(person: Person) -> None:
    page = person("manager-301", purpose="cme_enquiry", javascript=False, width=WIDTH)
    faults = {address: wrong for address in SAMPLE if is_page(visit(page, address)) and (wrong := faults_without_script(page))}
    assert faults == {}


@pytest.mark.long
@pytest.mark.parametrize("username", ROLES)
def test_every_page_without_javascript_and_through_the_engine(username: str, person: Person, accessible: Check, server: Any) -> None:
    """Each role walks all that it reaches; a console error or warning fails the test as everywhere."""
    found: dict[str, str] = {}
    faults: dict[str, list[str]] = {}
    crawl(with_a_purpose(person(username, javascript=False, width=WIDTH)), server.address, found, faults)
    look_at(with_a_purpose(person(username, width=WIDTH)), accessible, found, faults)
    assert len(found) > 3, found
    assert faults == {}, "\n".join(f"{where}\n    " + "\n    ".join(wrong) for where, wrong in faults.items())
