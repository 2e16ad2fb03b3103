"""Write the pages of the documentation that follow from the code; a test holds that they are current.

.venv/bin/python tools/write_docs.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import typer
from api_page import the_api

from onroll.cli.main import program
from onroll.core.case_drawing import draw_states
from onroll.core.registers import Field, all_registers
from onroll.pipeline.exports import all_exports
from onroll.pipeline.stations import STATIONS

ROOT = Path(__file__).resolve().parent.parent
NOTE = "<!-- Written by tools/write_docs.py from the code. Do not edit: change the code, then `make docs`. -->\n\n"


def the_line_picture() -> str:
    """Return the line of stations as a drawing."""
    names = ["files", *(station.noun for station in STATIONS)]
    width, gap, per_row = 128, 22, 4
    rows = [names[start : start + per_row] for start in range(0, len(names), per_row)]
    parts = []
    for row_number, row in enumerate(rows):
        y = 20 + row_number * 92
        for column, name in enumerate(row):
            x = 20 + column * (width + gap)
            station = next((each for each in STATIONS if each.noun == name), None)
            built = station is None or station.built
            fill, dash = ("#12436D", "") if built else ("#ffffff", ' stroke-dasharray="5 4"')
            ink = "#ffffff" if built else "#12436D"
            if name == "files":
                fill, ink = "#28A197", "#ffffff"
            parts.append(
                f'<rect x="{x}" y="{y}" width="{width}" height="48" rx="4" fill="{fill}" stroke="#12436D" stroke-width="2"{dash}/>'
            )
            parts.append(f'<text x="{x + width / 2}" y="{y + 30}" text-anchor="middle" font-size="17" fill="{ink}">{escape(name)}</text>')
            if column + 1 < len(row):
                parts.append(f'<path d="M{x + width + 2} {y + 24} h{gap - 8}" stroke="#3D3D3D" stroke-width="2" marker-end="url(#to)"/>')
        if row_number + 1 < len(rows):
            right = 20 + per_row * (width + gap) - gap + 8
            turn = f"M{right - 6} {y + 24} h14 v46 H6 v46 h8"
            parts.append(f'<path d="{turn}" fill="none" stroke="#3D3D3D" stroke-width="2" marker-end="url(#to)"/>')
    total_width, height = 20 + per_row * (width + gap) + 10, 20 + len(rows) * 92 - 30
    title = "The line: from files to measures"
    description = "Each station takes one table and hands on one table: " + ", ".join(names) + "."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total_width} {height}" role="img" aria-labelledby="t d" '
        f'font-family="Helvetica Neue, Arial, Liberation Sans, sans-serif">\n'
        f'<title id="t">{title}</title>\n<desc id="d">{description}</desc>\n'
        '<defs><marker id="to" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 z" fill="#3D3D3D"/></marker></defs>\n'
        f'<rect width="{total_width}" height="{height}" fill="#ffffff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def the_map() -> str:
    """Return the stations as a table: where the rule is, and where it runs."""
    lines = [NOTE + "# The map\n", "| # | Station | One row of what it hands on | Rule | Runs in |", "| --- | --- | --- | --- | --- |"]
    for number, station in enumerate(STATIONS, start=1):
        rule = f"`{station.rule}`" if station.rule else "–"
        later = "" if station.built else " *(a later issue)*"
        lines.append(f"| {number} | **{station.noun}**{later} | {station.one_row} | {rule} | `{station.runs_in}` |")
    return "\n".join(lines) + "\n"


def the_registers() -> str:
    """Return every register with its fields."""
    lines = [
        NOTE + "# The registers\n",
        "One file each in `src/onroll/core/registers/`. `*` marks a required field. The case of a code, and noughts before it, do not "
        "matter. A code that is not in the list never sets a row aside and is never taken for one of the list: it is kept as it is, "
        "the extract's problems name line, field and value, and the last column says what the row counts as meanwhile.\n",
    ]
    for register in all_registers().values():
        lines += [
            f"## `{register.name}`\n",
            f"{register.about} Kind: {register.kind}.\n",
            "| Field | Type | Known codes | Meaning | Another code, or one that cannot be read |",
            "| --- | --- | --- | --- | --- |",
        ]
        for field in register.fields:
            codes = ", ".join(f"`{code}`" for code in field.codes_in_order)
            lines.append(
                f"| `{field.name}`{'*' if field.required else ''} | {field.type} | {codes} | {field.meaning} | {_otherwise(field)} |"
            )
        lines.append("")
    return "\n".join(lines)


def _otherwise(field: Field) -> str:
    if not field.otherwise:
        return ""
    return f"Kept with a warning; {field.otherwise}." if field.codes else f"Left out with a warning; {field.otherwise}."


def the_commands() -> str:
    """Return every command with its help, as the program prints it."""
    group = typer.main.get_command(program())
    lines = [NOTE + "# The commands\n", "Exit status: 0 done, 1 refused what it was given, 2 wrong usage.\n"]
    lines.append("Exports: " + "; ".join(f"`{export.name}` – {export.about}" for export in all_exports().values()) + "\n")
    for name, command in _with_their_own(sorted(group.commands.items())):
        lines += [f"{'###' if ' ' in name else '##'} `onroll {name}`\n", (command.help or "").strip() + "\n"]
        if hasattr(command, "commands"):
            continue
        lines += ["| | |", "| --- | --- |"]
        for parameter in command.params:
            if parameter.param_type_name == "option":
                shown = ", ".join(f"`{option}`" for option in (*parameter.opts, *parameter.secondary_opts))
                if parameter.name != "help":
                    lines.append(f"| {shown} | {parameter.help or ''} |")
            else:
                lines.append(f"| `{parameter.metavar or parameter.name}` | {getattr(parameter, 'help', '') or ''} |")
        lines.append("")
    return "\n".join(lines)


def _with_their_own(commands: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Go through commands, and after each through the commands of its own (`agreements check`)."""
    for name, command in commands:
        yield name, command
        yield from ((f"{name} {each}", own) for each, own in sorted(getattr(command, "commands", {}).items()))


def the_states() -> str:
    """Return a case's states and moves."""
    return NOTE + draw_states()


PAGES: dict[str, Callable[[], str]] = {
    "docs/the-line.svg": the_line_picture,
    "docs/map.md": the_map,
    "docs/registers.md": the_registers,
    "docs/commands.md": the_commands,
    "docs/states.md": the_states,
    "docs/api.md": lambda: NOTE + the_api(),
}


def main() -> None:
    """Write the pages, or with --check name those that are not current."""
    stale = []
    for name, write in PAGES.items():
        path, text = ROOT / name, write()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    if "--check" in sys.argv and stale:
        sys.exit(f"Not current: {', '.join(stale)}. Run `make docs`.")


if __name__ == "__main__":
    main()
