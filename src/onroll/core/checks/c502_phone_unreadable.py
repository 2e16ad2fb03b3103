"""502: a telephone number has too few digits."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="502",
    sentence="A telephone number has at least six digits; anything else is left out.",
    severity="warning",
    source="our own: a shorter one would join strangers; the row is kept",
    applies=lambda field, _: field.type == "phone" and not field.required,
    fails=lambda _text, value, _field, _setting: value is None,
    message=lambda _, field: f"{field.name} is not a telephone number: it is left out.",
    examples=(
        ValueExample(register="nhs", field="phone", text="+44 (0)1632 960001", fails=False),
        ValueExample(register="nhs", field="phone", text="ex-directory", fails=True),
        ValueExample(register="nhs", field="phone", text="960001", fails=False),
    ),
)
