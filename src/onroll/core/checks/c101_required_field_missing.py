"""101: a required field is missing."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="101",
    sentence="A required field holds a value; an empty cell, NULL, N/A and NK are none.",
    severity="error",
    source="contracts 1 (Empty), 3 and 4 (fields marked *)",
    applies=lambda field, _: field.required,
    of_missing=True,
    fails=lambda _text, _value, field, setting: field.name not in setting.waived,
    message=lambda _, field: f"{field.name} is required, and is missing.",
    examples=(
        ValueExample(register="school_roll", field="surname", text="Hartley", fails=False),
        ValueExample(register="school_roll", field="surname", text=None, fails=True),
        ValueExample(register="school_roll", field="forename", text=" nk ", fails=True),
        ValueExample(register="school_roll", field="forename", text="Nkechi", fails=False),
    ),
)
