"""Replies to enquiries: what an organisation answered about one child."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="enquiry_reply",
    kind="events",
    identity=False,
    starts="from_date",
    ends="to_date",
    about="Answers to enquiries; the enquiry's number decides the child.",
    fields=(
        Field("enquiry", required=True, meaning="Number of the enquiry."),
        Field("answered_on", "date", required=True, meaning="Day of the answer."),
        Field(
            "answer",
            "code",
            required=True,
            codes=frozenset(
                {"on_roll", "home_educated", "alternative_provision", "moved", "left_england", "died", "not_known", "no_access", "refused"}
            ),
            meaning="What was answered.",
            otherwise="the answer counts as a lead alone",
        ),
        Field(
            "evidence",
            "code",
            codes=frozenset({"official_record", "seen_by_professional", "told"}),
            meaning="What the answer rests on.",
            otherwise="the answer counts as not resting on an official record",
        ),
        Field("urn", "urn", meaning="The school or provider."),
        Field("from_date", "date", meaning="First day that the answer speaks of."),
        Field("to_date", "date", meaning="Last day that the answer speaks of."),
        Field("postcode", "postcode", meaning="Where the child moved to."),
    ),
)
