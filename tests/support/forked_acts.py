"""The program's own acts over a real home, each in a process of its own, which a test may kill: a server has all loaded, and forks.

The server never works itself: no database is open in it and no engine runs, so that what is forked off starts clean.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from support.processes import PATHS

REVIEWERS = ("reviewer-1", "reviewer-2")
NAMED_TEAM = "shielded-team"


class Failed(Exception):
    """An act ended otherwise than it should; what it said stands in the sentence."""


class Acts:
    """Where acts are asked for.

    Shape  killed: how many acts were really ended in their midst."""

    def __init__(self, home: Path) -> None:
        self.answer = home / "answer.json"
        self.killed, self.took = 0, 0.0
        self._server = subprocess.Popen(
            [sys.executable, "-m", "support.forked_acts", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": PATHS},
        )

    def do(self, act: str, *, kill_after: float | None = None, **said: Any) -> Any:
        """Have an act done and return its answer; nothing where it was killed before it ended. Units  seconds."""
        assert self._server.stdin and self._server.stdout
        self.answer.unlink(missing_ok=True)
        started = time.monotonic()
        self._server.stdin.write(json.dumps({"act": act, **said}, default=str) + "\n")
        self._server.stdin.flush()
        process = int(self._server.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):  # nobody has waited for it yet, so the number is still its own
                os.kill(process, signal.SIGKILL)
        self._server.stdin.write("go on\n")
        self._server.stdin.flush()
        status = int(self._server.stdout.readline())
        if status == signal.SIGKILL:
            self.killed += 1
            return None
        self.took = time.monotonic() - started
        answer = json.loads(self.answer.read_text()) if self.answer.exists() else {"failed": f"ended with {status}"}
        if isinstance(answer, dict) and "failed" in answer:
            raise Failed(answer["failed"])
        return answer

    def close(self) -> None:
        """End the server."""
        assert self._server.stdin and self._server.stdout
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()


@contextlib.contextmanager
def acts_in(home: Path) -> Iterator[Acts]:
    """Lend a server of acts for a home that has a casebook."""
    acts = Acts(home)
    try:
        acts.do("people")
        yield acts
    finally:
        acts.close()


# -- in the server -----------------------------------------------------------------------------------------------------


def _serve(home: Path) -> None:
    _load(home)
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            _act(home, **json.loads(line))
        print(process, flush=True)
        sys.stdin.readline()
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) * -1, flush=True)


def _load(home: Path) -> None:
    """Import what the acts need, and set Django up; nothing is opened."""
    os.environ["ONROLL_HOME"] = str(home.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "onroll.config.settings"
    import django

    django.setup()
    for name in ("run", "ingest", "withdraw"):
        importlib.import_module(f"onroll.cli.commands.{name}")
    for name in ("accounts.table_state", "casework.bridge", "casework.actions.link_review", "casework.actions.sealed_list"):
        importlib.import_module(f"onroll.{name}")
    for app in ("accounts", "casework"):
        migrations = importlib.import_module(f"onroll.{app}.migrations")
        for found in pkgutil.iter_modules(migrations.__path__):
            importlib.import_module(f"onroll.{app}.migrations.{found.name}")
    importlib.import_module("scipy.stats")


def _act(home: Path, act: str, **said: Any) -> None:
    """Do one act in this process, write its answer, and end."""
    try:
        answer = getattr(_Doing(home), act)(**said)
        code = 0
    except BaseException:
        answer, code = {"failed": traceback.format_exc()[-3000:]}, 1
    beside = home / "answer.new"
    beside.write_text(json.dumps(answer, default=str))
    beside.replace(home / "answer.json")
    os._exit(code)


class _Doing:
    """Each act by its name: the commands as typed, and what the pages call."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def people(self) -> None:
        from onroll.accounts.models import Organisation, User
        from support.people import make_people

        make_people()
        nation = Organisation.objects.get(code="ENG")
        for name in REVIEWERS:
            User.objects.create(username=name, full_name=f"Test {name}", role="link_reviewer", organisation=nation, password="!")

    def command(self, words: list[str], accept: str = "") -> None:
        """Type a command. Shape  accept: exit status 1 is as it should be."""
        from onroll.cli.main import program

        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            program(words[0])([*words, "--home", str(self.home)], standalone_mode=False)

    def decide(self, a: str, b: str, verdict: str) -> dict[str, Any]:
        from onroll.casework.actions.link_review import decide_pair

        return self._row(decide_pair(a, b, by=self._viewer(REVIEWERS[0]), purpose=self._purpose, verdict=verdict))

    def split(self, child: str, keys: list[int]) -> dict[str, Any]:
        from onroll.casework.actions.link_review import split_child

        return self._row(split_child(child, keys, by=self._viewer(REVIEWERS[0]), purpose=self._purpose, because="Two children."))

    def undo(self, number: int) -> dict[str, Any]:
        from onroll.casework.actions.link_review import undo_decision

        return self._row(undo_decision(number, by=self._viewer(REVIEWERS[0]), purpose=self._purpose, because="It was a slip."))

    def second(self, number: int, verdict: str) -> dict[str, Any]:
        from onroll.casework.actions.link_review import second_opinion

        by = self._viewer(REVIEWERS[1])
        return self._row(second_opinion(number, by=by, purpose=self._purpose, verdict=verdict, because="I looked at it too."))

    def seal(self, former: str, present: str, ended_on: str | None) -> int:
        from onroll.casework.actions.sealed_list import seal_pair

        ended = {"ended_on": date.fromisoformat(ended_on), "word_of": "J. Doe, Eastshire"} if ended_on else {}
        said = {"kind": "adoption", "reference": "AD 1/2026", "because": "A court order.", **ended}
        by = self._viewer(NAMED_TEAM)
        return int(seal_pair(by=by, purpose=self._purpose, former=former, present=present, **said)[0].pk)

    def lift(self, number: int) -> int:
        from onroll.casework.actions.sealed_list import lift_entry

        return int(lift_entry(number, by=self._viewer(NAMED_TEAM), purpose=self._purpose, because="It was set aside.").pk)

    def relink(self, into: str) -> None:
        """Link everything at once beside the present run, by the same decisions."""
        from onroll.casework.bridge import decided
        from onroll.pipeline.children import link_records
        from onroll.pipeline.index import Index

        index = Index(self.home)
        run, said = index.current_run(), decided()
        assert run is not None
        extracts = index.counted_extracts(run.on)
        Path(into).mkdir()
        link_records(
            index, extracts, Path(into), previous=run, decisions=said.links, sealed=said.sealed, labels=said.labels, on=run.on, whole=True
        )

    def casebook(self) -> dict[str, Any]:
        """Return what the casebook holds of decisions, entries and cases."""
        from onroll.casework.models import Case, PairDecision, SealedRow

        fields = ("id", "child_id", "home_child_id", "joined_into_id", "closed_on", "outcome")
        return {
            "decisions": [self._row(row) for row in PairDecision.objects.order_by("id")],
            "sealed": list(SealedRow.objects.filter(lifts=None).values_list("id", flat=True)),
            "lifted": list(SealedRow.objects.exclude(lifts=None).values_list("lifts_id", flat=True)),
            "cases": list(Case.objects.order_by("id").values(*fields)),
        }

    def _row(self, row: Any) -> dict[str, Any]:
        names = ("id", "kind", "verdict", "child_a", "child_b", "left_keys", "right_keys", "needs_second", "second_of_id", "undoes_id")
        return {name: getattr(row, name) for name in names}

    def _viewer(self, name: str) -> Any:
        from onroll.accounts.models import User
        from onroll.casework.viewers import viewer_of

        return viewer_of(User.objects.get(username=name))

    @property
    def _purpose(self) -> Any:
        from onroll.casework.purposes import PURPOSES

        return next(purpose for purpose in PURPOSES if purpose.code == "data_quality")


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
