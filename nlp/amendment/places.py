"""Where the parts of a reading stand: item, article, and what a criterion is asked for.

Owns nothing but the look-up; a reading without its text has no articles.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping

from domain.amendment import Placed, Role
from domain.names import plain
from domain.policy import Benefit, Criterion, Policy, Span, Window
from domain.tree import leaf_ids

_NUMBER = "[零〇一二三四五六七八九十百0-9]+"
_ARTICLE = re.compile(rf"(?:^|\n)[ \t\u3000#*]*(第{_NUMBER}条)")
_OWN_NUMBER = re.compile(rf"^[ \t\u3000#*]*第{_NUMBER}条[ \t\u3000]*")
_HEADING = re.compile(rf"(?:^|\n)[ \t\u3000#*]*({_NUMBER}[、．])")


def words_of(span: Span) -> str:
    """The words of a quote as they are compared: without blanks, quotation marks, its article's number."""
    return plain(_OWN_NUMBER.sub("", span.quote))


class Articles:
    """The articles (第八条) of a text; of a text without any, its headings (三、)."""

    def __init__(self, text: str | None) -> None:
        found = list(_ARTICLE.finditer(text or "")) or list(_HEADING.finditer(text or ""))
        self.starts = [one.start(1) for one in found]
        self.names = [one[1].rstrip("、．") for one in found]

    def at(self, start: int) -> str | None:
        """The article in which this character stands; None before the first."""
        place = bisect_right(self.starts, start)
        return self.names[place - 1] if place else None


def roles_of(policy: Policy) -> Mapping[str, tuple[Role, ...]]:
    """What each criterion is asked for, in the order of `Role`."""
    found: dict[str, set[Role]] = defaultdict(set)
    for item in policy.items:
        trees = [(Role.REQUIRE, item.require), (Role.EXCLUDE, item.exclude)]
        trees += [(Role.BAND, benefit.when) for benefit in item.benefits]
        trees += [(Role.ROW, row.when) for one in item.criteria for row in one.rows]
        for role, tree in trees:
            for name in leaf_ids(tree):
                found[name].add(role)
    order = list(Role)
    return {name: tuple(sorted(roles, key=order.index)) for name, roles in found.items()}


def placed_criteria(policy: Policy) -> list[Placed[Criterion]]:
    """Every criterion once, in document order of the items."""
    articles, roles = Articles(policy.text), roles_of(policy)
    return [
        Placed(one, item.id, articles.at(one.span.start), roles.get(one.id, (Role.NONE,)))
        for item in policy.items
        for one in item.criteria
    ]


def placed_benefits(policy: Policy) -> list[Placed[Benefit]]:
    """Every benefit, in document order of the items."""
    articles = Articles(policy.text)
    return [
        Placed(one, item.id, articles.at(one.span.start)) for item in policy.items for one in item.benefits
    ]


def placed_windows(policy: Policy) -> list[Placed[Window]]:
    """Every window, in document order of the items."""
    articles = Articles(policy.text)
    return [
        Placed(one, item.id, articles.at(one.span.start)) for item in policy.items for one in item.windows
    ]
