"""A number that a bracket states for another kind: 在职职工的10%(超过100人的企业达到5%)以上.

Owns the cutting of such clauses, and how the second number replaces the first.
"""

from __future__ import annotations

import re

from nlp.expr import Expr, every
from nlp.work import Clause

KIND, NUMBER = "kind", "number"
_VARIANT = re.compile(
    r"(?<=[\d%元人年个家件项上下月内])\((?P<kind>(?:其中,?)?(?:对于?)?[^(),;。]{0,14}?"
    r"(?:企业|机构|单位|院所|组织|团队|平台|园区|地区|县|区|市|行业|业|类)(?:企业)?(?:的)?)(?:为|应|须|需|达到)*"
    r"(?P<number>(?:不低于|不少于|不超过|达到|超过)?[^(),;。\d]{0,16}?\d[^(),;。]{0,10})\)(?P<tail>及?以[上下内])?"
)


def with_variants(text: str, found: list[Clause]) -> list[Clause]:
    """The clauses, a bracket with a number for another kind cut out as two of its own."""
    out: list[Clause] = []
    for one in found:
        hit = _VARIANT.search(text, one.start, one.end)
        out.append(one)
        if hit is None:
            continue
        rest = one.end
        one.end = hit.start()
        out.append(Clause(*hit.span("kind"), variant=KIND))
        out.append(Clause(hit.start("number"), hit.end("number"), variant=NUMBER))
        if rest - hit.end() > 1:
            out.append(Clause(hit.end(), rest))
    return out


def apart(before: Expr, kind: Expr, number: Expr) -> Expr:
    """The first number for everybody else, the second for the kind."""
    return every([Expr("when", [Expr("not", [kind]), before]), Expr("when", [kind, number])])
