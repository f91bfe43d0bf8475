"""`python -m api CONTEST`: a page on this machine that checks drafts for one contest and keeps nothing."""

import sys
from pathlib import Path

import uvicorn

from api.drafts import create_draft_page
from grader.errors import GraderError
from grader.shipped import shipped_folder


def main() -> None:
    """Serves on the loopback address only; without a contest the sample's."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shipped_folder("samples") / "show-trials"
    try:
        app = create_draft_page(folder)
    except GraderError as error:
        sys.exit(f"grader: {error}")
    uvicorn.run(app, host="127.0.0.1", port=8000)


if __name__ == "__main__":
    main()
