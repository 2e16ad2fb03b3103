"""Term dates: when schools are closed, by authority."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="term_dates",
    kind="reference",
    identity=False,
    starts="holiday_start",
    ends="holiday_end",
    found_again_by=(("la_code", "holiday_start"),),
    about="School holidays of an authority, or of England where no authority is named.",
    fields=(
        Field("la_code", "la_code", meaning="The authority; empty for the national default."),
        Field("holiday_start", "date", required=True, meaning="First day without school."),
        Field("holiday_end", "date", required=True, meaning="Last day without school."),
    ),
)
