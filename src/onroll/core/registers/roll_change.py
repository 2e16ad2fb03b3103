"""Roll changes: pupils added to a roll, and deleted from it."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="roll_change",
    kind="events",
    starts="change_date",
    about="New-pupil and deletion returns: who joined or left which roll, when, on what ground and where to.",
    fields=(
        Field("urn", "urn", required=True, meaning="The school whose roll changed."),
        Field("change", "code", required=True, codes=frozenset({"added", "deleted"}), meaning="Added to the roll or deleted from it."),
        Field("change_date", "date", required=True, meaning="First day on the roll (added) or last day on it (deleted)."),
        Field(
            "ground", "code", codes=frozenset("abcdefghijklmno"), meaning="Letter of the ground for deletion, a to o, of regulation 9(1)."
        ),
        Field("destination_urn", "urn", meaning="The school that the child is going to."),
        Field("destination_la", "la_code", meaning="The authority that the child is going to."),
        Field(
            "destination_type",
            "code",
            codes=frozenset({"school", "independent", "ehe", "abroad", "other_uk", "unknown"}),
            meaning="Kind of destination.",
        ),
        Field("expected_start", "date", meaning="Day on which the child is expected there."),
        Field("new_address_line_1", meaning="Address that the child moves to."),
        Field("new_postcode", "postcode", meaning="Postcode that the child moves to."),
    ),
)
