"""First drafts of what a teacher would otherwise write by hand: a contest from a folder, a rubric from a table."""
