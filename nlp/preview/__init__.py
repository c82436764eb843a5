"""What a change of the reader's word lists would do to the texts of a library, before it is accepted.

Owns the change file, the reading of all texts with both word lists, and the list of differences.
"""
