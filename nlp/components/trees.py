"""From clauses to expressions: 且, 或, scopes and variants within a sentence.

Owns the reading of connectors; `logic` owns lists, waivers and references.
"""

from __future__ import annotations

import re

from nlp.components.slots import LISTED
from nlp.components.variants import KIND, NUMBER, apart
from nlp.expr import Expr, either, every
from nlp.resources import pattern
from nlp.work import Clause, Draft, Sentence, Work

_OR = re.compile(r"或")
_OTHERS = re.compile(
    r"(?:[^,;。]{0,6}?[若如])?(?:为|属于)?(?:其他|其余)(?:类型|类|行业|的)?[^,;。]{0,4}(?:企业|单位|机构)的?$"
)
_KINDS = {"industry", "org_type", "size_class", "ownership"}
_WHO = {"above_scale", "org_type", "title", "platform", "talent", "size_class", "rd_institution"}
_LIST = re.compile(r"(?:、|,|和|及|以及|与|等|或者?)+")
_BOTH = re.compile(r"且|并且|同时(?!期)")
_EXCEPT = re.compile(r"除[^,;。]{2,40}(?:以|之)?外")
_ADDS = re.compile(r"(?:申[报请](?:企业|单位|人|主体)|企业|单位)?(?:还|也|同时|另|亦|均)")
_LONG_LIST = 3
_NUMERIC = {"compare", "rank"}


def sentence_tree(state: Work, sentence: Sentence) -> tuple[Expr | None, list[Expr]]:
    """What a sentence asks, and what bars in it.

    且 binds tighter than 或; a further clause after a plain comma holds for all alternatives before it.
    """
    if bars_only(sentence):
        return _negative(state, sentence)
    bars: list[Expr] = []
    outer: list[Expr] = []
    run: list[Expr] = []
    scope: Expr | None = None
    kind: Expr | None = None
    free: Expr | None = None
    last: Draft | None = None
    for clause in sentence.clauses:
        bars += _bars(state, clause)
        if (other := _else(state, sentence, clause)) is not None:
            outer += _close(run, scope)
            run, scope = [], other
            continue
        made = _clause(state, clause)
        if made is None:
            continue
        if _excepts(state, sentence, clause):
            free = made
            continue
        if free is not None:
            made, free = Expr("waive", [made, free]), None
        if clause.variant == KIND:
            kind = made
            continue
        if clause.variant == NUMBER and kind is not None and (told := run or outer):
            told[-1], kind = apart(told[-1], kind, made), None
            continue
        if (clause.scope and _scopes(state, clause)) or _only_kind(sentence, clause):
            outer += _close(run, scope)
            run, scope = [], made
            for place in (sentence.part, sentence.part.parent):
                state.scopes[id(place)] = made
            continue

        if variant := _variant(state, clause, last):
            _apply_variant(run or outer, variant)
            continue
        if _goes_on(state, sentence, clause) and (open_ := run or outer):
            open_[-1] = _joined(open_[-1], made)
            continue
        last = next((d for d in reversed(clause.drafts) if d.kind in _NUMERIC), last)
        if not _joins_run(state, sentence, clause, run, made):
            outer += _close(run, scope)
            run = [made]
    outer += _close(run, scope)
    if scope is not None and not any(part.op == "when" for part in outer):
        outer.append(scope)
    return (every(outer) if outer else None), bars


def _joins_run(state: Work, sentence: Sentence, clause: Clause, run: list[Expr], made: Expr) -> bool:
    """Join what a clause asks to the alternatives before it, in place; False where it opens new ones."""
    if clause.link == "or" and run:
        run.append(made)
    elif clause.link == "and" and run and run[-1].op == "any" and _bound(state, sentence, clause):
        run[-1] = either([*run[-1].parts[:-1], every([run[-1].parts[-1], made])])
    elif (clause.link == "and" and len(run) > 1) or (
        clause.link == "and" and run and _or_follows(sentence, clause)
    ):
        run[-1] = every([run[-1], made])
    else:
        return False
    return True


