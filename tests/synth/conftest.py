"""One small made-up world that the tests read: many missing, every register."""

import pytest

from onroll.synth import make_world


@pytest.fixture(scope="session")
def small_world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    return make_world(2500, 4, 11, folder, missing_factor=4.0)
