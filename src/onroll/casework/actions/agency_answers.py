"""An agency answers an enquiry on its own page: to the enquiry and its case the answer does what a row of `enquiry_reply` would do.

The registers learn nothing of it: where the child is, a person records, as with every answer (`docs/enquiries.md`).
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from onroll.casework import clock
from onroll.casework.actions.take_in_replies import ReplyWork
from onroll.casework.models import Case, Enquiry
from onroll.casework.permissions import Right
from onroll.casework.queries.agency_enquiries import asked_of_agency, naming_agency
from onroll.casework.queries.reading import CannotSee, require
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_tables
from onroll.casework.viewers import Viewer
from onroll.core.enquiry_replies import KNOWS_NOTHING, RESTS_ON, WORDS, Reply
from onroll.core.records import read_postcode
from onroll.core.wording import day_words


def answer_as_agency(
    enquiry_id: int,
    *,
    by: Viewer,
    answer: str,
    evidence: str = "",
    urn: str = "",
    postcode: str = "",
    from_date: date | None = None,
) -> Enquiry:
    """Answer one enquiry that names the viewer's agency.

    Shape  the fields of `enquiry_reply`, as somebody typed them.
    Raises  CannotDoNow with what is wrong, or that a colleague was first; CannotSee.
    """
    require(by, Right.ANSWER_ENQUIRIES)
    on = clock.today()
    if answer not in WORDS or evidence not in {"", *RESTS_ON}:
        raise CannotDoNow("Choose an answer from the list.")
    if answer not in KNOWS_NOTHING and not evidence:
        raise CannotDoNow("Choose what the answer rests on.")
    if urn and not (len(urn) == 6 and urn.isascii() and urn.isdigit()):
        raise CannotDoNow("A school’s number (URN) has six figures.")
    written = read_postcode(postcode) if postcode else ""
    if written is None:
        raise CannotDoNow(f"“{postcode}” is not a postcode, like AB1 2CD.")
    if from_date is not None and from_date > on:
        raise CannotDoNow("The day from which it is so lies in the future.")
    with transaction.atomic():
        enquiry = Enquiry.objects.select_for_update().filter(pk=enquiry_id).first()
        if enquiry is None or not naming_agency(by).filter(pk=enquiry_id).exists():
            raise CannotSee("There is no such enquiry for you.")
        if enquiry.outcome:
            raise CannotDoNow("This enquiry has been answered meanwhile. Ring the authority if the answer should be another one.")
        case = Case.objects.select_for_update().get(pk=enquiry.case_id)
        tables = the_tables()
        child = tables.child(tables.live_id(case.child_id)) if tables else None
        if child is None or child.shielded or not asked_of_agency(by).filter(pk=enquiry_id).exists():
            raise CannotSee("There is no such enquiry for you.")
        reference = f"Answered on its page by {by.organisation_name} ({by.full_name}), {day_words(on)}"
        reply = Reply(enquiry.number, on, answer, reference, evidence, urn, written, from_date)
        work = ReplyWork(by.doer, f"{by.full_name}, {by.organisation_name}", on, clock.now(), {case.pk: case})
        work.answer(enquiry, reply)
        work.write()
    return enquiry
