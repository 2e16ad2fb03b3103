"""One file that holds a whole home: the index and, beside it, what the casebook hands over."""

from __future__ import annotations

import glob
import hashlib
import io
import json
import os
import re
import secrets
import shutil
import tarfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from onroll.pipeline.index import Index
from onroll.pipeline.kept_beside import is_kept_beside
from onroll.pipeline.progress import Progress, silent
from onroll.pipeline.sealed_backups import CHUNK_BYTES, CannotSealBackup, OpeningReader, SealingWriter, is_sealed
from onroll.pipeline.whole_files import sync_file, sync_folder

LISTING = "onroll-backup.json"


class CannotBackUp(Exception):
    """The backup could not be written."""


class CannotRestore(Exception):
    """The backup could not be put back; nothing was changed."""


def back_up(
    index: Index,
    into: Path,
    *,
    others: Iterable[Path] = (),
    extra: Mapping[str, Path] | None = None,
    not_held: Mapping[str, str] | None = None,
    passphrase: bytes | None = None,
    progress: Progress = silent,
) -> int:
    """Write the index, and other files of the home, into one new file; return how many files it holds.

    Only inside `Index.writing`, so that nothing changes meanwhile. `others` are files under the home, kept under
    their names; `extra` are files from elsewhere (a copy of the casebook), by the name that they shall have.
    `not_held` are files without which the home does not serve as it did, and which are in no backup: by setting, where they lie.
    With a `passphrase` the file is encrypted while it is written.
    """
    if into.exists():
        raise CannotBackUp(f"{into} is there already, and a backup never replaces another. Name a new file.")
    files = {str(path.relative_to(index.home)): path for path in sorted(index.root.rglob("*")) if path.is_file() and _lasts(index, path)}
    files |= {str(path.relative_to(index.home)): path for path in others if path.is_file()}
    files |= dict(extra or {})
    _sweep_beside(into)
    beside = into.with_name(f".{into.name}.{secrets.token_hex(4)}")
    listing = {}
    try:
        with _archive_to_write(beside, passphrase) as archive:
            for done, (name, path) in enumerate(files.items()):
                progress("Backing up", done, len(files))
                with path.open("rb") as file:
                    listing[name] = hashlib.file_digest(file, "sha256").hexdigest()
                archive.add(path, arcname=name, recursive=False)
            content = json.dumps(
                {"made_on": index.clock().date().isoformat(), "files": listing, "not_held": dict(not_held or {})}, indent=1
            ).encode()
            entry = tarfile.TarInfo(LISTING)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        sync_file(beside)
        beside.replace(into)
        sync_folder(into.parent)
    finally:
        beside.unlink(missing_ok=True)
    return len(files)


@dataclass(frozen=True)
class Restored:
    """What was put back. Shape  not_held: by setting, files that it names and no backup holds; from a backup of before 2026-11-24, none."""

    made_on: date
    not_held: Mapping[str, str]


