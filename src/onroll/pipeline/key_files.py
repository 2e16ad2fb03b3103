"""Keys of a home that one file each holds: made once, replaced without a moment in which there is none.

    NAME           the key that counts
    NAME.former    the key before, while what it signed or encrypted is still about

The former is written before the new one takes its place, and goes last; each is there whole or not at all. Whoever is killed between two
steps leaves a home that reads everything, and calls again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onroll.pipeline.whole_files import sync_folder, write_atomically


class CannotReplaceKey(Exception):
    """The key cannot be replaced now; the sentence says why."""


def former_key_file(path: Path) -> Path:
    """Return where the key stands that a key replaced."""
    return path.with_name(f"{path.name}.former")


def former_key(path: Path) -> bytes | None:
    """Return the key that was replaced and still counts beside the present one; None where there is none."""
    former = former_key_file(path)
    said = former.read_bytes() if former.exists() else None
    return None if said is None or (path.exists() and path.read_bytes() == said) else said


def replace_key(path: Path, make: Callable[[], bytes]) -> None:
    """Put a new key into the place of the present one, which becomes the former. Only one caller at a time.

    Raises  CannotReplaceKey where there is no key yet, or a former one still counts.
    """
    if not path.exists():
        raise CannotReplaceKey(f"There is no {path.name} in this home yet, so there is nothing to replace.")
    if former_key(path) is not None:
        raise CannotReplaceKey(f"The former {path.name} still counts. Let it go first: onroll replace-key {path.name} --finish.")
    write_atomically(former_key_file(path), path.read_bytes(), mode=0o600)
    write_atomically(path, make(), mode=0o600)


def let_former_go(path: Path) -> None:
    """Take the former key away: what only it opens is shut from now on."""
    former_key_file(path).unlink(missing_ok=True)
    sync_folder(path.parent)
