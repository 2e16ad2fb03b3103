"""What people decide about extracts: withdraw one, let one in, let a row out of quarantine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from onroll.core.registers import register_named
from onroll.core.wording import plural
from onroll.pipeline.index import Extract, ExtractState, Index
from onroll.pipeline.intake.preparation import Claim, Received, manifest_of, number_of_first_version, prepare
from onroll.pipeline.intake.publishing import publish
from onroll.pipeline.intake.quarantine_groups import QuarantineGroup, groups_of
from onroll.pipeline.intake.readers import ReadFile
from onroll.pipeline.intake.reports import CannotTakeIn


class CannotDecide(Exception):
    """The decision does not fit what the extract is; the sentence says why."""


def withdraw(index: Index, extract_id: str, why: str, *, wait_seconds: float = 60) -> Extract:
    """Make a wrong delivery stop counting, and keep it; what it had replaced counts again.

    Raises  CannotDecide where it is withdrawn already, or no reason is given.
    """
    _need_reason(why)
    with index.writing("onroll withdraw", wait_seconds=wait_seconds):
        extract = index.extract(extract_id)
        if extract.state == "erased":
            raise CannotDecide(f"{extract_id} is gone ({extract.state_because}).")
        if extract.state == "withdrawn":
            raise CannotDecide(f"{extract_id} is withdrawn already ({extract.state_because}).")
        restores = _standing_again(index, extract) if extract.state in ("counted", "held") else {}
        with index.together():
            if extract.state == "counted":
                _make_later_ones_again(index, extract, counts=False)
            return index.change_extract(extract_id, state="withdrawn", because=why, restores=restores)


def let_in(index: Index, extract_id: str, reason: str, *, wait_seconds: float = 60) -> Extract:
    """Let a held extract count, or a withdrawn one again; it replaces what stands for that day.

    Raises  CannotDecide where it counts already or was replaced, or no reason is given.
    """
    _need_reason(reason)
    with index.writing("onroll ingest --accept", wait_seconds=wait_seconds):
        extract = index.extract(extract_id)
        if extract.state not in ("held", "withdrawn"):
            raise CannotDecide(f"{extract_id} is {extract.state} ({extract.state_because}): only what is held or withdrawn can be let in.")
        replaces: tuple[str, ...] = ()
        if register_named(extract.register).kind != "events" and not extract.partial:
            replaces = tuple(
                each.extract_id
                for each in index.extracts()
                if _same_claim(each, extract) and not each.partial and each.extract_id != extract_id and each.state in ("counted", "held")
            )
        with index.together():
            _make_later_ones_again(index, extract, counts=True)
            return index.change_extract(extract_id, state="counted", because=f"let in: {reason}", supersedes=replaces)


def release(index: Index, extract_id: str, lines: Collection[int], why: str, *, wait_seconds: float = 60) -> Extract:
    """Let rows out of quarantine by hand; return the new version of the extract, which replaces the old one.

    What could not be read stays empty in the record, and the problem stays in the report, as a warning.

    Raises  CannotDecide where a line is not in quarantine, or the row does not have the shape of its table.
    """
    _need_reason(why)
    with index.writing("onroll release", wait_seconds=wait_seconds):
        extract = index.extract(extract_id)
        if extract.state not in ("counted", "held"):
            raise CannotDecide(f"{extract_id} is {extract.state} ({extract.state_because}): a row is let out of what stands.")
        _need_releasable(extract, lines)
        released = {int(line): reason for line, reason in manifest_of(extract)["released"].items()} | dict.fromkeys(lines, why)
        because = f"{plural(len(set(lines)), 'row')} let out of quarantine: {why}"
        made = _new_version(index, extract, released, because=because, counting=_counting(index))
        left = {line: reason for line, reason in extract.rejected.items() if line not in released}
        return index.change_extract(made.extract_id, state=made.state, because=made.state_because, rejects=left) if left else made


def release_group(
    index: Index, extract_id: str, group: str, why: str, *, hidden: Collection[int] = (), wait_seconds: float = 60
) -> tuple[Extract, int]:
    """Let all rows that were set aside for one reason out of quarantine; return the extract's new version, and how many they were.

    Rows that failed another such check too stay where they are.

    Raises  CannotDecide where there is no such group, or none of its rows can be let out.
    """
    _need_reason(why)
    with index.writing("onroll release", wait_seconds=wait_seconds):
        found = _group(index.extract(extract_id), group, hidden)
        if not found.to_release:
            raise CannotDecide(
                f"No row of {group} can be let out: each failed another check too, or does not have one cell for each heading."
            )
        return release(index, extract_id, found.to_release, why), len(found.to_release)


def reject_group(
    index: Index, extract_id: str, group: str, why: str, *, hidden: Collection[int] = (), wait_seconds: float = 60
) -> tuple[Extract, int]:
    """Decide that all rows that were set aside for one reason stay there; return the extract, and how many they were.

    They are kept, and are not asked about again; whoever releases one later may.

    Raises  CannotDecide where there is no such group, or all of it is decided.
    """
    _need_reason(why)
    with index.writing("onroll quarantine", wait_seconds=wait_seconds):
        extract = index.extract(extract_id)
        if extract.state not in ("counted", "held"):
            raise CannotDecide(f"{extract_id} is {extract.state} ({extract.state_because}): its rows are not decided about.")
        found = _group(extract, group, hidden)
        lines = [line for line in found.lines if line not in found.rejected]
        if not lines:
            raise CannotDecide(f"All rows of {group} are rejected already ({next(iter(found.rejected.values()))}).")
        decided = index.change_extract(extract_id, state=extract.state, because=extract.state_because, rejects=dict.fromkeys(lines, why))
        return decided, len(lines)


def _group(extract: Extract, name: str, hidden: Collection[int]) -> QuarantineGroup:
    groups = groups_of(extract, hidden=hidden)
    for each in groups:
        if each.name == name:
            return each
    there = f"There are: {', '.join(each.name for each in groups)}." if groups else "None of its rows is in quarantine."
    raise CannotDecide(f"{extract.extract_id} has no rows in quarantine under {name!r}. {there}")


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise CannotDecide("A reason is needed: it is kept with the extract.")


def _need_releasable(extract: Extract, lines: Collection[int]) -> None:
    table = pq.read_table(extract.quarantine_path, columns=["line"])
    missing = sorted(set(lines) - set(table["line"].to_pylist()))
    if missing or not lines:
        raise CannotDecide(f"Line {missing[0] if missing else 'none'} is not in the quarantine of {extract.extract_id}.")
    problems = pq.read_table(extract.problems_path, columns=["line", "check_id"])
    broken = set(problems.filter(pc.equal(problems["check_id"], "104"))["line"].to_pylist())
    if broken & set(lines):
        raise CannotDecide(f"Line {min(broken & set(lines))} does not have one cell for each heading: what it says is not known.")


def _same_claim(one: Extract, other: Extract) -> bool:
    return (one.register, one.supplier, one.as_at) == (other.register, other.supplier, other.as_at)


def _counting(index: Index) -> set[str]:
    return {each.extract_id for each in index.extracts() if each.state == "counted"}


def _standing_again(index: Index, withdrawn: Extract) -> dict[str, ExtractState]:
    """Return what the extract had replaced, and what stands again without it: the last correct delivery of that day.

    A version of the same file (a row let out) is the same wrong delivery, and one withdrawn itself stays so: what they
    had replaced is looked at instead.
    """
    extracts = {each.extract_id: each for each in index.extracts()}
    replaced: dict[str, list[str]] = {}
    before: dict[str, ExtractState] = {}
    states: dict[str, ExtractState] = {}
    for event in index.ledger():
        for other in event.get("supersedes", ()):
            replaced.setdefault(event["extract"], []).append(other)
            if states[other] != "superseded":
                before[other] = states[other]
            states[other] = "superseded"
        states[event["extract"]] = event["state"]
        states.update(event.get("restores", {}))
    standing: dict[str, ExtractState] = {}
    seen: set[str] = set()
    open_ids = [withdrawn.extract_id]
    while open_ids:
        for other in replaced.get(open_ids.pop(), []):
            if other in seen:
                continue
            seen.add(other)
            if extracts[other].state == "superseded" and extracts[other].content_hash != withdrawn.content_hash:
                standing[other] = before[other]
            elif extracts[other].state in ("superseded", "withdrawn"):
                open_ids.append(other)
    counted = [each for each in standing if standing[each] == "counted"]
    newest = max(counted, key=lambda each: extracts[each].number, default=None)
    return {each: state for each, state in standing.items() if state != "counted" or each == newest}


def _make_later_ones_again(index: Index, changed: Extract, *, counts: bool) -> None:
    """Events: what a later file repeated of this one counts there where this one does not, and the reverse."""
    if register_named(changed.register).kind != "events":
        return
    for later in index.extracts():
        after = number_of_first_version(later) > number_of_first_version(changed)
        if not (_same_claim(later, changed) and later.state == "counted" and after) or later.content_hash == changed.content_hash:
            continue
        counting = _counting(index) | {changed.extract_id} if counts else _counting(index) - {changed.extract_id}
        manifest = manifest_of(later)
        if counts or changed.extract_id in manifest["repeats"]:
            released = {int(line): reason for line, reason in manifest["released"].items()}
            because = f"made again: {changed.extract_id} {'counts again' if counts else 'is withdrawn'}"
            _new_version(index, later, released, because=because, counting=counting)


def _new_version(index: Index, extract: Extract, released: Mapping[int, str], *, because: str, counting: Collection[str]) -> Extract:
    """Make an extract again from its rows as sent, and put it in the old one's place, in its state."""
    manifest = manifest_of(extract)
    folder = index.building_folder("version")
    try:
        (folder / "received").mkdir()
        source = extract.source_path
        if source is None:
            raise CannotDecide(f"The file of {extract.extract_id} as received is gone. Restore a backup first.")
        received = Received(
            path=folder / "received" / source.name,
            content_hash=extract.content_hash,
            format=manifest["format"],
            given_as=Path(extract.file_name),
        )
        _link_or_copy(source, received.path)
        _link_or_copy(extract.rows_path, folder / "rows.parquet")
        claim = Claim(register=register_named(extract.register), supplier=extract.supplier, as_at=extract.as_at)
        prepared = prepare(
            index,
            folder,
            claim,
            received,
            ReadFile.from_json(manifest["read"]),
            extracts=index.extracts(),
            number=index.next_extract_number(),
            allow_empty=True,
            released=released,
            first_number=manifest["first_number"],
            counting=counting,
        )
        prepared.version_of = extract
        report = publish(index, prepared, Path(extract.file_name), because=because)
    except CannotTakeIn as refusal:
        raise CannotDecide(str(refusal)) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return index.extract(report.extract_id or "")


def _link_or_copy(source: Path, target: Path) -> None:
    """Have the same bytes under another name: a file of an extract is never written to again."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
