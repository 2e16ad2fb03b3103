"""401: a code is not in its list."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="401",
    sentence="A code is in the list of its field; another is kept as it is.",
    severity="warning",
    source="contracts 1 (Codes) and 4; domain 6.3",
    applies=lambda field, _: field.type == "code" and bool(field.codes),
    fails=lambda _text, value, field, _setting: value not in field.codes,
    message=lambda _, field: (
        f"{field.name} is not one of {', '.join(field.codes_in_order)}: it is kept as it is, and {field.otherwise}. "
        "Where that is wrong, send the file again with the right code."
    ),
    examples=(
        ValueExample(register="school_roll", field="sen_provision", text="K", fails=False),
        ValueExample(register="school_roll", field="sen_provision", text="S", fails=True),
        ValueExample(register="school_roll", field="nc_year", text="07", fails=False),
        ValueExample(register="roll_change", field="ground", text="G", fails=False),
        ValueExample(register="school_roll", field="nc_year", text="15", fails=True),
    ),
)
