"""The ten stations of the line, as data: the map and the picture in the documentation are drawn from this."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Station:
    """One station: it takes one table and hands on one table.

    Shape  rule, runs_in: modules, as paths under `src/onroll/`; built: whether this version has it.
    """

    noun: str
    one_row: str
    rule: str
    runs_in: str
    built: bool = True


STATIONS: tuple[Station, ...] = (
    Station("extracts", "one row as one supplier sent it, text untouched", "core/registers/", "pipeline/intake/"),
    Station(
        "records", "one accepted record in the common shape; beside it one problem per failed check", "core/checks/", "pipeline/records.py"
    ),
    Station("links", "one scored pair of records, or one exact pair", "core/links.py", "pipeline/links/"),
    Station("children", "one record with its child, and the reason that it belongs", "core/children.py", "pipeline/children.py"),
    Station("timelines", "one spell of one status of one child", "core/timelines.py", "pipeline/timelines.py"),
    Station("findings", "one child who is, or may be, missing education, and why we say so", "core/findings", "pipeline/findings.py"),
    Station("cases", "one case and its never-edited states", "core/cases.py", "casework/"),
    Station("enquiries", "one question to one organisation, and its answer", "core/enquiries.py", "casework/"),
    Station("outcomes", "how a case ended, and four looks afterwards", "core/outcomes.py", "casework/"),
    Station("measures", "one published number with its breakdown", "core/measures/", "pipeline/measures/"),
)
