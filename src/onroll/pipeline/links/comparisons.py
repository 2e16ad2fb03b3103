"""The comparisons: for each thing that two units say of a child, how far they agree, in levels.

Defined once, as conditions on the columns `…_l` and `…_r`. Splink trains and explains with them; our own SQL scores with them; a
test holds the two to the same weights. What each level is worth stands in the model (`model.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

MACROS = (
    # The best similarity of a name in one list with a name in the other.
    "CREATE OR REPLACE MACRO names_near(a, b, least_similarity) AS len(list_filter(a, lambda x: len(list_filter(b, lambda y: "
    "jaro_winkler_similarity(x, y) >= least_similarity)) > 0)) > 0",
    # One letter wrong, missing, added, or two changed over, in names of three letters and more.
    "CREATE OR REPLACE MACRO one_slip(a, b) AS len(list_filter(a, lambda x: len(list_filter(b, lambda y: length(x) + length(y) >= 5 "
    "AND abs(length(x) - length(y)) <= 1 AND (length(x) + length(y) <= 7 OR jaro_winkler_similarity(x, y) >= 0.55) "
    "AND damerau_levenshtein(x, y) <= 1)) > 0)) > 0",
    # The same in names of five letters and more: a short middle name is soon another forename.
    "CREATE OR REPLACE MACRO slip_in_long(a, b) AS one_slip(list_filter(a, lambda x: length(x) >= 5), "
    "list_filter(b, lambda y: length(y) >= 5))",
    # One name stands within the other: Ayo and Ayomide, Seun and Oluwaseun, Liv and Olivia.
    "CREATE OR REPLACE MACRO one_within_other(a, b) AS len(list_filter(a, lambda x: len(list_filter(b, lambda y: "
    "(length(x) >= 3 AND contains(y, x)) OR (length(y) >= 3 AND contains(x, y)))) > 0)) > 0",
    # A parent of whom one row gives the initial alone: A Khan and Amina Khan.
    "CREATE OR REPLACE MACRO initial_of(a, b) AS len(list_filter(a, lambda x: len(list_filter(b, lambda y: x[1] = y[1] AND "
    "((length(x) >= 4 AND ends_with(y, x[2:])) OR (length(y) >= 4 AND ends_with(x, y[2:]))))) > 0)) > 0",
    "CREATE OR REPLACE MACRO day_and_month_changed_over(a, b) AS len(list_filter(a, lambda x: len(list_filter(b, lambda y: "
    "x // 10000 = y // 10000 AND (x // 100) % 100 = y % 100 AND x % 100 = (y // 100) % 100)) > 0)) > 0",
    # Two of year, month and day agree.
    "CREATE OR REPLACE MACRO one_part_off(a, b) AS len(list_filter(a, lambda x: len(list_filter(b, lambda y: "
    "((x // 10000 = y // 10000)::INTEGER + ((x // 100) % 100 = (y // 100) % 100)::INTEGER + (x % 100 = y % 100)::INTEGER) = 2)) > 0)) > 0",
    "CREATE OR REPLACE MACRO first_of_january(a, b) AS len(list_filter(a, lambda x: len(list_filter(b, lambda y: "
    "x // 10000 = y // 10000 AND (x % 10000 = 101 OR y % 10000 = 101))) > 0)) > 0",
    "CREATE OR REPLACE MACRO postcodes_near(a, b) AS len(list_filter(a, lambda x: len(list_filter(b, lambda y: "
    "abs(length(x) - length(y)) <= 1 AND jaro_winkler_similarity(x, y) >= 0.8 AND damerau_levenshtein(x, y) = 1)) > 0)) > 0",
    # A postcode is shared, but only at times that lie far apart: whoever moved in years later is somebody else.
    "CREATE OR REPLACE MACRO homes_far_apart(a, b, months) AS coalesce(len(list_filter(a, lambda x: len(list_filter(b, lambda y: "
    "x.postcode = y.postcode)) > 0)) > 0 AND len(list_filter(a, lambda x: len(list_filter(b, lambda y: x.postcode = y.postcode "
    'AND x."first" <= y."last" + months AND y."first" <= x."last" + months)) > 0)) = 0, false)',
    "CREATE OR REPLACE MACRO districts_shared(a, b) AS list_has_any(list_transform(a, lambda x: split_part(x, ' ', 1)), "
    "list_transform(b, lambda x: split_part(x, ' ', 1)))",
)
"""What the conditions call. Splink takes them for functions of the engine."""


@dataclass(frozen=True)
class Level:
    """One degree of agreement.

    Shape  sql: the condition (empty: all that is left); no level: the condition says that nothing can be compared.
           frequency_of: the name whose own frequency makes the agreement weigh more or less.
    """

    name: str
    sql: str = ""
    missing: bool = False
    frequency_of: str = ""


@dataclass(frozen=True)
class Comparison:
    """One thing that is compared, its levels in the order in which they are tried."""

    name: str
    columns: tuple[str, ...]
    levels: tuple[Level, ...]

    def case(self) -> str:
        """Return the SQL that gives the level's number: 0 is the first."""
        arms = " ".join(f"WHEN {level.sql} THEN {number}" for number, level in enumerate(self.levels) if level.sql)
        return f"CASE {arms} ELSE {len(self.levels) - 1} END"

    def number_of(self, name: str) -> int:
        """Return the number of the level of that name."""
        return [level.name for level in self.levels].index(name)


