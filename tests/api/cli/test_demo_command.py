"""`demo --once` whole: twice on the same folder, same tables, a minute at most, nothing left running."""

from __future__ import annotations

import re
import time

import pytest

from graph import embedded
from tests.api.cli.cli import command

TABLES = (
    "读出的政策",
    "各事项的企业数",
    "只差一条",
    "示例企业：",
    "产业链 智能农机装备产业链",
    "雁阵 云雁县智能农机装备雁阵",
    "订单牵引（2025 年",
    "可以配套的伙伴：",
)
LONGEST = 120  # seconds; a quiet machine with two cores needs 40


@pytest.mark.slow
def test_the_demo_shows_its_tables_and_can_be_run_again(tmp_path):
    home = tmp_path / "demo"
    started = time.monotonic()

    first = command("demo", "--once", "--home", home)
    taken = time.monotonic() - started
    second = command("demo", "--once", "--home", home)

    assert first.returncode == 0, first.stderr
    assert all(title in first.stdout for title in TABLES)
    assert "仅有二手来源，未核对" in first.stdout
    assert (
        "云雁县”：地名、企业、政策、金额全部虚构。共 1000 家企业；判定日固定为 2026-11-25。" in first.stdout
    )
    assert "示例签署：6 份文件的事项由“示例经办人（虚构）”于 2026-11-25 签署" in first.stdout
    assert first.stdout.count("已签署\n") == 6
    assert first.stdout.count("草稿  \n") == 2
    assert re.search(r"演示完成，共 \d+ 秒", first.stderr)
    assert taken < LONGEST
    assert (second.returncode, second.stdout) == (0, first.stdout)
    assert embedded.status(home) is None
