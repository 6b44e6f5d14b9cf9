"""What is a user's own and lies beside no document: drafts, settings, places, identity."""
