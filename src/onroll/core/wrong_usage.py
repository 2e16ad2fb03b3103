"""What is said to whoever calls something wrongly: of commands, that is exit status 2."""

from __future__ import annotations


class WrongUsage(Exception):
    """The call itself is off (no such register, no such date): nothing was looked at, nothing changed."""
