"""How the document is kept: bytes, files and locks below, what they mean above."""
