"""405: alternative provision does not say whether it is full-time."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="405",
    sentence="Alternative provision says whether it is full-time; where it does not, it counts as full-time.",
    severity="warning",
    source="contracts 4 (alternative_provision: full_time)",
    applies=lambda field, _: field.name == "full_time",
    of_missing=True,
    fails=lambda _text, _value, _field, _setting: True,
    message=lambda _, __: "full_time is missing: the provision counts as full-time.",
    examples=(
        ValueExample(register="alternative_provision", field="full_time", text="0", fails=False),
        ValueExample(register="alternative_provision", field="full_time", text=None, fails=True),
        ValueExample(register="alternative_provision", field="full_time", text="N/A", fails=True),
    ),
)
