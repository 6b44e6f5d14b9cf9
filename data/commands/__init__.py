"""The write side: edits that turn one document into the next, and commands made of them."""
