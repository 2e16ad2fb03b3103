"""The drawing of the case states and the table of moves, made from the machine itself."""

from __future__ import annotations

from onroll.core.cases import MOVES, OPEN_STATES, STATES
from onroll.core.dated.closure_evidence import STANDARDS
from onroll.core.next_steps import AFTERWARDS
from onroll.core.transfers import VERBS


def draw_states() -> str:
    """Return the page about case states: a Mermaid diagram, the states, the moves, the endings, and the relay, in Markdown."""
    return "\n".join(["# The states of a case", "", *_diagram(), "", *_states(), "", *_moves(), "", *_endings(), "", *_relay(), ""])


def _diagram() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> new: a finding, a referral, an authority's list"]
    for move in MOVES:
        if move.verb != "close":
            lines += [f"    {source} --> {move.target}: {move.words.lower()}" for source in move.sources]
    lines += [f"    {state} --> closed: end the case" for state in OPEN_STATES]
    return [*lines, "```"]


def _states() -> list[str]:
    rows = [f"| `{state}` | {words} | {AFTERWARDS[state].words if state in AFTERWARDS else '–'} |" for state, words in STATES.items()]
    return ["## States", "", "| State | Meaning | Next action unless an officer gives another |", "| --- | --- | --- |", *rows]


def _moves() -> list[str]:
    head = ["## Moves", "", "| Verb | From | To | Evidence that it asks for |", "| --- | --- | --- | --- |"]
    return head + [f"| `{move.verb}` | {', '.join(move.sources)} | {move.target} | {move.evidence} |" for move in MOVES]


def _endings() -> list[str]:
    head = [
        "## Endings",
        "",
        "*Not found* and *inconclusive* are not among them: such a case stays open, and its child stays in the count.",
        "",
        "| Closure reason | Meaning | Accepts (3 confirmed, 2 official record, 1 somebody's word: second officer, recheck) |",
        "| --- | --- | --- |",
    ]
    for standard in STANDARDS[-1].value:
        kinds = "; ".join(f"{kind.words} ({kind.grade.value})" for kind in standard.accepts)
        head.append(f"| `{standard.outcome.value}` | {standard.title} | {kinds} |")
    return head


def _relay() -> list[str]:
    head = [
        "## Between authorities",
        "",
        "Whatever state a case is in, one authority is responsible. An act that another has overtaken changes nothing.",
        "",
        "| Act | Whose | What it does |",
        "| --- | --- | --- |",
    ]
    return head + [f"| `{verb}` | {who} | {what} |" for verb, (who, what) in VERBS.items()]
