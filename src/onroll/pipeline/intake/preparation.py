"""From a supplier's file to an extract that is ready to be put in place: read, understood, checked, compared.

Nothing here changes the index: the work is done in a folder beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from onroll.core import sanity_gate
from onroll.core.checks import Setting
from onroll.core.column_headings import MatchedHeadings, fields_of, looks_like, match_headings
from onroll.core.country_days import known_on
from onroll.core.registers import Register, all_registers
from onroll.core.wording import plural
from onroll.pipeline.index import Extract, Index
from onroll.pipeline.intake import column_maps, reference
from onroll.pipeline.intake.comparison import Comparison, compare, schools_gone
from onroll.pipeline.intake.events import set_aside_repeats
from onroll.pipeline.intake.readers import ReadFile
from onroll.pipeline.intake.readers.source_file import SourceFile, require_unchanged
from onroll.pipeline.intake.reports import CannotTakeIn, CannotUnderstandHeadings, some_of
from onroll.pipeline.intake.transfer_files import OWN_COLUMNS, WAIVED_FIELDS, TransferFields
from onroll.pipeline.record_ids import keys_of
from onroll.pipeline.records import Counts, RowsAsSent, make_records
from onroll.pipeline.whole_files import sync_file

LOOKED_FOR_HEADINGS = 20
"""So many rows are looked through for headings where the first has none."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a file is said to be."""

    register: Register
    supplier: str
    as_at: date

    def is_about(self, extract: Extract) -> bool:
        """Return whether an extract is of the same register, supplier and day."""
        return (extract.register, extract.supplier, extract.as_at) == (self.register.name, self.supplier, self.as_at)


@dataclass(frozen=True, kw_only=True)
class Received:
    """A file as received: copied byte for byte, and its content's hash."""

    path: Path
    content_hash: str
    format: str
    given_as: Path

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.given_as.name


@dataclass(kw_only=True)
class Prepared:
    """An extract that is ready to be put in place.

    Shape  replaces: extracts that it takes the place of. alarm: why the sanity gate would hold it. on_disk: whether its
           files outlast a power cut already.
    """

    folder: Path
    claim: Claim
    received: Received
    read: ReadFile
    understood: MatchedHeadings
    counts: Counts
    notes: list[str]
    first_number: int
    map_fingerprint: str
    released: dict[int, str]
    replaces: tuple[Extract, ...] = ()
    comparison: Comparison | None = None
    alarm: str | None = None
    repeats: Mapping[str, int] = field(default_factory=dict)
    version_of: Extract | None = None
    on_disk: bool = False

    @property
    def warning_count(self) -> int:
        """Warnings about rows and about the file."""
        return self.counts.warnings + len(self.notes)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be told about the file, and what is wrong with its rows, the most frequent first."""
        return (*self.notes, *(self._of_rows(sentence, count) for sentence, count in self.counts.told.most_common()))

    def _of_rows(self, sentence: str, count: int) -> str:
        first = self.counts.first_lines[sentence]
        return f"Line {first}: {sentence}" if count == 1 else f"{plural(count, 'row')}, the first on line {first}: {sentence}"


def receive(source: SourceFile, folder: Path) -> Received:
    """Copy a file into the folder, under its own name, and hash it on the way.

    Raises  CannotReadFile where somebody wrote to it meanwhile.
    """
    target = folder / "received" / source.path.name
    target.parent.mkdir()
    digest = hashlib.sha256()
    with open(source.path, "rb") as given, open(target, "xb") as copy:
        while block := given.read(1 << 20):
            digest.update(block)
            copy.write(block)
    require_unchanged(source)
    return Received(path=target, content_hash=digest.hexdigest(), format=source.format, given_as=source.path)


def what_matters_to(claim: Claim, extracts: Collection[Extract]) -> list[Extract]:
    """Return the extracts that a file is prepared against: its supplier's of that register, and the establishments."""
    return [
        each
        for each in extracts
        if each.register == "establishments" or (each.register, each.supplier) == (claim.register.name, claim.supplier)
    ]


