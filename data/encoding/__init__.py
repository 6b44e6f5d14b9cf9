"""Records and documents to and from JSON: strict, versioned, told in words."""
