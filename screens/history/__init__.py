"""Part 9: who changed what and when."""