def _either_empty(column: str) -> str:
    return f"(len({column}_l) = 0 OR len({column}_r) = 0)"


def _shared(column: str, other: str = "") -> str:
    return f"list_has_any({column}_l, {other or column}_r)"


def _across(one: str, other: str) -> str:
    return f"(list_has_any({one}_l, {other}_r) OR list_has_any({other}_l, {one}_r))"


MONTHS_OUT_OF_DATE = 24
"""A register may go on giving a home for so long after the child has left it, and another one may have been so slow to hear of it."""

_FAR_APART = f"homes_far_apart(homes_l, homes_r, {MONTHS_OUT_OF_DATE})"

_MAY_BE_SURNAME_L, _MAY_BE_SURNAME_R = "(surname_parts_l || parent_surnames_l)", "(surname_parts_r || parent_surnames_r)"
_MAY_BE_GIVEN_L, _MAY_BE_GIVEN_R = "(given_l || middles_l || given_forms_l)", "(given_r || middles_r || given_forms_r)"
_NAMES_CHANGED_OVER = (
    f"((list_has_any(given_l, {_MAY_BE_SURNAME_R}) AND (list_has_any(surname_parts_l, {_MAY_BE_GIVEN_R}) "
    f"OR names_near(surname_parts_l, given_r, 0.85) OR one_slip(surname_parts_l, given_r))) "
    f"OR (list_has_any({_MAY_BE_SURNAME_L}, given_r) AND (list_has_any({_MAY_BE_GIVEN_L}, surname_parts_r) "
    f"OR names_near(given_l, surname_parts_r, 0.85) OR one_slip(given_l, surname_parts_r))) "
    "OR (names_near(given_l, surname_parts_r, 0.85) AND list_has_any(surname_parts_l, given_r || middles_r)) "
    "OR (names_near(surname_parts_l, given_r, 0.85) AND list_has_any(given_l || middles_l, surname_parts_r)))"
)
_TURNED_ROUND = (
    "((list_has_any(given_l, middles_r) AND (list_has_any(middles_l, given_r) OR names_near(middles_l, given_r, 0.92))) "
    "OR (list_has_any(middles_l, given_r) AND names_near(given_l, middles_r, 0.92)))"
)

_MIDDLE_MISSPELT = " OR ".join(
    f"names_near({given}, {middles}, 0.92) OR slip_in_long({given}, {middles})"
    for given, middles in (("given_l", "middles_r"), ("middles_l", "given_r"))
)

COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        "given",
        ("forename", "given", "given_forms", "middles", "surname_parts"),
        (
            Level("missing", _either_empty("given"), missing=True),
            Level("same", "forename_l = forename_r", frequency_of="forename"),
            Level("shared", f"({_shared('given')} OR {_TURNED_ROUND})", frequency_of="forename"),
            Level("changed over", _NAMES_CHANGED_OVER),
            Level("variant", f"({_across('given', 'given_forms')} OR {_shared('given_forms')} OR one_within_other(given_l, given_r))"),
            Level("middle", f"({_across('given', 'middles')} OR {_MIDDLE_MISSPELT})"),
            Level("near", "(one_slip(given_l, given_r) OR names_near(given_l, given_r, 0.92))"),
            Level("weak", f"(names_near(given_l, given_r, 0.85) OR (forename_l[1] = forename_r[1] AND {_shared('middles')}))"),
            Level("different"),
        ),
    ),
    Comparison(
        "surname",
        ("surname", "surnames", "surname_parts", "surname_forms", "parent_surnames", "given", "middles", "given_forms"),
        (
            Level("missing", _either_empty("surnames"), missing=True),
            Level("same", _shared("surnames"), frequency_of="surname"),
            Level("part", _shared("surname_parts"), frequency_of="surname"),
            Level("changed over", _NAMES_CHANGED_OVER),
            Level("near", "(one_slip(surname_parts_l, surname_parts_r) OR names_near(surnames_l, surnames_r, 0.92))"),
            Level(
                "parent",
                f"({_across('surname_parts', 'parent_surnames')} OR names_near(surnames_l, parent_surnames_r, 0.93) "
                "OR names_near(parent_surnames_l, surnames_r, 0.93))",
            ),
            Level("variant", f"({_across('surname_parts', 'surname_forms')} OR {_shared('surname_forms')})"),
            Level("different"),
        ),
    ),
    Comparison(
        "birthday",
        ("birthdays",),
        (
            Level("missing", _either_empty("birthdays"), missing=True),
            Level("same", _shared("birthdays")),
            Level("changed over", "day_and_month_changed_over(birthdays_l, birthdays_r)"),
            Level("slip", "one_part_off(birthdays_l, birthdays_r)"),
            Level("january", "first_of_january(birthdays_l, birthdays_r)"),
            Level("different"),
        ),
    ),
    Comparison(
        "address",
        ("postcodes", "lines", "uprns", "kin_postcodes", "homes"),
        (
            Level("missing", f"({_either_empty('postcodes')} AND {_either_empty('lines')} AND {_either_empty('uprns')})", missing=True),
            Level("home", f"(({_shared('uprns')} OR ({_shared('lines')} AND {_shared('postcodes')})) AND NOT {_FAR_APART})"),
            Level("postcode", f"({_shared('postcodes')} AND NOT {_FAR_APART})"),
            Level("former", _shared("postcodes")),
            Level("line", f"({_shared('lines')} AND ({_either_empty('postcodes')} OR districts_shared(postcodes_l, postcodes_r)))"),
            Level("near", "postcodes_near(postcodes_l, postcodes_r)"),
            Level("household", _across("postcodes", "kin_postcodes")),
            Level("district", "districts_shared(postcodes_l, postcodes_r)"),
            Level("different"),
        ),
    ),
    Comparison(
        "contact",
        ("contacts",),
        (Level("missing", _either_empty("contacts"), missing=True), Level("same", _shared("contacts")), Level("different")),
    ),
    Comparison(
        "parents",
        ("parents",),
        (
            Level("missing", _either_empty("parents"), missing=True),
            Level("same", _shared("parents")),
            Level("near", "names_near(parents_l, parents_r, 0.93)"),
            Level("initial", "initial_of(parents_l, parents_r)"),
            Level("different"),
        ),
    ),
    Comparison(
        "middle",
        ("middles", "given"),
        (
            Level("missing", f"({_either_empty('middles')} OR {_TURNED_ROUND})", missing=True),
            Level("same", _shared("middles")),
            Level("different"),
        ),
    ),
    Comparison(
        "sex", ("sexes",), (Level("missing", _either_empty("sexes"), missing=True), Level("same", _shared("sexes")), Level("different"))
    ),
    Comparison(
        "upn", ("upns",), (Level("missing", _either_empty("upns"), missing=True), Level("same", _shared("upns")), Level("different"))
    ),
    Comparison(
        "nhs",
        ("nhs_numbers",),
        (Level("missing", _either_empty("nhs_numbers"), missing=True), Level("same", _shared("nhs_numbers")), Level("different")),
    ),
)
COMPARED_COLUMNS = tuple(dict.fromkeys(column for comparison in COMPARISONS for column in comparison.columns))


def install_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Give a connection what the conditions call."""
    for macro in MACROS:
        con.execute(macro).fetchall()
