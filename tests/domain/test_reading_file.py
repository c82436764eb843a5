"""Readings: the contract's JSON and the policy inside the house are one."""

import copy
import json
from decimal import Decimal

import pytest

from domain.errors import InputError, Where
from domain.reading_file import policy_of, read_reading
from domain.reading_json import reading_json

TEXT = "上年度营业收入不低于1000万元。近三年未发生重大安全事故。给予10万元奖励。每年3月10日至30日申报。"
READING = {
    "doc": "d1",
    "title": "示例办法",
    "doc_no": None,
    "issuers": ["示例局"],
    "region": "990101",
    "published": "2026-01-05",
    "effective_from": None,
    "effective_to": "2028-12-31",
    "text": TEXT,
    "items": [
        {
            "id": "i1",
            "name": "示例奖励",
            "start": 0,
            "end": 51,
            "require": "all(c1, points(c3))",
            "exclude": "c2",
            "leaves": [
                {
                    "id": "c1",
                    "kind": "compare",
                    "feature": "revenue",
                    "op": "ge",
                    "value": "10000000",
                    "unit": "CNY",
                    "period": "fy1",
                    "quote": "上年度营业收入不低于1000万元",
                    "start": 0,
                    "end": 16,
                },
                {
                    "id": "c2",
                    "kind": "event",
                    "feature": "safety_accident",
                    "period": "rolling 36m",
                    "quote": "近三年未发生重大安全事故",
                    "start": 17,
                    "end": 29,
                },
                {
                    "id": "c3",
                    "kind": "manual",
                    "feature": "total_score",
                    "period": None,
                    "rows": [{"when": "c1", "points": "60"}],
                    "pass": "60",
                    "quote": "营业收入",
                    "start": 3,
                    "end": 7,
                },
            ],
            "benefits": [
                {
                    "form": "award",
                    "amount": "100000",
                    "rate": None,
                    "cap": None,
                    "when": "not(c2)",
                    "quote": "给予10万元奖励",
                    "start": 30,
                    "end": 38,
                }
            ],
            "windows": [
                {
                    "from": "--03-10",
                    "to": "--03-30",
                    "recur": "yearly",
                    "quote": "每年3月10日至30日",
                    "start": 39,
                    "end": 50,
                }
            ],
            "stacking": {"quote": "奖励", "start": 36, "end": 38},
            "signed": {"by": "张三", "on": "2026-02-01"},
        }
    ],
    "review": [{"start": 39, "end": 50, "quote": "每年3月10日至30日", "why": "示例"}],
}


def test_policy_and_json_are_one():
    policy = policy_of(READING)
    assert policy_of(reading_json(policy)) == policy
    item = policy.items[0]
    assert item.criteria[0].value == 10_000_000
    assert str(item.windows[0].start) == "--03-10"
    assert item.criteria[2].pass_mark == 60
    assert item.signed.by == "张三"


def secondary(signed=None):
    """The reading with its item known only from what others wrote."""
    reading = copy.deepcopy(READING)
    reading["items"][0] |= {"source_status": "secondary", "signed": signed}
    return reading


@pytest.mark.parametrize(
    ("reading", "accepted", "mark"),
    [
        (READING, True, None),
        (secondary(), False, "仅有二手来源，未核对"),
        (secondary({"by": "李某", "on": "2026-05-01", "compared": "部网站原件"}), True, None),
    ],
    ids=["primary", "secondary", "compared"],
)
def test_source_status_is_kept_and_marks_what_nobody_compared(reading, accepted, mark):
    policy = policy_of(reading)

    assert (policy.items[0].accepted, policy.items[0].source_mark) == (accepted, mark)
    assert policy_of(reading_json(policy)) == policy


def test_a_secondary_source_cannot_be_signed_without_the_primary():
    with pytest.raises(InputError, match="没有写与哪份原件核对过"):
        policy_of(secondary({"by": "李某", "on": "2026-05-01"}))


def test_labels_of_the_corpus_are_read_and_written_back(shared):
    labels = sorted((shared / "corpus" / "labels").glob("*.json"))
    assert labels
    for path in labels:
        policy = read_reading(path)
        assert policy_of(reading_json(policy)) == policy
        theirs = json.loads(path.read_text(encoding="utf-8"))
        assert [item["require"] for item in theirs["items"]] == [
            item["require"] for item in reading_json(policy)["items"]
        ]


def _changed(path, value):
    data = copy.deepcopy(READING)
    *way, last = path
    at = data
    for step in way:
        at = at[step]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return data


