"""Our SQL scores as Splink does: one set of comparisons, one model, the same weights."""

from __future__ import annotations

import logging
import math
from pathlib import Path

import pytest

from onroll.core.links import Levels, ruling
from onroll.pipeline.links import pairs as scoring
from onroll.pipeline.links.comparisons import COMPARISONS
from onroll.pipeline.links.model import SHIPPED, Model, check_rates
from onroll.pipeline.links.training import splink_settings, train
from support.linkable_town import gathered, settle


def test_the_shipped_model_speaks_of_every_level() -> None:
    check_rates(SHIPPED)
    with pytest.raises(ValueError, match="'given'"):
        check_rates({**SHIPPED, "given": {}})


def test_a_model_is_kept_and_read_unchanged(tmp_path: Path) -> None:
    model = Model(children=12_345, frequencies={"surname": {"testwell": 0.01}})
    model.save(tmp_path / "link_model.parquet")
    assert Model.read(tmp_path / "link_model.parquet") == model
    local = Model(times={"surname area": {"testwell": {"ZZ1": 2.5}}})
    local.save(tmp_path / "local.parquet")
    assert Model.read(tmp_path / "local.parquet") == local
    assert model.frequency_of("surname", "testwell") == 0.01
    assert model.frequency_of("surname", "rare") < 0.001


@pytest.mark.filterwarnings("ignore")
def test_splink_gives_every_pair_the_same_levels_and_weight(tmp_path: Path) -> None:
    from splink import DuckDBAPI, Linker

    _, town = settle(tmp_path, count=150, seed=4, snapshots=1)
    con = gathered(town)
    con.execute("ALTER TABLE units ADD COLUMN birthday INTEGER").fetchall()
    con.execute("UPDATE units SET birthday = birthdays[1]").fetchall()
    model = Model()
    settings = splink_settings()
    settings["blocking_rules_to_generate_predictions"] = ["l.birthday = r.birthday"]
    settings["probability_two_random_records_match"] = 0.5
    settings["retain_intermediate_calculation_columns"] = True
    for comparison, described in zip(COMPARISONS, settings["comparisons"], strict=True):
        for level, written in zip(comparison.levels, described["comparison_levels"], strict=True):
            if not level.missing:
                written["m_probability"], written["u_probability"] = model.rates[comparison.name][level.name]
    logging.getLogger("splink").setLevel(logging.ERROR)
    linker = Linker(DuckDBAPI(connection=con).register("units"), settings, log_level=None)
    theirs = {
        (min(row["unit_l"], row["unit_r"]), max(row["unit_l"], row["unit_r"])): row for row in linker.inference.predict().as_record_list()
    }
    con.execute(
        "CREATE TEMP TABLE candidates AS SELECT a.unit AS l, b.unit AS r FROM units a JOIN units b "
        "ON a.birthday = b.birthday AND a.unit < b.unit"
    )
    scoring.install_frequencies(con, model)
    scoring.score(con, "candidates", "units", "units", model, "scored")
    columns = ", ".join(scoring.LEVEL_COLUMNS)
    ours = con.execute(f"SELECT l, r, weight, {columns} FROM scored").fetchall()
    assert len(ours) == len(theirs) > 100
    for left, right, weight, *numbers in ours:
        row = theirs[left, right]
        expected = 0.0
        for comparison, number in zip(COMPARISONS, numbers, strict=True):
            level = comparison.levels[number]
            at = -1 if level.missing else len(comparison.levels) - 1 - number
            assert row[f"gamma_{comparison.name}"] == at
            if level.frequency_of:  # the names' own frequencies are ours to add: here every name is as rare as the rarest
                same = model.rates[comparison.name]["same"][1]
                expected += math.log2(same / model.frequency_of(level.frequency_of, ""))
        assert weight == pytest.approx(row["match_weight"] + expected + model.prior_bits, abs=1e-6)


