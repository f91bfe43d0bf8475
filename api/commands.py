"""`grader start`, `grader worker` and `grader key`: the command line finds them by name; the engine knows no service."""

from pathlib import Path

import click

_DATA = click.option(
    "--data", type=click.Path(path_type=Path), help="Folder of the database (default: GRADER_DATA, or the user's own)."
)


@click.command("start", short_help="the service on this machine, opened in the browser")
@_DATA
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free port.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that grade (default: by processors).")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
def start(data: Path | None, port: int, workers: int | None, no_browser: bool) -> None:  # noqa: FBT001 - click's options
    """Start the service on this machine: pages for teachers, and workers that grade.

    The database is made in the data folder. As long as nobody has an account, a one-time link to make the first one is
    printed. Only programs on this machine can reach the service.
    """
    from api.start import start_service  # noqa: PLC0415 - --help is quick

    start_service(data, port, workers, opens_browser=not no_browser)


@click.command("worker", short_help="grades what the service was given; grader start starts them itself")
@_DATA
@click.option("--with-parent", is_flag=True, hidden=True, help="End when the standard input is closed.")
def worker(data: Path | None, with_parent: bool) -> None:  # noqa: FBT001 - click's option
    """Grade essays that wait in the store, until stopped."""
    from api.start import start_worker  # noqa: PLC0415

    start_worker(data, with_parent=with_parent)


@click.group("key", short_help="keys with which programs use the service")
def key() -> None:
    """Keys with which programs use the service over REST, on this machine."""


@key.command("create")
@_DATA
@click.option("--name", default="command line", show_default=True, help="What people call it.")
@click.option("--scopes", default="read,submit,grade,admin", show_default=True, help="What it allows.")
@click.option("--contest", "contests", multiple=True, help="Id of a contest that it reaches (default: all).")
@click.option("--days", type=click.IntRange(1, 730), default=90, show_default=True, help="Until it expires.")
@click.option("--teacher", default="", help="Login of the teacher for whom programs act (default: the only one).")
def create(data: Path | None, name: str, scopes: str, contests: tuple[str, ...], days: int, teacher: str) -> None:
    """Make a key and print it, this once.

    As long as nobody has an account it is a key of the first one to come.
    """
    from api.key_making import make_key  # noqa: PLC0415

    click.echo(make_key(data, name, scopes.split(","), contests, days, teacher))
