"""Which errors are refusals: one clear sentence and exit status 1 (wrong usage: 2), never a traceback."""

from __future__ import annotations

import errno

from onroll.core.refusals import is_refusal
from onroll.core.wrong_usage import WrongUsage

__all__ = ["CannotDo", "WrongUsage", "refusal_of"]


class CannotDo(Exception):
    """The command refused what it was given: exit status 1."""


def refusal_of(error: BaseException) -> str | None:
    """Return the sentence to show for an error that is somebody's to mend, or None for one that is ours."""
    if is_refusal(error):
        return str(error)
    if isinstance(error, OSError) and error.errno in (
        errno.ENOSPC,
        errno.EACCES,
        errno.EROFS,
        errno.ENOENT,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.EDQUOT,
    ):
        named = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror}{named}. Nothing was changed; mend that and run the command again."
    return None
