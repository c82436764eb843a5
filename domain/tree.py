"""The criteria tree: how the conditions of an item combine, in the contract's canonical text.

Owns the nodes, their printer and their parser; what a node's truth is, `matching` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.errors import InputError, Where

MAX_DEPTH = 64
_TOKEN = re.compile(r"\s*([A-Za-z_][A-Za-z_0-9]*|\d+|[(),])")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A criterion, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the parts (同时满足)."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of the parts (之一)."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts (至少两项)."""

    count: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class When:
    """`asked` is asked only where `scope` holds."""

    scope: Node
    asked: Node


@dataclass(frozen=True, slots=True)
class Waive:
    """`asked` holds, or `waiver` replaces it (可豁免, 视同满足)."""

    asked: Node
    waiver: Node


@dataclass(frozen=True, slots=True)
class Points:
    """The scoring table of the criterion with this id reaches its pass mark."""

    id: str


Node = Leaf | All | Any | AtLeast | Not | When | Waive | Points

_WORDS = {"all", "any", "at_least", "not", "when", "waive", "points"}


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node, in order; none of a Leaf or Points."""
    match node:
        case All(parts) | Any(parts) | AtLeast(_, parts):
            return parts
        case Not(part):
            return (part,)
        case When(first, second) | Waive(first, second):
            return (first, second)
        case _:
            return ()


def leaf_ids(node: Node | None) -> Iterator[str]:
    """Ids of the criteria named in the tree, in order of text, repeats included."""
    if isinstance(node, Leaf | Points):
        yield node.id
    elif node is not None:
        for part in children(node):
            yield from leaf_ids(part)


def print_tree(node: Node) -> str:
    """The canonical text; `parse_tree(print_tree(t)) == t` for every tree."""
    match node:
        case Leaf(name):
            return name
        case Points(name):
            return f"points({name})"
        case All(parts):
            return f"all({_join(parts)})"
        case Any(parts):
            return f"any({_join(parts)})"
        case AtLeast(count, parts):
            return f"at_least({count}, {_join(parts)})"
        case Not(part):
            return f"not({print_tree(part)})"
        case When(first, second):
            return f"when({print_tree(first)}, {print_tree(second)})"
        case Waive(first, second):
            return f"waive({print_tree(first)}, {print_tree(second)})"


def _join(parts: tuple[Node, ...]) -> str:
    return ", ".join(print_tree(part) for part in parts)


def parse_tree(text: str) -> Node:
    """The tree that an expression over leaf ids states.

    Raises:
        InputError: the expression breaks the grammar of the contract; names the character.
    """
    parser = _Parser(text)
    node = parser.node(0)
    parser.end()
    return node


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = self._tokens(text)
        self.at = 0

    @staticmethod
    def _tokens(text: str) -> list[tuple[str, int]]:
        tokens, pos = [], 0
        end = len(text.rstrip())
        while pos < end:
            found = _TOKEN.match(text, pos)
            if not found:
                raise _fault(text, pos, f"条件树中有无法识别的字符“{text[pos : pos + 10].strip()}”")
            tokens.append((found[1], found.start(1)))
            pos = found.end()
        return tokens

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def fail(self, expected: str) -> InputError:
        pos = self.tokens[self.at][1] if self.at < len(self.tokens) else len(self.text)
        return _fault(self.text, pos, f"条件树“{self.text[:60]}”写法有误", expected)

    def take(self, token: str) -> None:
        if self.peek() != token:
            raise self.fail(f"“{token}”")
        self.at += 1

    def end(self) -> None:
        if self.at < len(self.tokens):
            raise self.fail("表达式到此结束")

    def name(self) -> str:
        word = self.peek()
        if not word or not (word[0].isalpha() or word[0] == "_"):
            raise self.fail("条件编号")
        self.at += 1
        return word

    def node(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self.fail(f"不超过 {MAX_DEPTH} 层的嵌套")
        word = self.name()
        if self.peek() != "(":
            return Leaf(word)
        if word not in _WORDS:
            raise _fault(self.text, self.tokens[self.at - 1][1], f"条件树中没有“{word}”这种节点")
        self.take("(")
        built = self._inner(word, depth)
        self.take(")")
        return built

    def _inner(self, word: str, depth: int) -> Node:
        if word == "points":
            return Points(self.name())
        count = self._count() if word == "at_least" else 0
        parts = self._parts(depth)
        match word, len(parts):
            case "all", _:
                return All(parts)
            case "any", _:
                return Any(parts)
            case "at_least", _:
                return AtLeast(count, parts)
            case "not", 1:
                return Not(parts[0])
            case "when", 2:
                return When(parts[0], parts[1])
            case "waive", 2:
                return Waive(parts[0], parts[1])
        raise self.fail(f"“{word}”应有的项数")

    def _count(self) -> int:
        word = self.peek()
        if not word.isdigit():
            raise self.fail("“至少几项”的数目")
        self.at += 1
        self.take(",")
        return int(word)

    def _parts(self, depth: int) -> tuple[Node, ...]:
        parts = [self.node(depth + 1)]
        while self.peek() == ",":
            self.take(",")
            parts.append(self.node(depth + 1))
        return tuple(parts)


def _fault(text: str, pos: int, what: str, expected: str | None = None) -> InputError:
    return InputError(what, where=Where(start=pos, end=min(pos + 1, len(text))), expected=expected)
