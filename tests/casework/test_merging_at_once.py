"""Two officers press Save at the same moment, in threads of one server's kind, on SQLite and on a real PostgreSQL: nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from support.casebook_file import put_casebook_into
from support.made_up_run import write_made_up_run
from support.postgres import postgres_address
from support.processes import PATHS

ROUNDS = 4

_OFFICERS = """
import json, sys, threading
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from django.db import connection, connections
from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework import clock
from onroll.casework.actions import case_moves
from onroll.casework.actions.plans import latest_plan, write_plan
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case, CaseChange
from onroll.casework.the_index import the_index
from support.case_people import own_case, viewer
from support.forms import form_in
from support.people import client_of, make_people

make_people()
take_in_findings(the_index().current_run())
case, by = own_case(), viewer("officer")
case_moves.triage_case(case.pk, by=by, because="-")
case_moves.locate(case.pk, by=by, because="-", place="With an aunt", source="The aunt", since=clock.today())
write_plan(case.pk, by=by, because="-", plan={"lead": "L", "elements": {"childs_account": "At first."}})
address = f"/cases/{case.pk}/do/plan"
FIELDS = {
    "officer": ["lead", "element_academic", "element_childs_account"],
    "manager": ["key_adult", "element_family", "element_childs_account"],
}
ready, wrong, merged = threading.Barrier(2), [], []

def work(name):
    try:
        client = client_of(name)
        for number in range(int(sys.argv[2])):
            seen = form_in(client.get(address).content.decode())
            for field in FIELDS[name]:
                seen[field] += f" {name} {number}"
            ready.wait(timeout=60)
            answer = client.post(address, {**seen, "because": f"{name} {number}"})
            while answer.status_code == 409:
                screen = form_in(answer.content.decode())
                collides = screen.get("collides", [])
                names = [collides] if isinstance(collides, str) else collides
                merged.append(name)
                answer = client.post(address, {**screen, **{f"pick_{each}": "both" for each in names}})
            if answer.status_code != 302:
                wrong.append(f"{name} {number}: {answer.status_code}")
            ready.wait(timeout=60)
    except BaseException as error:
        wrong.append(repr(error))
        ready.abort()
    finally:
        connections.close_all()

threads = [threading.Thread(target=work, args=(name,)) for name in FIELDS]
[each.start() for each in threads]
[each.join() for each in threads]
plan = latest_plan(Case.objects.get(pk=case.pk)).plan
said = {f"element_{code}": words for code, words in plan["elements"].items()}
print(json.dumps({
    "vendor": connection.vendor, "wrong": wrong, "merged": len(merged), "chain": verify_chain(),
    "plan": {"lead": plan["lead"], "key_adult": plan["key_adult"], **said},
    "because": list(CaseChange.objects.filter(case=case, kind="case.plan_changed").values_list("because", flat=True)),
    "events": Event.objects.filter(kind="case.plan_changed").count(),
}))
"""


def two_officers(home: Path, environment: dict[str, str]) -> dict[str, Any]:
    write_made_up_run(put_casebook_into(home), children=40)
    environment = {**environment, "PYTHONPATH": PATHS, "ONROLL_HOME": str(home)}
    said = subprocess.run(
        [sys.executable, "-c", _OFFICERS, str(home), str(ROUNDS)], env=environment, capture_output=True, text=True, timeout=120
    )
    assert said.returncode == 0, said.stderr[-3000:]
    found: dict[str, Any] = json.loads(said.stdout.strip().splitlines()[-1])
    return found


def assert_every_word_is_there(found: dict[str, Any], vendor: str) -> None:
    assert found["vendor"] == vendor and found["wrong"] == [] and found["chain"] is None
    assert found["merged"] >= ROUNDS, "in each round one of the two came second and was shown the merge screen"
    fields = {"officer": ["lead", "element_academic", "element_childs_account"], "manager": ["key_adult", "element_family"]}
    fields["manager"].append("element_childs_account")
    for name, changed in fields.items():
        for number in range(ROUNDS):
            for field in changed:
                assert f"{name} {number}" in found["plan"][field], (name, number, field)
    assert sorted(found["because"]) == sorted(f"{name} {number}" for name in fields for number in range(ROUNDS))
    assert found["events"] == 2 * ROUNDS


def test_two_officers_edit_three_fields_each_at_the_same_moment(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    assert_every_word_is_there(two_officers(tmp_path, environment), "sqlite")


def test_two_officers_edit_three_fields_each_at_the_same_moment_in_postgresql(tmp_path: Path) -> None:
    with postgres_address() as address:
        assert_every_word_is_there(two_officers(tmp_path, {**os.environ, "DATABASE_URL": address}), "postgresql")
