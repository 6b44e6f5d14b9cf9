"""Part 6: the competence plan."""
