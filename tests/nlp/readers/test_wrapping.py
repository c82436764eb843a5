"""Texts broken at a fixed width: sentences are put together again, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.policy import Block
from nlp.normal import normalise
from nlp.read import read_text
from nlp.readers.text import plain
from nlp.readers.wrapping import inner_breaks, wraps

PROSE = tuple(
    "　　" + line
    for line in (
        "为支持本县工业企业加快技术改造、扩大有效投资、提升产品质量，根据上级有关文件精神，结合本县实际情况，制定本办法。",
        "第二条 申请技术改造奖励的企业应当同时具备下列条件：",
        "（一）在本县行政区域内依法登记注册并具有独立法人资格，财务管理制度健全，会计核算规范，生产经营正常；",
        "（二）上年度营业收入不低于2000万元，研发费用占营业收入的比例不低于3%，近三年内没有发生过较大以上安全事故；",
        "（三）项目设备投资额在500万元以上，已经在投资主管部门办理备案手续，并且在申报之前完成竣工验收。",
        "第三条 对符合前条规定的企业，按照设备实际投资额的8%给予一次性奖励，最高300万元，由县财政安排。",
    )
)


def wrapped(width: int) -> str:
    """The prose broken at so many characters."""
    return "".join(f"{line[at : at + width]}\n" for line in PROSE for at in range(0, len(line), width))


def said(text: str) -> list[tuple[str, str]]:
    """Leaves as (feature, quote without line breaks)."""
    policy = read_text(text, doc_id="t")
    return [(one.feature, one.span.quote.replace("\n", "")) for one in policy.criteria()]


@pytest.mark.parametrize("width", [21, 26, 30])
def test_a_wrapped_text_is_read_as_if_it_were_not(width: int) -> None:
    text = wrapped(width)

    assert len(wraps(text)) == text.count("\n") - len(PROSE)
    assert said(text) == said("\n".join(PROSE))


def test_quotes_are_those_of_the_text_as_it_is() -> None:
    text = wrapped(26)
    policy = read_text(text, doc_id="t")

    assert all(text[one.span.start : one.span.end] == one.span.quote for one in policy.criteria())
    assert any("\n" in one.span.quote for one in policy.criteria())


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PROSE),
        "\n".join(f"（{n}）企业条件{n}；" for n in range(30)),
        "云雁县企业名单\n" + "云雁县第一农业机械装备制造股份有限责任公司一二三四五\n" * 5,
        "",
    ],
    ids=["paragraphs", "list", "few lines", "empty"],
)
def test_a_text_with_its_own_lines_keeps_them(text: str) -> None:
    assert wraps(text) == frozenset()


def test_joined_lines_are_one_block_and_can_be_told_again() -> None:
    text = wrapped(30)
    source = plain(text, {})

    assert [block.kind for block in source.blocks] == ["paragraph"] * len(PROSE)
    assert inner_breaks(text, source.blocks) == source.joins
    assert "\n" not in normalise(text, source.joins).text.rstrip("\n").split("第二条")[0].rstrip("\n")


@given(st.text("一二三，。\n 　a1（）", max_size=400))
def test_any_text_has_breaks_only_where_lines_break(text: str) -> None:
    source = plain(text, {})

    assert all(text[at] == "\n" for at in source.joins)
    assert "".join("".join(text[b.start : b.end] for b in source.blocks).split()) == "".join(text.split())
    assert all(isinstance(block, Block) and block.start < block.end for block in source.blocks)
