"""The same tests of actions on a real PostgreSQL; and two officers who write at the very same moment, on both databases."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.casebook_file import put_casebook_into
from support.postgres import postgres_address
from support.processes import PATHS

TESTS = Path(__file__).parents[1]

_PREPARE = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.the_index import the_index
from support.people import make_people
make_people()
take_in_findings(the_index().current_run())
"""
_OFFICER = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from onroll.casework import clock
from onroll.casework.actions import assigning, contacts, transfers
from onroll.casework.actions.case_book import CaseHasChanged
from onroll.casework.models import Case
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from support.case_people import own_case, viewer
name, by, case = sys.argv[2], viewer(sys.argv[2]), own_case()
kept = 0
for number in range(15):
    contacts.write_note(case.pk, by=by, text=f"{name} {number}")
    seen = Case.objects.get(pk=case.pk).version
    try:
        assigning.set_next_step(case.pk, by=by, because="", action=f"{name} {number}", due_on=clock.today(), seen_version=seen)
        kept += 1
    except CaseHasChanged:
        pass
print(kept)
"""
_CHECK = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from django.db import connection
from onroll.accounts.audit import verify_chain
from onroll.accounts.models import Event
from onroll.casework.models import Case, CaseChange, Note
from support.case_people import own_case
case = own_case()
changes = CaseChange.objects.filter(case=case, version__gt=1)
print(connection.vendor, Note.objects.count(), case.version - 1, changes.count(), changes.filter(kind="case.next_step_set").count(),
      Event.objects.filter(kind="case.next_step_set").count(), verify_chain())
"""


def two_at_once(home: Path, environment: dict[str, str]) -> tuple[list[int], list[str]]:
    from support.made_up_run import write_made_up_run

    write_made_up_run(put_casebook_into(home), children=40)
    environment = {**environment, "PYTHONPATH": PATHS, "ONROLL_HOME": str(home)}

    def python(script: str, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", script, str(home), *words], env=environment, stdout=subprocess.PIPE, text=True)

    preparing = python(_PREPARE)
    preparing.communicate(timeout=60)
    assert preparing.returncode == 0
    officers = [python(_OFFICER, name) for name in ("officer", "manager")]
    said = [officer.communicate(timeout=90)[0].strip() for officer in officers]
    return [int(each) for each in said], python(_CHECK).communicate(timeout=60)[0].split()


def assert_nothing_lost(kept: list[int], found: list[str], vendor: str) -> None:
    """Each note is there; each next step that was said to be kept is there; each change has its version and its event."""
    steps = sum(kept)
    assert found == [vendor, "30", str(30 + steps), str(30 + steps), str(steps), str(steps), "None"] and steps >= 1


def test_two_officers_at_the_same_moment_lose_nothing(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    assert_nothing_lost(*two_at_once(tmp_path, environment), "sqlite")


def test_two_officers_at_the_same_moment_lose_nothing_in_postgresql(tmp_path: Path) -> None:
    with postgres_address() as address:
        assert_nothing_lost(*two_at_once(tmp_path, {**os.environ, "DATABASE_URL": address}), "postgresql")


WORK = ["test_case_actions.py", "test_query_budget.py", "test_random_walks.py", "test_take_in_findings.py"]
WORK += ["test_letters.py", "test_attendance_orders.py", "test_plans_and_endings.py"]
WORK += ["test_enquiries_by_the_hundred.py", "test_attachments.py", "test_broadcasts.py", "test_prepared.py"]
WORK += ["test_shared_work.py"]
SIGNALS_AND_LINKS = ["test_link_review.py", "test_leads.py", "test_joined_cases.py", "test_observe_returns.py", "test_own_list.py"]
SIGNALS_AND_LINKS += ["test_reasons.py", "test_referrals.py", "test_school_returns.py", "test_triage_facts.py", "test_messages.py"]
SIGNALS_AND_LINKS += ["test_eighteen_checks.py", "test_replies_through_the_front.py", "test_local_calendars.py", "test_find.py"]
SIGNALS_AND_LINKS += ["test_uploads.py"]
TRUST = ["test_reading_alerts.py", "test_family_requests.py", "test_not_in_school.py", "test_papers.py", "test_retention.py"]


@pytest.mark.long
@pytest.mark.parametrize("modules", [WORK, SIGNALS_AND_LINKS, TRUST], ids=["work", "signals and links", "trust"])
def test_the_tests_of_casework_pass_on_postgresql_too(modules: list[str]) -> None:
    with postgres_address() as address:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        said = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                "-m",
                "not long",
                *(f"tests/casework/{each}" for each in modules),
            ],
            cwd=TESTS.parent,
            env={**environment, "DATABASE_URL": address},
            capture_output=True,
            text=True,
            timeout=400,
        )
        assert said.returncode == 0, said.stdout[-3000:]
