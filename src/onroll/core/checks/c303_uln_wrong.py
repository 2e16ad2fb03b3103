"""303: a learner number's check digit is wrong."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="303",
    sentence="A unique learner number is ten digits, the last of which the other nine call for.",
    severity="warning",
    source="domain 6.2; treated as contracts 3 treats the other numbers",
    applies=lambda field, _: field.type == "uln",
    fails=lambda _text, value, _field, _setting: value is None,
    message=lambda _, field: f"{field.name} fails its check digit: the row is accepted, the number set aside.",
    examples=(
        ValueExample(register="school_roll", field="uln", text="1000000027", fails=False),
        ValueExample(register="school_roll", field="uln", text="1000000028", fails=True),
        ValueExample(register="school_roll", field="uln", text="9999999999", fails=True),
    ),
)
