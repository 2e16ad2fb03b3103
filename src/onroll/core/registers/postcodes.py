"""Postcodes: which authority and neighbourhood each lies in."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="postcodes",
    kind="reference",
    identity=False,
    found_again_by=(("postcode",),),
    about="Each postcode with its authority, small area and deprivation.",
    fields=(
        Field("postcode", "postcode", required=True, meaning="The postcode."),
        Field("la_code", "la_code", required=True, meaning="Three-digit code of the authority that it lies in."),
        Field("lsoa", meaning="Lower layer super output area."),
        Field("idaci_decile", "integer", meaning="Decile of income deprivation affecting children; 1 is the most deprived."),
    ),
)
