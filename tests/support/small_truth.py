"""A truth of five children and nine records, small enough to reckon by hand."""

from datetime import date

import pyarrow as pa

RECORDS = """register,supplier,as_at,record_id,true_child,errors
school_roll,370,2026-01-15,001,anna,
school_roll,370,2026-01-15,002,ben,forename_typo
school_roll,370,2026-01-15,003,cleo,
nhs,NHSE,2026-01-10,1,anna,
nhs,NHSE,2026-01-10,2,ben,
nhs,NHSE,2026-01-10,3,cleo,surname_typo postcode_typo
nhs,NHSE,2026-01-10,4,dan,
child_benefit,HMRC,2026-01-08,9,dan,
nhs,NHSE,2026-01-10,5,ghost,
"""
CHILDREN = """true_child,is_cme,finding,since,la_code,sex,twin_of
anna,0,,,,F,
ben,1,vanished_from_roll,2025-10-03,370,M,anna
cleo,1,left_no_destination,2025-11-15,371,F,
dan,possible,never_on_roll,2019-03-31,370,M,
ghost,ignore,,,,M,
unborn,1,never_on_roll,2025-01-01,370,F,
"""
# what linking made of it: ben's health record fell off, cleo and dan's health record are mixed up
MADE = [
    ("A", "school_roll", "370", date(2026, 1, 15), "001"),
    ("A", "nhs", "NHSE", date(2026, 1, 10), "1"),
    ("B", "school_roll", "370", date(2026, 1, 15), "002"),
    ("X", "nhs", "NHSE", date(2026, 1, 10), "2"),
    ("C", "school_roll", "370", date(2026, 1, 15), "003"),
    ("C", "nhs", "NHSE", date(2026, 1, 10), "3"),
    ("C", "nhs", "NHSE", date(2026, 1, 10), "4"),
    ("D", "child_benefit", "HMRC", date(2026, 1, 8), "9"),
    ("G", "nhs", "NHSE", date(2026, 1, 10), "5"),
    ("Q", "nhs", "NHSE", date(2026, 1, 10), "no truth"),
]
FOUND = [
    ("B", "vanished_from_roll", "cme", date(2025, 10, 5), "370"),
    ("X", "never_on_roll", "possible_cme", date(2019, 3, 31), "370"),  # the other piece of ben: no false alarm
    ("A", "not_arrived", "possible_cme", date(2025, 11, 1), "370"),  # anna is at school
    ("D", "awaiting_place", "possible_cme", date(2019, 3, 31), "371"),
    ("G", "never_on_roll", "possible_cme", date(2019, 3, 31), "370"),  # counted nowhere
    ("Q", "never_on_roll", "possible_cme", date(2019, 3, 31), "370"),  # of no known truth: counted nowhere
]


def children_table():
    columns = ("child_id", "register", "supplier", "as_at", "record_id")
    return pa.table({**dict(zip(columns, zip(*MADE, strict=True), strict=True)), "match_probability": [1.0] * len(MADE)})


def findings_table(rows=FOUND):
    return pa.Table.from_pylist(
        [dict(zip(("child_id", "finding", "status", "since", "la_code"), row, strict=True)) for row in rows],
        schema=pa.schema([("child_id", pa.string()), ("finding", pa.string()), ("status", pa.string()), ("since", pa.date32()),
                          ("la_code", pa.string())]),
    )  # fmt: skip


def write_truth(folder, *, records=RECORDS, children=CHILDREN):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "records.csv").write_text(records, encoding="utf-8")
    (folder / "children.csv").write_text(children, encoding="utf-8")
    return folder
