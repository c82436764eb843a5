"""Shared by the command line's tests: a small reading, a small firm, a command in its own process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ONE, TWO = "91130132000000115D", "911301320000001238"

TEXT = "一、申报条件\n上一年度研发费用不低于100万元，成立满一年。\n二、支持标准\n给予10万元补助。\n"


def span(quote: str) -> dict[str, Any]:
    """The quote's place in TEXT."""
    start = TEXT.index(quote)
    return {"quote": quote, "start": start, "end": start + len(quote)}


def reading(doc: str = "r1", **changes: Any) -> dict[str, Any]:
    """A reading of TEXT: one item with two criteria."""
    leaves = [
        {
            "id": "c1",
            "kind": "compare",
            "feature": "rd_expense",
            "op": "ge",
            "value": "1000000",
            "unit": "CNY",
            "period": "fy1",
            **span("研发费用不低于100万元"),
        },
        {
            "id": "c2",
            "kind": "compare",
            "feature": "age_years",
            "op": "ge",
            "value": "1",
            "unit": "year",
            "period": "now",
            **span("成立满一年"),
        },
    ]
    item = {
        "id": "i1",
        "name": "研发补助",
        "start": 0,
        "end": len(TEXT),
        "require": "all(c1, c2)",
        "exclude": None,
        "leaves": leaves,
        "benefits": [{"form": "grant", "amount": "100000", **span("给予10万元补助")}],
        "windows": [],
        "signed": {"by": "经办人", "on": "2026-01-05"},
    }
    return {
        "doc": doc,
        "title": "研发补助办法",
        "doc_no": None,
        "issuers": ["某局"],
        "region": "130132",
        "published": "2026-01-01",
        "effective_from": None,
        "effective_to": None,
        "items": [item],
        "review": [],
        "text": TEXT,
        "blocks": [],
        **changes,
    }


def firm(key: str = ONE, rd: str | None = "800000", **changes: Any) -> dict[str, Any]:
    """A firm with one figure."""
    facts = [
        {"feature": "rd_expense", "value": rd, "unit": "CNY", "period": "2025", "source": "审计报告"},
    ]
    return {
        "uscc": key,
        "name": f"企业{key[-1]}",
        "founded": "2020-01-01",
        "facts": facts if rd else [],
        **changes,
    }


def write_json(path: Path, *values: Any) -> Path:
    """One JSON value a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in values), encoding="utf-8")
    return path


def command(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    line = [sys.executable, "-c", "from api.cli import main; main()", *map(str, arguments)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(line, text=True, check=False, timeout=120, **streams)
