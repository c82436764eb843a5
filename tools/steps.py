"""One way to say what is being done and how long it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Announce a step and, when it is through, its time in seconds."""
    say(f"── {name} ……")
    started = time.monotonic()
    try:
        yield
    except BaseException:
        say(f"   {name}：没有通过（{time.monotonic() - started:.1f} 秒）")
        raise
    say(f"   {name}：好（{time.monotonic() - started:.1f} 秒）")