def restore(backup: Path, home: Path, *, passphrase: bytes | None = None, progress: Progress = silent) -> Restored:
    """Put a backup back into an empty home, checked file by file; return the day that it was made, and what must come back besides.

    Everything is written beside the home and moved into place at the end: who is killed before leaves the home as it was.

    Raises  CannotRestore where the home holds something, or the backup is not whole.
    """
    if home.exists() and any(home.iterdir()):
        raise CannotRestore(f"{home} is not empty. Restore into a new folder, and move it into place when you have looked at it.")
    if not backup.is_file():
        raise CannotRestore(f"There is no backup at {backup}.")
    if passphrase is None and is_sealed(backup):
        raise CannotRestore(f"{backup} is encrypted. Name the file that holds its passphrase: --passphrase-file FILE.")
    home.parent.mkdir(parents=True, exist_ok=True)
    _sweep_beside(home)
    beside = home.with_name(f".{home.name}.{secrets.token_hex(4)}")
    restored: set[str] = set()
    try:
        with _archive_to_read(backup, passphrase) as archive:
            for done, member in enumerate(archive):
                progress("Restoring", done, 0)
                name = PurePosixPath(member.name)
                if not _is_ours(member, restored) or name.is_absolute() or ".." in name.parts:
                    raise CannotRestore(f"{backup} holds an entry that no backup of ours has ({member.name!r}); it is not restored.")
                archive.extract(member, beside, filter="data")
                restored.add(str(name))
        digests, told = _read_listing(beside / LISTING)
        if odd := sorted(restored ^ {*digests, LISTING}):
            raise CannotRestore(f"{backup} is damaged: {odd[0]} is only in the list of its files, or not in it. Use another backup.")
        for path, expected in digests.items():
            with (beside / path).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                    raise CannotRestore(f"{backup} is damaged: {path} is not as it was when it was backed up. Use another backup.")
        (beside / LISTING).unlink()
        if home.exists():
            home.rmdir()
        beside.replace(home)
    except CannotSealBackup as error:
        raise CannotRestore(f"{error} Nothing was changed.") from error
    except (tarfile.TarError, zlib.error, EOFError, OSError, KeyError, ValueError) as error:
        why = str(error).partition("\n")[0].removesuffix(":")
        raise CannotRestore(f"{backup} cannot be read as a backup of Onroll ({why}). Nothing was changed.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return told


def reseal(backup: Path, *, passphrase: bytes | None, new_passphrase: bytes) -> int:
    """Encrypt a backup with another passphrase, in its place; return how many bytes it holds.

    The new file is written beside it, opened again and compared to the last byte before it takes the place: a kill leaves the former.

    Raises  CannotRestore where the backup cannot be opened; nothing was changed.
    """
    if not backup.is_file():
        raise CannotRestore(f"There is no backup at {backup}.")
    if passphrase is None and is_sealed(backup):
        raise CannotRestore(f"{backup} is encrypted. Name the file that holds its passphrase: --passphrase-file FILE.")
    _sweep_beside(backup)
    beside = backup.with_name(f".{backup.name}.{secrets.token_hex(4)}")
    held, count = hashlib.sha256(), 0
    try:
        with _content_of(backup, passphrase) as content, open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            sealing = SealingWriter(file, new_passphrase)
            while block := content.read(CHUNK_BYTES):
                held.update(block)
                count += len(block)
                sealing.write(block)
            sealing.finish()
        with _content_of(beside, new_passphrase) as content:
            if hashlib.file_digest(content, "sha256").digest() != held.digest():
                raise CannotRestore(f"{backup} could not be written anew as it was. Nothing was changed.")
        beside.chmod(backup.stat().st_mode & 0o777)
        sync_file(beside)
        beside.replace(backup)
        sync_folder(backup.parent)
    except CannotSealBackup as error:
        raise CannotRestore(f"{error} Nothing was changed.") from error
    finally:
        beside.unlink(missing_ok=True)
    return count


@contextmanager
def _content_of(path: Path, passphrase: bytes | None) -> Iterator[io.BufferedIOBase]:
    with path.open("rb") as file:
        yield file if passphrase is None else io.BufferedReader(OpeningReader(file, passphrase, str(path)))


def _is_ours(member: tarfile.TarInfo, before: Collection[str]) -> bool:
    """Whether a backup of ours has such an entry: a file, or one more name of a file that stands before it in the same backup.

    A version of an extract from which a row was let out of quarantine, and a run that keeps the tables of another, share files by
    hard links; tar writes the content of such a file once, and afterwards its name alone.
    """
    return member.isfile() or (member.islnk() and member.linkname in before)


def _sweep_beside(target: Path) -> None:
    """Remove what somebody left who was killed while writing the same file or home: it holds records that nobody looks after."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.*"):
        if re.fullmatch(r"[0-9a-f]{8}", left.name.removeprefix(f".{target.name}.")):
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def _read_listing(path: Path) -> tuple[dict[str, str], Restored]:
    """Return the digest of each file of a backup by its name, and what else the backup says of itself.

    Raises  ValueError where it is missing, or not as we write it.
    """
    if not path.is_file():
        raise ValueError("the list of its files is missing")
    said = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(said, dict) or not isinstance(said.get("files"), dict) or not isinstance(said.get("made_on"), str):
        raise ValueError("the list of its files is not as we write it")
    not_held = said.get("not_held", {})
    if not isinstance(not_held, dict):
        raise ValueError("the list of its files is not as we write it")
    told = {str(name): str(place) for name, place in not_held.items()}
    return said["files"], Restored(date.fromisoformat(said["made_on"]), told)


@contextmanager
def _archive_to_write(path: Path, passphrase: bytes | None) -> Iterator[tarfile.TarFile]:
    if passphrase is None:
        with tarfile.open(path, "w:gz", compresslevel=1) as archive:
            yield archive
        return
    with path.open("xb") as file:
        sealing = SealingWriter(file, passphrase)
        with tarfile.open(fileobj=sealing, mode="w:gz", compresslevel=1) as archive:
            yield archive
        sealing.finish()


@contextmanager
def _archive_to_read(path: Path, passphrase: bytes | None) -> Iterator[tarfile.TarFile]:
    if passphrase is None:
        with tarfile.open(path, "r:*") as archive:
            yield archive
        return
    with path.open("rb") as file:
        reader = OpeningReader(file, passphrase, str(path))
        with tarfile.open(fileobj=reader, mode="r|gz") as archive:
            yield archive
        while reader.read(1024 * 1024):  # what follows the archive's end is authenticated too
            pass


def _lasts(index: Index, path: Path) -> bool:
    inside = path.relative_to(index.root)
    return inside.parts[0] != "building" and inside.name != "lock" and not inside.name.startswith(".") and not is_kept_beside(path)
