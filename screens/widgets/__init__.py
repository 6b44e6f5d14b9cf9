"""Widgets the screens are built of. They show rows and report keys; they decide nothing."""
