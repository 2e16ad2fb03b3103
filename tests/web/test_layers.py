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
    "onroll.casework.permissions",
    "onroll.casework.purposes",
    "onroll.casework.refusals",
    "onroll.casework.viewers",
    "onroll.core.wording",  # how days, counts and lists are written: it knows of no child
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


def test_every_query_takes_the_viewer_first() -> None:
    queries = WEB.parent / "casework/queries"
    without = {
        "the_index",
        "record_reading",
        "require",
        "what_is_not_ready",
        "state_of",
        "authority_names",
        "school_names",
        "sender_name",
        "name_of",
        "year_group",
        "reference_of",
        "whom_to_ask",
    }
    for path in queries.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name not in without:
                assert node.args.args[0].arg == "viewer", (path.name, node.name)
