"""Encrypted backups: there and back with the passphrase; with another, or with one byte changed or missing, a clear refusal."""

from __future__ import annotations

import io
import os
import random
import signal
from pathlib import Path

import pytest

from onroll.pipeline.backups import CannotRestore, back_up, restore
from onroll.pipeline.index import Index
from onroll.pipeline.sealed_backups import (
    CHUNK_BYTES,
    HEADER_BYTES,
    LEAST_COST,
    TAG_BYTES,
    CannotSealBackup,
    OpeningReader,
    SealingWriter,
    read_passphrase,
)

PASSPHRASE = b"three made-up words and a number 7"
SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES


def sealed(content: bytes, passphrase: bytes = PASSPHRASE) -> bytes:
    into = io.BytesIO()
    writer = SealingWriter(into, passphrase, cost=LEAST_COST)
    for start in range(0, len(content), 300_007):
        writer.write(content[start : start + 300_007])
    writer.finish()
    return into.getvalue()


def opened(content: bytes, passphrase: bytes = PASSPHRASE) -> bytes:
    return OpeningReader(io.BytesIO(content), passphrase, "the backup").readall()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    index = Index(tmp_path / "home")
    index.create()
    run = tmp_path / "home" / "index" / "runs" / "one"
    run.mkdir()
    for number in range(2):
        (run / f"table-{number}.parquet").write_bytes(random.Random(number).randbytes(700_000))
    return tmp_path / "home"


@pytest.fixture
def sealed_backup(home: Path, tmp_path: Path) -> Path:
    """A backup of that home as `back_up` seals it, but with the least cost, so that it can be tried often."""
    back_up(Index(home), tmp_path / "plain")
    path = tmp_path / "backup"
    path.write_bytes(sealed((tmp_path / "plain").read_bytes()))
    (tmp_path / "plain").unlink()
    return path


def contents_of(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file() and path.name != "lock"}


def test_there_and_back(home: Path, tmp_path: Path) -> None:
    back_up(Index(home), tmp_path / "backup", passphrase=PASSPHRASE)
    restore(tmp_path / "backup", tmp_path / "again", passphrase=PASSPHRASE)
    assert contents_of(tmp_path / "again") == contents_of(home)
    content = (tmp_path / "backup").read_bytes()
    assert b"index/" not in content and (home / "index" / "secret").read_bytes() not in content


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES])
def test_every_length_comes_back_as_it_was(size: int) -> None:
    content = random.Random(size).randbytes(size)
    assert opened(sealed(content)) == content


def test_the_same_content_is_never_sealed_alike() -> None:
    assert sealed(b"same")[HEADER_BYTES:] != sealed(b"same")[HEADER_BYTES:]


def test_a_byte_changed_anywhere_is_found_and_nothing_is_restored(sealed_backup: Path, tmp_path: Path) -> None:
    whole, chance = sealed_backup.read_bytes(), random.Random(41)
    places = [chance.randrange(16, HEADER_BYTES), *(chance.randrange(HEADER_BYTES, len(whole)) for _ in range(18)), len(whole) - 1]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        sealed_backup.write_bytes(changed)
        with pytest.raises(CannotRestore, match="is damaged"):
            restore(sealed_backup, tmp_path / "again", passphrase=PASSPHRASE)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "home"], place


@pytest.mark.parametrize("place", range(HEADER_BYTES))
def test_a_byte_changed_in_the_header_is_told_from_another_passphrase(place: int) -> None:
    changed = bytearray(sealed(b"content"))
    changed[place] ^= 4
    with pytest.raises(CannotSealBackup, match=r"is damaged|does not begin as an encrypted backup"):
        opened(bytes(changed))


def test_a_backup_cut_off_anywhere_is_found_and_nothing_is_restored(sealed_backup: Path, tmp_path: Path) -> None:
    whole, chance = sealed_backup.read_bytes(), random.Random(42)
    borders = [HEADER_BYTES + number * SEALED_CHUNK for number in range(len(whole) // SEALED_CHUNK + 1)]
    for length in [*(chance.randrange(16, len(whole)) for _ in range(16)), *borders, len(whole) - 1]:
        sealed_backup.write_bytes(whole[:length])
        with pytest.raises(CannotRestore, match="is damaged"):
            restore(sealed_backup, tmp_path / "again", passphrase=PASSPHRASE)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "home"], length


@pytest.mark.parametrize("order", [[1, 0, 2], [0, 2], [1, 2], [0, 0, 1, 2], [0, 1, 2, 2], [0, 1, 2, 3]])
def test_chunks_moved_left_out_repeated_or_added_are_found(order: list[int]) -> None:
    whole = sealed(random.Random(7).randbytes(2 * CHUNK_BYTES + 10))
    body = whole[HEADER_BYTES:]
    chunks = [body[start : start + SEALED_CHUNK] for start in range(0, len(body), SEALED_CHUNK)] + [b"\x00" * 20]
    with pytest.raises(CannotSealBackup, match="is damaged"):
        opened(whole[:HEADER_BYTES] + b"".join(chunks[number] for number in order))


def test_a_chunk_of_another_backup_with_the_same_passphrase_is_found() -> None:
    one, other = sealed(b"a" * 100), sealed(b"b" * 100)
    with pytest.raises(CannotSealBackup, match="is damaged"):
        opened(one[:HEADER_BYTES] + other[HEADER_BYTES:])


def test_another_passphrase_says_so(sealed_backup: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotRestore, match="passphrase is not the one"):
        restore(sealed_backup, tmp_path / "again", passphrase=PASSPHRASE + b" ")
    assert not (tmp_path / "again").exists()


def test_an_encrypted_backup_asks_for_its_passphrase(sealed_backup: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotRestore, match=r"is encrypted.*--passphrase-file"):
        restore(sealed_backup, tmp_path / "again")


def test_a_plain_backup_is_not_taken_for_an_encrypted_one(home: Path, tmp_path: Path) -> None:
    back_up(Index(home), tmp_path / "plain")
    with pytest.raises(CannotRestore, match="does not begin as an encrypted backup"):
        restore(tmp_path / "plain", tmp_path / "again", passphrase=PASSPHRASE)


def test_who_is_killed_while_restoring_leaves_an_empty_home_empty(sealed_backup: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    child = os.fork()
    if child == 0:  # the restore, killed when its second file comes
        try:
            restore(
                sealed_backup, again, passphrase=PASSPHRASE, progress=lambda _, done, __: os.kill(os.getpid(), 9) if done == 1 else None
            )
        finally:
            os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert list(again.iterdir()) == []
    restore(sealed_backup, again, passphrase=PASSPHRASE)
    assert contents_of(again) == contents_of(tmp_path / "home")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "is empty"), (b"\n", "is empty"), (b" \t\r\n", "is empty"), (b"x" * 5000, "longer than"), (None, "cannot be read")],
)
def test_what_is_no_passphrase_is_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "passphrase").write_bytes(content)
    with pytest.raises(CannotSealBackup, match=said):
        read_passphrase(tmp_path / "passphrase")


def test_the_end_of_the_line_is_no_part_of_the_passphrase(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"caf\xc3\xa9 two words\r\n")
    assert read_passphrase(tmp_path / "one") == b"caf\xc3\xa9 two words"
