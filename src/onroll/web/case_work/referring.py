"""Acknowledge who told of the child, and say who a told child is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.casework.actions import recognising, referrals
from onroll.casework.queries.case_page import CasePage
from onroll.casework.refusals import CannotDoNow
from onroll.web.case_forms import Ask
from onroll.web.case_work.asking import Page, why
from onroll.web.requests import PageRequest
from onroll.web.templating import day


def _acknowledge_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    waiting = [each for each in found.shown["referrals"] if each.acknowledged_on is None]
    choices = {str(each.pk): f"Referral {each.pk}, {each.referrer}, {day(each.received_on)}" for each in waiting}
    first = next(iter(choices), "")
    reach = waiting[0].contact if waiting else ""
    return [
        Ask(
            name="referral",
            label="Which referral?",
            kind="radios",
            choices=choices,
            required=True,
            value=first,
            error="Choose the referral",
        ),
        Ask(
            name="how",
            label="How was the referrer told that it has arrived?",
            hint=f"They can be reached: {reach}" if reach else "A telephone call, a letter, an e-mail.",
            required=True,
            error="Say how the referrer was told",
        ),
    ]


def _acknowledge(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    return referrals.acknowledge(int(said["referral"]), by=request.viewer, how=said["how"])


def _recognise_asks(request: PageRequest, found: CasePage) -> list[Ask]:
    own = [each for each in found.shown["matches"] if not each["ask"]]
    choices = {str(each["match"].pk): f"{each['name']}, born {day(each['child'].date_of_birth)}" for each in own}
    return [
        Ask(
            name="match",
            label="Which child?",
            kind="radios",
            choices=choices,
            required=True,
            value=next(iter(choices), ""),
            error="Choose the child",
        ),
        Ask(
            name="same",
            label="Is it the same child?",
            kind="radios",
            choices={
                "yes": "Yes, the same child: the case goes on under that child’s number, or in the child’s own case",
                "no": "No, another child: do not propose this one again",
            },
            required=True,
            error="Say whether it is the same child",
        ),
        why("How do you know?"),
    ]


def _recognise(request: PageRequest, case_id: int, said: Mapping[str, Any], version: int | None) -> object:
    if said["match"] == "":
        raise CannotDoNow("Choose the child.")
    return recognising.decide_match(int(said["match"]), by=request.viewer, same=said["same"] == "yes", because=said["because"])


PAGES: Mapping[str, Page] = {
    "acknowledge": Page(
        heading="Record an acknowledgement",
        asks=_acknowledge_asks,
        act=_acknowledge,
        done="The acknowledgement is recorded.",
        tab="signals",
    ),
    "recognise": Page(heading="Say who the child is", asks=_recognise_asks, act=_recognise, done="Your answer is recorded.", tab="signals"),
}
