"""Children's social care: episodes of need, protection and care."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="social_care",
    kind="snapshot",
    starts="start_date",
    ends="end_date",
    about="Children with an open or past episode of social care.",
    fields=(
        Field(
            "episode",
            "code",
            required=True,
            codes=frozenset({"cin", "cpp", "cla"}),
            meaning="Child in need, child protection plan, or child looked after.",
            otherwise="the child counts as known to social care, under none of the three",
        ),
        Field("start_date", "date", required=True, meaning="First day of the episode."),
        Field("end_date", "date", meaning="Last day of the episode."),
        Field(
            "need_code",
            "code",
            codes=frozenset(f"N{number}" for number in range(10)),
            meaning="Primary need, N0 to N9.",
            otherwise="nothing is worked out from it",
        ),
        Field("legal_status", meaning="Legal status of a child looked after."),
    ),
)
