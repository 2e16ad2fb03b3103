"""Travel: a child's exits from the country and entries into it."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="travel",
    kind="events",
    starts="event_date",
    about="Border crossings of children.",
    fields=(
        Field(
            "event",
            "code",
            required=True,
            codes=frozenset({"exit", "entry"}),
            meaning="Out of the country, or into it.",
            otherwise="the row shows nobody leave or come",
        ),
        Field("event_date", "date", required=True, meaning="Day of travel."),
        Field("country", meaning="Country travelled to or from."),
    ),
)
