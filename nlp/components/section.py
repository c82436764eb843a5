"""Step `policy_section`: what each part of the document is about.

Owns `Part.section`. Headings and lead-ins decide; a part without a cue of its own follows its parent.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from nlp.numerals import parse_number
from nlp.resources import alternatives, pattern, sections
from nlp.work import Part, show, work

DEFINES = re.compile(
    r"[^。;,:]{0,40}(?:所称|所指)(?:的)?[^。;,]{2,30}?,?(?:是指|系指|均指|指)[^。]{4,400}?"
    r"(?:企业|机构|单位|组织|个人|团队|平台|基地|园区|孵化器|载体|人员|人才|居民|青年|毕业生|农户|合作社)(?:\([^()]*\))?[。;]?$"
)
"""Who is meant by the name that a document gives its applicants (本办法所称…是指…的企业) may apply."""
ADDRESSES = re.compile(
    r"(?:本|该)?(?:政策|办法|措施|规定|细则|意见|若干(?:政策|措施))?[^,;。]{0,8}(?:适用于|(?:适用|扶持|支持|资助|奖励)对象(?:为|是|应当?|须|需|必须)|扶持对象(?:为|是)|支持对象(?:为|是))"
    r"[^;。]{6,}(?:企业|机构|单位|组织|项目|团队|人才|主体|个人|对象|记录|方针|纪律|规定)(?:等)?(?:\([^()]*\))?(?=[。;\n]|$)"
    r"|(?:以上|上述|本)(?:各项|各条)?(?:政策|措施|办法|条款|奖励|补贴)?(?:所称|所指|适用的?)?(?:的)?(?:企业|单位|主体|机构|申[报请](?:企业|单位|人|主体))(?:须|应当?|必须|需)(?!按|向|提|报|配合)"
    r"|(?:凡)?(?:申[报请]|享受|适用|获得)[^,;。]{0,14}(?:企业|机构|单位|主体|项目|人)[^,;。]{0,4}(?:须|应当?|必须|需)(?:同时)?(?:符合|具备|满足|是|为|在|依法)"
)
"""Who may apply, said in a sentence of an article without a heading."""
_THING_ASKED = re.compile(
    r"(?:申[报请]的?|单个|拟?申报|支持的?|补[贴助]的?|贴息的?)?(?:的)?(?:项目|贷款|借款|合同|产品|设备|装备|租赁合同|活动|展会|场地|投资|作品|基地)"
    r"(?:投资|合同|期限|建设|实施|资金)?(?:应当?|须|必须|需)"
    r"(?!按|向|将|在[\d一二三五十]+个?(?:工作)?[日天月]内|提[交供]|填|报|配合|接受|建立|加强|遵守|严格|由|经[^,;。]{0,12}(?:审|批)|退|及时|专款|专账)"
)
"""What a project, loan or product must be, said in an article without a heading."""
_LABEL_MAX = 10
"""A longer line is a sentence, though its end may be a heading's."""
_OPENING_MAX = 20
"""A lead-in no longer than this may be a heading that opens a list (小微企业借款人申请条件:)."""
_BOUND = re.compile(
    r"(?:不低于|不少于|不超过|不高于|不小于|不满|未满|达到|超过|满)[\d一二三四五六七八九十]|[\d%元年人家项件个]以[上下内]"
)
ASKING = re.compile(
    r"(?:都|分别)?(?:有|是|为|需要?)?(?:哪些|哪几[类种项]|什么(?=条件|标准|对象|材料)|怎样的|多少|如何(?=申[报请]))|是什么$"
)
"""What makes a question of a heading (有哪些申请条件?)."""
_TRIM = re.compile(r"^[\s“”\"'【\[]+|[\s“”\"'】\]:。]+$")


