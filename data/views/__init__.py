"""The read side: pure functions from a document to what a screen or an export shows."""
