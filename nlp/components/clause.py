"""Step `policy_clause`: sentences with their roles, cut into clauses.

Owns `Work.sentences`: which stretch of a sentence states conditions and which says what is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.context import turned
from nlp.components.cutting import CLOSE, OPEN, clauses, commas, valued
from nlp.components.giving import back, cut_gift, gifts_apart, giving
from nlp.components.kinds import part_leading_kinds
from nlp.components.section import ASKING, DEFINES
from nlp.components.variants import with_variants
from nlp.resources import pattern, sections
from nlp.work import Clause, Part, Sentence, Work, show, work

READ = {"require", "exclude", "benefit", ""}
"""Sections whose sentences are read in full; elsewhere only bars, stacking and windows count."""

_FULL_MARKS = re.compile(r"\(满分\d+分\)$")
_MANNER = re.compile(r"(?:企业)?(?:通过|采取|采用|以)[^,;。]{2,40}(?:方式|形式|途径|渠道)")
_IF = re.compile(r"(?:申[报请](?:企业|单位))?(?:若|如)(?:为|属|是)")
_LEAD = re.compile("|".join(sections().leads["require"]))
_NAME_MAX = 16
"""A longer line of a list states something, though lines stand below it."""
_OFFICES = re.compile(
    r"(?:各级|各地|各市|各县|各区|各有关|有关|相关|各相关)[^,;。]{0,20}(?:部门|政府|机关|单位|局|委)(?:要|应当?|须|负责)"
)
"""What offices are told to do asks nothing of an applicant."""
_BAD = re.compile(r"(?:有|存在|发生|出现|被|未)[^,;。]*的$")
_LEFT_UNDONE = re.compile(r"(?:企业|单位|申[报请](?:企业|单位|人))?(?:未|拒不|拒绝|不按|逾期未|无正当理由)")
"""未按规定报送资料的: what was not done bars; it is no word on procedure."""
_HAS_NOW = re.compile(
    r"(?:申[报请])?(?:企业|单位)?(?:应当?|须|必须|需)?(?:已经?|设有|建有|设立|建立|拥有|具有|具备)(?![^,;。]*的$)"
)
"""企业已设立专门的研发机构,…: what is had is asked, and limits nothing behind it."""
_RUN_IN = 16
_SAYS = re.compile(
    r"应|须|必须|具有|具备|拥有|符合|满足|达到|属于|不(?!动产|锈)|无(?!形|线|人)|未|已|有(?!效|限|机|关)|为(?!主)|在|较|健全|良好|完善|规范|稳定|清晰|强$|高$|好$|大$|优|领先|突出|依法|注册|成立|纳税"
)
_NAMES = re.compile(
    r"(?:项目|方向|类别?|能力|情况|条件|要求|水平|规模|效益|信用|形式|资质|培育|认定|奖励|补助|平台|企业|产品|上市)$"
)
"""What a line that runs in ends with: a name, no statement."""
_DUTY = re.compile(
    r"(?:申[报请])?(?:企业|单位|机构|申请人)(?:还)?(?:应当?|须|必须)(?!按|提[交供]|填|报送|在收到)"
)
_EXPLAINS = re.compile(
    r"[^,;。:]{2,14}(?<!企业)(?<!机构)(?<!单位)(?:是指|系指)(?![^。]*(?:企业|机构|单位|组织|人员|公司|人才))|[^,;。]{4,30}不包括在内$"
)
"""What explains a word of the conditions (本地化改造是指…) asks nothing."""
_ASKED_BESIDE = re.compile(
    r"[^,;。:]{2,16}(?<!部门)(?<!资金)(?:须|应当?|必须|需)(?:为|是|在(?!收)|具|符合|满|达|已|有|注册|签|缴|取得|通过|属于|不[低少]于)"
)
"""What is asked in a sentence behind the gift (新招用人员须为首次在本县就业)."""
_TOTAL_CAP = re.compile(
    r"(?:同一|单个|单家|每家|每个|单户)(?:企业|单位|机构|申[请报](?:人|单位|企业)|主体)?[^,;。\d]{0,10}(?:年度|每年|当年|全年|累计|合计|各项)[^,;。\d]{0,14}"
    r"(?:不超过|最高|不高于|上限为?)[\d.]+(?:万|亿)?元[^,;。]{0,4}$"
)
"""What one applicant can get in all (同一单位年度奖励总额不超过100万元), said by itself."""
_TERM = re.compile(
    r"(?:本(?:办法|政策|措施|细则|规定|意见|通知))?(?:中)?(?:所称|所指)(?:的)?[^,;。\d]{2,24},?(?:是指|系指|指)[^;。\d]{2,80}"
    r"(?:补[贴助]|奖励|资金|政策|行为|活动|贷款|费用|支持|资助|贴息|方式|措施)$"
)
"""What a form of help is called (本办法所称贴息,是指…的补助) gives nothing yet."""
_STANDARD = re.compile(r"(?:补[贴助]|奖励|资助|支持|扶持|贴息)(?:标准|金额|额度)$")
_SUBSIDY = re.compile(r"(?:补[贴助]|津贴|奖励|奖补)$")
_EACH_SUM = re.compile(r"(?:每[人户家]|每月|每年|每生)(?:每[月年])?\d[\d.]*万?元")
"""A sum without a verb of giving, under a heading that names what is given (省内每人200元)."""
_PAYS = re.compile(r"(?:给予|奖励|补助|资助|补贴)[^,;。]{0,6}\d")
_BARS = re.compile("|".join(sections().leads["exclude"]))
_GRANTS = re.compile(r"可以?认定|给予|授予|奖励|补助|补贴|资助|贴息|评定为")
_BOILERPLATE = re.compile("|".join(sections().boilerplate))
_WAIVES_FOR = re.compile(
    r"(?:但)?(?:对于?|凡)[^,;。]{4,60}?(?:的|企业|单位|机构)(?:可以?|不受|免于|予以)?(?:豁免|不作要求|不受|免于|不要求)(?:此|该|本|上述|这)"
)
_TRIM = " \n,;。:!?"
_SCOPE_NOUN = re.compile(r"的(?:[一-龥]{0,4}(?:企业|单位|机构|项目|产品|园区|平台|组织))?$|时$|者$")


@Language.component("policy_clause")
def clause(doc: Doc) -> Doc:
    """Cut every part that may hold conditions into sentences and clauses."""
    state = work(doc)
    for part in state.root.walk():
        if part.body < part.end:
            for whole in sentences(state.text, part.body, part.end):
                for piece in _aside_in_brackets(state.text, *whole):
                    for bounded in _bar_after_gift(state, *piece):
                        for waived in _waiver_behind(state.text, *bounded):
                            for start, end in gifts_apart(state.text, *waived):
                                state.sentences.append(_sentence(state, part, start, end))
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


def _as_condition(state: Work, one: Sentence) -> None:
    one.role, one.cond = "condition", (one.start, one.end)
    one.clauses = list(clauses(state.text, one.start, one.end))
    _mark_scopes(state.text, one)


def _is_heading(part: Part) -> bool:
    return bool(part.style) and part.style not in {"编", "章", "节"} and part.body == part.end


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between 。；！ and colons that open a list, outside brackets, trimmed."""
    begin, depth = start, 0
    for i in range(start, end):
        char = text[i]
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
        elif (
            (char in "。!?\n")
            or (depth == 0 and char == ";")
            or (depth == 0 and char == ":" and i > begin and _opens_list(text, i))
        ):
            yield from _trimmed(text, begin, i + (1 if char == ":" else 0))
            begin, depth = i + 1, 0
    yield from _trimmed(text, begin, end)


