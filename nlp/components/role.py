"""What a sentence of a part does: it asks, gives, bars, waives, opens a list, or none of these.

Owns `Sentence.role`; used by the step `policy_clause`, before a sentence is cut into clauses.
"""

from __future__ import annotations

import re

from nlp.components.context import turned
from nlp.components.cutting import commas
from nlp.components.giving import giving
from nlp.components.section import ASKING, DEFINES
from nlp.resources import pattern, sections
from nlp.work import Part, Sentence, Work

READ = {"require", "exclude", "benefit", ""}
"""Sections whose sentences are read in full; elsewhere only bars, stacking and windows count."""
_FULL_MARKS = re.compile(r"\(满分\d+分\)$")
_LEAD = re.compile("|".join(sections().leads["require"]))
_NAME_MAX = 16
"""A longer line of a list states something, though lines stand below it."""
_OFFICES = re.compile(
    r"(?:各级|各地|各市|各县|各区|各有关|有关|相关|各相关)[^,;。]{0,20}(?:部门|政府|机关|单位|局|委)(?:要|应当?|须|负责)"
)
"""What offices are told to do asks nothing of an applicant."""
_LEFT_UNDONE = re.compile(r"(?:企业|单位|申[报请](?:企业|单位|人))?(?:未|拒不|拒绝|不按|逾期未|无正当理由)")
"""未按规定报送资料的: what was not done bars; it is no word on procedure."""
_RUN_IN = 16
_SAYS = re.compile(
    r"应|须|必须|具有|具备|拥有|符合|满足|达到|属于|不(?!动产|锈)|无(?!形|线|人)|未|已|有(?!效|限|机|关)|为(?!主)|在|较|健全|良好|完善|规范|稳定|清晰|强$|高$|好$|大$|优|领先|突出|依法|注册|成立|纳税"
)
_NAMES = re.compile(
    r"(?:项目|方向|类别?|能力|情况|条件|要求|水平|规模|效益|信用|形式|资质|培育|认定|奖励|补助|平台|企业|产品|上市)$"
)
"""What a line that runs in ends with: a name, no statement."""
_EXPLAINS = re.compile(
    r"[^,;。:]{2,14}(?<!企业)(?<!机构)(?<!单位)(?:是指|系指)(?![^。]*(?:企业|机构|单位|组织|人员|公司|人才))|[^,;。]{4,30}不包括在内$"
)
"""What explains a word of the conditions (本地化改造是指…) asks nothing."""
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


def role_of(state: Work, one: Sentence) -> str:
    """What a sentence does, by its section and its words; the first rule that holds decides."""
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
            procedural(text[start:end]) for start, end in commas(text, one.start, one.end)
        )
        return "other" if plain and not DEFINES.match(body) else "condition"
    return "aside"


def opens_bars(body: str) -> bool:
    """Whether a sentence opens a list of what bars (以下单位不在支持范围:)."""
    return body.endswith(":") and _BARS.search(body) is not None


def procedural(words: str) -> bool:
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
