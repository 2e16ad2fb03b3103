"""Do the work of one upload: `python -m onroll.config.run_job NUMBER`, started by the pages."""

from __future__ import annotations

import os
import sys

import django

GIVES_WAY = 10
"""How far a file that is taken in makes way for pages, where both want the processor."""


def main(job_id: int) -> None:
    """Work on the job until it is done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onroll.config.settings")
    os.nice(GIVES_WAY)
    django.setup()
    from onroll.casework.actions.upload_work import work_on

    work_on(job_id)


if __name__ == "__main__":
    main(int(sys.argv[1]))
