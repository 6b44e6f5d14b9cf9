"""Runs of the checklist as pages."""
