"""The frame every part has, and the desk it works at."""