def _opens_list(text: str, at: int) -> bool:
    """Whether a colon stands before what it opens, not between a label or a clock's digits and a number."""
    return not text[at + 1 : at + 2].isdigit() and not valued(text, at)


def _aside_in_brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A waiver or a rule against double help in brackets at a sentence's end is a sentence of its own."""
    hit = re.search(r"\(([^()]{8,})\)$", text[start:end])
    aside = hit is not None and any(pattern(use).search(hit[1]) for use in ("waive", "stacking"))
    if hit and hit.start() > 0 and aside:
        yield start, start + hit.start()
        yield start + hit.start(1), start + hit.end(1)
    else:
        yield start, end


def _bar_after_gift(state: Work, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A bar or a duty behind a gift (…的,奖励20万元,已获得…的不予奖励) is a sentence of its own."""
    at, given = start, False
    for begin, stop in commas(state.text, start, end):
        if begin > at and not given and _asked_before_bar(state, at, begin, stop, end):
            yield from _trimmed(state.text, at, begin - 1)
            at = begin
        duty = _DUTY.match(state.text, begin, stop) is not None
        if given and (duty or turned(state, "bar", begin, stop)) and begin > at:
            yield from _trimmed(state.text, at, begin - 1)
            at = begin
        given = given or giving(state.text, begin, stop) is not None
    yield at, end


def _asked_before_bar(state: Work, at: int, begin: int, stop: int, end: int) -> bool:
    """项目不超过1项,有逾期未结题的,不得申报: what stands before the bad case is asked by itself."""
    before, bad, rest = state.text[at : begin - 1], state.text[begin:stop], state.text[stop:end]
    return (
        _BAD.match(bad) is not None
        and pattern("bar").match(rest.lstrip(",")) is not None
        and not before.endswith("的")
        and any(q.op for q in state.quantities.inside(at, begin))
    )


def _waiver_behind(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A waiver behind what it waives (…1项以上,对获得奖励的企业可豁免此项指标) is a sentence of its own."""
    for begin, stop in commas(text, start, end):
        if begin > start and stop == end and _WAIVES_FOR.match(text, begin, stop):
            yield from _trimmed(text, start, begin - 1)
            start = begin
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in " \n,;。!?":
        end -= 1
    if start < end and text[start:end] != ":":
        yield start, end


def _sentence(state: Work, part: Part, start: int, end: int) -> Sentence:
    text = state.text
    one = Sentence(start, end, part)
    one.role = _role(state, one)
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
            one.clauses = [c for c in one.clauses if not _procedural(text[c.start : c.end])] or one.clauses
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


def _role(state: Work, one: Sentence) -> str:
    text, section = state.text, one.part.section
    body = text[one.start : one.end]
    if turned(state, "repeat", one.start, one.end):
        return "repeat"
    if turned(state, "stacking", one.start, one.end) and not _PAYS.search(body):
        return "stacking"
    if _TOTAL_CAP.match(body) and one.part.style in {"条", "一", "(一)"}:
        return "stacking"
    if section in {"materials", "basis"} or _OFFICES.match(body):
        return "other"
    if "→" in body or (_TERM.match(body) and not DEFINES.match(body)):
        return "other"
    if section == "exclude" and _BARS.search(body):
        return "lead"
    if turned(state, "waive", one.start, one.end) and pattern("waive").search(_bare(body)):
        return "waive"
    if turned(state, "bar", one.start, one.end) and section != "exclude" and not body.endswith(":"):
        return "bar"
    if turned(state, "premise", one.start, one.end):
        return "condition"
    if re.search(r"得\d+分$|满分\d+分|总分达到", body) and section not in {"steps"}:
        if re.search(r"得\d+分$", body):
            return "score"
        return "lead" if body.endswith(":") else "other" if _FULL_MARKS.search(body) else "condition"
    if (
        pattern("prefer").search(body)
        and re.match(
            r"[^,]{0,24}(?:优先|侧重|倾斜)|[^。]{0,20}给予重点支持$|资金|[^,]{0,16},(?:侧重|优先)|对[^;。]{2,60}(?:的|者|企业|单位|机构),?(?:可|可以|应|予以|给予)?优先|[^;。]{0,60}(?:同等条件下?|条件相同).{0,3}优先",
            body,
        )
        and "优先推荐" not in body
    ):
        return "prefer"
    if section not in READ:
        return "other"
    if turned(state, "calc_rule", one.start, one.end) and not _numbers(state, one) and not _rule_aside(body):
        return "other"
    if body.endswith(":") and _LEAD.search(body) and not _GRANTS.search(body):
        return "lead" if section else "other"
    if section != "exclude" and giving(text, one.start, one.end) is not None:
        return "gift"
    if body.endswith(":"):
        return "lead" if section else "other"
    if section == "benefit" and _sum_line(state, one):
        return "gift"
    if section in {"require", "exclude"}:
        if (
            names_only(state, one)
            or runs_in(state, one)
            or (_EXPLAINS.match(body) and not DEFINES.match(body))
        ):
            return "other"
        plain = _BOILERPLATE.search(body) or all(
            _procedural(text[start:end]) for start, end in commas(text, one.start, one.end)
        )
        return "other" if plain and not DEFINES.match(body) else "condition"
    return "aside"


def _procedural(words: str) -> bool:
    """Whether a clause only says what is to be filled in, handed in or looked at by whom."""
    if _LEFT_UNDONE.match(words):
        return False
    return pattern("not_condition").search(words) is not None and pattern("duty").search(words) is None


def _sum_line(state: Work, one: Sentence) -> bool:
    """Whether a line below 补贴标准 is but its sums (10000元 · 一等奖20万元,二等奖15万元)."""
    heads = _heads_over(state, one.part)
    each = _EACH_SUM.search(state.text, one.start, one.end) and any(_SUBSIDY.search(head) for head in heads)
    if not each and not any(_STANDARD.search(head) for head in heads):
        return False
    return any(q.measures == "money" for q in state.quantities.inside(one.start, one.end))


def _heads_over(state: Work, part: Part) -> list[str]:
    """The heading of a part, and of the part that it stands in."""
    above = [part, *([part.parent] if part.parent is not None else [])]
    heads = [
        state.text[one.start + len(one.mark) : one.head_end] for one in above if one.head_end > one.start
    ]
    return [ASKING.sub("", head.strip(" :。【】[]").rstrip("?")) for head in heads]


def names_only(state: Work, one: Sentence) -> bool:
    """Whether a numbered line only names what the lines below it ask (基本条件。 · 产业化示范。)."""
    part, body = one.part, state.text[one.start : one.end]
    if not part.style or not part.children or one.end < part.end - 1 or len(body) > _NAME_MAX:
        return False
    return one.start <= part.body and not any(q.op for q in state.quantities.inside(one.start, one.end))


def runs_in(state: Work, one: Sentence) -> bool:
    """Whether the first sentence of a numbered line only names what the next ones ask (企业规模。总资产…)."""
    part, body = one.part, state.text[one.start : one.end]
    if not part.style or len(body) > _RUN_IN or one.start > part.start + len(part.mark) + 1:
        return False
    if state.text[one.end : one.end + 1] != "。" or one.end + 1 >= part.end or one.part.section == "exclude":
        return False
    states_ = any(h.layer == "term" for h in state.hits.inside(one.start, one.end))
    says = _SAYS.search(body) or (states_ and not _NAMES.search(body))
    return not says and not any(q.op for q in state.quantities.inside(one.start, one.end))


def _bare(body: str) -> str:
    """A sentence without what stands in brackets."""
    return re.sub(r"\([^()]*\)", "", body)


def _rule_aside(body: str) -> bool:
    """Whether a rule of counting stands in brackets only: what is around them is read as ever."""
    return pattern("calc_rule").search(_bare(body)) is None


def _numbers(state: Work, one: Sentence) -> bool:
    return any(q.measures in {"ratio", "money"} for q in state.quantities.inside(one.start, one.end))


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
