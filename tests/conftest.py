"""What all tests share: a folder for what is made once per run, and a test database that is not migrated anew in each process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from support.casebook_file import fill_from_casebook
from support.once import share_a_folder


def pytest_configure(config: pytest.Config) -> None:
    """Before other processes are started: they inherit the folder's name."""
    config.add_cleanup(share_a_folder())


@pytest.fixture(scope="session")
def migrated_database(django_test_environment: None, django_db_modify_db_settings: None) -> Iterator[None]:
    """On SQLite the test database begins as a copy of a casebook that the migrations made; they then find nothing to do."""
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    assert connection.creation.is_in_memory_db(name), name  # type: ignore[attr-defined]
    kept = sqlite3.connect(name, uri=True)  # a database in memory lives as long as somebody is connected
    fill_from_casebook(kept)
    yield
    kept.close()


@pytest.fixture(scope="session")
def django_db_setup(migrated_database: None, django_db_setup: None) -> None:
    """The test database, made ready."""
