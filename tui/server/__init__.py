"""What `amis server-setup` prints: files for a server, completion, and the manual page."""
