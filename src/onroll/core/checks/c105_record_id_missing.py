"""105: a row has no record_id, though the file has the column."""

from onroll.core.checks.shape import ExtractCheck

CHECK = ExtractCheck(
    check_id="105",
    sentence="A row carries the supplier's record_id; where it does not, the data row's number stands in.",
    severity="warning",
    source="contracts 1 (record_id; a missing column is numbered likewise)",
)
