"""Alternative provision: education arranged elsewhere than at school."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="alternative_provision",
    kind="snapshot",
    starts="start_date",
    ends="end_date",
    about="Children in provision that a school or the authority arranges.",
    fields=(
        Field("provider_urn", "urn", meaning="The provider's unique reference number, where it has one."),
        Field("provider_name", meaning="The provider's name."),
        Field("start_date", "date", required=True, meaning="First day of the provision."),
        Field("end_date", "date", meaning="Last day of the provision."),
        Field(
            "full_time",
            "flag",
            meaning="Whether it is full-time; missing counts as full-time, with a warning.",
            otherwise="the provision counts as full-time",
        ),
        Field(
            "arranged_by",
            "code",
            codes=frozenset({"school", "la_s19", "la_eotas"}),
            meaning="Who arranges it, and under which duty.",
            otherwise="nothing is worked out from it",
        ),
    ),
)
