"""The memory of boards: made once, forgotten in order, never a broken value."""

from threading import Barrier, Thread

import pytest

from api.usecases.memo import Memo


def test_a_value_is_made_once():
    made = []
    memo = Memo(2)
    assert [memo.get("a", lambda: made.append(1) or "x") for _ in range(3)] == ["x"] * 3
    assert made == [1]


def test_the_least_used_is_forgotten():
    memo, made = Memo(2), []

    def get(key):
        return memo.get(key, lambda: made.append(key) or key)

    for key in ("a", "b", "a", "c", "a", "b"):
        get(key)
    assert made == ["a", "b", "c", "b"]


def test_an_error_is_passed_on_and_not_kept():
    memo = Memo(1)

    def broken():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        memo.get("a", broken)
    assert memo.get("a", lambda: 1) == 1


def test_threads_wait_for_the_one_that_makes():
    memo, made, found = Memo(1), [], []
    together = Barrier(4)

    def ask():
        together.wait()
        found.append(memo.get("a", lambda: made.append(1) or object()))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert len(set(map(id, found))) == 1


def test_another_scope_forgets_all():
    memo, made = Memo(9), []

    def get():
        return memo.get("a", lambda: made.append(1))

    for scope in ("one", "one", "two", "one"):
        memo.enter(scope)
        get()
    assert len(made) == 3
