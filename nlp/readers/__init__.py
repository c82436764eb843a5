"""Readers of document formats: a file in, its text and blocks out; refuses rather than guesses."""
