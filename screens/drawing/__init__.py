"""Signs, safe text and shapes that everything on the screen is drawn with."""
