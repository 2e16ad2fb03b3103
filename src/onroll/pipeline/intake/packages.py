"""Data Packages: a folder with a `datapackage.json` that says of each file what it is.

Each resource stands alone: the good ones load, and each refused one is named.

Source  contracts 2.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from onroll.core.wording import listed
from onroll.core.wrong_usage import WrongUsage
from onroll.pipeline.index import Index
from onroll.pipeline.intake.preparation import Claim
from onroll.pipeline.intake.preparing_ahead import preparing_ahead
from onroll.pipeline.intake.publishing import refused
from onroll.pipeline.intake.readers.source_file import printable
from onroll.pipeline.intake.reports import CannotTakeIn, FileReport
from onroll.pipeline.intake.taking_in import checked_claim
from onroll.pipeline.made_up import note_made_up
from onroll.pipeline.progress import Progress, silent

DESCRIPTOR = "datapackage.json"
LARGEST_DESCRIPTOR = 16 << 20
FIRST_REGISTERS = ("establishments", "postcodes", "term_dates")
"""Reference registers go first, so that the others' URNs and postcodes are known."""


@dataclass(frozen=True)
class _Resource:
    path: Path
    claim: Claim


def take_in_package(
    index: Index,
    folder: Path,
    *,
    allow_empty: bool = False,
    accept: str | None = None,
    progress: Progress = silent,
    wait_seconds: float = 60,
) -> list[FileReport]:
    """Take a folder with a Data Package in; return one report a resource, in the order of the package.

    Raises  CannotUseIndex where another command keeps writing.
    """
    with index.writing("onroll ingest", wait_seconds=wait_seconds):
        try:
            resources, is_made_up = _described(folder)
        except CannotTakeIn as refusal:
            return [refused(folder / DESCRIPTOR, f"{refusal} Nothing was changed.")]
        reports: dict[int, FileReport] = {}
        understood: list[tuple[int, _Resource]] = []
        for number, described in enumerate(resources):
            try:
                understood.append((number, _resource(folder, described, number)))
            except CannotTakeIn as refusal:
                reports[number] = refused(folder / _path_as_written(described), f"{refusal} Nothing was changed.")
        understood.sort(key=lambda each: (each[1].claim.register.name not in FIRST_REGISTERS, each[1].claim.as_at, each[0]))
        message = f"Taking in {printable(folder.name)}"
        in_order = [(resource.path, resource.claim) for _, resource in understood]
        with preparing_ahead(index, in_order, allow_empty=allow_empty) as ahead:
            for done, (number, _) in enumerate(understood):
                progress(message, done, len(understood))
                reports[number] = made = ahead.take_in_next(accept=accept)
                if is_made_up and made.extract_id:
                    note_made_up(index, [made.extract_id])
        progress(message, len(understood), len(understood))
    return [reports[number] for number in sorted(reports)]


def _described(folder: Path) -> tuple[list[Any], bool]:
    """Return the resources of a package, and whether it says that it is made up."""
    path = folder / DESCRIPTOR
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise CannotTakeIn(f"{path} is not a regular file. Put the package's own description there.")
            written = file.read(LARGEST_DESCRIPTOR + 1)
    except OSError as error:
        raise CannotTakeIn(f"{path} cannot be opened ({error.strerror}): a delivery is a folder with a {DESCRIPTOR}, not a link.") from None
    if len(written) > LARGEST_DESCRIPTOR:
        raise CannotTakeIn(f"{path} is larger than {LARGEST_DESCRIPTOR >> 20} MB. Split the package.")
    try:
        package = json.loads(written.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise CannotTakeIn(f"{path} is not JSON in UTF-8 ({str(error)[:100]}). Mend it.") from None
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list) or not resources:
        raise CannotTakeIn(f"{path} lists no resources. Each file needs one, with path, register, supplier and as_at.")
    return resources, package.get("made_up") is True


def _resource(folder: Path, described: object, number: int) -> _Resource:
    if not isinstance(described, Mapping):
        raise CannotTakeIn(f"Resource {number + 1} of {DESCRIPTOR} is not an object with path, register, supplier and as_at.")
    name = printable(str(described.get("name", described.get("path", f"number {number + 1}"))))
    missing = [each for each in ("path", "register", "supplier", "as_at") if not isinstance(described.get(each), str)]
    if missing:
        raise CannotTakeIn(f"Resource {name} does not say its {listed(missing)} as text. Add it to {DESCRIPTOR}.")
    path = _inside(folder, described["path"], name)
    try:
        claim = checked_claim(described["register"], described["supplier"], described["as_at"])
    except WrongUsage as wrong:
        raise CannotTakeIn(f"Resource {name}: {wrong}") from None
    return _Resource(path, claim)


def _inside(folder: Path, written: str, name: str) -> Path:
    """Return the file that a resource's path leads to.

    Raises  CannotTakeIn where the path leaves the folder, or anything on the way is a link.
    """
    shown = printable(written)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", written):
        raise CannotTakeIn(f"Resource {name}: {shown} is an address; nothing is fetched. Put the file into the package's folder.")
    parts = PurePosixPath(written).parts
    if not parts or "\0" in written or "\\" in written or PurePosixPath(written).is_absolute() or ".." in parts or "~" in written[:1]:
        raise CannotTakeIn(f"Resource {name}: the path {shown} does not stay inside the package's folder.")
    path, mode = folder, 0
    for part in parts:
        path = path / part
        try:
            mode = os.lstat(path).st_mode
        except OSError:
            raise CannotTakeIn(f"Resource {name}: there is no file {shown} in the package's folder.") from None
        if stat.S_ISLNK(mode):
            raise CannotTakeIn(f"Resource {name}: {shown} is reached by a link; links are not followed. Put the file itself there.")
    if not stat.S_ISREG(mode):
        raise CannotTakeIn(f"Resource {name}: {shown} is not a regular file.")
    return path


def _path_as_written(described: object) -> str:
    written = described.get("path") if isinstance(described, Mapping) else None
    return printable(written).lstrip("/") if isinstance(written, str) else DESCRIPTOR
