"""The compiled kernel: a program over the sheet, a block of firms at a time that stays in cache.

Owns the hot loops; numba compiles them on first use and keeps the machine code. Imported only for large
registers and only where numba is installed; `answer` gives the same without it.

In every block an item's nodes run forward on two planes (may be true, is true), its classes follow from the
roots, then two backward passes find the unknown leaves that matter and the pivots: a failing gate's `one more
child would do` goes down to the leaf. Planes and passes: docs/scale.md.
Both sides of a choice are uint64 throughout: beside a plain 0 numba would turn words into floats.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from matching.kernel.program import ALL, LEAF, MOST_NODES, NOT

BLOCK = 256
"""Words of a block, 16384 firms: long enough to pay for the walk over nodes, short enough for the caches."""

BARRED, FAILS, LACKING, CHECK, REST = range(5)
_M1, _M2, _M4 = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
_H = np.uint64(0x0101010101010101)
_0, _1, _2, _4, _56 = np.uint64(0), np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(56)


def _fast(function: Any) -> Any:
    how: dict[str, Any] = {"nogil": True, "error_model": "numpy", "boundscheck": False}
    try:
        return njit(cache=True, **how)(function)
    except RuntimeError:  # no writable place for the machine code: compile anew in every process
        return njit(**how)(function)


def _bits_plain(words: Any, size: Any) -> Any:
    total = np.uint64(0)
    for w in range(size):
        x = words[w]
        x = x - ((x >> _1) & _M1)
        x = (x & _M2) + ((x >> _2) & _M2)
        x = (x + (x >> _4)) & _M4
        total += (x * _H) >> _56
    return np.int64(total)


_bits = _fast(_bits_plain)


def _counted_plain(
    planes: Any, slots: Any, first: Any, parts: Any, number: Any, size: Any, level: Any
) -> Any:
    """Levels of a running count: level j holds the firms with more than j of the parts."""
    for j in range(number):
        for w in range(size):
            level[j, w] = 0
    for part in range(parts):
        x = planes[slots[first + part]]
        for j in range(number - 1, 0, -1):
            for w in range(size):
                level[j, w] |= level[j - 1, w] & x[w]
        for w in range(size):
            level[0, w] |= x[w]


_counted = _fast(_counted_plain)


def _gate_plain(planes: Any, slot: Any, node: Any, slots: Any, size: Any, level: Any) -> Any:
    """One gate on one plane."""
    kind, number, first, parts = node[0], node[1], node[3], node[4]
    out = planes[slot]
    if kind == ALL or number == 1:
        x = planes[slots[first]]
        for w in range(size):
            out[w] = x[w]
        for part in range(1, parts):
            x = planes[slots[first + part]]
            if kind == ALL:
                for w in range(size):
                    out[w] &= x[w]
            else:
                for w in range(size):
                    out[w] |= x[w]
    else:
        _counted(planes, slots, first, parts, number, size, level)
        for w in range(size):
            out[w] = level[number - 1, w]


_gate = _fast(_gate_plain)


def _forward_plain(
    nodes: Any, slots: Any, able: Any, sure: Any, at: Any, size: Any, p: Any, s: Any, level: Any
) -> Any:
    for slot in range(nodes.shape[0]):
        node = nodes[slot]
        if node[0] == LEAF:
            row = node[2]
            for w in range(size):
                p[slot, w] = able[row, at + w]
                s[slot, w] = sure[row, at + w]
        elif node[0] == NOT:
            part = slots[node[3]]
            for w in range(size):
                p[slot, w] = ~s[part, w]
                s[slot, w] = ~p[part, w]
        else:
            _gate(p, slot, node, slots, size, level)
            _gate(s, slot, node, slots, size, level)


_forward = _fast(_forward_plain)


def _matter_plain(
    nodes: Any, slots: Any, start: Any, root: Any, p: Any, s: Any, m: Any,
    facts: Any, fact_row: Any, at: Any, size: Any, lacking: Any,
) -> Any:  # fmt: skip
    """Down from an open root: unknown children of unknown nodes; leaves that lack a fact are marked."""
    for slot in range(root, start - 1, -1):
        node = nodes[slot]
        if node[0] == LEAF:
            row = fact_row[node[2]]
            for w in range(size):
                lacking[w] |= m[slot, w] if row < 0 else m[slot, w] & facts[row, at + w]
        for part in range(node[4]):
            child = slots[node[3] + part]
            for w in range(size):
                m[child, w] = m[slot, w] & p[child, w] & ~s[child, w]


_matter = _fast(_matter_plain)


def _more_plain(node: Any, slots: Any, p: Any, size: Any, level: Any, more: Any) -> Any:
    """Where a gate would hold with one more child: one fails of `all`, or the count is one short."""
    first, parts, number = node[3], node[4], node[1]
    if node[0] == ALL:
        for w in range(size):
            level[0, w] = 0
            level[1, w] = 0
        for part in range(parts):
            x = p[slots[first + part]]
            for w in range(size):
                level[1, w] |= level[0, w] & ~x[w]
                level[0, w] |= ~x[w]
        for w in range(size):
            more[w] = level[0, w] & ~level[1, w]
    else:
        _counted(p, slots, first, parts, number, size, level)
        for w in range(size):
            more[w] = level[number - 2, w] & ~level[number - 1, w]


_more = _fast(_more_plain)


def _pivots_plain(
    nodes: Any, slots: Any, root: Any, p: Any, b: Any, size: Any, level: Any, more: Any, near: Any, sole: Any
) -> Any:
    """Down from a failing root (`b` of it is set): to the leaves that would lift it alone."""
    for slot in range(root, -1, -1):
        node = nodes[slot]
        if node[0] == LEAF:
            sole[slot] += _bits(b[slot], size)
            if node[5]:
                for w in range(size):
                    near[w] |= b[slot, w]
            continue
        free = node[0] != ALL and node[1] == 1
        if not free:
            _more(node, slots, p, size, level, more)
        for part in range(node[4]):
            child = slots[node[3] + part]
            if free:
                for w in range(size):
                    b[child, w] = b[slot, w]
            else:
                for w in range(size):
                    b[child, w] = b[slot, w] & more[w] & ~p[child, w]


_pivots = _fast(_pivots_plain)


def _classes_plain(p: Any, s: Any, needed: Any, barring: Any, real: Any, at: Any, size: Any, c: Any) -> Any:
    """Barred, failing and the rest of a block; `waiting` where a root is open goes to CHECK."""
    for w in range(size):
        mask = real[at + w]
        barred = s[barring, w] & mask if barring >= 0 else _0
        able = p[needed, w] if needed >= 0 else ~_0
        rest = mask & ~barred & able
        open_ = (able & ~s[needed, w]) if needed >= 0 else _0
        if barring >= 0:
            open_ |= p[barring, w] & ~s[barring, w]
        c[BARRED, w], c[FAILS, w], c[REST, w] = barred, mask & ~barred & ~able, rest
        c[CHECK, w] = rest & open_


_classes = _fast(_classes_plain)


def _open_plain(
    nodes: Any, slots: Any, item: Any, p: Any, s: Any, m: Any,
    facts: Any, fact_row: Any, at: Any, size: Any, c: Any,
) -> Any:  # fmt: skip
    """Share out the firms with an open root: to LACKING where a fact is missing, else to CHECK."""
    needed, barring = item[2], item[3]
    for w in range(size):
        c[LACKING, w] = _0 if item[5] else c[CHECK, w]
    if item[5]:
        for root in (needed, barring):
            if root >= 0:
                start = 0 if root == needed else needed + 1
                for w in range(size):
                    m[root, w] = c[CHECK, w] & p[root, w] & ~s[root, w]
                _matter(nodes, slots, start, root, p, s, m, facts, fact_row, at, size, c[LACKING])
    for w in range(size):
        waiting = c[CHECK, w] if item[4] else c[REST, w]
        c[CHECK, w] = waiting & ~c[LACKING, w]
        c[REST, w] &= ~(c[LACKING, w] | c[CHECK, w])


_open = _fast(_open_plain)


def _run_plain(
    items: Any, all_nodes: Any, slots: Any, able: Any, sure: Any, facts: Any, fact_row: Any, real: Any,
    classes: Any, near: Any, counts: Any, sole: Any,
) -> Any:  # fmt: skip
    words = able.shape[1]
    shape = (MOST_NODES, BLOCK)
    p, s, m = np.zeros(shape, np.uint64), np.zeros(shape, np.uint64), np.zeros(shape, np.uint64)
    level, c = np.zeros(shape, np.uint64), np.zeros((5, BLOCK), np.uint64)
    more, lifted = np.zeros(BLOCK, np.uint64), np.zeros(BLOCK, np.uint64)
    for at in range(0, words, BLOCK):
        size = min(BLOCK, words - at)
        for i in range(items.shape[0]):
            item = items[i]
            nodes, needed = all_nodes[item[0] : item[1]], item[2]
            _forward(nodes, slots, able, sure, at, size, p, s, level)
            _classes(p, s, needed, item[3], real, at, size, c)
            _open(nodes, slots, item, p, s, m, facts, fact_row, at, size, c)
            lifted[:size] = 0
            if needed >= 0:
                m[needed, :size] = c[FAILS, :size]
                _pivots(nodes, slots, needed, p, m, size, level, more, lifted, sole[item[0] : item[1]])
            for one in range(5):
                if (one == BARRED and item[3] < 0) or (one == CHECK and item[4] and not item[5]):
                    continue  # nobody can be in it: its plane stays untouched, and so without memory
                counts[i, one] += _bits(c[one], size)
                classes[i, one, at : at + size] = c[one, :size]
            near[i, at : at + size] = lifted[:size]


run = _fast(_run_plain)
"""Fills its last four: class planes (items x 5 x words), near planes, counts, firms shut out per node."""
