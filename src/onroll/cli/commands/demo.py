"""`onroll demo`: a made-up region through the whole line, scored against its truth, and then the pages."""

from __future__ import annotations

import json
import shutil
import time
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from onroll.cli.casebook import open_casebook
from onroll.cli.commands.serve import serve
from onroll.cli.options import DEFAULT_HOME, HomeOption, JsonOption, WaitOption, open_index
from onroll.cli.screen import Screen
from onroll.core.areas import authority_name
from onroll.core.wording import plural
from onroll.pipeline import line
from onroll.pipeline.evaluate import evaluate_run
from onroll.pipeline.index import Index, Run
from onroll.pipeline.intake import take_in_package
from onroll.pipeline.run_practice import everybodys_signals
from onroll.pipeline.run_queries import tables_of
from onroll.pipeline.run_summary import summary_of, summary_text
from onroll.pipeline.schools import schools_of
from onroll.pipeline.true_links import findings_given_true_links
from onroll.synth import make_world
from onroll.synth.agreements import made_up_agreements


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    children: Annotated[int, typer.Option(min=500, help="How many children.")] = 40_000,
    authorities: Annotated[int, typer.Option(min=1, max=20, help="How many authorities.")] = 4,
    seed: Annotated[int, typer.Option(help="The same seed makes the same region.")] = 2026,
    serve_pages: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the pages when done.")] = True,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    home: HomeOption = DEFAULT_HOME,
    wait: WaitOption = 60,
    as_json: JsonOption = False,
) -> None:
    """Show the main job done: make a region up, take its files in, find who is missing, score it, and serve the pages."""

    started = time.monotonic()
    made_up = home / "made-up"
    index = open_index(home)
    with Screen(as_json=as_json) as screen:
        day = _make_world_once(made_up, children=children, authorities=authorities, seed=seed, screen=screen)
        with index.writing("onroll demo", wait_seconds=wait, say=screen.note):
            bridge = open_casebook(home)
            reports = take_in_package(index, made_up / "package", progress=screen.progress)
            run = line.walk(index, day, decided=bridge.decided(), progress=screen.progress)
            cases = bridge.take_in_findings(run).as_counts() | bridge.take_in_signals(run)
        screen.progress("Scoring against the truth", 0, 0)
        given_true_links = findings_given_true_links(index, run, made_up / "truth", progress=screen.progress)
        evaluation = evaluate_run(run, made_up / "truth", findings_given_true_links=given_true_links)
        evaluation.write_html(home / "evaluation.html")
        screen.progress("Making the demo's sign-ins", 0, 0)
        _write_agreements(home, run.on)
        bridge.bring_agreements_into_use()
        codes = sorted({each.supplier for each in index.extracts() if each.register == "school_roll" and len(each.supplier) == 3})
        school = _demo_school(index, run, codes[0]) if codes else ""
        accounts = bridge.make_demo_accounts([f"{code}={authority_name(code)}" for code in codes], [school] if school else [])
        if school:
            urn = school.partition("=")[0]
            bridge.make_demo_signals(run, school=f"school-{urn}", agency="agency-health", authority=codes[0])
        summary: dict[str, Any] = summary_of(run) | {"cases": cases, "evaluation": evaluation.as_json()}
        summary["files"] = [report.as_json() for report in reports]
        summary["minutes"] = round((time.monotonic() - started) / 60, 2)
        summary["accounts"] = [account._asdict() for account in accounts]
        text = "\n".join(
            [
                "",
                _files_text(reports),
                summary_text(summary),
                "",
                evaluation.as_table(),
                "",
                f"The evaluation with its charts: {home / 'evaluation.html'}",
                "",
                "Sign in as (made-up people in a made-up region; the password of each is shown once more by `onroll demo`):",
                *(f"  {each.username:<24}{each.password:<36}{each.role.replace('_', ' ')}" for each in accounts),
                "",
                f"Done in {summary['minutes']:g} minutes.",
            ]
        )
        screen.result(text, summary)
    if serve_pages:
        serve(host=host, port=port, workers=2, home=home)


def _make_world_once(made_up: Path, *, children: int, authorities: int, seed: int, screen: Screen) -> date:
    """Make the region, or take the one that an earlier demo of the same size and seed left whole."""
    asked = {"children": children, "authorities": authorities, "seed": seed}
    receipt = made_up / "receipt.json"
    if receipt.exists():
        former = json.loads(receipt.read_text(encoding="utf-8"))
        if former["asked"] == asked:
            screen.note("The made-up region of an earlier demo is there, and is used again.")
            return date.fromisoformat(former["on"])
    shutil.rmtree(made_up, ignore_errors=True)
    report = make_world(children, authorities, seed, made_up, with_trouble=True, progress=screen.progress)
    receipt.write_text(json.dumps({"asked": asked, "on": report.on.isoformat()}), encoding="utf-8")
    return report.on


def _write_agreements(home: Path, on: date) -> None:
    """Write the made-up region's agreements to share; without them its pages would show each body what it sent itself, and no more."""
    folder = home / "agreements"
    folder.mkdir(exist_ok=True)
    for name, text in made_up_agreements(on).items():
        (folder / name).write_text(text, encoding="utf-8")


def _demo_school(index: Index, run: Run, authority: str) -> str:
    """Return a school of the authority with pupils, as `URN=Name=authority`; one that is asked about its practice where there is one."""
    schools, tables = schools_of(index), tables_of(run)
    asked = {each.urn for each in everybodys_signals(tables).values() if each.marked}
    places = tables.school_authorities
    known = [urn for urn in sorted(places) if places[urn] == authority and urn in schools and schools[urn].name]
    urn = min(known, key=lambda urn: (urn not in asked, urn), default="")
    return f"{urn}={schools[urn].name.replace('=', ' ')}={authority}" if urn else ""


def _files_text(reports: list[Any]) -> str:
    by_status: dict[str, int] = {}
    for report in reports:
        by_status[report.status] = by_status.get(report.status, 0) + 1
    read, accepted, quarantined = (sum(getattr(report, name) for report in reports) for name in ("read", "accepted", "quarantined"))
    counted = ", ".join(f"{count} {status}" for status, count in sorted(by_status.items()))
    notable = [f"  {report.status}: {report.message}" for report in reports if report.status in ("held", "refused")]
    return "\n".join(
        [
            f"{plural(len(reports), 'file')}: {counted}; {plural(read, 'row')} read = {accepted:,} accepted + {quarantined:,} quarantined.",
            *notable,
        ]
    )
