"""The text layer: spans only; a text is never rewritten."""
