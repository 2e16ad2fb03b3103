"""Pages are tested over a made-up region, through the client alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from support.casebook import HOME
from support.made_up_run import write_made_up_run

if TYPE_CHECKING:
    from onroll.accounts.models import User


@pytest.fixture(scope="session")
def region_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One made-up region for all tests that only read."""
    home = tmp_path_factory.mktemp("region")
    write_made_up_run(home, children=800)
    return home


@pytest.fixture
def region(region_home: Path, settings: Any) -> Path:
    """The pages look at the made-up region."""
    assert HOME.exists()
    settings.ONROLL_HOME = region_home
    return region_home


@pytest.fixture
def own_region(region_home: Path, settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A copy of the made-up region that the test may change."""
    home = tmp_path / "home"
    shutil.copytree(region_home, home)
    settings.ONROLL_HOME = home
    yield home


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """One user of each role, and some of another authority."""
    from support.people import make_people

    return make_people()
