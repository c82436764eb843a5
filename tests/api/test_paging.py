"""Cursors: opaque, exact, and refused when they are not ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.http.paging import decode, encode, next_cursor, page_of
from api.problems import BadRequestError


@given(st.text(min_size=1))
def test_a_cursor_brings_its_key_back(key):
    assert decode(encode(key)) == key


@given(st.lists(st.text("甲乙丙abc", min_size=1), unique=True), st.integers(1, 5))
def test_pages_joined_are_the_list(rows, limit):
    found, after = [], None
    while True:
        page, after = page_of(rows, str, after, limit)
        found.extend(page)
        if after is None:
            break
    assert found == rows


@pytest.mark.parametrize("word", ["%%", "abc d", "_w"])
def test_a_foreign_cursor_is_refused(word):
    with pytest.raises(BadRequestError, match="游标"):
        decode(word)


def test_one_to_spare_says_that_there_is_more():
    assert next_cursor(["a", "b", "c"], str, 2) == (["a", "b"], encode("b"))
    assert next_cursor(["a", "b"], str, 2) == (["a", "b"], None)
