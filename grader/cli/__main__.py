"""`python -m grader.cli`: the command line where no script was installed."""

from grader.cli import main

if __name__ == "__main__":
    main()
