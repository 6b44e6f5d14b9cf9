"""PDF: how the papers of a workplace are set, and the letters they are set in."""
