"""Which column holds which field."""

from onroll.core.column_headings import heading_key, looks_like, match_headings
from onroll.core.registers import all_registers, register_named

EVERY = list(all_registers().values())


def test_headings_compare_without_case_and_with_separators_equal():
    assert heading_key(" Date of-Birth ") == heading_key("date_of_birth") == heading_key("DATE--OF  BIRTH")


def test_the_national_file_is_read_under_its_own_headings():
    headings = [
        "URN",
        "LA (code)",
        "LA (name)",
        "EstablishmentNumber",
        "EstablishmentName",
        "TypeOfEstablishment (code)",
        "StatutoryHighAge",
        "OpenDate",
    ]
    matched = match_headings(headings, register_named("establishments"))
    assert matched.column_of == {
        **{"urn": 0, "la_code": 1, "establishment_number": 3, "establishment_name": 4, "type_code": 5},
        **{"statutory_high_age": 6, "open_date": 7},
    }
    assert matched.unknown == ("LA (name)",)
    assert matched.missing == ()


def test_what_is_missing_unknown_and_there_twice():
    matched = match_headings(["Surname", "SURNAME ", "forename", "Shoe size"], register_named("nhs"))
    assert matched.missing == ("date_of_birth",)
    assert matched.unknown == ("Shoe size",)
    assert matched.twice == {"surname": ("Surname", "SURNAME ")}


def test_a_column_map_goes_before_our_headings():
    matched = match_headings(
        ["Surname", "Known as", "Forename", "DoB"], register_named("nhs"), {"known AS": "surname", "dob": "date_of_birth"}
    )
    assert matched.column_of == {"surname": 1, "forename": 2, "date_of_birth": 3}
    assert matched.unknown == ("Surname",)


def test_identity_columns_are_understood_in_each_child_level_register():
    for register in EVERY:
        assert ("nhs_number" in match_headings(["NHS number"], register).column_of) == register.child_level


PERSON = ["surname", "forename", "date_of_birth"]


def columns_of(name):
    return [field.name for field in register_named(name).fields]


def test_each_register_looks_like_itself():
    for register in EVERY:
        headings = (PERSON if register.child_level else []) + columns_of(register.name)
        assert looks_like(headings, register, EVERY) == ()


def test_a_register_with_only_its_required_columns_looks_like_itself():
    for register in EVERY:
        required = (PERSON if register.child_level else []) + [field.name for field in register.fields if field.required]
        assert looks_like(required, register, EVERY) == (), register.name


def test_a_file_of_another_register_is_noticed():
    assert looks_like(PERSON + columns_of("school_roll"), register_named("nhs"), EVERY) == ("school_roll",)
    assert looks_like(PERSON + columns_of("child_benefit"), register_named("nhs"), EVERY) == ("child_benefit",)
    assert looks_like(PERSON + columns_of("social_care"), register_named("ehe"), EVERY) == ("social_care",)
    assert looks_like(PERSON + columns_of("school_roll"), register_named("establishments"), EVERY) == ("school_roll",)


def test_one_column_more_does_not_make_another_register():
    assert looks_like([*PERSON, "start_date", "gp_practice"], register_named("nhs"), EVERY) == ()
    assert looks_like([*PERSON, "start_date"], register_named("nhs"), EVERY) == ()
