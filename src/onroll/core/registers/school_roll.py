"""School rolls: who is registered at which school on a day."""

from onroll.core.registers.shape import Field, Register

# Source  domain 6.3 (the Department's code sets, as seen in the children in need validator's rules).
ETHNICITIES = frozenset(
    {"WBRI", "WIRI", "WIRT", "WROM", "WOTH", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH"}
    | {"BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT"}
)
NC_YEARS = frozenset({"N1", "N2", "R", *map(str, range(1, 15)), "X"})
SEN_NEEDS = frozenset(["SPLD", "MLD", "SLD", "PMLD", "SEMH", "SLCN", "HI", "VI", "MSI", "PD", "ASD", "OTH", "NSA", "DS"])

REGISTER = Register(
    name="school_roll",
    kind="snapshot",
    gated=True,
    starts="entry_date",
    ends="leaving_date",
    about="Everybody on a school's admission register on the day, from an authority (all its schools) or one school.",
    fields=(
        Field("urn", "urn", required=True, meaning="The school's unique reference number, six digits."),
        Field("entry_date", "date", required=True, meaning="First day on this roll."),
        Field("leaving_date", "date", meaning="Last day on this roll, for a row that is history."),
        Field(
            "enrolment_status",
            "code",
            codes=frozenset("CMSGFOP"),
            meaning="C current, M main of two, S second of two, G guest, F further education, O other, P previous.",
            otherwise="the row counts as on the roll, as where no status is given",
        ),
        Field(
            "nc_year",
            "code",
            codes=NC_YEARS,
            meaning="National curriculum year: N1, N2, R, 1 to 14, X where none is followed.",
            otherwise="the year is worked out from the date of birth",
        ),
        Field(
            "ethnicity",
            "code",
            codes=ETHNICITIES,
            meaning="The Department's ethnicity code.",
            otherwise="figures count it as not known",
        ),
        Field(
            "sen_provision",
            "code",
            codes=frozenset("NKE"),
            meaning="N none, K SEN support, E education, health and care plan.",
            otherwise="figures count it as not known",
        ),
        Field(
            "sen_need",
            "code",
            codes=SEN_NEEDS,
            meaning="Primary type of special educational need.",
            otherwise="nothing is worked out from it",
        ),
        Field("fsm", "flag", meaning="Whether the child has free school meals."),
        Field("language", meaning="First language."),
        Field("in_care", "flag", meaning="Whether the child is looked after by an authority."),
        Field("sessions_possible", "integer", meaning="Half-days that the child could have attended this year."),
        Field("sessions_attended", "integer", meaning="Half-days attended this year."),
    ),
)
