"""Whose fact a leaf states: by the head of its clause, its list, its heading, and by nature."""

from __future__ import annotations

import pytest

from nlp.components.subject import frame_subject, head_subject
from nlp.resources import SubjectRow, subjects
from tests.nlp.reading import conditions, leaves, only


def rows(kind: str) -> list[SubjectRow]:
    """The rows of one list of the data file."""
    found: list[SubjectRow] = getattr(subjects(), kind)
    return found


@pytest.mark.parametrize("row", rows("subjects") + rows("tails"), ids=lambda row: f"{row.subject} {row.test}")
def test_the_head_of_every_test_sentence_names_its_subject(row: SubjectRow) -> None:
    assert head_subject(row.test) == row.subject


@pytest.mark.parametrize("row", rows("frames"), ids=lambda row: f"{row.subject} {row.test}")
def test_every_lead_in_opens_the_conditions_of_its_subject(row: SubjectRow) -> None:
    assert frame_subject(row.test) == row.subject


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("项目总投资不低于500万元", "project"),
        ("申报项目应当已开工建设", "project"),
        ("项目单位应当具有独立法人资格", None),
        ("产品技术成熟", "product"),
        ("主导产品市场占有率达到10%以上", None),
        ("法定代表人应当具有大专以上学历", "person"),
        ("在孵企业应当属于科技型中小企业", "tenant"),
        ("在孵企业不少于20家", None),
        ("被投资企业成立时间不超过5年", "investee"),
        ("年度应纳税工资薪金不低于30万元", "person"),
        ("企业负责人具有本科以上学历", "person"),
    ],
)
def test_a_clause_speaks_of_its_head_noun(sentence: str, subject: str | None) -> None:
    assert only(conditions(sentence)).subject == subject


def test_a_list_about_projects_carries_its_subject_but_not_to_what_is_the_applicants() -> None:
    policy = conditions("技术方案先进可行", "具有独立法人资格", lead="申报项目应当符合下列条件：")
    first, second = leaves(policy)

    assert first.subject == "project"
    assert second.feature == "legal_person"
    assert second.subject is None


def test_an_applicant_in_the_sentence_ends_what_a_list_about_projects_carries() -> None:
    policy = conditions("申报单位财务制度健全，信用良好", lead="申报项目应当符合下列条件：")

    assert [one.subject for one in leaves(policy)] == [None, None]


def test_an_honour_of_a_product_is_the_products() -> None:
    one = only(conditions("通过省级高新技术产品认定"))

    assert (one.feature, one.subject, one.level) == ("title", "product", "省级")
