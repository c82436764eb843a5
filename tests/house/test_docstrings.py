"""Whatever a room offers says what it is."""

import ast

from tests.house.checkout import modules, syntax, where


def test_every_module_and_every_public_function_and_class_has_a_docstring():
    silent = [where(path) for path in modules() if not ast.get_docstring(syntax(path))]
    silent += [
        f"{where(path, node.lineno)} {node.name}"
        for path in modules()
        for node in syntax(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert not silent, f"缺文档字符串：{silent}"
