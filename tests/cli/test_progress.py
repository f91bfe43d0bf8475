"""Progress: lines in a file, a bar on a terminal."""

import io

import pytest
from rich.console import Console

from grader.cli import progress


@pytest.mark.parametrize(
    ("total", "lines"),
    [(0, []), (1, ["1 of 1 essays"]), (3, ["1 of 3 essays", "2 of 3 essays", "3 of 3 essays"])],
)
def test_small_runs_say_every_essay(capsys, total, lines):
    assert list(progress.show_progress(range(total), total)) == list(range(total))
    assert capsys.readouterr().err.splitlines() == lines


def test_long_runs_say_ten_lines_and_the_last(capsys):
    list(progress.show_progress(range(105), 105))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "105 of 105 essays"


def test_a_terminal_gets_a_bar_with_speed_and_time_left():
    written = io.StringIO()
    console = Console(file=written, force_terminal=True, width=100)
    assert list(progress._draw_bar(range(3), 3, console)) == [0, 1, 2]
    shown = written.getvalue()
    assert "3/3" in shown
    assert "essays/s" in shown
