"""503: an e-mail address is not one."""

from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="503",
    sentence="An e-mail address has a name, an @ and a host; anything else is left out.",
    severity="warning",
    source="our own: a placeholder would join strangers; the row is kept",
    applies=lambda field, _: field.type == "email" and not field.required,
    fails=lambda _text, value, _field, _setting: value is None,
    message=lambda _, field: f"{field.name} is not an e-mail address: it is left out.",
    examples=(
        ValueExample(register="nhs", field="email", text="R.Hartley@example.org", fails=False),
        ValueExample(register="nhs", field="email", text="none", fails=True),
        ValueExample(register="nhs", field="email", text="@example.org", fails=True),
    ),
)
