"""`onroll tell` killed while it sends: every change is told, each under one number, however often it came."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from support.casebook_file import put_casebook_into
from support.processes import PATHS

ONROLL = str(Path(sys.executable).with_name("onroll"))
CHANGES = 60
_PREPARE = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from datetime import date, datetime, timedelta, UTC
from onroll.accounts.models import Organisation
from onroll.casework.actions.machine_tokens import admit, give_token
from onroll.casework.actions.webhooks import subscribe
from onroll.casework.models import Case, CaseChange
from support.case_people import viewer
from support.people import make_people
make_people()
today, now = date.today(), datetime.now(UTC)
body = Organisation.objects.get(code="301")
text = give_token(by=viewer("administrator"), organisation_id=body.pk, role="officer", name="S", scopes=["events"], purpose="",
                  expires_on=today + timedelta(days=30))[1]
subscribe(admit(text), sys.argv[2], ["case.opened"])
case = Case.objects.create(child_id="c1", authority="301", queue="q", next_action="Look", due_on=today, opened_on=today)
line = {"version": 1, "at": now, "on": today, "by": "run", "by_name": "Onroll", "words": "w", "kind": "case.opened"}
CaseChange.objects.bulk_create([CaseChange(case=case, **line) for _ in range(int(sys.argv[3]))])
"""
_LATER = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from datetime import datetime, UTC
from onroll.casework.models import WebhookDelivery
WebhookDelivery.objects.filter(state="waiting").update(due_at=datetime.now(UTC))
told = WebhookDelivery.objects.filter(state="delivered").values_list("number", flat=True)
print(" ".join(told))
"""


@pytest.mark.long
def test_killed_while_it_sends_nothing_is_lost_nor_told_under_another_number(tmp_path: Path) -> None:
    home, came = put_casebook_into(tmp_path / "home"), []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(json.loads(self.rfile.read(int(self.headers["content-length"])))["id"])
            time.sleep(0.05)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    environment = {**os.environ, "PYTHONPATH": PATHS, "ONROLL_HOME": str(home), "ONROLL_WEBHOOKS_INSIDE": "true"}

    def python(script: str, *words: str) -> str:
        command = [sys.executable, "-c", script, str(home), *words]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    python(_PREPARE, f"http://127.0.0.1:{server.server_port}/in", str(CHANGES))
    tell, dice, delivered = [ONROLL, "tell", "--home", str(home)], random.Random(5), ""
    for _ in range(5):
        process = subprocess.Popen(tell, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        before, until = len(came), time.monotonic() + 30
        while len(came) == before and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(dice.uniform(0.0, 0.6))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        delivered = python(_LATER)
    subprocess.run(tell, env=environment, check=True, capture_output=True)
    server.shutdown()
    server.server_close()
    delivered = python(_LATER)
    assert len(set(came)) == CHANGES and set(delivered.split()) == set(came)
    assert CHANGES <= len(came) <= CHANGES + 5, "what was on its way when it was killed comes once more"
