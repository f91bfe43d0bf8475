"""Names for contents: the same bytes always have the same hash."""

import hashlib
from collections.abc import Iterable


def content_hash(parts: Iterable[tuple[str, bytes]]) -> str:
    """`sha256:…` of named contents; names and lengths are hashed, too, so that nothing can slide between parts."""
    digest = hashlib.sha256()
    for name, content in parts:
        label = name.encode()
        digest.update(len(label).to_bytes(8, "big") + label + len(content).to_bytes(8, "big"))
        digest.update(content)
    return f"sha256:{digest.hexdigest()}"
