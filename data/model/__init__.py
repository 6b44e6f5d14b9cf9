"""The records of a workplace's work-environment year: frozen dataclasses, one module per area."""
