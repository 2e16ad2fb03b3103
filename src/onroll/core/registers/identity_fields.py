"""The identity fields that every child-level register shares (contracts, section 3)."""

from onroll.core.registers.shape import Field

IDENTITY_FIELDS: tuple[Field, ...] = (
    Field("upn", "upn", meaning="Unique pupil number: a check letter and twelve digits; a temporary one ends in a letter."),
    Field("former_upn", "upn", meaning="The pupil number that the child had before."),
    Field("uln", "uln", meaning="Unique learner number, ten digits, from the age of 14."),
    Field("nhs_number", "nhs_number", meaning="NHS number, ten digits; spaces and hyphens are taken out."),
    Field("surname", "name", required=True, meaning="Legal surname."),
    Field("forename", "name", required=True, meaning="Legal first name."),
    Field("middle_names", "name", meaning="Other forenames."),
    Field("preferred_surname", "name", meaning="The surname that the child goes by."),
    Field("preferred_forename", "name", meaning="The forename that the child goes by."),
    Field("former_surname", "name", meaning="A surname that the child had before."),
    Field("date_of_birth", "date", required=True, meaning="Not after the extract's day, and not over 25 years before it."),
    Field("sex", "text", meaning="F or M; anything else is unknown."),
    Field("address_line_1", meaning="House and street."),
    Field("address_line_2", meaning="The rest of the street address."),
    Field("town", meaning="Post town."),
    Field("postcode", "postcode", meaning="Written with one space before the last three characters."),
    Field("uprn", meaning="Unique property reference number of the home."),
    Field("parent_1_name", "name", meaning="A parent or carer, whole name."),
    Field("parent_2_name", "name", meaning="Another parent or carer, whole name."),
    Field("phone", "phone", meaning="A parent's telephone; digits only, +44 written as 0."),
    Field("email", "email", meaning="A parent's e-mail address, in lower case."),
)
