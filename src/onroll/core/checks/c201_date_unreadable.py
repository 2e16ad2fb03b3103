"""201: a date is not written as one."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="201",
    sentence="A date is written 2026-01-15 or 15/01/2026, and is a day of the calendar.",
    severity="error",
    source="contracts 1 (Dates)",
    applies=lambda field, _: field.type == "date",
    fails=lambda _text, value, _field, _setting: value is None,
    message=lambda _, field: (
        f"{field.name} is not a date as 2026-01-15 or 15/01/2026 (day first, four digits of the year, a day that the calendar has)."
    ),
    examples=(
        ValueExample(register="school_roll", field="entry_date", text="2026-01-15", fails=False),
        ValueExample(register="school_roll", field="entry_date", text="2026-01-15T00:00:00", fails=False),
        ValueExample(register="school_roll", field="entry_date", text="2026-01-15 09:30", fails=True),
        ValueExample(register="school_roll", field="entry_date", text="15/01/2026", fails=False),
        ValueExample(register="school_roll", field="entry_date", text="01/15/2026", fails=True),
        ValueExample(register="school_roll", field="entry_date", text="15/01/26", fails=True),
        ValueExample(register="school_roll", field="entry_date", text="2026-02-30", fails=True),
        ValueExample(register="school_roll", field="entry_date", text="29/02/2024", fails=False),
        ValueExample(register="school_roll", field="entry_date", text="15-01-2026", fails=True),
        ValueExample(register="establishments", field="open_date", text="15-01-2026", fails=False),
        ValueExample(register="school_roll", field="leaving_date", text=None, fails=False),
    ),
)
