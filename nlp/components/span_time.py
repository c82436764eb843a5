"""Which period a leaf speaks of: its own words, else what its clause inherits.

Owns the turning of period words into the contract's periods; called by the step `policy_resolve`.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from domain.vocabulary import GROWTH, FeatureType, vocabulary
from nlp.numerals import parse_number
from nlp.resources import pattern, periods
from nlp.times import PeriodWord, find_days, find_period_words
from nlp.work import Clause, Draft, Sentence, Work

_RANGE = re.compile(r"至|到|-|—|——|~|～|起至|\(含\)至")
_SINCE = re.compile(r"(?:以来|以后|之后|后|起|至今)")
_SINCE_YEAR = re.compile(r"(?P<y>\d{4})年(?:度)?(?:以来|至今|以后)")
_TO_DEADLINE = re.compile(
    r"(?P<y>\d{4})年(?:度)?(?:至|到)(?:本次|通知)?(?:申[报请]|发布|印发)[^,;。]{0,6}(?:日|时)"
)
_UNTIL = re.compile(r"(?:之前|以前|前)")
_YEARLY = re.compile(
    r"(?:^|[^\d上本当前一每各两三近个周满度青少成历])年度?(?=均|平均|营业|销售|主营|应纳税|新增|研发|实际|产值|纳税|税收|出口|累计|供货|收入|技术|利润)|每年"
)
_GROWS = re.compile(r"增长|增速|增幅|同比")
_NEAR = 12
_AROUND = 4
"""A clause with no more characters than this beside its period says nothing else."""
_HELD = {
    "title",
    "award",
    "contest",
    "platform",
    "talent",
    "government_project",
    "rd_institution",
    "review_failed",
}


def header_period(title: str) -> str | None:
    """The period that the head of a table's column names."""
    words = find_period_words(title)
    return words[0].means if words and words[0].means in {"fy1", "prev_year_end", "current_year"} else None


def settle(state: Work, sentences: list[Sentence]) -> None:
    """Give every leaf of the document its period."""
    known: dict[tuple[int, str], str] = {}
    leads: dict[int, str] = {}
    for sentence in sentences:
        before: Draft | None = None
        governing: str | None = None
        opened: PeriodWord | None = None
        for clause in sentence.clauses:
            for draft in clause.drafts:
                draft.period = draft.period or _own(state, sentence, clause, draft, before)
                if draft.period is None and opened is not None and draft.kind != "in":
                    draft.period = meaning(state, opened, draft, state.text[opened.start : draft.end])
                if draft.period is None:
                    draft.period = _inherited(state, sentence, clause, draft, before, governing, known, leads)
                if draft.period:
                    known[_key(sentence, draft)] = draft.period
                before = draft
            if clause.scope and before is not None:
                governing = before.period
            if not clause.drafts and (alone := _alone(state, clause)):
                opened = alone
        _remember_lead(state, sentence, leads, known)


def _alone(state: Work, clause: Clause) -> PeriodWord | None:
    """The period that a clause consists of (近三年内，未发生…): it holds for the clauses that follow."""
    words = state.times.inside(clause.start, clause.end)
    if len(words) == 1 and clause.end - clause.start - (words[0].end - words[0].start) <= _AROUND:
        return words[0]
    return None


def _key(sentence: Sentence, draft: Draft) -> tuple[int, str]:
    part = sentence.part
    while part.style not in {"条", "(一)"} and part.parent is not None and part.parent.parent is not None:
        part = part.parent
    return id(part), draft.feature


def _remember_lead(
    state: Work, sentence: Sentence, leads: dict[int, str], known: dict[tuple[int, str], str]
) -> None:
    """Keep the period of a lead-in, and that of a feature named with its period but without a number."""
    barred = pattern("bar_years").search(state.text[sentence.start : sentence.end])
    years = parse_number(barred["n"]) if barred and state.text[sentence.end - 1] == ":" else None
    if years:
        leads[id(sentence.part)] = f"rolling {12 * int(years)}"
    words = state.times.inside(sentence.start, sentence.end)
    if not words or years:
        return
    if sentence.role == "lead":
        leads[id(sentence.part)] = words[-1].means
    for hit in state.hits.inside(sentence.start, sentence.end):
        if hit.layer == "feature":
            before = [t for t in words if t.end <= hit.start and hit.start - t.end <= _NEAR]
            if before and before[-1].means == "fy1":
                probe = Draft("", "compare", hit.id, hit.start, hit.end)
                known.setdefault(_key(sentence, probe), "fy1")


