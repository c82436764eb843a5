"""The tree of parts, and what each part is about."""

from __future__ import annotations

import pytest

from nlp.components.section import by_heading, quantifier
from nlp.read import analyse
from nlp.readers.text import plain
from nlp.work import Part, work


def parts(text: str) -> list[Part]:
    """All parts with text, in order."""
    doc = analyse(plain(text, {}), {})
    return [part for part in work(doc).root.walk() if part.end > part.start]


def outline(text: str) -> list[tuple[int, str]]:
    """Depth and list mark of every part."""
    out = []
    for part in parts(text):
        depth, above = 0, part.parent
        while above is not None and above.parent is not None:
            depth, above = depth + 1, above.parent
        out.append((depth, part.mark))
    return out


def test_levels_are_learnt_from_the_order_of_the_marks() -> None:
    text = (
        "第一章 总则\n第一条 甲。\n第二条 乙：\n（一）丙；\n1.丁；\n2.戊；\n（二）己。\n"
        "第二章 附则\n第三条 庚。\n"
    )

    assert outline(text) == [
        (0, "第一章"),
        (1, "第一条"),
        (1, "第二条"),
        (2, "(一)"),
        (3, "1."),
        (3, "2."),
        (2, "(二)"),
        (0, "第二章"),
        (1, "第三条"),
    ]


def test_a_list_that_runs_on_in_a_line_is_cut() -> None:
    text = "四、具备下列条件之一：（1）拥有专利3件以上；（2）拥有软件著作权6件以上。\n"

    assert [mark for _, mark in outline(text)] == ["四、", "(1)", "(2)"]


def test_a_paragraph_behind_a_list_belongs_to_what_opened_it() -> None:
    text = "第五条 符合下列条件的：\n（一）甲；\n（二）乙。\n其中，丙。\n第六条 丁。\n"

    assert outline(text) == [(0, "第五条"), (1, "(一)"), (1, "(二)"), (1, ""), (0, "第六条")]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("申报条件", "require"),
        ("支持对象和条件", "require"),
        ("企业申报条件", "require"),
        ("适用范围", "require"),
        ("认定条件", "require"),
        ("服务对象", "require"),
        ("申报材料", "materials"),
        ("申报材料及要求", "materials"),
        ("认定程序", "steps"),
        ("申请和拨付", "steps"),
        ("奖励标准", "benefit"),
        ("支持内容", "benefit"),
        ("申报时间", "window"),
        ("监督管理", "keep"),
        ("总则", "basis"),
        ("附则", "other"),
        ("甲乙丙丁", ""),
    ],
)
def test_a_heading_names_its_section(heading: str, section: str) -> None:
    assert by_heading(heading) == section


def test_a_lead_in_names_the_section_of_its_list() -> None:
    text = "第三条 企业应当符合下列条件：\n（一）甲。\n第四条 有下列情形之一的，不得申报：\n（一）乙。\n"

    assert [part.section for part in parts(text)] == ["require", "require", "exclude", "exclude"]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("同时符合下列条件：", ("all", 0)),
        ("符合下列条件之一：", ("any", 1)),
        ("满足以下任意一项：", ("any", 1)),
        ("下列条件中至少满足两项的：", ("at_least", 2)),
        ("具备以下五项中的三项：", ("at_least", 3)),
        ("符合下列三项条件：", ("all", 0)),
    ],
)
def test_the_lead_in_says_how_its_members_combine(text: str, how: tuple[str, int]) -> None:
    assert quantifier(text) == how
