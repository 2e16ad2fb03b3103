"""Letters: kept as they were sent, recorded as what they are, and silent about where a shielded child is."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import docx
import pytest
from django.db import DatabaseError, transaction

from onroll.accounts.models import Event
from onroll.casework.actions import case_moves, enquiries
from onroll.casework.actions.letter_templates import TextHasChanged, use_shipped_text, write_template
from onroll.casework.actions.letters import send_letter
from onroll.casework.documents.content import Table
from onroll.casework.documents.docx import docx_of
from onroll.casework.documents.pdf import pdf_of
from onroll.casework.letter_drafts import WITHHELD, Draft, text_for
from onroll.casework.models import Case, CaseChange, Contact, Enquiry, Letter, LetterTemplate
from onroll.casework.purposes import purposes_for
from onroll.casework.queries.letter_texts import letter_texts, sample_of
from onroll.casework.queries.letters import letter_page
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.core.dated.letter_kinds import LetterKind, LetterText
from onroll.core.letters import kind_of
from support.case_people import DAY, SetClock, viewer
from support.made_up_run import CANARY
from support.pdf_text import pdf_text

CONTACT = "01632 960 100\nolive@eastshire.example"
PURPOSE = purposes_for("officer")[0]


@pytest.fixture
def case(case: Case) -> Case:
    case_moves.triage_case(case.pk, by=viewer("officer"), because="Looked at the score.")
    return case


def kind(code: str) -> LetterKind:
    found = kind_of(code)
    assert found is not None
    return found


def draft(code: str, **more: Any) -> Draft:
    said: dict[str, Any] = {
        "kind": kind(code),
        "recipient": ("Mrs A. Parent", "1 Made-up Street", "ZZ1 1ZZ"),
        "how": "post",
        "sent_on": DAY,
        "typed": {"contact": CONTACT, "reply_by": "2 February 2026", "how_it_ended": "all is well"},
        **more,
    }
    return Draft(**said)


def test_the_first_letter_is_an_enquiry_and_a_contact_and_is_kept_as_sent(case: Case) -> None:
    letter = send_letter(case.pk, by=viewer("officer"), draft=draft("parent_first", check_code="WRITE"))
    enquiry = Enquiry.objects.get(case=case)
    assert (enquiry.check_code, letter.enquiry, letter.template_version, letter.how) == ("WRITE", enquiry, 0, "post")
    assert letter.recipient == "Mrs A. Parent\n1 Made-up Street\nZZ1 1ZZ" and letter.letterhead.startswith("Eastshire\n01632")
    assert letter.body.startswith("Dear Mrs A. Parent\n") and "by 2 February 2026" in letter.body and "{" not in letter.body
    contact = Contact.objects.get(case=case)
    assert contact.how == "message" and letter.number in contact.note and not contact.counts_as_seen
    case.refresh_from_db()
    assert "first_contact" in case.stages_done
    assert CaseChange.objects.filter(case=case, kind="case.letter_sent").count() == 1
    assert Event.objects.filter(kind="case.letter_sent").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(body="Something else")


def test_a_request_bears_its_new_number_and_a_reminder_belongs_to_it(case: Case) -> None:
    sent = send_letter(case.pk, by=viewer("officer"), draft=draft("school_old", check_code="ORIGIN_DEST_LA", how="email"))
    enquiry = Enquiry.objects.get(case=case)
    assert sent.enquiry == enquiry and enquiry.number in sent.subject and enquiry.number in sent.body and enquiry.lawful_basis in sent.body
    assert not Contact.objects.exists()
    reminder = send_letter(case.pk, by=viewer("officer"), draft=draft("chasing", enquiry_id=enquiry.pk))
    enquiry.refresh_from_db()
    assert enquiry.chased_on == DAY and "19 January 2026" in reminder.body and enquiry.number in reminder.body
    with pytest.raises(CannotDoNow, match="Choose the enquiry"):
        send_letter(case.pk, by=viewer("officer"), draft=draft("chasing"))
    enquiries.answer_enquiry(enquiry.pk, by=viewer("officer"), outcome="no_trace", answered_on=DAY)
    with pytest.raises(CannotDoNow, match="no such open enquiry"):
        send_letter(case.pk, by=viewer("officer"), draft=draft("chasing", enquiry_id=enquiry.pk))


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"recipient": (" ",)}, "to whom"),
    ({"how": "pigeon"}, "how the letter was sent"),
    ({"sent_on": DAY + timedelta(days=1)}, "on the day on which it is sent"),
    ({"sent_on": date(2020, 1, 1)}, "older than the case"),
    ({"typed": {"contact": " "}}, "Nobody has said yet"),
    ({"language": "pl"}, "no text of this letter in that language"),
    ({"check_code": "POLICE"}, "cannot ask that"),
    ({"subject": "Hello", "body": "Dear {child}"}, "open field"),
    ({"subject": "Hello", "body": "Nothing about how to reach us"}, "must still say"),
]


def test_a_letter_that_is_not_whole_is_refused_and_leaves_nothing_behind(case: Case) -> None:
    before, events = Case.objects.filter(pk=case.pk).values().get(), Event.objects.count()
    for change, reason in REFUSED:
        with pytest.raises(CannotDoNow, match=reason):
            send_letter(case.pk, by=viewer("officer"), draft=replace(draft("parent_first", check_code="WRITE"), **change))
        assert not Letter.objects.exists() and not Enquiry.objects.exists() and not Contact.objects.exists(), change
        assert Case.objects.filter(pk=case.pk).values().get() == before and Event.objects.count() == events


def test_another_authoritys_officer_writes_no_letter_and_reads_none(case: Case) -> None:
    with pytest.raises(CannotSee):
        send_letter(case.pk, by=viewer("officer-302"), draft=draft("parent_first"))
    letter = send_letter(case.pk, by=viewer("officer"), draft=draft("parent_first"))
    assert letter_page(viewer("officer-302"), PURPOSE, case.pk, letter.pk) is None
    assert letter_page(viewer("officer"), PURPOSE, case.pk + 1, letter.pk) is None
    found = letter_page(viewer("manager"), PURPOSE, case.pk, letter.pk)
    assert found is not None and found.letter == letter
    assert Event.objects.filter(kind="case.letter_looked_at").count() == 3


def test_no_letter_goes_to_a_family_where_that_could_be_dangerous(case: Case) -> None:
    case_moves.triage_case(case.pk, by=viewer("officer"), because="-", concerns={"forced_marriage": "The aunt fears it."})
    with pytest.raises(CannotDoNow, match="could put the child in danger"):
        send_letter(case.pk, by=viewer("officer"), draft=draft("last_address", check_code="WRITE"))
    send_letter(case.pk, by=viewer("officer"), draft=draft("agency", check_code="CSC_YJS"))


def test_a_shielded_childs_letters_say_nothing_of_where_the_child_is(case: Case) -> None:
    shielded = Case.objects.get(child_id="c000041")
    team = viewer("shielded-team-302")
    case_moves.triage_case(shielded.pk, by=team, because="-")
    with pytest.raises(CannotSee):
        send_letter(shielded.pk, by=viewer("officer-302"), draft=draft("agency", check_code="HEALTH"))
    with pytest.raises(CannotDoNow, match="danger"):
        send_letter(shielded.pk, by=team, draft=draft("parent_first"))
    letter = send_letter(shielded.pk, by=team, draft=draft("agency", check_code="HEALTH", because="At high risk"))
    assert WITHHELD in letter.body and CANARY not in letter.body and "Made-up School" not in letter.body
    assert letter_page(viewer("officer-302"), PURPOSE, shielded.pk, letter.pk) is None
    page = letter_page(team, PURPOSE, shielded.pk, letter.pk)
    assert page is not None
    assert CANARY not in pdf_text(pdf_of(page.document)) and CANARY.encode() not in docx_of(page.document)


def test_a_closed_case_sends_thanks_alone_and_a_restricted_one_nothing(case: Case) -> None:
    from onroll.casework.actions.endings import propose_ending

    piece = {"kind": "nhs_death", "dated_on": DAY.isoformat(), "reference": "file 7"}
    send_letter(case.pk, by=viewer("officer"), draft=draft("closing"))
    propose_ending(case.pk, by=viewer("officer"), because="-", outcome="deceased", evidence=[piece])
    with pytest.raises(CannotSee):
        send_letter(case.pk, by=viewer("officer"), draft=draft("closing"))
    with pytest.raises(CannotDoNow, match="restricted"):
        send_letter(case.pk, by=viewer("manager"), draft=draft("closing"))


# -- as files ---------------------------------------------------------------------------------------------------------

GOLDEN = """Eastshire
01632 960 100
olive@eastshire.example
Mrs A. Parent
1 Made-up Street
ZZ1 1ZZ
19 January 2026
Our reference: {number}
Thank you, and how to reach us later
Dear Mrs A. Parent
Thank you for your help. We have no more questions about {first}.
This is what we know now: all is well.
If that is not right, please tell us, and we will put it right.
If you need help with school later, you can always call us: 01632 960 100, olive@eastshire.example.
Yours sincerely
Test officer
Eastshire
01632 960 100, olive@eastshire.example"""


def test_the_same_words_stand_in_the_pdf_and_in_the_word_file(case: Case) -> None:
    letter = send_letter(case.pk, by=viewer("officer"), draft=draft("closing"))
    page = letter_page(viewer("officer"), PURPOSE, case.pk, letter.pk, "docx")
    assert page is not None
    first = letter.body.split("questions about ")[1].split(".")[0]
    golden = GOLDEN.format(number=letter.number, first=first).split()
    file = docx.Document(io.BytesIO(docx_of(page.document)))
    assert " ".join(each.text for each in file.paragraphs).split() == golden
    in_pdf = pdf_text(pdf_of(page.document)).split()
    assert in_pdf[: len(golden)] == golden and "Printed" in in_pdf[len(golden) :]
    assert file.core_properties.title == "Eastshire" and file.core_properties.language == "en-GB"
    assert [each.style.name for each in file.paragraphs if each.style and each.style.name.startswith("Heading")] == [
        "Heading 1",
        "Heading 2",
    ]


def test_a_word_file_has_real_lists_heads_and_directions(case: Case) -> None:
    letter = send_letter(case.pk, by=viewer("officer"), draft=draft("parent_first"))
    page = letter_page(viewer("officer"), PURPOSE, case.pk, letter.pk)
    assert page is not None
    table = Table("Dues", ["What", "When"], [["A review\x07", "Monday"]])
    document = replace(page.document, blocks=[*page.document.blocks, table], language="ar", watermark="DRAFT")
    made = docx_of(document)
    file = docx.Document(io.BytesIO(made))
    assert sum(each.style is not None and each.style.name == "List Bullet" for each in file.paragraphs) == 4
    assert [cell.text for cell in file.tables[0].rows[1].cells] == ["A review", "Monday"]
    assert "w:tblHeader" in file.element.xml and "<w:bidi/>" in file.element.xml and file.sections[0].header.paragraphs[0].text == "DRAFT"


# -- an authority's own texts -----------------------------------------------------------------------------------------

OWN = LetterText("About {child_first_name}", "Dear {recipient}\n\nCall us: {contact}")


def test_an_authority_writes_its_own_text_and_every_version_stays(case: Case) -> None:
    manager, first = viewer("manager"), kind("parent_first")
    write_template(by=manager, kind=first, language="en", text=OWN, because="Shorter", seen_version=0)
    letter = send_letter(case.pk, by=viewer("officer"), draft=draft("parent_first"))
    assert letter.template_version == 1 and letter.body.startswith("Dear Mrs A. Parent\n\nCall us: 01632")
    with pytest.raises(TextHasChanged, match="Test manager changed this text"):
        write_template(by=manager, kind=first, language="en", text=OWN, because="At the same time", seen_version=0)
    use_shipped_text(by=manager, kind=first, language="en", because="The old one was better", seen_version=1)
    assert text_for("301", "parent_first", "en", DAY)[1] == 0 and text_for("302", "parent_first", "en", DAY)[1] == 0
    with pytest.raises(CannotDoNow, match="no text of its own"):
        use_shipped_text(by=manager, kind=first, language="en", because="Again", seen_version=2)
    assert LetterTemplate.objects.count() == 2 and Letter.objects.get(pk=letter.pk).body == letter.body
    assert Event.objects.filter(kind="letter_text.changed").count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterTemplate.objects.update(body="Something else")


def test_a_text_in_another_language_is_used_where_it_is_asked_for(case: Case) -> None:
    polish = LetterText("{child_first_name} i szkoła", "Dzień dobry {recipient}\n\nProszę zadzwonić: {contact}")
    write_template(
        by=viewer("manager"), kind=kind("parent_first"), language="pl", text=polish, because="For Polish families", seen_version=0
    )
    letter = send_letter(case.pk, by=viewer("officer"), draft=draft("parent_first", language="pl"))
    assert letter.language == "pl" and "Dzień dobry" in letter.body
    assert {line.code for line in letter_texts(viewer("officer")) if line.kind.code == "parent_first"} == {"en", "pl"}
    assert [line.code for line in letter_texts(viewer("officer-302")) if line.kind.code == "parent_first"] == ["en"]


def test_a_text_that_cannot_be_used_is_refused_and_shown_why(people: object, clock: SetClock) -> None:
    for text, reason in (
        (LetterText("A", "{contact} {shoe_size}"), "no field called {shoe_size}"),
        (LetterText("A", "No way to reach us"), "must hold the field {contact}"),
        (LetterText("", "{contact}"), "subject"),
    ):
        with pytest.raises(CannotDoNow, match=reason):
            write_template(by=viewer("manager"), kind=kind("parent_first"), language="en", text=text, because="-", seen_version=0)
        assert reason in sample_of(viewer("officer"), "parent_first", text).refusal


def test_only_a_manager_writes_texts(people: object, clock: SetClock) -> None:
    for name in ("officer", "data-team", "auditor"):
        with pytest.raises(CannotSee):
            write_template(by=viewer(name), kind=kind("parent_first"), language="en", text=OWN, because="-", seen_version=0)
    with pytest.raises(CannotDoNow, match="language"):
        write_template(by=viewer("manager"), kind=kind("parent_first"), language="xx", text=OWN, because="-", seen_version=0)
