"""Excel lists: a row is an item, its cells stand behind their headings, every block has its address."""

from __future__ import annotations

import pytest

from domain.errors import InputError, Where
from nlp.readers.sheet import MAX_ROWS, read_xlsx
from nlp.readers.source import Source
from tests.nlp.readers.files import archive, xlsx

WHERE = Where(file="a.xlsx")
ROWS: list[list[object]] = [
    ["序号", "事项名称", "申报条件", "支持标准"],
    [1, "研发补助", "在本县注册；\n研发费用不低于100万元", "给予5万元补助"],
    [2, "技改补助", "设备投资不低于500万元", None],
]


def read(rows: list[list[object]], title: str = "事项") -> Source:
    """What is read of one sheet."""
    return read_xlsx(xlsx({title: rows}), "a", WHERE)


def test_each_cell_stands_behind_its_heading_and_serial_numbers_are_left_out() -> None:
    assert read(ROWS).text.split("\n") == [
        "研发补助",
        "申报条件",
        "在本县注册；",
        "研发费用不低于100万元",
        "支持标准",
        "给予5万元补助",
        "技改补助",
        "申报条件",
        "设备投资不低于500万元",
    ]


def test_every_block_has_the_address_of_its_cell() -> None:
    found = read(ROWS)
    places = {found.text[b.start : b.end]: (b.kind, b.path) for b in found.blocks}

    assert places["研发补助"] == ("heading", "事项!B2")
    assert places["研发费用不低于100万元"] == ("item", "事项!C2")
    assert found.blocks[1].path == "事项!C1"


def test_words_above_the_table_are_paragraphs_and_days_are_written_out() -> None:
    import datetime

    found = read([["2026年度扶持政策清单"], *ROWS, [3, "到期", datetime.date(2026, 3, 1), None]])

    assert found.text.startswith("2026年度扶持政策清单\n研发补助")
    assert found.text.endswith("2026年3月1日")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x", "损坏"),
        (archive({"a.xml": b"<a/>"}), "损坏"),
        (xlsx({"空": []}), "没有文字"),
        (xlsx({"大": [["甲"]] * (MAX_ROWS + 1)}), "过大"),
    ],
    ids=["no zip", "no workbook", "empty", "rows"],
)
def test_what_is_no_list_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_xlsx(data, "a", WHERE)
