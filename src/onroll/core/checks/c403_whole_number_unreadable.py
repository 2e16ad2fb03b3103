"""403: a count or an age is not a whole number."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="403",
    sentence="A count or an age is a whole number; anything else is left out.",
    severity="warning",
    source="contracts 4; the row is kept, as the child must not be lost for it",
    applies=lambda field, _: field.type == "integer" and not field.required,
    fails=lambda _text, value, _field, _setting: value is None,
    message=lambda _, field: f"{field.name} is not a whole number: it is left out.",
    examples=(
        ValueExample(register="school_roll", field="sessions_possible", text="120", fails=False),
        ValueExample(register="school_roll", field="sessions_possible", text="120.0", fails=False),
        ValueExample(register="school_roll", field="sessions_possible", text="-3", fails=True),
        ValueExample(register="school_roll", field="sessions_possible", text="many", fails=True),
    ),
)
