"""Where the rubrics and the sample contest that ship with the grader lie: inside the wheel, or in the checkout."""

from pathlib import Path

from grader.errors import InvalidConfig

_PACKAGE = Path(__file__).resolve().parent


def shipped_folder(name: str) -> Path:
    """The folder `rubrics` or `samples`.

    Raises:
        InvalidConfig: the installation is damaged.
    """
    for folder in (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise InvalidConfig(name, "the folder that ships with the grader is missing", "Install essay-grader again")
