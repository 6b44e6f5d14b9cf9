"""Many workplaces on one screen, each a line; Enter opens one."""
