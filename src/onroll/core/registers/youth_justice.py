"""Youth justice: orders in the community and custody."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="youth_justice",
    kind="snapshot",
    starts="start_date",
    ends="end_date",
    about="Children under a youth justice order.",
    fields=(
        Field(
            "episode",
            "code",
            required=True,
            codes=frozenset({"community", "custody"}),
            meaning="Kind of order; open custody counts as education.",
            otherwise="the child counts as known, and not as in custody",
        ),
        Field("start_date", "date", required=True, meaning="First day."),
        Field("end_date", "date", meaning="Last day."),
    ),
)
