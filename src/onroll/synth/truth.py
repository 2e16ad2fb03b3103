"""What the rules must find, judged from what the registers were sent about one true child.

Written apart from the program's own rules, so that each can find the other wrong. It judges true children: no linking,
no names. Where a child is truly missing and no register shows it, the truth is `ignore`.

Source  contracts, section 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onroll.synth.calendars import SchoolCalendar, compulsory_school_age
from onroll.synth.extracts import Seen
from onroll.synth.places import Authority, School

DAY = timedelta(days=1)
_ON_ROLL = frozenset(("C", "M", "S", "F", "O", ""))
_EXITS = frozenset(("death", "embarkation", "scotland", "wales", "northern_ireland"))


@dataclass(frozen=True)
class Verdict:
    """The truth about one child on the day: `is_cme` is 1, 0, possible or ignore."""

    is_cme: str
    finding: str = ""
    since: date | None = None
    la_code: str = ""


@dataclass
class Delivered:
    """What was sent on the whole: when each supplier's rolls and other extracts are dated, and the reference data."""

    on: date
    roll_days: Mapping[str, tuple[date, ...]]
    other_days: Mapping[tuple[str, str], tuple[date, ...]]
    schools: Mapping[str, School]
    authorities: Mapping[str, Authority]
    la_of_postcode: Mapping[str, str]

    def newest_roll(self, supplier: str | None) -> date | None:
        """Return the day of a supplier's newest roll."""
        days = self.roll_days.get(supplier or "", ())
        return days[-1] if days else None

    def calendar_of(self, la_code: str) -> SchoolCalendar:
        """Return the school calendar of an authority."""
        authority = self.authorities.get(la_code)
        return authority.calendar if authority else SchoolCalendar()

    def is_late(self, supplier: str) -> bool:
        """Return whether a supplier's newest roll is over 31 days older than the newest of the others."""
        own = self.newest_roll(supplier)
        others = [days[-1] for name, days in self.roll_days.items() if name != supplier and days]
        return own is None or bool(others and (max(others) - own).days > 31)


@dataclass
class _LastRoll:
    """How the last stay on a roll ended."""

    last_day: date
    urn: str
    supplier: str
    nc_year: str = ""
    snapshot: date | None = None
    deletion: Mapping[str, Any] | None = None


