"""Column maps: a supplier's own headings, written down once as ours.

HOME/column_maps/373-school_roll.toml

"Pupil's family name" = "surname"
"DoB" = "date_of_birth"
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from onroll.core.column_headings import RECORD_ID, fields_of, heading_key
from onroll.core.registers import Register
from onroll.pipeline.intake.reports import CannotTakeIn
from onroll.pipeline.whole_files import write_atomically


def file_name_part(text: str) -> str:
    """Return a supplier's name as it can stand in a file's name."""
    return re.sub(r"[^A-Za-z0-9.]+", "_", text).strip("._") or "_"


def path_of_column_map(home: Path, supplier: str, register: Register) -> Path:
    """Return where the map of that supplier and register stands, whether or not it does."""
    return home / "column_maps" / f"{file_name_part(supplier)}-{register.name}.toml"


def read_column_map(home: Path, supplier: str, register: Register) -> dict[str, str]:
    """Return our field by the supplier's heading; empty where no map was saved.

    Raises  CannotTakeIn where the map cannot be read, or names a field that the register does not have.
    """
    path = path_of_column_map(home, supplier, register)
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CannotTakeIn(f"The column map {path} cannot be read ({error}). Mend it, and take the file in again.") from None
    return checked_column_map(written, register, named=str(path))


def checked_column_map(written: Mapping[str, object], register: Register, *, named: str) -> dict[str, str]:
    """Return a column map, or refuse it.

    Raises  CannotTakeIn with one sentence.
    """
    known = {field.name for field in fields_of(register)} | {RECORD_ID.name}
    checked: dict[str, str] = {}
    for heading, ours in written.items():
        if not isinstance(ours, str) or ours not in known:
            raise CannotTakeIn(
                f"The column map {named} maps {heading!r} to {ours!r}, which is no field of {register.name}. Correct that line."
            )
        checked[heading] = ours
    for values, what in ((list(checked.values()), "field"), ([heading_key(heading) for heading in checked], "heading")):
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise CannotTakeIn(f"The column map {named} has the {what} {twice[0]!r} twice. Leave one line of them.")
    return checked


def save_column_map(home: Path, supplier: str, register: Register, column_map: Mapping[str, str]) -> Path:
    """Save a supplier's map for that register, in place of the former one.

    Raises  CannotTakeIn where it names a field that the register does not have.
    """
    checked = checked_column_map(column_map, register, named="as given")
    path = path_of_column_map(home, supplier, register)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{json.dumps(heading, ensure_ascii=False)} = {json.dumps(ours)}" for heading, ours in checked.items()]
    write_atomically(path, ("\n".join(lines) + "\n").encode())
    return path


def fingerprint(column_map: Mapping[str, str]) -> str:
    """Return what tells one map from another; empty for none."""
    return hashlib.sha256(json.dumps(sorted(column_map.items())).encode()).hexdigest()[:16] if column_map else ""
