"""`onroll find`: one child by what is known of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, day, open_index
from onroll.cli.refusals import CannotDo, WrongUsage
from onroll.cli.screen import Screen
from onroll.pipeline.find import Query
from onroll.pipeline.find import find as find_child


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("find")(find)


def find(
    purpose: Annotated[str, typer.Option(help="Why you look: cme_enquiry, safeguarding, … It is recorded.")],
    surname: Annotated[str | None, typer.Option(help="In any spelling; a former or a parent’s surname is found too.")] = None,
    forename: Annotated[str | None, typer.Option(help="In any spelling; short forms are found too.")] = None,
    date_of_birth: Annotated[
        date | None, typer.Option("--date-of-birth", parser=day, metavar="DATE", help="A slip in it is borne.")
    ] = None,
    postcode: Annotated[str | None, typer.Option(help="Of any address that a register knew.")] = None,
    upn: Annotated[str | None, typer.Option(help="The unique pupil number, present or former.")] = None,
    nhs_number: Annotated[str | None, typer.Option("--nhs-number", help="Ten digits.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many to offer at most, the likeliest first.")] = 10,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Find one child by what is known of them, with the loosest search, and say why each is offered."""
    known = [surname, forename, date_of_birth, postcode, upn, nhs_number]
    if not any(known):
        raise WrongUsage("Say at least one thing that is known of the child, such as --surname or --date-of-birth.")
    index = open_index(home)
    run = index.current_run()
    if run is None:
        raise CannotDo("There is no run to search in yet. Make one first: onroll run")
    bridge = open_casebook(home)
    query = Query(surname=surname, forename=forename, date_of_birth=date_of_birth, postcode=postcode, upn=upn, nhs_number=nhs_number)
    hits = bridge.find_for_operator(run, query, purpose=purpose, limit=limit, search=find_child)
    text = "\n".join(f"{hit.child_id}  {hit.probability:.2f}  {'; '.join(hit.reasons)}" for hit in hits)
    with Screen(as_json=as_json) as screen:
        screen.result(
            text or "Nobody in the index fits.",
            {
                "run": run.run_id,
                "hits": [{"child_id": hit.child_id, "probability": hit.probability, "reasons": list(hit.reasons)} for hit in hits],
            },
        )
