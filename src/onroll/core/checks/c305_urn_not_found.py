"""305: a transfer file's school has no known URN."""

from onroll.core.checks.shape import ValueCheck, ValueExample

_TRANSFER_FILE = frozenset({"urn"})

CHECK = ValueCheck(
    check_id="305",
    sentence="A transfer file's authority and establishment number lead to a URN; where they do not, the row is kept without one.",
    severity="warning",
    source="contracts 6",
    applies=lambda field, register: register.name == "school_roll" and field.name == "urn",
    of_missing=True,
    fails=lambda _text, _value, field, setting: field.name in setting.waived,
    message=lambda _, __: "No URN is known for the school's authority and number: the row is kept without one.",
    examples=(
        ValueExample(register="school_roll", field="urn", text="100001", fails=False, waived=_TRANSFER_FILE),
        ValueExample(register="school_roll", field="urn", text=None, fails=True, waived=_TRANSFER_FILE),
        ValueExample(register="school_roll", field="urn", text=None, fails=False),
    ),
)
