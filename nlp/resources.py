"""The reader's data files in `nlp/data`: vocabulary, periods, cues and forms, read strictly and once.

Owns the access and the shapes; what the words mean stands in the files themselves, each dated and sourced.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import Field

from domain.datafile import model
from domain.errors import InputError, Where
from domain.strict import Strict
from domain.vocabulary import vocabulary

Shape = TypeVar("Shape", bound=Strict)


class Dated(Strict):
    """What every data file says of itself."""

    date: date
    source: str


class AliasEntry(Strict):
    """Spellings of one feature; `not_in` are longer words in which a spelling does not count.

    A spelling may hold choices, `(实际|)(缴纳|入库)税金`; `features` gives every spelling written out.
    """

    id: str
    aliases: list[str]
    patterns: list[str] = Field(default_factory=list)
    not_in: list[str] = Field(default_factory=list)
    test: str


class FeatureFile(Dated):
    """`features.yaml`: how features are written."""

    features: list[AliasEntry]


class RatioRule(Strict):
    """X 占 Y: any of the `parts` over any of the `wholes` (words) is the feature."""

    feature: str
    parts: list[str]
    wholes: list[str] = Field(default_factory=list)
    test: str


class RatioFile(Dated):
    """`ratios.yaml`: composed features, shares and growth rates."""

    shares: list[RatioRule]
    growth: dict[str, str]
    growth_words: list[str]


class ComparatorFile(Dated):
    """`comparators.yaml`: words before and after a number by comparator; `between` may part the two."""

    before: dict[str, list[str]]
    after: dict[str, list[str]]
    between: list[str]


class UnitRow(Strict):
    """One unit: spellings, the class it measures, the base unit, the factor to it (or a fraction: 2000/3)."""

    words: list[str]
    measures: str
    unit: str
    factor: str


class UnitFile(Dated):
    """`units.yaml`: units and the powers of ten that stand before them."""

    powers: dict[str, str]
    units: list[UnitRow]


class PeriodRow(Strict):
    """A period word: `pattern` (group `n` is the number of years), and what it means."""

    pattern: str
    means: str
    test: str


class PeriodFile(Dated):
    """`periods.yaml`: period words and how several years are taken together."""

    periods: list[PeriodRow]
    each: list[str]
    sum: list[str]
    mean: list[str]
    cagr: list[str]


class TermEntry(Strict):
    """Words (patterns) of one meaning: `kind` and `feature` of the leaf.

    `short` counts only in a list that shares its tail (安全、质量事故); `bad` words of a yes/no feature name
    its bad case; `subject` is whose fact it is by nature.
    """

    feature: str
    kind: str
    words: list[str]
    short: list[str] = Field(default_factory=list)
    bad: bool = False
    subject: str | None = None
    test: str


class TermFile(Dated):
    """`terms.yaml`: states, events, titles, platforms, honours and the like."""

    terms: list[TermEntry]


class SectionFile(Dated):
    """`sections.yaml`: heading cues by section, lead-ins, and lines that are never a condition."""

    headings: dict[str, list[str]]
    leads: dict[str, list[str]]
    quantifiers: dict[str, list[str]]
    boilerplate: list[str]
    labels: list[str]


class SubjectRow(Strict):
    """Words (patterns) that name one subject; `applicant` ends what was carried."""

    subject: str
    words: list[str]
    test: str


class SubjectFile(Dated):
    """`subjects.yaml`: head nouns of clauses, of list lead-ins, and features that are an applicant's own."""

    openers: str
    subjects: list[SubjectRow]
    tails: list[SubjectRow]
    frames: list[SubjectRow]
    own: list[str]


class PredicateFile(Dated):
    """`predicates.yaml`: words that begin a predicate, and words that end a judgement."""

    starts: list[str]
    ends: list[str]
    test: str


class HonourFile(Dated):
    """`honours.yaml`: endings of names by feature, and the verbs of the frames in which they stand."""

    endings: dict[str, list[str]]
    gain: list[str]
    hold: list[str]
    approve: list[str]
    rankings: list[str]
    after: list[str]
    not_held: list[str]
    test: str


class KindFile(Dated):
    """`kinds.yaml`: head nouns of applicants, trades and fields before them; `bare` modifiers say no kind.

    `members` end names that count as a form of organisation only in a list of such.
    """

    firms: list[str]
    bodies: list[str]
    members: list[str]
    bare: list[str]
    trades: list[str]
    fields: list[str]
    test: str


class PlaceFile(Dated):
    """`places.yaml`: words of registration, nouns of zones, relative names, and what is no place."""

    verbs: list[str]
    adverbs: list[str]
    kinds: list[str]
    more: list[str]
    inside: list[str]
    relative: list[str]
    bodies: list[str]
    test: str


class WordFile(Dated):
    """`words.yaml`: lists of words and patterns by use."""

    words: dict[str, list[str]]


