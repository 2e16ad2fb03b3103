"""304: no establishment has that URN."""

from onroll.core.checks.shape import ValueCheck, ValueExample

_KNOWN = frozenset({"100001"})

CHECK = ValueCheck(
    check_id="304",
    sentence="A URN is that of an establishment in the newest national establishment file.",
    severity="warning",
    source="contracts 1 (Codes: an unknown URN likewise)",
    applies=lambda field, register: field.type == "urn" and register.name != "establishments",
    fails=lambda _text, value, _field, setting: setting.known_urns is not None and value not in setting.known_urns,
    message=lambda _, field: f"{field.name} is not in the newest establishment file: it is kept as it is.",
    examples=(
        ValueExample(register="school_roll", field="urn", text="100001", fails=False, known_urns=_KNOWN),
        ValueExample(register="school_roll", field="urn", text="100002", fails=True, known_urns=_KNOWN),
        ValueExample(register="school_roll", field="urn", text="100001.0", fails=False, known_urns=_KNOWN),
        ValueExample(register="school_roll", field="urn", text="100002", fails=False, known_urns=None),
    ),
)
