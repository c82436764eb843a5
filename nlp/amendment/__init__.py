"""Two versions of a policy side by side: which conditions, benefits, windows and items stayed.

Owns the comparison of readings; it reads no text by itself and needs no spaCy.
"""

from nlp.amendment.compare import compare

__all__ = ["compare"]
