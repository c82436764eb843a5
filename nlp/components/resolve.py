"""Step `policy_resolve`: items put together: shared conditions, references, bands, windows, periods.

Owns `Work.groups`. A condition said twice stands once, at the first place.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.bands import asked_by_bands
from nlp.components.grants import raises
from nlp.components.items import RECOGNITION, Found, item_parts
from nlp.components.logic import refer
from nlp.components.naming import gift_name, head_of, tell_apart, title_name
from nlp.components.pairing import Pair, addressed, paired
from nlp.components.plain import plain_items
from nlp.components.recognised import cleared, defined, recognition, trees_of
from nlp.components.shared import (
    Near,
    by_head_of,
    clear_of,
    heading_of,
    of_service,
    shared_conditions,
    under_heading,
    with_near,
)
from nlp.components.trees import sentence_tree
from nlp.expr import Expr
from nlp.resources import benefits, pattern
from nlp.work import Gift, Group, Part, Sentence, Tree, Work, show, work

_SEVERAL = 2
_SAME = re.compile(
    r"符合(?:上述|以上|本|前述|前款)?(?:规定)?(?:的)?(?:条件|要求|规定)|符合条件|首次入选|通过认定|经认定"
)


@Language.component("policy_resolve")
def resolve(doc: Doc) -> Doc:
    """Build the items of the document."""
    state = work(doc)
    pairs = paired(state)
    found = item_parts(state, pairs)
    inside = {id(part) for one in found for part in one.part.walk()}
    base, near = shared_conditions(state, inside)
    if not found:
        if base.require is not None or base.bars:
            state.groups = plain_items(state, base)
    else:
        _items(state, found, base, near, pairs)
        found = _one_of_plain(state, found, base)
        tell_apart(state.groups)
    if state.services and not state.groups and base.require is None:
        state.groups = [Group(title_name(state), state.services[0].start, state.services[-1].end)]
    if state.services:
        state.groups[0].gifts += state.services
    _attach(state, found)
    show(doc, "items", [(g.start, g.end, "item") for g in state.groups])
    return doc


def _items(state: Work, found: list[Found], base: Tree, near: list[Near], pairs: list[Pair]) -> None:
    recognises = RECOGNITION.search(state.meta.title) is not None
    if recognises and base.require is not None and not any(_stands_for(state, one) for one in found):
        state.groups += plain_items(state, base)
        base = Tree()
    definitions = defined(state, found) if base.require is not None and not recognises else []
    if definitions:
        state.groups += [recognition(state, one) for one in definitions]
        base = cleared(base, trees_of(state, definitions), [b for g in state.groups for b in g.exclude])
    heads, by_head = {heading_of(state, one.part) for one in found}, by_head_of(state)
    others = addressed(state, [one.part for one in found])
    for one in found:
        split = one.titled and one.pays and bool(one.repeats)
        own_base = under_heading(with_near(base, near, one.part), heading_of(state, one.part), heads, by_head)
        own_base = of_service(state, own_base, one.part, pairs)
        own_base = clear_of(own_base, others.get(id(one.part), set()))
        shared = len(found) == 1 or not recognises or one.titled or _refers(state, one)
        for titled in (True, False) if split else (None,):
            state.groups.append(
                _item(state, one, own_base if shared else Tree(), titled, alone=len(found) == 1)
            )


def _one_of_plain(state: Work, found: list[Found], base: Tree) -> list[Found]:
    """Services of a guide card that ask just what the card asks are the benefits of one item.

    Returns:
        The item parts that are left, in step with `Work.groups`.
    """
    card = any(head_of(state, part) in benefits().service_labels for part in state.root.walk())
    plain = [
        group
        for group in state.groups
        if [id(expr) for expr in group.require] == [id(base.require)] and group.exclude == base.bars
    ]
    if not card or len(state.groups) != len(found) or len(plain) < _SEVERAL:
        return found
    first = plain[0]
    first.name = title_name(state)
    for other in plain[1:]:
        first.gifts += other.gifts
        first.start, first.end = min(first.start, other.start), max(first.end, other.end)
    kept = [(g, f) for g, f in zip(state.groups, found, strict=True) if g is first or g not in plain]
    state.groups = [group for group, _ in kept]
    return [one for _, one in kept]


def _stands_for(state: Work, one: Found) -> bool:
    """Whether an item is what the document's own conditions are for."""
    return any(_refers_to(state, s) for s in one.gifts) or (
        not one.titled and not RECOGNITION.search(state.meta.title)
    )


def _refers_to(state: Work, sentence: Sentence) -> bool:
    asked = any(c.drafts for c in sentence.clauses)
    words = state.text[sentence.start : sentence.end]
    return not asked or _SAME.search(words) is not None or pattern("ref").search(words) is not None


def _refers(state: Work, one: Found) -> bool:
    """An item without conditions of its own, or with the words 符合条件的, asks what the document asks."""
    first = one.gifts[0] if one.gifts else None
    if first is None or not first.cond:
        return True
    return _SAME.search(state.text, first.start, first.end) is not None and not any(
        c.drafts for c in first.clauses
    )


