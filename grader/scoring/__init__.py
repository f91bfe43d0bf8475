"""From what the checks say to suggested levels, next steps and reasons for a person to look."""
