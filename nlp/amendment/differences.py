"""In what two parts that are one differ, key by key, in words for people.

Owns the keys that count: those of a meaning, what a criterion is asked for, its scoring table; sums; days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from domain.amendment import Difference, Placed
from domain.meaning import meaning_of
from domain.names import plain
from domain.policy import Benefit, Criterion, Item, Policy, Span, Window, YearlyDay
from domain.quantity import show
from domain.reading_json import plain as plain_number
from domain.sentence import key_text, keys_apart, sentence, tree_line
from domain.sentence.words import FORM_WORDS, PER_WORDS
from domain.tree import Node
from nlp.amendment.forms import Form, Name, form
from nlp.amendment.places import words_of

Names = Mapping[str, str]
"""Id in the new version by id in the old one."""


def criterion_differences(
    old: Placed[Criterion], new: Placed[Criterion], names: Names
) -> Iterator[Difference]:
    """What is asked, what for, and by which table."""
    one, other = meaning_of(old.part), meaning_of(new.part)
    for key in keys_apart(one, other):
        yield Difference(key, key_text(one, key), key_text(other, key))
    if old.roles != new.roles:
        yield Difference("role", *("、".join(role.zh for role in part.roles) for part in (old, new)))
    if old.part.pass_mark != new.part.pass_mark:
        marks = (part.part.pass_mark for part in (old, new))
        yield Difference("pass", *(None if mark is None else show(mark, "point") for mark in marks))
    if _table(old.part, lambda name: names.get(name, f"old {name}")) != _table(new.part, lambda name: name):
        yield Difference("rows", *(_rows(part.part) for part in (old, new)))


def _table(criterion: Criterion, name: Name) -> list[tuple[Decimal, Form | None]]:
    return [(row.points, form(row.when, name)) for row in criterion.rows]


def _rows(criterion: Criterion) -> str | None:
    points = "、".join(f"{plain_number(row.points)}分" for row in criterion.rows)
    return f"共{len(criterion.rows)}行（{points}）" if points else None


def benefit_differences(
    old: Benefit, new: Benefit, names: Names, criteria: tuple[Policy, Policy]
) -> Iterator[Difference]:
    """Form, sums and the band; a band is the same where its criteria are one and combine alike."""
    for key, said in _SUMS.items():
        if getattr(old, key) != getattr(new, key):
            yield Difference(key, *(said(getattr(one, key)) for one in (old, new)))
    if form(old.when, lambda name: names.get(name, f"old {name}")) != form(new.when, lambda name: name):
        pairs = zip((old, new), criteria, strict=True)
        yield Difference("when", *(_line(one.when, policy) for one, policy in pairs))


def _money(value: Decimal | None) -> str | None:
    return None if value is None else show(value, "CNY").replace(" ", "")


_SUMS: Mapping[str, Callable[..., str | None]] = {
    "form": lambda value: FORM_WORDS.get(value, value),
    "amount": _money,
    "rate": lambda value: None if value is None else show(value, "1"),
    "cap": _money,
    "per": lambda value: PER_WORDS.get(value, value),
}


def _line(when: Node | None, policy: Policy) -> str | None:
    if when is None:
        return None
    said = {one.id: sentence(meaning_of(one)) for one in policy.criteria()}
    return tree_line(when, lambda name: said.get(name, name))


def window_differences(old: Window, new: Window) -> Iterator[Difference]:
    """First day, last day, and whether it repeats."""
    for key in ("start", "end"):
        days = [getattr(one, key) for one in (old, new)]
        if days[0] != days[1]:
            yield Difference("from" if key == "start" else "to", *map(_day, days))
    if old.yearly != new.yearly:
        yield Difference("recur", *("每年" if one.yearly else "一次" for one in (old, new)))


def _day(day: date | YearlyDay | None) -> str | None:
    if isinstance(day, YearlyDay):
        return f"每年{day.month}月{day.day}日"
    return None if day is None else f"{day.year}年{day.month}月{day.day}日"


def item_differences(old: Item, new: Item) -> Iterator[Difference]:
    """The name, and the sentences on stacking and preference."""
    if plain(old.name) != plain(new.name):
        yield Difference("name", old.name, new.name)
    for key in ("stacking", "prefer"):
        said: list[tuple[Span, ...]] = [getattr(one, key) for one in (old, new)]
        if _words(said[0]) != _words(said[1]):
            yield Difference(key, *("；".join(one.quote for one in part) or None for part in said))


def _words(spans: tuple[Span, ...]) -> list[str]:
    return sorted(words_of(span) for span in spans)


def document_differences(old: Policy, new: Policy) -> Iterator[Difference]:
    """What the document says of itself."""
    for key in ("title", "doc_no", "issuers", "region", "published", "effective_from", "effective_to"):
        values = [getattr(one, key) for one in (old, new)]
        if values[0] != values[1]:
            yield Difference(key, *map(_said, values))


def _said(value: object) -> str | None:
    if isinstance(value, tuple):
        return "、".join(value) or None
    return None if value is None else str(value)
