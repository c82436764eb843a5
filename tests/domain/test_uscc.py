"""The credit code's checks, one table row per way to be wrong, and the laws of its two check characters."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InputError
from domain.uscc import (
    ALPHABET,
    check,
    credit_check,
    is_valid,
    normalise,
    organisation_check,
    with_check_digits,
)

GOOD = "91440300MA5ERU34X8"

bodies = st.text(alphabet=ALPHABET, min_size=8, max_size=8)
codes = st.builds(
    lambda head, region, body: with_check_digits(head + region + body),
    st.sampled_from(["11", "12", "51", "91", "92", "93", "N2", "Y1", "A1", "33"]),
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    bodies,
)


def test_the_reference_vectors(shared: Path) -> None:
    with (shared / "data/refs/uscc/test_vectors.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 15
    wrong = [row for row in rows if is_valid(row["code"]) != row["expected"].startswith("valid")]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("91440300ma5eru34x8", GOOD, id="lower case"),
        pytest.param("９１４４０３００MA5ERU34X8", GOOD, id="full width"),
        pytest.param(" 91440300\u3000MA5ERU34X8\n", GOOD, id="blanks, U+3000"),
        pytest.param("91440300-MA5ERU34X-8", GOOD, id="hyphens"),
        pytest.param("91440300\u2014MA5ERU34X\u200b8", GOOD, id="dash and zero-width blank"),
        pytest.param("O", "O", id="no letter is guessed"),
    ],
)
def test_normalise(text: str, code: str) -> None:
    assert normalise(text) == code
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("9.14403E+17", "科学计数法", id="excel"),
        pytest.param("91440300MA5ERU34X", "有 17 位", id="short"),
        pytest.param("", "有 0 位", id="empty"),
        pytest.param("9144030OMA5ERU34X8", "核对是否为“91440300MA5ERU34X8”", id="letter O, suggestion"),
        pytest.param("9I440300MA5ERU34X8", "核对是否为“91440300MA5ERU34X8”", id="letter I, suggestion"),
        pytest.param("91440300MA5ERU34Z8", "第 17 位“Z”", id="alphabet, no suggestion"),
        pytest.param("91440300MA5ERU中4X8", "第 15 位“中”", id="other script"),
        pytest.param("B1440300MA5ERU34X8", "第 1 位“B”", id="office"),
        pytest.param("94440300MA5ERU34X8", "第 2 位“4”", id="kind of an enterprise"),
        pytest.param("3A440300MA5ERU34X8", "第 2 位“A”", id="kind of another office"),
        pytest.param("9144A300MA5ERU34X8", "第 3–8 位", id="region not digits"),
        pytest.param("91440300MA5ERU3418", "GB 11714", id="check character 17"),
        pytest.param("91440300MA5ERU34X9", "GB 32100-2015", id="check digit 18"),
        pytest.param("914403001922038000", "末尾变成 000", id="cut by excel"),
    ],
)
def test_the_message_names_the_check(text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        check(text)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "code", ["91999999MA5ERU34X", "91320584MA5ERU34X"], ids=["no such region", "abolished"]
)
def test_an_unknown_region_is_no_error(code: str) -> None:
    assert is_valid(with_check_digits(code[:16]))


def test_a_wrong_character_17_is_found_though_18_was_recomputed() -> None:
    forged = GOOD[:16] + "1"
    assert not is_valid(forged + credit_check(forged))


@pytest.mark.parametrize(
    ("body", "char"),
    [
        pytest.param("D2143569", "X", id="letter, ten is X"),
        pytest.param("68060742", "X", id="digits, ten is X"),
        pytest.param("00000000", "0", id="eleven is 0"),
        pytest.param("L4262804", "2", id="个体工商户"),
        pytest.param("60003734", "1", id="plain digit"),
    ],
)
def test_the_organisation_check_takes_each_form(body: str, char: str) -> None:
    assert organisation_check(body) == char


@given(codes)
def test_computed_codes_are_valid(code: str) -> None:
    assert check(code) == code
    assert with_check_digits(code[:16]) == code


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_change_is_found(code: str, place: int, char: str) -> None:
    """31 is prime and no weight is 0 modulo 31, so one changed character never balances."""
    changed = code[:place] + char + code[place + 1 :]
    assert is_valid(changed) == (char == code[place])


@given(codes, st.integers(0, 16), st.integers(0, 16))
def test_any_swap_among_the_first_17_is_found(code: str, one: int, other: int) -> None:
    """3 is a primitive root of 31: the 17 weights differ, so only equal characters swap unseen."""
    chars = list(code)
    chars[one], chars[other] = chars[other], chars[one]
    assert is_valid("".join(chars)) == (code[one] == code[other])


@given(codes)
def test_swapping_the_ends_is_the_one_blind_spot_of_character_18(code: str) -> None:
    """Positions 1 and 18 both weigh 1; only the other checks can tell them apart."""
    swapped = code[17] + code[1:17] + code[0]
    assert credit_check(swapped[:17]) == swapped[17]


@pytest.mark.parametrize("head", ["91440300MA5ERU3", "91440300MA5ERU34X", "91440300MA5ERUO4"])
def test_with_check_digits_refuses_other_heads(head: str) -> None:
    with pytest.raises(InputError):
        with_check_digits(head)
