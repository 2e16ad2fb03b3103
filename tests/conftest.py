"""What all tests share: a folder for what is made once per run, and a test database that is not migrated anew in each process."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from support.casebook_file import fill_from_casebook
from support.once import share_a_folder

if TYPE_CHECKING:
    from onroll.accounts.models import User
    from onroll.casework.models import Case
    from support.case_people import SetClock


# A property says what holds, not how fast: on a busy machine one example may take its time.
settings.register_profile("untimed", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("untimed")


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


@pytest.fixture(scope="session")
def region_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One made-up region for all tests that only read."""
    from support.made_up_run import write_made_up_run

    home = tmp_path_factory.mktemp("region")
    write_made_up_run(home, children=800)
    return home


@pytest.fixture
def region(region_home: Path, settings: Any) -> Path:
    """The pages look at the made-up region."""
    from support.casebook import HOME

    assert HOME.exists()
    settings.ONROLL_HOME = region_home
    return region_home


@pytest.fixture
def own_region(region_home: Path, settings: Any, tmp_path: Path) -> Path:
    """A copy of the made-up region that the test may change."""
    home = tmp_path / "home"
    shutil.copytree(region_home, home)
    settings.ONROLL_HOME = home
    return home


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """One user of each role, and some of another authority."""
    from support.people import make_people

    return make_people()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """The casework's clock, which stands."""
    from support.case_people import SetClock

    return SetClock(monkeypatch)


@pytest.fixture
def case(people: object, region: Path, clock: SetClock) -> Case:
    """A case of Eastshire's, found by the run: all that it finds are open."""
    from support.case_people import own_case
    from support.opened_cases import open_current_run

    open_current_run()
    return own_case()