LEAF = ("items", 0, "leaves", 0)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        pytest.param(("doc",), None, "缺少这一项", id="no doc"),
        pytest.param(("published",), "2026-02-30", "2026-02-30", id="no such day"),
        pytest.param((*LEAF, "feature"), "turnover_x", "turnover_x", id="unknown feature"),
        pytest.param((*LEAF, "value"), 0.3, "0.3", id="binary float"),
        pytest.param((*LEAF, "value"), Decimal("0.3"), "0.3", id="bare JSON number"),
        pytest.param((*LEAF, "value"), "一千万", "一千万", id="text for a number"),
        pytest.param((*LEAF, "value"), "NaN", "NaN", id="not a number"),
        pytest.param((*LEAF, "value"), "1E999999999", "“1E999999999”位数过多", id="too long a number"),
        pytest.param((*LEAF, "value"), "1E-999999999", "“1E-999999999”位数过多", id="too fine a number"),
        pytest.param((*LEAF, "op"), None, "比较", id="compare without op"),
        pytest.param((*LEAF, "op"), "ne", "取值", id="unknown op"),
        pytest.param((*LEAF, "period"), "last year", "last year", id="no period"),
        pytest.param((*LEAF, "colour"), "red", "colour", id="unknown key"),
        pytest.param((*LEAF, "id"), "c2", "重复", id="leaf twice"),
        pytest.param((*LEAF, "level"), "县级", "国家级", id="unknown level"),
        pytest.param((*LEAF, "start"), 1, "引文", id="quote elsewhere"),
        pytest.param(("items", 0, "require"), "all(c1, c9)", "c9", id="missing leaf"),
        pytest.param(("items", 0, "require"), "all(c1", "条件树", id="broken tree"),
        pytest.param(
            ("items", 0, "leaves", 2, "rows"), [{"when": "points(c3)", "points": "1"}], "自己", id="cycle"
        ),
        pytest.param(("items", 0, "benefits", 0, "form"), "gift", "取值", id="unknown form"),
        pytest.param(("items", 0, "windows", 0, "from"), "--02-30", "--02-30", id="no such yearly day"),
        pytest.param(("items",), {}, "列表", id="items no list"),
    ],
)
def test_faults_are_named(path, value, words):
    with pytest.raises(InputError) as caught:
        policy_of(_changed(path, value))
    said = [str(fault) for fault in getattr(caught.value, "faults", [caught.value])]
    assert any(words in line for line in said), said


TEXTS = [
    ("items", 0, "require"),
    ("items", 0, "exclude"),
    ("items", 0, "benefits", 0, "when"),
    ("items", 0, "leaves", 2, "rows", 0, "when"),
    ("items", 0, "windows", 0, "from"),
    ("items", 0, "windows", 0, "to"),
    ("items", 0, "signed", "on"),
    (*LEAF, "feature"),
    (*LEAF, "period"),
    ("published",),
]
NEEDED = [
    (*LEAF, "feature"),
    ("items", 0, "leaves", 2, "rows", 0, "when"),
    ("items", 0, "leaves", 2, "rows", 0, "points"),
    ("items", 0, "signed", "on"),
]


def _put(path, value):
    """The reading with this value in its place, null too."""
    data = copy.deepcopy(READING)
    at = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return data


@pytest.mark.parametrize("value", [7, True, ["c1"], {"all": ["c1"]}], ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: ".".join(map(str, path)))
def test_what_is_not_text_is_a_fault_at_its_path(path, value):
    with pytest.raises(InputError) as caught:
        policy_of(_put(path, value), Where(file="r.json"))

    fault = caught.value
    assert (fault.where.file, fault.where.path) == ("r.json", ".".join(map(str, path)))
    assert "不是文字" in fault.what


@pytest.mark.parametrize("path", NEEDED, ids=lambda path: ".".join(map(str, path)))
def test_null_where_something_is_needed_is_a_fault_at_its_path(path):
    with pytest.raises(InputError) as caught:
        policy_of(_put(path, None))

    assert (caught.value.where.path, caught.value.what) == (".".join(map(str, path)), "是空的（null）")


def test_every_fault_is_told_with_its_path():
    data = _changed((*LEAF, "feature"), "x")
    data["items"][0]["leaves"][1]["period"] = "?"
    with pytest.raises(InputError) as caught:
        policy_of(data)
    assert [fault.where.path for fault in caught.value.faults] == [
        "items.0.leaves.0.feature",
        "items.0.leaves.1.period",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"{", "JSON", id="broken"),
        pytest.param(b'{"doc": 1, "doc": 2}', "重复", id="key twice"),
        pytest.param(b'{"doc": NaN}', "NaN", id="NaN"),
        pytest.param("办法".encode("gb18030"), "UTF-8", id="other encoding"),
        pytest.param(b"[" * 100_000, "JSON", id="nested without end"),
    ],
)
def test_unreadable_files(tmp_path, content, words):
    path = tmp_path / "r.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words) as caught:
        read_reading(path)
    assert "r.json" in str(caught.value)


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(InputError, match="找不到"):
        read_reading(tmp_path / "none.json")
    with pytest.raises(InputError, match="文件夹"):
        read_reading(tmp_path)
