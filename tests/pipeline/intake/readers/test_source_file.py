"""What is no file with rows is refused, quickly and without being read."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from onroll.pipeline.intake.readers import CannotReadFile, limits_from, read_rows
from onroll.pipeline.intake.readers.source_file import open_source, printable, require_unchanged


def test_what_is_no_regular_file(tmp_path):
    made = tmp_path / "made.csv"
    made.write_text("a\n1\n")
    (tmp_path / "link.csv").symlink_to(made)
    (tmp_path / "broken.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "s.csv"))
    words = {
        tmp_path / "link.csv": "link",
        tmp_path / "broken.csv": "link",
        tmp_path / "folder.csv": "a folder",
        tmp_path / "pipe.csv": "a pipe",
        tmp_path / "s.csv": "a socket",
        tmp_path / "missing.csv": "There is no file",
        Path("/dev/zero"): "a device",
    }
    for path, word in words.items():
        with pytest.raises(CannotReadFile, match=word):
            read_rows(path, tmp_path / "rows.parquet")
    listener.close()
    assert not (tmp_path / "rows.parquet").exists()


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b'{"a": 1}', "JSON"),
        (b'[{"a": 1}]', "JSON"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\0" * 5000, "NUL"),
        (b"\xff\xfe\0\0a\0\0\0", "UTF-32"),
    ],
)
def test_what_is_not_read(refusal, head, words):
    assert words in refusal(head)


def test_a_file_that_changes_or_goes_while_it_is_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a\n1\n")
    source = open_source(path)
    require_unchanged(source)
    path.write_text("a\n1\n2\n")
    with pytest.raises(CannotReadFile, match="was changed"):
        require_unchanged(source)
    path.unlink()
    with pytest.raises(CannotReadFile, match="was removed"):
        require_unchanged(source)


def test_a_file_that_is_appended_to_while_it_is_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "1,2\n" * 100_000)
    stop = threading.Event()

    def append():
        while not stop.is_set():
            with open(path, "a") as file:
                file.write("3,4\n")

    writer = threading.Thread(target=append)
    writer.start()
    try:
        with pytest.raises(CannotReadFile, match="was changed"):
            read_rows(path, tmp_path / "rows.parquet")
    finally:
        stop.set()
        writer.join()
    assert not (tmp_path / "rows.parquet").exists()


def test_names_in_sentences_are_harmless():
    assert printable("a\x1b[31m\nb") == "a?[31m?b"
    assert len(printable("x" * 500)) <= 120
    assert printable("\udcff.csv")


def test_limits_come_from_the_settings():
    assert limits_from({}).xml_bytes == 256 << 20
    assert limits_from({"ONROLL_MAX_XML_MEGABYTES": "0.5", "ONROLL_MAX_XLSX_MEGABYTES": "2"}).xml_bytes == 1 << 19
