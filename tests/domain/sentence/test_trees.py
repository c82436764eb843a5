"""The canonical text of an item: numbered lines that are read back, or refused with line and place."""

from pathlib import Path

import pytest
from hypothesis import given

from domain.errors import InputError
from domain.reading_file import read_reading
from domain.sentence import parse_item, print_item, stated_of
from domain.tree import MAX_DEPTH
from tests import make
from tests.domain.sentence.asked import stated
from tests.domain.sentence.test_sentences import label_files

ROOT = Path(__file__).resolve().parents[3]
OWN = sorted((ROOT / "tests/golden/readings").glob("*.json"))

LEAVES = [make.criterion(f"c{i}", op="ge", value=str(i * 10000), period="fy1") for i in range(1, 8)]
TABLE = make.criterion(
    "c8", "manual", "total_score", unit=None, rows=(("c6", 40), ("all(c6, c7)", "7.5")), pass_mark=60
)
BAR = make.criterion("c9", "event", "safety_accident", period="rolling 36m", unit=None)
ITEM = make.item(
    *LEAVES,
    TABLE,
    BAR,
    require="all(c1, any(c2, at_least(1, c3, c4)), not(c5), waive(points(c8), c2), when(c3, c1))",
    exclude="any(c9, all(c5, not(c1)))",
)
TEXT = """\
要求：以下5项须全部满足：
  1. 〔c1〕上一年度营业收入不低于1万元
  2. 以下2项满足任一即可：
    2.1. 〔c2〕上一年度营业收入不低于2万元
    2.2. 以下2项中至少满足1项：
      2.2.1. 〔c3〕上一年度营业收入不低于3万元
      2.2.2. 〔c4〕上一年度营业收入不低于4万元
  3. 以下情形不得存在：
    3.1. 〔c5〕上一年度营业收入不低于5万元
  4. 须满足下列第一项，第二项成立时可豁免：
    4.1. 评分表〔c8〕达到合格分
    4.2. 〔c2〕上一年度营业收入不低于2万元
  5. 仅当下列第一项成立时，须满足第二项：
    5.1. 〔c3〕上一年度营业收入不低于3万元
    5.2. 〔c1〕上一年度营业收入不低于1万元
排除：有以下2种情形之一：
  1. 〔c9〕近36个月发生过安全事故
  2. 以下2种情形同时存在：
    2.1. 〔c5〕上一年度营业收入不低于5万元
    2.2. 没有以下情形：
      2.2.1. 〔c1〕上一年度营业收入不低于1万元
评分表〔c8〕：评价得分：由人工核定，合格分60分，共2行：
  1. 得40分：〔c6〕上一年度营业收入不低于6万元
  2. 得7.5分：以下2项须全部满足：
    2.1. 〔c6〕上一年度营业收入不低于6万元
    2.2. 〔c7〕上一年度营业收入不低于7万元"""


def of(item):
    """What the item asks."""
    return stated_of(item, {one.id: one for one in item.criteria})


def test_an_item_reads_as_an_official_writes_it():
    assert print_item(of(ITEM)) == TEXT
    assert parse_item(TEXT) == of(ITEM)


def test_indents_and_blank_lines_are_free():
    loose = "\n\n".join(line.strip() for line in TEXT.split("\n"))

    assert parse_item(loose) == of(ITEM)


@given(stated())
def test_every_item_is_read_back_from_its_text(item):
    assert parse_item(print_item(item)) == item


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_own_readings_are_read_back(path):
    check_file(path)


def test_every_item_of_the_labels_is_read_back(shared):
    for path in label_files(shared):
        check_file(path)


def check_file(path):
    """Every item of a reading, there and back."""
    policy = read_reading(path)
    criteria = {one.id: one for one in policy.criteria()}
    for item in policy.items:
        assert parse_item(print_item(stated_of(item, criteria))) == stated_of(item, criteria), item.id


@pytest.mark.parametrize(
    ("old", "new", "row", "expected"),
    [
        ("    2.1. 〔c2〕", "    2.3. 〔c2〕", 4, "编号为 2.1. 的一行"),
        ("    2.1. 〔c2〕", "    〔c2〕", 4, "编号为 2.1. 的一行"),
        ("以下2项满足任一即可", "以下3项满足任一即可", 8, "编号为 2.3. 的一行"),
        ("以下2项满足任一即可", "以下0项满足任一即可", 3, "至少一项"),
        (
            "4.2. 〔c2〕上一年度营业收入不低于2万元",
            "4.2. 〔c2〕上一年度营业收入不低于3万元",
            12,
            "不低于2万元",
        ),
        ("2.2.2. 〔c4〕上一年度", "2.2.2. 〔c4〕上个年度", 7, "期间"),
        ("    2.1. 〔c2〕", "    2.1. 〔二〕", 4, "条件编号"),
        ("排除：有", "排除，有", 16, "“排除：”"),
        ("排除：有以下2种情形之一：", "要求：无", 16, "“排除：”开头的一行"),
        ("共2行：", "共1行：", 24, "评分表"),
        ("共2行：", "共3行：", 27, "编号为 3. 的一行"),
        ("评分表〔c8〕达到", "评分表〔c7〕达到", 11, "评分表〔c7〕"),
    ],
)
def test_broken_texts_are_refused_where_they_break(old, new, row, expected):
    assert old in TEXT
    with pytest.raises(InputError) as caught:
        parse_item(TEXT.replace(old, new, 1))

    assert caught.value.where.row == row
    assert expected in caught.value.expected


@pytest.mark.parametrize("text", ["", "\n \n", "要求：无"])
def test_a_text_that_ends_too_soon_says_what_is_missing(text):
    with pytest.raises(InputError, match="没有写完"):
        parse_item(text)


def test_the_place_in_the_line_is_named():
    with pytest.raises(InputError) as caught:
        parse_item("要求：〔c1〕上一年度营业收入不低5万元\n排除：无")

    assert (caught.value.where.row, caught.value.where.start) == (1, 15)


def test_depth_is_bounded():
    number, lines = "", ["要求：以下情形不得存在："]
    for _ in range(MAX_DEPTH + 2):
        number += "1."
        lines.append(f"{number} 以下情形不得存在：")
    with pytest.raises(InputError, match="层次"):
        parse_item("\n".join(lines))


def test_a_table_of_which_nothing_is_known_is_still_a_table():
    item = make.item(make.criterion("c1", "manual", "total_score", unit=None), require="points(c1)")

    text = print_item(of(item))

    assert text.endswith("评分表〔c1〕：评价得分：由人工核定，共0行：")
    assert parse_item(text) == of(item)


def test_an_item_that_names_a_criterion_that_is_not_there_is_refused():
    with pytest.raises(InputError, match="c1"):
        stated_of(make.item(require="c1"), {})
