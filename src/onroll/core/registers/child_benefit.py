"""Child Benefit: claims by child."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="child_benefit",
    kind="snapshot",
    gated=True,
    starts="claim_start",
    ends="claim_end",
    about="Children for whom Child Benefit is or was claimed.",
    fields=(
        Field("claim_start", "date", required=True, meaning="First day of the claim."),
        Field("claim_end", "date", meaning="Last day of the claim."),
    ),
)
