"""Part 7: the checklist for what has stalled."""
