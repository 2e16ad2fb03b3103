"""Council tax as a lead: the account that closed here and opened there in the same name, and nobody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onroll.core.leads.council_tax import Account, council_tax_leads, family_accounts
from onroll.core.leads.liable_names import agreement
from onroll.core.leads.shape import Home, Lead, Sought

LOST = date(2025, 3, 4)
HOME = Home("ZA1 1AA", "4 Hill Road", "", date(2024, 1, 10), date(2025, 1, 10), on_roll_on=date(2025, 1, 10))
AMY = Sought("a", LOST, surnames=("Norwood",), parents=("Karen Norwood", "Peter Norwood"), homes=(HOME,))


def account(line: str, postcode: str, *liable: str, since: date, until: date | None = None, **more: object) -> Account:
    values = {"supplier": "301", "uprn": "", "to_date": until, "last_on": date(2025, 6, 1), "record_id": "r1", "la_code": "301", **more}
    return Account(line=line, postcode=postcode, liable=liable, from_date=since, **values)  # type: ignore[arg-type]


HERE = account("4 Hill Rd", "ZA1 1AA", "Karen Norwood", since=date(2019, 4, 1), until=date(2025, 3, 3))
THERE = account("9 Dale Street", "ZB2 2BB", "Mrs Karen Norwood", since=date(2025, 3, 5), supplier="302", la_code="302")


def leads(*named: Account, own: tuple[Account, ...] = (HERE,), sought: Sought = AMY) -> list[Lead]:
    return council_tax_leads(sought, family_accounts(sought, own), named)


def test_the_account_that_closed_here_and_opened_there_in_the_same_name_is_the_lead() -> None:
    (lead,) = leads(THERE)
    assert lead.strength == "strong" and lead.place == "9 Dale Street, ZB2 2BB" and lead.la_code == "302"
    assert "4 Hill Rd, ZA1 1AA closed on 3 March 2025" in lead.says and "authority 302 on 5 March 2025" in lead.says
    assert lead.evidence == ("council_tax:301:2025-06-01:r1", "council_tax:302:2025-06-01:r1")
    assert lead.check == "COUNCIL_TAX_HOUSING" and lead.outcome == "traced_address"


def test_the_same_rows_in_another_extract_are_the_same_lead_and_other_rows_another() -> None:
    (lead,) = leads(THERE)
    (again,) = leads(replace(THERE, last_on=date(2025, 9, 1), record_id="other"))
    (moved_on,) = leads(replace(THERE, line="10 Dale Street"))
    assert lead.key == again.key and lead.as_at != again.as_at and moved_on.key != lead.key


def test_an_account_that_is_gone_from_the_next_extract_has_closed_in_between() -> None:
    gone = replace(HERE, to_date=None, last_on=date(2025, 1, 5), next_on=date(2025, 6, 1))
    (lead,) = leads(THERE, own=(gone,))
    assert "closed between 5 January 2025 and 1 June 2025" in lead.says and lead.strength == "strong"


@pytest.mark.parametrize(
    ("liable", "since", "why"),
    [
        (("Karen Southwood",), date(2025, 3, 5), "another name"),
        (("Kevin Norwood",), date(2025, 3, 5), "another person of the surname"),
        (("Karen Norwood",), date(2018, 1, 1), "there long before"),
    ],
)
def test_somebody_elses_account_is_no_lead(liable: tuple[str, ...], since: date, why: str) -> None:
    (lead,) = leads(account("9 Dale Street", "ZB2 2BB", *liable, since=since))
    assert lead.facts[0] == "left" and lead.place == "", why


def test_two_people_liable_together_beat_a_namesake_of_one() -> None:
    both = replace(THERE, liable=("Karen Norwood", "P Norwood"))
    namesake = account("1 Far Road", "ZC3 3CC", "Karen Norwood", since=date(2025, 3, 6), supplier="303")
    found = leads(namesake, both)
    assert [lead.place for lead in found] == ["9 Dale Street, ZB2 2BB"] and found[0].strength == "strong"


def test_where_many_of_the_name_moved_a_name_says_nothing() -> None:
    three = [account(f"{number} Far Road", "ZC3 3CC", "Karen Norwood", since=date(2025, 3, 6)) for number in range(1, 4)]
    assert {lead.strength for lead in leads(*three)} == {"fair"} and len(leads(*three)) == 3
    four = [*three, account("4 Far Road", "ZC3 3CC", "Karen Norwood", since=date(2025, 3, 6))]
    assert [lead.facts[0] for lead in leads(*four)] == ["left"]


def test_an_account_still_open_at_the_old_address_says_that_the_family_may_be_there() -> None:
    (lead,) = leads(own=(replace(HERE, to_date=None),))
    assert "still open on 1 June 2025" in lead.says and lead.strength == "fair" and lead.place.startswith("4 Hill Rd")


def test_people_before_or_after_the_family_are_not_the_family() -> None:
    stranger = replace(HERE, liable=("Ivo Landlord",))
    earlier = replace(HERE, from_date=date(2010, 1, 1), to_date=date(2015, 1, 1))
    assert leads(own=(stranger, earlier)) == []


def test_without_a_parents_name_the_liable_name_at_the_old_address_leads_on() -> None:
    nameless = replace(AMY, parents=())
    (lead,) = leads(THERE, sought=nameless)
    assert lead.place == "9 Dale Street, ZB2 2BB"


def test_an_address_that_another_register_knows_too_is_strong() -> None:
    known = replace(AMY, homes=(HOME, Home("ZB2 2BB", "9 Dale Street", "", date(2025, 4, 1), date(2025, 6, 1))))
    there = replace(THERE, liable=("Karen Norwood",))
    (lead,) = leads(own=(there,), sought=known)
    assert lead.strength == "strong" and "another register shows the child" in lead.matched


@pytest.mark.parametrize(
    ("liable", "parent", "says"),
    [
        ("Mrs Karen Norwood", "karen norwood", "same"),
        ("K Norwood", "Karen Norwood", "variant"),
        ("Mohamed Hossain", "Mohammed Hussein", "variant"),
        ("Anna Kowalska-Smith", "Anna Smith", "variant"),
        ("Łukasz Nowak", "Lukasz Nowak", "same"),
        ("Karen Norwood", "Peter Norwood", None),
        ("Karen Norwood", "Karen Green", None),
        ("Norwood", "Karen Norwood", None),
        ("", "Karen Norwood", None),
    ],
)
def test_names_agree_in_their_variants(liable: str, parent: str, says: str | None) -> None:
    assert agreement(liable, parent) == says
