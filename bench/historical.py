"""How well the comparisons and an unsupervised model do on a hard public data set: `python bench/historical.py PATH`.

`historical_figures_with_errors_50k.parquet` (MIT, CC0; 50,578 records of 5,156 people, heavily misspelt) is the usual yardstick of
record linkage. It is not about children, so it is compared with the program's names, dates and keys, and two fields of its own: place
of birth and occupation.

How often agreement is chance (u) comes from random pairs; how often it is seen within one person (m) from expectation maximisation over
all pairs that share a key. Printed are the best pairwise F1 over all thresholds, chosen on the truth as in the published baselines, for
scored pairs and for clusters, without labels and with the labels of a twentieth of the people.

Source  linkage study, sections B1 and D1, for the figures to compare with.
"""

from __future__ import annotations

import argparse
import math
import resource
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from historical_splink import with_splink
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from onroll.pipeline.engine import connect, quoted
from onroll.pipeline.links.comparisons import COMPARISONS, Comparison, Level, install_macros
from onroll.pipeline.links.profiles import _IDENTITY, normalise_profiles
from onroll.pipeline.links.units import gather

KEY_CAP = 100
"""A key that more units share than this brings nobody together: a rare surname alone is a key, Smith is none."""

ROUNDS = 40
BY_NAME = {each.name: each for each in COMPARISONS}

Rates = list[list[float]]


def main() -> int:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--splink", action="store_true", help="Splink alone on the same records, beside the program")
    arguments = parser.parse_args()
    started = time.process_time()
    con = connect(memory_limit="4GB")
    install_macros(con)
    load(con, arguments.path)
    pairs = block(con)
    level(con, "candidates", "levelled")
    random_pairs(con)
    level(con, "random_pairs", "random_levelled")
    by_chance = shares(con, "random_levelled")
    within_one = maximise(con, by_chance)
    con.execute("CREATE TEMP VIEW judged AS FROM truth").fetchall()
    print(f"{pairs:,} pairs scored; keys reach {reach(con):.4f} of the true pairs")
    weigh(con, within_one, by_chance)
    report("without labels", con)
    report("without labels, judged by the same others", con, "hash(person) % 20 <> 0")
    weigh_by_labels(con)
    report("with the labels of one person in twenty, judged by the others", con, "hash(person) % 20 <> 0")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{time.process_time() - started:.1f} CPU s, peak memory {peak:,} MB")
    if arguments.splink:
        con.close()
        with_splink(arguments.path, _closing, _best)
    return 0


