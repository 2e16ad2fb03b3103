"""The card of warning signs of a home: made, checked, kept beside the runs, and laid upon the children of the newest run.

    HOME/index/warning_signs/
      CURRENT           the name of the card that stands
      <card>/card.json            points, from which terms, by which library, in which home
      <card>/checked-<day>.json   how it did on the list of that day; the newest day counts
      <card>/scores-<run>.parquet the list on the day of that run: of each authority the first tenth, with points and why

Nothing here switches a card on: a person does (`casework.actions.warning_signs`), and it goes off by itself (`core.warning_sign_checks`).

Source  issue 7, point 3; docs/prevention.md.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onroll.core.school_days import Calendar
from onroll.core.warning_sign_checks import SHARE_CALLED, Band, Checked, GroupMisses, Origin, may_use
from onroll.core.warning_signs import Card, KnownThen, Term, factors_of, next_term, points_of, term_at
from onroll.core.wording import plural
from onroll.pipeline.index import Extract, Index, Run
from onroll.pipeline.made_up import origin_of
from onroll.pipeline.progress import Progress, silent
from onroll.pipeline.term_calendars import calendars_from
from onroll.pipeline.warning_sign_facts import FACTS, extracts_of_run, known_on
from onroll.pipeline.warning_sign_training import PastTerm, check_card, groups_of, make_card, past_term
from onroll.pipeline.whole_files import write_atomically
from onroll.pipeline.world import PUPIL_REGISTER

FOLDER = "warning_signs"
SCORES = pa.schema(
    [
        ("child_id", pa.string()),
        ("la_code", pa.string()),
        ("points", pa.int32()),
        ("place", pa.int64()),
        ("factors", pa.list_(pa.struct([("words", pa.string()), ("points", pa.int32())]))),
    ]
)


class CannotMakeCard(Exception):
    """No card can be made, or kept up; the sentence says why and what to do."""


@dataclass(frozen=True)
class ListDay:
    """One list. Shape  on: its day; until: the last day on which going missing counts; term: in words."""

    term: str
    on: date
    until: date


@dataclass(frozen=True, kw_only=True)
class StandingCard:
    """The card that stands, and how it did. Shape  terms: it was made from; run_id, newest_list, until: of the last upkeep."""

    card_id: str
    card: Card
    origin: Origin
    here: Origin
    made_at: datetime
    made_from: str
    terms: Sequence[str]
    made_by: str
    checked: Checked
    run_id: str
    newest_list: date
    until: date
    folder: Path

    @property
    def scores(self) -> Path:
        """Return the table of the children's points in the run of the last upkeep."""
        return self.folder / f"scores-{self.run_id}.parquet"


def train(index: Index, run: Run, progress: Progress = silent) -> StandingCard:
    """Make a card from all past terms but the newest, check it on that, and let it stand. Only inside `writing`.

    Raises  CannotMakeCard where the past is too short, or mixes real and made-up children.
    """
    extracts = extracts_of_run(index, run)
    origin = origin_of(index, (each.extract_id for each in extracts))
    if not (answer := may_use(origin, origin)):
        raise CannotMakeCard(str(answer))
    lists = past_lists(run, extracts)
    if len(lists) < 2:
        raise CannotMakeCard(
            f"It is known of {plural(len(lists), 'past term')} who went missing afterwards. Two are needed: one to "
            "learn from, and one to check on. Take in the rolls of earlier terms, or wait."
        )
    terms = [_term(run, extracts, each, progress) for each in lists[:-1]]
    card = make_card(terms)
    if not card.points:
        raise CannotMakeCard("In the past terms nothing that is known came before going missing often enough to have points.")
    trained_lost = sum(each.lost for each in terms)
    made = {
        "points": dict(card.points), "expected": list(card.expected), "origin": asdict(origin), "made_at": index.clock().isoformat(),
        "made_from": run.run_id, "terms": [f"{each.term} ({each.on.isoformat()})" for each in lists[:-1]],
        "trained_lost": trained_lost, "made_by": f"scikit-learn {importlib.metadata.version('scikit-learn')}",
    }  # fmt: skip
    card_id = hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:12]
    folder = index.root / FOLDER / card_id
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / "card.json", json.dumps(made, indent=1).encode())
    _check(run, extracts, lists[-1], folder, card, trained_lost, progress)
    _lay(run, extracts, lists[-1], folder, card, origin.kind, progress)
    write_atomically(index.root / FOLDER / "CURRENT", f"{card_id}\n".encode())
    found = standing_card(index)
    assert found is not None
    return found


def keep_up(index: Index, run: Run, progress: Progress = silent) -> StandingCard | None:
    """Check the standing card on the newest term that has become known, and lay it upon the run's children. Only inside `writing`.

    None where no card stands, or it is of another home or of other children: then nothing is worked out with it.
    """
    standing = standing_card(index)
    if standing is None:
        return None
    extracts = extracts_of_run(index, run)
    here = origin_of(index, (each.extract_id for each in extracts))
    if not may_use(standing.origin, here):
        laid = standing.folder / "laid.json"
        write_atomically(laid, json.dumps({**json.loads(laid.read_bytes()), "kind": here.kind}).encode())
        standing.scores.unlink(missing_ok=True)
        return None
    lists = past_lists(run, extracts)
    if not lists:
        return None
    if lists[-1].on > standing.checked.listed_on:
        _check(run, extracts, lists[-1], standing.folder, standing.card, standing.checked.trained_lost, progress)
    _lay(run, extracts, lists[-1], standing.folder, standing.card, here.kind, progress)
    return standing_card(index)


