"""The casebook: only what the reports state, each with its source; bounds and contradictions stay notes."""

import json
import re
from datetime import date

import pytest

from domain.casebook import NoteKind, casebook, read_casebook
from domain.company_file import company_json, company_of
from domain.errors import InputError, NotFoundError

FIRM = {
    "case_id": "a",
    "name": "甲",
    "facts": [{"feature": "patents", "value": "3", "unit": "count", "period": "now", "source": "报告 1"}],
    "titles": [{"title": "高新技术企业", "source": "报告 2"}],
}
NOTES = "source: 报告\ndate: 2026-11-25\nwritten: 2026\ncases:\n  a: []\n"
STATED = {
    "case-haoshun": {"pct_applications": "8"},
    "case-shengfeng": {"invention_patents": "11", "standards_joined": "2"},
    "case-famili": {"patents": "45"},
    "case-baimin": {},
    "case-nata": {},
    "case-nanomicro": {},
    "case-yixi": {"financing": "154000000", "valuation": "850000000"},
    "case-yuedi": {},
    "case-kuntian": {"patents": "58"},
    "case-naili": {},
    "case-zhongyixin": {},
}


def read(notes=NOTES, **changes):
    """The casebook of one firm with these keys changed."""
    return read_casebook(json.dumps(FIRM | changes, ensure_ascii=False), notes)


def test_every_firm_has_exactly_the_figures_that_the_report_states():
    found = {
        case.company.key: {fact.feature: str(fact.value) for fact in case.company.facts}
        for case in casebook().cases
    }

    assert found == STATED


def test_the_titles_are_those_stated_and_none_has_a_day_that_nobody_gave():
    titles = {(c.company.key, t.level, t.title) for c in casebook().cases for t in c.company.titles}
    days = {day for c in casebook().cases for t in c.company.titles for day in (t.start, t.end)}

    assert titles == {
        ("case-haoshun", None, "高新技术企业"),
        ("case-haoshun", "国家级", "专精特新“小巨人”企业"),
        ("case-yuedi", "国家级", "高新技术企业"),
        ("case-kuntian", "省级", "制造业单项冠军企业"),
    }
    assert days == {None}


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (NoteKind.BOUND, "12 亿元"),
        (NoteKind.BOUND, "1998 年"),
        (NoteKind.CONFLICT, "230 项"),
        (NoteKind.CONFLICT, "1800 万"),
        (NoteKind.CONFLICT, "照明产品"),
        (NoteKind.CONFLICT, "设备商"),
    ],
)
def test_bounds_and_contradictions_are_notes_of_haoshun(kind, says):
    case = casebook().case("case-haoshun")

    assert [note.kind for note in case.notes if says in note.says] == [kind]
    assert case.company.founded is None
    assert case.company.region is None


def test_each_case_is_a_company_file():
    for case in casebook().cases:
        assert company_of(company_json(case.company)) == case.company


def test_an_unknown_case_names_those_there_are():
    with pytest.raises(NotFoundError, match=r"没有编号为“x”.*case-haoshun"):
        casebook().case("x")


def test_a_day_before_the_report_is_refused():
    casebook().check_day(date(2026, 1, 1))

    with pytest.raises(InputError, match="早于案例的出处"):
        casebook().check_day(date(2025, 12, 31))


def test_a_whole_casebook_is_read():
    (case,) = read(NOTES.replace("[]", "[{kind: bound, says: 超过 3, where: 图 1, why: 只说超过}]")).cases

    assert case.company.name == "甲"
    assert (case.notes[0].kind, case.notes[0].kind.zh) == (NoteKind.BOUND, "只说了界限")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"facts": [FIRM["facts"][0] | {"source": None}]}, r"facts\.0\.source.*没有写出处"),
        ({"titles": [{"title": "高新技术企业"}]}, r"titles\.0\.source.*没有写出处"),
        ({"uscc": "91130132000000115D"}, "案例企业只用 case_id"),
        (
            {"findings": [{"item": "i", "leaf": "c", "result": True, "by": "某人", "on": "2026-01-01"}]},
            "不能带核定",
        ),
        ({"remark": "说明"}, "不认识这一项"),
    ],
)
def test_what_no_report_can_state_is_refused(changes, said):
    with pytest.raises(InputError) as caught:
        read(**changes)

    lines = [str(one) for one in getattr(caught.value, "faults", [caught.value])]
    assert any(re.search(said, line) for line in lines), lines


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        (NOTES + "  b: []\n", "没有企业“b”"),
        (NOTES.replace("  a: []\n", "  {}\n"), "没有写企业“a”"),
        (NOTES.replace("[]", "[{kind: guess, says: 一, where: 二, why: 三}]"), "取值不在允许范围内"),
        (NOTES.replace("[]", "[{kind: bound, says: 一, where: 二}]"), "缺少这一项"),
        (NOTES + "other: 1\n", "不认识这一项"),
    ],
)
def test_notes_are_read_strictly(notes, said):
    with pytest.raises(InputError, match=said):
        read(notes)
