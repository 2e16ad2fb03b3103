"""204: a row ends before it starts."""

from datetime import date

from onroll.core.checks.shape import PairCheck, PairExample

CHECK = PairCheck(
    check_id="204",
    sentence="A last day does not lie before its first day.",
    severity="warning",
    source="the fields' meanings in contracts 4; the row is kept, as contracts 1 quarantines what cannot be read",
    fields=lambda register: (register.starts, register.ends) if register.starts and register.ends else None,
    fails=lambda starts, ends: ends < starts,
    examples=(
        PairExample(first=date(2024, 9, 3), second=date(2026, 1, 9), fails=False),
        PairExample(first=date(2024, 9, 3), second=date(2024, 9, 2), fails=True),
        PairExample(first=date(2024, 9, 3), second=date(2024, 9, 3), fails=False),
    ),
)
