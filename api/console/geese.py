"""Where each goose flies: the geometry of the 雁阵 picture, heads in front, tiers behind on two wings.

Owns places only. Left and right say nothing about a firm: birds alternate, in the order given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH = 1080
_CENTRE = WIDTH // 2
_ROW = 40
_HEADER = 44
"""Height of the strip above each band that carries its name."""
_REACH = 290
"""How far from the middle the last bird of a wing may be, so that its label still fits."""
_FLATTEST = 30


@dataclass(frozen=True, slots=True)
class Goose:
    """One firm's place: `side` is -1 on the left wing, 1 on the right, 0 in the middle."""

    key: str
    x: float
    y: float
    side: int


@dataclass(frozen=True, slots=True)
class Band:
    """The stretch of rows of one tier, with the strip for its name at the top."""

    tier: int
    top: float
    bottom: float
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole formation: birds, bands, and the height the picture needs (px)."""

    geese: tuple[Goose, ...]
    bands: tuple[Band, ...]
    height: float

    def place(self) -> Mapping[str, Goose]:
        """Birds by firm."""
        return {goose.key: goose for goose in self.geese}


def fly(tiers: Sequence[tuple[int, Sequence[str]]]) -> Picture:
    """The formation of these tiers, front first; empty tiers take no room.

    The first bird of all flies alone at the point; each tier starts a new row, so that the wings stay level.
    """
    filled = [(tier, keys) for tier, keys in tiers if keys]
    rows = sum(_rows(keys, first=i == 0) for i, (_, keys) in enumerate(filled))
    slant = min(_FLATTEST, _REACH / max(rows - 1, 1))
    geese: list[Goose] = []
    bands: list[Band] = []
    row, y = 0, 0.0
    for index, (tier, keys) in enumerate(filled):
        top = y
        y += _HEADER + _ROW / 2
        for birds in _paired(keys, first=index == 0):
            geese.extend(_placed(birds, row, y, slant))
            row += 1
            y += _ROW
        y -= _ROW / 2
        bands.append(Band(tier, top, y, len(keys)))
    return Picture(tuple(geese), tuple(bands), y + 8)


def _rows(keys: Sequence[str], *, first: bool) -> int:
    return len(_paired(keys, first=first))


def _paired(keys: Sequence[str], *, first: bool) -> list[Sequence[str]]:
    """Birds two a row, left then right; the point of the formation is a row of one."""
    lead = 1 if first and len(keys) % 2 else 0
    rows: list[Sequence[str]] = [keys[:1]] if lead else []
    rows.extend(keys[i : i + 2] for i in range(lead, len(keys), 2))
    return rows


def _placed(birds: Sequence[str], row: int, y: float, slant: float) -> list[Goose]:
    if row == 0 and len(birds) == 1:
        return [Goose(birds[0], _CENTRE, y, 0)]
    away = 44 + row * slant
    return [Goose(key, _CENTRE + side * away, y, side) for key, side in zip(birds, (-1, 1), strict=False)]
