"""A child's number is asked for once, from a real server beside the test; what came of it is kept, and nothing leaves that must not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import DatabaseError, transaction

from onroll.accounts.models import Event
from onroll.casework.actions import consistent_identifiers as actions
from onroll.casework.actions.consistent_identifiers import ask_service, check_number, say_of_number
from onroll.casework.actions.shielding import mark_child
from onroll.casework.demographic_service import forget_tokens
from onroll.casework.held_about import items_about
from onroll.casework.models import IdentifierClaim, IdentifierLookUp
from onroll.casework.purposes import CannotUsePurpose, Purpose, purpose_for
from onroll.casework.queries.consistent_identifiers import identifiers_page
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from onroll.casework.the_index import the_tables
from onroll.config.demographics import demographic_service_settings
from onroll.config.home import CannotReadSettings
from onroll.core.demographic_search import OUTCOMES
from support.case_people import DAY, SetClock, viewer
from support.certificates import made_certificates
from support.demographics import Patient, StandIn, demographics
from support.made_up_run import write_made_up_run

CHILD, OTHERS = "c000020", "c000021"
A, B, C = "9990900019", "9990900027", "9990900035"


@pytest.fixture(scope="module")
def server() -> Iterator[StandIn]:
    with demographics() as here:
        yield here


@pytest.fixture
def service(server: StandIn, people: object, region: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    SetClock(monkeypatch)
    server.patients, server.superseded, server.invalid = [], {}, set()
    server.asked, server.headers, server.wrong, server.token = [], [], "", ""
    settings.ONROLL_DEMOGRAPHIC_SERVICE = {"name": "Made-up service", "address": server.address, "seconds": 0.7}
    monkeypatch.setattr(actions, "AGAIN_AFTER", date.resolution * 0)
    forget_tokens()
    return server


def child(child_id: str = CHILD) -> Any:
    found = the_tables().child(child_id)  # type: ignore[union-attr]
    assert found
    return found


def patient(number: str = A, of: str = CHILD, **other: Any) -> Patient:
    known = child(of)
    said = {
        "family": known.surname, "given": known.forename, "born": known.date_of_birth.isoformat(),
        "gender": {"F": "female", "M": "male"}[known.sex], "postcode": known.postcode,
    }  # fmt: skip
    return Patient(number=number, **{**said, **other})


def why(code: str = "cme_enquiry") -> Purpose:
    return purpose_for("officer", code)


def ask(child_id: str = CHILD, by: str = "officer") -> IdentifierLookUp:
    return ask_service(child_id, by=viewer(by), purpose=why())


def standing(child_id: str = CHILD, by: str = "officer") -> dict[str, str]:
    return {each.value: each.standing for each in identifiers_page(viewer(by), why(), child_id).standing}


def test_one_person_for_certain_becomes_a_claim_with_its_source_and_day(service: StandIn) -> None:
    service.patients = [patient(), patient(B, family="Zyx")]
    came = ask()
    assert (came.outcome, came.score, came.question, came.questions) == ("match", 1.0, "exact", 1)
    claim = IdentifierClaim.objects.get()
    assert (claim.value, claim.verb, claim.version, claim.source, claim.on) == (A, "claimed", 1, "Made-up service", DAY)
    assert (claim.kind, claim.look_up, claim.home_record is not None) == ("nhs_number", came, True)
    page = identifiers_page(viewer("officer"), why(), CHILD)
    assert page.number == A and [each.version for each in page.versions] == [1]
    assert service.searches == [
        {"_exact-match": "true", "family": child().surname, "given": child().forename, "birthdate": f"eq{child().date_of_birth}"}
    ], "nobody is asked more than it takes"
    assert came.asked_with == sorted(came.asked_with) and "postcode" in came.asked_with
    assert ask().claims.get().version == 2, "asked again, it is confirmed under the next version"


def test_each_look_up_has_a_purpose_and_is_written_down_before_and_after(service: StandIn) -> None:
    service.patients = [patient()]
    ask()
    asked, answered = Event.objects.filter(kind__startswith="identifier.").order_by("seq")
    assert (asked.kind, asked.subject, asked.purpose, asked.actor) == ("identifier.asked", CHILD, "cme_enquiry", "officer")
    assert answered.kind == "identifier.answered" and '"outcome":"match"' in answered.body
    for event in (asked, answered):
        assert not [word for word in (A, child().surname, child().forename, str(child().date_of_birth)) if word in event.body]


@pytest.mark.parametrize(
    ("patients", "outcome", "claims"),
    [
        ([{"worth": 0.95}], "match", ["claimed"]),
        ([{"worth": 0.9499}], "potential_match", ["proposed"]),
        ([{"worth": 0.85}], "potential_match", ["proposed"]),
        ([{"worth": 0.8499}], "low_confidence", []),
        ([], "no_match", []),
        ([{}, {"number": B}], "many_matches", []),
        ([{"family": "Zyx"}], "no_match", []),
        ([{"number": f"{i}"} for i in range(60)], "many_matches", []),
    ],
)
def test_the_five_outcomes(service: StandIn, patients: list[dict[str, Any]], outcome: str, claims: list[str]) -> None:
    service.patients = [patient(**each) for each in patients]
    came = ask()
    assert came.outcome == outcome and list(came.claims.values_list("verb", flat=True)) == claims
    assert OUTCOMES[outcome].means  # type: ignore[index]


@pytest.mark.parametrize(
    ("change", "outcome", "question"),
    [
        ({"family": "Other", "former": True}, "match", "with former names"),
        ({"given": "Kophee"}, "potential_match", "names that sound alike, with the postcode"),
        ({"transposed": True}, "match", "names that sound alike"),
        ({"near": True}, "potential_match", "birthday within six months"),
        ({"given": "Zyx"}, "potential_match", "without the first name"),
    ],
)
def test_who_is_written_otherwise_is_found_and_seldom_for_certain(
    service: StandIn, change: dict[str, Any], outcome: str, question: str
) -> None:
    known = child()
    if change.pop("former", False):
        change["former"] = (known.surname,)
    if change.pop("transposed", False):
        change |= {"family": known.forename, "given": known.surname}
    if change.pop("near", False):
        change["born"] = date.fromordinal(known.date_of_birth.toordinal() + 40).isoformat()
    service.patients = [patient(**change)]
    came = ask()
    assert (came.outcome, came.question) == (outcome, question) and came.questions > 1


def test_a_possible_match_waits_for_a_persons_yes_or_no(service: StandIn) -> None:
    service.patients = [patient(worth=0.9)]
    ask()
    assert standing()[A] == "proposed" and identifiers_page(viewer("officer"), why(), CHILD).number == ""
    say_of_number(CHILD, A, "refused", by=viewer("officer"), purpose=why(), because="The mother says no.")
    assert standing()[A] == "refused"
    ask()
    assert IdentifierClaim.objects.count() == 2, "what was refused is not proposed again"
    with pytest.raises(CannotDoNow, match="cannot be said"):
        say_of_number(CHILD, A, "accepted", by=viewer("officer"), purpose=why(), because="x")
    with pytest.raises(CannotDoNow, match="Say why"):
        say_of_number(CHILD, A, "accepted", by=viewer("officer"), purpose=why(), because=" ")


def test_a_number_that_was_replaced_leads_to_the_one_in_its_place(service: StandIn) -> None:
    service.patients = [patient()]
    ask()
    service.patients, service.superseded = [patient(B)], {A: B}
    came = check_number(CHILD, A, by=viewer("officer"), purpose=why())
    assert came.outcome == "superseded" and service.asked[-1].endswith(f"/Patient/{A}")
    assert standing() == {B: "active", A: "superseded"}
    assert [(row.verb, row.value, row.successor, row.version) for row in IdentifierClaim.objects.order_by("pk")] == [
        ("claimed", A, "", 1), ("superseded", A, B, 2), ("claimed", B, "", 3),
    ]  # fmt: skip
    assert check_number(CHILD, B, by=viewer("officer"), purpose=why()).outcome == "stands"
    with pytest.raises(CannotDoNow, match="could be checked"):
        check_number(CHILD, A, by=viewer("officer"), purpose=why())


def test_a_number_out_of_use_or_never_given_ends(service: StandIn) -> None:
    service.patients = [patient()]
    ask()
    service.patients, service.invalid = [], {A}
    assert check_number(CHILD, A, by=viewer("officer"), purpose=why()).outcome == "invalid"
    assert standing()[A] == "invalid"
    service.patients, service.invalid = [patient(B)], set()
    ask()
    service.patients = []
    assert check_number(CHILD, B, by=viewer("officer"), purpose=why()).outcome == "not_known" and standing()[B] == "invalid"


def test_a_number_given_anew_is_the_named_teams_and_ties_nothing(service: StandIn) -> None:
    service.patients = [patient()]
    ask()
    with pytest.raises(CannotDoNow, match="named team"):
        say_of_number(CHILD, A, "reissued", by=viewer("officer"), purpose=why(), because="Adopted.")
    said = say_of_number(CHILD, A, "reissued", by=viewer("shielded-team"), purpose=why(), because="On the word of the court.")
    assert (said.successor, standing()[A]) == ("", "reissued")


def test_two_numbers_at_once_count_for_nothing_until_one_is_settled(service: StandIn) -> None:
    service.patients = [patient()]
    ask()
    service.patients = [patient(B)]
    ask()
    assert standing() == {A: "disputed", B: "disputed"} and identifiers_page(viewer("officer"), why(), CHILD).number == ""
    say_of_number(CHILD, A, "superseded", by=viewer("officer"), purpose=why(), because="A letter of the practice.", successor=B)
    assert standing() == {B: "active", A: "superseded"}
    for successor in ("", B, "9990900018"):
        with pytest.raises(CannotDoNow, match="in its place"):
            say_of_number(CHILD, B, "superseded", by=viewer("officer"), purpose=why(), because="x", successor=successor)


def test_what_the_service_says_besides_is_a_warning_and_no_address_comes_in(service: StandIn) -> None:
    service.patients = [patient(restricted=True, died=True)]
    came = ask()
    assert came.notes == ["restricted", "died"] and came.outcome == "match"
    rows = repr([list(IdentifierLookUp.objects.values()), list(IdentifierClaim.objects.values()), list(Event.objects.values())])
    assert "SECRETSTREET" not in rows
    taken = "9990000018"
    assert the_tables().child("c000018").nhs_number == taken  # type: ignore[union-attr]
    service.patients = [patient(taken, of="c000028")]
    assert ask("c000028").notes == ["held_by_another"]


def test_a_claim_goes_with_a_merge_and_with_its_record_after_a_split(service: StandIn, own_region: Path) -> None:
    other = "c000024"
    service.patients = [patient()]
    ask()
    merged = f"UPDATE children SET child_id = '{other}' WHERE child_id = '{CHILD}'"
    leads = f"UPDATE child_history SET state = 'merged', successor_id = '{other}' WHERE child_id = '{CHILD}'"
    gone = f"DELETE FROM child_summaries WHERE child_id = '{CHILD}'"
    write_made_up_run(own_region, children=800, changes={"children": merged, "child_history": leads, "child_summaries": gone})
    assert standing(other)[A] == "active" == standing(CHILD)[A], "the former id leads to the joined child"
    both = f"WHERE child_id IN ('{CHILD}', '{other}')"
    swapped = f"UPDATE children SET child_id = CASE child_id WHEN '{CHILD}' THEN '{other}' ELSE '{CHILD}' END {both}"
    write_made_up_run(own_region, children=800, changes={"children": swapped})
    assert standing(other)[A] == "active" and A not in standing(CHILD), "parted again, it is whose record it was"


# -- what is refused ------------------------------------------------------------------------------------------------------


def test_nothing_is_asked_of_a_shielded_child_or_of_anothers(service: StandIn, own_region: Path) -> None:
    for username, child_id in (("officer", OTHERS), ("officer", "c000041"), ("shielded-team", "c000041"), ("officer", "c999999")):
        with pytest.raises(CannotSee):
            ask(child_id, by=username)
    with pytest.raises(CannotSee):
        ask_service(CHILD, by=viewer("school"), purpose=why())
    mark_child(CHILD, by=viewer("shielded-team"), reason="refuge", because="x", review_on=date(2026, 3, 1))
    with pytest.raises(CannotSee):
        ask()
    for act in (lambda: ask(by="shielded-team"), lambda: identifiers_page(viewer("shielded-team"), why(), CHILD)):
        with pytest.raises(CannotDoNow, match="shielded"):
            act()
    assert service.asked == [] and not IdentifierLookUp.objects.exists()


def test_of_a_sealed_child_nothing_leaves_and_the_answer_is_an_ordinary_one(service: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    ask()
    ordinary = IdentifierLookUp.objects.get()
    service.asked.clear()
    service.patients = [patient()]
    monkeypatch.setattr(actions, "is_sealed", lambda *_: True)
    came = ask()
    same = ("outcome", "score", "question", "questions", "asked_with", "notes", "said", "what", "service")
    assert {name: getattr(came, name) for name in same} == {name: getattr(ordinary, name) for name in same}
    assert service.asked == [] and not IdentifierClaim.objects.exists()
    assert came.took_ms >= ordinary.took_ms, "nobody tells the two by the time that it takes"
    kinds = list(Event.objects.filter(kind__startswith="identifier.").order_by("seq").values_list("kind", flat=True))
    assert kinds == ["identifier.asked", "identifier.answered"] * 2


def test_who_is_sealed_is_known_by_the_marks_of_either_identity(
    service: StandIn, own_region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onroll.casework import identifier_claims
    from onroll.casework.actions.sealed_list import seal_pair

    tables = the_tables()
    assert tables and not identifier_claims.is_sealed(tables, CHILD)
    monkeypatch.setattr(identifier_claims, "identity_of", lambda _, child_id: frozenset({f"nhs_number:{A if child_id == CHILD else C}"}))
    seal_pair(by=viewer("shielded-team"), purpose=why(), kind="adoption", reference="F/1", former=A, present=B, because="x")
    assert identifier_claims.is_sealed(tables, CHILD) and not identifier_claims.is_sealed(tables, "c000024")


def test_some_purposes_ask_nobody_and_without_a_service_nobody_is_asked(service: StandIn, settings: Any) -> None:
    with pytest.raises(CannotUsePurpose, match="keep the child safe"):
        ask_service(CHILD, by=viewer("officer"), purpose=why("family_request"))
    settings.ONROLL_DEMOGRAPHIC_SERVICE = {}
    with pytest.raises(CannotDoNow, match="set up"):
        ask()
    assert service.asked == [] and "set up" in identifiers_page(viewer("officer"), why(), CHILD).may_ask.reason_not


def test_a_button_pressed_twice_asks_once(service: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    ask()
    asked = len(service.asked)
    with pytest.raises(CannotDoNow, match="less than a minute ago"):
        ask()
    assert len(service.asked) == asked


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("slow", "did not answer within"), ("drips", "did not answer within"), ("breaks off", "could not be reached"),
        ("away", "answered with 302"),
        ("400", "could not use the question"), ("401", "does not let Onroll in"), ("403", "does not let Onroll ask"), ("429", "too often"),
        ("503", "not there at the moment"), ("500", "answered with 500"), ("<html>", "not what the published"),
        ("[]", "not what the published"),
        ("[" * 100_000, "not what the published"), ('{"resourceType":"Patient"}', "not what the published"), (" " * 1_100_000, "not what"),
        ('{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Patient","id":"1"}}]}', "not what"),
        ('{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Patient","id":"9990000018"},"search":{"score":7}}]}',
         "not what"),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_is_one_sentence_and_no_claim(service: StandIn, wrong: str, said: str) -> None:
    service.patients, service.wrong = [patient()], wrong
    came = ask()
    assert (
        (came.outcome, came.said.count("\n")) == ("error", 0)
        and said in came.said
        and came.said.startswith("What Made-up" if "not what" in said else "Made-up")
    )
    assert not IdentifierClaim.objects.exists() and child().surname not in came.said


def test_a_service_that_nobody_reaches(service: StandIn, settings: Any) -> None:
    settings.ONROLL_DEMOGRAPHIC_SERVICE |= {"address": "http://127.0.0.1:9/FHIR/R4"}
    assert "could not be reached" in ask().said
    settings.ONROLL_DEMOGRAPHIC_SERVICE |= {"address": service.address.replace("FHIR", "elsewhere")}
    service.patients = [patient()]
    assert ask().outcome == "error"


def test_rows_are_never_edited(service: StandIn) -> None:
    service.patients = [patient()]
    ask()
    for model in (IdentifierClaim, IdentifierLookUp):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.update(by="x")


def test_the_family_is_told_of_it(service: StandIn) -> None:
    service.patients = [patient()]
    ask()
    items = [each for each in items_about(CHILD) if each.reference.startswith("identifiers")]
    assert any(A in value for each in items for _, value in each.says) and any(
        "Made-up service" in v for each in items for _, v in each.says
    )


# -- letting the service in, and being let in -------------------------------------------------------------------------------


def test_over_tls_with_a_made_up_authority_and_refused_without(service: StandIn, settings: Any, tmp_path: Path) -> None:
    root, certificate = made_certificates(tmp_path)
    with demographics(certificate) as secure:
        secure.patients = [patient()]
        settings.ONROLL_DEMOGRAPHIC_SERVICE = {"name": "Made-up service", "address": secure.address, "ca_file": str(root)}
        assert ask().outcome == "match"
        settings.ONROLL_DEMOGRAPHIC_SERVICE = {"name": "Made-up service", "address": secure.address}
        asked, refused = len(secure.asked), ask()
        assert refused.said.startswith("The certificate of Made-up service was refused: ") and len(secure.asked) == asked


def test_a_token_comes_from_a_file_or_by_a_signed_request(service: StandIn, settings: Any, tmp_path: Path) -> None:
    service.patients, service.token = [patient()], "made-up"
    assert "does not let Onroll in" in ask().said
    (tmp_path / "token").write_text("made-up\n")
    settings.ONROLL_DEMOGRAPHIC_SERVICE |= {"token_file": str(tmp_path / "token"), "organisation_code": "Z99"}
    assert ask().outcome == "match" and service.headers[-1]["nhsd-end-user-organisation-ods"] == "Z99"
    key = rsa.generate_private_key(65537, 2048)
    (tmp_path / "key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    service.signed_with = (
        key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
    )
    signed = {"token_address": f"{service.address}/token", "client_id": "onroll", "key_id": "1", "key_file": str(tmp_path / "key")}
    settings.ONROLL_DEMOGRAPHIC_SERVICE = {"name": "Made-up service", "address": service.address, **signed}
    assert (ask().outcome, ask().outcome, service.tokens_given) == ("match", "match", 1)
    (tmp_path / "key").write_text("no key")
    forget_tokens()
    assert "key for Made-up service cannot be used" in ask().said


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"name": "S"}, "lacks: address"), ({"name": "S", "address": "http://example.org"}, "https://"),
        ({"name": "S", "colour": "x"}, "not known"),
        ({"name": "S", "address": "https://e.org", "client_id": "x"}, "needs all of"),
        ({"name": "S", "address": "https://e.org", "ca_file": "none"}, "no ca_file"),
        ({"name": "S", "address": "https://e.org", "seconds": 90}, "seconds"),
        ({"name": "S", "address": "https://e.org", "certificate_key_file": "x"}, "without its certificate_file"),
    ],
)  # fmt: skip
def test_wrong_settings_stop_the_start_with_a_sentence(said: dict[str, Any], refused: str, tmp_path: Path) -> None:
    with pytest.raises(CannotReadSettings, match=refused):
        demographic_service_settings(said, tmp_path)


def test_settings_name_files_of_the_home(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("x")
    read = demographic_service_settings({"name": "S", "address": "https://e.org/FHIR/R4", "token_file": "token"}, tmp_path)
    assert read["token_file"] == str(tmp_path / "token") and demographic_service_settings({}, tmp_path) == {}
