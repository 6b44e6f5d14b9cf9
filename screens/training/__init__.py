"""The members' training."""
