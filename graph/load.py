"""Everything that can be loaded, by one name each.

Owns no code: the loaders live by subject in `load_*`, `runs` and `signing`.
"""

from graph.imports import Change, Import
from graph.load_chain import load_chains, load_formations
from graph.load_codes import load_codes, load_features
from graph.load_company import load_companies
from graph.load_links import load_leaders, load_members, load_supply
from graph.load_policy import load_policies
from graph.runs import Run, RunPair, save_run
from graph.signing import sign_item

__all__ = [
    "Change",
    "Import",
    "Run",
    "RunPair",
    "load_chains",
    "load_codes",
    "load_companies",
    "load_features",
    "load_formations",
    "load_leaders",
    "load_members",
    "load_policies",
    "load_supply",
    "save_run",
    "sign_item",
]
