"""Accounts are tested on a real database."""

import support.casebook  # noqa: F401 - Django is made ready before the tests are read
