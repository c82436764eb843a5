"""Synonyms of the vocabulary's set values: 私营 is 民营, 北京证券交易所 is 北交所.

Owns `data/synonyms.yaml`; it knows equal names only, never that one kind contains another.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from domain.datafile import data_text, model
from domain.errors import InputError, Where
from domain.names import plain
from domain.strict import Strict

_FILE = "synonyms.yaml"


class _File(Strict):
    date: date
    source: str
    features: dict[str, dict[str, list[str]]]


def read_synonyms(text: str, name: str = _FILE) -> Mapping[str, Mapping[str, str]]:
    """Per feature id, the canonical name of each known spelling in plain form.

    Raises:
        InputError: an unknown key, or a spelling under two canonical names of one feature.
    """
    groups = model(text, name, _File).features
    return MappingProxyType({feature: _spellings(feature, group, name) for feature, group in groups.items()})


def _spellings(feature: str, group: Mapping[str, list[str]], name: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for canonical_name, others in group.items():
        for spelling in (canonical_name, *others):
            if plain(spelling) in found:
                raise InputError(
                    f"写法“{spelling}”重复出现", where=Where(file=name, path=f"features.{feature}")
                )
            found[plain(spelling)] = canonical_name
    return MappingProxyType(found)


@cache
def synonyms() -> Mapping[str, Mapping[str, str]]:
    """The product's own synonyms (`data/synonyms.yaml`)."""
    return read_synonyms(data_text(_FILE))


def canonical(feature: str, value: str) -> str:
    """The one name of a set value: its canonical name where listed, else its plain form.

    Two values of a feature are the same where this is equal; values of a feature without a list keep
    their plain form.
    """
    text = plain(value)
    return plain(synonyms().get(feature, {}).get(text, text))
