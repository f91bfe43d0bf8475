"""`python -m api [CONTEST]`: serves one contest on this machine (default: the sample contest)."""

import sys
from pathlib import Path

import uvicorn

from api.app import create_app
from grader.errors import GraderError
from grader.shipped import shipped_folder


def main() -> None:
    """Serves on the loopback address only."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shipped_folder("samples") / "show-trials"
    try:
        app = create_app(folder)
    except GraderError as error:
        sys.exit(f"grader: {error}")
    uvicorn.run(app, host="127.0.0.1", port=8000)


if __name__ == "__main__":
    main()
