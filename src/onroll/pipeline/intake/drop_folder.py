"""Paths that say themselves what they hold: packages, transfer files, names by convention, and drop folders of them.

A single file in a drop folder is named

    school_roll_373_2026-01-15.csv      register, supplier, day; more may follow after another _
    school_roll_373_2026-01-15_north.csv

A Common Transfer File may have any name that ends in .xml. Nothing is moved or deleted: what was taken in before is
known by its content. A file that is still being written is left for the next time.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable
from pathlib import Path

from onroll.core.registers import all_registers
from onroll.core.wrong_usage import WrongUsage
from onroll.pipeline.index import Index
from onroll.pipeline.intake.packages import DESCRIPTOR, FIRST_REGISTERS, take_in_package
from onroll.pipeline.intake.preparation import Claim
from onroll.pipeline.intake.readers.source_file import printable
from onroll.pipeline.intake.reports import FileReport
from onroll.pipeline.intake.taking_in import checked_claim, take_in_claimed
from onroll.pipeline.progress import Progress, silent

UNFINISHED_SUFFIXES = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".writing")
SETTLE_SECONDS = 1.0
OLD_ENOUGH_SECONDS = 10.0
"""A file that nobody has written to for so long is complete; a younger one is looked at twice."""

_NAME = re.compile(
    rf"(?P<register>{'|'.join(sorted(all_registers(), key=len, reverse=True))})[_-](?P<supplier>[A-Za-z0-9.]+)[_-]"
    r"(?P<as_at>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[_ (-].*)?\.[A-Za-z0-9]+",
    re.IGNORECASE,
)


def claim_in_name(name: str) -> Claim | None:
    """Return what a file's name says that it is; None where it follows no convention.

    Raises  WrongUsage where it follows the convention and names a day that there is not.
    """
    found = _NAME.fullmatch(name)
    return checked_claim(found["register"].lower(), found["supplier"], found["as_at"]) if found else None


def claim_in_path(path: Path) -> Claim | None:
    """Return what a path says that it holds; None where the file or the package itself will say it.

    Raises  WrongUsage where neither does: to be asked of every path before any is taken in.
    """
    if path.is_dir():
        if not os.path.lexists(path / DESCRIPTOR):
            raise WrongUsage(f"{path} has no {DESCRIPTOR}. For a drop folder use --inbox, for one file name the file.")
        return None
    claim = claim_in_name(path.name)
    if claim is None and path.suffix.lower() != ".xml" and os.path.lexists(path):
        raise WrongUsage(
            f"{path} does not say what it holds: give --register, --supplier and --as-at, or name it as school_roll_373_2026-01-15.csv."
        )
    return claim


def take_in_path(
    index: Index,
    path: Path,
    *,
    allow_empty: bool = False,
    accept: str | None = None,
    progress: Progress = silent,
    wait_seconds: float = 60,
) -> list[FileReport]:
    """Take in a folder with a package, a Common Transfer File, or a file whose name says what it is.

    Raises  WrongUsage where the path does not say what it holds; CannotUseIndex where another command keeps writing.
    """
    claim = claim_in_path(path)
    if path.is_dir():
        return take_in_package(index, path, allow_empty=allow_empty, accept=accept, progress=progress, wait_seconds=wait_seconds)
    with index.writing("onroll ingest", wait_seconds=wait_seconds):
        progress(f"Taking in {printable(path.name)}", 0, 1)
        return [take_in_claimed(index, path, claim, allow_empty=allow_empty, accept=accept)]


def take_in_inbox(
    index: Index,
    folder: Path,
    *,
    allow_empty: bool = False,
    accept: str | None = None,
    progress: Progress = silent,
    wait_seconds: float = 60,
    sleep: Callable[[float], None] = time.sleep,
) -> list[FileReport]:
    """Take in whatever is new in a drop folder; what was taken in before is reported as repeated.

    Raises  WrongUsage where there is no such folder; CannotUseIndex where another command keeps writing.
    """
    if not folder.is_dir():
        raise WrongUsage(f"There is no drop folder {folder}.")
    complete = _complete(folder, sleep)
    reports: list[FileReport] = []
    with index.writing("onroll ingest --inbox", wait_seconds=wait_seconds):
        for package in (each for each in complete if each.is_dir()):
            reports += take_in_package(index, package, allow_empty=allow_empty, accept=accept, progress=progress)
        understood: list[tuple[Path, Claim | None]] = []
        for path in (each for each in complete if not each.is_dir()):
            try:
                claim = claim_in_name(path.name)
            except WrongUsage as wrong:
                reports.append(FileReport(path=path, status="refused", message=f"{path.name}: {wrong} Nothing was changed."))
                continue
            if claim is None and path.suffix.lower() != ".xml":
                reports.append(FileReport(path=path, status="refused", message=_name_not_understood(path)))
            else:
                understood.append((path, claim))
        understood.sort(key=_order)
        for done, (path, claim) in enumerate(understood):
            progress(f"Taking in {printable(folder.name)}", done, len(understood))
            reports.append(take_in_claimed(index, path, claim, allow_empty=allow_empty, accept=accept))
    return reports


def _order(each: tuple[Path, Claim | None]) -> tuple[bool, str, str]:
    path, claim = each
    if claim is None:
        return True, "", path.name
    return claim.register.name not in FIRST_REGISTERS, claim.as_at.isoformat(), path.name


def _name_not_understood(path: Path) -> str:
    return (
        f"{printable(path.name)} does not say what it holds: name it by register, supplier and day, as school_roll_373_2026-01-15.csv, "
        f"or put it into a folder with a {DESCRIPTOR}. Nothing was changed."
    )


def _complete(folder: Path, sleep: Callable[[float], None]) -> list[Path]:
    """Return the packages and files that nobody is writing to, packages first."""
    found = {}
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith((".", "~$")) or path.name.lower().endswith(UNFINISHED_SUFFIXES)
        if not hidden and (not path.is_dir() or os.path.lexists(path / DESCRIPTOR)):
            found[path] = _state(path)
    found = {path: state for path, state in found.items() if not _has_unfinished(path)}
    if any(time.time() - newest < OLD_ENOUGH_SECONDS for _, newest in found.values()):
        sleep(SETTLE_SECONDS)
        found = {path: state for path, state in found.items() if _state(path) == state}
    return sorted(found, key=lambda path: (not path.is_dir(), path.name))


def _state(path: Path) -> tuple[int, float]:
    """Return how many bytes a file or package holds, and when it was last written to."""
    try:
        status = os.lstat(path)
        if not stat.S_ISDIR(status.st_mode):
            return status.st_size, status.st_mtime
        inside = [os.lstat(Path(place, name)) for place, _, names in os.walk(path) for name in names]
    except OSError:
        return 0, 0.0
    return sum(each.st_size for each in inside), max((each.st_mtime for each in inside), default=0.0)


def _has_unfinished(path: Path) -> bool:
    return path.is_dir() and any(name.lower().endswith(UNFINISHED_SUFFIXES) for _, _, names in os.walk(path) for name in names)
