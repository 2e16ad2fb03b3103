"""102: a required field holds something that cannot be read."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="102",
    sentence="A required field holds what its name says.",
    severity="error",
    source="contracts 1 (A bad row) and 4 (fields marked *)",
    applies=lambda field, _: field.required and field.type in ("postcode", "flag", "integer", "phone", "email"),
    fails=lambda _text, value, _field, _setting: value is None,
    message=lambda _, field: f"{field.name} is required, and cannot be read as one.",
    examples=(
        ValueExample(register="council_tax", field="postcode", text="by1 2ab", fails=False),
        ValueExample(register="council_tax", field="postcode", text="next door", fails=True),
        ValueExample(register="council_tax", field="postcode", text="BY12AB", fails=False),
    ),
)
