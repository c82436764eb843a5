"""Step `policy_legend`: what the document itself says about 以上 and 以下.

Owns `Work.legend`: `ge` or `le` maps to the comparator that the document gives them.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.work import work

_LEGEND = re.compile(
    r"(?:所称|所指|中|中的|有关|的)?(?P<words>(?:[“\"]?(?:以上|以下|以内|不超过|不低于)[”\"]?[、和及,]?)+)"
    r"[^。;]{0,10}?(?P<is>均?包含|均?包括|均?含|均?不包含|均?不包括|均?不含)(?:本数|本级|该数)"
)


@Language.component("policy_legend")
def legend(doc: Doc) -> Doc:
    """Read sentences like 本办法所称“以上”含本数，“以下”不含本数."""
    state = work(doc)
    for hit in _LEGEND.finditer(state.text):
        inclusive = "不" not in hit["is"]
        if "以上" in hit["words"]:
            state.legend["以上"] = "ge" if inclusive else "gt"
        if "以下" in hit["words"]:
            state.legend["以下"] = "le" if inclusive else "lt"
    return doc
