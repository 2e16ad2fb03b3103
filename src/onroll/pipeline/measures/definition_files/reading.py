"""Read definitions of missing education from their files, and refuse those that say nothing sensible."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from onroll.core.measures.definitions import NATIONAL, CannotUseDefinition, Definition, definition_from

SHIPPED = Path(__file__).parent
OWN_FOLDER = "definitions"


def read_definitions(home: Path | None = None) -> tuple[Definition, ...]:
    """Return every definition, the national one first. Shape  home: whose own files in `definitions/` are read too.

    Raises  CannotUseDefinition with the file and the reason.
    """
    found: dict[str, Definition] = {}
    for path in _files(home):
        if path.stem in found:
            raise CannotUseDefinition(f"{path}: there is a definition called {path.stem!r} already; give the file another name.")
        try:
            written = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as cannot:  # of the file, its signs, its TOML
            raise CannotUseDefinition(f"{path} cannot be read as TOML: {cannot}.") from cannot
        try:
            found[path.stem] = definition_from(path.stem, written)
        except CannotUseDefinition as wrong:
            raise CannotUseDefinition(f"{path}: {wrong}") from wrong
    national = found.pop(NATIONAL)
    return (
        national,
        *sorted(found.values(), key=lambda each: (each.home_education_pending, not each.applicants, _length(each), each.code)),
    )


def _length(definition: Definition) -> float:
    return definition.wait * {"days": 1.0, "school days": 1.5, "months": 30.0}[definition.unit]


def digests(home: Path | None = None) -> dict[str, str]:
    """Return the SHA-256 of each definition's file, by the definition's code."""
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in _files(home)}


def _files(home: Path | None) -> list[Path]:
    folders = [SHIPPED, *([Path(home) / OWN_FOLDER] if home else [])]
    return [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.toml"))]
