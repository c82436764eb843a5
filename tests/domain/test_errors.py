"""What a person reads when something is wrong."""

import pytest

from domain.errors import InputError, InputFaultsError, Where


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (InputError("不是数"), "不是数"),
        (
            InputError(
                "不是数", where=Where(file="a.csv", row=3, column="营业收入"), expected="万元", todo="改正"
            ),
            "文件 a.csv，第 3 行，“营业收入”列：不是数；应为万元；请改正",
        ),
        (InputError("写法有误", where=Where(start=4, end=5)), "第 4–5 字：写法有误"),
        (InputError("缺少", where=Where(path="items.0.id")), "位置 items.0.id：缺少"),
        (InputError("“\ud800”不对", where=Where(path="a.\udfff")), r"位置 a.\udfff：“\ud800”不对"),
    ],
)
def test_one_chinese_line(error, line):
    assert str(error) == line
    assert "\n" not in str(error)


def test_many_faults_keep_each():
    error = InputFaultsError([InputError("一"), InputError("二")])
    assert "2 处" in str(error)
    assert [str(fault) for fault in error.faults] == ["一", "二"]
