"""A filled casebook is taken back step by step and forward again: what the older tables hold is the same, on SQLite and PostgreSQL."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from support.casebook_file import put_casebook_into
from support.postgres import postgres_address

FILL = """
import sys
from datetime import date, timedelta
from pathlib import Path
sys.path[:0] = [sys.argv[2]]
from onroll.config.serve import set_up
home = Path(sys.argv[1])
set_up(home)
from support.made_up_run import write_made_up_run
from onroll.accounts.models import Organisation
from onroll.casework.actions.machine_tokens import give_token
from onroll.casework.actions.pupil_returns import PupilNotice, send_notice
from onroll.casework.actions.school_returns import Pupil
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.models import Case
from onroll.casework.viewers import Viewer
school = Organisation.objects.create(kind="school", code="100001", name="A School", authority_code="301")
of = {"full_name": "", "organisation_name": ""}
boss = Viewer(username="b", role="administrator", organisation_kind="national", organisation_code="DFE", authority="", **of)
until = date.today() + timedelta(days=9)
give_token(by=boss, organisation_id=school.pk, role="school", name="S", scopes=["returns"], purpose="cme_enquiry", expires_on=until)
by = Viewer(username="s", role="school", organisation_kind="school", organisation_code="100001", authority="301", **of)
pupil = Pupil(surname="Thistle", forename="Piran", date_of_birth=date(2014, 2, 17), address_line_1="1 Road", postcode="ZZ1 1ZZ")
notice = PupilNotice(kind="attendance", day=date.today() - timedelta(days=30), days_missed=12, whereabouts_known=False)
send_notice(by=by, pupil=pupil, notice=notice)
take_in_findings(write_made_up_run(home, children=400))
assert Case.objects.count() > 5
"""

WALK = """
import json, sys
from pathlib import Path
import os
os.environ["ONROLL_HOME"] = sys.argv[1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onroll.config.settings")
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

def rows():
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if not table.startswith(("accounts_", "casework_")):
                continue
            columns = sorted(column.name for column in connection.introspection.get_table_description(cursor, table))
            cursor.execute(f"SELECT {', '.join(connection.ops.quote_name(name) for name in columns)} FROM {table}")
            found[table] = [dict(zip(columns, map(str, row))) for row in cursor.fetchall()]
    return found

def differences(before, after):
    said = []
    for table in before.keys() & after.keys():
        if not before[table] and not after[table]:
            continue
        one, other = ({name for row in each[table][:1] for name in row} for each in (before, after))
        shared = one & other
        kept = [sorted(json.dumps({name: row[name] for name in sorted(shared)}) for row in each[table]) for each in (before, after)]
        if kept[0] != kept[1]:
            said.append(table)
    return sorted(said)

steps = sorted(name for app, name in MigrationLoader(connection).disk_migrations if app == "casework")
whole, told = rows(), {"filled": {table: len(each) for table, each in rows().items() if each}, "steps": [], "differ": []}
for name in reversed(steps[:-1]):
    if name < sys.argv[2]:
        break
    call_command("migrate", "casework", name, interactive=False, verbosity=0)
    then = rows()
    told["steps"].append(name)
    told["differ"] += [[name, "back", table] for table in differences(whole, then)]
call_command("migrate", interactive=False, verbosity=0)
now = rows()
told["differ"] += [["newest", "forward", table] for table in differences(then, now)]
told["tables"] = sorted(now) == sorted(whole)
Path(sys.argv[3]).write_text(json.dumps(told))
"""


def run_in(home: Path, script: str, *words: str, database: str = "") -> None:
    where = {**os.environ, "ONROLL_HOME": str(home), **({"DATABASE_URL": database} if database else {})}
    subprocess.run([sys.executable, "-c", script, str(home), *words], env=where, check=True)


def walked(home: Path, tmp_path: Path, oldest: str, database: str = "") -> dict[str, Any]:
    run_in(home, FILL, str(Path(__file__).parents[1]), database=database)
    run_in(home, WALK, oldest, str(tmp_path / "told.json"), database=database)
    found: dict[str, Any] = json.loads((tmp_path / "told.json").read_text())
    return found


def assert_nothing_was_lost(told: dict[str, Any]) -> None:
    assert told["differ"] == [] and told["tables"]
    assert len(told["steps"]) > 20 and told["steps"][-1].startswith("0001")
    assert {"accounts_event", "casework_case", "casework_casestate", "casework_pupilreturn", "casework_toldchild"} <= set(told["filled"])


@pytest.mark.long
def test_a_filled_casebook_goes_back_to_its_first_tables_and_forward_again(tmp_path: Path) -> None:
    assert_nothing_was_lost(walked(put_casebook_into(tmp_path / "home"), tmp_path, "0001"))


@pytest.mark.long
def test_a_filled_casebook_goes_back_and_forward_in_postgresql(tmp_path: Path) -> None:
    with postgres_address() as address:
        (tmp_path / "home").mkdir()
        assert_nothing_was_lost(walked(tmp_path / "home", tmp_path, "0001", database=address))


def test_check_says_when_casebook_and_program_do_not_match_and_a_newer_casebook_is_not_opened(tmp_path: Path) -> None:
    home = put_casebook_into(tmp_path / "home")

    def command(*words: str) -> subprocess.CompletedProcess[str]:
        whole = (sys.executable, "-m", "onroll.cli.main", *words, "--home", str(home))
        return subprocess.run(whole, capture_output=True, text=True, env={**os.environ, "ONROLL_HOME": str(home)}, check=False)

    def history(change: str) -> None:
        with closing(sqlite3.connect(home / "casebook.sqlite3")) as casebook:
            casebook.execute(change)
            casebook.commit()

    assert command("check").returncode == 0
    history("INSERT INTO django_migrations (app, name, applied) VALUES ('casework', '9999_of_next_year', '2027-01-01')")
    said = command("check")
    assert said.returncode == 1 and "9999_of_next_year" in said.stdout and "newer Onroll" in said.stdout
    refused = command("verify-audit")
    assert refused.returncode == 1 and "newer Onroll" in refused.stderr and "Traceback" not in refused.stderr
    history("DELETE FROM django_migrations WHERE app = 'casework' AND name IN ('9999_of_next_year', '0030_own_order')")
    said = command("check")
    assert said.returncode == 1 and "older than the program" in said.stdout and "0030_own_order" in said.stdout
