"""How well `nlp` reads: measures against hand-made labels, by document and by class of error.

Owns the run and the tables; the measures are the contract's `score_reading.py`, beside the project.
Run: `python -m bench.reading [--texts DIR --labels DIR]`; the last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from domain.errors import InputError
from domain.reading_json import reading_json
from nlp.read import pipeline, read_file

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CLASSES = (
    "missed",
    "wrong feature",
    "wrong subject",
    "wrong value",
    "wrong kind",
    "wrong period",
    "wrong members",
    "spurious",
)
Json = dict[str, Any]
Triple = tuple[str, Json, Json]


def contract(folder: Path, name: str = "score_reading") -> ModuleType:
    """A program of the contract, the scorer if not said.

    Raises:
        InputError: it is not there.
    """
    if not (folder / "score_reading.py").is_file():
        raise InputError(f"没有找到 {folder}/score_reading.py", todo="把 contract 放在项目旁的 shared 下")
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    with warnings.catch_warnings():
        # 它读词表时不关文件；那不是这里的事。
        warnings.simplefilter("ignore", ResourceWarning)
        return importlib.import_module(name)


def pairs(texts: Path, labels: Path) -> Iterator[tuple[Path, Path]]:
    """Each label with the text of the same name."""
    for label in sorted(labels.glob("*.json")):
        found = [
            path for path in sorted(texts.glob(f"{label.stem}.*")) if path.suffix in {".txt", ".html", ".md"}
        ]
        if found:
            yield found[0], label


def read_all(texts: Path, labels: Path) -> tuple[list[tuple[str, Triple]], int, float]:
    """(name, (text, label, reading)) of every labelled text, the characters read, and the seconds it took."""
    pipeline()
    out: list[tuple[str, Triple]] = []
    characters, seconds = 0, 0.0
    for text_path, label_path in pairs(texts, labels):
        label = json.loads(label_path.read_text(encoding="utf-8"))
        started = time.perf_counter()
        policy = read_file(text_path)
        seconds += time.perf_counter() - started
        text = policy.text or ""
        characters += len(text)
        out.append((label_path.stem, (text, label, reading_json(policy))))
    return out, characters, seconds


def classes(scorer: ModuleType, triple: Triple) -> Iterator[tuple[str, str]]:
    """Class and words of every fault in one document's leaves."""
    _, label, reading = triple
    gold, said = scorer.leaves(label), scorer.leaves(reading)
    aligned = scorer.align(gold, said)
    for one in gold:
        if not any(one is g for g, _ in aligned):
            yield "missed", f"{one['feature']} «{one['quote']}»"
    for one in said:
        if not any(one is s for _, s in aligned):
            yield "spurious", f"{one['feature']} «{one['quote']}»"
    for g, s in aligned:
        if fault := fault_of(scorer, g, s):
            yield fault, f"{_say(g)} ≠ {_say(s)} «{s['quote']}»"


def fault_of(scorer: ModuleType, gold: Json, said: Json) -> str | None:
    """The first thing in which a leaf differs from its label; None where it is exact."""
    if gold["feature"] != said["feature"]:
        return "wrong feature"
    if gold.get("subject") != said.get("subject"):
        return "wrong subject"
    if not scorer.core(gold, said):
        return "wrong value"
    if gold["kind"] != said["kind"]:
        return "wrong kind"
    if (gold.get("period") or None) != (said.get("period") or None):
        return "wrong period"
    return None if scorer.exact(gold, said) else "wrong members"


def buckets(scorer: ModuleType, triples: Iterable[Triple]) -> Iterator[tuple[str, int, float]]:
    """How far each kind of leaf can be trusted: bucket, count, precision of the core.

    A bucket is kind, known id or `other`, sure or check, and flags.

    The most frequent first. A sure bucket of low precision is where silent errors come from.
    """
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for _, label, reading in triples:
        gold, said = scorer.leaves(label), scorer.leaves(reading)
        aligned = scorer.align(gold, said)
        for one in said:
            name = " ".join(
                [
                    one["kind"],
                    "other" if one["feature"] == "other" else "known",
                    "check" if one.get("check") else "sure",
                    *sorted(one.get("flags") or ()),
                ]
            )
            seen[name] += 1
            right[name] += any(s is one and scorer.core(g, s) for g, s in aligned)
    for name, count in seen.most_common():
        yield name, count, right[name] / count


def _say(leaf: Json) -> str:
    keys = ("kind", "feature", "subject", "op", "value", "period", "level", "values")
    return " ".join(str(leaf[key]) for key in keys if leaf.get(key))


def report(texts: Path, labels: Path, scorer: ModuleType, verbose: bool) -> Json:
    """Print the tables; return all measures as one JSON value."""
    read, characters, seconds = read_all(texts, labels)
    if not read:
        raise InputError(f"{labels} 里没有与 {texts} 同名的标注", todo="用 --texts 和 --labels 指明文件夹")
    result: Json = scorer.score([triple for _, triple in read])
    faults: Counter[str] = Counter()
    documents: Json = {}
    for name, triple in read:
        one = scorer.score([triple])
        documents[name] = one["leaves_core"]["f1"]
        print(f"{name[:44]:46}" + _three(one))
        for fault, words in classes(scorer, triple):
            faults[fault] += 1
            if verbose:
                print(f"    {fault}: {words}")
        if verbose:
            for note in scorer.score([triple], True)["notes"]:
                if note.startswith("silent miss"):
                    print("    " + note)
    print()
    trust = list(buckets(scorer, (triple for _, triple in read)))
    for bucket, count, precision in trust:
        print(f"{bucket:44}{count:5}  {precision:.2f}")
    print()
    for fault in CLASSES:
        print(f"{fault:16}{faults[fault]:5}")
    for key, value in result.items():
        print(f"{key:22}{json.dumps(value, ensure_ascii=False)}")
    speed = round(characters / seconds) if seconds else 0
    print(f"{'characters_per_second':22}{speed}")
    return {
        **result,
        "errors": dict(faults),
        "buckets": {bucket: [count, round(precision, 3)] for bucket, count, precision in trust},
        "documents_f1": documents,
        "characters": characters,
        "characters_per_second": speed,
    }


def _three(one: Json) -> str:
    shares = (one["leaves_core"]["f1"], one["leaves_exact"]["f1"], one["tree_agreement"])
    return "core {:.3f}  exact {:.3f}  tree {:.3f}".format(*shares)


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="对照标注衡量读政策的质量")
    parser.add_argument("--texts", type=Path, default=SHARED / "corpus" / "texts")
    parser.add_argument("--labels", type=Path, default=SHARED / "corpus" / "labels")
    parser.add_argument("--contract", type=Path, default=SHARED / "contract")
    parser.add_argument("-v", "--verbose", action="store_true", help="列出每一处差别")
    options = parser.parse_args(arguments)
    try:
        result = report(options.texts, options.labels, contract(options.contract), options.verbose)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(result, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
