"""Data is dated and sourced.

Not looked at: `api` outside its demo, which decides nothing and holds words for people, not facts.
"""

import pytest
import yaml

from tests.house.checkout import ROOT, data_files, where

WORDS = ROOT / "api"
FACTS = [
    path
    for path in data_files(".yaml", ".yml")
    if not path.is_relative_to(WORDS) or path.is_relative_to(WORDS / "demo")
]


@pytest.mark.parametrize("path", FACTS, ids=where)
def test_yaml_names_source_and_date(path):
    content = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert isinstance(content, dict), f"{where(path)} 顶层应当是键值"
    missing = [key for key in ("source", "date") if not content.get(key)]
    assert not missing, f"{where(path)} 顶层缺 {missing}：写明出处与日期"


def test_packages_are_looked_at():
    assert data_files(".csv", ".yaml", ".yml"), "一个数据文件都没有看到：多半是找错了地方"
