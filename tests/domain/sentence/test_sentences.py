"""The canonical sentence of a criterion: what it says, that it can be read back, and what it refuses."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from lark import Lark

from domain.errors import InputError
from domain.meaning import Meaning, meaning_of, with_meaning
from domain.policy import Kind, Op
from domain.reading_file import read_reading
from domain.sentence import parse_sentence, sentence
from domain.sentence.parsing import grammar_text
from domain.sentence.words import SUBJECTS, feature_words, features_by_word
from domain.vocabulary import vocabulary
from tests import make
from tests.domain.sentence.asked import meanings

ROOT = Path(__file__).resolve().parents[3]


@given(meanings)
@settings(max_examples=400)
def test_every_meaning_is_read_back_from_its_sentence(meaning):
    said = sentence(meaning)

    assert parse_sentence(said) == meaning
    assert "\n" not in said


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("subject", [None, *SUBJECTS])
def test_every_feature_is_told_from_every_other(kind, subject):
    for feature in vocabulary():
        meaning = Meaning(kind, feature, subject=subject)
        assert parse_sentence(sentence(meaning)) == meaning


def test_no_two_features_share_a_name():
    assert len(features_by_word()) == len(feature_words()) == len(vocabulary()) - 1


@pytest.mark.parametrize(
    ("criterion", "text"),
    [
        (make.criterion(op="ge", value="50000000", period="fy1"), "上一年度营业收入不低于5000万元"),
        (make.criterion(feature="rd_intensity", op="gt", value="0.03"), "研发费用占收入比超过3%"),
        (
            make.criterion(op="ge", value="20000000", period="fy3 sum", phrase="累计营收"),
            "近3个年度营业收入（“累计营收”）合计不低于2000万元",
        ),
        (
            make.criterion(op="ge", value="0.1", unit="1", period="fy2 cagr"),
            "近2个年度营业收入复合增长率不低于10%",
        ),
        (make.criterion("c1", "in", "region", values=("云雁县",)), "注册地属于“云雁县”"),
        (make.criterion("c1", "in", "region", values=("甲县", "乙县")), "注册地属于“甲县”、“乙县”之一"),
        (
            make.criterion("c1", "has", "title", values=("专精特新“小巨人”企业",), level="省级"),
            "有省级及以上称号或资质：“专精特新‘小巨人’企业”",
        ),
        (
            make.criterion("c1", "has", "award", "ge", 2, unit="count", subject="person"),
            "个人有科技奖励，数量不低于2项",
        ),
        (make.criterion("c1", "event", "safety_accident", period="rolling 36m"), "近36个月发生过安全事故"),
        (
            make.criterion(
                "c1", "event", "other", phrase="销售设备", period="2026-01-05/2026-10-31", unit=None
            ),
            "2026年1月5日至2026年10月31日发生过“销售设备”",
        ),
        (
            make.criterion("c1", "rank", "market_rank", "le", 10, unit=None, values=("国内",)),
            "市场占有率排名在“国内”居前10名",
        ),
        (
            make.criterion("c1", "rank", "market_rank", "le", 10, unit="count"),
            "市场占有率排名名次不超过10项",
        ),
        (make.criterion("c1", "rank", "market_rank", "lt", 10, unit=None), "市场占有率排名名次低于10"),
        (
            make.criterion(op="ge", value="123456789012345678901234567890.12", unit="CNY"),
            "营业收入不低于123456789012345678901234567890.12元",
        ),
        (make.criterion("c1", "state", "legal_person", unit=None), "独立法人资格：是"),
        (make.criterion("c1", "manual", "other", phrase="信用良好", unit=None), "“信用良好”：由人工核定"),
        (make.criterion(op="ge", value="1000000", subject="project"), "项目的营业收入不低于100万元"),
        (
            make.criterion(op="ge", value="1000000", subject="investee", period="prev_year_end"),
            "被投资企业上年末营业收入不低于100万元",
        ),
    ],
)
def test_what_the_sentences_say(criterion, text):
    assert sentence(meaning_of(criterion)) == text
    assert parse_sentence(text) == meaning_of(criterion)


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("营业收入不低5000万元", 4, "比较词"),
        ("营业收入不低于5000万", 11, "单位"),
        ("营业收入", 4, "比较词"),
        ("有", 1, "指标名"),
        ("近2个年度营业收入不低于3%", 9, "每年、合计、年均或复合增长率"),
        ("2026年2月30日以来发生过亏损", 0, "日历上有的日期"),
        ("注册地属于“云雁县", 9, "后引号”"),
        ("注册地属于云雁县", 5, "原文词语（写在“ ”里）"),
        ("项目的上一年度营业收入为1元", 3, "指标名"),
        ("注册地属于“甲”、“乙”", 12, "“之一”"),
        ("", 0, "指标名"),
    ],
)
def test_other_texts_are_refused_where_they_break(text, start, expected):
    with pytest.raises(InputError) as caught:
        parse_sentence(text)

    assert caught.value.where.start == start
    assert expected in caught.value.expected


@pytest.mark.parametrize(
    "meaning",
    [
        Meaning(Kind.STATE, "无此指标"),
        Meaning(Kind.STATE, "loss", subject="x"),
        Meaning(Kind.STATE, "loss", level="x"),
    ],
)
def test_what_the_contract_does_not_have_is_not_printed(meaning):
    with pytest.raises(InputError):
        sentence(meaning)


def test_a_criterion_takes_another_meaning_and_keeps_its_place():
    old = make.criterion(op="ge", value="1", quote="一元以上", flags=("period_assumed",))
    asked = Meaning(Kind.COMPARE, "revenue", op=Op.GT, value=make.criterion(value="2").value, unit="CNY")

    new = with_meaning(old, asked)

    assert meaning_of(new) == asked
    assert replace(new, op=old.op, value=old.value) == old


@pytest.fixture(scope="module")
def every_way():
    """A parser that finds every way to read a sentence, lexing included (slow, 10 ms a sentence)."""
    return Lark(grammar_text(), parser="earley", lexer="dynamic", ambiguity="explicit", start="sentence")


def read_in_two_ways(parser: Lark, text: str) -> bool:
    """Whether the parser finds more than one tree."""
    return next(parser.parse(text).find_data("_ambig"), None) is not None


@given(meaning=meanings)
@settings(max_examples=25)
def test_no_sentence_can_be_read_in_two_ways(every_way, meaning):
    assert not read_in_two_ways(every_way, sentence(meaning))


def test_the_check_for_two_ways_would_find_them():
    two = grammar_text() + "%extend label: twice\ntwice: FEATURE\n"
    loose = Lark(two, parser="earley", lexer="dynamic", ambiguity="explicit", start="sentence")

    assert read_in_two_ways(loose, "独立法人资格：是")


def label_files(shared: Path) -> list[Path]:
    """Every label there is beside the project, and those of the project."""
    return sorted([*(shared / "corpus/labels").glob("*.json"), *(ROOT / "bench/labels").glob("*.json")])


def test_every_leaf_of_the_labels_is_read_back(shared):
    files = label_files(shared)
    assert len(files) >= 18
    for path in files:
        for criterion in read_reading(path).criteria():
            meaning = meaning_of(criterion)
            assert parse_sentence(sentence(meaning)) == meaning, f"{path.name} {criterion.id}"


def test_no_sentence_of_the_labels_can_be_read_in_two_ways(shared, every_way):
    said = {
        sentence(meaning_of(one)) for path in label_files(shared) for one in read_reading(path).criteria()
    }
    chosen = sorted(said, key=len)[:: max(1, len(said) // 40)]
    assert [one for one in chosen if read_in_two_ways(every_way, one)] == []
