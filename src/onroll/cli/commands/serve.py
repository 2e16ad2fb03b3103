"""`onroll serve`: the pages."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from onroll.cli.options import DEFAULT_HOME, HomeOption


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes.")] = 2,
    home: HomeOption = DEFAULT_HOME,
) -> None:
    """Serve the pages."""
    os.environ["ONROLL_HOME"] = str(home.resolve())
    words = ["--host", host, "--port", str(port), "--workers", str(workers), "--home", str(home.resolve())]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "onroll.config", *words])
