"""Each command is found without the others being read."""

from __future__ import annotations

import typer

from onroll.cli.main import program


def test_each_command_is_found_in_its_own_file_as_in_the_whole_program() -> None:
    whole = typer.main.get_command(program()).commands  # type: ignore[attr-defined]
    assert len(whole) >= 18
    for name, command in whole.items():
        alone = typer.main.get_command(program(name)).commands  # type: ignore[attr-defined]
        assert 1 <= len(alone) <= 2 or name in ("run", "link", "detect"), "not the whole program"
        assert [parameter.name for parameter in alone[name].params] == [parameter.name for parameter in command.params]


def test_a_word_that_is_no_command_gets_the_whole_program() -> None:
    assert typer.main.get_command(program("no-such-command")).commands.keys() == typer.main.get_command(program()).commands.keys()  # type: ignore[attr-defined]
