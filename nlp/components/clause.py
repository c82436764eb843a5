"""Step `policy_clause`: sentences with their roles, cut into clauses.

Owns `Work.sentences`: which stretch of a sentence states conditions and which says what is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.context import turned
from nlp.components.cutting import CLOSE, OPEN, clauses, commas
from nlp.components.kinds import part_leading_kinds
from nlp.components.section import DEFINES
from nlp.resources import pattern, sections
from nlp.work import Clause, Part, Sentence, Work, show, work

READ = {"require", "exclude", "benefit", ""}
"""Sections whose sentences are read in full; elsewhere only bars, stacking and windows count."""

_GIFT = re.compile(
    r"(?<!不得)(?<!不予)(?<!不再)给予|授予|奖励(?=[\d一二三四五六七八九十]|资金|[^,;。的]{1,14}\d[\d.]*万?元)|一次性(?:奖励|补助|补贴|资助)|(?:补助|补贴|资助|奖补|贴息)(?=\d)"
    r"|(?<![未被曾已经])(?:可以?|拟)?认定为|评定为|评选为|颁发|免征|减按|减半|(?:予以|进行)(?:奖励|补助|补贴|支持|资助|贴息|配套)"
    r"|按(?:照)?[^,;。]{1,30}(?:一定)?比例(?:,|分档|给予|予以|进行|奖|补)|按(?:照)?每[^,;。]{1,10}(?:元|%)|按(?:照)?[^,;。]{1,24}元|按[^,;。]{1,24}%|(?:贴息|补助|奖励|补贴|资助)比例|(?:最高|不超过)[^,;。]{0,8}\d[^,;。]{0,6}(?:奖励|补助|补贴|资助|支持|贴息)"
    r"|单[笔家个项][^,;。]{0,12}(?:奖励|补助|补贴|资助|支持|贴息)[^,;。]{0,8}(?:不超过|最高|不高于)"
    r"|(?:可以?)?(?:领取|申领|享受|获得)[^,;。]{0,10}\d[\d.]*万?元[^,;。]{0,10}(?:补贴|补助|奖励|资助|津贴|奖金)"
    r"|(?:减缴|减免|免收|减征|返还|退还|免缴|返补)(?=[^,;。]{0,20}(?:\d|费|税|租金|租))"
    r"|(?:支持|补助|奖励|资助|补贴|贴息)(?:资金|金额|额度|总额|标准|比例)+(?:原则上|一般)?(?:不超过|不高于|最高|为)(?:每[家户年])?(?=\d)"
    r"|(?:贷款|授信|担保)(?:额度)?最高(?:可达|可贷|不超过)?\d[\d.]*万?亿?元(?!的)"
    r"|发放[^,;。]{0,16}(?:补贴|补助|津贴|奖励|奖金|资助)"
    r"|每[件项个家名人台][^,;。]{0,4}(?:奖励|补助|补贴|资助)|按(?:照)?(?:以下|下列|如下)标准"
)
_FULL_MARKS = re.compile(r"\(满分\d+分\)$")
_MANNER = re.compile(r"(?:企业)?(?:通过|采取|采用|以)[^,;。]{2,40}(?:方式|形式|途径|渠道)")
_IF = re.compile(r"(?:申[报请](?:企业|单位))?(?:若|如)(?:为|属|是)")
_LEAD = re.compile("|".join(sections().leads["require"]))
_NAME_MAX = 16
"""A longer line of a list states something, though lines stand below it."""
_HEAD_MIN = 3
_DUTY = re.compile(
    r"(?:申[报请])?(?:企业|单位|机构|申请人)(?:还)?(?:应当?|须|必须)(?!按|提[交供]|填|报送|在收到)"
)
_EXPLAINS = re.compile(
    r"[^,;。:]{2,14}(?<!企业)(?<!机构)(?<!单位)(?:是指|系指)(?![^。]*(?:企业|机构|单位|组织|人员|公司|人才))|[^,;。]{4,30}不包括在内$"
)
"""What explains a word of the conditions (本地化改造是指…) asks nothing."""
_STANDARD = re.compile(r"(?:补[贴助]|奖励|资助|支持|扶持|贴息)(?:标准|金额|额度)$")
_TO_WHOM = re.compile(
    r"(?:可)?(?:给予|奖励|资助|补助|补贴)(?P<who>[^,;。\d]{4,80}?(?:人才|人员|企业|机构|单位|团队|平台|载体|园区|组织|个人|农户))(?=最高|不超过|每[人家户年]|一次性|\d)"
)
"""Whom a verb of giving names behind it (给予高层次人才最高500万元)."""
_RATED = re.compile(r"\d[\d.]*%[^,;。]{0,6}$|全额$|的标准$")
"""A verb of giving with its rate before it (租金总额的50%予以补贴)."""
_FOR_WHOM = re.compile(r"(?:对于?|凡|支持|鼓励|经|获得?|通过|被|新认定|首次)")
_ENDS_NOUN = re.compile(r"(?:企业|单位|机构|项目|的|专利|团队|人才|平台|孵化器|园区|基地|产品)(?:可以?|将)?$")
_TITLED = {"授予", "认定为", "评定为", "评选为", "颁发"}
_WAS = re.compile(r"[^,;。]{2,40}(?:的|后|的?(?:企业|单位|机构|项目|产品|平台|园区))(?=,)")
"""新评定为五星级饭店的,奖励…: a title held already, before what is given for it."""
_PASSIVE = re.compile(r"被|获得?|已|曾|需通过|须通过|应通过")
_PAYS = re.compile(r"(?:给予|奖励|补助|资助|补贴)[^,;。]{0,6}\d")
_BARS = re.compile("|".join(sections().leads["exclude"]))
_GRANTS = re.compile(r"可以?认定|给予|授予|奖励|补助|补贴|资助|贴息|评定为")
_BOILERPLATE = re.compile("|".join(sections().boilerplate))
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
                    for start, end in _bar_after_gift(state, *piece):
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
        if one.role != "aside" or one.part.style in {"", "条"} or above is None or not _is_heading(above):
            continue
        if sum(id(child) in giving for child in above.children) == 1:
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
            or (depth == 0 and char == ":" and i > begin and not text[i + 1 : i + 2].isdigit())
        ):
            yield from _trimmed(text, begin, i + (1 if char == ":" else 0))
            begin, depth = i + 1, 0
    yield from _trimmed(text, begin, end)


def _aside_in_brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A waiver in brackets at the end of a sentence is a sentence of its own."""
    hit = re.search(r"\(([^()]{8,})\)$", text[start:end])
    if hit and hit.start() > 0 and pattern("waive").search(hit[1]):
        yield start, start + hit.start()
        yield start + hit.start(1), start + hit.end(1)
    else:
        yield start, end


