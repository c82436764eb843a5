"""The canonical sentence of a criterion (规范句), the canonical text of an item (规范条文), and the way back.

Owns the one wording that pages, files and people share; what a criterion means is `matching`'s.
"""

from domain.sentence.inline import tree_line
from domain.sentence.keys import KEY_WORDS, key_text, keys_apart
from domain.sentence.parsing import parse_sentence
from domain.sentence.printing import period_text, sentence
from domain.sentence.stated import Stated, Table, stated_of
from domain.sentence.trees import ItemLine, item_lines, joint_words, parse_item, print_item

__all__ = [
    "KEY_WORDS",
    "ItemLine",
    "Stated",
    "Table",
    "item_lines",
    "joint_words",
    "key_text",
    "keys_apart",
    "parse_item",
    "parse_sentence",
    "period_text",
    "print_item",
    "sentence",
    "stated_of",
    "tree_line",
]
