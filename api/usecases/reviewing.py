"""What a reviewer fills in, as an act on a reading: a sentence edited, words of the text pointed at.

Owns the way from a form to an `Edit`; what the act does is `domain.review`'s, keeping it is `graph.review`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any as AnyValue

from domain.errors import ConflictError, InputError, NotFoundError
from domain.meaning import KEYS, with_meaning
from domain.policy import Criterion, Item, Policy, Span
from domain.reading_json import criterion_json
from domain.review import Act, Edit
from domain.sentence import parse_sentence
from domain.tree import print_tree

_SHOWN = 20
_LABELS = {
    "sentence": "规范句",
    "quote": "引文",
    "into": "算作",
    "require": "条件",
    "exclude": "排除情形",
    "on": "签认日",
    "compared": "核对过的原件",
    "why": "理由",
}
_INTO = {"require": "条件", "exclude": "排除情形"}


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields of a review form, as typed; empty where the person left them so.

    Attributes:
        act: what to do.
        item: the item's id within its document; `leaf` the criterion's.
        sentence: the canonical sentence as it should be.
        quote: the words of the text that state the criterion.
        into: for a criterion to add, `require` or `exclude`.
        require, exclude: the trees as they should be, over ids.
        start, end: place of a stretch for review.
        why: the reason.
    """

    act: Act
    item: str
    leaf: str = ""
    sentence: str = ""
    quote: str = ""
    into: str = "require"
    require: str = ""
    exclude: str = ""
    start: int | None = None
    end: int | None = None
    why: str = ""

    @property
    def takes_stretch(self) -> bool:
        """Whether a stretch for review is made a criterion, which settles it too."""
        return self.act is Act.ADD and self.start is not None and self.end is not None

    @property
    def of_stretch(self) -> bool:
        """Whether the form stands beside a stretch for review."""
        return self.act is Act.SETTLE or self.takes_stretch


def edit_of(policy: Policy, form: Filled) -> Edit:
    """The act that a form asks for.

    Raises:
        InputError: a sentence that cannot be read, words that the text does not have or has more than once,
            or nothing that would change.
        NotFoundError: no such item or criterion.
    """
    item = _item(policy, form.item)
    return Edit(form.act, form.item, form.leaf or None, _changes(policy, item, form), form.why.strip())


