"""205: a week of attendance does not start on a Monday."""

from datetime import date

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="205",
    sentence="A week of attendance starts on a Monday.",
    severity="error",
    source="contracts 4 (attendance: week_starting, a Monday)",
    applies=lambda field, _: field.name == "week_starting",
    fails=lambda _text, value, _field, _setting: isinstance(value, date) and value.weekday() != 0,
    message=lambda _, __: "week_starting is not a Monday, so the marks cannot be put to days.",
    examples=(
        ValueExample(register="attendance", field="week_starting", text="2026-01-12", fails=False),
        ValueExample(register="attendance", field="week_starting", text="2026-01-13", fails=True),
        ValueExample(register="attendance", field="week_starting", text="12/01/2026", fails=False),
    ),
)
