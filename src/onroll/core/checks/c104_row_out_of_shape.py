"""104: a row does not have the shape of its table."""

from onroll.core.checks.shape import ExtractCheck

CHECK = ExtractCheck(
    check_id="104",
    sentence="A row has one cell for each heading.",
    severity="error",
    source="contracts 1 (A bad row)",
)
