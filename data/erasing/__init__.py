"""Taking a person out of everything AMIS keeps."""
