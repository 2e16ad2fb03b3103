"""The identity fields that every child-level register shares (contracts, section 3)."""

from onroll.core.registers.shape import Field

IDENTITY_FIELDS: tuple[Field, ...] = (
    Field("upn", "upn"),
    Field("former_upn", "upn"),
    Field("uln", "uln"),
    Field("nhs_number", "nhs_number"),
    Field("surname", "name", required=True),
    Field("forename", "name", required=True),
    Field("middle_names", "name"),
    Field("preferred_surname", "name"),
    Field("preferred_forename", "name"),
    Field("former_surname", "name"),
    Field("date_of_birth", "date", required=True),
    Field("sex", "text"),
    Field("address_line_1"),
    Field("address_line_2"),
    Field("town"),
    Field("postcode", "postcode"),
    Field("uprn"),
    Field("parent_1_name", "name"),
    Field("parent_2_name", "name"),
    Field("phone", "phone"),
    Field("email", "email"),
)
