"""Step `policy_logic`: lists, quantifiers, score tables, waivers and references between parts.

Owns `Work.trees`, one tree per part that asks something.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.lists import cut
from nlp.components.section import quantifier
from nlp.components.trees import sentence_tree
from nlp.expr import Expr, either, every, leaf
from nlp.resources import pattern
from nlp.work import Doubt, Draft, Part, Sentence, Tree, Work, work

_ASKED = {"condition", "lead", "score"}
_BARRING = {"bar", "repeat"}
_UNASKED = {"steps", "keep", "other", "basis", "window", "materials"}
_TRADES = re.compile(r"[^,;。:《》]{1,60}(?<!产)(?<!企)(?<!行)业")
_ARTICLE = re.compile(r"第([一二三四五六七八九十百零\d]+)条|本条")
_POINT = re.compile(
    r"(?:第)?\(([一二三四五六七八九十\d]+)\)(?:款|项|目)?|第([一二三四五六七八九十\d]+)(?:款|项|目)"
)
_NAMED = re.compile(r"([一-龥]{2,6}?)(?:方面)?(?:的)?(?:要求|指标|条件|限制)")
_POINTS = re.compile(r"得(\d+)分$")


@Language.component("policy_logic")
def logic(doc: Doc) -> Doc:
    """Build the trees from the leaves up, then apply the waivers."""
    state = work(doc)
    by_part = sentences_of(state)
    _read(state, state.root, by_part)
    for sentence in state.sentences:
        if sentence.role == "waive":
            _waive(state, sentence)
    return doc


def sentences_of(state: Work) -> dict[int, list[Sentence]]:
    """The sentences of each part, in order."""
    out: dict[int, list[Sentence]] = {}
    for sentence in state.sentences:
        out.setdefault(id(sentence.part), []).append(sentence)
    return out


def _read(state: Work, part: Part, by_part: dict[int, list[Sentence]]) -> Tree:
    children = [_read(state, child, by_part) for child in part.children]
    sentences = by_part.get(id(part), [])
    tree = Tree()
    opened, own, members = _own(state, sentences, tree)
    if any(s.role == "prefer" and _opens(state, s) for s in sentences):
        # 优先支持的对象不是必备条件。
        children = []
    for child in children:
        tree.bars += child.bars
        if child.require is not None:
            members.append(child.require)
    if (table := _points(state, part, by_part)) is not None:
        own, members = [table], []
    if part.section == "exclude":
        # 负面清单里从正面说的要求（未列入异常名录、为独立法人）样样都要，不随“之一”。
        opened = None
    elif (
        opened is None and len(children) > 1 and sum(child.scoped for child in children) > len(children) // 2
    ):
        opened, tree.scoped = ("any", 1), True
    group = _group(opened, members)
    parts = own + ([group] if group is not None else [])
    tree.require = every(parts) if parts else None
    if tree.require is not None and (kind := _kind_of_firm(state, part)) is not None:
        tree.require, tree.scoped = every([kind, tree.require]), True
    if part.section in _UNASKED and part is not state.root:
        tree.require = None
    if any(s.role == "waive" and _opens(state, s) for s in sentences):
        tree.waiver, tree.require = tree.require, None
    state.trees[id(part)] = tree
    return tree


def _own(
    state: Work, sentences: list[Sentence], tree: Tree
) -> tuple[tuple[str, int] | None, list[Expr], list[Expr]]:
    """Quantifier of the list that a part opens, its own conditions, and those already in the list."""
    opened: tuple[str, int] | None = None
    own: list[Expr] = []
    members: list[Expr] = []
    for sentence in sentences:
        if _opens(state, sentence):
            opened = quantifier(state.text[sentence.start : sentence.end])
        if sentence.role not in _ASKED | _BARRING:
            continue
        asked, bars = sentence_tree(state, sentence)
        tree.bars += bars
        tree.own_bars += bars
        if asked is not None and sentence.role in {"condition", "lead"}:
            (members if opened and sentence.role == "condition" else own).append(asked)
            tree.last = asked
    return opened, own, members


def _kind_of_firm(state: Work, part: Part) -> Expr | None:
    """The heading of a part as a condition, where it names an industry (建筑业：…)."""
    start = part.start + len(part.mark)
    head = state.text[start : part.head_end].strip(" :")
    if part.body == part.end or not _TRADES.fullmatch(head):
        return None
    draft = Draft("", "in", "industry", start, start + len(head), values=tuple(cut(head)))
    return leaf(state.add(draft).id)


def _opens(state: Work, sentence: Sentence) -> bool:
    body = state.text[sentence.start : sentence.end]
    return body.endswith(":") or bool(pattern("lead_end").search(body))


def _group(opened: tuple[str, int] | None, members: list[Expr]) -> Expr | None:
    if not members:
        return None
    how, count = opened or ("all", 0)
    if how == "any":
        return either(members)
    if how == "at_least" and count < len(members):
        return Expr("at_least", members, count=count)
    return every(members)


def _points(state: Work, part: Part, by_part: dict[int, list[Sentence]]) -> Expr | None:
    """The score table that a part opens: its rows are the sentences below it that end in 得N分."""
    rows: list[tuple[Expr, str]] = []
    for below in part.walk():
        for sentence in by_part.get(id(below), []):
            hit = _POINTS.search(state.text[sentence.start : sentence.end])
            if sentence.role == "score" and hit:
                asked, _ = sentence_tree(state, sentence)
                if asked is not None:
                    rows.append((asked, hit[1]))
    if not rows or _total_below(part, by_part):
        return None
    total = next(
        (
            d
            for s in by_part.get(id(part), [])
            for c in s.clauses
            for d in c.drafts
            if d.feature == "total_score"
        ),
        None,
    )
    if total is None:
        return None
    total.kind, total.rows, total.pass_mark = "manual", rows, total.value
    total.op = total.value = total.unit = None
    return Expr("points", leaf=total.id)


def _total_below(part: Part, by_part: dict[int, list[Sentence]]) -> bool:
    """Whether a part below this one states the total, so that the table is that part's."""
    return any(
        d.feature == "total_score"
        for child in part.children
        for below in child.walk()
        for s in by_part.get(id(below), [])
        for c in s.clauses
        for d in c.drafts
    )


