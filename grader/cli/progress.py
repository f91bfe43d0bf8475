"""Progress of a run: a moving bar on a terminal, plain lines elsewhere."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Item = TypeVar("Item")
_LINES = 10


def show_progress(items: Iterable[Item], total: int) -> Iterator[Item]:
    """Passes the items on and shows on standard error how many of the total there were."""
    console = Console(stderr=True)
    return _draw_bar(items, total, console) if console.is_terminal else _print_lines(items, total)


def _print_lines(items: Iterable[Item], total: int) -> Iterator[Item]:
    every = max(1, total // _LINES)
    for number, item in enumerate(items, 1):
        yield item
        if number % every == 0 or number == total:
            click.echo(f"{number} of {total} essays", err=True)


def _draw_bar(items: Iterable[Item], total: int, console: Console) -> Iterator[Item]:
    """Essays done, essays a second, time left."""
    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("grading", total=total, speed="")
        for item in items:
            yield item
            speed = progress.tasks[0].speed
            progress.update(bar, advance=1, speed=f"{speed:.1f} essays/s" if speed else "")
