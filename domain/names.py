"""Names as lists hold them: the plain form two spellings share, and the four answers of a membership test.

Owns no list; regions, industries, titles and synonyms compare by `plain` and answer with `Placement`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

_DROPPED = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff\"'`“”‘’„‟「」『』〝〞]+")
_BRACKETS = str.maketrans("【】〔〕[]{}", "()()()()")


def plain(text: str) -> str:
    """The form by which names are compared: half width, upper case, round brackets, no blanks, no quotes.

    《》 stay, since they mark a catalogue. `plain(plain(x)) == plain(x)`.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_BRACKETS).upper()
    return unicodedata.normalize("NFKC", _DROPPED.sub("", folded))


class Placement(StrEnum):
    """Whether a firm's place or industry lies in the one asked for.

    Attributes:
        INSIDE: it does.
        OUTSIDE: it does not.
        UNKNOWN: the data do not say: the firm's value is missing, not listed, or wider than the one asked.
            A better fact settles it.
        PERSON: no list can say: the name asked for does not resolve, or a statistical zone meets a district.
            A person settles it.
    """

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"
    PERSON = "person"

    @property
    def settled(self) -> bool:
        """Whether it is a yes or a no."""
        return self in {Placement.INSIDE, Placement.OUTSIDE}


def any_of(placements: Iterable[Placement]) -> Placement:
    """The answer for several members, one of which suffices.

    INSIDE beats all; a lacking fact (UNKNOWN) comes before a person's judgement; nothing at all is OUTSIDE.
    """
    found = set(placements)
    order = (Placement.INSIDE, Placement.UNKNOWN, Placement.PERSON)
    return next((one for one in order if one in found), Placement.OUTSIDE)
