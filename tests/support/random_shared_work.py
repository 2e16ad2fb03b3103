"""Random steps about work that two authorities share, for random walks: proposed, answered, done, ended; mostly by whose turn it is."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from onroll.casework.actions import split_pieces, transfers
from onroll.casework.case_facts import relay_of
from onroll.casework.models import Case, CaseSplit, Enquiry, SplitPiece, TransferAct
from onroll.casework.viewers import Viewer
from onroll.core.splits import PIECE_OUTCOMES, Piece, Terms
from onroll.core.transfers import Relay
from support.case_people import viewer

Step = Callable[[random.Random, Case, Viewer, Any], object]
HANDS = {"301": ("officer", "shielded-team"), "302": ("officer-302", "shielded-team-302")}


def _relay(case: Case) -> Relay:
    return relay_of(case, list(TransferAct.objects.filter(case=case).order_by("id")))[0]


def _hand(pick: random.Random, case: Case, by: Viewer, authority: str) -> Viewer:
    """Whose turn it is, mostly; else whoever comes along."""
    return viewer(HANDS[authority][case.shielded]) if authority in HANDS and pick.random() < 0.8 else by


def _terms(pick: random.Random, case: Case, day: Any) -> Terms:
    review = day + timedelta(days=pick.choice([0, 3, 14, 90]))
    asked = list(Enquiry.objects.filter(case=case, outcome="").order_by("id").values_list("pk", flat=True)[:1])
    pieces = (
        Piece("301", "enquiry" if asked else "task", "Ask the school", review, asked[0] if asked else 0),
        Piece(
            "302",
            pick.choice(["visit", "plan"]),
            pick.choice(["Call at the aunt's", "Call again", ""]),
            min(day + timedelta(days=2), review),
        ),
    )
    return Terms(pick.choice(["301", "302"]), pick.choice(["301", "302"]), review, pieces)


def _propose(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    relay = _relay(case)
    verb, to = ("change", relay.proposal.to) if relay.proposal else ("split", relay.offer.to if relay.offer else "")
    number = relay.offer.number if relay.offer else pick.randint(0, 2)
    said = _terms(pick, case, day)
    return transfers.act_on_transfer(
        case.pk, verb, by=_hand(pick, case, by, to), because="note", offer=number, terms=said, proposal=relay.splits_proposed
    )


def _answer(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    relay = _relay(case)
    number, to = (relay.offer.number if relay.offer else 0), relay.proposal.to if relay.proposal else ""
    verb, proposal = pick.choice(["agree", "agree", "agree", "decline"]), relay.splits_proposed - pick.choice([0, 0, 0, 1])
    return transfers.act_on_transfer(case.pk, verb, by=_hand(pick, case, by, to), because="-", offer=number, proposal=proposal)


def _report(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    row = SplitPiece.objects.filter(split__case=case).order_by("dropped_on", "outcome", "id").first()
    said = {"outcome": pick.choice(list(PIECE_OUTCOMES)), "report": "They were there", "answer_outcome": "no_trace"}
    return row and split_pieces.report_piece(row.pk, by=_hand(pick, case, by, row.authority), **said)


def _end(pick: random.Random, case: Case, by: Viewer, day: Any) -> object:
    split = CaseSplit.objects.filter(case=case).order_by("-id").first()
    by = _hand(pick, case, by, split.supporting if split and pick.random() < 0.5 else case.authority)
    return split and transfers.act_on_transfer(case.pk, "end", by=by, because=pick.choice(["", "Found"]), proposal=split.number)


SHARING_STEPS: dict[str, Step] = {"share": _propose, "share_answer": _answer, "piece": _report, "share_end": _end}


def assert_one_is_responsible(case: Case) -> None:
    """Assert that what lists and rights look at is what the acts say: who shares the work, and until when."""
    relay = _relay(case)
    standing = CaseSplit.objects.filter(case=case, ended_on=None).first()
    if standing is None:
        assert relay.split is None or case.joined_into_id is not None, "shared by the acts, and nobody may do a piece"
        return
    assert relay.split is not None and case.joined_into_id is None and case.is_open, "the work on a case that has ended is shared"
    assert (standing.responsible, standing.supporting) == (relay.responsible, relay.split.supporting) and case.offered_to == ""
    assert standing.responsible == case.authority != standing.supporting
    waiting = standing.pieces.filter(outcome="")
    assert not waiting.exclude(dropped_on=None).exists()
