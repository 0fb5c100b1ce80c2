"""Training of the shipped embedding, and of an index on its own documents; needs torch."""
