"""Only `api` reads the environment; everything else is told what it needs."""

import ast

import pytest

from tests.house.checkout import PACKAGES, ROOT, modules, syntax, where

READERS = {"environ", "environb", "getenv", "getenvb"}


def reads_of_environment(tree: ast.Module) -> list[int]:
    """Lines that name os.environ or os.getenv, also when imported by name."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in READERS and isinstance(node.value, ast.Name):
            lines += [node.lineno] if node.value.id == "os" else []
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            lines += [node.lineno for alias in node.names if alias.name in READERS]
    return lines


@pytest.mark.parametrize("package", [name for name in PACKAGES if name != "api"])
def test_package_does_not_read_the_environment(package):
    found = [
        where(path, line)
        for path in modules()
        if path.is_relative_to(ROOT / package)
        for line in reads_of_environment(syntax(path))
    ]

    assert not found, f"只有 api 读环境变量，其余由它传下去：{found}"


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.environ['A']",
        "import os\nos.getenv('A')",
        "from os import environ",
        "from os import getenv as g",
    ],
    ids=["attribute", "call", "by-name", "renamed"],
)
def test_a_planted_read_is_seen(source):
    assert reads_of_environment(ast.parse(source))
