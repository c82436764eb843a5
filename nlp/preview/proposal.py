"""A proposed change of the word lists: a whole data file, or a short list of aliases for single features.

Owns the shape of the change file and how it is put into `features.yaml`; nothing is written here.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any as AnyValue

import yaml
from pydantic import Field

from domain.datafile import model
from domain.errors import InputError, InputFaultsError, Where
from domain.strict import Strict, raise_all, read_text
from domain.vocabulary import vocabulary
from nlp.resources import FeatureFile, data_text, written_out

FEATURES = "features.yaml"


class AliasChange(Strict):
    """What is to change for one feature; each brings a sentence that must then read as the feature."""

    feature: str
    add: list[str] = Field(default_factory=list)
    remove: list[str] = Field(default_factory=list)
    not_in: list[str] = Field(default_factory=list)
    test: str = Field(min_length=4)
    not_test: str | None = None


class ChangeFile(Strict):
    """A change file: who proposes what, when."""

    date: datetime.date
    source: str = Field(min_length=1)
    changes: list[AliasChange] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that must (or must not) be read as a feature once the change is in force."""

    feature: str
    sentence: str
    reads: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """The data files as proposed, by name, and what is claimed of them."""

    texts: Mapping[str, str]
    claims: tuple[Claim, ...]


def data_names() -> tuple[str, ...]:
    """Names of the reader's data files."""
    folder = files("nlp") / "data"
    return tuple(sorted(one.name for one in folder.iterdir() if one.name.endswith(".yaml")))


def read_proposal(paths: Sequence[Path]) -> Proposal:
    """The proposal in files: those named as a data file replace it whole, others are change files.

    Raises:
        InputError, InputFaultsError: a file breaks its format, names an unknown feature, adds an alias
            that is there already, or removes one that is not.
    """
    texts: dict[str, str] = {}
    claims: list[Claim] = []
    faults: list[InputError] = []
    changes = [path for path in paths if path.name not in data_names()]
    for path in (one for one in paths if one not in changes):
        texts[path.name] = read_text(path)
    for path in changes:
        try:
            change = model(read_text(path), str(path), ChangeFile)
            texts[FEATURES] = changed(texts.get(FEATURES) or data_text(FEATURES), change, str(path))
            claims += _claims(change)
        except InputError as error:
            faults += error.faults if isinstance(error, InputFaultsError) else [error]
    raise_all(faults)
    return Proposal(texts, tuple(claims))


def of_change(change: ChangeFile) -> Proposal:
    """The proposal that one change states (see `read_proposal`)."""
    return Proposal({FEATURES: changed(data_text(FEATURES), change, "改动")}, tuple(_claims(change)))


def _claims(change: ChangeFile) -> list[Claim]:
    found = [Claim(one.feature, one.test, True) for one in change.changes]
    return found + [Claim(one.feature, one.not_test, False) for one in change.changes if one.not_test]


def changed(text: str, change: ChangeFile, name: str) -> str:
    """The text of `features.yaml` with the change put in; comments of the file are not kept.

    Raises:
        InputError, InputFaultsError: see `read_proposal`; every fault of the change is named.
    """
    file: dict[str, AnyValue] = model(text, FEATURES, FeatureFile).model_dump(
        mode="json", exclude_defaults=True
    )
    entries: list[dict[str, AnyValue]] = file["features"]
    faults = [fault for one in change.changes for fault in _put(entries, one, name)]
    raise_all(faults)
    file["date"] = change.date
    file["source"] = f"{file['source']}；{change.source}"
    return yaml.safe_dump(file, allow_unicode=True, sort_keys=False, width=110)


def _put(entries: list[dict[str, AnyValue]], change: AliasChange, name: str) -> list[InputError]:
    """Put one change into its entry, or make the entry; what is wrong with it."""
    where = Where(file=name, path=change.feature)
    if change.feature not in vocabulary():
        return [InputError(f"指标“{change.feature}”不在词表中", where=where, todo="用 features.csv 里的编号")]
    if not (change.add or change.remove or change.not_in):
        return [InputError("没有写改什么", where=where, expected="add、remove、not_in 至少一项")]
    entry = next((one for one in entries if one["id"] == change.feature), None)
    if entry is None:
        entry = {"id": change.feature, "aliases": [], "test": change.test}
        entries.append(entry)
    aliases: list[str] = entry["aliases"]
    faults = [
        InputError(f"“{word}”已经是“{vocabulary()[one['id']].zh}”的别名", where=where, todo="先从那里去掉")
        for word in change.add
        for one in entries
        if word in _spelled(one["aliases"]) and not (one is entry and word in change.remove)
    ]
    faults += [
        InputError(f"“{word}”不是这个指标的别名", where=where)
        for word in change.remove
        if word not in _spelled(aliases)
    ]
    entry["aliases"] = [word for alias in aliases for word in _without(alias, change.remove)] + change.add
    if change.not_in:
        entry["not_in"] = list(dict.fromkeys([*entry.get("not_in", []), *change.not_in]))
    return faults


def _spelled(aliases: Sequence[str]) -> set[str]:
    """Every spelling of aliases that may hold choices."""
    return {word for alias in aliases for word in written_out(alias)}


def _without(alias: str, removed: Sequence[str]) -> list[str]:
    """An alias as it is, or, where a spelling of it goes, its other spellings one by one."""
    spellings = written_out(alias)
    if not set(spellings) & set(removed):
        return [alias]
    return [word for word in spellings if word not in removed]
