"""Council tax: who is liable at an address. Households, not children."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="council_tax",
    kind="snapshot",
    identity=False,
    starts="from_date",
    ends="to_date",
    found_again_by=(("uprn", "liable_name_1", "from_date"), ("postcode", "address_line_1", "liable_name_1"), ("uprn",)),
    about="Households by address, with the people liable.",
    fields=(
        Field("uprn", meaning="Unique property reference number."),
        Field("address_line_1", meaning="House and street."),
        Field("postcode", "postcode", required=True, meaning="Postcode of the address."),
        Field("liable_name_1", "name", meaning="A person liable."),
        Field("liable_name_2", "name", meaning="Another person liable."),
        Field("from_date", "date", required=True, meaning="First day of liability."),
        Field("to_date", "date", meaning="Last day of liability."),
    ),
)
