"""The same essays give the same bytes: in two runs, with one worker or thread or two, whatever the hash seed."""

from grader.cli.run import Run, grade_into
from tests.cli.conftest import read_folder, start_grader
from tests.conftest import SAMPLE

ESSAYS = [SAMPLE / "essays" / name for name in ("01.txt", "03.txt", "05.txt", "10.docx", "12.pdf")]


def test_bytes_repeat(tmp_path):
    runs = [
        start_grader(
            "grade",
            SAMPLE,
            *ESSAYS,
            "--out",
            tmp_path / seed,
            "--workers",
            workers,
            PYTHONHASHSEED=seed,
            OMP_NUM_THREADS=threads,
        )
        for seed, workers, threads in (("0", 1, "2"), ("1", 2, "1"))
    ]
    assert grade_into(Run(SAMPLE, tuple(ESSAYS), tmp_path / "here", workers=1)) == 0
    assert [(run.communicate()[0], run.returncode)[1] for run in runs] == [0, 0]
    here, *others = (read_folder(tmp_path / name) for name in ("here", "0", "1"))
    assert len(here) == len(ESSAYS) + 5
    for other in others:
        assert {name for name in here.keys() | other.keys() if here.get(name) != other.get(name)} == set()
