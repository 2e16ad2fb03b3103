"""An officer asks a service for a child's NHS number and checks it, in a browser: accessible wide, and read narrow without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onroll.pipeline.run_queries import RunTables
from support.browser import Server, running_server
from support.demographics import Patient, StandIn, demographics
from support.made_up_run import write_made_up_run

CHILD = "c000020"
PAGE = f"/children/{CHILD}/nhs-number"
A, B = "9990900019", "9990900027"


@pytest.fixture(scope="module")
def service() -> Iterator[StandIn]:
    with demographics() as here:
        yield here


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, service: StandIn) -> Iterator[Server]:
    """A server that asks a demographic service beside the test."""
    home = tmp_path_factory.mktemp("served")
    child = RunTables(write_made_up_run(home, children=400)).child(CHILD)
    assert child
    service.patients = [Patient(number=A, family=child.surname or "", given=child.forename or "", born=str(child.date_of_birth))]
    settings = home / "onroll.toml"
    settings.write_text(f'[demographic_service]\nname = "A service"\naddress = "{service.address}"\nseconds = 5\n')
    settings.chmod(0o600)
    with running_server(home) as running:
        yield running


@pytest.mark.long
def test_a_number_is_asked_for_checked_and_replaced(
    person: Callable[..., Any], accessible: Callable[[Any], None], service: StandIn
) -> None:
    for javascript, width in ((True, 1280), (False, 320)):
        officer = person("officer-301", purpose="cme_enquiry", javascript=javascript, width=width)
        officer.goto(PAGE)
        if javascript:
            accessible(officer)
            officer.locator("button[value=ask]").click()
            assert A in officer.inner_text("main") and len(service.asked) == 1
            accessible(officer)
            service.superseded, service.patients[0].number = {A: B}, B
            officer.locator("button[value=check]").click()
            assert f"Replaced by another number: {B}" in officer.inner_text("main")
            accessible(officer)
            officer.locator("button[value=say]").click()
            assert "There is a problem" in officer.inner_text("main")
            accessible(officer)
        else:
            assert f"Replaced by another number: {B}" in officer.inner_text("main")
