"""Questions asked in the middle of something: prompts, choices, cards and help."""
