"""The `onroll` program: finds the commands, and turns every refusal into one clear line."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import typer

from onroll.cli import commands
from onroll.cli.refusals import CannotDo, WrongUsage, refusal_of


def program(command: str = "") -> typer.Typer:
    """Return the program with all its commands; or, of a command that is known, with those of its file alone: it starts sooner."""
    app = typer.Typer(
        name="onroll",
        help="Onroll finds children missing education, and stays with each until the child is back and still there.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_name_the_command)
    files = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    file = commands.FILES.get(command, command.replace("-", "_"))
    for name in [file] if file in files else files:
        importlib.import_module(f"{commands.__name__}.{name}").add_to(app)
    return app


def _name_the_command() -> None:
    """Have the command named even where the program has one alone."""


def main() -> None:
    """Run the program.

    Exit status  0 done; 1 refused what it was given, or another command was writing; 2 wrong usage; 130 interrupted.
    """
    try:
        program(sys.argv[1] if len(sys.argv) > 1 else "")()
    except KeyboardInterrupt:
        print("Interrupted. Nothing half-done remains; run the command again to go on.", file=sys.stderr)
        sys.exit(130)
    except WrongUsage as wrong:
        print(f"onroll: {wrong}", file=sys.stderr)
        sys.exit(2)
    except CannotDo as refused:
        print(f"onroll: {refused}", file=sys.stderr)
        sys.exit(1)
    except Exception as error:
        sentence = refusal_of(error)
        if sentence is None:
            raise
        print(f"onroll: {sentence}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
