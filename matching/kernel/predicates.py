"""Which criteria ask the same, and what of a firm their answer rests on.

Owns the sharing: criteria of any items that differ only in id, place in the text and marks are one
predicate, and number criteria that differ only in their bound are one family.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import lru_cache

from domain.policy import Kind, Op, Span
from domain.vocabulary import vocabulary
from matching.exact import readable
from matching.leaf_age import AGE
from matching.leaf_set import INDUSTRY, SIZE
from matching.question import Question
from matching.relations import relations

_NOWHERE = Span(0, 0, "")
_ORDERED = frozenset({Op.GE, Op.GT, Op.LE, Op.LT})
_SIZE_PARTS = (INDUSTRY, "employees", "revenue", "assets")


@dataclass(frozen=True, slots=True)
class Input:
    """What of a firm a predicate's answer rests on; two firms that agree in it are judged alike.

    Attributes:
        features: all their facts, those of the company file included.
        founded: the day of founding ("day"), only its year ("year"), or neither ("").
        titles: the titles held.
    """

    features: tuple[str, ...]
    founded: str
    titles: bool


def predicate_of(question: Question) -> Question:
    """The question as all criteria that ask the same share it."""
    bare = replace(question.criterion, id="", span=_NOWHERE, check=False, rows=(), pass_mark=None)
    return replace(question, criterion=bare)


def family_of(predicate: Question) -> Hashable | None:
    """What predicates share that differ only in their bound; None if the bound does not order the answers."""
    criterion = predicate.criterion
    by_bound = criterion.kind in {Kind.COMPARE, Kind.RANK} and criterion.subject is None
    if not by_bound or criterion.op not in _ORDERED or criterion.value is None:
        return None
    return replace(predicate, criterion=replace(criterion, value=None)) if readable(criterion.value) else None


@lru_cache(maxsize=1 << 12)
def input_of(feature: str, kind: Kind) -> Input:
    """The input of a criterion of this kind on this feature."""
    ratio, base = relations().ratios.get(feature), relations().growth.get(feature)
    parts = {feature, *(ratio.parts if ratio else ()), *([base] if base else [])}
    if feature == SIZE:
        parts.update(_SIZE_PARTS)
    numeric = kind in {Kind.COMPARE, Kind.RANK} or any(vocabulary()[part].numeric for part in parts)
    founded = "day" if feature == AGE else "year" if numeric else ""
    return Input(tuple(sorted(parts)), founded, kind is Kind.HAS)
