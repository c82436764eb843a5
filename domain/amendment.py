"""What changed between two versions of a policy: every part kept, changed, new or gone, with both places.

Owns the values; `nlp.amendment` finds them. Nothing here says which version is in force.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any as AnyValue
from typing import Generic, TypeVar

from domain.policy import Benefit, Criterion, Item, Review, Signature, Window

Part = TypeVar("Part")


class Fate(StrEnum):
    """What became of a part of the old version, or where one of the new version comes from.

    Attributes:
        KEPT: it means the same; its words, its place or the number of its article may be others.
        CHANGED: it is still there and means something else.
        NEW: the old version has nothing like it.
        GONE: the new version has nothing like it.
    """

    KEPT = "kept"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"

    @property
    def zh(self) -> str:
        """The word for people."""
        return {"kept": "保留", "changed": "修改", "new": "新增", "gone": "删去"}[self.value]


class Role(StrEnum):
    """What a criterion is asked for; the same words are a firm's need in one role and its bar in another."""

    REQUIRE = "require"
    EXCLUDE = "exclude"
    BAND = "band"
    ROW = "row"
    NONE = "none"

    @property
    def zh(self) -> str:
        """The word for people."""
        return {
            "require": "要求",
            "exclude": "排除",
            "band": "金额档",
            "row": "评分项",
            "none": "不在条件树中",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Difference:
    """One key that was one thing and is another, both in words for people; None is nothing."""

    key: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Placed(Generic[Part]):
    """A part with the item that holds it and the article it stands in (第八条), where the text has one."""

    part: Part
    item: str
    article: str | None
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Change(Generic[Part]):
    """What became of one part.

    Attributes:
        old, new: None where it is NEW, GONE.
        differences: of a CHANGED one; empty in every other fate.
        moved: it stands in another item, or in another order among what both versions have.
        reworded: the words of the document are others, blanks aside.
    """

    fate: Fate
    old: Placed[Part] | None
    new: Placed[Part] | None
    differences: tuple[Difference, ...] = ()
    moved: bool = False
    reworded: bool = False


class TreeFate(StrEnum):
    """What became of an item's trees.

    Attributes:
        SAME: the same criteria combine in the same way.
        MEMBERS: criteria came or went; those of both versions combine as before.
        STRUCTURE: criteria of both versions combine in another way.
    """

    SAME = "same"
    MEMBERS = "members"
    STRUCTURE = "structure"

    @property
    def zh(self) -> str:
        """The word for people."""
        return {"same": "不变", "members": "组合方式不变，条件有增减", "structure": "组合方式改变"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class SignatureFate:
    """A signature of the old version: it stays valid only where nothing of its item is another."""

    signature: Signature
    stays: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What became of an item; `tree` is None for one that is NEW or GONE."""

    fate: Fate
    old: Item | None
    new: Item | None
    differences: tuple[Difference, ...] = ()
    tree: TreeFate | None = None
    signature: SignatureFate | None = None


@dataclass(frozen=True, slots=True)
class Renumbered:
    """An article that has another number, and how many criteria, benefits and windows say so."""

    old: str
    new: str
    parts: int


@dataclass(frozen=True, slots=True)
class Amendment:
    """Two versions side by side; every part of either stands in exactly one change.

    Criteria, benefits and windows are in the order of the new version; what is gone stands where it stood.
    """

    old_doc: str
    new_doc: str
    document: tuple[Difference, ...]
    items: tuple[ItemChange, ...]
    criteria: tuple[Change[Criterion], ...]
    benefits: tuple[Change[Benefit], ...]
    windows: tuple[Change[Window], ...]
    renumbered: tuple[Renumbered, ...]
    review_new: tuple[Review, ...]
    review_gone: tuple[Review, ...]


def counts(changes: Iterable[Change[AnyValue] | ItemChange]) -> dict[Fate, int]:
    """How many of each fate, all four named."""
    found = Counter(change.fate for change in changes)
    return {fate: found[fate] for fate in Fate}
