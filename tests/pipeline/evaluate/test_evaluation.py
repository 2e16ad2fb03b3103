"""Scores against a truth small enough to reckon by hand, and against plain Python on random clusters."""

import json
from collections import Counter
from itertools import combinations
from random import Random

import duckdb
import pyarrow as pa
import pytest

from onroll.pipeline.evaluate import CannotEvaluate, evaluate, true_children_table
from support.small_truth import CHILDREN, MADE, RECORDS, children_table, findings_table, write_truth


@pytest.fixture
def truth(tmp_path):
    return write_truth(tmp_path / "truth")


@pytest.fixture
def scores(truth):
    return evaluate(children_table(), findings_table(), truth)


def test_pairs_are_counted_by_hand(scores):
    # true pairs: anna, ben, cleo, dan have two records each; made: A 1, C 3; right: A 1, C 1
    pairs = scores.links["pairwise"]
    assert (pairs["right"], pairs["found"], pairs["true"]) == (2, 4, 4)
    assert pairs["precision"] == pairs["recall"] == pairs["f1"] == 0.5


def test_b_cubed_is_counted_by_hand(scores):
    # precision: A 1 1, B 1, X 1, C 2/3 2/3 1/3, D 1, G 1; recall: anna 1 1, ben 1/2 1/2, cleo 1 1, dan 1/2 1/2, ghost 1
    b_cubed = scores.links["b_cubed"]
    assert b_cubed["precision"] == pytest.approx((6 + 5 / 3) / 9)
    assert b_cubed["recall"] == pytest.approx(7 / 9)


def test_pieces_and_mixtures(scores):
    links = scores.links
    assert (links["records"], links["true_children"]) == (9, 5)
    assert links["in_two_or_more_pieces"] == 2  # ben, dan
    assert links["share_in_pieces"] == 0.4
    assert links["holding_more_than_one_true_child"] == 1


def test_twins_joined_are_found_from_the_truths_own_column(truth, scores):
    assert scores.links["twins"] == {"pairs": 1, "joined": 0, "per_1000": 0.0}
    joined = children_table().to_pylist()
    joined[2]["child_id"] = "A"
    assert evaluate(pa.Table.from_pylist(joined), findings_table(), truth).links["twins"]["joined"] == 1


def test_twins_from_a_file_of_pairs(truth):
    (truth / "twins.csv").write_text("true_child_a,true_child_b\ncleo,dan\nanna,nobody\n", encoding="utf-8")
    assert evaluate(children_table(), findings_table(), truth).links["twins"] == {"pairs": 1, "joined": 1, "per_1000": 1000.0}


def test_by_register_pair_and_register(scores):
    pairs = {tuple(each["registers"]): each for each in scores.links["by_register_pair"]}
    roll_and_health = pairs["nhs", "school_roll"]
    assert (roll_and_health["right"], roll_and_health["found"], roll_and_health["true"]) == (2, 3, 3)
    assert pairs["child_benefit", "nhs"]["recall"] == 0
    assert (pairs["nhs", "nhs"]["found"], pairs["nhs", "nhs"]["true"]) == (1, 0)
    registers = {each["register"]: each for each in scores.links["by_register"]}
    assert {name: each["left_out"] for name, each in registers.items()} == {"school_roll": 0, "nhs": 1, "child_benefit": 1}


def test_by_kind_of_error(scores):
    errors = {each["error"]: each for each in scores.links["by_error"]}
    assert errors["surname_typo"] == {"error": "surname_typo", "records": 1, "left_out": 0, "share": 0.0}
    assert errors["no error"]["records"] == 7
    assert sum(each["left_out"] for each in errors.values()) == 2  # one record of ben's, one of dan's


def test_plain_upn_matching_is_scored_beside(truth):
    upns = pa.Table.from_pylist(
        [
            {"register": r, "supplier": s, "as_at": str(d), "record_id": i, "upn": {"001": "U1", "1": "U1", "002": "U1"}.get(i)}
            for _, r, s, d, i in MADE
        ]
    )
    plain = evaluate(children_table(), findings_table(), truth, upns=upns).links["plain_upn_matching"]["pairwise"]
    assert (plain["right"], plain["found"], plain["true"]) == (1, 3, 4)


def test_findings_are_counted_by_hand(scores):
    found = scores.findings
    assert (found["missing_children"], found["missing_children_found"], found["recall"]) == (2, 1, 0.5)
    assert (found["possibly_missing"], found["possibly_missing_found"]) == (1, 1)
    assert (found["findings"], found["true_findings"], found["false_alarms"], found["findings_not_counted"]) == (6, 3, 1, 2)
    assert found["precision"] == 0.75
    assert found["false_alarms_per_true_finding"] == pytest.approx(1 / 3)
    assert found["false_alarms_per_1000_children"] == 250
    assert found["missing_without_a_row"] == 1


def test_missed_and_false_alarms_are_named(scores):
    assert [each["true_child"] for each in scores.findings["missed"]] == ["cleo"]
    assert [(each["true_child"], each["child_id"]) for each in scores.findings["false_alarm_list"]] == [("anna", "A")]


def test_days_kinds_authorities_and_statuses(scores):
    agreement = scores.findings["agreement"]
    assert agreement["found"] == 2
    assert agreement["same_kind"] == 0.5  # ben as vanished; dan as awaiting a place
    assert agreement["same_status"] == 1.0
    assert (agreement["same_day"], agreement["within_3_days"], agreement["largest_days_of_error"]) == (0.5, 1.0, 2)
    assert agreement["same_authority"] == 0.5
    confusion = {(each["truth"], each["found_as"]): each["children"] for each in scores.findings["confusion"]}
    assert confusion == {
        ("vanished_from_roll", "vanished_from_roll"): 1, ("left_no_destination", "missed"): 1, ("never_on_roll", "awaiting_place"): 1,
    }  # fmt: skip


