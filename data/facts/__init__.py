"""What is so on a day, worked out once for every screen, rule and export."""
