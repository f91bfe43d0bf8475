"""passages.jsonl: every passage of the material, for programs."""

import json

from grader.model import Contest


def render_passages(contest: Contest) -> str:
    """One JSON object a line with `id`, `source` and `text`, ASCII-escaped, in the order of the material."""
    lines = (
        json.dumps({"id": p.id, "source": p.source, "text": p.text}, separators=(",", ":"))
        for source in contest.sources
        for p in source.passages
    )
    return "".join(f"{line}\n" for line in lines)
