"""What is seen: the screens, their widgets and their dialogs."""
