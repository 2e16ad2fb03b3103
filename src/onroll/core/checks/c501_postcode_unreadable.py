"""501: a postcode is not written as one."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="501",
    sentence="A postcode is written as postcodes are; anything else is left out.",
    severity="warning",
    source="domain 6.2; the row is kept, as the child must not be lost for it",
    applies=lambda field, _: field.type == "postcode" and not field.required,
    fails=lambda _text, value, _field, _setting: value is None,
    message=lambda _, field: f"{field.name} is not a postcode: it is left out.",
    examples=(
        ValueExample(register="nhs", field="postcode", text="BY1 2AB", fails=False),
        ValueExample(register="nhs", field="postcode", text="unknown", fails=True),
        ValueExample(register="nhs", field="postcode", text="by12ab", fails=False),
        ValueExample(register="nhs", field="postcode", text="BY1 2A", fails=True),
    ),
)
