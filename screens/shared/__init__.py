"""Questions and pages that several parts use: cards, fields, files."""
