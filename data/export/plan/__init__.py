"""The action plan as pages and tables."""
