"""106: an event was received before."""

from onroll.core.checks.shape import ExtractCheck

CHECK = ExtractCheck(
    check_id="106",
    sentence="An event is sent once; a row equal to an earlier one of that day in every field but record_id is set aside.",
    severity="error",
    source="contracts 1 (Same register, supplier and as_at: a row equal in every field but record_id counts once)",
)
