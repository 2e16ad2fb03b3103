"""A joiner's first day, an emergency and a leaver's last, in a browser, without JavaScript and with, at every page that they meet."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable
from typing import Any

from support.browser import Server

PASSWORD = "seven-quiet-lamps-walk"


def digits(secret: str) -> str:
    """Return what a telephone shows now for a secret. Source  RFC 6238."""
    said = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = said[-1] & 15
    return f"{(struct.unpack('>I', said[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_a_joiner_an_emergency_and_a_leaver(
    person: Callable[..., Any], accessible: Callable[[Any], None], server: Server, browser: Any
) -> None:
    administrator = person("administrator", javascript=False)
    administrator.goto("/people")
    administrator.click("text=Invite somebody")
    administrator.fill("#id_full_name", "New Officer")
    administrator.fill("#id_username", "new.officer")
    administrator.select_option("#id_organisation", label="Eastshire (local authority 301)")
    administrator.check("input[value=officer]")
    administrator.click("main form button[type=submit]")
    link = re.search(r"/invitation/[\w-]+", administrator.inner_text("main"))
    assert link is not None

    context = browser.new_context(base_url=server.address, viewport={"width": 320, "height": 800})
    joiner = context.new_page()
    joiner.goto(link[0])
    accessible(joiner)
    joiner.fill("#id_new", PASSWORD)
    joiner.fill("#id_again", PASSWORD)
    joiner.click("main form button[type=submit]")
    joiner.fill("#id_username", "new.officer")
    joiner.fill("#id_password", PASSWORD)
    joiner.click("main button[type=submit]")
    joiner.click("text=New Officer")
    accessible(joiner)
    joiner.click("text=Set it up")
    accessible(joiner)
    assert joiner.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    secret = joiner.inner_text("ol code").replace(" ", "")
    joiner.fill("#id_code", digits(secret))
    joiner.click("main form button[type=submit]")
    accessible(joiner)
    recovery = joiner.locator(".onroll-codes li").all_inner_texts()
    assert len(recovery) == 10
    joiner.goto("/account")
    joiner.click("text=Set up another telephone")
    accessible(joiner)
    joiner.fill("#id_code", recovery[0])
    joiner.keyboard.press("Enter")
    joiner.wait_for_selector("ol code")
    assert joiner.inner_text("ol code").replace(" ", "") != secret
    joiner.goto("/account")
    joiner.click("header button:has-text('Sign out')")
    joiner.fill("#id_username", "new.officer")
    joiner.fill("#id_password", PASSWORD)
    joiner.click("main button[type=submit]")
    accessible(joiner)
    joiner.fill("#id_code", recovery[4])
    joiner.click("main form button[type=submit]")
    joiner.goto("/purpose")
    joiner.check("input[value=safeguarding]")
    joiner.click("main form button[type=submit]")

    joiner.goto("/children/c000021")
    joiner.click("text=break the glass")
    accessible(joiner)
    joiner.fill("#id_because", "The police hold the child now, and nobody in Westborough answers before Monday.")
    joiner.click("main form button[type=submit]")
    assert "You broke the glass" in joiner.inner_text("main")
    accessible(joiner)

    auditor = person("auditor")
    auditor.click("text=1 look at another authority’s child")
    auditor.check("input[value=right]")
    auditor.fill("#id_found", "The police confirm it.")
    accessible(auditor)
    auditor.click("main form button[type=submit]")
    for address in ("/glass", "/agreements"):
        auditor.goto(address)
        accessible(auditor)

    seen = person("administrator")
    for address in ("/people", "/organisations", "/access-review", "/people/identities", "/people/new"):
        seen.goto(address)
        accessible(seen)
    administrator.goto("/people?words=new.officer")
    administrator.click("text=New Officer")
    administrator.click("text=End access")
    administrator.fill("#id_because", "Left.")
    administrator.click("main form button[type=submit]")
    assert "opens nothing any more" in administrator.inner_text("main")
    joiner.goto("/account")
    assert joiner.url.endswith("/sign-in?next=%2Faccount")
    context.close()