def test_a_name_that_is_commoner_in_a_district_or_a_year_is_worth_less_there(tmp_path: Path) -> None:
    _, town = settle(tmp_path, count=60, seed=4, snapshots=1)
    con = gathered(town)
    con.execute(
        """UPDATE units SET forename = 'amira', surname = 'khan', birthdays = [20140506], given = ['amira'], surnames = ['khan'],
        postcodes = if(unit % 2 = 0, ['ZZ1 1AA'], ['ZZ9 9ZZ'])"""
    ).fetchall()
    two, three = (con.execute(f"SELECT unit FROM units WHERE unit % 2 = {odd} ORDER BY unit LIMIT 2").fetchall() for odd in (0, 1))
    (a,), (b,) = two
    ((c,), _) = three
    everywhere = {"frequencies": {"forename": {"amira": 0.004}, "surname": {"khan": 0.002}}}
    here = {"surname area": {"khan": {"ZZ1": 8.0}}, "forename area": {"amira": {"ZZ1": 2.0}}, "forename cohort": {"amira": {"2014": 2.0}}}
    pairs = {"neighbours": (a, b), "far apart": (a, c)}
    worth = {}
    for name, model in (("plain", Model(**everywhere)), ("local", Model(**everywhere, times=here))):
        scoring.install_frequencies(con, model)
        for where, pair in pairs.items():
            bits = {comparison: value for comparison, _, value in scoring.weights_of(con, "units", *pair, model)}
            worth[name, where] = bits["given"], bits["surname"]
            con.execute(f"CREATE OR REPLACE TEMP TABLE candidates AS SELECT {pair[0]} AS l, {pair[1]} AS r")
            scoring.score(con, "candidates", "units", "units", model, "scored", keep_frequencies=True)
            weight, *shared = con.execute("SELECT weight, forename_tf, surname_tf FROM scored").fetchall()[0]
            assert weight == pytest.approx(model.prior_bits + sum(bits.values()), abs=1e-6)
            one, other = (con.execute("FROM units WHERE unit = ?", [unit]).to_arrow_table().to_pylist()[0] for unit in pair)
            assert shared == pytest.approx([scoring.shared_frequency(kind, one, other, model) for kind in ("forename", "surname")])
    given, surname = zip(worth["plain", "neighbours"], worth["local", "neighbours"], strict=True)
    assert given[0] - given[1] == pytest.approx(2.0)  # twice in the district, twice in the year
    assert surname[0] - surname[1] == pytest.approx(3.0)
    given, surname = zip(worth["plain", "far apart"], worth["local", "far apart"], strict=True)
    assert given[0] - given[1] == pytest.approx(1.0)  # the year they share
    assert surname[0] == surname[1]


def test_training_moves_the_shipped_rates_only_so_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onroll.pipeline.links.training.FEWEST_UNITS", 100)
    monkeypatch.setattr("onroll.pipeline.links.training.MOST_PAIRS", 5_000)
    _, town = settle(tmp_path, count=200, seed=4, snapshots=1)
    con = gathered(town)
    model = train(con)
    assert model.trained_on > 100
    assert train(con) == model
    check_rates(model.rates)
    moved = 0
    for comparison, levels in SHIPPED.items():
        for level, (m, u) in levels.items():
            trained_m, trained_u = model.rates[comparison][level]
            assert m / 3.001 <= trained_m <= min(3.001 * m, 1)
            assert u / 3.001 <= trained_u <= min(3.001 * u, 1)
            moved += trained_m != m
    assert moved > 5


def test_every_ruling_is_one_of_seven_for_all_levels_that_can_meet() -> None:
    seen = set()
    named = [[level.name for level in comparison.levels] for comparison in COMPARISONS]
    for given in named[0]:
        for surname in named[1]:
            for birthday in named[2]:
                for address in named[3]:
                    levels = Levels(given, surname, birthday, address, *["missing"] * 6)
                    seen.add(ruling(levels))
                    if surname == "different" and address in ("district", "different", "missing"):
                        assert ruling(levels) == "apart"
    assert seen == {"weigh", "weigh late", "last resort", "apart"}
