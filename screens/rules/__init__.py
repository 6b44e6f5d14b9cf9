"""The rules: how each stands and why."""
