"""Many workplaces at a glance: found, counted, remembered; never a name or a note."""
