"""Old and new values: only what holds now is read, and the quote shows both."""

from __future__ import annotations

import pytest

from nlp.normal import normalise
from nlp.versions import current
from tests.nlp.reading import conditions, leaves, only


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("营收门槛从旧版的1000万元提升至1500万元", "营收门槛不低于1500万元"),
        ("奖励标准由100万元提高到150万元", "奖励标准150万元"),
        (
            "研发投入方面，旧版要求不低于50万元，新版要求不低于100万元",
            "研发投入不低于100万元",
        ),
        ("产值由100万元增长到150万元", "产值由100万元增长到150万元"),
        ("从业人员由企业调整为100人以上", "从业人员由企业调整为100人以上"),
        ("由市财政给予补助", "由市财政给予补助"),
    ],
)
def test_what_held_before_is_left_out(text: str, kept: str) -> None:
    assert current(normalise(text)).text == kept


def test_every_character_still_knows_its_place() -> None:
    source = "一、营收门槛从旧版的 1000 万元提升至 1500 万元，研发费用由3%提高到5%以上。"
    made = current(normalise(source))
    changed = made.text.find("不低于")

    assert len(made.at) == len(made.text)
    assert made.at == sorted(made.at)
    assert all(
        normalise(source[at]).text == char
        for place, (at, char) in enumerate(zip(made.at, made.text, strict=True))
        if not changed <= place < changed + 3
    )


def test_the_quote_shows_old_and_new() -> None:
    one = only(conditions("营业收入门槛从旧版的1000万元提升至1500万元"))

    assert (one.feature, str(one.value)) == ("revenue", "15000000")
    assert one.span.quote == "营业收入门槛从旧版的1000万元提升至1500万元"


def test_an_old_value_that_stays_is_read() -> None:
    found = leaves(conditions("主导产品市场占有率门槛在旧版“10%以上”的基础上，新增“或国内前三名”的条件"))

    assert [(one.feature, str(one.value)) for one in found] == [("market_share", "0.1"), ("market_rank", "3")]
