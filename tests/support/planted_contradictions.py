"""Contradictions planted into a made-up world's files: of calm children, by the truth, one kind each."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

Row = dict[str, str]
NAMES = (
    "surname",
    "forename",
    "middle_names",
    "date_of_birth",
    "sex",
    "address_line_1",
    "town",
    "postcode",
    "upn",
    "parent_1_name",
    "phone",
)


class World:
    """A made-up world's files in memory, each row with its true child; `write` puts them back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "package"
        self.rows: dict[str, list[Row]] = {}
        self.headings: dict[str, Sequence[str]] = {}
        with (folder / "truth" / "children.csv").open(encoding="utf-8", newline="") as file:
            self.children = {row["true_child"]: row for row in csv.DictReader(file)}
        with (folder / "truth" / "records.csv").open(encoding="utf-8", newline="") as file:
            truth = {(row["register"], row["supplier"], row["as_at"], row["record_id"]): row["true_child"] for row in csv.DictReader(file)}
        for path in sorted(self.folder.glob("*.csv")):
            register, supplier, as_at = self._key(path)
            with path.open(encoding="utf-8", newline="") as file:
                reader = csv.DictReader(file)
                self.headings[path.name] = reader.fieldnames or ()
                self.rows[path.name] = [
                    {**row, "child": truth.get((register, supplier, as_at, row.get("record_id", "")), "")} for row in reader
                ]
        self.truth = truth

    @staticmethod
    def _key(path: Path) -> tuple[str, str, str]:
        head, day = path.stem[:-11], path.stem[-10:]
        register, supplier = head.rsplit("-", 1)
        return register.replace("-", "_"), supplier.upper(), day

    def files(self, register: str, *, since: str = "") -> list[str]:
        """The files of a register, oldest first."""
        names = [name for name in self.rows if self._key(Path(name))[0] == register and self._key(Path(name))[2] >= since]
        return sorted(names, key=lambda name: name[-14:])

    def of(self, child: str, register: str, *, since: str = "") -> list[tuple[str, Row]]:
        """A child's rows of a register, each with its file."""
        return [(name, row) for name in self.files(register, since=since) for row in self.rows[name] if row["child"] == child]

    def take_out(self, child: str, register: str, *, since: str) -> None:
        """Take a child out of a register's files from a day on."""
        for name in self.files(register, since=since):
            self.rows[name] = [row for row in self.rows[name] if row["child"] != child]

    def add(self, name: str, child: str, like: Mapping[str, str], **said: str) -> None:
        """Add a row about a child, with the names and the home of another row of theirs."""
        kept = {field: like.get(field, "") for field in NAMES}
        row = dict.fromkeys(self.headings[name], "") | {field: value for field, value in kept.items() if field in self.headings[name]}
        row_id = f"planted-{len(self.rows[name]) + 1}"
        self.rows[name].append(row | {"record_id": row_id} | said | {"child": child})
        self.truth[(*self._key(Path(name)), row_id)] = child

    def write(self) -> None:
        """Write the files."""
        for name, rows in self.rows.items():
            with (self.folder / name).open("w", encoding="utf-8", newline="") as file:
                out = csv.DictWriter(file, self.headings[name], lineterminator="\n", extrasaction="ignore")
                out.writeheader()
                out.writerows(rows)

    def settled(self) -> Iterator[tuple[str, Row]]:
        """Calm children who have been on one authority's roll, at one school, since before last summer; each with the newest row."""
        for child, said in self.children.items():
            if said["story"] != "steady" or said["of_school_age"] != "1" or said["shielded"] != "0" or said["twin"] != "0":
                continue
            rolls = self.of(child, "school_roll")
            health, benefit = self.of(child, "nhs"), self.of(child, "child_benefit")
            newest = {name for name in self.files("school_roll") if "2026-01-15" in name}
            senders = {name.split("-")[2] for name, _ in rolls}
            one = len({row["urn"] for _, row in rolls}) == 1 and len(senders) == 1 and all(len(each) == 3 for each in senders)
            if one and len(rolls) == 6 and rolls[-1][0] in newest and len(health) == 2 and len(benefit) == 2:
                yield child, rolls[-1][1]


