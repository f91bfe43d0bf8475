"""The command line. Every command's imports are delayed, so that `grader --help` is quick."""

import sys
from io import TextIOWrapper
from typing import NoReturn

import click

from grader import __version__

COMMANDS = {
    "demo": "grades the bundled sample contest into ./demo and says where to look",
    "grade": "grades essays of a contest and writes reports",
    "check": "checks one draft, to the terminal",
    "calibrate": "learns a teacher's standard from hand scores",
    "contest": "makes a contest from a folder of material, and checks one before essays come in",
    "evaluate": "compares suggested scores with hand scores",
    "export": "hands scores and reports back to a learning platform",
    "import": "takes a learning platform's download apart",
    "outline": "drafts an evidence key from the materials",
    "rubric": "checks and shows rubrics, and exchanges them with other programs",
}
ADDED = {
    "key": "keys with which programs use the service",
    "start": "the service on this machine, opened in the browser",
    "worker": "grades what the service was given; grader start starts them itself",
}
"""Commands of the service, which the engine must not import: entry points, told here since looking for them is slow."""


class _Commands(click.Group):
    """Finds each command in the module of its name, and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        return [*COMMANDS, *ADDED]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return _find_added(cmd_name)
        from importlib import import_module
        from keyword import iskeyword

        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"grader.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Lists the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items(), *ADDED.items()])


def _find_added(name: str) -> click.Command | None:
    from importlib.metadata import entry_points

    found = entry_points(group="grader.commands", name=name)
    command: click.Command | None = next(iter(found)).load() if found else None
    return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
def group() -> None:
    """Advisory scores, rubric checks and evidence reports for essays. A person decides."""


def main() -> None:
    """Runs the command line; errors end with their message, without a traceback, and exit status 1 or 2."""
    from grader.errors import GraderError

    _write_utf8()
    try:
        sys.exit(group(prog_name="grader", standalone_mode=False) or 0)
    except GraderError as error:
        _stop(str(error), error.exit_status)
    except click.Abort:
        _stop("stopped", 2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except OSError as error:
        _stop(f"{error.filename or 'the system'}: {error.strerror or error}", 2)


def _write_utf8() -> None:
    """Says everything in UTF-8 with LF, whatever code page the system would take, since reports hold all scripts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _stop(message: str, status: int) -> NoReturn:
    click.echo(f"grader: {message}", err=True)
    sys.exit(status)
