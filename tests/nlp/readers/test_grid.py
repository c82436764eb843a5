"""Tables that list items: each row is an item with its own conditions, whatever the file's format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from domain.policy import Policy
from domain.tree import leaf_ids
from nlp.read import read_file
from nlp.readers.grid import lists_items, name_column
from tests.nlp.readers.files import Pdf, docx, paragraph, table, xlsx

GENERAL = ["某县工业专项资金申报指南", "一、基本条件", "申报企业应当成立满3年。", "二、支持项目"]
ROWS = [
    ["序号", "项目名称", "申报条件", "支持标准"],
    ["1", "技术改造", "设备投资500万元以上", "按设备投资额的8%给予补助，最高300万元"],
    ["2", "智能工厂", "获得省级智能工厂认定", "一次性奖励50万元"],
    ["3", "绿色制造", "获得国家级绿色工厂认定", "一次性奖励100万元"],
]


def as_html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return ("".join(f"<p>{line}</p>" for line in GENERAL) + f"<table>{rows}</table>").encode()


def as_docx() -> bytes:
    return docx("".join(paragraph(line) for line in GENERAL) + table(ROWS))


def as_pdf() -> bytes:
    pdf = Pdf()
    for line in GENERAL:
        pdf.line(f"　　{line}")
    pdf.grid(ROWS)
    return pdf.data()


def as_xlsx() -> bytes:
    return xlsx({"清单": [*[[line] for line in GENERAL], *ROWS]})


FORMATS = {".html": as_html, ".docx": as_docx, ".pdf": as_pdf, ".xlsx": as_xlsx}


def asked(policy: Policy) -> list[tuple[str, set[str]]]:
    """Per item its name and the features it asks."""
    features = {one.id: one.feature for one in policy.criteria()}
    return [(item.name, {features[one] for one in leaf_ids(item.require)}) for item in policy.items]


@pytest.mark.parametrize(("ending", "made"), FORMATS.items(), ids=FORMATS)
def test_each_row_is_an_item_with_its_own_conditions(
    ending: str, made: Callable[[], bytes], tmp_path: Path
) -> None:
    (tmp_path / f"a{ending}").write_bytes(made())
    policy = read_file(tmp_path / f"a{ending}")

    assert asked(policy) == [
        ("技术改造", {"age_years", "equipment_investment"}),
        ("智能工厂", {"age_years", "title"}),
        ("绿色制造", {"age_years", "title"}),
    ]
    assert [len(item.benefits) for item in policy.items] == [1, 1, 1]
    assert policy.text is not None
    assert all(policy.text[one.span.start : one.span.end] == one.span.quote for one in policy.criteria())


def test_a_name_that_several_rows_share_stands_before_each(tmp_path: Path) -> None:
    rows = [[*ROWS[0][1:]], ["↕绿色制造", "获得国家级绿色工厂认定", "奖励100万元"]]
    rows.append(["↑", "获得省级绿色工厂认定", "奖励50万元"])
    (tmp_path / "a.docx").write_bytes(docx(table(rows)))
    policy = read_file(tmp_path / "a.docx")

    assert [len(item.criteria) for item in policy.items] == [1, 1]
    assert all(item.name.startswith("绿色制造") for item in policy.items)


@pytest.mark.parametrize(
    ("head", "items"),
    [
        (["项目名称", "申报条件", "支持标准"], True),
        (["类别", "支持对象", "奖励金额"], True),
        (["上年度营业收入", "奖励金额"], False),
        (["姓名", "电话"], False),
        (["申报条件"], False),
        (["1", "申报条件", "支持标准"], False),
    ],
)
def test_a_head_says_whether_rows_are_items(head: list[str], items: bool) -> None:
    assert lists_items(head) is items


def test_the_column_of_names_is_no_serial_number_and_no_condition() -> None:
    assert name_column(["序号", "申报条件", "项目", "标准"]) == 2
    assert name_column(["序号", "申报条件", "标准"]) == 1