@Language.component("policy_section")
def section(doc: Doc) -> Doc:
    """Label every part."""
    state = work(doc)
    _label(state.text, state.root, "")
    _beside(state.text, state.root)
    parts = state.root.walk()
    headed = any(part.section in {"require", "exclude", "benefit"} for part in parts)
    if not headed and not pattern("gives").search(state.text):
        state.loose = True
        for part in parts:
            part.section = part.section or "require"
    elif not headed:
        for part in parts:
            if part.style and not part.section and _bounds(state.text, part):
                part.section = "require"
    show(
        doc,
        "sections",
        [(p.start, p.end, p.section) for p in state.root.walk() if p.section and p.end > p.start],
    )
    return doc


def _label(text: str, part: Part, inherited: str) -> None:
    own = _own(text, part) or inherited
    part.section = own
    for child in part.children:
        _label(text, child, own)


def _bounds(text: str, part: Part) -> bool:
    """Whether a numbered part only bounds figures, in a document whose parts have no headings."""
    own = (part.body, part.end)
    return (
        _BOUND.search(text, *own) is not None
        and pattern("gives").search(text, *own) is None
        and pattern("not_condition").search(text[part.body : part.end]) is None
    )


def _beside(text: str, part: Part) -> None:
    """Numbered lines beside a list of conditions, or beside what is given, state conditions too.

    1、创业资助 （1）…符合以下条件之一：… （2）登记注册满6个月 补贴标准：1万元
    """
    for child in part.children:
        _beside(text, child)
    own = [_own(text, child) for child in part.children]
    if part.section not in {"", "benefit"} or part.parent is None or not set(own) & {"require", "benefit"}:
        return
    if not part.style and part.head_end == part.start:
        return
    for child, section in zip(part.children, own, strict=True):
        if child.style and not section and not pattern("gives").search(text, child.start, child.end):
            _require(text, child)


def _require(text: str, part: Part) -> None:
    """A part states conditions, and so does what stands below it without a cue of its own."""
    part.section = "require"
    for child in part.children:
        if not _own(text, child):
            _require(text, child)


def _own(text: str, part: Part) -> str:
    heading = text[part.start + len(part.mark) : part.head_end] if part.head_end > part.start else ""
    by_lead = _by_lead(text[part.body : part.end])
    if by_lead:
        return by_lead
    if DEFINES.match(text, part.body, part.end):
        return "require"
    if ADDRESSES.match(text, part.body, part.end) and not pattern("gives").search(text, part.body, part.end):
        return "require"
    if not heading and part.style and _THING_ASKED.match(text, part.body, part.end):
        return "" if pattern("gives").search(text, part.body, part.end) else "require"
    if heading:
        return by_heading(_TRIM.sub("", heading))
    opening = text[part.body : part.end].removeprefix("答:")
    return by_heading(_TRIM.sub("", opening)) if part.lead and len(opening) <= _OPENING_MAX else ""


def _by_lead(body: str) -> str:
    for name in ("exclude", "require"):
        if re.search("|".join(sections().leads[name]), body):
            return name
    return ""


@cache
def _headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(f"(?:{'|'.join(cues)})")) for name, cues in sections().headings.items())


def is_cue(words: str) -> bool:
    """Whether a short line is, as a whole, a known heading (办理流程, 奖励标准)."""
    plain = re.sub(r"\s", "", words)
    return len(plain) <= _LABEL_MAX and any(cue.fullmatch(plain) for _, cue in _headings())


def by_heading(heading: str) -> str:
    """The section that a heading names; empty where it names none.

    A cue must be the whole heading, or its end (企业申报条件); the first section in the data wins.
    """
    words = ASKING.sub("", re.sub(r"\s", "", heading).rstrip("?"))
    for name, cue in _headings():
        if cue.fullmatch(words):
            return name
    for name, cue in _headings():
        if any(hit.end() == len(words) and hit.end() > hit.start() for hit in cue.finditer(words)):
            return name
    return ""


def quantifier(text: str) -> tuple[str, int]:
    """How the members of the list that a lead-in opens combine: `all`, `any`, `at_least` with a number."""
    for name in ("at_least", "any"):
        for hit in alternatives(tuple(sections().quantifiers[name])).finditer(text):
            if name == "any":
                return "any", 1
            raw = next((g for g in hit.groups() if g), "")
            number = parse_number(raw)
            if number and number > 1:
                return "at_least", int(number)
    return "all", 0
