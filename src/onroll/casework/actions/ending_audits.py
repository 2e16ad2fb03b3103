"""Look again at an ending on weak evidence, and say what one thinks of it."""

from __future__ import annotations

from onroll.casework.actions.case_book import changing, needs_because
from onroll.casework.models import CaseEnding, EndingAudit
from onroll.casework.permissions import Right
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.viewers import Viewer
from onroll.core.wording import uncapitalised

VERDICTS = {"stands": "The ending stands", "doubtful": "The evidence is too weak: the case should be opened again"}


def audit_ending(ending_id: int, *, by: Viewer, verdict: str, because: str) -> EndingAudit:
    """Keep what somebody thinks who looked again; whoever ended the case or agreed cannot judge it. Reopening is an act of its own.

    Raises  CannotDoNow.
    """
    if verdict not in VERDICTS:
        raise CannotDoNow("Choose what you think of the ending.")
    ending = CaseEnding.objects.filter(pk=ending_id, decided="confirmed").first()
    if ending is None:
        raise CannotSee("There is no such ending for you.")
    with changing(by, ending.case_id, right=Right.SEE_TEAM) as hand:
        if hand.user.pk in (ending.proposed_by_id, ending.decided_by_id):
            raise CannotDoNow("You took part in this ending: somebody else must look at it.")
        audit = EndingAudit.objects.create(
            ending=ending,
            verdict=verdict,
            because=needs_because(because),
            on=hand.on,
            at=hand.at,
            by=by.username,
            by_name=by.full_name,
        )
        hand.tell(
            "case.ending_audited",
            f"Ending looked at again: {uncapitalised(VERDICTS[verdict])}",
            because.strip(),
            verdict=verdict,
        )
    return audit
