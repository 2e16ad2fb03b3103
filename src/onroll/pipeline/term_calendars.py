"""The school days of each authority, as its newest term dates say; England's where it has sent none.

Source  contracts, sections 4 (`term_dates`) and 8 (the default England calendar).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow.parquet as pq

from onroll.core.school_days import ENGLAND, Calendar, Holiday, calendar_from
from onroll.pipeline.index import Extract, Index
from onroll.pipeline.received_extracts import extracts_of


@dataclass(frozen=True)
class TermCalendars:
    """Every calendar there is. Shape  sent_by: for each authority, the extract that its own dates are from."""

    national: Calendar = ENGLAND
    own: Mapping[str, Calendar] = field(default_factory=dict)
    sent_by: Mapping[str, Extract] = field(default_factory=dict)

    def of(self, la_code: str) -> Calendar:
        """Return the calendar by which an authority's schools are open."""
        return self.own.get(la_code, self.national)


def calendars_from(extracts: Sequence[Extract]) -> TermCalendars:
    """Return the calendars that those of the extracts say that are term dates: of each supplier the newest alone."""
    newest: dict[str, Extract] = {}
    for each in extracts:
        if each.register == "term_dates" and (each.supplier not in newest or each.as_at >= newest[each.supplier].as_at):
            newest[each.supplier] = each
    holidays: dict[str, list[Holiday]] = {}
    sent_by: dict[str, Extract] = {}
    for extract in sorted(newest.values(), key=lambda each: (each.as_at, each.number)):
        columns = pq.read_table(extract.records_path, columns=["la_code", "holiday_start", "holiday_end"]).to_pydict()
        sent: dict[str, list[Holiday]] = {}
        for la_code, first, last in zip(columns["la_code"], columns["holiday_start"], columns["holiday_end"], strict=True):
            if last >= first:
                sent.setdefault(la_code or "", []).append((first, last))
        holidays |= sent
        sent_by |= dict.fromkeys(sent, extract)
    national = calendar_from(ENGLAND, holidays.pop("")) if "" in holidays else ENGLAND
    return TermCalendars(national, {la_code: calendar_from(national, days) for la_code, days in holidays.items()}, sent_by)


_kept: dict[str, tuple[list[Extract], TermCalendars]] = {}


def term_calendars(index: Index) -> TermCalendars:
    """Return the calendars of what has been taken in and counts, read again only when something came in."""
    extracts = extracts_of(index)  # the same list for as long as the ledger has not grown
    kept = _kept.get(str(index.root))
    if kept is None or kept[0] is not extracts:
        counted = [each for each in extracts if each.state == "counted" and each.records_path.exists()]
        kept = _kept[str(index.root)] = (extracts, calendars_from(counted))
    return kept[1]
