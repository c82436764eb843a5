"""Everything that can be read, by one name each; lists are ordered by business key and bounded.

Owns no code: the reads live by subject in `read_*` and `runs`.
"""

from graph.read_chain import (
    ChainRow,
    FormationRow,
    all_supply,
    chain,
    chains,
    formation,
    formations,
    leaders,
    members,
    supply,
)
from graph.read_codes import FeatureRow, IndustryRow, RegionRow, features, industries, regions
from graph.read_company import CompanyRow, all_companies, companies, companies_of, company
from graph.read_policy import ItemRow, PolicyRow, all_policies, item, items, policies, policy
from graph.read_status import counts, import_of, imports
from graph.runs import company_pairs, item_pairs, runs

__all__ = [
    "ChainRow",
    "CompanyRow",
    "FeatureRow",
    "FormationRow",
    "IndustryRow",
    "ItemRow",
    "PolicyRow",
    "RegionRow",
    "all_companies",
    "all_policies",
    "all_supply",
    "chain",
    "chains",
    "companies",
    "companies_of",
    "company",
    "company_pairs",
    "counts",
    "features",
    "formation",
    "formations",
    "import_of",
    "imports",
    "industries",
    "item",
    "item_pairs",
    "items",
    "leaders",
    "members",
    "policies",
    "policy",
    "regions",
    "runs",
    "supply",
]
