"""Step `policy_clause`: sentences with their roles, cut into clauses.

Owns `Work.sentences`: which stretch of a sentence states conditions and which says what is given.
"""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.cutting import clauses, commas
from nlp.components.giving import back, cut_gift
from nlp.components.kinds import part_leading_kinds
from nlp.components.role import opens_bars, procedural, role_of
from nlp.components.section import DEFINES
from nlp.components.stretches import stretches
from nlp.components.variants import with_variants
from nlp.resources import pattern
from nlp.work import Clause, Part, Sentence, Work, show, work

_MANNER = re.compile(r"(?:企业)?(?:通过|采取|采用|以)[^,;。]{2,40}(?:方式|形式|途径|渠道)")
_IF = re.compile(r"(?:申[报请](?:企业|单位))?(?:若|如)(?:为|属|是)")
_HAS_NOW = re.compile(
    r"(?:申[报请])?(?:企业|单位)?(?:应当?|须|必须|需)?(?:已经?|设有|建有|设立|建立|拥有|具有|具备)(?![^,;。]*的$)"
)
"""企业已设立专门的研发机构,…: what is had is asked, and limits nothing behind it."""
_ASKED_BESIDE = re.compile(
    r"[^,;。:]{2,16}(?<!部门)(?<!资金)(?:须|应当?|必须|需)(?:为|是|在(?!收)|具|符合|满|达|已|有|注册|签|缴|取得|通过|属于|不[低少]于)"
)
"""What is asked in a sentence behind the gift (新招用人员须为首次在本县就业)."""
_SCOPE_NOUN = re.compile(r"的(?:[一-龥]{0,4}(?:企业|单位|机构|项目|产品|园区|平台|组织))?$|时$|者$")


@Language.component("policy_clause")
def clause(doc: Doc) -> Doc:
    """Cut every part that may hold conditions into sentences and clauses."""
    state = work(doc)
    for part in state.root.walk():
        if part.body < part.end:
            state.sentences += [
                _sentence(state, part, start, end) for start, end in stretches(state, part.body, part.end)
            ]
    _promote(state)
    part_leading_kinds(state)
    show(
        doc,
        "clauses",
        [(c.start, c.end, s.role) for s in state.sentences for c in s.clauses if c.end > c.start],
    )
    return doc


def _promote(state: Work) -> None:
    """Plain numbered sentences beside a gift sentence, under one heading, are that gift's conditions."""
    _bar_behind_lead(state)
    giving = {id(s.part) for s in state.sentences if s.role == "gift"}
    for one in state.sentences:
        above = one.part.parent
        if (
            one.role == "aside"
            and id(one.part) in giving
            and _ASKED_BESIDE.match(state.text, one.start, one.end)
        ):
            _as_condition(state, one)
            continue
        if one.role != "aside" or one.part.style in {"", "条"} or above is None or not _is_heading(above):
            continue
        if sum(id(child) in giving for child in above.children) == 1:
            _as_condition(state, one)


def _bar_behind_lead(state: Work) -> None:
    """以下单位不在支持范围:物业公司: what such a sentence opens bars, whatever its part speaks of."""
    for lead, one in pairwise(state.sentences):
        opens = (
            lead.role == "lead" and lead.part is one.part and opens_bars(state.text[lead.start : lead.end])
        )
        if opens and one.role == "aside" and one.part.section != "exclude":
            _as_condition(state, one)
            one.role = "bar"


def _as_condition(state: Work, one: Sentence) -> None:
    one.role, one.cond = "condition", (one.start, one.end)
    one.clauses = list(clauses(state.text, one.start, one.end))
    _mark_scopes(state.text, one)


def _is_heading(part: Part) -> bool:
    return bool(part.style) and part.style not in {"编", "章", "节"} and part.body == part.end


def _sentence(state: Work, part: Part, start: int, end: int) -> Sentence:
    text = state.text
    one = Sentence(start, end, part)
    one.role = role_of(state, one)
    if one.role == "gift":
        cut_gift(text, one)
    elif one.role == "waive":
        _cut_waive(text, one)
    elif one.role in {"condition", "lead", "bar", "repeat", "score"}:
        one.cond = (start, end - 1 if text[end - 1] == ":" else end)
    if one.cond:
        one.clauses = with_variants(text, _without_rules(text, list(clauses(text, *one.cond))))
        listed = one.role == "condition" and part.section in {"require", "exclude"}
        if listed and not DEFINES.match(text[start:end]):
            one.clauses = [c for c in one.clauses if not procedural(text[c.start : c.end])] or one.clauses
        _mark_scopes(text, one)
    return one


def _without_rules(text: str, found: list[Clause]) -> list[Clause]:
    """Clauses without the rules of counting (成立不足两年的，按实际经营年限计算)."""
    found = _merge_manner(text, found)
    out: list[Clause] = []
    for one in found:
        if pattern("calc_rule").search(re.sub(r"\([^()]*\)", "", text[one.start : one.end])):
            if out and re.search(r"不[足满]|未满", text[out[-1].start : out[-1].end]):
                out.pop()
            continue
        out.append(one)
    return out


def _cut_waive(text: str, one: Sentence) -> None:
    hit = pattern("waive").search(text, one.start, one.end)
    if hit is None:
        return
    cut = one.start
    for start, end in commas(text, one.start, one.end):
        if start <= hit.start() < end:
            cut = start if start > one.start else hit.start()
    one.cond = (one.start, back(text, one.start, cut))
    one.then = (cut, one.end)


def _merge_manner(text: str, found: list[Clause]) -> list[Clause]:
    """通过自主研发、受让等方式，获得…: how something was come by belongs to it."""
    out: list[Clause] = []
    for one in found:
        if out and _MANNER.fullmatch(text[out[-1].start : out[-1].end]) and one.link == ",":
            out[-1].end = one.end
        else:
            out.append(one)
    return out


def _mark_scopes(text: str, one: Sentence) -> None:
    """A clause that ends in 的 (企业) and is followed by another one says for whom that holds."""
    if one.role not in {"condition"} or one.part.section == "exclude":
        return
    for this, following in zip(one.clauses, one.clauses[1:], strict=False):
        words = text[this.start : this.end]
        ends = _SCOPE_NOUN.search(words) and not _HAS_NOW.match(words)
        if (ends or _IF.match(words)) and following.link == ",":
            this.scope = True
