"""An authority's own list of children missing education."""

from onroll.core.registers.shape import Field, Register

REGISTER = Register(
    name="cme_register",
    kind="snapshot",
    starts="opened_on",
    ends="closed_on",
    about="Children whom the authority lists as missing education.",
    fields=(
        Field("opened_on", "date", required=True, meaning="Day on which the authority listed the child."),
        Field("closed_on", "date", meaning="Day on which the entry was closed."),
        Field("reason", meaning="Primary reason, by the Department's label."),
        Field("outcome", meaning="How the entry ended."),
    ),
)
