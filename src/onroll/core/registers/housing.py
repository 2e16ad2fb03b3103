"""Housing: children of households in social, temporary or refuge housing."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="housing",
    kind="snapshot",
    starts="tenancy_start",
    ends="tenancy_end",
    about="One row for each child of a household. A row with `refuge` is shielded from the moment that it arrives.",
    fields=(
        Field("tenancy_start", "date", required=True, meaning="First day of the tenancy or placement."),
        Field("tenancy_end", "date", meaning="Last day of it."),
        Field(
            "kind",
            "code",
            codes=frozenset({"social", "temporary", "refuge"}),
            meaning="Kind of housing; `refuge`, and whatever else has that word in it, shields the child.",
            otherwise="the child is not shielded by it",
        ),
    ),
)
