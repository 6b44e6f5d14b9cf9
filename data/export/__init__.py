"""Doors out of the document: Markdown, HTML and the files they are written to."""
