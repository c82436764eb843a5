"""A policy document in, a reading out: the spaCy pipeline."""
