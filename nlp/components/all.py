"""All steps of the pipeline; importing this module registers their spaCy factories.

Owns nothing but the list.
"""

from nlp.components import (
    audit,
    benefit,
    blocks,
    clause,
    context,
    inherit,
    legend,
    lexicon,
    logic,
    meta,
    numbering,
    open,
    quantity,
    resolve,
    section,
    slots,
    subject,
    tables,
    time,
    window,
)

__all__ = [
    "audit",
    "benefit",
    "blocks",
    "clause",
    "context",
    "inherit",
    "legend",
    "lexicon",
    "logic",
    "meta",
    "numbering",
    "open",
    "quantity",
    "resolve",
    "section",
    "slots",
    "subject",
    "tables",
    "time",
    "window",
]
