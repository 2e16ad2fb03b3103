"""203: a date of birth lies over 25 years before the extract."""

from datetime import date

from onroll.core.checks.shape import ValueCheck, ValueExample


def over_25_years_before(born: date, as_at: date) -> bool:
    """Return whether the 25th birthday lies before the day; on that birthday itself it does not."""
    return (born.year + 25, born.month, born.day) < (as_at.year, as_at.month, as_at.day)


CHECK = ValueCheck(
    check_id="203",
    sentence="A date of birth is at most 25 years before the day that the extract describes.",
    severity="error",
    source="contracts 3",
    applies=lambda field, _: field.name == "date_of_birth",
    fails=lambda _text, value, _field, setting: isinstance(value, date) and over_25_years_before(value, setting.as_at),
    message=lambda _, __: "date_of_birth lies over 25 years before the day that the extract describes.",
    examples=(
        ValueExample(register="nhs", field="date_of_birth", text="2015-05-14", fails=False),
        ValueExample(register="nhs", field="date_of_birth", text="1915-05-14", fails=True),
        ValueExample(register="nhs", field="date_of_birth", text="2001-01-15", fails=False),
        ValueExample(register="nhs", field="date_of_birth", text="2001-01-14", fails=True),
        ValueExample(register="nhs", field="date_of_birth", text="2000-02-29", fails=False, as_at=date(2025, 2, 28)),
    ),
)