def load(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make `units` (records that say the same, once) and `truth` (unit, person, how many records)."""
    con.execute(f"CREATE TEMP TABLE raw AS SELECT row_number() OVER (ORDER BY unique_id) AS profile, * FROM {quoted(path)}").fetchall()
    others = (
        "trim(replace(replace(' ' || full_name || ' ', ' ' || coalesce(first_name, '') || ' ', ' '), ' ' || "
        "coalesce(surname, '') || ' ', ' '))"
    )
    said = {
        "surname": "coalesce(surname, '')",
        "forename": "coalesce(first_name, '')",
        "middle_names": f"nullif({others}, '')",
        "date_of_birth": "try_cast(dob AS DATE)",
        "sex": "upper(gender[1])",
        "postcode": "upper(postcode_fake)",
    }
    fields = ", ".join(f"{said.get(name, 'NULL')}::{'DATE' if name == 'date_of_birth' else 'VARCHAR'} AS {name}" for name in _IDENTITY)
    con.execute(
        f"CREATE TEMP TABLE profiles AS SELECT profile, 1 AS times, 1 AS newest, NULL::DATE AS first_day, NULL::DATE AS last_day, "
        f"{fields}, NULL::VARCHAR AS new_postcode, "
        "NULL::VARCHAR AS new_address_line_1 FROM raw"
    ).fetchall()
    normalise_profiles(con)
    # The place of birth takes the house's column, the occupation the parents'.
    con.execute(
        "CREATE OR REPLACE TEMP TABLE compared AS SELECT c.* REPLACE (list_filter([r.birth_place], lambda x: x IS NOT NULL) AS lines, "
        "list_filter([r.occupation], lambda x: x IS NOT NULL) AS parents, list_filter(c.birthdays, lambda x: x IS NOT NULL) AS birthdays) "
        "FROM compared c JOIN raw r USING (profile)"
    ).fetchall()
    con.execute(
        "CREATE TEMP TABLE parties AS SELECT profile, min(profile) OVER "
        "(PARTITION BY full_name, dob, postcode_fake, birth_place, occupation, gender) AS party FROM raw"
    ).fetchall()
    gather(con, "(SELECT profile AS part, * FROM compared)", "SELECT profile AS part, party AS unit FROM parties", "units")
    con.execute(
        "CREATE TEMP TABLE truth AS SELECT party AS unit, any_value(cluster) AS person, count(*) AS n FROM "
        "parties JOIN raw USING (profile) GROUP BY party"
    ).fetchall()
    for name, column in {"f": "forename", "s": "surname", "p": "lines[1]", "o": "parents[1]"}.items():
        con.execute(
            f"CREATE TEMP TABLE frequency_{name} AS SELECT {column} AS value, count(*) / (SELECT count(*) FROM units) AS share FROM units "
            f"WHERE coalesce({column}, '') <> '' GROUP BY 1"
        ).fetchall()


def block(con: duckdb.DuckDBPyConnection) -> int:
    """Make `candidates`: pairs that share a value, or two, which not too many share; return how many."""
    bones = "list_filter({0}, lambda x: x[1] = '~')"
    surnames, given = f"(surname_parts || {bones.format('surname_forms')})", f"(given || {bones.format('given_forms')})"
    place, occupation, outward, born, year = (
        "lines[1]",
        "parents[1]",
        "split_part(postcodes[1], ' ', 1)",
        "birthdays[1]",
        "birthdays[1] // 10000",
    )
    sounds = "list_filter(surname_forms, lambda x: x[1] IN ('~', '='))"
    keys = [("postcodes", ""), ("birthdays", ""), ("surname_parts", ""), (sounds, ""), ("given", "")]
    keys += [(surnames, other) for other in (place, occupation, born, year, outward)] + [(given, other) for other in (place, born, outward)]
    keys += [("birthdays", other) for other in (place, occupation, outward)] + [("lines", occupation), ("lines", year)]
    con.execute("CREATE TEMP TABLE candidates (l BIGINT, r BIGINT)").fetchall()
    for number, (values, other) in enumerate(keys):
        key = f"concat_ws('|', {number}, value, other)" if other else f"concat_ws('|', {number}, value)"
        source = f"SELECT unit, unnest({values})::VARCHAR AS value, {other or 'NULL'} AS other FROM units"
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE keyed AS SELECT key, unit FROM (SELECT DISTINCT {key} AS key, unit FROM ({source}) "
            f"WHERE value IS NOT NULL {'AND other IS NOT NULL' if other else ''}) "
            f"QUALIFY count(*) OVER (PARTITION BY key) BETWEEN 2 AND {KEY_CAP}"
        ).fetchall()
        con.execute(
            "INSERT INTO candidates SELECT DISTINCT a.unit, b.unit FROM keyed a JOIN keyed b ON a.key = b.key AND a.unit < b.unit"
        ).fetchall()
    con.execute("CREATE OR REPLACE TEMP TABLE candidates AS SELECT DISTINCT * FROM candidates ORDER BY ALL").fetchall()
    return int(con.execute("SELECT count(*) FROM candidates").fetchall()[0][0])


def random_pairs(con: duckdb.DuckDBPyConnection) -> None:
    """Make `random_pairs`: every unit beside three others, whoever they are."""
    shuffled = "(SELECT unit, row_number() OVER (ORDER BY hash(unit || '{0}')) AS place FROM units)"
    parts = [
        f"SELECT a.unit AS l, b.unit AS r FROM {shuffled.format(one)} a JOIN {shuffled.format(other)} b USING "
        f"(place) WHERE a.unit <> b.unit"
        for one, other in ("ab", "cd", "ef")
    ]
    con.execute(f"CREATE TEMP TABLE random_pairs AS {' UNION ALL '.join(parts)}").fetchall()


# -- what is compared -------------------------------------------------------------------------------------------------------------


def _by_frequency(comparison: Comparison, column: str, cuts: Sequence[float]) -> Comparison:
    """Return a comparison whose level `same` is parted by how common the shared value is."""
    levels: list[Level] = []
    for each in comparison.levels:
        if each.name == "same":
            levels += [Level(f"same, under {cut:g}", f"({each.sql}) AND {column} < {cut}") for cut in cuts]
        levels.append(each)
    return Comparison(comparison.name, comparison.columns, tuple(levels))


def _one_value(name: str, column: str, *more: Level) -> Comparison:
    missing = Level("missing", f"(len({column}_l) = 0 OR len({column}_r) = 0)", missing=True)
    near = Level("near", f"names_near({column}_l, {column}_r, 0.9)")
    return Comparison(name, (column,), (missing, Level("same", f"list_has_any({column}_l, {column}_r)"), near, *more, Level("different")))


_BORN, _JANUARY = "birthdays_{0}[1]", "birthdays_{0}[1] % 10000 = 101"
_SLIPS = "levenshtein(birthdays_l[1]::VARCHAR, birthdays_r[1]::VARCHAR) <= {0}"
BIRTHDAY = Comparison(
    "birthday",
    ("birthdays",),
    (
        BY_NAME["birthday"].levels[0],
        Level("same, 1 January", f"birthdays_l[1] = birthdays_r[1] AND {_JANUARY.format('l')}"),
        Level("same", "birthdays_l[1] = birthdays_r[1]"),
        Level("changed over", "day_and_month_changed_over(birthdays_l, birthdays_r)"),
        Level(
            "year, 1 January", f"birthdays_l[1] // 10000 = birthdays_r[1] // 10000 AND ({_JANUARY.format('l')} OR {_JANUARY.format('r')})"
        ),
        Level(
            "digit of the year", f"birthdays_l[1] % 10000 = birthdays_r[1] % 10000 AND NOT {_JANUARY.format('l')} AND {_SLIPS.format(1)}"
        ),
        Level("month and day", f"birthdays_l[1] % 10000 = birthdays_r[1] % 10000 AND NOT {_JANUARY.format('l')}"),
        Level("digit", _SLIPS.format(1)),
        Level("two digits", _SLIPS.format(2)),
        Level("slip", "one_part_off(birthdays_l, birthdays_r)"),
        Level("different"),
    ),
)
_TYPED = "damerau_levenshtein(postcodes_l[1], postcodes_r[1]) <= {0}"
POSTCODE = Comparison(
    "postcode",
    ("postcodes",),
    (
        Level("missing", "(len(postcodes_l) = 0 OR len(postcodes_r) = 0)", missing=True),
        Level("same", "list_has_any(postcodes_l, postcodes_r)"),
        Level("one slip", _TYPED.format(1)),
        Level("two slips", _TYPED.format(2)),
        Level("district", "districts_shared(postcodes_l, postcodes_r)"),
        Level("area", "regexp_extract(postcodes_l[1], '^[A-Z]+') = regexp_extract(postcodes_r[1], '^[A-Z]+')"),
        Level("different"),
    ),
)
_WITHIN = Level("within", "(contains(lines_l[1], lines_r[1]) OR contains(lines_r[1], lines_l[1]))")
COMPARED = (
    _by_frequency(BY_NAME["given"], "f_share", (0.0003, 0.002, 0.01, 0.03)),
    _by_frequency(BY_NAME["surname"], "s_share", (0.00015, 0.0005, 0.002)),
    BIRTHDAY,
    POSTCODE,
    _by_frequency(_one_value("place", "lines", _WITHIN), "p_share", (0.0005, 0.005)),
    _by_frequency(_one_value("occupation", "parents"), "o_share", (0.002, 0.02)),
    BY_NAME["middle"],
    BY_NAME["sex"],
)
NAMES = tuple(each.name for each in COMPARED)
MISSING = tuple(next(place for place, each in enumerate(comparison.levels) if each.missing) for comparison in COMPARED)


def level(con: duckdb.DuckDBPyConnection, pairs: str, into: str) -> None:
    """Make the table of pairs with the number of the level of each comparison."""
    columns = dict.fromkeys(column for comparison in COMPARED for column in comparison.columns)
    sides = ", ".join(f"{side}.{column} AS {column}_{side}" for column in columns for side in ("l", "r"))
    joins = (
        "LEFT JOIN frequency_f fl ON fl.value = l.forename LEFT JOIN frequency_f fr ON fr.value = r.forename "
        "LEFT JOIN frequency_s sl ON sl.value = l.surname "
        "LEFT JOIN frequency_s sr ON sr.value = r.surname LEFT JOIN frequency_p p ON p.value = l.lines[1] LEFT "
        "JOIN frequency_o o ON o.value = l.parents[1]"
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE beside AS SELECT c.l AS l_unit, c.r AS r_unit, {sides}, "
        f"coalesce(greatest(fl.share, fr.share), 0) AS f_share, "
        "coalesce(greatest(sl.share, sr.share), 0) AS s_share, coalesce(p.share, 0) AS p_share, coalesce(o.share, 0) AS o_share "
        f"FROM {pairs} c JOIN units l ON l.unit = c.l JOIN units r ON r.unit = c.r {joins}"
    ).fetchall()
    cases = ", ".join(f"{comparison.case()} AS {comparison.name}" for comparison in COMPARED)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {into} AS SELECT l_unit AS l, r_unit AS r, {cases} FROM beside").fetchall()


# -- what agreement is worth ------------------------------------------------------------------------------------------------------


def shares(con: duckdb.DuckDBPyConnection, pairs: str) -> Rates:
    """Return the share of each level among pairs that can be compared; one never seen counts as a third of a pair."""
    found = []
    for comparison, missing in zip(COMPARED, MISSING, strict=True):
        seen = Counter(dict(con.execute(f"SELECT {comparison.name}, count(*) FROM {pairs} GROUP BY 1").fetchall()))
        found.append(_normal([seen[place] + 0.3 for place in range(len(comparison.levels))], missing))
    return found


def _normal(counts: Sequence[float], missing: int) -> list[float]:
    whole = sum(count for place, count in enumerate(counts) if place != missing)
    return [1.0 if place == missing else count / whole for place, count in enumerate(counts)]


def maximise(con: duckdb.DuckDBPyConnection, by_chance: Rates) -> Rates:
    """Return m: pairs that share a key are a mixture of one person's and two people's, parted by expectation maximisation."""
    patterns = con.execute(f"SELECT {', '.join(NAMES)}, count(*) FROM levelled GROUP BY ALL ORDER BY ALL").fetchall()
    m = [
        _normal([1 / (1 + place) ** 1.2 for place in range(len(rates))], missing) for rates, missing in zip(by_chance, MISSING, strict=True)
    ]
    u = [list(rates) for rates in by_chance]
    same = 0.25
    for _round in range(ROUNDS):
        hits, misses, total = [[1e-9] * len(rates) for rates in m], [[1e-9] * len(rates) for rates in m], 0.0
        for *levels, count in patterns:
            one, two = same, 1 - same
            for place, number in enumerate(levels):
                one *= m[place][number]
                two *= u[place][number]
            chance = one / (one + two) * count
            total += chance
            for place, number in enumerate(levels):
                hits[place][number] += chance
                misses[place][number] += count - chance
        same = total / sum(count for *_levels, count in patterns)
        m = [_normal(rates, missing) for rates, missing in zip(hits, MISSING, strict=True)]
        u = [_normal(rates, missing) for rates, missing in zip(misses, MISSING, strict=True)]
    return m


def weigh(con: duckdb.DuckDBPyConnection, m: Rates, u: Rates) -> None:
    """Make `patterns`: the bits of each pattern of levels, by m and u."""
    rows = con.execute(f"SELECT {', '.join(NAMES)} FROM levelled GROUP BY ALL ORDER BY ALL").fetchall()
    bits = [sum(math.log2(m[place][number] / u[place][number]) for place, number in enumerate(row)) for row in rows]
    _keep_patterns(con, rows, bits)


def _keep_patterns(con: duckdb.DuckDBPyConnection, rows: Sequence[Sequence[int]], bits: Sequence[float]) -> None:
    columns = {name: pa.array([row[place] for row in rows], pa.int32()) for place, name in enumerate(NAMES)}
    con.register("arrow_given", pa.table(columns | {"bits": pa.array(bits, pa.float64())}))
    con.execute("CREATE OR REPLACE TEMP TABLE patterns AS FROM arrow_given").fetchall()
    con.unregister("arrow_given")


LENT = 3.0
"""How strongly what labels say is drawn towards what was found without them."""


def weigh_by_labels(con: duckdb.DuckDBPyConnection) -> None:
    """Correct `patterns` by the labels of one person in twenty: what each level, and each two together, adds to the bits without labels.

    Labelled are pairs of which one is a labelled person's: whether the other one is theirs is what the label says.
    """
    found = con.execute(
        f"SELECT {', '.join(NAMES)}, bits, count(*) FILTER (known) AS many, count(*) FILTER (known AND same) AS hits FROM "
        f"(SELECT {', '.join(f'p.{name}' for name in NAMES)}, a.person = b.person AS same, 0 IN (hash(a.person) % 20, hash(b.person) % 20) "
        "AS known FROM levelled p JOIN truth a ON a.unit = l JOIN truth b ON b.unit = r) JOIN patterns USING "
        f"({', '.join(NAMES)}) GROUP BY ALL ORDER BY ALL"
    ).fetchnumpy()
    levels = [np.asarray(found[name], dtype=np.int64) for name in NAMES]
    terms = [np.zeros(len(levels[0]), np.int64), *levels, *(one * 64 + other for one, other in combinations(levels, 2))]
    places, size = [], 0
    for term in terms:
        different, place = np.unique(term, return_inverse=True)
        places.append(place + size)
        size += len(different)
    each = np.stack(places, axis=1)
    matrix = csr_matrix((np.ones(each.size), (np.repeat(np.arange(len(each)), each.shape[1]), each.ravel())), shape=(len(each), size))
    before, many, hits = np.asarray(found["bits"]) * math.log(2), np.asarray(found["many"], float), np.asarray(found["hits"], float)
    known = many > 0
    seen, given, many, hits = matrix[known], before[known], many[known], hits[known]

    def loss(more: Any) -> tuple[float, Any]:
        # The first two numbers set the bits without labels right as a whole.
        odds = more[0] + (1 + more[1]) * given + seen @ more[2:]
        miss = many / (1 + np.exp(-odds)) - hits
        value = np.sum(many * np.logaddexp(0, odds) - hits * odds) + LENT / 2 * np.sum(more[1:] ** 2)
        slope = np.concatenate([[miss.sum(), (miss * given).sum()], seen.T @ miss]) + LENT * np.concatenate([[0.0], more[1:]])
        return float(value), slope

    start = np.concatenate([[-5.0], np.zeros(size + 1)])
    more = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    bits = (more[0] + (1 + more[1]) * before + matrix @ more[2:]) / math.log(2)
    _keep_patterns(con, list(zip(*(level.tolist() for level in levels), strict=True)), bits.tolist())


# -- how well that does -----------------------------------------------------------------------------------------------------------

Best = tuple[float, float, float, float]


def reach(con: duckdb.DuckDBPyConnection) -> float:
    """Return the share of the true pairs that are compared, or say the same to begin with."""
    compared = (
        "SELECT coalesce(sum(a.n * b.n), 0) FROM candidates JOIN truth a ON a.unit = l JOIN truth b ON b.unit = r WHERE a.person = b.person"
    )
    return float((con.execute(compared).fetchall()[0][0] + _alike(con)) / _true_pairs(con))


def _true_pairs(con: duckdb.DuckDBPyConnection) -> float:
    return float(con.execute("SELECT sum(n * (n - 1) / 2) FROM (SELECT sum(n) AS n FROM judged GROUP BY person)").fetchall()[0][0])


def _alike(con: duckdb.DuckDBPyConnection) -> float:
    return float(con.execute("SELECT sum(n * (n - 1) / 2) FROM judged").fetchall()[0][0])


def report(name: str, con: duckdb.DuckDBPyConnection, where: str = "true") -> None:
    """Print the best F1 of scored pairs and of clusters, weighed by `patterns`.

    Shape  where: of whom; those from whom was learned are left out.
    """
    con.execute(f"CREATE OR REPLACE TEMP VIEW judged AS SELECT * FROM truth WHERE {where}").fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE scored AS SELECT p.l, p.r, w.bits AS weight, a.n * b.n AS n, a.person = b.person AS same "
        f"FROM levelled p JOIN patterns w USING ({', '.join(NAMES)}) JOIN judged a ON a.unit = p.l JOIN judged b ON b.unit = p.r"
    ).fetchall()
    rows = con.execute(
        "SELECT round(weight * 4) / 4 AS w, sum(n) FILTER (same), sum(n) FILTER (NOT same) FROM scored GROUP BY w ORDER BY w DESC"
    ).fetchall()
    pairs = _best(con, ((weight, float(right or 0), float(wrong or 0)) for weight, right, wrong in rows))
    clusters = _best(con, _closing(con, pairs[1] - 4))
    for kind, (f1, weight, precision, recall) in (("pairs", pairs), ("clusters", clusters)):
        print(f"{name}, {kind}: F1 {f1:.4f} (precision {precision:.4f}, recall {recall:.4f}) from {weight:.2f} bits")


def _best(con: duckdb.DuckDBPyConnection, steps: Iterable[tuple[float, float, float]]) -> Best:
    """Return the best F1, where it is, and its precision and recall. Shape  steps: weight, and how many right and wrong pairs it adds."""
    whole, right, wrong = _true_pairs(con), _alike(con), 0.0
    best: Best = (0.0, 0.0, 0.0, 0.0)
    for weight, more_right, more_wrong in steps:
        right += more_right
        wrong += more_wrong
        precision, recall = right / (right + wrong), right / whole
        best = max(best, (2 * precision * recall / (precision + recall), weight, precision, recall))
    return best


def _closing(con: duckdb.DuckDBPyConnection, least: float) -> Iterable[tuple[float, float, float]]:
    """Join the likeliest pairs first; yield what each joining of two clusters adds."""
    members = {unit: Counter({person: n}) for unit, person, n in con.execute("SELECT unit, person, n FROM judged").fetchall()}
    parent: dict[int, int] = {}

    def root(unit: int) -> int:
        while parent.get(unit, unit) != unit:
            parent[unit] = parent.get(parent[unit], parent[unit])
            unit = parent[unit]
        return unit

    for left, right, weight in con.execute(f"SELECT l, r, weight FROM scored WHERE weight > {least} ORDER BY weight DESC, l, r").fetchall():
        a, b = root(left), root(right)
        if a == b:
            continue
        if len(members[a]) < len(members[b]):
            a, b = b, a
        together = sum(members[a].values()) * sum(members[b].values())
        same = sum(count * members[a][person] for person, count in members[b].items())
        members[a].update(members.pop(b))
        parent[b] = a
        yield weight, same, together - same


if __name__ == "__main__":
    raise SystemExit(main())