def _item(state: Work, one: Found, base: Tree, titled: bool | None, *, alone: bool) -> Group:
    part = one.part
    group = Group(gift_name(state, one, alone=alone), part.start, part.last, part)
    if one.split:
        group.start, group.end = one.gifts[0].start, one.gifts[-1].end
    group.require = [base.require] if base.require is not None else []
    group.exclude = list(base.bars)
    own = _own(state, one, group.require)
    group.require += own.require_parts
    group.exclude += own.bars
    group.gifts = own.gifts
    if titled is not None:
        group.gifts = [g for g in own.gifts if (g.form == "title") == titled]
    if titled is not True:
        for sentence in one.repeats:
            group.exclude += [state.leaf(d) for c in sentence.clauses for d in c.drafts]
    return group


class _Own:
    """What an item part itself asks and gives."""

    def __init__(self) -> None:
        self.require_parts: list[Expr] = []
        self.bars: list[Expr] = []
        self.gifts: list[Gift] = []


def _own(state: Work, one: Found, base: list[Expr]) -> _Own:
    own = _Own()
    gives = {id(s.part) for s in one.gifts}
    _above(state, one.part, own)
    _conditions(state, one, one.part, gives, own)
    bands: list[tuple[Expr | None, list[Gift], bool]] = []
    for sentence in one.gifts:
        asked, bars = sentence_tree(state, sentence)
        own.bars += bars
        own.require_parts += _referred(state, sentence)
        extra = raises(state, sentence)
        bands.append((asked, sentence.gifts, extra))
    for table in state.tables:
        if table.part in one.part.walk():
            bands += [(gift.when, [gift], False) for gift in table.gifts]
    own.require_parts += asked_by_bands(state, bands, base + own.require_parts)
    own.gifts = [gift for _, gifts, _ in bands for gift in gifts]
    return own


def _above(state: Work, part: Part, own: _Own) -> None:
    """What a paragraph that opens several grants asks of all of them (对…的企业给予支持,具体如下:)."""
    above = part.parent
    while above is not None and above.parent is not None and above.style not in {"编", "章", "节"}:
        for sentence in state.sentences:
            if sentence.part is above and sentence.role in {"gift", "condition"} and not sentence.gifts:
                asked, bars = sentence_tree(state, sentence)
                own.bars += bars
                own.require_parts += [asked] if asked is not None else []
        above = above.parent


def _conditions(state: Work, one: Found, part: Part, gives: set[int], own: _Own) -> None:
    """The conditions of an item that stand beside its gift sentences."""
    tree = state.trees.get(id(part))
    if not any(id(p) in gives for p in part.walk()):
        if tree is not None:
            own.require_parts += [tree.require] if tree.require is not None else []
            own.bars += tree.bars
        return
    own_sentences = [s for s in state.sentences if s.part is part]
    if (
        tree is not None
        and tree.require is not None
        and not any(id(p) in gives for c in part.children for p in c.walk())
    ):
        own.require_parts.append(tree.require)
        own.bars += [b for s in own_sentences if s.role in {"bar"} for b in sentence_tree(state, s)[1]]
        own.bars += [b for c in part.children if (t := state.trees.get(id(c))) for b in t.bars]
        return
    for sentence in own_sentences:
        if sentence.role in {"condition", "lead", "bar"}:
            asked, bars = sentence_tree(state, sentence)
            own.bars += bars
            if asked is not None and sentence.role != "bar":
                own.require_parts.append(asked)
    for child in part.children:
        _conditions(state, one, child, gives, own)


def _referred(state: Work, sentence: Sentence) -> list[Expr]:
    """The trees that 符合第三条规定 names in what a gift sentence asks."""
    if not sentence.cond:
        return []
    words = state.text[sentence.cond[0] : sentence.cond[1]]
    if not pattern("ref").search(words):
        return []
    parts = refer(state, words, sentence.part)
    return [
        t.require
        for p in parts
        if p is not sentence.part and (t := state.trees.get(id(p))) and t.require is not None
    ]


def _attach(state: Work, found: list[Found]) -> None:
    """Windows, stacking and preference go to the items they cover."""
    recognises = RECOGNITION.search(state.meta.title) is not None
    split = [
        part
        for one in found
        for part in ([one.part, one.part] if one.titled and one.pays and one.repeats else [one.part])
    ]
    for group in state.groups:
        part = group.part or state.root
        base = (
            len(state.groups) == 1
            or not recognises
            or any(g.form == "title" for g in group.gifts)
            or _same_part(split, part)
        )
        for slot, where in state.slots:
            if where in part.walk() or (base and not any(where in other.walk() for other in split)):
                group.slots.append(slot)
        pays = any(g.form != "title" for g in group.gifts) or not group.gifts
        for sentence in state.sentences:
            if sentence.role in {"stacking", "repeat"} and pays and _covers(sentence, part, split):
                group.stacking.append((sentence.start, sentence.end))
            if sentence.role == "prefer" and _covers(sentence, part, split):
                group.prefer.append((sentence.start, sentence.end))


def _same_part(split: list[Part], part: Part) -> bool:
    return split.count(part) > 1


def _covers(sentence: Sentence, part: Part, split: list[Part]) -> bool:
    return sentence.part in part.walk() or not any(sentence.part in other.walk() for other in split)
