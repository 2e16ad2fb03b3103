"""406: a week's attendance does not have ten marks."""

from onroll.core.attendance_marks import session_codes
from onroll.core.checks.shape import ValueCheck, ValueExample

CHECK = ValueCheck(
    check_id="406",
    sentence="A week's attendance is ten session codes, Monday morning to Friday afternoon, with - where there is no session.",
    severity="error",
    source="contracts 4 (attendance: marks)",
    applies=lambda field, register: register.name == "attendance" and field.name == "marks",
    fails=lambda text, _value, _field, _setting: len(session_codes(text)) != 10,
    message=lambda _, __: "marks does not hold ten session codes, so they cannot be put to days.",
    examples=(
        ValueExample(register="attendance", field="marks", text="/\\/\\/\\/\\/\\", fails=False),
        ValueExample(register="attendance", field="marks", text="/\\C1C1Y4Y4--I I", fails=False),
        ValueExample(register="attendance", field="marks", text="/\\/\\/\\/\\/", fails=True),
        ValueExample(register="attendance", field="marks", text="////////////", fails=True),
    ),
)
