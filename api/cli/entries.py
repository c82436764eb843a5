"""Items named on the command line, from one reading or a folder of readings.

Owns how an item is named: by its id alone or with its document's before it.
"""

from __future__ import annotations

from pathlib import Path

from api.cli.judging import read_folder
from domain.errors import InputError, Where
from domain.policy import Item, Policy
from domain.reading_file import read_reading

Entry = tuple[Policy, Item]


def entries_of(reading: Path, item: str | None) -> list[Entry]:
    """The items of one reading or of a folder of them; those of one name if it is given.

    Raises:
        InputError, InputFaultsError: a reading is broken, or no item has the name.
    """
    policies = read_folder(reading) if reading.is_dir() else [read_reading(reading)]
    found = [(policy, one) for policy in policies for one in policy.items]
    if item is None:
        return found
    named = [(policy, one) for policy, one in found if item in {one.id, key_of(policy, one)}]
    if not named:
        known = "、".join(key_of(policy, one) for policy, one in found) or "（没有事项）"
        raise InputError(f"没有事项“{item}”", where=Where(file=str(reading)), expected=known)
    return named


def the_entry(reading: Path, item: str) -> Entry:
    """The one item of that name.

    Raises:
        InputError: as `entries_of`, or several documents have an item of that id.
    """
    named = entries_of(reading, item)
    if len(named) > 1:
        known = "、".join(key_of(policy, one) for policy, one in named)
        raise InputError(
            f"不止一个事项叫“{item}”", where=Where(file=str(reading)), expected=f"{known} 中的一个"
        )
    return named[0]


def key_of(policy: Policy, item: Item) -> str:
    """The item's id in the graph: 文档编号.事项编号."""
    return f"{policy.doc_id}.{item.id}"