class BenefitForm(Strict):
    """A form of benefit and the words that tell it, the most telling first."""

    form: str
    name: str
    words: list[str]


class BenefitFile(Dated):
    """`benefits.yaml`: forms, caps, units, and what a benefit sentence looks like."""

    forms: list[BenefitForm]
    cap: list[str]
    per: dict[str, list[str]]
    not_benefit: list[str]
    services: list[str]
    service_labels: list[str]


_PROPOSED: dict[str, str] = {}


def propose(texts: Mapping[str, str]) -> None:
    """Let this process read these texts instead of the data files of the same names.

    Only for a process of its own, before any step of the pipeline is imported: steps compile what they read.
    """
    _PROPOSED.update(texts)


def data_text(name: str) -> str:
    """The text of a data file, or what is proposed in its place.

    Raises:
        FileNotFoundError: there is no such file.
    """
    if name in _PROPOSED:
        return _PROPOSED[name]
    return (files("nlp") / "data" / name).read_text(encoding="utf-8")


@cache
def _read(name: str, shape: type[Shape]) -> Shape:
    return model(data_text(name), name, shape)


@cache
def features() -> FeatureFile:
    """Spellings of features.

    Raises:
        InputError: an id that is not in the vocabulary.
    """
    found = _read("features.yaml", FeatureFile)
    written = []
    for entry in found.features:
        if entry.id not in vocabulary():
            raise InputError(f"指标“{entry.id}”不在词表中", where=Where(file="features.yaml"))
        spellings = dict.fromkeys(one for alias in entry.aliases for one in written_out(alias))
        blocks = dict.fromkeys(one for word in entry.not_in for one in written_out(word))
        written.append(entry.model_copy(update={"aliases": list(spellings), "not_in": list(blocks)}))
    return found.model_copy(update={"features": written})


def written_out(alias: str) -> list[str]:
    """Every spelling of an alias with choices in brackets, in the order of its choices.

    `(实际|)缴纳` is 实际缴纳 and 缴纳; the product of all choices, so a file keeps them few.
    """
    pieces = [piece.split("|") for piece in re.split(r"[()]", alias)]
    return ["".join(choice) for choice in itertools.product(*pieces)]


def ratios() -> RatioFile:
    """Shares and growth rates."""
    return _read("ratios.yaml", RatioFile)


def comparators() -> ComparatorFile:
    """Comparator words."""
    return _read("comparators.yaml", ComparatorFile)


def units() -> UnitFile:
    """Units."""
    return _read("units.yaml", UnitFile)


def periods() -> PeriodFile:
    """Period words."""
    return _read("periods.yaml", PeriodFile)


def terms() -> TermFile:
    """States, events, titles."""
    return _read("terms.yaml", TermFile)


def sections() -> SectionFile:
    """Section cues."""
    return _read("sections.yaml", SectionFile)


def subjects() -> SubjectFile:
    """Head nouns and what is an applicant's by nature."""
    return _read("subjects.yaml", SubjectFile)


def predicates() -> PredicateFile:
    """Where a clause is cut into the several things that it states."""
    return _read("predicates.yaml", PredicateFile)


def honour_words() -> HonourFile:
    """Names and frames of honours."""
    return _read("honours.yaml", HonourFile)


def kinds() -> KindFile:
    """Kinds of applicants."""
    return _read("kinds.yaml", KindFile)


def places() -> PlaceFile:
    """Places in conditions."""
    return _read("places.yaml", PlaceFile)


def benefits() -> BenefitFile:
    """Benefit forms."""
    return _read("benefits.yaml", BenefitFile)


def words(use: str) -> list[str]:
    """The words or patterns listed for one use in `words.yaml`."""
    return _read("words.yaml", WordFile).words[use]


@cache
def pattern(use: str) -> re.Pattern[str]:
    """One pattern out of all words of a use (longest first)."""
    return alternatives(tuple(words(use)))


def compile_all() -> None:
    """Read every data file and compile every pattern in it, so that a fault shows before a text is read.

    Raises:
        InputError: a file breaks its shape, or names an unknown feature.
        re.error: a pattern is none.
    """
    for use in _read("words.yaml", WordFile).words:
        pattern(use)
    for entry in terms().terms:
        alternatives((*entry.words, *entry.short))
    for one in features().features:
        alternatives(tuple(one.patterns))
    told = sections()
    for cues in (*told.headings.values(), *told.leads.values(), *told.quantifiers.values(), told.boilerplate):
        alternatives(tuple(cues))
    for period in periods().periods:
        alternatives((period.pattern,))
    for read in (ratios, comparators, units, subjects, predicates, honour_words, kinds, places, benefits):
        read()


@cache
def alternatives(parts: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of the given patterns, longer ones tried first."""
    return re.compile("|".join(f"(?:{part})" for part in sorted(parts, key=len, reverse=True)))
