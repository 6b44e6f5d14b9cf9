"""Reminders: what each person is told by mail, what was told lately, and how a mail goes out."""
