"""Two authorities that share the work on a case: what each may see and do, what is late on both sides, and how it ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from onroll.accounts.models import Event
from onroll.casework.actions import case_moves, enquiries, split_pieces, transfers
from onroll.casework.actions.case_book import changing
from onroll.casework.actions.split_ends import end_lapsed_splits
from onroll.casework.actions.take_in_findings import RUN
from onroll.casework.models import Case, CaseChange, CaseSplit, Enquiry, SplitPiece, TransferAct
from onroll.casework.purposes import PURPOSES
from onroll.casework.queries.case_page import case_page
from onroll.casework.queries.notices import notices_for
from onroll.casework.queries.reading import CannotSee
from onroll.casework.queries.signals_today import signal_counts_for
from onroll.casework.queries.splits import split_page
from onroll.casework.queries.transfer_desk import transfer_desk
from onroll.casework.refusals import CannotDoNow
from onroll.core.splits import Piece, Terms
from support.case_people import DAY, SetClock, own_case, viewer
from support.opened_cases import open_current_run

PURPOSE = next(each for each in PURPOSES if each.code == "cme_enquiry")
SOON, REVIEW = DAY + timedelta(days=3), DAY + timedelta(days=28)


@pytest.fixture
def clock(people: object, region: object, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    made = SetClock(monkeypatch)
    open_current_run()
    return made


def terms(*, responsible: str = "301", afterwards: str = "301", enquiry: int = 0) -> Terms:
    kind = "enquiry"
    pieces = (Piece("301", kind, "Ask the last school", SOON, enquiry), Piece("302", "visit", "Call at the aunt's flat", SOON))
    return Terms(responsible, afterwards, REVIEW, pieces)


def offered() -> Case:
    return transfers.act_on_transfer(own_case().pk, "offer", by=viewer("officer"), because="An aunt lives there.", to="302")


def proposed(said: Terms | None = None) -> Case:
    case = offered()
    return transfers.act_on_transfer(
        case.pk, "split", by=viewer("officer-302"), because="The aunt is ours, the school is yours.", offer=1, terms=said or terms()
    )


def shared(said: Terms | None = None) -> Case:
    case = proposed(said)
    return transfers.act_on_transfer(case.pk, "agree", by=viewer("officer"), because="", offer=1, proposal=1)


def test_the_receiver_proposes_and_the_sender_stays_responsible_until_both_agree(clock: SetClock) -> None:
    case = proposed()
    assert case.authority == "301" and case.offered_to == "302" and case.acknowledged_on == DAY
    assert not CaseSplit.objects.exists()
    events = Event.objects.count()
    case = transfers.act_on_transfer(case.pk, "agree", by=viewer("officer"), because="", offer=1, proposal=1)
    split = CaseSplit.objects.get()
    assert (case.authority, case.offered_to, split.responsible, split.supporting) == ("301", "", "301", "302")
    assert split.supporting_officer is not None and split.supporting_officer.username == "officer-302"
    assert SplitPiece.objects.count() == 2 and Event.objects.count() == events + 1
    assert CaseChange.objects.filter(case=case, version=case.version, kind="case.transfer_agree").exists()


def test_terms_that_make_the_receiver_responsible_hand_the_case_to_its_own_officer(clock: SetClock) -> None:
    case = shared(terms(responsible="302", afterwards="302"))
    assert case.authority == "302" and case.owner is not None and case.owner.username == "officer-302"
    split = CaseSplit.objects.get()
    assert split.supporting == "301" and split.supporting_officer is not None and split.supporting_officer.username == "officer"


def test_of_two_answers_to_the_same_terms_the_second_is_told_what_the_first_did(clock: SetClock) -> None:
    case = proposed()
    other = terms(responsible="302")
    transfers.act_on_transfer(case.pk, "change", by=viewer("officer"), because="You know them.", offer=1, terms=other, proposal=1)
    with pytest.raises(CannotDoNow, match="no longer open"):
        transfers.act_on_transfer(case.pk, "agree", by=viewer("manager"), because="", offer=1, proposal=1)
    transfers.act_on_transfer(case.pk, "accept", by=viewer("officer-302"), because="Ours after all.", offer=1)
    with pytest.raises(CannotDoNow, match="no longer open"):
        transfers.act_on_transfer(case.pk, "agree", by=viewer("officer-302"), because="", offer=1, proposal=2)
    assert Case.objects.get(pk=case.pk).authority == "302" and not CaseSplit.objects.exists()


def test_the_supporting_authority_sees_and_does_its_pieces_and_nothing_else(clock: SetClock) -> None:
    case, helper = shared(), viewer("officer-302")
    page = split_page(helper, PURPOSE, case.pk)
    assert page is not None and page.supports and page.enquiries == {} and page.former == []
    assert case_page(helper, PURPOSE, case.pk, "overview") is None
    for act in (
        lambda: enquiries.start_enquiry(case.pk, by=helper, check_code="COUNCIL_TAX"),
        lambda: case_moves.locate(case.pk, by=helper, because="-", place="x", source="y", since=DAY),
        lambda: transfers.act_on_transfer(case.pk, "offer", by=helper, because="-", to="301"),
    ):
        with pytest.raises(CannotSee):
            act()
    theirs, ours = SplitPiece.objects.get(authority="302"), SplitPiece.objects.get(authority="301")
    with pytest.raises(CannotSee):
        split_pieces.report_piece(ours.pk, by=helper, outcome="done", report="-")
    events = Event.objects.count()
    split_pieces.report_piece(theirs.pk, by=helper, outcome="done", report="The aunt says that they are in Leeds.")
    case.refresh_from_db()
    assert case.next_action == "Look at what Westborough says of: Call at the aunt's flat" and case.due_on == DAY
    assert Event.objects.count() == events + 1 and case.state == "new" and not case.whereabouts_known
    with pytest.raises(CannotDoNow, match="recorded already"):
        split_pieces.report_piece(theirs.pk, by=helper, outcome="done", report="-")
    with pytest.raises(CannotDoNow, match="Say why"):
        split_pieces.report_piece(ours.pk, by=viewer("officer"), outcome="done", report=" ")


def test_a_piece_that_is_an_enquiry_answers_it_and_another_cases_enquiry_is_no_piece(clock: SetClock) -> None:
    case, officer = own_case(), viewer("officer")
    mine = enquiries.start_enquiry(case.pk, by=officer, check_code="CALL", known=("contact details",))
    other = Case.objects.filter(authority="301", shielded=False, closed_on=None).exclude(pk=case.pk).order_by("pk")[0]
    theirs = enquiries.start_enquiry(other.pk, by=officer, check_code="CALL", known=("contact details",))
    offered()
    helper = viewer("officer-302")
    with pytest.raises(CannotDoNow, match="an enquiry of this case"):
        transfers.act_on_transfer(case.pk, "split", by=helper, because="", offer=1, terms=terms(enquiry=theirs.pk))
    transfers.act_on_transfer(case.pk, "split", by=helper, because="", offer=1, terms=terms(enquiry=mine.pk))
    transfers.act_on_transfer(case.pk, "agree", by=officer, because="", offer=1, proposal=1)
    piece = SplitPiece.objects.get(enquiry=mine)
    with pytest.raises(CannotDoNow, match="Choose what came of the enquiry"):
        split_pieces.report_piece(piece.pk, by=officer, outcome="done", report="Nobody answers")
    assert SplitPiece.objects.get(pk=piece.pk).outcome == "", "all of it or none"
    split_pieces.report_piece(piece.pk, by=officer, outcome="done", report="Nobody answers", answer_outcome="no_reply")
    assert Enquiry.objects.get(pk=mine.pk).outcome == "no_reply"


def test_what_is_late_stands_on_both_sides_and_climbs_by_itself(clock: SetClock) -> None:
    case = shared()
    for username in ("officer", "officer-302"):
        desk = transfer_desk(viewer(username), PURPOSE, "shared")
        assert [(row.row.case.pk, row.pieces, row.late) for row in desk.rows] == [(case.pk, 2, 0)] and desk.counts["shared"] == 1
        assert signal_counts_for(viewer(username)).shared_late == 0  # type: ignore[union-attr]
    clock.day = SOON + timedelta(days=7)
    for username in ("officer", "officer-302"):
        board = transfer_desk(viewer(username), PURPOSE, "shared_late")
        assert [row.row.case.pk for row in board.rows] == [case.pk] and board.counts["shared_late"] == 1
        assert signal_counts_for(viewer(username)).shared_late == 1  # type: ignore[union-attr]
        assert [row.late for row in transfer_desk(viewer(username), PURPOSE, "shared").rows] == [2]
        notices = notices_for(viewer(username))
        for role in ("owner", "team manager", "head of service"):
            assert [row.what for row in notices.by_role[role] if row.kind == "piece"] == [
                "“Ask the last school”, which Eastshire was to do by 22 January 2026, has not been done.",
                "“Call at the aunt's flat”, which Westborough was to do by 22 January 2026, has not been done.",
            ]
    mine = [row.owner for row in notices_for(viewer("officer-302")).by_role["owner"] if row.kind == "piece"]
    assert mine == ["officer-302", "officer-302"]


def test_it_ends_by_either_side_and_what_is_undone_comes_back(clock: SetClock) -> None:
    case, helper = shared(terms(afterwards="302")), viewer("officer-302")
    with pytest.raises(CannotDoNow, match="Say why"):
        transfers.act_on_transfer(case.pk, "end", by=helper, because="", proposal=1)
    case = transfers.act_on_transfer(case.pk, "end", by=helper, because="The aunt has moved.", proposal=1)
    split = CaseSplit.objects.get()
    assert split.ended_on == DAY and split.ended_because == "The aunt has moved." and case.authority == "301"
    assert case.next_action.startswith("Take over what is left undone: ") and case.offered_to == "302", "afterwards is an offer"
    assert not SplitPiece.objects.filter(dropped_on=None).exists() and split_page(helper, PURPOSE, case.pk) is not None, "offered again"
    transfers.act_on_transfer(case.pk, "return", by=helper, because="-", offer=2, reason="not_resident")
    assert split_page(helper, PURPOSE, case.pk) is None


def test_after_the_review_day_the_supporter_sees_nothing_and_the_next_run_ends_it_once(clock: SetClock) -> None:
    case, helper = shared(), viewer("officer-302")
    clock.day = REVIEW
    assert end_lapsed_splits(REVIEW, by=RUN) == 0 and split_page(helper, PURPOSE, case.pk) is not None
    clock.day = REVIEW + timedelta(days=1)
    assert split_page(helper, PURPOSE, case.pk) is None
    piece = SplitPiece.objects.get(authority="302")
    with pytest.raises(CannotSee):
        split_pieces.report_piece(piece.pk, by=helper, outcome="done", report="-")
    version, events = Case.objects.get(pk=case.pk).version, Event.objects.count()
    assert end_lapsed_splits(clock.day, by=RUN) == 1
    case.refresh_from_db()
    assert case.version == version + 1 and Event.objects.count() == events + 1
    assert CaseChange.objects.filter(case=case, version=case.version, kind="case.transfer_lapse").exists()
    assert end_lapsed_splits(clock.day, by=RUN) == 0 and Event.objects.count() == events + 1


def test_it_ends_with_the_case_in_the_same_change(clock: SetClock) -> None:
    case = shared()
    Case.objects.filter(pk=case.pk).update(leaving_on=date(2025, 6, 27))
    with changing(viewer("officer"), case.pk) as hand:  # as an ending does: the move itself asks for evidence
        hand.case.state, hand.case.closed_on, hand.case.outcome = "closed", DAY, "over_csa"
        hand.tell("case.close", "Ended")
    assert CaseSplit.objects.get().ended_on == DAY and TransferAct.objects.filter(case=case, verb="end").get().reason == "case_ended"
    assert CaseChange.objects.filter(case=case, kind="case.transfer_end").exists()
    assert split_page(viewer("officer-302"), PURPOSE, case.pk) is None


def test_a_child_who_is_shielded_is_gone_from_the_supporter_at_once(clock: SetClock) -> None:
    case, helper = shared(), viewer("officer-302")
    Case.objects.filter(pk=case.pk).update(shielded=True)
    assert split_page(helper, PURPOSE, case.pk) is None
    assert transfer_desk(helper, PURPOSE, "shared").total == 0
    with pytest.raises(CannotSee):
        split_pieces.report_piece(SplitPiece.objects.get(authority="302").pk, by=helper, outcome="done", report="-")
    clock.day = SOON + timedelta(days=7)
    assert not [row for row in notices_for(helper).by_role["owner"] if row.kind == "piece"]
