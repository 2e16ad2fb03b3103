"""School rolls: who is registered at which school on a day."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="school_roll",
    kind="snapshot",
    gated=True,
    about="Everybody on a school's admission register on the day, from an authority (all its schools) or one school.",
    fields=(
        Field("urn", "urn", required=True),
        Field("entry_date", "date", required=True),
        Field("leaving_date", "date"),
        Field("enrolment_status", "code", codes=frozenset("CMSGFOP")),
        Field("nc_year", "code", codes=frozenset(["N1", "N2", "R", *map(str, range(1, 15)), "X"])),
        Field("ethnicity", "code"),
        Field("sen_provision", "code", codes=frozenset("NKE")),
        Field("sen_need", "code"),
        Field("fsm", "flag"),
        Field("language"),
        Field("in_care", "flag"),
        Field("sessions_possible", "integer"),
        Field("sessions_attended", "integer"),
    ),
)