def _lead_share(state: Work, sentence: Sentence, draft: Draft, leads: dict[int, str]) -> str | None:
    """The period of a share that a lead-in names and its list bounds (占…比例符合如下要求：比例不低于5%)."""
    if vocabulary()[draft.feature].type is not FeatureType.RATIO:
        return None
    starts_inside = state.text.startswith("其中", sentence.start)
    if "ellipsis" not in draft.flags and not starts_inside:
        return None
    for place in (sentence.part, sentence.part.parent):
        if (
            place is not None
            and (means := leads.get(id(place)))
            and means.startswith("fy")
            and means != "fy1"
        ):
            return meaning(state, PeriodWord(0, 0, means), draft, "总额")
    return None


def _own(state: Work, sentence: Sentence, clause: Clause, draft: Draft, before: Draft | None) -> str | None:
    low = max(
        clause.start,
        before.end if before and before.start >= clause.start and before.end <= draft.start else clause.start,
    )
    low = min(low, draft.start)
    if dated := _dated(state, low, draft):
        return dated
    words = state.times.inside(low, draft.end)
    if draft.feature in _HELD or draft.kind == "event":
        tail = [t for t in state.times.inside(draft.end, sentence.end) if t.means == "now"]
        words = words or tail[:1]
    if two := _two(state, words):
        return two
    if words:
        return meaning(state, words[-1], draft, state.text[low : draft.end])
    if _YEARLY.search(state.text[max(low - 1, 0) : draft.end]) and _flow(draft):
        years = re.match(r"fy[2-9] (?:each|sum|mean)", before.period or "") if before else None
        # 近两年合计不低于…且每年均不低于…：每年说的是前面那几年。
        return f"{years[0].split()[0]} each" if years and before and before.kind == "compare" else "fy1"
    return None


def _two(state: Work, words: list[PeriodWord]) -> str | None:
    if [word.means for word in words[-2:]] != ["fy1", "current_year"]:
        return None
    between = state.text[words[-2].end : words[-1].start]
    return "fy1 + current_year" if re.fullmatch(r"及|和|或|与|以及", between) else None


def _dated(state: Work, low: int, draft: Draft) -> str | None:
    if year := _SINCE_YEAR.search(state.text, low, draft.end + 2):
        return f"since {year['y']}-01-01"
    if year := _TO_DEADLINE.search(state.text, low, draft.end):
        return f"since {year['y']}-01-01"
    days = find_days(state.text, low, draft.end)
    for first_day, last_day in pairwise(days):
        link = state.text[first_day.end : last_day.start]
        begins, ends = first_day.first(), last_day.last(first_day.year)
        if _RANGE.fullmatch(link) and begins and ends and begins <= ends:
            return f"{begins}/{ends}"
    for day in days:
        after = state.text[day.end : day.end + 3]
        first = day.first()
        if first is None:
            continue
        if _SINCE.match(after):
            return f"since {first}"
        if _UNTIL.match(after) and draft.kind in {"event", "state"}:
            return f"until {day.last()}"
    return None


def _flow(draft: Draft) -> bool:
    feature = vocabulary()[draft.feature]
    return draft.kind == "compare" and (draft.feature == "other" or not feature.stock)


def meaning(state: Work, word: PeriodWord, draft: Draft, words: str) -> str | None:
    """The contract's period of a period word, by what kind of fact the leaf asks."""
    means = word.means
    published = state.meta.published
    if means.startswith("year_end "):
        return _year_end(int(means[9:]), published)
    if means.startswith("year "):
        return "fy1" if published and int(means[5:]) == published.year - 1 else means
    if means.startswith("rolling "):
        return f"{means}m"
    found = re.fullmatch(r"fy([2-9])(?: (each))?", means)
    if found is None:
        return means
    # 近两年均：“年均”不是一个词，去掉期间词再看怎样合计。
    said = state.text[word.start : word.end]
    return _years(int(found[1]), bool(found[2]), draft, words.replace(said, "", 1) if said else words)


def _year_end(year: int, published: date | None) -> str:
    if published and year == published.year - 1:
        return "prev_year_end"
    return f"{year}-12-31/{year}-12-31"


