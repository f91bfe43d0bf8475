"""The store: the truth about contests, essays, work, reports and decisions."""
