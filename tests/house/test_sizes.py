"""Small rooms: what outgrows its module becomes a folder, what outgrows its function becomes two."""

import ast

from tests.house.checkout import modules, syntax, where

MODULE_LINES = 400
FUNCTION_LINES = 60


def test_no_module_is_too_long():
    lengths = {where(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}

    too_long = {place: lines for place, lines in lengths.items() if lines > MODULE_LINES}
    assert not too_long, f"超过 {MODULE_LINES} 行的模块，拆成同名文件夹：{too_long}"


def test_no_function_is_too_long():
    too_long = {
        f"{where(path, node.lineno)} {node.name}": lines
        for path in modules()
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }

    assert not too_long, f"超过 {FUNCTION_LINES} 行的函数：{too_long}"