def _years(years: int, each: bool, draft: Draft, words: str) -> str | None:
    if draft.kind == "event" or draft.feature in _HELD or draft.feature == "prior_support":
        return f"rolling {12 * years}m"
    if draft.kind in {"in", "manual"} and vocabulary()[draft.feature].type is not FeatureType.RATIO:
        return None
    aggregate = "each" if each else _aggregate(words, draft)
    if draft.kind == "state":
        aggregate = "each"
    return f"fy{years} {aggregate}"


def _aggregate(words: str, draft: Draft) -> str:
    for name, group in (("cagr", periods().cagr), ("mean", periods().mean)):
        if any(word in words for word in group):
            return name
    if draft.feature in GROWTH:
        draft.flags.append("period_assumed")
        return "mean"
    if any(word in words for word in periods().each):
        return "each"
    if not any(word in words for word in periods().sum) and "总额" not in words:
        draft.flags.append("period_assumed")
    return "sum"


def _inherited(
    state: Work,
    sentence: Sentence,
    clause: Clause,
    draft: Draft,
    before: Draft | None,
    governing: str | None,
    known: dict[tuple[int, str], str],
    leads: dict[int, str],
) -> str | None:
    if draft.kind == "event" or (draft.bars and draft.feature in _HELD):
        return _event_period(state, sentence, draft, before, leads)
    if before is not None and {draft.feature, before.feature} <= _HELD and before.period == "now":
        between = state.text[before.end : draft.start]
        return "now" if re.fullmatch(r"(?:、|或者|或|和|及|以及|资格|称号)*", between) else None
    if draft.feature == "controlled_by" and before is not None and before.feature in _HELD:
        return before.period
    grows = draft.feature == "other" and draft.unit == "1" and _GROWS.search(draft.phrase or "")
    if draft.feature in GROWTH or grows:
        return "fy1" if draft.kind == "compare" else None
    if draft.kind == "compare" and (shared := _lead_share(state, sentence, draft, leads)):
        return shared
    if (
        draft.kind == "compare"
        and state.text.startswith("其中", sentence.start)
        and _inside(draft)
        and before_period(known, sentence)
    ):
        return before_period(known, sentence)
    if draft.kind != "compare" or not _flow(draft) or draft.feature == "other":
        return None
    if same := known.get(_key(sentence, draft)):
        return same
    linked = before is not None and (
        clause.link in {"and", "or"} or "ellipsis" in draft.flags or before.start >= clause.start
    )
    if linked and before is not None and before.period and before.period.startswith("fy"):
        # 复合增长率的年限只说增长，不带到后面的比例上。
        return None if before.period.endswith("cagr") else before.period
    if governing and governing.startswith("fy") and not governing.endswith("cagr"):
        return governing
    if pattern("elliptic").match(state.text[clause.start : draft.end]) and before is not None:
        return before.period if before.period and before.period.startswith("fy") else None
    return None


def _inside(draft: Draft) -> bool:
    return draft.unit == "1" and (draft.feature == "other" or not vocabulary()[draft.feature].stock)


def before_period(known: dict[tuple[int, str], str], sentence: Sentence) -> str | None:
    """The last period of a ratio in the same numbered part: what 其中 goes on from."""
    place = _key(sentence, Draft("", "compare", "other", 0, 0))[0]
    found = [
        p
        for (part, feature), p in known.items()
        if part == place and vocabulary()[feature].type is FeatureType.RATIO
    ]
    return found[-1] if found else None


def _event_period(
    state: Work, sentence: Sentence, draft: Draft, before: Draft | None, leads: dict[int, str]
) -> str | None:
    if sentence.role == "bar":
        hit = pattern("bar_years").search(state.text[sentence.start : sentence.end])
        number = parse_number(hit["n"]) if hit else None
        if number:
            return f"rolling {12 * int(number)}m"
    if before is not None and before.kind == "event" and before.period:
        between = state.text[before.end : draft.start]
        if "," not in between or re.match(r",?(?:未|无|没有)?发生", between):
            return before.period
    part = sentence.part
    for place in (part, part.parent):
        if place is not None and (means := leads.get(id(place))):
            return meaning(state, PeriodWord(0, 0, means), draft, "")
    return None
