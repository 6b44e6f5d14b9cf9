"""The members' training as pages."""
