"""Step `policy_meta`: title, issuers, document number, date, validity, region.

Owns `Work.meta`. What the format or the caller states goes before what the text suggests.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from spacy.language import Language
from spacy.tokens import Doc

from nlp.numerals import parse_number
from nlp.times import find_days
from nlp.work import Meta, Work, work

_DOC_NO = re.compile(r"[一-龥]{2,14}(?:字)?[〔\[(](?:19|20)\d{2}[〕\])]\s*(?:第)?\d{1,5}号")
_BESIDE = 6
"""A line that holds more than a document number and so many characters cites another document's."""
_ISSUER = re.compile(
    r"[一-龥、]{2,30}(?:局|委|委员会|政府|办公室|厅|部|院|中心|管委会|总局|总署|银行)(?:办公室)?"
)
_PLACE = re.compile(r"^(?P<place>(?:[一-龥]{2,6}?省)?(?:[一-龥]{2,6}?市)?(?:[一-龥]{1,7}?(?:区|县|旗))?)")
_EFFECTIVE = re.compile(r"(?:自|从)(?P<from>[^,;。]{4,16}?)(?:起|开始)(?:正式)?(?:施行|实施|执行|生效)")
_UNTIL = re.compile(r"(?:有效期|执行期|实施期限|期限)[^,;。\d]{0,4}(?:至|到)(?P<to>[^,;。]{6,14})")
_YEARS = re.compile(r"有效期(?:为|限为|限)?(?P<n>[一二两三四五六七八九十]|\d{1,2})年")
_FROM_MONTH = re.compile(r"^从(?P<y>\d{4})年(?P<m>\d{1,2})月起$")


@Language.component("policy_meta")
def meta(doc: Doc) -> Doc:
    """Read what the document says of itself."""
    state = work(doc)
    hints = state.hints
    found = Meta(title=_title(state))
    found.doc_no = hints.get("doc_no") or _doc_no(state)
    found.issuers = _issuers(state)
    found.published = _published(state)
    found.region = hints.get("region") or _region(found)
    found.effective_from, found.effective_to = _validity(state)
    state.meta = found
    return doc


def _raw(state: Work, start: int, end: int) -> str:
    a, b = state.normal.span(start, end)
    return state.source[a:b].strip()


def _title(state: Work) -> str:
    if state.hints.get("title"):
        return state.hints["title"]
    for start, end, _ in state.lines[:6]:
        words = state.text[start:end]
        if len(words) >= 4 and not _DOC_NO.fullmatch(words) and not words.endswith((":", "。")):
            return _raw(state, start, end)
    return state.hints.get("name", "")


def _doc_no(state: Work) -> str | None:
    heads = [state.hints.get("title", ""), *(state.text[a:b] for a, b, _ in state.lines[:6])]
    heads += [state.text[a:b] for a, b, _ in state.lines[6:16] if b - a < 30]
    for words in heads:
        plain = words.replace("（", "(").replace("）", ")")
        hit = _DOC_NO.search(plain)
        if hit and (words == heads[0] or hit.end() - hit.start() >= len(plain) - _BESIDE):
            return re.sub(r"\s", "", hit[0])
    return None


def _issuers(state: Work) -> tuple[str, ...]:
    stated = state.hints.get("issuer") or state.hints.get("issuers")
    if stated:
        return tuple(part.strip() for part in re.split(r"[、,，;；]|\s{1,}", stated) if part.strip())
    for start, end, _ in reversed(state.lines[-6:]):
        source = _raw(state, start, end)
        parts = [part for part in re.split(r"[\s、]+", source) if part]
        if parts and all(_ISSUER.fullmatch(part) for part in parts):
            return tuple(parts)
    return ()


def _published(state: Work) -> date | None:
    stated = state.hints.get("published")
    if stated:
        days = find_days(stated)
        if days and (day := days[0].first()):
            return day
    for start, end, _ in reversed(state.lines[-6:]):
        days = find_days(state.text, start, end)
        if (
            len(days) == 1
            and end - start <= 16
            and days[0].day
            and days[0].end - days[0].start >= end - start - 2
        ):
            return days[0].first()
    for start, end, _ in state.lines[:12]:
        days = find_days(state.text, start, end)
        if len(days) == 1 and end - start <= 12 and days[0].day:
            return days[0].first()
    return None


def _region(found: Meta) -> str | None:
    for words in (*found.issuers, found.title):
        hit = _PLACE.match(words)
        if hit and hit["place"]:
            names = re.findall(r"[一-龥]+?(?:省|市|区|县|旗)", hit["place"])
            return names[-1] if names else hit["place"]
    return None


def _validity(state: Work) -> tuple[date | None, date | None]:
    begin, end = None, None
    for hit in _EFFECTIVE.finditer(state.text):
        days = find_days(hit["from"])
        if days and (first := days[0].first()):
            begin = first
    for start, stop, _ in state.lines:
        month = _FROM_MONTH.match(state.text[start:stop])
        if month and begin is None and 1 <= int(month["m"]) <= 12:
            begin = date(int(month["y"]), int(month["m"]), 1)
    until = _UNTIL.search(state.text)
    if until and (days := find_days(until["to"])):
        end = days[0].last()
    years = _last_years(state) if end is None and begin else None
    if begin and years:
        end = after_years(begin, years) - timedelta(days=1)
    return begin, end


def _last_years(state: Work) -> int | None:
    """The years of validity said beside the coming into force, not those of a title."""
    effective = _EFFECTIVE.search(state.text)
    hit = _YEARS.search(state.text, effective.end(), effective.end() + 30) if effective else None
    number = parse_number(hit["n"]) if hit else None
    return int(number) if number else None


def after_years(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes the last of the month."""
    last = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))
