"""Backups: everything there and back, or a clear refusal that changes nothing."""

from __future__ import annotations

import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from onroll.pipeline.backups import CannotBackUp, CannotRestore, back_up, reseal, restore
from onroll.pipeline.index import Index


@pytest.fixture
def home(tmp_path: Path) -> Path:
    index = Index(tmp_path / "home")
    index.create()
    (tmp_path / "home" / "index" / "runs" / "one").mkdir()
    (tmp_path / "home" / "index" / "runs" / "one" / "findings.parquet").write_bytes(b"\x00table")
    (tmp_path / "home" / "column_maps").mkdir()
    (tmp_path / "home" / "column_maps" / "373-nhs.toml").write_text('"DOB" = "date_of_birth"')
    return tmp_path / "home"


def contents_of(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file() and path.name != "lock"}


def test_there_and_back(home: Path, tmp_path: Path) -> None:
    casebook = tmp_path / "copy"
    casebook.write_bytes(b"casebook")
    before = contents_of(home)
    back_up(Index(home), tmp_path / "b.tar.gz", others=[home / "column_maps" / "373-nhs.toml"], extra={"casebook.sqlite3": casebook})
    restore(tmp_path / "b.tar.gz", tmp_path / "again")
    assert contents_of(tmp_path / "again") == before | {"casebook.sqlite3": b"casebook"}
    assert (tmp_path / "again" / "index" / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("passphrase", [None, b"a phrase of some length"])
def test_files_that_are_one_come_back_under_each_name(home: Path, tmp_path: Path, passphrase: bytes | None) -> None:
    first = home / "index" / "extracts" / "ehe-370-2026-01-18-aaaaaa" / "rows.parquet"
    second = home / "index" / "extracts" / "ehe-370-2026-01-18-bbbbbb" / "rows.parquet"  # a row was let out of quarantine
    for each in (first, second):
        each.parent.mkdir(parents=True)
    first.write_bytes(b"the same rows")
    second.hardlink_to(first)
    before = contents_of(home)
    back_up(Index(home), tmp_path / "b", others=[home / "column_maps" / "373-nhs.toml"], passphrase=passphrase)
    restore(tmp_path / "b", tmp_path / "again", passphrase=passphrase)
    assert contents_of(tmp_path / "again") == before


@pytest.mark.parametrize("to", ["../outside", "/etc/passwd", "index/not-there", "index/later"])
def test_a_second_name_of_what_does_not_stand_before_it_is_refused(tmp_path: Path, to: str) -> None:
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo("index/one")
        entry.type, entry.linkname = tarfile.LNKTYPE, to
        archive.addfile(entry)
        archive.addfile(tarfile.TarInfo("index/later"))
    with pytest.raises(CannotRestore, match="no backup of ours"):
        restore(tmp_path / "b.tar.gz", tmp_path / "again" / "home")
    assert not (tmp_path / "again" / "home").exists()


def test_a_backup_never_replaces_another(home: Path, tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_bytes(b"older")
    with pytest.raises(CannotBackUp, match="never replaces"):
        back_up(Index(home), tmp_path / "b.tar.gz")
    assert (tmp_path / "b.tar.gz").read_bytes() == b"older"


def test_a_home_that_holds_something_is_not_overwritten(home: Path, tmp_path: Path) -> None:
    back_up(Index(home), tmp_path / "b.tar.gz")
    before = contents_of(home)
    with pytest.raises(CannotRestore, match="not empty"):
        restore(tmp_path / "b.tar.gz", home)
    assert contents_of(home) == before


@pytest.mark.parametrize("cut", [10, 200, 400])
def test_a_damaged_backup_restores_nothing(home: Path, tmp_path: Path, cut: int) -> None:
    back_up(Index(home), tmp_path / "b.tar.gz")
    whole = (tmp_path / "b.tar.gz").read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(whole[:cut])
    with pytest.raises(CannotRestore):
        restore(tmp_path / "cut.tar.gz", tmp_path / "again")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar.gz", "cut.tar.gz", "home"]


_DIGEST = hashlib.sha256(b"x").hexdigest()


@pytest.mark.parametrize(
    ("listing", "why"),
    [
        (None, "list of its files is missing"),
        ("[]", "not as we write it"),
        ('{"files": [], "made_on": "2026-01-01"}', "not as we write it"),
        (f'{{"files": {{"a": "{_DIGEST}"}}}}', "not as we write it"),
        (f'{{"files": {{"a": "{_DIGEST}"}}, "made_on": "yesterday"}}', "yesterday"),
        (f'{{"files": {{"a": "{_DIGEST}", "b": "{_DIGEST}"}}, "made_on": "2026-01-01"}}', "damaged: b is only in the list"),
        ('{"files": {}, "made_on": "2026-01-01"}', "damaged: a is only in the list of its files, or not in it"),
        ('{"files": {"a": 3}, "made_on": "2026-01-01"}', "damaged: a is not as it was"),
    ],
)
def test_a_backup_whose_list_is_not_ours_restores_nothing(tmp_path: Path, listing: str | None, why: str) -> None:
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        for name, content in (("a", "x"), ("onroll-backup.json", listing)):
            if content is not None:
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content.encode()))
    with pytest.raises(CannotRestore, match=why):
        restore(tmp_path / "b.tar.gz", tmp_path / "again")
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar.gz"]