def test_groups_are_every_further_column_of_the_truth(scores):
    groups = {(each["group"], each["value"]): each for each in scores.findings["by_group"]}
    assert groups["sex", "F"]["children"] == 2
    assert groups["sex", "F"]["recall"] == 0 and groups["sex", "F"]["false_alarms"] == 1
    assert groups["sex", "M"]["recall"] == 1


def test_of_those_whom_the_rules_find_on_the_true_links(truth):
    given = findings_table([("ben", "vanished_from_roll", "cme", None, "370"), ("anna", "not_arrived", "cme", None, "370")])
    found = evaluate(children_table(), findings_table(), truth, findings_given_true_links=given).findings
    assert (found["found_given_true_links"], found["of_them_found"], found["recall_given_true_links"]) == (1, 1, 1.0)
    assert found["rules_recall"] == pytest.approx(1 / 3)
    assert found["rules_false_alarms"] == 1


def test_true_children_replaces_the_child_and_keeps_every_other_column(truth):
    table = true_children_table(truth, children_table())
    assert table.column_names == children_table().column_names
    by_id = {(row["register"], row["record_id"]): row["child_id"] for row in table.to_pylist()}
    assert by_id["school_roll", "001"] == "anna"
    assert by_id["nhs", "no truth"].startswith("without truth")
    assert evaluate(table, findings_table([]), truth).links["pairwise"]["f1"] == 1.0


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_exports_are_read_from_files(tmp_path, truth, scores, suffix):
    for name, table in (("children", children_table()), ("findings", findings_table())):
        options = "(format csv, header)" if suffix == "csv" else "(format parquet)"
        with duckdb.connect() as connection:
            connection.register("t", table)
            connection.execute(f"COPY t TO '{tmp_path / name}.{suffix}' {options}").fetchall()
    read = evaluate(tmp_path / f"children.{suffix}", tmp_path / f"findings.{suffix}", truth)
    assert read.as_json() == scores.as_json()


def test_a_truth_with_the_fewest_columns_will_do(tmp_path):
    records = "\n".join(",".join(line.split(",")[:5]) for line in RECORDS.splitlines()) + "\n"
    children = "\n".join(",".join(line.split(",")[:2]) for line in CHILDREN.splitlines()) + "\n"
    scores = evaluate(children_table(), findings_table(), write_truth(tmp_path / "bare", records=records, children=children))
    assert scores.findings["recall"] == 0.5
    assert scores.findings["by_group"] == []
    assert "twins" not in scores.links
    assert scores.as_table() and scores.findings["agreement"]["same_day"] is None


def test_no_finding_at_all_is_a_recall_of_nothing(truth):
    scores = evaluate(children_table(), findings_table([]), truth)
    assert scores.findings["recall"] == 0
    assert scores.findings["precision"] is None
    assert "–" in scores.as_table()


def test_what_cannot_be_evaluated_says_why(tmp_path, truth):
    with pytest.raises(CannotEvaluate, match=r"There is no file .*records\.csv"):
        evaluate(children_table(), findings_table(), tmp_path)
    with pytest.raises(CannotEvaluate, match="has no column true_child"):
        evaluate(children_table(), findings_table(), write_truth(tmp_path / "other", records="register,supplier,as_at,record_id\n"))
    with pytest.raises(CannotEvaluate, match="No record"):
        evaluate(children_table().slice(9), findings_table(), truth)
    head, first, *rest = CHILDREN.splitlines()
    for word, said in (("perhaps", r"1 row whose is_cme is none of .* such as 'perhaps'"), ("", "1 row whose is_cme is none of")):
        odd = "\n".join([head, ",".join([first.split(",")[0], word, *first.split(",")[2:]]), *rest]) + "\n"
        with pytest.raises(CannotEvaluate, match=said):
            evaluate(children_table(), findings_table(), write_truth(tmp_path / f"odd {word}", children=odd))


def test_scores_agree_with_plain_python_on_random_clusters(tmp_path):
    rng = Random(4)
    for trial in range(5):
        made = [(f"T{rng.randrange(12)}", f"C{rng.randrange(12)}") for _ in range(60)]
        records = "register,supplier,as_at,record_id,true_child\n" + "".join(f"nhs,N,2026-01-01,{n},{t}\n" for n, (t, _) in enumerate(made))
        children = "true_child,is_cme\n" + "".join(f"T{n},0\n" for n in range(12))
        folder = write_truth(tmp_path / str(trial), records=records, children=children)
        table = pa.Table.from_pylist(
            [
                {"child_id": c, "register": "nhs", "supplier": "N", "as_at": "2026-01-01", "record_id": str(n)}
                for n, (_, c) in enumerate(made)
            ]
        )
        links = evaluate(table, findings_table([]), folder).links
        pairs = list(combinations(made, 2))
        assert links["pairwise"]["right"] == sum(a == b for a, b in pairs)
        assert links["pairwise"]["found"] == sum(a[1] == b[1] for a, b in pairs)
        assert links["pairwise"]["true"] == sum(a[0] == b[0] for a, b in pairs)
        cells, of_child, of_truth = Counter(made), Counter(c for _, c in made), Counter(t for t, _ in made)
        assert links["b_cubed"]["precision"] == pytest.approx(sum(cells[each] / of_child[each[1]] for each in made) / len(made))
        assert links["b_cubed"]["recall"] == pytest.approx(sum(cells[each] / of_truth[each[0]] for each in made) / len(made))


def test_every_number_can_be_written_as_json(scores):
    assert json.loads(json.dumps(scores.as_json(), default=str))["links"]["records"] == 9