def told(typed: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What was typed, each with the label of its field; empty ones left out."""
    words = {**typed, "into": _INTO.get(typed.get("into", ""), "")}
    return tuple((label, words[key]) for key, label in _LABELS.items() if words.get(key))


def check_there(policy: Policy, item_id: str) -> Item:
    """The item that a form is about.

    Raises:
        ConflictError: it was there when the page was shown and is gone: the document was read anew.
    """
    item = policy.item(item_id)
    if item is None:
        raise ConflictError(
            f"事项“{item_id}”已不在这份文件里，可能重读过文件", todo="在现有的事项里核对后再改"
        )
    return item


def check_stretch(policy: Policy, form: Filled) -> None:
    """Refuse a form beside a stretch for review that somebody dealt with meanwhile.

    Raises:
        ConflictError: the stretch is no longer for review.
    """
    stretches = {(one.span.start, one.span.end) for one in policy.review}
    if form.of_stretch and (form.start, form.end) not in stretches:
        raise ConflictError("这一处待核的文字已有人处理", todo="看更正记录，还要改的在事项下改")


def check_open(policy: Policy, item_id: str) -> None:
    """Refuse to sign what somebody signed meanwhile, or what is gone.

    Raises:
        ConflictError: says who signed, and for which day.
    """
    signed = check_there(policy, item_id).signed
    if signed is not None:
        raise ConflictError(f"这个事项已由 {signed.by} 签认（{signed.on}）", todo="要改签，先撤回签认")


def _changes(policy: Policy, item: Item, form: Filled) -> dict[str, AnyValue]:
    match form.act:
        case Act.CORRECT:
            return _corrected(policy, _criterion(policy, form.leaf), form)
        case Act.ADD:
            return _added(policy, form)
        case Act.TREE:
            return _trees(item, form)
        case Act.SETTLE:
            return {"start": form.start, "end": form.end}
        case _:
            return {}


def _corrected(policy: Policy, old: Criterion, form: Filled) -> dict[str, AnyValue]:
    """The keys in which the sentence differs from what is read, and the place if other words are meant."""
    new = with_meaning(old, parse_sentence(form.sentence.strip()))
    was, will = criterion_json(old), criterion_json(new)
    changes = {key: will.get(key) for key in KEYS if was.get(key) != will.get(key)}
    quote = form.quote.strip()
    if quote and quote != old.span.quote:
        span = place_of(policy, quote, near=old.span.start)
        changes |= {"start": span.start, "end": span.end}
    if not changes:
        raise InputError("这一条没有改动", todo="改了规范句或引文再更正；没有要改的就认可")
    return changes


def _added(policy: Policy, form: Filled) -> dict[str, AnyValue]:
    if not form.quote.strip():
        raise InputError("没有指明原文", expected="说出这个条件的那几个字", todo="在正文里选中它们")
    span = place_of(policy, form.quote.strip(), near=form.start)
    meaning = parse_sentence(form.sentence.strip())
    probe = Criterion(id="c0", kind=meaning.kind, feature=meaning.feature, span=span)
    said = criterion_json(with_meaning(probe, meaning))
    asked = {key: said[key] for key in KEYS if said.get(key)}
    return {**asked, "start": span.start, "end": span.end, "into": form.into}


def _trees(item: Item, form: Filled) -> dict[str, AnyValue]:
    was = {
        "require": print_tree(item.require) if item.require else "",
        "exclude": print_tree(item.exclude) if item.exclude else "",
    }
    will = {"require": form.require.strip(), "exclude": form.exclude.strip()}
    changes = {key: will[key] or None for key in was if was[key] != will[key]}
    if not changes:
        raise InputError("条件之间的关系没有改动", todo="改了再提交")
    return changes


def place_of(policy: Policy, quote: str, *, near: int | None = None) -> Span:
    """Where words stand in the text; of several places the nearest one to `near`.

    Raises:
        InputError: the graph holds no text of the policy, the words are not in it, or they stand in it more
            than once and nothing says which is meant.
    """
    if policy.text is None:
        raise InputError("图中没有这份文件的正文", todo="重新读入带正文的文件")
    places = []
    at = policy.text.find(quote)
    while at >= 0:
        places.append(at)
        at = policy.text.find(quote, at + 1)
    shown = quote if len(quote) <= _SHOWN else quote[:_SHOWN] + "…"
    if not places:
        raise InputError(
            f"正文里没有“{shown}”", expected="与正文一字不差（含空格和标点）", todo="在正文里选中它"
        )
    if len(places) > 1 and near is None:
        raise InputError(f"正文里有 {len(places)} 处“{shown}”", todo="多选几个字，使它只有一处")
    start = min(places, key=lambda place: abs(place - near)) if near is not None else places[0]
    return Span(start, start + len(quote), quote)


def _item(policy: Policy, name: str) -> Item:
    found = next((one for one in policy.items if one.id == name), None)
    if found is None:
        raise NotFoundError(f"文档里没有事项“{name}”", todo="刷新后再看")
    return found


def _criterion(policy: Policy, name: str) -> Criterion:
    found = next((one for one in policy.criteria() if one.id == name), None)
    if found is None:
        raise NotFoundError(f"文档里没有条件“{name}”", todo="刷新后再看")
    return found


def typed(form: Filled) -> Mapping[str, str]:
    """What was typed, by field, so that a page that is shown again keeps it."""
    return {
        "sentence": form.sentence,
        "quote": form.quote,
        "into": form.into if form.act is Act.ADD else "",
        "require": form.require,
        "exclude": form.exclude,
        "why": form.why,
    }
