"""The year wheel as an iCalendar file."""
