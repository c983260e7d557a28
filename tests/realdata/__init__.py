"""Real files through the whole of the project; skipped where they are not there."""
