"""Part 1: the front page."""
