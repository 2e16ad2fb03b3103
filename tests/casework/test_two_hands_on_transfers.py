"""Two authorities that answer the same offer at the very same moment, on both databases: one hand counts, one authority is responsible."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.casebook_file import put_casebook_into
from support.postgres import postgres_address
from support.processes import PATHS

_READY = """
import sys
from pathlib import Path
from onroll.config.serve import set_up
set_up(Path(sys.argv[1]))
from datetime import timedelta
from onroll.accounts.models import Organisation
from onroll.casework import clock
from onroll.casework.actions import transfers
from onroll.casework.models import Case, TransferAct
from onroll.casework.queries.reading import CannotSee
from onroll.casework.refusals import CannotDoNow
from support.case_people import viewer
"""
_PREPARE = """
from onroll.casework.actions.take_in_findings import take_in_findings
from onroll.casework.the_index import the_index
from support.people import make_people
make_people()
Organisation.objects.create(kind="authority", code="303", name="Northport", authority_code="303")
take_in_findings(the_index().current_run())
real = clock.now
clock.now = lambda: real() - timedelta(days=14)
for case in Case.objects.filter(authority="301", shielded=False).order_by("id"):
    transfers.act_on_transfer(case.pk, "offer", by=viewer("officer"), because="They moved.", to="303")
"""
_PREPARE_SHARING = (
    _PREPARE.replace('to="303"', 'to="302"')
    + """
from onroll.core.splits import Piece, Terms
soon, review = clock.today() + timedelta(days=3), clock.today() + timedelta(days=28)
pieces = (Piece("301", "task", "Ask the last school", soon), Piece("302", "visit", "Call at the aunt's flat", soon))
for case in Case.objects.filter(authority="301", shielded=False).order_by("id"):
    terms = Terms("302", "302", review, pieces)
    transfers.act_on_transfer(case.pk, "split", by=viewer("officer-302"), because="The aunt is ours.", offer=1, terms=terms)
"""
)
_HAND = """
kept, proposal = [], int(sys.argv[3] == "agree")
for case_id in Case.objects.filter(child_id__startswith="c", shielded=False).order_by("id").values_list("pk", flat=True):
    try:
        transfers.act_on_transfer(case_id, sys.argv[3], by=viewer(sys.argv[2]), because="Ours.", offer=1, proposal=proposal)
        kept.append(case_id)
    except (CannotDoNow, CannotSee):
        pass
import json
print(json.dumps(kept))
"""
_CHECK = """
import json
from onroll.casework.case_facts import relay_of
from onroll.core.transfers import gaps_in
from onroll.accounts.audit import verify_chain
said = {}
for case in Case.objects.filter(shielded=False):
    acts = list(TransferAct.objects.filter(case=case).order_by("id"))
    relay, void = relay_of(case, acts)
    assert gaps_in(relay.legs) == () and not void, case.pk
    assert relay.responsible == case.authority, (case.pk, relay.responsible, case.authority)
    assert (relay.offer.to if relay.offer else "") == case.offered_to
    said[case.pk] = [act.verb for act in acts]
assert verify_chain() is None
print(json.dumps(said))
"""


def hands_at_once(
    home: Path, environment: dict[str, str], hands: list[tuple[str, str]], prepare: str = _PREPARE
) -> tuple[list[list[int]], dict[str, list[str]]]:
    from support.made_up_run import write_made_up_run

    write_made_up_run(put_casebook_into(home), children=120)
    environment = {**environment, "PYTHONPATH": PATHS, "ONROLL_HOME": str(home)}

    def python(script: str, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", _READY + script, str(home), *words], env=environment, stdout=subprocess.PIPE, text=True
        )

    preparing = python(prepare)
    preparing.communicate(timeout=90)
    assert preparing.returncode == 0
    at_work = [python(_HAND, who, verb) for who, verb in hands]
    kept = [json.loads(each.communicate(timeout=120)[0]) for each in at_work]
    checking = python(_CHECK)
    said = json.loads(checking.communicate(timeout=60)[0])
    assert checking.returncode == 0
    return kept, said


def assert_one_hand_each(kept: list[list[int]], said: dict[str, list[str]], before: tuple[str, ...] = ("offer",)) -> None:
    """Of every offer one hand counted, the other was refused and left no act behind."""
    everything = sorted(number for each in kept for number in each)
    assert everything == sorted(int(number) for number in said) and len(everything) == len(set(everything)) == 6
    assert all(tuple(acts[:-1]) == before for acts in said.values()), said


HANDS = [("officer-302", "claim"), ("officer", "withdraw")]


@pytest.mark.long
def test_a_claim_and_a_withdrawal_at_once_leave_one_responsible_authority(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    assert_one_hand_each(*hands_at_once(tmp_path, environment, HANDS))


@pytest.mark.long
def test_a_claim_and_a_withdrawal_at_once_leave_one_responsible_authority_in_postgresql(tmp_path: Path) -> None:
    with postgres_address() as address:
        assert_one_hand_each(*hands_at_once(tmp_path, {**os.environ, "DATABASE_URL": address}, HANDS))


SHARING_HANDS = [("officer", "agree"), ("officer-302", "accept")]
PROPOSED = ("offer", "split")


@pytest.mark.long
def test_agreeing_to_share_and_accepting_whole_at_once_leave_one_responsible_authority(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    assert_one_hand_each(*hands_at_once(tmp_path, environment, SHARING_HANDS, _PREPARE_SHARING), PROPOSED)


@pytest.mark.long
def test_agreeing_to_share_and_accepting_whole_at_once_leave_one_responsible_authority_in_postgresql(tmp_path: Path) -> None:
    with postgres_address() as address:
        environment = {**os.environ, "DATABASE_URL": address}
        assert_one_hand_each(*hands_at_once(tmp_path, environment, SHARING_HANDS, _PREPARE_SHARING), PROPOSED)
