"""301: a pupil number's check letter is wrong."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="301",
    sentence="A unique pupil number has the check letter that its other characters call for.",
    severity="warning",
    source="contracts 3; domain 6.1",
    applies=lambda field, _: field.type == "upn",
    fails=lambda _text, value, _field, _setting: value is None,
    message=lambda _, field: f"{field.name} fails its check letter: the row is accepted, the number set aside.",
    examples=(
        ValueExample(register="school_roll", field="upn", text="B801200005001", fails=False),
        ValueExample(register="school_roll", field="upn", text="u80120000100a", fails=False),
        ValueExample(register="school_roll", field="upn", text="Q207000016049", fails=True),
        ValueExample(register="school_roll", field="former_upn", text="P207000016049", fails=False),
        ValueExample(register="school_roll", field="upn", text="A000000000000", fails=True),
        ValueExample(register="school_roll", field="upn", text=None, fails=False),
    ),
)
