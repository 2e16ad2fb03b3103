"""The addresses of the enquiry board, of what agencies and other authorities are asked, and of files."""

from __future__ import annotations

from django.urls import URLPattern

from onroll.casework.permissions import Right
from onroll.web.permission import page
from onroll.web.views import agency_enquiries, broadcasts, case_files, enquiry_board

SEE, WORK = Right.SEE_CASES, Right.WORK_CASES

PAGES: list[URLPattern] = [
    page("enquiries", enquiry_board.board, "enquiry_board", to=SEE, with_purpose=True),
    page("enquiries/chase", enquiry_board.chase, "enquiries_chase", to=WORK, with_purpose=True),
    page("enquiries/chased/<int:round_id>", enquiry_board.chased, "chasing_round", to=SEE, with_purpose=True),
    page("enquiries/chased/<int:round_id>/letters.pdf", enquiry_board.chased_pdf, "chasing_letters_pdf", to=SEE, with_purpose=True),
    page("enquiries/answers", enquiry_board.answers, "enquiry_answers", to=WORK, with_purpose=True),
    page("enquiries/answers.csv", enquiry_board.answers_csv, "enquiry_answers_csv", to=WORK, with_purpose=True),
    page("enquiries/answer-alike", enquiry_board.alike, "enquiries_alike", to=WORK, with_purpose=True),
    page("asked-of-your-agency", agency_enquiries.inbox, "agency_inbox", to=Right.ANSWER_ENQUIRIES, with_purpose=True),
    page("asked-of-your-agency/<int:enquiry_id>", agency_enquiries.asked, "agency_asked", to=Right.ANSWER_ENQUIRIES, with_purpose=True),
    page("asked-of-us", broadcasts.inbox, "broadcast_inbox", to=SEE, with_purpose=True),
    page("asked-of-us/<int:asked_id>", broadcasts.asked, "broadcast_asked", to=WORK, with_purpose=True),
    page("cases/<int:case_id>/broadcast/send", broadcasts.send, "broadcast_send", to=WORK, with_purpose=True),
    page("cases/<int:case_id>/broadcast/remind", broadcasts.remind, "broadcast_remind", to=WORK, with_purpose=True),
    page("cases/<int:case_id>/broadcast/replies/<int:asked_id>", broadcasts.take_over, "broadcast_take_over", to=WORK, with_purpose=True),
    page("cases/<int:case_id>/broadcast/withdraw", broadcasts.withdraw, "broadcast_withdraw", to=WORK, with_purpose=True),
    page("cases/<int:case_id>/enquiries/bundle", case_files.bundle, "enquiry_bundle", to=SEE, with_purpose=True),
    page("cases/<int:case_id>/enquiries/bundle.pdf", case_files.bundle_pdf, "enquiry_bundle_pdf", to=SEE, with_purpose=True),
    page("cases/<int:case_id>/files/add", case_files.add, "case_file_add", to=WORK, with_purpose=True),
    page("cases/<int:case_id>/files/<int:file_id>", case_files.fetch, "case_file", to=SEE, with_purpose=True),
    page("cases/<int:case_id>/files/<int:file_id>/withdraw", case_files.withdraw, "case_file_withdraw", to=WORK, with_purpose=True),
]
