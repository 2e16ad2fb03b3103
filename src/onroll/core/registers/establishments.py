"""Establishments: the national file of schools, under its own headings."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="establishments",
    kind="reference",
    identity=False,
    starts="open_date",
    ends="close_date",
    found_again_by=(("urn",),),
    aliases=(
        ("LA (code)", "la_code"),
        ("EstablishmentNumber", "establishment_number"),
        ("EstablishmentName", "establishment_name"),
        ("TypeOfEstablishment (code)", "type_code"),
        ("EstablishmentStatus (code)", "status_code"),
        ("PhaseOfEducation (code)", "phase_code"),
        ("StatutoryLowAge", "statutory_low_age"),
        ("StatutoryHighAge", "statutory_high_age"),
        ("OpenDate", "open_date"),
        ("CloseDate", "close_date"),
    ),
    about="Every school and other establishment, as the national establishment file is published.",
    fields=(
        Field("urn", "urn", required=True, meaning="Unique reference number, six digits."),
        Field("la_code", "la_code", meaning="Three-digit code of the authority that the establishment lies in."),
        Field("establishment_number", meaning="Four digits; with the authority's code, the number that transfer files use."),
        Field("establishment_name", meaning="Name."),
        Field("type_code", meaning="Type of establishment, by number."),
        Field("status_code", meaning="1 open, 2 closed, 3 open but proposed to close, 4 proposed to open."),
        Field(
            "phase_code",
            meaning="1 nursery, 2 primary, 3 middle (as primary), 4 secondary, 5 middle (as secondary), 6 16 plus, 7 all through.",
        ),
        Field("statutory_low_age", "integer", meaning="Age of the youngest pupils."),
        Field("statutory_high_age", "integer", meaning="Age of the oldest pupils."),
        Field("postcode", "postcode", meaning="Postcode of the site."),
        Field("open_date", "date", meaning="Day on which it opened."),
        Field("close_date", "date", meaning="Day on which it closed."),
    ),
)