def _bar_after_gift(state: Work, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A bar or a duty behind a gift (…的,奖励20万元,已获得…的不予奖励) is a sentence of its own."""
    at, given = start, False
    for begin, stop in commas(state.text, start, end):
        duty = _DUTY.match(state.text, begin, stop) is not None
        if given and (duty or turned(state, "bar", begin, stop)) and begin > at:
            yield from _trimmed(state.text, at, begin - 1)
            at = begin
        given = given or _gift(state.text, begin, stop) is not None
    yield at, end


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
        _cut_gift(text, one)
    elif one.role == "waive":
        _cut_waive(text, one)
    elif one.role in {"condition", "lead", "bar", "repeat", "score"}:
        one.cond = (start, end - 1 if text[end - 1] == ":" else end)
    if one.cond:
        one.clauses = _without_rules(text, list(clauses(text, *one.cond)))
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
    if section in {"materials", "basis"}:
        return "other"
    if "→" in body:
        return "other"
    if section == "exclude" and _BARS.search(body):
        return "lead"
    if turned(state, "waive", one.start, one.end):
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
            r"[^,]{0,24}(?:优先|侧重|倾斜)|[^。]{0,20}给予重点支持$|资金|[^,]{0,16},(?:侧重|优先)|[^;。]{0,60}(?:同等条件下?|条件相同).{0,3}优先",
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
    if section != "exclude" and _gift(text, one.start, one.end) is not None:
        return "gift"
    if body.endswith(":"):
        return "lead" if section else "other"
    if section == "benefit" and _sum_line(state, one):
        return "gift"
    if section in {"require", "exclude"}:
        if names_only(state, one) or (_EXPLAINS.match(body) and not DEFINES.match(body)):
            return "other"
        plain = _BOILERPLATE.search(body) or (
            pattern("not_condition").search(body) and not pattern("duty").search(body)
        )
        return "other" if plain and not DEFINES.match(body) else "condition"
    return "aside"


def _sum_line(state: Work, one: Sentence) -> bool:
    """Whether a line below 补贴标准 is but its sums (10000元 · 一等奖20万元,二等奖15万元)."""
    head = state.text[one.part.start : one.part.head_end].strip(" :。【】[]")
    if _STANDARD.search(head) is None:
        return False
    return any(q.measures == "money" for q in state.quantities.inside(one.start, one.end))


def names_only(state: Work, one: Sentence) -> bool:
    """Whether a numbered line only names what the lines below it ask (基本条件。 · 产业化示范。)."""
    part, body = one.part, state.text[one.start : one.end]
    if not part.style or not part.children or one.end < part.end - 1 or len(body) > _NAME_MAX:
        return False
    return one.start <= part.body and not any(q.op for q in state.quantities.inside(one.start, one.end))


def _rule_aside(body: str) -> bool:
    """Whether a rule of counting stands in brackets only: what is around them is read as ever."""
    return pattern("calc_rule").search(re.sub(r"\([^()]*\)", "", body)) is None


def _gift(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first word of giving; a title that the applicant was given before (被授予…称号的) is none."""
    for hit in _GIFT.finditer(text, start, end):
        clause = text[max(start, text.rfind(",", start, hit.start())) : hit.start()]
        if hit[0] not in _TITLED or not (_PASSIVE.search(clause) or _WAS.match(text, hit.end())):
            return hit
    return None


def _numbers(state: Work, one: Sentence) -> bool:
    return any(q.measures in {"ratio", "money"} for q in state.quantities.inside(one.start, one.end))


def _cut_gift(text: str, one: Sentence) -> None:
    """Split a gift sentence before the clause, or the verb, that says what is given."""
    body_end = one.end
    for start, end in commas(text, one.start, one.end):
        hit = _gift(text, start, end)
        if hit is None:
            continue
        cut = start
        head = text[start : hit.start()]
        if (
            len(head) > _HEAD_MIN
            and not _RATED.search(head)
            and (_FOR_WHOM.match(head) or _ENDS_NOUN.search(head))
        ):
            cut = hit.start()
        one.cond = (one.start, _back(text, one.start, cut)) if cut > one.start else None
        if one.cond is None and (who := _TO_WHOM.match(text, cut, end)):
            one.cond, one.gift = who.span("who"), (who.end("who"), body_end - (text[body_end - 1] == ":"))
            return
        one.gift = (cut, body_end - 1 if text[body_end - 1] == ":" else body_end)
        return
    if one.gift is None:
        one.gift = (one.start, body_end)


def _cut_waive(text: str, one: Sentence) -> None:
    hit = pattern("waive").search(text, one.start, one.end)
    if hit is None:
        return
    cut = one.start
    for start, end in commas(text, one.start, one.end):
        if start <= hit.start() < end:
            cut = start if start > one.start else hit.start()
    one.cond = (one.start, _back(text, one.start, cut))
    one.then = (cut, one.end)


def _back(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,":
        end -= 1
    return end


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
        if (
            _SCOPE_NOUN.search(text[this.start : this.end]) or _IF.match(text[this.start : this.end])
        ) and following.link == ",":
            this.scope = True