class Judge:
    """Judges children one by one against the same delivery."""

    def __init__(self, delivered: Delivered) -> None:
        self.world, self.on = delivered, delivered.on

    def verdict(self, born: date, seen: list[Seen], *, truly_missing: bool) -> Verdict:
        """Return what the rules must say of a child with those rows."""
        first, last = compulsory_school_age(born)
        if not first <= self.on <= last or not seen:
            return Verdict("0")
        found = self._finding(seen, first)
        if found is None:
            return Verdict("ignore" if truly_missing else "0")
        status, finding, since = found
        return Verdict("1" if status == "cme" else "possible", finding, max(since, first), self._residence(seen))

    # -- what the registers show ------------------------------------------------------------------------------------------

    def _finding(self, seen: list[Seen], csa_from: date) -> tuple[str, str, date] | None:
        rolls = [row for row in seen if row.register == "school_roll" and row.fields["enrolment_status"] in (*_ON_ROLL, "P")]
        changes = sorted((row for row in seen if row.register == "roll_change"), key=lambda row: row.fields["change_date"])
        if self._on_roll_now(rolls, changes) or self._educated_elsewhere_now(seen):
            return None
        left, returned = self._exit(seen, rolls)
        if left is not None and returned is None:
            return None
        last = self._last_roll(rolls, changes)
        provision_end = self._provision_end(seen)
        ends = [day for day in (last.last_day if last else None, provision_end) if day is not None]
        last_day = max(ends) if ends else None
        since = last_day + DAY if last_day else self._first_seen(seen)
        if returned is not None and (last_day is None or returned > last_day):
            since = returned
        kind = self._kind(seen, last, provision_end, returned, last_day, since)
        if kind is None:
            return None
        finding, since, possible = kind
        return ("possible" if possible or self._partial(seen, last) else "cme"), finding, since

    def _on_roll_now(self, rolls: list[Seen], changes: list[Seen]) -> bool:
        present: dict[str, bool] = {}
        for row in rolls:
            newest = self.world.newest_roll(row.supplier)
            if newest != row.as_at or (self.on - newest).days > 200 or self._closed(row.fields["urn"]):
                continue
            leaving = row.fields["leaving_date"] or None
            if row.fields["entry_date"] <= self.on and (leaving is None or leaving >= self.on) and row.fields["enrolment_status"] != "P":
                present[row.fields["urn"]] = True
        for change in changes:
            urn, day = change.fields["urn"], change.fields["change_date"]
            newest = self.world.newest_roll(self._supplier_of(urn))
            if newest is not None and day <= newest:
                continue
            if change.fields["change"] == "added" and day <= self.on:
                present[urn] = True
            elif change.fields["change"] == "deleted" and day < self.on:
                present[urn] = False
        return any(present.values())

    def _closed(self, urn: str) -> bool:
        school = self.world.schools.get(urn)
        successor = school.successor if school else None
        return successor is not None and successor.opened is not None and successor.opened <= self.on

    def _supplier_of(self, urn: str) -> str | None:
        school = self.world.schools.get(urn)
        return school.sends if school else None

    def _present(self, seen: list[Seen], register: str) -> list[Seen]:
        """Return the rows of a register's newest extracts."""
        rows = []
        for row in seen:
            if row.register == register and row.as_at == self.world.other_days[register, row.supplier][-1]:
                rows.append(row)
        return rows

    def _open(self, row: Seen) -> bool:
        end = row.fields.get("end_date") or None
        return bool(row.fields["start_date"] <= self.on and (end is None or end >= self.on))

    def _educated_elsewhere_now(self, seen: list[Seen]) -> bool:
        if any(self._open(row) and row.fields["suitability"] != "unsuitable" for row in self._present(seen, "ehe")):
            return True
        if any(self._open(row) and row.fields["full_time"] != "0" for row in self._present(seen, "alternative_provision")):
            return True
        if any(self._open(row) and row.fields["episode"] == "custody" for row in self._present(seen, "youth_justice")):
            return True
        for row in self._present(seen, "admissions"):
            start = row.fields.get("start_date") or None
            if row.fields["status"] == "accepted" and start and start <= self.on:
                school = self.world.schools.get(row.fields["school_urn"])
                calendar = self.world.calendar_of(school.la_code if school else "")
                if self.on <= calendar.plus(start, 10):
                    return True
        return False

    def _exit(self, seen: list[Seen], rolls: list[Seen]) -> tuple[date | None, date | None]:
        """Return the day of the last confirmed exit, and the day of the return that cancels it."""
        exits = [row.fields["event_date"] for row in seen if row.register == "travel" and row.fields["event"] == "exit"]
        for row in seen:
            if row.register == "nhs" and row.fields["removal_reason"] in _EXITS:
                exits.append(row.fields["date_of_death"] or row.fields["deregistered_on"])
        if not exits:
            return None, None
        left: date = max(exits)
        later = [row.as_at for row in rolls if row.as_at > left]
        later += [row.fields["start_date"] for row in seen if row.register == "ehe" and row.fields["start_date"] > left]
        later += [row.fields["application_date"] for row in seen if row.register == "admissions" and row.fields["application_date"] > left]
        later += [
            row.fields["event_date"]
            for row in seen
            if row.register == "travel" and row.fields["event"] == "entry" and row.fields["event_date"] > left
        ]
        return left, min(later) if later else None

    def _last_roll(self, rolls: list[Seen], changes: list[Seen]) -> _LastRoll | None:
        """Return the stay on a roll that ended last."""
        stays: dict[str, _LastRoll] = {}
        for row in sorted(rolls, key=lambda row: row.as_at):
            if row.fields["enrolment_status"] == "G":
                continue
            leaving = row.fields["leaving_date"] or None
            shown = stays.get(row.fields["urn"])
            if leaving is not None and shown is not None:
                shown.last_day = leaving
                shown.deletion = shown.deletion or {"destination_type": "", "destination_urn": "", "destination_la": "", "ground": ""}
                continue
            stays[row.fields["urn"]] = _LastRoll(leaving or row.as_at, row.fields["urn"], row.supplier, row.fields["nc_year"], row.as_at)
        for change in changes:
            urn, day = change.fields["urn"], change.fields["change_date"]
            stay = stays.get(urn)
            if change.fields["change"] == "added":
                if stay is None:
                    stays[urn] = _LastRoll(day, urn, self._supplier_of(urn) or change.supplier)
            elif stay is None or stay.snapshot is None or day >= stay.snapshot:
                stays[urn] = _LastRoll(
                    day,
                    urn,
                    self._supplier_of(urn) or change.supplier,
                    stay.nc_year if stay else "",
                    stay.snapshot if stay else None,
                    change.fields,
                )
        return max(stays.values(), key=lambda stay: stay.last_day) if stays else None

    def _provision_end(self, seen: list[Seen]) -> date | None:
        """Return the last day of home education, full-time alternative provision or custody."""
        ends = []
        for register in ("ehe", "alternative_provision", "youth_justice"):
            rows = [row for row in seen if row.register == register]
            if register == "alternative_provision":
                rows = [row for row in rows if row.fields["full_time"] != "0"]
            if register == "youth_justice":
                rows = [row for row in rows if row.fields["episode"] == "custody"]
            for row in rows:
                end = row.fields.get("end_date") or None
                if end is not None:
                    ends.append(end)
                elif row.as_at != self.world.other_days[register, row.supplier][-1] and not any(
                    other.as_at > row.as_at and other.fields["start_date"] == row.fields["start_date"] for other in rows
                ):
                    ends.append(row.as_at)
        return max(ends) if ends else None

    def _first_seen(self, seen: list[Seen]) -> date:
        days = [row.as_at for row in seen]
        for row in seen:
            days += [
                row.fields[name]
                for name in ("registered_on", "claim_start", "start_date", "application_date", "opened_on", "tenancy_start")
                if isinstance(row.fields.get(name), date)
            ]
            if row.register == "travel" and row.fields["event"] == "entry":
                days.append(row.fields["event_date"])
        return min(days)

    # -- the order of the table ---------------------------------------------------------------------------------------------

    def _kind(
        self,
        seen: list[Seen],
        last: _LastRoll | None,
        provision_end: date | None,
        returned: date | None,
        last_day: date | None,
        since: date,
    ) -> tuple[str, date, bool] | None:
        for row in self._present(seen, "ehe"):
            if self._open(row) and row.fields["suitability"] == "unsuitable":
                return "ehe_unsuitable", row.fields["assessed_on"] or since, False
        statuses = {row.fields["status"] for row in self._present(seen, "admissions") if self._counts(row, last_day)}
        if statuses & {"offered", "accepted"}:
            return "offered_not_started", since, False
        if statuses & {"applied", "refused"}:
            return "awaiting_place", since, False
        if (
            provision_end is not None
            and (last is None or provision_end > last.last_day)
            and (returned is None or returned <= provision_end)
        ):
            return "provision_ended", since, False
        part_time = [row for row in self._present(seen, "alternative_provision") if self._open(row)]
        if part_time and (last is None or part_time[0].fields["start_date"] > last.last_day):
            return "provision_ended", min(row.fields["start_date"] for row in part_time), True
        if returned is not None and (last_day is None or returned > last_day):
            return "not_arrived", returned, False
        if last is None:
            return self._never(seen, since)
        return self._left(last, seen, since)

    def _counts(self, row: Seen, last_day: date | None) -> bool:
        if row.fields["kind"] == "in_year":
            return last_day is None or row.fields["application_date"] >= last_day - 60 * DAY
        start = row.fields.get("start_date") or date(row.fields["application_date"].year + 1, 9, 1)
        return bool(start <= self.on and (last_day is None or last_day < start))

    def _left(self, last: _LastRoll, seen: list[Seen], since: date) -> tuple[str, date, bool] | None:
        deletion = last.deletion
        school = self.world.schools.get(last.urn)
        named = deletion is not None and (
            deletion["destination_type"] not in ("", "unknown") or deletion["destination_urn"] or deletion["destination_la"]
        )
        if deletion is not None and named:
            return self._not_arrived(last, seen, since)
        if school is not None and self._finished(last, school):
            return "transition_gap", date(last.last_day.year, 9, 1), False
        if deletion is not None:
            if deletion["ground"] in ("k", "l"):
                return None
            return "left_no_destination", since, False
        newest = self.world.newest_roll(last.supplier)
        closed = self._closed(last.urn)
        if (newest is not None and newest > last.last_day) or closed:
            return "vanished_from_roll", since, closed
        return None

    def _finished(self, last: _LastRoll, school: School) -> bool:
        in_last_year = last.nc_year.isdigit() and int(last.nc_year) == school.high_age - 5
        if not in_last_year or last.snapshot is None or last.snapshot.month >= 9 or last.snapshot.year != 2025:
            return False
        calendar = self.world.calendar_of(school.la_code)
        summer_end = calendar.on_or_before(date(2025, 8, 31))
        twentieth_last = calendar.days[calendar.days.index(summer_end) - 19]
        if last.deletion is not None:
            return last.last_day >= twentieth_last
        return last.snapshot >= twentieth_last or last.snapshot == max(day for day in self.world.roll_days[last.supplier] if day.month < 9)

    def _not_arrived(self, last: _LastRoll, seen: list[Seen], since: date) -> tuple[str, date, bool] | None:
        deletion = last.deletion
        assert deletion is not None
        target = self.world.schools.get(deletion["destination_urn"])
        la_code = deletion["destination_la"] or (target.la_code if target else "")
        calendar = self.world.calendar_of(la_code or self._residence(seen))
        expected = deletion["expected_start"] or calendar.after(last.last_day)
        tenth = calendar.plus(expected, 10)
        if self.on <= tenth:
            return None
        unproved = deletion["destination_type"] in ("abroad", "other_uk", "independent")
        sender = target.sends if target else la_code
        sent = self.world.newest_roll(sender)
        if sender and (sent is None or sent < tenth):
            unproved = True
        if target is not None and (target.sends is None or self._closed(target.urn)):
            unproved = True
        return "not_arrived", since, unproved

    def _never(self, seen: list[Seen], since: date) -> tuple[str, date, bool] | None:
        if any(row.register in ("ehe", "alternative_provision", "admissions") for row in seen):
            return None
        residence = self._residence(seen)
        authority = self.world.authorities.get(residence)
        if authority is None or self.world.newest_roll(residence) is None:
            return None
        known = {row.register for row in seen} & {"nhs", "child_benefit", "social_care"}
        if not known:
            return None
        registers = {row.register for row in seen}
        return "never_on_roll", since, len(registers) == 1 or authority.independents_silent

    def _partial(self, seen: list[Seen], last: _LastRoll | None) -> bool:
        residence = self._residence(seen)
        if residence in self.world.authorities and self.world.is_late(residence):
            return True
        if last is None:
            return False
        # nobody is under a closed URN in the newest roll: that school counts as not sent
        return self.world.is_late(last.supplier) or self._closed(last.urn)

    def _residence(self, seen: list[Seen]) -> str:
        """Return the authority of the most recent usable address.

        A roll's address counts while the child is on that roll, so never for a child who is missing.
        """
        found: dict[tuple[str, str], date] = {}
        for row in seen:
            postcode, day = row.postcode, row.as_at
            if row.register == "school_roll":
                continue
            if row.register == "roll_change" and row.fields["new_postcode"]:
                postcode, day = row.fields["new_postcode"], row.fields["change_date"]
                found[f"{row.register} {day}", postcode] = day
            elif postcode in self.world.la_of_postcode:
                known = found.get((row.register, postcode))
                found[row.register, postcode] = day if known is None else min(known, day)
        usable = [(day, postcode) for (_, postcode), day in found.items() if postcode in self.world.la_of_postcode]
        if usable:
            return self.world.la_of_postcode[max(usable)[1]]
        rolls = [row for row in seen if row.register == "school_roll"]
        last = max(rolls, key=lambda row: row.as_at, default=None)
        school = self.world.schools.get(last.fields["urn"]) if last else None
        return school.la_code if school else ""