def standing_card(index: Index) -> StandingCard | None:
    """Return the card that stands, or None."""
    pointer = index.root / FOLDER / "CURRENT"
    if not pointer.exists():
        return None
    card_id = pointer.read_text(encoding="utf-8").strip()
    folder = pointer.parent / card_id
    made, laid = (json.loads((folder / name).read_bytes()) for name in ("card.json", "laid.json"))
    newest = max(folder.glob("checked-*.json"))
    return StandingCard(
        card_id=card_id,
        card=Card(points=made["points"], expected=[(points, share) for points, share in made["expected"]]),
        origin=Origin(**made["origin"]),
        here=Origin(origin_of(index, ()).home, laid["kind"]),
        made_at=datetime.fromisoformat(made["made_at"]),
        made_from=made["made_from"],
        terms=made["terms"],
        made_by=made["made_by"],
        checked=_checked_from(json.loads(newest.read_bytes())),
        run_id=laid["run_id"],
        newest_list=date.fromisoformat(laid["newest_list"]),
        until=date.fromisoformat(laid["until"]),
        folder=folder,
    )


# -- terms ------------------------------------------------------------------------------------------------------------


def past_lists(run: Run, extracts: Sequence[Extract]) -> list[ListDay]:
    """Return the lists of past terms, the oldest first: of each term the day of its newest rolls, where it is known what came of it."""
    calendar = calendars_from(extracts).national
    newest: dict[Term, date] = {}
    for each in extracts:
        if each.register == PUPIL_REGISTER and not each.partial:
            term = term_at(each.as_at, calendar)
            newest[term] = max(newest.get(term, each.as_at), each.as_at)
    lists = [_list_on(day, calendar) for _, day in sorted(newest.items())]
    return [each for each in lists if each.until < max(newest.values()) and each.until < run.on]


def _list_on(day: date, calendar: Calendar) -> ListDay:
    term = term_at(day, calendar)
    first = term.starts_on.year if term.name == "autumn" else term.starts_on.year - 1
    return ListDay(f"{term.name} term {first}/{(first + 1) % 100:02d}", day, next_term(term, calendar).ends_on)


def _term(run: Run, extracts: Sequence[Extract], each: ListDay, progress: Progress) -> PastTerm:
    progress(f"Looking back at the {each.term}", 0, 0)
    with known_on(run, extracts, each.on, each.until) as connection:
        return past_term(connection, each.term, each.on, each.until)


# -- what is kept -----------------------------------------------------------------------------------------------------


def _check(run: Run, extracts: Sequence[Extract], each: ListDay, folder: Path, card: Card, trained_lost: int, progress: Progress) -> None:
    progress(f"Checking on the {each.term}", 0, 0)
    with known_on(run, extracts, each.on, each.until) as connection:
        term = past_term(connection, each.term, each.on, each.until)
        checked = check_card(card, term, trained_lost, groups_of(connection, card))
    write_atomically(folder / f"checked-{each.on.isoformat()}.json", json.dumps(asdict(checked), default=str, indent=1).encode())


def _checked_from(told: Mapping[str, Any]) -> Checked:
    lists = {"bands": [Band(**each) for each in told["bands"]], "groups": [GroupMisses(**each) for each in told["groups"]]}
    days = {name: date.fromisoformat(told[name]) for name in ("listed_on", "until")}
    return Checked(**{**told, **lists, **days})


def _lay(run: Run, extracts: Sequence[Extract], newest: ListDay, folder: Path, card: Card, kind: str, progress: Progress) -> None:
    """Write the list of each authority on the day of the run: its first tenth, the most points first. Of nobody else is anything kept."""
    progress("Adding up the points of each child", 0, 0)
    names = ", ".join(FACTS)
    with known_on(run, extracts, run.on) as connection:
        distinct = connection.execute(f"SELECT DISTINCT {names} FROM known").to_arrow_table()
        known = [KnownThen(**row) for row in distinct.to_pylist()]
        told = [[asdict(factor) for factor in factors_of(each, card)] for each in known]
        distinct = distinct.append_column("points", pa.array([points_of(each, card) for each in known], pa.int32()))
        distinct = distinct.append_column("factors", pa.array(told, SCORES.field("factors").type))
        connection.register("situation_points", distinct)
        same = " AND ".join(f"k.{name} IS NOT DISTINCT FROM s.{name}" for name in FACTS)
        order = "ORDER BY s.points DESC, k.absence DESC NULLS LAST, k.child_id"
        scores = connection.execute(f"""
            SELECT child_id, la_code, points, place, factors FROM (
                SELECT k.child_id, k.la_code, s.points, s.factors, row_number() OVER (PARTITION BY k.la_code {order}) AS place,
                    count(*) OVER (PARTITION BY k.la_code) AS pupils
                FROM known k JOIN situation_points s ON {same})
            WHERE points > 0 AND place <= ceil({SHARE_CALLED} * pupils) ORDER BY la_code, place""").to_arrow_table()
    target = folder / f"scores-{run.run_id}.parquet"
    pq.write_table(scores.cast(SCORES), folder / ".scores", compression="zstd")
    (folder / ".scores").replace(target)
    until = _list_on(run.on, calendars_from(extracts).national).until
    laid = {"run_id": run.run_id, "newest_list": newest.on.isoformat(), "until": until.isoformat(), "kind": kind}
    write_atomically(folder / "laid.json", json.dumps(laid).encode())
    for former in folder.parent.glob("*/scores-*.parquet"):
        if former != target:
            former.unlink()
