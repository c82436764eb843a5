"""A small in-process memory of computed boards, so that a page of a thousand firms is quick.

Owns nothing but the keeping: keys carry the graph's snapshot, so a load makes old entries unreachable.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Kept = TypeVar("Kept")


class Memo:
    """The last `size` values by key, the least recently used forgotten first; safe between threads."""

    def __init__(self, size: int = 64) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()
        self._scope: Hashable = None

    def enter(self, scope: Hashable) -> None:
        """From now on this scope counts: what was kept in another one is forgotten at once.

        A graph that has changed makes everything old unreachable; it must not fill the memory either.
        """
        with self._lock:
            if scope != self._scope:
                self._scope = scope
                self._kept.clear()

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """The value kept under the key, else the one `make` gives; one thread makes it, others wait.

        An error of `make` is passed on and nothing is kept.
        """
        with self._lock:
            if key in self._kept:
                return self._found(key)
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return self._found(key)
            try:
                value = make()
                self._keep(key, value)
            finally:
                with self._lock:
                    self._making.pop(key, None)
            return value

    def _found(self, key: Hashable) -> Any:
        self._kept.move_to_end(key)
        return self._kept[key]

    def _keep(self, key: Hashable, value: Any) -> None:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
