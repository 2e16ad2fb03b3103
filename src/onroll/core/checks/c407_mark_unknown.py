"""407: an attendance mark is retired or unknown."""

from onroll.core.attendance_marks import SESSION_CODES, session_codes
from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="407",
    sentence="An attendance mark is one of the 2024 codes; H, J and plain Y are retired. Others are kept as they are.",
    severity="warning",
    source="contracts 1 (Codes); domain 2.3",
    applies=lambda field, register: register.name == "attendance" and field.name == "marks",
    fails=lambda text, _value, _field, _setting: not SESSION_CODES.issuperset(session_codes(text)),
    message=lambda text, _: (
        f"marks holds codes that are not in use: {', '.join(sorted(set(session_codes(text)) - SESSION_CODES))}. They are kept."
    ),
    examples=(
        ValueExample(register="attendance", field="marks", text="/\\/\\/\\/\\/\\", fails=False),
        ValueExample(register="attendance", field="marks", text="HHHHHHHHHH", fails=True),
        ValueExample(register="attendance", field="marks", text="Y1Y1////////", fails=False),
        ValueExample(register="attendance", field="marks", text="YY////////", fails=True),
    ),
)
