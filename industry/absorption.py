"""The chance that a walk along shares of sales ends where it should: (I - B)^-1 e on sparse matrices.

Owns the numerics of the order pull; exact for small clusters, bracketed from both sides for large ones.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csc_array, csr_array, eye_array
from scipy.sparse.csgraph import breadth_first_order
from scipy.sparse.linalg import splu

from industry.settings import pull_settings

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def reach(inside: csr_array, exits: Vector) -> Vector:
    """Per firm the chance to end at an exit: the least solution of D = e + B D, in [0, 1].

    Firms without a way to an exit circle among themselves for ever or leave elsewhere: 0, and they are left
    out, since they could make the matrix singular.

    Args:
        inside: B, shares of sales (row) to customers (column); rows with their exits sum to at most 1.
        exits: e, the share of sales that ends at an exit at once.
    """
    found = np.zeros(inside.shape[0])
    live = np.flatnonzero(_leads_to(inside, exits > 0))
    if live.size:
        part = inside[live][:, live]
        found[live] = np.clip(_solve(part, exits[live]), 0.0, 1.0)
    return found


def _solve(inside: csr_array, exits: Vector) -> Vector:
    """Direct for small clusters; a factorisation of large ones would fill up."""
    settings = pull_settings()
    if inside.shape[0] > settings.direct_up_to:
        bracketed = _between(inside, exits, settings.bracket, settings.steps)
        if bracketed is not None:
            return bracketed
    return splu(csc_array(eye_array(inside.shape[0]) - inside)).solve(exits)


def _between(inside: csr_array, exits: Vector, width: float, steps: int) -> Vector | None:
    """D from below (starting at 0) and from above (starting at 1) until they meet; None if they do not.

    Both sequences are monotone, since rows and exits sum to at most 1, so that D always lies between them.
    """
    low, high = np.zeros(exits.size), np.ones(exits.size)
    for _ in range(steps):
        low, high = exits + inside @ low, exits + inside @ high
        if float(np.max(high - low)) <= width:
            return low
    return None


def _leads_to(inside: csr_array, targets: np.ndarray) -> np.ndarray:
    """Which firms have a way to a target; one search backwards from an extra node behind all targets."""
    n = inside.shape[0]
    ends = np.flatnonzero(targets)
    coo = inside.tocoo()
    rows = np.concatenate([coo.col, np.full(ends.size, n)])
    cols = np.concatenate([coo.row, ends])
    back = csr_array((np.ones(rows.size), (rows, cols)), shape=(n + 1, n + 1))
    found = np.zeros(n + 1, dtype=bool)
    found[breadth_first_order(back, n, return_predecessors=False)] = True
    return found[:n]
