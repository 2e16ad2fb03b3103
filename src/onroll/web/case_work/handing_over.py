"""From one authority to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.casework.actions import transfers
from onroll.casework.queries.case_page import CasePage
from onroll.casework.queries.names import known_authorities
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import Act, Page, only_why, why
from onroll.web.requests import PageRequest


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
    "offer": Page(
        heading="Offer to another authority",
        asks=_offer_asks,
        act=_transfer("offer"),
        done="The offer is made. You are responsible until it is accepted.",
        button="Make the offer",
        tab="transfers",
        explains="Below is exactly what the receiver will see. You stay responsible until they accept.",
    ),
    "ask": Page(heading="Ask the sender", asks=only_why, act=_transfer("ask"), done="The question is sent.", tab="transfers"),
    "reply": Page(heading="Answer the question", asks=only_why, act=_transfer("answer"), done="The answer is sent.", tab="transfers"),
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
        heading="Withdraw the offer", asks=only_why, act=_transfer("withdraw"), done="The offer is withdrawn.", tab="transfers"
    ),
}
