"""Short words for the rows that scenarios are told in."""

from __future__ import annotations

from conformance.town import Day, Row

PRIMARY = {"370": "107001", "371": "107101", "372": "107201", "373": "107301"}
SECONDARY = {"370": "107002", "371": "107102", "372": "107202", "373": "107302"}


def roll(supplier: str, *days: Day, urn: str = "", **fields: str) -> tuple[Row, ...]:
    """The child is shown on a roll that the supplier sent on each of the days: its primary school's, unless told."""
    return tuple(Row("school_roll", supplier, day, {"urn": urn or PRIMARY.get(supplier, supplier), **fields}) for day in days)


def deleted(supplier: str, on: Day, *, urn: str = "", as_at: Day = "", **fields: str) -> tuple[Row, ...]:
    """The school says that the child's last day on its roll was that day."""
    told = {"urn": urn or PRIMARY.get(supplier, supplier), "change": "deleted", "change_date": on, **fields}
    return (Row("roll_change", supplier, as_at or on, told),)


def added(supplier: str, on: Day, *, urn: str = "", as_at: Day = "") -> tuple[Row, ...]:
    """The school says that the child's first day on its roll was that day."""
    told = {"urn": urn or PRIMARY.get(supplier, supplier), "change": "added", "change_date": on}
    return (Row("roll_change", supplier, as_at or on, told),)


def _rows(register: str, supplier: str, days: tuple[Day, ...], fields: dict[str, str]) -> tuple[Row, ...]:
    return tuple(Row(register, supplier, day, fields) for day in days)


def health(*days: Day, **fields: str) -> tuple[Row, ...]:
    """The child is registered with a general practice."""
    return _rows("nhs", "NHSE", days, fields)


def benefit(*days: Day, **fields: str) -> tuple[Row, ...]:
    """Child benefit is claimed for the child."""
    return _rows("child_benefit", "HMRC", days, fields)


def home_education(supplier: str, *days: Day, **fields: str) -> tuple[Row, ...]:
    """The child is on the authority's list of home-educated children."""
    return _rows("ehe", supplier, days, fields)


def alternative(supplier: str, *days: Day, **fields: str) -> tuple[Row, ...]:
    """The child is in alternative provision."""
    return _rows("alternative_provision", supplier, days, {"arranged_by": "la_s19", "provider_name": "The Mill", **fields})


def application(supplier: str, *days: Day, **fields: str) -> tuple[Row, ...]:
    """The child's application for a school place."""
    return _rows("admissions", supplier, days, {"kind": "in_year", **fields})


def care(supplier: str, *days: Day, **fields: str) -> tuple[Row, ...]:
    """The child is known to social care."""
    return _rows("social_care", supplier, days, {"episode": "cin", **fields})


def travel(event: str, on: Day, *, as_at: Day) -> tuple[Row, ...]:
    """The child crossed the border."""
    return _rows("travel", "BF", (as_at,), {"event": event, "event_date": on, "country": "PL"})


def justice(*days: Day, **fields: str) -> tuple[Row, ...]:
    """The child is known to youth justice."""
    return _rows("youth_justice", "YJB", days, fields)


def other(register: str, supplier: str, *days: Day, **fields: str) -> tuple[Row, ...]:
    """A row of any other register."""
    return _rows(register, supplier, days, fields)