def article(state: Work, ordinal: int) -> Part | None:
    """The part 第N条."""
    return next((p for p in state.root.walk() if p.style == "条" and p.ordinal == ordinal), None)


def refer(state: Work, text: str, here: Part) -> list[Part]:
    """The parts that words like 第三条第（一）项、第（二）项 name, seen from a part of the same document."""
    from nlp.numerals import parse_number

    found: list[Part] = []
    current: Part | None = here
    while (
        current is not None and current.style != "条" and current.parent is not None and current.parent.style
    ):
        current = current.parent
    last: tuple[int, list[Part]] = (-1, [])
    for hit in re.finditer(rf"{_ARTICLE.pattern}|{_POINT.pattern}", text):
        if hit[1] or hit[0] == "本条":
            if hit[1]:
                number = parse_number(hit[1])
                current = article(state, int(number)) if number is not None else None
            if current is not None and not _POINT.match(text, hit.end()):
                found.append(current)
        elif current is not None:
            number = parse_number(hit[2] or hit[3])
            nested = last[0] == hit.start() and bool(last[1])
            above = last[1] if nested else [current]
            inner = [
                c for p in above for c in p.children if c.style and number is not None and c.ordinal == number
            ]
            if nested and inner:
                found = [part for part in found if part not in last[1]]
            found += inner
            last = (hit.end(), inner)
    return found


def _waive(state: Work, sentence: Sentence) -> None:
    """Wrap what a waiver replaces; a waiver whose target is not clear goes to review."""
    waiver, _ = sentence_tree(state, sentence)
    if waiver is None and (opened := state.trees.get(id(sentence.part))):
        waiver = opened.waiver
    targets = _targets(state, sentence)
    if waiver is None or not targets:
        state.doubts.append(Doubt(sentence.start, sentence.end, "豁免或视同的对象没有读明白"))
        return
    for target in targets:
        target.waived_by(waiver)


def _targets(state: Work, sentence: Sentence) -> list[Expr]:
    start, end = sentence.then or (sentence.start, sentence.end)
    words = state.text[start:end]
    parts = refer(state, words, sentence.part)
    found = [tree.require for p in parts if (tree := state.trees.get(id(p))) and tree.require is not None]
    if found:
        return found
    if "评分" in words or "评审" in words:
        return [e for e in _all(state) if e.op == "points"][:1]
    if leaves := _by_words(state, sentence, words):
        return leaves
    tree = state.trees.get(id(sentence.part))
    if re.search(r"此项|该项|本项|这一|[此该本]限", words) and tree and tree.last is not None:
        return [tree.last]
    return []


def _by_words(state: Work, sentence: Sentence, words: str) -> list[Expr]:
    """Leaves of the same part that the waiver names by their feature (增长率要求, 收入要求)."""
    part = sentence.part
    out = []
    for one in _all(state):
        draft = state.drafts.get(one.leaf) if one.op == "leaf" else None
        if draft and part.start <= draft.start < sentence.start and _named(state, draft, words):
            out.append(one)
    return out


def _named(state: Work, draft: Draft, words: str) -> bool:
    if "增长" in words:
        return draft.feature.endswith("_growth")
    noun = _NAMED.search(words)
    if noun and noun[1] in state.text[draft.start : draft.end]:
        return True
    return any(
        h.layer == "feature" and h.id == draft.feature and state.text[h.start : h.end] in words
        for h in state.hits.inside(draft.start, draft.end)
    )


def _all(state: Work) -> list[Expr]:
    seen: list[Expr] = []
    known: set[int] = set()

    def visit(one: Expr) -> None:
        if id(one) in known:
            return
        known.add(id(one))
        seen.append(one)
        for part in one.parts:
            visit(part)

    for tree in state.trees.values():
        if tree.require is not None:
            visit(tree.require)
    return seen
