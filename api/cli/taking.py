"""Several input files taken together: all faults of all files at once, nothing given twice.

Owns the gathering; the files are read by `intake`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from api.intake.table import Taken
from domain.errors import InputError, InputFaultsError, Where
from domain.strict import raise_all

Thing = TypeVar("Thing")


def read_all(paths: Iterable[Path], read: Callable[[Path], Taken[Thing]]) -> list[Taken[Thing]]:
    """What each file gives.

    Raises:
        InputError, InputFaultsError: the faults of all files together.
        UnavailableError: one cannot be opened.
    """
    taken: list[Taken[Thing]] = []
    faults: list[InputError] = []
    for path in paths:
        try:
            taken.append(read(path))
        except InputError as error:
            faults += error.faults if isinstance(error, InputFaultsError) else [error]
    raise_all(faults)
    return taken


def given_twice(taken: Sequence[Taken[Thing]], key_of: Callable[[Thing], str]) -> Iterator[InputError]:
    """Faults for what two files give."""
    seen: dict[str, Where] = {}
    for part in taken:
        for thing, place in zip(part.things, part.places, strict=True):
            key = key_of(thing)
            if key in seen:
                yield InputError(f"“{key}”在 {seen[key].file} 里已有", where=place, todo="只留一份")
            seen.setdefault(key, place)
