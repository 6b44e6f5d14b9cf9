"""Computed checks: what the law, an agreement or good practice asks, held against a document."""