def test_what_is_no_archive_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_bytes(b"no archive")
    with pytest.raises(CannotRestore) as refused:
        restore(tmp_path / "b.tar.gz", tmp_path / "again")
    assert "\n" not in str(refused.value)


def test_an_entry_that_would_climb_out_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "evil").write_bytes(b"x")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "evil", arcname="../outside")
    with pytest.raises(CannotRestore, match="outside"):
        restore(tmp_path / "b.tar.gz", tmp_path / "again" / "home")
    assert not (tmp_path / "again" / "outside").exists()
    assert not (tmp_path / "outside").exists()


def test_what_a_killed_one_left_beside_is_removed_and_nothing_else(home: Path, tmp_path: Path) -> None:
    for name in (".b.tar.gz.0a1b2c3d", ".again.0a1b2c3d", ".b.tar.gz.notours", ".other.0a1b2c3d"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "casebook.sqlite3").write_bytes(b"everybody")
    back_up(Index(home), tmp_path / "b.tar.gz")
    restore(tmp_path / "b.tar.gz", tmp_path / "again")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == [".b.tar.gz.notours", ".other.0a1b2c3d"]


def test_a_backup_is_encrypted_with_another_passphrase_in_its_place(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = tmp_path / "b"
    (home / "column_maps" / "373-nhs.toml").unlink()
    back_up(Index(home), backup, passphrase=b"the former words")
    before = backup.read_bytes()
    with pytest.raises(CannotRestore, match="not the one"):
        reseal(backup, passphrase=b"other words", new_passphrase=b"new words")
    with pytest.raises(CannotRestore, match="Name the file"):
        reseal(backup, passphrase=None, new_passphrase=b"new words")
    with monkeypatch.context() as killed:
        killed.setattr("onroll.pipeline.backups.sync_file", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            reseal(backup, passphrase=b"the former words", new_passphrase=b"new words")
    assert backup.read_bytes() == before and [each.name for each in tmp_path.iterdir() if each.name.startswith(".b")] == []
    reseal(backup, passphrase=b"the former words", new_passphrase=b"new words")
    with pytest.raises(CannotRestore, match="not the one"):
        restore(backup, tmp_path / "again", passphrase=b"the former words")
    restore(backup, tmp_path / "again", passphrase=b"new words")
    assert contents_of(tmp_path / "again") == contents_of(home)
    back_up(Index(home), plain := tmp_path / "plain")
    reseal(plain, passphrase=None, new_passphrase=b"new words")
    restore(plain, tmp_path / "third", passphrase=b"new words")
    assert contents_of(tmp_path / "third") == contents_of(home)


def test_what_a_backup_does_not_hold_is_said_when_it_is_put_back(home: Path, tmp_path: Path) -> None:
    named = {"demographic_service.key_file": "/etc/onroll/demographic-key.pem"}
    back_up(Index(home), tmp_path / "b", not_held=named)
    assert restore(tmp_path / "b", tmp_path / "again").not_held == named
    back_up(Index(home), tmp_path / "c")
    assert restore(tmp_path / "c", tmp_path / "third").not_held == {}
