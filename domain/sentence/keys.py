"""The keys of a meaning one by one, in the words of the canonical sentences.

Owns the names of the keys; used where two meanings are told apart.
"""

from __future__ import annotations

from domain.meaning import KEYS, Meaning
from domain.policy import Kind
from domain.quantity import show
from domain.sentence.printing import period_text
from domain.sentence.quoting import quoted
from domain.sentence.words import OPS, OTHER, OTHER_WORD, SUBJECTS, exact, feature_words, units_by_word

KEY_WORDS = {
    "kind": "种类",
    "feature": "指标",
    "phrase": "原文词语",
    "op": "比较",
    "value": "数值",
    "unit": "单位",
    "values": "名单",
    "level": "级别",
    "subject": "主体",
    "period": "期间",
}
KIND_WORDS = {
    Kind.COMPARE: "数值",
    Kind.RANK: "名次",
    Kind.IN: "属于",
    Kind.HAS: "持有",
    Kind.EVENT: "事件",
    Kind.STATE: "是非",
    Kind.MANUAL: "人工核定",
}


def keys_apart(old: Meaning, new: Meaning) -> tuple[str, ...]:
    """The keys in which two meanings differ, in their order."""
    return tuple(key for key in KEYS if getattr(old, key) != getattr(new, key))


def key_text(meaning: Meaning, key: str) -> str | None:
    """One key in words; None where the meaning says nothing of it."""
    value = getattr(meaning, key)
    if value is None or value == ():
        return None
    match key:
        case "kind":
            return KIND_WORDS[meaning.kind]
        case "feature":
            return OTHER_WORD if value == OTHER else feature_words().get(value, meaning.feature)
        case "op":
            return OPS[value]
        case "value":
            with exact(value):
                return show(value, meaning.unit).replace(" ", "")
        case "unit":
            return next((word for word, (unit, _) in units_by_word().items() if unit == value), meaning.unit)
        case "values":
            return "、".join(quoted(one) for one in value)
        case "subject":
            return SUBJECTS.get(value, meaning.subject or "")
        case "period":
            return period_text(value)
        case "phrase":
            return quoted(value)
        case _:
            return str(value)
