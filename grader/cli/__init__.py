"""The command line. Every command's imports are delayed, so that `grader --help` is quick."""

import sys

import click

from grader import __version__

COMMANDS = {
    "demo": "grades the bundled sample contest into ./demo and says where to look",
    "grade": "grades essays of a contest and writes reports",
    "check": "checks one draft, to the terminal",
    "contest": "checks a contest folder before essays come in",
    "rubric": "checks and shows rubrics",
}


class _Commands(click.Group):
    """Finds each command in the module of its name, and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"grader.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Lists the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
def group() -> None:
    """Advisory scores, rubric checks and evidence reports for essays. A person decides."""


def main() -> None:
    """Runs the command line; errors of input end with their message and exit status 1 or 2."""
    from grader.errors import GraderError

    try:
        group(standalone_mode=False)
    except GraderError as error:
        click.echo(f"grader: {error}", err=True)
        sys.exit(error.exit_status)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("grader: stopped", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
