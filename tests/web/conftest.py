"""Pages are tested over a made-up region, through the client alone."""

import support.casebook  # noqa: F401 - Django is made ready before the tests are read
