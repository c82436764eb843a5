"""Old and new values (由100万元提高到150万元 · 旧版要求…，新版要求…): only what holds now is read.

Owns which stretches say what held before; they are left out of the normalised text, and a quote that spans
one shows it as it stands in the source.
"""

from __future__ import annotations

import re

from nlp.normal import Normal

_OLD = r"(?:旧版|老版|旧办法|原办法|原政策|原规定|原标准|修订前|调整前)"
_NEW = r"(?:新版|新《[^》]{1,12}》|新办法|新规|修订后|调整后)"
_SAID_BEFORE = re.compile(rf"{_OLD}(?!.{{0,8}}的基础上)[^;。\n]*?{_NEW}(?:则|中)?(?:新增)?(?:要求|规定)?")
_RAISED = re.compile(
    rf"(?:(?<!自)从(?![业事])|由)(?P<old>(?:{_OLD}|原来|原先|此前|原)?[^;。\n]{{1,30}}?),?"
    r"(?:提升|提高|增加|上调|调整|调高|降低|降|下调|收紧|放宽|修改)(?:至|到|为)"
)
_BASE = re.compile(rf"在{_OLD}的?[“\"]?(?=\d)")
_TOPIC = re.compile(r"(?<=[^,;。:\n])方面,$")
_SO = re.compile(r"(?:作为硬性门槛)?,要求(?=达到?\d|不低于|不超过)")
_BOUNDED = re.compile(r"[^,;。]{0,14}?(?:以上|以下|不低于|不少于|不超过|不高于|达到|至少|超过)")
_LEAST = "不低于"
_MARKED = re.compile(rf"{_OLD}|{_NEW}|(?:从|由)[^;。\n]{{1,30}}?(?:至|到|为)")


def current(normal: Normal) -> Normal:
    """The text without what held before; the same object where nothing is said of that; linear."""
    if _MARKED.search(normal.text) is None:
        return normal
    cuts = sorted(_cuts(normal.text))
    if not cuts:
        return normal
    out: list[str] = []
    at: list[int] = []
    last = 0
    for start, end, instead in cuts:
        if start < last:
            continue
        out.append(normal.text[last:start] + instead)
        at += normal.at[last:start] + normal.at[end - len(instead) : end]
        last = end
    out.append(normal.text[last:])
    at += normal.at[last:]
    return Normal("".join(out), at)


def _cuts(text: str) -> list[tuple[int, int, str]]:
    """Stretches to leave out, each with what stands instead (as long as the end of the stretch, or empty)."""
    found: list[tuple[int, int, str]] = []
    for hit in _SAID_BEFORE.finditer(text):
        topic = _TOPIC.search(text, max(0, hit.start() - 12), hit.start())
        found.append((topic.start() if topic else hit.start(), hit.end(), ""))
    for hit in _RAISED.finditer(text):
        if re.search(rf"\d|{_OLD}", hit["old"]) and re.match(r"[^,;。]{0,12}\d", text[hit.end() :]):
            bare = "门槛" in text[max(0, hit.start() - 4) : hit.start()] and not _BOUNDED.match(
                text, hit.end()
            )
            found.append((hit.start(), hit.end(), _LEAST if bare else ""))
    found += [(hit.start(), hit.end(), "") for hit in _BASE.finditer(text)]
    if found:
        found += [(hit.start(), hit.end(), "") for hit in _SO.finditer(text)]
    return found
