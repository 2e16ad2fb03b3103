"""Elective home education: who is educated at home."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="ehe",
    kind="snapshot",
    starts="start_date",
    ends="end_date",
    about="Children whom the authority knows to be educated at home.",
    fields=(
        Field("start_date", "date", required=True, meaning="First day of home education."),
        Field("end_date", "date", meaning="Last day of home education."),
        Field(
            "suitability",
            "code",
            codes=frozenset({"suitable", "unsuitable", "pending"}),
            meaning="What the authority's assessment found.",
            otherwise="the home education counts as still being assessed",
        ),
        Field("assessed_on", "date", meaning="Day of the assessment."),
    ),
)
