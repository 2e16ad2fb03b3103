"""Pages reach children through the casework's queries and actions alone, never through a table."""

from __future__ import annotations

import ast
from pathlib import Path

import onroll.web

WEB = Path(onroll.web.__file__).parent
MAY_IMPORT = (
    "onroll.web",
    "onroll.casework.queries",
    "onroll.casework.actions",
    "onroll.casework.attachment_files",
    "onroll.casework.clock",
    "onroll.casework.documents",
    "onroll.casework.enquiry_words",
    "onroll.casework.letter_drafts",
    "onroll.casework.permissions",
    "onroll.casework.private_screen",
    "onroll.casework.purposes",
    "onroll.casework.refusals",
    "onroll.casework.relations",
    "onroll.casework.viewers",
    "onroll.core",
    "onroll.pipeline.spreadsheet_cells",
)


def test_web_modules_import_queries_and_actions_only() -> None:
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [each.name for each in node.names]
                if isinstance(node, ast.Import)
                else []
            )
            for name in names:
                if name.startswith("onroll"):
                    assert name.startswith(MAY_IMPORT), (path.name, name)
            if isinstance(node, ast.Attribute):
                assert node.attr != "objects", (path.name, node.lineno)


ALREADY_LET_IN = frozenset(
    {"Case", "Child", "Child | None", "Job", "SchoolReturn", "RunTables", "PairDecision", "Iterable[PairDecision]"}
    | {"Compared", "ListedChild", "Letter", "Sequence[Said]", "RecordSeen", "date | None", "str | None"}
)
"""What a function is handed that a query with a viewer has let through, or that is nobody's."""


def test_every_query_takes_the_viewer_first() -> None:
    queries = WEB.parent / "casework/queries"
    without = {
        "the_index",
        "made_up_day",
        "record_reading",
        "require",
        "what_is_not_ready",
        "state_of",
        "authority_names",
        "school_names",
        "name_of",
        "year_group",
        "reference_of",
        "whom_to_ask",
        # figures in which nobody is, and words
        "link_quality",
        "link_quality_report",
        "recorded_reasons",
        "newest_reason",
        "verdict_words",
        # what the bridge hands to the line, and actions ask who have a viewer
        "decisions_in_force",
        "sealed_in_force",
        "decisions_about",
    }
    for path in queries.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name not in without:
                first = node.args.args[0]
                handed = ast.unparse(first.annotation) if first.annotation else ""
                assert first.arg == "viewer" or handed in ALREADY_LET_IN, (path.name, node.name)