def plant(world: World, each: int) -> dict[str, set[str]]:
    """Plant so many of each kind, and return the true children by kind."""
    ways = {
        "on_two_rolls": _two_rolls,
        "left_to_school_never_enrolled": _never_enrolled,
        "abroad_and_registered": _abroad_and_registered,
        "abroad_and_seen": _abroad_and_seen,
        "home_educated_and_on_roll": _home_educated,
        "dead_and_attending": _dead,
        "lives_elsewhere_than_roll_says": _elsewhere,
    }
    calm = world.settled()
    planted: dict[str, set[str]] = {}
    for kind, way in ways.items():
        chosen = list(islice(calm, each))
        assert len(chosen) == each, "The world is too small."
        for child, row in chosen:
            way(world, child, row)
        planted[kind] = {child for child, _ in chosen}
    return planted


def _authority(world: World, child: str) -> str:
    return world.of(child, "school_roll")[0][0].split("-")[2]


def _other(world: World, child: str) -> tuple[str, Row]:
    """The newest roll of another authority, and a row of a pupil there of about the same age."""
    for name in reversed(world.files("school_roll", since="2026-01-15")):
        supplier = name.split("-")[2]
        if len(supplier) == 3 and supplier not in ("372", _authority(world, child)):
            own = world.of(child, "school_roll")[-1][1]
            return name, next(row for row in world.rows[name] if row["nc_year"] == own["nc_year"])
    raise AssertionError("There is no other authority.")


def _two_rolls(world: World, child: str, row: Row) -> None:
    name, pupil = _other(world, child)
    for file in (name.replace("2026-01-15", "2025-10-02"), name):
        world.add(file, child, row, urn=pupil["urn"], entry_date="2025-09-02", enrolment_status="C", nc_year=row["nc_year"])


def _gone(world: World, child: str, row: Row, **said: str) -> None:
    name = f"roll-change-{_authority(world, child)}-2026-01-20.csv"
    world.add(name, child, row, urn=row["urn"], change="deleted", **said)
    for register in ("school_roll", "attendance"):
        world.take_out(child, register, since="2025-11-01")


def _never_enrolled(world: World, child: str, row: Row) -> None:
    _, pupil = _other(world, child)
    _gone(
        world,
        child,
        row,
        change_date="2025-10-20",
        ground="a",
        destination_urn=pupil["urn"],
        destination_type="school",
        expected_start="2025-11-03",
    )


def _abroad_and_registered(world: World, child: str, row: Row) -> None:
    _gone(world, child, row, change_date="2025-10-20", ground="e", destination_type="abroad")
    world.of(child, "nhs")[-1][1]["registered_on"] = "2025-12-01"


def _abroad_and_seen(world: World, child: str, row: Row) -> None:
    for register in ("school_roll", "attendance"):
        world.take_out(child, register, since="2025-11-01")
    world.add("travel-ho-2026-01-20.csv", child, row, event="exit", event_date="2025-10-25", country="AUS")


def _home_educated(world: World, child: str, row: Row) -> None:
    world.add(
        world.files("ehe")[-1 - (_authority(world, child) == "370")],
        child,
        row,
        start_date="2025-09-10",
        suitability="suitable",
        assessed_on="2025-12-01",
    )


def _dead(world: World, child: str, row: Row) -> None:
    world.of(child, "nhs")[-1][1].update(removal_reason="death", date_of_death="2025-11-10", deregistered_on="2025-11-12")


def _elsewhere(world: World, child: str, row: Row) -> None:
    home = _other(world, child)[1]
    for register in ("nhs", "child_benefit", "housing", "social_care"):
        for _, said in world.of(child, register):
            said.update(postcode=home["postcode"], address_line_1=home["address_line_1"])
