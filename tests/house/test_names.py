"""Our import packages have everyday names; nobody else's package may stand in their place."""

import importlib.util
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.checkout import PACKAGES, ROOT

# `capability` joins the packages later; its name is kept free from the start.
NAMES = ("domain", "matching", "capability", "industry", "nlp", "graph", "cypher", "api")


def test_every_package_has_its_name_guarded():
    assert set(PACKAGES) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_other_distribution_brings_this_name(name):
    owners = set(packages_distributions().get(name, ()))

    assert owners <= {"yanzhen"}, f"别的发行包也带有顶层包 {name}：{owners}，请卸掉"


@pytest.mark.parametrize("name", PACKAGES)
def test_found_package_is_ours(name):
    spec = importlib.util.find_spec(name)

    assert spec is not None, f"找不到 {name}"
    assert spec.origin is not None, f"{name} 没有 __init__.py"
    assert Path(spec.origin).resolve().is_relative_to(ROOT), f"{name} 是从 {spec.origin} 导入的"
