"""The subject: what a work-environment group keeps, the rules for it, and how it is kept.

Knows nothing of terminals; everything here can be used from a script.
"""
