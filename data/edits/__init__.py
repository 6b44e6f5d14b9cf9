"""The edits everything is made of, how they are applied, and why one cannot be."""
