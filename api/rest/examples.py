"""The example of a report in the documentation: what the grader says of a short essay; a test keeps it true."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "report_example.json"
EXAMPLE: dict[str, Any] = json.loads(FILE.read_bytes())
