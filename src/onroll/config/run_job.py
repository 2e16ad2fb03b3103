"""Do the work of one upload: `python -m onroll.config.run_job NUMBER`, started by the pages."""

from __future__ import annotations

import os
import sys

import django


def main(job_id: int) -> None:
    """Work on the job until it is done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onroll.config.settings")
    django.setup()
    from onroll.casework.actions.upload_work import work_on

    work_on(job_id)


if __name__ == "__main__":
    main(int(sys.argv[1]))
