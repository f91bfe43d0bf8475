"""One file a change, numbered in their order."""
