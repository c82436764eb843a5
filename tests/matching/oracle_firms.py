"""Random firms for given leaves: gappy histories, several sources, phrases, wrong units, titles, findings.

Owns `FirmMaker`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from domain.company import Company, Fact, FactStatus, FactValue, Finding, TitleHeld
from domain.period import FACT_NOW, FactPeriod, day_period, parse_fact_period, year_period
from domain.policy import Criterion, Kind
from domain.vocabulary import FeatureType, vocabulary
from tests.matching.oracle_arithmetic import DEBT, GROWTH, RATIOS
from tests.matching.oracle_asked import HELD_VALUES, LEVELS, NAMES, PHRASES, TITLES, Asker


class FirmMaker(Asker):
    """Makes firms that may be judged on some leaves."""

    def asked_of(self, leaf: Criterion) -> set[str]:
        """The features that a leaf may need."""
        found = {leaf.feature} - {"age_years", "total_score"}
        found.update(RATIOS.get(leaf.feature, ()))
        if leaf.feature == DEBT:
            found |= {"assets", "net_assets"}
        if leaf.feature in GROWTH:
            found.add(GROWTH[leaf.feature])
        if leaf.feature == "size_class":
            found |= {"industry", "employees", "revenue", "assets"}
        return found

    def fact_value(self, feature: str, leaf: Criterion | None) -> FactValue:
        kind = vocabulary()[feature].type
        as_kind = leaf.kind if leaf is not None and feature == leaf.feature else None
        if self.one_in(25):
            return self.pick((None, "说不清", Decimal(3), True))
        if as_kind is Kind.IN or (feature in HELD_VALUES and feature != "other"):
            known = HELD_VALUES.get(feature) or NAMES[feature]
            return self.pick(known) if feature == "industry" or not self.one_in(4) else self.some(known, 2)
        if as_kind is Kind.HAS and not vocabulary()[feature].numeric:
            listed = self.some(TITLES, 2) if not self.one_in(4) else ()
            if leaf is not None and not leaf.values:
                return self.pick((True, False, False, Decimal(0), Decimal(2)))
            return self.pick((False, False, listed))
        if as_kind in {Kind.EVENT, Kind.STATE} or kind in {FeatureType.BOOL, FeatureType.EVENT}:
            return self.pick((True, False, False))
        if leaf is not None and leaf.value is not None and feature == leaf.feature and self.one_in(3):
            return leaf.value
        if feature == "employees" and leaf is not None and leaf.feature == "size_class":
            return Decimal(self.pick((5, 25, 300, 1200)))
        if feature in {"revenue", "assets"} and leaf is not None and leaf.feature == "size_class":
            return Decimal(self.pick((1_000_000, 3_000_000, 20_000_000, 500_000_000)))
        value = self.number(feature)
        return -value if feature in {"profit", "net_assets"} and self.one_in(4) else value

    def fact_period(self, feature: str) -> FactPeriod:
        stock = vocabulary()[feature].stock
        draw = self.rng.random()
        if draw < (0.35 if vocabulary()[feature].numeric else 0.25):
            return year_period(self.year - self.pick((0, 1, 1, 1, 2, 2, 3, 4)))
        if draw < (0.6 if stock or not vocabulary()[feature].numeric else 0.45):
            return FACT_NOW
        if draw < 0.9:
            return day_period(self.near())
        first = self.year - self.pick((2, 3, 5))
        return parse_fact_period(f"{first}/{self.year - self.pick((0, 1, 1))}")

    def fact(self, feature: str, leaf: Criterion | None, period: FactPeriod | None = None) -> Fact:
        value = self.fact_value(feature, leaf)
        unit = vocabulary()[feature].unit or None
        if leaf is not None and leaf.feature == feature and leaf.unit and not self.one_in(4):
            unit = leaf.unit
        if self.one_in(25):
            unit = self.pick((None, "USD", "万元"))
        if not isinstance(value, Decimal):
            unit = None
        own = [leaf.phrase, *leaf.values] if leaf is not None and feature == leaf.feature else []
        phrase = self.pick([None, *own, *PHRASES]) if own and not self.one_in(2) else None
        if leaf is not None and leaf.feature == "other" and not self.one_in(5):
            phrase = leaf.phrase
        return Fact(
            feature,
            value,
            unit,
            period or self.fact_period(feature),
            status=self.pick((FactStatus.KNOWN,) * 24 + tuple(FactStatus)),
            source=self.pick((None, None, "年报", "税务")),
            observed=None if self.one_in(2) else self.near(),
            phrase=phrase,
        )

    def facts(self, leaves: Sequence[Criterion]) -> tuple[Fact, ...]:
        found: list[Fact] = []
        for leaf in leaves:
            for feature in sorted(self.asked_of(leaf)):
                if self.one_in(8):
                    continue
                if vocabulary()[feature].numeric and self.rng.random() < 0.75:
                    years = range(self.year - self.pick((2, 3, 5, 6)), self.year)
                    found += [self.fact(feature, leaf, year_period(y)) for y in years if not self.one_in(6)]
                found += [self.fact(feature, leaf) for _ in range(self.pick((0, 1, 1, 2, 3)))]
        # Whether a list of names is a yes for a leaf without names, the page does not say.
        bare = {leaf.feature for leaf in leaves if leaf.kind is Kind.HAS and not leaf.values}
        found = [fact for fact in found if not (fact.feature in bare and isinstance(fact.value, tuple))]
        self.rng.shuffle(found)
        return tuple(found)

    def title(self) -> TitleHeld:
        start = None if self.one_in(4) else self.near() - timedelta(days=self.pick((0, 0, 400, 1095, 1096)))
        end = self.pick((None, None, self.near(), date.max))
        return TitleHeld(self.pick(TITLES), self.pick(LEVELS), start, end)

    def finding(self, doc: str, item: str, leaves: Sequence[Criterion]) -> Finding:
        first = self.near()
        return Finding(
            self.pick((item, f"{doc}.{item}", f"{doc}.其他")),
            self.pick(leaves).id,
            not self.one_in(3),
            "审核人",
            first,
            self.pick((None, self.near(), self.on)),
            "实地核查",
        )

    def company(self, doc: str, item: str, leaves: Sequence[Criterion]) -> Company:
        findings = [self.finding(doc, item, leaves) for _ in range(self.pick((0, 0, 0, 1, 2)))]
        founded = self.pick(
            (
                date(2010, 3, 4),
                date(2010, 3, 4),
                None,
                self.back(12),
                self.near(),
                self.back(24) + timedelta(days=self.pick((0, 1, -1))),
                date(2024, 2, 29),
                date(self.year - 2, 1, 1),
            )
        )
        facts = self.facts(leaves)
        return Company(
            name="某企业",
            case_id="case-1",
            facts=facts,
            titles=tuple(self.title() for _ in range(self.pick((0, 0, 1, 2, 3)))),
            findings=tuple(findings),
            region=self.pick((None, *HELD_VALUES["region"])),
            industry=self.pick((None, *HELD_VALUES["industry"])),
            founded=founded,
        )
