"""Fresh texts: how the reader did when a text was first opened, and how it does now.

Owns the ledger `rounds.yaml`. A label that is not in it is locked: it is measured by figure, its faults are
not shown. Run: `python -m bench.rounds [--open ROUND --texts 020,073]`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bench.reading import SHARED, Triple, contract, read_all
from domain.errors import InputError

LABELS = Path(__file__).parent / "labels"
LEDGER = Path(__file__).parent / "rounds.yaml"
MEASURES = (
    "leaves_core",
    "leaves_exact",
    "numeric_core",
    "tree_agreement",
    "silent_miss_rate",
    "silent_error_rate",
    "review_load",
    "benefits",
    "windows",
)
Json = dict[str, Any]


def measures(scorer: Any, triples: list[Triple]) -> dict[str, float]:
    """The contract's measures of some documents, F1 where a measure has one."""
    result = scorer.score(triples)
    return {key: result[key]["f1"] if isinstance(result[key], dict) else result[key] for key in MEASURES}


def ledger(path: Path) -> list[Json]:
    """The rounds so far, in order: name, date, the reader, texts with issuer and first F1, measures."""
    if not path.is_file():
        return []
    found: list[Json] = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    return found


def issuer_of(label: Json) -> str:
    """Who issued a text; the guide cards count as one issuer."""
    number = label["doc"][:3]
    if number.isdigit() and 82 <= int(number) <= 145:
        return "指南卡片（082—145）"
    return "、".join(label.get("issuers") or []) or "未署名"


def open_round(
    rounds: list[Json], name: str, state: str, read: dict[str, Triple], scorer: Any, day: date
) -> Json:
    """A new round over texts that are read for the first time.

    Raises:
        InputError: a text that was opened before; its figures would no longer be those of an unseen text.
    """
    before = {text for one in rounds for text in one["texts"]}
    if again := sorted(before & set(read)):
        raise InputError(f"{'、'.join(again)} 已经打开过", todo="只登记没有打开过的文本")
    texts = {
        text: {
            "issuer": issuer_of(triple[1]),
            "core": scorer.score([triple])["leaves_core"]["f1"],
        }
        for text, triple in sorted(read.items())
    }
    return {
        "name": name,
        "date": day.isoformat(),
        "reader": state,
        "texts": texts,
        "measures": measures(scorer, list(read.values())),
    }


def report(rounds: list[Json], read: dict[str, Triple], scorer: Any) -> Json:
    """Print each round at first sight and now, by text and by issuer, and the locked texts by figure."""
    out: Json = {"rounds": [], "locked": {}}
    by_issuer: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in rounds:
        present = {text: read[text] for text in one["texts"] if text in read}
        now = measures(scorer, list(present.values())) if present else {}
        print(f"{one['name']}  {one['date']}  {one['reader']}")
        for text, first in one["texts"].items():
            if text in present:
                today = scorer.score([present[text]])["leaves_core"]["f1"]
                by_issuer[first["issuer"]].append((first["core"], today))
                print(f"    {text[:44]:46}初见 {first['core']:.3f}  现在 {today:.3f}  {first['issuer']}")
        for key in MEASURES:
            print(f"    {key:20}初见 {one['measures'][key]:.3f}  现在 {now.get(key, 0):.3f}")
        out["rounds"].append({"name": one["name"], "first": one["measures"], "now": now})
    print("按发文机关（核心 F1 的平均，初见即没有为它调过）")
    for issuer, pairs in sorted(by_issuer.items()):
        first, now_ = (sum(side) / len(side) for side in zip(*pairs, strict=True))
        print(f"    {issuer[:40]:42}初见 {first:.3f}  现在 {now_:.3f}  {len(pairs)} 份")
    known = {text for one in rounds for text in one["texts"]}
    locked = [triple for text, triple in read.items() if text not in known]
    if locked:
        out["locked"] = measures(scorer, locked)
        print(f"还锁着的 {len(locked)} 份")
        for key, value in out["locked"].items():
            print(f"    {key:20}{value:.3f}")
    return out


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="没有见过的文本：初见和现在的质量")
    parser.add_argument("--open", dest="name", help="登记新的一轮，从此这些文本算打开过")
    parser.add_argument("--texts", default="", help="新一轮的文本编号，逗号分隔")
    parser.add_argument("--reader", default="", help="读取器当时的版本（提交号）")
    parser.add_argument("--on", type=date.fromisoformat, help="登记日期")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpus" / "texts")
    parser.add_argument("--ledger", type=Path, default=LEDGER)
    options = parser.parse_args(arguments)
    try:
        scorer = contract(SHARED / "contract")
        read = dict(read_all(options.corpus, options.labels)[0])
        rounds = ledger(options.ledger)
        if options.name:
            if options.on is None or not options.reader:
                raise InputError("登记一轮要写明日期和版本", todo="加上 --on 和 --reader")
            wanted = tuple(options.texts.split(","))
            fresh = {text: triple for text, triple in read.items() if text.startswith(wanted)}
            rounds.append(open_round(rounds, options.name, options.reader, fresh, scorer, options.on))
            options.ledger.write_text(
                yaml.safe_dump(rounds, allow_unicode=True, sort_keys=False), encoding="utf-8"
            )
        print(json.dumps(report(rounds, read, scorer), ensure_ascii=False))
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
