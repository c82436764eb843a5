"""Laws of the comparison, on policies made up of anything that a reading may hold."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.amendment import Fate, TreeFate
from domain.meaning import with_meaning
from domain.period import parse_day
from domain.policy import Benefit, Item, PointsRow, Policy, Review, Signature, Span, Window
from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When
from nlp.amendment import compare
from nlp.amendment.forms import form
from nlp.amendment.pairing import out_of_order
from tests import make
from tests.domain.sentence.asked import meanings, trees

WORDS = st.text("企业研发收入近三年不低于0123456789万元，。 ", max_size=12)
SIGNED = Signature("李某", parse_day("2026-01-02"))
spans = st.builds(lambda start, quote: Span(start, start + len(quote), quote), st.integers(0, 300), WORDS)
sums = st.none() | st.sampled_from([1000, 2000, 3000])
days = st.none() | st.dates()


def renamed(node: Node | None, name) -> Node | None:
    """The tree with other ids."""
    match node:
        case Leaf(key):
            return Leaf(name(key))
        case Points(key):
            return Points(name(key))
        case All(parts) | Any(parts):
            return type(node)(tuple(renamed(part, name) for part in parts))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(renamed(part, name) for part in parts))
        case Not(part):
            return Not(renamed(part, name))
        case When(first, second) | Waive(first, second):
            return type(node)(renamed(first, name), renamed(second, name))
    return None


@st.composite
def policies(draw):
    """One to three signed items; the trees name criteria of any of them."""
    sizes = draw(st.lists(st.integers(0, 4), min_size=1, max_size=3))
    ids = [f"c{n}" for n in range(1, sum(sizes) + 1)]
    tree = (
        trees.map(lambda node: renamed(node, lambda key: ids[len(key) * 7 % len(ids)])) if ids else st.none()
    )
    items, at = [], 0
    for number, size in enumerate(sizes, start=1):
        own, at = ids[at : at + size], at + size
        criteria = [draw(criterion(name, tree if name == ids[0] else None)) for name in own]
        gifts = draw(st.lists(st.builds(benefit, spans, sums, st.none() | tree), max_size=2))
        opens = draw(st.lists(st.builds(Window, spans, days, days, st.booleans()), max_size=2))
        items.append(
            Item(
                f"i{number}",
                draw(WORDS),
                0,
                0,
                draw(st.none() | tree),
                draw(st.none() | tree),
                tuple(criteria),
                tuple(gifts),
                tuple(opens),
                signed=SIGNED,
            )
        )
    review = tuple(Review(span, "没有读成条件") for span in draw(st.lists(spans, max_size=2)))
    text = "第一条 甲\n第二条 乙\n" + "丙" * 150 + "\n第三条 丁" if draw(st.booleans()) else None
    return replace(make.policy(*items), text=text, review=review)


@st.composite
def criterion(draw, name, rows):
    """A criterion that asks anything."""
    made = with_meaning(replace(make.criterion(name), span=draw(spans)), draw(meanings))
    if rows is None or not draw(st.booleans()):
        return made
    when = draw(rows)
    return replace(made, rows=(PointsRow(when, make.criterion(value=10).value),))


@st.composite
def versions(draw):
    """Two versions: unrelated ones, or one with criteria left out, changed, and put in another order."""
    old = draw(policies())
    if draw(st.booleans()):
        return old, draw(policies())
    items = []
    for item in draw(st.permutations(old.items)):
        kept = [one for one in draw(st.permutations(item.criteria)) if draw(st.booleans())]
        changed = [replace(one, value=make.criterion(value=7).value, level=None) for one in kept[:1]]
        items.append(replace(item, criteria=(*changed, *kept[1:]), require=None, exclude=None, benefits=()))
    return old, replace(old, items=tuple(items))


def benefit(span, amount, when):
    """A benefit at this place."""
    return Benefit("grant", span, None if amount is None else make.criterion(value=amount).value, when=when)


def parts(policy: Policy):
    """Criteria, benefits and windows of a policy."""
    return (
        list(policy.criteria()),
        [one for item in policy.items for one in item.benefits],
        [one for item in policy.items for one in item.windows],
    )


def sorts(amended):
    """The changes of the three sorts."""
    return (amended.criteria, amended.benefits, amended.windows)


@given(policies())
@settings(max_examples=60)
def test_a_version_compared_with_itself_is_kept_whole(policy):
    amended = compare(policy, policy)

    for changes in sorts(amended):
        assert all(one.fate is Fate.KEPT and one.old == one.new for one in changes)
        assert not any(one.moved or one.reworded or one.differences for one in changes)
    assert all(one.fate is Fate.KEPT and one.old is one.new for one in amended.items)
    assert all(one.tree is TreeFate.SAME and one.signature.stays for one in amended.items)
    others = (amended.document, amended.renumbered, amended.review_new, amended.review_gone)
    assert others == ((), (), (), ())


@given(versions())
@settings(max_examples=60)
def test_every_part_of_either_version_stands_in_one_change(both):
    old, new = both
    amended = compare(old, new)

    for changes, olds, news in zip(sorts(amended), parts(old), parts(new), strict=True):
        assert by_place(one.old.part for one in changes if one.old) == by_place(olds)
        assert [one.new.part for one in changes if one.new] == news
        assert all((one.old is None) == (one.fate is Fate.NEW) for one in changes)
        assert all((one.new is None) == (one.fate is Fate.GONE) for one in changes)
        assert all(bool(one.differences) == (one.fate is Fate.CHANGED) for one in changes)
    assert sorted(one.old.id for one in amended.items if one.old) == sorted(item.id for item in old.items)
    assert [one.new.id for one in amended.items if one.new] == [item.id for item in new.items]


def by_place(some):
    """Parts in an order that does not depend on where they stand."""
    return sorted(map(repr, some))


@given(versions())
@settings(max_examples=60)
def test_what_is_new_one_way_round_is_gone_the_other(both):
    old, new = both
    there, back = compare(old, new), compare(new, old)

    turned = {Fate.NEW: Fate.GONE, Fate.GONE: Fate.NEW, Fate.KEPT: Fate.KEPT, Fate.CHANGED: Fate.CHANGED}
    for ours, theirs in zip((*sorts(there), there.items), (*sorts(back), back.items), strict=True):
        said = [(turned[one.fate], repr(one.new), repr(one.old)) for one in ours]
        assert sorted(said) == sorted((one.fate, repr(one.old), repr(one.new)) for one in theirs)
    assert there.review_new == back.review_gone


@given(policies())
@settings(max_examples=30)
def test_ids_do_not_matter(policy):
    def name(key):
        return f"n_{key}"

    def other(item):
        leaves = tuple(
            replace(
                one, id=name(one.id), rows=tuple(PointsRow(renamed(r.when, name), r.points) for r in one.rows)
            )
            for one in item.criteria
        )
        gifts = tuple(replace(one, when=renamed(one.when, name)) for one in item.benefits)
        both = {"require": renamed(item.require, name), "exclude": renamed(item.exclude, name)}
        return replace(item, criteria=leaves, benefits=gifts, **both)

    amended = compare(policy, replace(policy, items=tuple(map(other, policy.items))))

    assert all(one.fate is Fate.KEPT for changes in (*sorts(amended), amended.items) for one in changes)
    assert all(one.signature.stays for one in amended.items)


@given(trees)
def test_a_tree_has_one_form_however_its_parts_are_ordered(tree):
    def turned(node):
        match node:
            case All(inner) | Any(inner):
                return type(node)(tuple(turned(part) for part in reversed(inner)))
            case AtLeast(count, inner):
                return AtLeast(count, tuple(turned(part) for part in reversed(inner)))
        return node

    assert form(turned(tree), str) == form(tree, str)
    assert form(All((tree,)), str) == form(tree, str)
    assert form(Not(tree), str) != form(tree, str)


@given(st.lists(st.integers(0, 30), unique=True, max_size=8))
def test_the_fewest_are_said_to_have_moved(order):
    pairs = list(enumerate(order))
    moved = out_of_order(pairs)
    stayed = [new for pair in pairs if pair not in moved for new in [pair[1]]]
    assert stayed == sorted(stayed)
    longest = max(
        (n for n in range(len(order) + 1) for some in combinations(order, n) if list(some) == sorted(some)),
        default=0,
    )
    assert len(stayed) == longest
