"""Two copies of a document, or of its history, that have parted become one again."""
