"""Compare what the program says about a scenario's child with what the contract says."""

from __future__ import annotations

from conformance.program import Played, evidence_of
from conformance.town import Day, Found


def differences(played: Played, number: int, on: Day) -> dict[str, tuple[object, object]]:
    """Return what differs on that day: by the thing, what was expected and what the program says."""
    scenario = played.world.scenarios[number]
    expected = scenario.views[on]
    view = played.view(on)
    references = {place: each for place, each in played.references_of(number, on).items() if each[0] != "council_tax"}
    children = {view.child_of.get(reference) for reference in references.values()}
    if len(children) > 1 or None in children:
        return {"rows that are one child": (1, sorted(map(str, children)))}
    if not children:
        return {}
    got = view.finding_of.get(children.pop() or "")
    if expected is None:
        return {} if got is None else {"finding": (None, (got["finding"], got["status"], got["since"], got["evidence"]))}
    if got is None:
        return {"finding": (expected.finding or "any", None)}
    return _differing_columns(expected, got) | _missing_evidence(expected, got, references)


def _differing_columns(expected: Found, got: dict[str, str]) -> dict[str, tuple[object, object]]:
    columns = ("finding", "status", "since", "la_code", "reason", "coverage")
    wanted = {column: getattr(expected, column) for column in columns}
    return {column: (value, got[column]) for column, value in wanted.items() if value is not None and got[column] != value}


def _missing_evidence(
    expected: Found, got: dict[str, str], references: dict[int, tuple[str, str, str, str]]
) -> dict[str, tuple[object, object]]:
    missing = {references[place] for place in expected.rests_on} - evidence_of(got)
    return {"evidence": (sorted(missing), got["evidence"])} if missing else {}
