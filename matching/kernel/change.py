"""What a change does: the same items on the same firms before and after, as pairs gained, lost, newly near.

Owns the comparison and the re-judging of some firms alone; what nobody changed is not judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.company import Company
from domain.policy import Item, Policy
from matching.kernel.answer import ItemAnswer
from matching.kernel.encode import Register
from matching.kernel.planes import unpack
from matching.kernel.register import RegisterAnswer, judged, match_register
from matching.verdict import Outcome

Flags = NDArray[np.bool_]


class Place(NamedTuple):
    """A pair by business keys."""

    doc_id: str
    item_id: str
    company: str


@dataclass(frozen=True, slots=True)
class Change:
    """Pairs that differ, item by item, firms in register order.

    Attributes:
        gained: they fit now and did not. `lost`: the other way round.
        newly_near: one curable criterion is lacking now, and before it was not so.
    """

    gained: tuple[Place, ...]
    lost: tuple[Place, ...]
    newly_near: tuple[Place, ...]


def difference(before: RegisterAnswer, after: RegisterAnswer) -> Change:
    """What two answers about the same firms say differently, for the items that both judged."""
    if [one.key for one in before.register.companies] != [one.key for one in after.register.companies]:
        raise ValueError("the two answers are not about the same firms in the same order")
    earlier = {_key(one): one for one in before.items}
    sides = [(_marks(earlier[_key(one)]), one) for one in after.items if _key(one) in earlier]
    return _change(sides, after.register)


def rejudged_firms(before: RegisterAnswer, changed: Mapping[int, Company]) -> tuple[RegisterAnswer, Change]:
    """Some firms of a register judged anew on all items; what nobody changed is not judged again.

    Args:
        changed: the firms as they are now, by their place in the register.

    Returns:
        The answer about these firms alone, in the order given, and what has changed for them.
    """
    old = before.register
    register = Register(changed.values(), old.on, old.codes)
    after = RegisterAnswer(register, judged([one.plan for one in before.items], register))
    places = np.fromiter(changed, np.int64, len(changed))
    sides = [
        (tuple(flags[places] for flags in _marks(one)), new)
        for one, new in zip(before.items, after.items, strict=True)
    ]
    return after, _change(sides, register)


def rejudged_item(before: RegisterAnswer, policy: Policy, item: Item) -> tuple[RegisterAnswer, Change]:
    """One item as it reads now judged anew on all firms; its answer alone, and what has changed."""
    after = match_register([(policy, item)], before.register, before.register.on)
    return after, difference(before, after)


def _key(one: ItemAnswer) -> tuple[str, str]:
    return one.plan.policy.doc_id, one.plan.item.id


def _marks(one: ItemAnswer) -> tuple[Flags, ...]:
    """Per firm whether it fits, and whether it is near."""
    fits = one.classes.get(Outcome.FITS, np.zeros_like(one.near))
    return unpack(fits, one.firms), unpack(one.near, one.firms)


def _change(sides: Iterable[tuple[tuple[Flags, ...], ItemAnswer]], register: Register) -> Change:
    gained: list[Place] = []
    lost: list[Place] = []
    near: list[Place] = []
    for (fitted, was_near), one in sides:
        fits, is_near = _marks(one)
        for found, flags in ((gained, fits & ~fitted), (lost, fitted & ~fits), (near, is_near & ~was_near)):
            found += [Place(*_key(one), register.companies[at].key) for at in np.flatnonzero(flags)]
    return Change(tuple(gained), tuple(lost), tuple(near))
