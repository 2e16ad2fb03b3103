"""NHS registrations: who is registered with a general practice."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="nhs",
    kind="snapshot",
    gated=True,
    starts="registered_on",
    ends="deregistered_on",
    about="Children registered with a general practice, and why a registration ended.",
    fields=(
        Field("gp_practice", meaning="Code of the practice."),
        Field("registered_on", "date", meaning="Day of the registration."),
        Field("deregistered_on", "date", meaning="Day on which the registration ended."),
        Field(
            "removal_reason",
            "code",
            codes=frozenset({"death", "embarkation", "scotland", "wales", "northern_ireland", "other"}),
            meaning="Why it ended.",
            otherwise="it bears no departure out, as `other`",
        ),
        Field("date_of_death", "date", meaning="Day of death."),
    ),
)
