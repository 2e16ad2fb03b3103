"""202: a date of birth lies in the future."""

from datetime import date

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="202",
    sentence="A date of birth is not after the day that the extract describes.",
    severity="error",
    source="contracts 3",
    applies=lambda field, _: field.name == "date_of_birth",
    fails=lambda _text, value, _field, setting: isinstance(value, date) and value > setting.as_at,
    message=lambda _, __: "date_of_birth lies after the day that the extract describes.",
    examples=(
        ValueExample(register="nhs", field="date_of_birth", text="2015-05-14", fails=False),
        ValueExample(register="nhs", field="date_of_birth", text="2026-01-16", fails=True),
        ValueExample(register="nhs", field="date_of_birth", text="2026-01-15", fails=False),
    ),
)
