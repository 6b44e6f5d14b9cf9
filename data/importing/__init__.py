"""Doors into the document: files made elsewhere, read into records with nothing lost silently."""
