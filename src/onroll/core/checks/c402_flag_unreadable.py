"""402: a yes-or-no field says neither."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="402",
    sentence="A yes-or-no field is 1 or 0; anything else is left out.",
    severity="warning",
    source="contracts 4 (0/1); the row is kept, as the child must not be lost for it",
    applies=lambda field, _: field.type == "flag" and not field.required,
    fails=lambda _text, value, _field, _setting: value is None,
    message=lambda _, field: f"{field.name} is neither 1 nor 0: it is left out{f', and {field.otherwise}' if field.otherwise else ''}.",
    examples=(
        ValueExample(register="school_roll", field="fsm", text="1", fails=False),
        ValueExample(register="school_roll", field="fsm", text="TRUE", fails=False),
        ValueExample(register="school_roll", field="fsm", text="2", fails=True),
        ValueExample(register="school_roll", field="fsm", text=None, fails=False),
    ),
)
