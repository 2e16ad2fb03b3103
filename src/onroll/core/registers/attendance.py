"""Attendance: the marks of one pupil's week."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="attendance",
    kind="events",
    starts="week_starting",
    about="Weeks of attendance marks, as schools send them daily.",
    fields=(
        Field("urn", "urn", required=True, meaning="The school."),
        Field("week_starting", "date", required=True, meaning="The Monday of the week."),
        Field("marks", required=True, meaning="Ten session codes, Monday morning to Friday afternoon; - where there is no session."),
    ),
)
