"""How well criteria are found again: readings changed by dice, so that it is known which is which."""

import random
from dataclasses import replace
from pathlib import Path

from domain.policy import Criterion, Policy
from domain.reading_file import read_reading
from nlp.amendment import compare

OWN = Path(__file__).resolve().parents[2] / "golden/readings"
GONE, CHANGED, REWORDED, NEW, MOVED = 0.12, 0.15, 0.2, 0.5, 0.4
"""Shares: of criteria left out, given another meaning, worded anew; of items with one more, one moved."""


def blurred(dice: random.Random, text: str, rate: float = 0.1) -> str:
    """The text with some characters left out."""
    return "".join(char for char in text if dice.random() > rate) or text


def altered(dice: random.Random, one: Criterion) -> Criterion:
    """The criterion asking for something else: another figure, another member, other words."""
    if one.value is not None:
        return replace(one, value=one.value * 2)
    if one.values:
        return replace(one, values=(*one.values[1:], "新加的一项"))
    return replace(one, phrase=blurred(dice, one.phrase or "新加的词"))


def next_version(dice: random.Random, old: Policy, spare: list[Criterion]) -> tuple[Policy, dict[str, str]]:
    """A version made from the old one, and the new id of every criterion that is still there."""
    truth, items = {}, []
    for item in old.items:
        kept = []
        for one in item.criteria:
            if dice.random() < GONE:
                continue
            new = altered(dice, one) if dice.random() < CHANGED else one
            if dice.random() < REWORDED:
                new = replace(new, span=replace(new.span, quote=blurred(dice, new.span.quote)))
            truth[one.id] = f"n_{one.id}"
            kept.append(replace(new, id=f"n_{one.id}"))
        if len(kept) > 1 and dice.random() < MOVED:
            kept.append(kept.pop(dice.randrange(len(kept))))
        if spare and dice.random() < NEW:
            other = spare.pop(dice.randrange(len(spare)))
            kept.insert(dice.randrange(len(kept) + 1), replace(other, id=f"x_{other.id}"))
        items.append(replace(item, name=blurred(dice, item.name), criteria=tuple(kept)))
    return replace(old, items=tuple(items)), truth


def bare(policy: Policy) -> Policy:
    """The criteria alone: what combines them would have to be changed with them."""
    unrowed = [
        replace(item, require=None, exclude=None, benefits=(), criteria=tuple(
            replace(one, rows=()) for one in item.criteria
        ))
        for item in policy.items
    ]  # fmt: skip
    return replace(policy, items=tuple(unrowed))


def found_again(paths: list[Path]) -> tuple[int, int, int]:
    """Over all readings: pairs that are right, pairs found, pairs there are."""
    dice = random.Random(20261125)
    policies = [bare(read_reading(path)) for path in paths]
    right = found = there = 0
    for old, other in zip(policies, [*policies[1:], policies[0]], strict=True):
        new, truth = next_version(dice, old, list(other.criteria()))
        pairs = {
            (one.old.part.id, one.new.part.id) for one in compare(old, new).criteria if one.old and one.new
        }
        right, found, there = right + len(pairs & set(truth.items())), found + len(pairs), there + len(truth)
    return right, found, there


def test_criteria_of_our_own_policies_are_found_again():
    right, found, there = found_again(sorted(OWN.glob("*.json")))
    assert there > 100
    assert right >= 0.97 * max(found, there), (right, found, there)


def test_criteria_of_the_labels_are_found_again(shared):
    right, found, there = found_again(sorted((shared / "corpus/labels").glob("*.json")))
    assert there > 200
    assert right >= 0.97 * max(found, there), (right, found, there)
