"""The two lock files hold versions and hashes of all that is asked for, and no address."""

import json
import re

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from build_hooks.browser_code import is_fresh
from tests.house.checkout import PYPROJECT, ROOT

CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PACKAGE = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))


def test_every_requirement_is_pinned_within_its_range():
    pins = dict(re.findall(r"(?m)^([\w.-]+)==([^\s;\\]+)", CONSTRAINTS))
    asked = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"]["dev"]]
    asked += PYPROJECT["build-system"]["requires"]

    for requirement in map(Requirement, asked):
        pin = pins.get(canonicalize_name(requirement.name))
        assert pin, f"constraints.txt 里没有 {requirement.name}；运行 make lock"
        assert pin in requirement.specifier, f"{requirement} 与所钉的 {pin} 不合；运行 make lock"


def test_every_pin_has_hashes():
    blocks = re.findall(r"(?m)^[a-z0-9].*(?:\n[ \t]+.*)*", CONSTRAINTS)

    assert len(blocks) > 50
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_no_lock_holds_an_address():
    assert "://" not in CONSTRAINTS
    assert not [name for name, entry in LOCK["packages"].items() if "resolved" in entry]


def test_bundled_browser_code_is_that_of_the_lock():
    assert is_fresh(), "api/console/static/vendor/ 不是当前的锁打出来的；运行 make setup"


def test_browser_packages_are_named_exactly_and_locked():
    named = PACKAGE["dependencies"] | PACKAGE["devDependencies"]

    assert {name: LOCK["packages"][f"node_modules/{name}"]["version"] for name in named} == named
    assert all(entry.get("integrity") for name, entry in LOCK["packages"].items() if name)