def _excepts(state: Work, sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause frees somebody of the next one (除高新技术企业外,…); 除…外,还应 adds to it."""
    if not _EXCEPT.fullmatch(state.text, clause.start, clause.end) or clause is sentence.clauses[-1]:
        return False
    following = sentence.clauses[sentence.clauses.index(clause) + 1]
    return _ADDS.match(state.text, following.start, following.end) is None


def bars_only(sentence: Sentence) -> bool:
    """Whether a sentence says what bars: a member of a negative list, or 有…的不得申报."""
    return sentence.role == "bar" or (sentence.part.section == "exclude" and sentence.role == "condition")


def _negative(state: Work, sentence: Sentence) -> tuple[Expr | None, list[Expr]]:
    """A bad case: what bars in it, and what it asks in the negative (非独立法人的), which is required.

    Bad cases joined by 且 bar together only; by 或, 、 or a comma each by itself.
    """
    asked: list[Expr] = []
    bars: list[Expr] = []
    last: Draft | None = None
    for clause in sentence.clauses:
        for draft in clause.drafts:
            leaf = state.leaf(draft)
            if not draft.bars:
                asked.append(leaf)
            elif _of_thing(state, clause, draft):
                asked.append(Expr("not", [leaf]))
            elif last is not None and bars and _BOTH.search(state.text, last.end, draft.start):
                bars[-1] = every([bars[-1], leaf])
                last = draft
            else:
                bars.append(leaf)
                last = draft
    return (every(asked) if asked else None), bars


def _bound(state: Work, sentence: Sentence, clause: Clause) -> bool:
    """Whether 且 or 并 stands directly before a clause, so that it binds to the last alternative only.

    Alternatives under one noun (国家级、省级项目并通过验收) are not parted by it.
    """
    before = sentence.clauses[max(0, sentence.clauses.index(clause) - 1)]
    if _OR.search(state.text, before.start, before.end) is None:
        return False
    return re.search(r"[^,;。](?:并?且|并)$", state.text[max(0, clause.start - 3) : clause.start]) is not None


def _goes_on(state: Work, sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause goes on with the kinds of applicants that end the clause before (…,以及高等学校等)."""
    place = sentence.clauses.index(clause)
    before = sentence.clauses[place - 1].drafts if place else []
    if not before or not clause.drafts or clause.link == ",":
        return False
    between = state.text[before[-1].end : clause.drafts[0].start]
    return _kinds_listed(before[-1], clause.drafts[0], between)


def _joined(before: Expr, made: Expr) -> Expr:
    """The alternatives of the last thing asked before and what goes on with it."""
    if before.op == "all":
        return every([*before.parts[:-1], either([before.parts[-1], made])])
    return either([before, made])


def _else(state: Work, sentence: Sentence, clause: Clause) -> Expr | None:
    """其他类型企业: whoever the scope before does not take in."""
    before = state.scopes.get(id(sentence.part)) or state.scopes.get(id(sentence.part.parent))
    if before is None or not _OTHERS.match(state.text[clause.start : clause.end]):
        return None
    clause.drafts = []
    return Expr("not", [before])


def _only_kind(sentence: Sentence, clause: Clause) -> bool:
    """工业企业，…不超过…: a clause that is but a kind of firm, before numbers."""
    if len(clause.drafts) != 1 or clause.drafts[0].feature not in _KINDS or clause is sentence.clauses[-1]:
        return False
    draft = clause.drafts[0]
    whole = draft.start == clause.start and clause.end - draft.end <= 1
    following = sentence.clauses[sentence.clauses.index(clause) + 1]
    return whole and any(d.kind in _NUMERIC for d in following.drafts)


def _scopes(state: Work, clause: Clause) -> bool:
    """Whether a clause in 的 limits the following ones; not where it is asked itself (应为本县的企业)."""
    if re.search(r"应当?|必须|须|需|均为", state.text[clause.start : clause.end]):
        return False
    return not any(d.feature in {"region", "tax_region", "legal_person"} for d in clause.drafts)


def _or_follows(sentence: Sentence, clause: Clause) -> bool:
    later = sentence.clauses[sentence.clauses.index(clause) + 1 :]
    return bool(later) and later[0].link == "or"


def _close(run: list[Expr], scope: Expr | None) -> list[Expr]:
    if not run:
        return []
    made = either(list(run))
    return [Expr("when", [scope, made])] if scope is not None else [made]


def _bars(state: Work, clause: Clause) -> list[Expr]:
    return [state.leaf(d) for d in clause.drafts if d.bars and not _of_thing(state, clause, d)]


def _of_thing(state: Work, clause: Clause, draft: Draft) -> bool:
    """A bad case of the thing (loan, project), not of the applicant: `not` in what is required."""
    if (draft.kind == "event" and draft.feature != "other") or draft.feature == "prior_support":
        return False
    if draft.subject and draft.subject != "person":
        return True
    return (
        bool(pattern("subject_thing").match(state.text[clause.start : clause.end]))
        and draft.feature == "other"
    )


def _clause(state: Work, clause: Clause) -> Expr | None:
    """The leaves of a clause, joined by what stands between them."""
    asked = [d for d in clause.drafts if not d.bars or _of_thing(state, clause, d)]
    if not asked:
        return None
    runs: list[list[Expr]] = [[]]
    for place, draft in enumerate(asked):
        made = Expr("not", [state.leaf(draft)]) if draft.bars else state.leaf(draft)
        if place:
            between = state.text[asked[place - 1].end : draft.start]
            if (
                (between == "、" and LISTED in asked[place - 1].flags and LISTED in draft.flags)
                or _kinds_listed(asked[place - 1], draft, between)
                or _levels_listed(asked[place - 1], draft, between)
                or _honours_listed(state, clause, asked, between)
            ):
                runs[-1][-1] = either([runs[-1][-1], made])
                continue
            if _OR.search(between) or _listed(state, asked, place):
                runs.append([])
        runs[-1].append(made)
    return either([every(run) for run in runs])


def _honours_listed(state: Work, clause: Clause, asked: list[Draft], between: str) -> bool:
    """Honours in one long list (院士、千人计划专家、领军人才等): whoever has any of them."""
    words = state.text[clause.start : clause.end]
    return (
        len(asked) >= _LONG_LIST
        and all(d.kind == "has" and not d.bars for d in asked)
        and "、" in between
        and re.search(r"同时|并且|且(?!不)", words) is None
    )


def _levels_listed(before: Draft, draft: Draft, between: str) -> bool:
    """省级智能工厂、市级数字化车间: members of one list that stand apart are still any of them."""
    return (
        re.fullmatch(r"、|和|及|以及", between) is not None
        and before.kind == draft.kind
        and draft.kind in {"has", "in"}
        and before.feature == draft.feature
        and bool(before.values and draft.values)
        and not draft.bars
    )


def _kinds_listed(before: Draft, draft: Draft, between: str) -> bool:
    """Kinds of applicants in one list (高新技术企业及金融服务机构): any of them may apply."""
    both = {before.feature, draft.feature}
    return both <= _WHO and len(both) > 1 and not draft.bars and _LIST.fullmatch(between) is not None


def _listed(state: Work, asked: list[Draft], place: int) -> bool:
    """A、B或C of one feature: the 、 before the 或 is a 或 too."""
    between = state.text[asked[place - 1].end : asked[place].start].strip()
    if between != "、" or asked[place].feature != asked[place - 1].feature:
        return False
    return any(
        _OR.search(state.text[a.end : b.start])
        for a, b in zip(asked[place:], asked[place + 1 :], strict=False)
    )


def _variant(state: Work, clause: Clause, last: Draft | None) -> tuple[Expr, Expr] | None:
    """其中X企业在1000万元以上: the scope and the number that replaces the one before."""
    if last is None or len(clause.drafts) < 2:
        return None
    if not re.search(
        r"其中$", state.text[max(0, clause.start - 2) : clause.start]
    ) and not state.text.startswith("其中", clause.start):
        return None
    scope, number = clause.drafts[0], clause.drafts[-1]
    if scope.kind in _NUMERIC or number.kind not in _NUMERIC or number.feature != last.feature:
        return None
    return state.leaf(scope), state.leaf(number)


def _apply_variant(before: list[Expr], variant: tuple[Expr, Expr]) -> None:
    if before:
        before[-1] = apart(before[-1], *variant)