def prepare(
    index: Index,
    folder: Path,
    claim: Claim,
    received: Received,
    read: ReadFile,
    *,
    extracts: list[Extract],
    number: int,
    allow_empty: bool = False,
    released: Mapping[int, str] | None = None,
    first_number: int | None = None,
    counting: Collection[str] | None = None,
) -> Prepared:
    """Make an extract of a file's rows, which stand in `folder/rows.parquet`.

    Shape  released: lines that a person let out of quarantine, with the reason.
           first_number: of the first version of this file; earlier files of the day come before it.
           counting: ids of the extracts to be treated as counted; those that do, where not given.
    Raises CannotTakeIn where the file is refused whole.
    """
    column_map = column_maps.read_column_map(index.home, claim.supplier, claim.register)
    try:
        understood = understand(read, claim.register, column_map, received.name, index, claim)
    except CannotUnderstandHeadings:
        line = _line_of_headings(folder / "rows.parquet", claim.register, column_map)
        if line is None:
            raise
        raise CannotTakeIn(  # nobody is asked which part of a title is which field
            f"{received.name}: the headings stand in line {line}, not in the first. Remove what stands above them, and send it again."
        ) from None
    first = first_number or number
    counted = [each for each in extracts if (each.state == "counted" if counting is None else each.extract_id in counting)]
    setting = Setting(
        register=claim.register,
        as_at=claim.as_at,
        known_urns=reference.known_urns(extracts),
        waived=WAIVED_FIELDS if read.partial else frozenset(),
    )
    others_of_the_day = [each for each in extracts if claim.is_about(each) and each.content_hash != received.content_hash]
    sharing = [each for each in others_of_the_day if each.partial or read.partial or claim.register.kind == "events"]
    transfer = TransferFields(read, reference.urns_by_number(extracts, claim.as_at), claim.as_at) if read.partial else None
    rows = RowsAsSent(
        path=folder / "rows.parquet",
        headings=read.headings,
        column_of={name: place for name, place in understood.column_of.items() if name != "record_id"},
        record_ids=keys_of(
            folder / "rows.parquet",
            understood.column_of.get("record_id"),
            used=keys_used([each for each in sharing if number_of_first_version(each) < first]),
            released=(released or {}).keys(),
        ),
        supplied=transfer.suppliers() if transfer else {},
        released=frozenset(released or {}),
    )
    counts = make_records(rows, folder, setting=setting, extract_number=number)
    prepared = Prepared(
        folder=folder,
        claim=claim,
        received=received,
        read=read,
        understood=understood,
        counts=counts,
        notes=[*read.warnings, *(transfer.notes() if transfer else ())],
        first_number=first,
        map_fingerprint=column_maps.fingerprint(column_map),
        released=dict(released or {}),
    )
    _place_among(prepared, counted, extracts, allow_empty=allow_empty, earlier_versions_before=first)
    if claim.as_at > known_on(index.clock()):
        prepared.notes.append(f"{claim.as_at} lies in the future: it counts from that day on. If the day is mistyped, withdraw it.")
    return prepared


def _line_of_headings(rows: Path, register: Register, column_map: Mapping[str, str]) -> int | None:
    """Return the line, among a file's first, whose cells are the register's headings: a title or a banner stands above them."""
    with pq.ParquetFile(rows) as file:
        first = next(file.iter_batches(batch_size=LOOKED_FOR_HEADINGS), None)
    for line, _, *cells in zip(*first.to_pydict().values(), strict=True) if first is not None else ():
        headings = [cell or f"column {place}" for place, cell in enumerate(cells)]
        if any(field.required for field in fields_of(register)) and not match_headings(headings, register, column_map).missing:
            return int(line)
    return None


def understand(read: ReadFile, register: Register, column_map: Mapping[str, str], name: str, index: Index, claim: Claim) -> MatchedHeadings:
    """Return which column holds which field.

    Raises  CannotTakeIn where required columns are missing, one field has two, or the file is of another register.
    """
    understood = match_headings(read.headings, register, column_map)
    map_path = column_maps.path_of_column_map(index.home, claim.supplier, register)
    missing = tuple(each for each in understood.missing if not (read.partial and each in WAIVED_FIELDS))
    if missing:
        others = looks_like(read.headings, register, list(all_registers().values()))
        hint = f" It looks like {' or '.join(others)}." if others else ""
        raise CannotUnderstandHeadings(
            f"{name} is no {register.name} extract as it stands: these required columns are missing: {some_of(missing)}.{hint} "
            f"Add what is missing, or say in {map_path} which of its own headings hold it.",
            read.headings,
        )
    if understood.twice:
        field_name, headings = next(iter(understood.twice.items()))
        raise CannotUnderstandHeadings(
            f"{name} has more than one column for {field_name}: {some_of(headings)}. Remove one, or say in {map_path} which one to read.",
            read.headings,
        )
    if read.partial:
        return replace(understood, unknown=tuple(heading for heading in understood.unknown if heading not in OWN_COLUMNS))
    likelier = looks_like(read.headings, register, list(all_registers().values())) if not column_map else ()
    if likelier:
        raise CannotTakeIn(f"{name} looks like {' or '.join(likelier)}, not {register.name}. Take it in under the right register.")
    return understood


def keys_used(extracts: Collection[Extract]) -> set[str]:
    """Return every record_id that those extracts used, in quarantined rows too."""
    used: set[str] = set()
    for each in extracts:
        for path in (each.records_path, each.quarantine_path):
            used.update(key for key in pq.read_table(path, columns=["record_id"])["record_id"].to_pylist() if key is not None)
    return used


def number_of_first_version(extract: Extract) -> int:
    """Return the number that an extract's file first got: a row let out of quarantine makes a new version of it."""
    return int(manifest_of(extract).get("first_number", extract.number))


