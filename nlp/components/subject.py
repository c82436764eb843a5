"""Step `policy_subject`: whose fact each leaf states: the applicant's, a project's, a product's, a person's.

Owns `Draft.subject`: the head noun of a clause decides, else what its sentence, list or heading speaks of;
what is an applicant's by nature is not carried over to a thing.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.kinds import is_person
from nlp.resources import SubjectRow, subjects
from nlp.work import Draft, Part, Sentence, Work, show, work

APPLICANT = "applicant"
"""The head noun that ends what was carried; leaves of the applicant carry no subject."""

_HEAD_MAX = 24
"""A longer line is a sentence; its end names no subject of what stands below it."""
_THING = re.compile(r"(?<!主导)(?:产品|装备|软件|新材料)(?:证书)?$")
"""An honour of a thing; who made the thing does not hold it."""
_CARRIED = {"person", "project", "product"}
"""Subjects that have no form of organisation."""
_ACTS = re.compile(
    r"(?:[^,;。的]{0,10}(?:企业|单位|纳税人|机构))?(?:应当?|须|需|已|将)?(?:销售|购买|购置|研发|开发|生产|从事|应用|使用|提供|采购|将)(?!的)"
)
"""What the applicant does with a product is the applicant's fact, though a product ends the clause."""
_AGAIN = re.compile(r"同一|重复|多头|只能")
_PARTIES = {"tenant", "investee", "borrower"}
_GOES_ON = re.compile(r"且|并且|并(?!购)|同时")
_DEFINED = re.compile(
    r"(?:本(?:办法|措施|细则|政策))?(?:所称|所指)(?:的)?[“]?(?P<who>[^,;。”]{2,16})[”]?,?(?:是指|系指|指)"
)
_FOR_PERSONS = re.compile(r"人才|毕业生|青年|就业|创业(?!板|投资)|职工|农民工|退役军人")
_PERSONS_PAID = re.compile(
    r"(?:人才|人员|毕业生|学生|高管|专家|教师|职工|员工|青年|个人|院士|博士|硕士|技师|工匠)$"
)
_PLACED = re.compile(r"注册|登记|纳税")


@Language.component("policy_subject")
def subject(doc: Doc) -> Doc:
    """Give every leaf its subject."""
    state = work(doc)
    by_part: dict[int, list[Sentence]] = {}
    for sentence in state.sentences:
        by_part.setdefault(id(sentence.part), []).append(sentence)
    _settle(state, state.root, None, by_part)
    show(doc, "subjects", [(d.start, d.end, d.subject or APPLICANT) for d in state.drafts.values()])
    return doc


def head_subject(words: str) -> str | None:
    """Whose fact a clause states by its first noun, or by the noun it ends in; None where neither says."""
    for name, head in _heads():
        if head.match(words):
            return name
    if _ACTS.match(words):
        return None
    return next((row.subject for row in subjects().tails if _any(row).search(words)), None)


def frame_subject(words: str) -> str | None:
    """Whose conditions a heading or lead-in opens (申报项目应当符合下列条件); None where it does not say."""
    return next((row.subject for row in subjects().frames if _any(row).search(words)), None)


def _settle(state: Work, part: Part, carried: str | None, by_part: dict[int, list[Sentence]]) -> None:
    mine = by_part.get(id(part), [])
    here = _opened(state, part, mine) or carried
    strong: str | None = None
    for sentence in mine:
        goes_on = _GOES_ON.match(state.text, sentence.start, sentence.end) is not None
        strong = _sentence(
            state, sentence, (strong if goes_on else None) or _defines(state, sentence) or here
        )
    for child in part.children:
        _settle(state, child, here, by_part)


def _opened(state: Work, part: Part, sentences: list[Sentence]) -> str | None:
    heading = state.text[part.start + len(part.mark) : part.head_end] if part.head_end > part.start else ""
    heading = heading.strip(" :。\n")
    found = frame_subject(heading) if 0 < len(heading) <= _HEAD_MAX else None
    for sentence in sentences:
        if sentence.role == "lead" or state.text[sentence.end - 1] == ":":
            found = frame_subject(state.text[sentence.start : sentence.end]) or found
    return found


def _defines(state: Work, sentence: Sentence) -> str | None:
    """Of whom a definition speaks (本办法所称港澳青年,是指…): of persons, where the name is theirs."""
    hit = _DEFINED.match(state.text, sentence.start, sentence.end)
    return "person" if hit and is_person(hit["who"]) else None


def _sentence(state: Work, sentence: Sentence, carried: str | None) -> str | None:
    """Give the leaves of a sentence their subjects; whose facts it speaks of, for a sentence that goes on."""
    strong: str | None = None
    for clause in sentence.clauses:
        own = head_subject(state.text[clause.start : clause.end])
        strong = own or strong
        if own == "other":
            # 贷款银行应在本市注册：银行是句子的主语，不是对申报主体的要求。
            clause.drafts = [one for one in clause.drafts if one.feature != "org_type"]
        for draft in clause.drafts:
            if draft.subject is None and draft.feature != "market_rank":
                draft.subject = _of(state, draft, own, strong or carried)
                if draft.subject == "person" and _paid(state, sentence):
                    draft.subject = None
    return strong or carried


def _paid(state: Work, sentence: Sentence) -> bool:
    """Whether a sentence pays the very persons that it speaks of (对年薪30万元以上的骨干人才,给予…).

    Only in a document for persons: in one for firms the firm applies, though its staff is paid.
    """
    if sentence.gift is None or sentence.cond is None or not _FOR_PERSONS.search(state.meta.title):
        return False
    whom = state.text[sentence.cond[0] : sentence.cond[1]].rstrip(" ,的")
    return _PERSONS_PAID.search(whom) is not None


def _of(state: Work, draft: Draft, own: str | None, carried: str | None) -> str | None:
    if draft.kind == "has" and draft.values and all(_THING.search(name) for name in draft.values):
        return "product"
    found = own or carried
    if found in _PARTIES and draft.kind == "compare" and "占" in state.text[draft.start : draft.end]:
        # 别家占的份额是申报主体自己的数字，见标注决定 37。
        return None
    if draft.feature == "prior_support" and _AGAIN.search(state.text, draft.start, draft.end):
        # 同一项目不得重复申报：仍是申报主体自己的限制，见标注决定 25、26。
        return None
    if found in _CARRIED and draft.feature == "org_type" and draft.kind == "in":
        return None
    if own is None and found in {"project", "product"} and _by_nature(state, draft):
        return None
    return None if found == APPLICANT else found


def _by_nature(state: Work, draft: Draft) -> bool:
    """Whether a fact is the applicant's whatever the sentence speaks of."""
    if draft.feature == "region":
        if state.text[draft.start - 1 : draft.start] == "《":
            return True
        return _PLACED.search(state.text, draft.start, draft.end) is not None
    return draft.feature in subjects().own


@cache
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    opener = subjects().openers.strip()
    return tuple(
        (row.subject, re.compile(f"{opener}(?:{'|'.join(row.words)})")) for row in subjects().subjects
    )


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(words))


def _any(row: SubjectRow) -> re.Pattern[str]:
    return _pattern(tuple(row.words))
