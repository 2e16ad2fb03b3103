"""302: an NHS number's check digit is wrong."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="302",
    sentence="An NHS number is ten digits, the last of which the other nine call for.",
    severity="warning",
    source="contracts 3; domain 6.2",
    applies=lambda field, _: field.type == "nhs_number",
    fails=lambda _text, value, _field, _setting: value is None,
    message=lambda _, field: f"{field.name} fails its check digit: the row is accepted, the number set aside.",
    examples=(
        ValueExample(register="nhs", field="nhs_number", text="9434765919", fails=False),
        ValueExample(register="nhs", field="nhs_number", text="943 476 5919", fails=False),
        ValueExample(register="nhs", field="nhs_number", text="9434765918", fails=True),
        ValueExample(register="nhs", field="nhs_number", text="0000000000", fails=True),
        ValueExample(register="nhs", field="nhs_number", text="943476591", fails=True),
    ),
)
