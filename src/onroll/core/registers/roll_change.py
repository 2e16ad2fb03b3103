"""Roll changes: pupils added to a roll, and deleted from it."""

from onroll.core.registers.shape import Field, Register

DESTINATION_TYPES = frozenset({"school", "independent", "ehe", "abroad", "other_uk"})
"""Those that say where the child is going."""

REGISTER = Register(
    name="roll_change",
    kind="events",
    starts="change_date",
    about="New-pupil and deletion returns: who joined or left which roll, when, on what ground and where to.",
    fields=(
        Field("urn", "urn", required=True, meaning="The school whose roll changed."),
        Field(
            "change",
            "code",
            required=True,
            codes=frozenset({"added", "deleted"}),
            meaning="Added to the roll or deleted from it.",
            otherwise="the row puts nobody on a roll or off it",
        ),
        Field("change_date", "date", required=True, meaning="First day on the roll (added) or last day on it (deleted)."),
        Field(
            "ground",
            "code",
            codes=frozenset("abcdefghijklmno"),
            meaning="Letter of the ground for deletion, a to o, of regulation 9(1).",
            otherwise="the deletion counts as one without a ground",
        ),
        Field("destination_urn", "urn", meaning="The school that the child is going to."),
        Field("destination_la", "la_code", meaning="The authority that the child is going to."),
        Field(
            "destination_type",
            "code",
            codes=DESTINATION_TYPES | {"unknown"},
            meaning="Kind of destination.",
            otherwise="it names no destination, as `unknown`",
        ),
        Field("expected_start", "date", meaning="Day on which the child is expected there."),
        Field("new_address_line_1", meaning="Address that the child moves to."),
        Field("new_postcode", "postcode", meaning="Postcode that the child moves to."),
    ),
)
