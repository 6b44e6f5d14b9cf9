"""The running program: command line, application, theme and terminal."""
