"""What the tests of the reader share: one-clause policies, signatures of leaves, trees compared by truth."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

from domain.policy import Criterion, Item, Policy
from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When, leaf_ids
from nlp.read import read_text

PUBLISHED = date(2026, 3, 1)


def read(text: str) -> Policy:
    """A text published on 1 March 2026."""
    return read_text(text, doc_id="t", published=PUBLISHED)


def conditions(*sentences: str, lead: str = "申报企业应当符合下列条件：") -> Policy:
    """A policy whose condition list holds these sentences."""
    marks = "一二三四五六七八九"
    lines = [f"（{marks[place]}）{sentence}" for place, sentence in enumerate(sentences)]
    return read("\n".join(["某县奖励办法", "一、申报条件", lead, *lines]) + "\n")


def bars(*sentences: str) -> Policy:
    """A policy whose negative list holds these sentences."""
    marks = "一二三四五六七八九"
    lines = [f"（{marks[place]}）{sentence}" for place, sentence in enumerate(sentences)]
    return read("\n".join(["某县奖励办法", "第六条  有下列情形之一的，不得申报：", *lines]) + "\n")


def leaves(policy: Policy) -> list[Criterion]:
    """All criteria, in order of text."""
    return sorted(policy.criteria(), key=lambda one: one.span.start)


def only(policy: Policy) -> Criterion:
    """The one criterion of a policy that has one."""
    (one,) = leaves(policy)
    return one


def signature(one: Criterion) -> tuple[object, ...]:
    """What a leaf says, without its id, place and words."""
    values = frozenset("".join(value.split()) for value in one.values)
    return (
        one.kind,
        one.feature,
        one.op,
        one.value,
        one.unit or None,
        values,
        one.level,
        one.subject,
        str(one.period) if one.period else None,
    )


def tree(policy: Policy, item: int = 0) -> str:
    """The `require` of an item with the leaves' quotes in the place of ids."""
    quotes = {one.id: one.span.quote for one in policy.criteria()}
    node = policy.items[item].require
    return _say(node, quotes) if node else ""


def _say(node: Node, quotes: dict[str, str]) -> str:
    match node:
        case Leaf(name) | Points(name):
            return quotes[name]
        case All(parts):
            return "all(" + ", ".join(_say(part, quotes) for part in parts) + ")"
        case Any(parts):
            return "any(" + ", ".join(_say(part, quotes) for part in parts) + ")"
        case AtLeast(count, parts):
            return f"at_least({count}, " + ", ".join(_say(part, quotes) for part in parts) + ")"
        case Not(part):
            return f"not({_say(part, quotes)})"
        case When(first, second):
            return f"when({_say(first, quotes)}, {_say(second, quotes)})"
        case Waive(first, second):
            return f"waive({_say(first, quotes)}, {_say(second, quotes)})"


def holds(node: Node | None, fact: Callable[[str], bool], empty: bool) -> bool:
    """Truth of a tree where every leaf is known."""
    match node:
        case None:
            return empty
        case Leaf(name) | Points(name):
            return fact(name)
        case All(parts):
            return all(holds(part, fact, True) for part in parts)
        case Any(parts):
            return any(holds(part, fact, False) for part in parts)
        case AtLeast(count, parts):
            return sum(holds(part, fact, False) for part in parts) >= count
        case Not(part):
            return not holds(part, fact, False)
        case When(first, second):
            return not holds(first, fact, False) or holds(second, fact, True)
        case Waive(first, second):
            return holds(first, fact, False) or holds(second, fact, False)


def fits(item: Item, fact: Callable[[str], bool]) -> bool:
    """Required and not barred."""
    return holds(item.require, fact, True) and not holds(item.exclude, fact, False)


def agree(gold: Item, said: Item, same: dict[str, str], seed: int, rounds: int = 300) -> bool:
    """Whether two items decide alike on random firms; `same` maps said ids to gold ids."""
    rng = random.Random(seed)
    names = {*leaf_ids(gold.require), *leaf_ids(gold.exclude)}
    barring = set(leaf_ids(gold.exclude))
    for _ in range(rounds):
        facts = {name: rng.random() < (0.1 if name in barring else 0.9) for name in sorted(names)}
        mine = {name: facts[gold_name] for name, gold_name in same.items() if gold_name in facts}
        if fits(gold, facts.__getitem__) != fits(said, mine.__getitem__):
            return False
    return True
