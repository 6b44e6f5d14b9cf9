"""What works from every part: capture, search, import, follow, packs, recovery."""
