"""206: a row starts before the child was born."""

from datetime import date

from onroll.core.checks.shape import PairCheck, PairExample

CHECK = PairCheck(
    check_id="206",
    sentence="A row does not start before the child's date of birth.",
    severity="warning",
    source="the fields' meanings in contracts 3 and 4; the row is kept, as contracts 1 quarantines what cannot be read",
    fields=lambda register: ("date_of_birth", register.starts) if register.identity and register.starts else None,
    fails=lambda born, starts: starts < born,
    examples=(
        PairExample(first=date(2015, 5, 14), second=date(2019, 9, 3), fails=False),
        PairExample(first=date(2015, 5, 14), second=date(2014, 9, 3), fails=True),
        PairExample(first=date(2015, 5, 14), second=date(2015, 5, 14), fails=False),
    ),
)
