"""The agreements of a home folder: one file each in `agreements/`, read anew when one of them changes."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onroll.core.registers import all_registers
from onroll.core.registers.identity_fields import IDENTITY_FIELDS
from onroll.core.sharing import Agreement, Known, read_agreement

FOLDER = "agreements"
LARGEST = 1024 * 1024
"""More bytes than any agreement has."""


@dataclass(frozen=True, kw_only=True)
class AgreementFile:
    """One file. Shape  sha256: of its content; agreement: None where it has faults."""

    path: Path
    sha256: str
    agreement: Agreement | None
    faults: tuple[str, ...]


def known_fields() -> dict[str, frozenset[str]]:
    """Return the fields of each register."""
    identity = frozenset(field.name for field in IDENTITY_FIELDS)
    return {
        name: frozenset(field.name for field in register.fields) | (identity if register.identity else frozenset())
        for name, register in all_registers().items()
    }


def read_agreements(home: Path, purposes: Sequence[str], refused: Mapping[str, str]) -> list[AgreementFile]:
    """Return every agreement file of the home folder, in the order of names, with the faults of each."""
    known = Known(fields=known_fields(), purposes=purposes, refused=refused)
    files = [_read(path, known) for path in sorted((home / FOLDER).glob("*.toml"))]
    seen: dict[str, Path] = {}
    checked = []
    for each in files:
        former = seen.setdefault(each.agreement.reference, each.path) if each.agreement else each.path
        if former != each.path and each.agreement:
            fault = f"{each.agreement.reference} stands in {former.name} already. A new version has a new number."
            each = AgreementFile(path=each.path, sha256=each.sha256, agreement=None, faults=(fault,))
        checked.append(each)
    return checked


def mark_of(home: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when an agreement does: each file's name, time and size."""
    marks = []
    for path in sorted((home / FOLDER).glob("*.toml")):
        try:
            stat = path.stat()
            marks.append((path.name, stat.st_mtime_ns, stat.st_size))
        except OSError:  # taken away meanwhile, or a link to nothing
            marks.append((path.name, 0, 0))
    return tuple(marks)


def _read(path: Path, known: Known) -> AgreementFile:
    """Return one file with its faults; whatever is wrong with it is a fault of this file, and leaves the others in force."""
    content, agreement = b"", None
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            faults = [f"It is larger than {LARGEST // 1024 // 1024} MB, and so no agreement."]
        else:
            agreement, faults = read_agreement(tomllib.loads(content.decode("utf-8-sig")), known)
    except OSError as error:
        faults = [f"It cannot be read: {error.strerror}."]
    except (ValueError, RecursionError) as error:
        faults = [f"It cannot be read as TOML in UTF-8: {error}."]
    return AgreementFile(path=path, sha256=hashlib.sha256(content).hexdigest(), agreement=agreement, faults=tuple(faults))
