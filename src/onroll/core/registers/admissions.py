"""Admissions: applications for a school place."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="admissions",
    kind="snapshot",
    starts="application_date",
    about="Applications to the authority, with their offers.",
    fields=(
        Field("application_date", "date", required=True, meaning="Day of the application."),
        Field(
            "kind",
            "code",
            codes=frozenset({"in_year", "reception", "secondary"}),
            meaning="In-year, or for the normal intake of a phase.",
            otherwise="the application counts as in-year, as where no kind is given",
        ),
        Field(
            "status",
            "code",
            required=True,
            codes=frozenset({"applied", "offered", "accepted", "refused", "withdrawn", "started"}),
            meaning="Where the application stands.",
            otherwise="a finding counts the child as having applied, without an offer",
        ),
        Field("school_urn", "urn", meaning="The school applied for or offered."),
        Field("offer_date", "date", meaning="Day of the offer."),
        Field("start_date", "date", meaning="Day on which the child is to start."),
    ),
)
