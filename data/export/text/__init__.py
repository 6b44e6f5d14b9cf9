"""Markdown and HTML, which every other export is made of."""
