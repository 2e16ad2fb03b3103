"""103: a record_id stands twice in one extract."""

from collections.abc import Iterable

from onroll.core.checks.shape import ExtractCheck

CHECK = ExtractCheck(
    check_id="103",
    sentence="A record_id stands once in one extract; the second row that carries it is set aside.",
    severity="error",
    source="contracts 1 (record_id)",
)


def later_uses(record_ids: Iterable[str | None]) -> list[int]:
    """Return the positions of rows whose `record_id` an earlier row of the extract carries.

    Shape  compared exactly: case and spaces count. A missing one is nobody's.
    """
    seen: set[str] = set()
    later = []
    for position, record_id in enumerate(record_ids):
        if record_id is None:
            continue
        if record_id in seen:
            later.append(position)
        seen.add(record_id)
    return later
