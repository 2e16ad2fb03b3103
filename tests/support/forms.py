"""The main form of a page, as a browser without scripts would send it."""

from __future__ import annotations

from typing import Any

from lxml import html


def form_in(text: str) -> dict[str, Any]:
    """Return every field of the form in the page's main part with what it begins with; lists where a name stands twice."""
    form = html.fromstring(text).xpath("//main//form[last()]")[0]
    fields: dict[str, list[str]] = {}
    for element in form.xpath(".//input | .//textarea | .//select"):
        name, kind = element.get("name"), element.get("type", "")
        if not name or name == "csrfmiddlewaretoken" or (kind in ("radio", "checkbox") and element.get("checked") is None):
            continue
        value = (
            (element.text or "").removeprefix("\n")
            if element.tag == "textarea"
            else element.value
            if element.tag == "select"
            else element.get("value", "")
        )
        fields.setdefault(name, []).append(value or "")
    return {name: values if len(values) > 1 else values[0] for name, values in fields.items()}
