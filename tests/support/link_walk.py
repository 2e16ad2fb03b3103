"""A random walk over links with the program itself: files taken in, decisions, nights and kills; looked through after each night."""

from __future__ import annotations

import random
import shutil
import statistics
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from onroll.core.children import ChildIdRow, successor_of
from onroll.pipeline.index import RECORD_KEY_STRIDE, Extract, Index, Run
from onroll.pipeline.index_check import faults_of
from onroll.pipeline.links.home_records import read_history
from support.forked_acts import Acts, Failed
from support.walked_town import START, SUPPLIERS, Row, Sealed, Walked, first_rows, marks_of, row_of, write_file

PERSONS = 9
MOST_PERSONS = 14
LISTS_LAG = timedelta(days=92)


class Walk:
    """One town, one home. Shape  done: how often each kind of step was made; kills: the share of acts that are killed in their midst."""

    def __init__(self, home: Path, acts: Acts, *, seed: int, kills: float) -> None:
        self.home, self.acts, self.kills = home, acts, kills
        self.dice = random.Random(seed)
        self.town = Walked()
        self.index = Index(home)
        self.persons = list(range(PERSONS))
        self.day = START
        self.done: Counter[str] = Counter()
        self.seconds: dict[str, list[float]] = defaultdict(lambda: [0.5])
        self.sent = 0
        self.before: dict[str, frozenset[int]] = {}
        self.history: dict[str, ChildIdRow] = {}
        self.children: dict[int, str] = {}
        for register, supplier in SUPPLIERS:
            self.send(register, supplier, self.day, first_rows(self.dice, register, supplier, self.persons))
        self.night()

    # -- acts, some of them killed ------------------------------------------------------------------------------------

    def act(self, name: str, *, done: Any = None, **said: Any) -> Any:
        """Have an act done; one that is killed is asked for again, unless `done` knows that it was done all the same."""
        while self.dice.random() < self.kills:
            longest = 1.2 * statistics.median(self.seconds[name][-9:])
            answer = self.acts.do(name, kill_after=self.dice.uniform(0, longest), **said)
            assert list(faults_of(self.index)) == []
            present = self.index.current_run()
            assert present is None or present.manifest["stage"] == "whole"
            if answer is not None or (done is not None and (answer := done()) is not None):
                return answer
        answer = self.acts.do(name, **said)
        self.seconds[name].append(self.acts.took)
        return answer

    def command(self, *words: str) -> None:
        self.act("command", words=words)

    # -- files ---------------------------------------------------------------------------------------------------------

    def counted(self) -> list[Extract]:
        return [each for each in self.index.extracts() if each.state == "counted"]

    def send(self, register: str, supplier: str, as_at: date, rows: list[Row]) -> None:
        """Send a file as a supplier does; where the gate holds it, a person lets it in."""
        self.sent += 1
        path = self.home / f"sent-{self.sent}.csv"
        write_file(path, register, rows)
        self.town.files[path.name] = rows
        self.take_in(path.name, register, supplier, as_at)

    def take_in(self, name: str, register: str, supplier: str, as_at: date) -> None:
        said = ("--register", register, "--supplier", supplier, "--as-at", str(as_at), "--accept", "I looked at it.")
        self.command("ingest", str(self.home / name), *said)
        for extract in self.index.extracts():
            for key, line in zip(*pq.read_table(extract.records_path, columns=["record_key", "line"]).to_pydict().values(), strict=True):
                assert key == extract.number * RECORD_KEY_STRIDE + line
                self.town.says[key] = self.town.files[extract.file_name][line - 2]

    def rows_now(self, register: str, supplier: str) -> list[Row]:
        """Return what a supplier's newest file that counts says."""
        files = [each for each in self.counted() if (each.register, each.supplier) == (register, supplier)]
        return list(self.town.files[max(files, key=lambda each: (each.as_at, each.number)).file_name]) if files else []

    def altered(self, rows: list[Row], register: str) -> list[Row]:
        """Return rows of which a few say it in another way, are gone, or are new."""
        rows = list(rows)
        for _ in range(self.dice.randint(1, 2)):
            what, place = self.dice.random(), self.dice.randrange(len(rows)) if rows else 0
            if what < 0.45 and rows:
                rows[place] = row_of(rows[place].person, register, self.dice.randrange(4))
            elif what < 0.65 and len(rows) > 2:
                rows.pop(place)
            else:
                if self.dice.random() < 0.3 and len(self.persons) < MOST_PERSONS:
                    self.persons.append(len(self.persons))
                listed = {row.person for row in rows}
                if away := [each for each in self.persons if each not in listed]:
                    rows.append(row_of(self.dice.choice(away), register, self.dice.randrange(4)))
        return rows

    def deliver(self) -> None:
        self.day += timedelta(days=self.dice.randint(1, 20))
        register, supplier = self.dice.choice(SUPPLIERS)
        rows = self.altered(self.rows_now(register, supplier), register)
        if rows:
            self.send(register, supplier, self.day, rows)

    def correct(self) -> None:
        extract = self.dice.choice(self.counted())
        rows = self.altered(self.town.files[extract.file_name], extract.register)
        if rows:
            self.send(extract.register, extract.supplier, extract.as_at, rows)

    def send_again(self) -> None:
        extract = self.dice.choice(self.index.extracts())
        self.take_in(extract.file_name, extract.register, extract.supplier, extract.as_at)

    def withdraw(self) -> None:
        counted = self.counted()
        if len(counted) > 2:
            name = self.dice.choice(counted).extract_id
            while self.index.extract(name).state == "counted":
                try:
                    self.command("withdraw", name, "--why", "It was the wrong file.")
                except Failed as failed:  # killed after it was done, and asked for again
                    assert "withdrawn already" in str(failed)

    # -- decisions -----------------------------------------------------------------------------------------------------

    def decided_since(self, known: int) -> dict[str, Any] | None:
        rows = self.acts.do("casebook")["decisions"]
        return rows[known] if len(rows) > known else None

    def decide(self, name: str, **said: Any) -> dict[str, Any] | None:
        """Have a decision made, and a second person look where one must; return its row where it counts."""
        known = len(self.acts.do("casebook")["decisions"])
        try:
            row = self.act(name, done=lambda: self.decided_since(known), **said)
        except Failed as failed:
            assert "has decided this pair" in str(failed), failed
            return None
        if not row["needs_second"]:
            return dict(row)
        agrees = self.dice.random() < 0.8
        verdict = row["verdict"] if agrees else "unsure"
        self.act("second", done=lambda: self.decided_since(known + 1), number=row["id"], verdict=verdict)
        return dict(row) if agrees else None

    def say_same(self) -> None:
        self.say("same")

    def say_different(self) -> None:
        self.say(self.dice.choice(["different", "twins"]))

    def say(self, verdict: str) -> None:
        children = sorted(set(self.children.values()))
        if len(children) > 1:
            a, b = self.dice.sample(children, 2)
            row = self.decide("decide", a=a, b=b, verdict=verdict)
            if row is not None:
                self.town.words.append(row)

    def split(self) -> None:
        ways: dict[str, set[Any]] = defaultdict(set)
        for key, child_id in self.children.items():
            ways[child_id].add(self.town.says[key].saying)
        several = sorted(child_id for child_id, sayings in ways.items() if len(sayings) > 1)
        if not several:
            return
        child_id = self.dice.choice(several)
        sayings = sorted(ways[child_id])
        going = set(self.dice.sample(sayings, self.dice.randint(1, len(sayings) - 1)))
        keys = [key for key, own in self.children.items() if own == child_id and self.town.says[key].saying in going]
        row = self.decide("split", child=child_id, keys=keys)
        if row is not None:
            self.town.words.append(row)

    def undo(self) -> None:
        """Undo any decision that stands, whatever came after it."""
        standing = self.town.in_force()
        if standing:
            number = self.dice.choice(standing)["id"]
            if self.decide("undo", number=number) is not None:
                self.town.ended.add(number)

    def seal(self) -> None:
        """Seal two children who are one person each, by their numbers or by what they are known by."""
        persons: dict[str, set[int]] = defaultdict(set)
        known: dict[str, set[str]] = defaultdict(set)
        for key, child_id in self.children.items():
            persons[child_id].add(self.town.says[key].person)
            known[child_id] |= marks_of(self.town.says[key].saying)
        alone = sorted(child_id for child_id in persons if len(persons[child_id]) == 1)
        if len(alone) < 2:
            return
        sides = self.dice.sample(alone, 2)
        if persons[sides[0]] == persons[sides[1]]:
            return
        marks = [known[each] for each in sides]
        if all(any(":" in each for each in side) for side in marks) and self.dice.random() < 0.5:
            marks = [{each for each in side if ":" in each} for side in marks]
            sides = [" ".join(sorted(each.split(":")[1] for each in side)) for side in marks]
        ended_on = self.day if self.dice.random() < 0.4 else None
        known_entries = self.acts.do("casebook")["sealed"]
        new = lambda: next((each for each in self.acts.do("casebook")["sealed"] if each not in known_entries), None)  # noqa: E731
        number = self.act("seal", done=new, former=sides[0], present=sides[1], ended_on=ended_on)
        both = marks[0] & marks[1]
        self.town.sealed.append(Sealed(number, frozenset(marks[0] - both), frozenset(marks[1] - both), ended_on))

    def lift(self) -> None:
        if self.town.sealed:
            entry = self.dice.choice(self.town.sealed)
            self.act("lift", done=lambda: entry.number if entry.number in self.acts.do("casebook")["lifted"] else None, number=entry.number)
            self.town.sealed.remove(entry)

    # -- nights --------------------------------------------------------------------------------------------------------

    def night(self) -> None:
        """Walk the line for the next day, and look through all that came of it."""
        self.day += timedelta(days=1)
        self.command("run", "--on", str(self.day))
        run = self.index.current_run()
        assert run is not None and run.on == self.day
        children = child_of(run.folder)
        self.check_children(run.folder, children)
        self.check_ids(run, children)
        self.check_cases(run)
        self.done["linked whole" if "reading what stands" not in run.manifest["counts"]["links"]["seconds"] else "added"] += 1

    def relink(self) -> None:
        """Link everything at once beside the run: the same is true of it, and whoever is the same child has the same id."""
        run = self.index.current_run()
        assert run is not None
        into = self.home / "relinked"
        shutil.rmtree(into, ignore_errors=True)
        if self.children != child_of(run.folder) or self.fresh != self.state():
            return self.night()
        self.acts.do("relink", into=str(into))
        children = child_of(into)
        self.check_children(into, children)
        ids = {own: child_id for child_id, own in records_of(self.children).items()}
        for child_id, own in records_of(children).items():
            assert ids.get(own, child_id) == child_id, f"{ids[own]} would become {child_id}"
        return None

    def check_children(self, folder: Path, children: dict[int, str]) -> None:
        counted = {each.number for each in self.counted() if each.as_at <= self.day}
        expected = {key for key in self.town.says if key // RECORD_KEY_STRIDE in counted}
        assert children.keys() == expected, "records were lost, or count twice"
        faults = list(self.town.faults(children))
        assert not faults, "\n".join([*faults, self.told(folder)])

    def told(self, folder: Path) -> str:
        links = pq.read_table(folder / "links.parquet").to_pylist()
        return "\n".join(" ".join(map(str, link.values())) for link in links if link["pass"] != "exact")

    def check_ids(self, run: Run, children: dict[int, str]) -> None:
        history = read_history(pq.read_table(run.table("child_history")))
        live, now = set(children.values()), records_of(children)
        assert self.history.keys() <= history.keys(), "an id was lost"
        assert live == {child_id for child_id, row in history.items() if row.state == "live"}
        for child_id, row in history.items():
            where, founder = successor_of(child_id, history), self.founder_of(row, children)
            assert (row.state == "gone") == (where not in live), f"{child_id} is {row.state}, and leads to {where}"
            assert row.state != "live" or founder == child_id, f"{child_id} is in use, and its own record is {founder}'s"
            assert not founder or where == founder, f"{child_id} leads to {where}, and its own record is {founder}'s"
        ids = {own: child_id for child_id, own in self.before.items()}
        for child_id, own in now.items():
            assert ids.get(own, child_id) == child_id, f"{ids[own]} became {child_id}, and not one record came or went"
        self.before, self.history, self.children, self.fresh = now, history, children, self.state()

    def founder_of(self, row: ChildIdRow, children: dict[int, str]) -> str | None:
        """Return whose the home record of an id is, or, where it counts no longer, a record that says exactly the same."""
        assert row.home_record is not None
        says = self.town.says[row.home_record].saying
        return children.get(row.home_record) or next((own for key, own in children.items() if self.town.says[key].saying == says), None)

    def state(self) -> tuple[Any, ...]:
        """Return what the links are made from."""
        words = [word["id"] for word in self.town.in_force()]
        return [each.extract_id for each in self.counted()], words, [each.number for each in self.town.sealed]  # type: ignore[return-value]

    def check_cases(self, run: Run) -> None:
        cases = {case["id"]: case for case in self.acts.do("casebook")["cases"]}
        leads = {number: successor_of(case["home_child_id"] or case["child_id"], self.history) for number, case in cases.items()}
        standing = [number for number, case in cases.items() if case["joined_into_id"] is None and case["closed_on"] is None]
        for number in standing:
            assert cases[number]["child_id"] == leads[number], f"case {number} stayed with {cases[number]['child_id']}"
        assert len({leads[number] for number in standing}) == len(standing), "two open cases of one child"
        for number, case in cases.items():
            if case["joined_into_id"] and case["closed_on"] is None:
                assert leads[number] == leads[case["joined_into_id"]], f"case {number} is joined to another child's"
        found = pq.read_table(run.table("findings"), columns=["child_id", "since"]).to_pylist()
        for finding in found:
            assert finding["child_id"] in leads.values(), f"no case of {finding['child_id']}, who is missing"
        self.done["cases open"] = len(standing)
        self.done["most findings"] = max(self.done["most findings"], len(found))
        self.check_ended({row["child_id"]: row["since"] for row in found})

    def check_ended(self, found: dict[str, date | None]) -> None:
        """A former identity is not missing: nobody is found who bears its marks alone."""
        known: dict[str, set[str]] = defaultdict(set)
        for key, child_id in self.children.items():
            known[child_id] |= marks_of(self.town.says[key].saying)
        for entry in self.town.sealed:
            for child_id, marks in known.items():
                if entry.ended_on and marks & entry.former and not marks & entry.present and child_id in found:
                    since = found[child_id]
                    assert since is not None and since > entry.ended_on + LISTS_LAG, f"{child_id} has ended, and is missing since {since}"

    # -- the walk ------------------------------------------------------------------------------------------------------

    def step(self) -> None:
        steps = {
            self.deliver: 20, self.correct: 10, self.send_again: 3, self.withdraw: 6, self.say_same: 17, self.say_different: 6,
            self.split: 12, self.undo: 14, self.seal: 4, self.lift: 2, self.relink: 4, self.night: 4,
        }  # fmt: skip
        chosen = self.dice.choices(list(steps), list(steps.values()))[0]
        self.done[chosen.__name__] += 1
        chosen()
        if chosen not in (self.relink, self.night) and self.dice.random() < 0.7:
            self.night()

    def undo_everything(self) -> None:
        """Undo all that was decided and lift all that was sealed: whoever is one person is one child again."""
        while standing := self.town.in_force():
            number = self.dice.choice(standing)["id"]
            if self.decide("undo", number=number) is not None:
                self.town.ended.add(number)
        while self.town.sealed:
            self.lift()
        self.night()
        children: dict[int, set[str]] = defaultdict(set)
        for key, child_id in self.children.items():
            children[self.town.says[key].person].add(child_id)
        assert all(len(own) == 1 for own in children.values())
        assert len(set.union(*children.values())) == len(children)


def child_of(folder: Path) -> dict[int, str]:
    """Return the child of each record."""
    table = pq.read_table(folder / "children.parquet", columns=["record_key", "child_id"])
    return dict(zip(table["record_key"].to_pylist(), table["child_id"].to_pylist(), strict=True))


def records_of(children: dict[int, str]) -> dict[str, frozenset[int]]:
    """Return the records of each child."""
    found: dict[str, set[int]] = defaultdict(set)
    for key, child_id in children.items():
        found[child_id].add(key)
    return {child_id: frozenset(keys) for child_id, keys in found.items()}
