"""What items are called: for people, and never a clause cut in the middle."""

import pytest

from nlp.read import read_text

HEAD = "示例县企业奖励办法\n\n第一条 本办法适用于在示例县注册的企业。\n"


def _names(body, head=HEAD):
    return [item.name for item in read_text(head + body, doc_id="d").items]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        pytest.param(
            "第二条 设备更新补助。上年度设备投资不低于100万元的企业,给予10万元补助。\n"
            "第三条 上规奖励。首次上规的企业,给予5万元奖励。",
            ["设备更新补助", "上规奖励"],
            id="headings",
        ),
        pytest.param(
            "第二条 鼓励企业扩大采购。上年度采购额超过1000万元的,给予10万元奖励。\n"
            "第三条 支持企业技术攻关。上年度研发费用不低于100万元的,给予5万元奖励。",
            ["鼓励企业扩大采购", "支持企业技术攻关"],
            id="aims",
        ),
        pytest.param(
            "第二条 通过管理体系认证的企业,给予3万元奖励。\n"
            "第三条 上年度出口额不低于100万元的企业,给予5万元补助。",
            ["通过管理体系认证奖励", "上年度出口额不低于100万元补助"],
            id="clauses with the form of the gift",
        ),
    ],
)
def test_names(body, names):
    assert _names(body) == names


def test_the_only_item_has_the_documents_name():
    body = "第二条 单笔贷款金额不超过1000万元、贷款期限不超过3年的,按实际支付利息的40%给予贴息。"
    assert _names(body, HEAD.replace("企业奖励办法", "科创贷贴息实施细则")) == ["科创贷贴息"]


def test_items_of_one_name_are_told_apart():
    body = (
        "第二条 按照以下标准给予奖励:\n(一)采取后补助方式给予10万元补助,上年度收入不低于1000万元;\n"
        "(二)采取后补助方式给予20万元补助,上年度收入不低于2000万元。"
    )
    names = _names(body)
    assert len(set(names)) == len(names)