def manifest_of(extract: Extract) -> dict[str, Any]:
    """Return what stands in an extract's manifest."""
    found: dict[str, Any] = json.loads((extract.folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def former_snapshot(claim: Claim, counted: Collection[Extract], *, besides: str | None = None) -> Extract | None:
    """Return the supplier's last snapshot of that register, of the same day or an earlier one.

    Shape  besides: the content's hash of the file itself; an earlier version of it is not its former snapshot, but an earlier
           day's of the same content is.
    """
    found = [
        each
        for each in counted
        if (each.register, each.supplier) == (claim.register.name, claim.supplier)
        and each.as_at <= claim.as_at
        and not each.partial
        and not (claim.is_about(each) and each.content_hash == besides)
    ]
    return max(found, key=lambda each: (each.as_at, each.number), default=None)


def _place_among(
    prepared: Prepared, counted: list[Extract], extracts: list[Extract], *, allow_empty: bool, earlier_versions_before: int
) -> None:
    claim, counts = prepared.claim, prepared.counts
    if claim.register.kind == "events":
        earlier = [each for each in counted if claim.is_about(each) and number_of_first_version(each) < earlier_versions_before]
        earlier = [each for each in earlier if each.content_hash != prepared.received.content_hash]
        prepared.repeats = set_aside_repeats(
            claim.register, prepared.folder, earlier, counts, prepared.read.headings, frozenset(prepared.released)
        )
        prepared.replaces = tuple(
            each for each in extracts if claim.is_about(each) and each.content_hash == prepared.received.content_hash and _stands(each)
        )
        return
    if prepared.read.partial:
        return
    prepared.replaces = tuple(each for each in extracts if claim.is_about(each) and not each.partial and _stands(each))
    former = former_snapshot(claim, counted, besides=prepared.received.content_hash)
    if not counts.accepted:
        if former and former.rows_accepted >= sanity_gate.SMALLEST_FORMER_TO_REFUSE_EMPTY and not allow_empty:
            raise CannotTakeIn(
                f"{prepared.received.name} holds no row that can be accepted, where the supplier's former {claim.register.name} "
                f"({former.as_at}) held {former.rows_accepted:,}. {_mend_or_allow(counts)}"
            )
        prepared.notes.append(_nobody(prepared))
    if former is None:
        return
    gone = schools_gone(former.records_path, prepared.folder / "records.parquet") if claim.register.name == "school_roll" else []
    if gone:
        whose, counts_as = ("school", "counts") if len(gone) == 1 else ("schools", "count")
        prepared.notes.append(
            f"No row is of the {whose} {some_of(tuple(gone))}, which the former roll ({former.as_at}) had: {counts_as} as not sent."
        )
    prepared.comparison = compare(
        claim.register, former, prepared.folder / "records.parquet", prepared.folder / "diff.parquet", as_at=claim.as_at
    )
    if claim.register.gated and counts.accepted:
        prepared.alarm = sanity_gate.alarm(
            *prepared.comparison.shapes,
            found_again=prepared.comparison.found_again,
            may_be_gone=sanity_gate.may_have_left_school(claim.as_at) if claim.register.name == "school_roll" else frozenset(),
        )


def _mend_or_allow(counts: Counts) -> str:
    """Return what to do with a file that would leave nobody where there were many."""
    if counts.read:
        sentence, _ = counts.told.most_common(1)[0]
        more = "Correct it and send it again; --allow-empty, or the box on the page, takes it in all the same."
        return f"What is wrong most often: {sentence} {more}"
    return "If nobody is on it any more, take it in with --allow-empty, or tick on the page that the file may be empty."


def _nobody(prepared: Prepared) -> str:
    """Return what an extract without a record means: nobody is there, or nothing that was sent could be read."""
    if not prepared.counts.read:
        return "It holds no row: nobody is on that register that day."
    rows = "Its one row was" if prepared.counts.read == 1 else f"All of its {prepared.counts.read:,} rows were"
    return (
        f"{rows} set aside, so it counts as if nobody were on that register that day. Send it again once it is corrected, or withdraw it, "
        "and what it replaced counts again."
    )


def sync_prepared(prepared: Prepared) -> None:
    """Have the bytes of a prepared extract on disk."""
    for file in (prepared.received.path, *(each for each in prepared.folder.iterdir() if each.is_file())):
        sync_file(file)
    prepared.on_disk = True


def _stands(extract: Extract) -> bool:
    return extract.state in ("counted", "held")


def extract_id_for(claim: Claim, content_hash: str, released: Mapping[int, str], map_fingerprint: str, taken: Collection[str]) -> str:
    """Return an id that no extract has: register, supplier, day, and six characters of the content's hash or more.

    A new version of a file (a row let out, another column map) takes them from a hash of that too.
    """
    told = content_hash
    if released or map_fingerprint:
        told = hashlib.sha256(f"{content_hash} {sorted(released)} {map_fingerprint}".encode()).hexdigest()
    stem = f"{claim.register.name}-{column_maps.file_name_part(claim.supplier)}-{claim.as_at.isoformat()}-"
    for length in range(6, len(told) + 1):
        if stem + told[:length] not in taken:
            return stem + told[:length]
    return stem + hashlib.sha256(f"{told} {len(taken)}".encode()).hexdigest()


def source_name(received: Received) -> str:
    """Return the name under which a received file is kept: `source` with the suffix that it came with."""
    suffix = received.given_as.suffix.lower()
    return "source" + (suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else "")
