"""404: an authority's code is not three digits."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="404",
    sentence="An authority's code is three digits; another is kept as it is.",
    severity="warning",
    source="contracts 1 (Codes) and 2",
    applies=lambda field, _: field.type == "la_code",
    fails=lambda text, value, _field, _setting: not (isinstance(value, str) and len(value) == 3 and value.isascii() and value.isdigit()),
    message=lambda _, field: f"{field.name} is not an authority's three-digit code: it is kept as it is.",
    examples=(
        ValueExample(register="postcodes", field="la_code", text="373", fails=False),
        ValueExample(register="postcodes", field="la_code", text="E08000019", fails=True),
        ValueExample(register="postcodes", field="la_code", text="373.0", fails=False),
        ValueExample(register="roll_change", field="destination_la", text=None, fails=False),
    ),
)
