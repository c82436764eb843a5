"""The ledger of fresh texts: first sight is kept, and no text is fresh twice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bench.rounds import issuer_of, ledger, main

ROOT = Path(__file__).resolve().parents[2]
NAME = "yunyan-loan-2026"


@pytest.fixture
def places(tmp_path: Path, shared: Path) -> dict[str, Path]:
    """Folders of one text and its label, and a ledger that is not there yet."""
    found = {name: tmp_path / name for name in ("corpus", "labels")}
    for folder in found.values():
        folder.mkdir()
    shutil.copy(ROOT / "api" / "demo" / "policies" / f"{NAME}.txt", found["corpus"])
    shutil.copy(ROOT / "tests" / "golden" / "readings" / f"{NAME}.json", found["labels"])
    return {**found, "ledger": tmp_path / "rounds.yaml"}


def run(places: dict[str, Path], *more: str) -> int:
    """The command on these places."""
    return main([word for name, path in places.items() for word in (f"--{name}", str(path))] + list(more))


def test_a_text_is_locked_until_a_round_opens_it(
    places: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(places) == 0
    before = json.loads(capsys.readouterr().out.splitlines()[-1])
    opened = ("--open", "第一轮", "--texts", "yunyan", "--reader", "abc1234", "--on", "2026-11-25")

    assert run(places, *opened) == 0
    after = json.loads(capsys.readouterr().out.splitlines()[-1])

    assert before["rounds"] == []
    assert before["locked"]["leaves_core"] == 1.0
    assert after["locked"] == {}
    assert after["rounds"][0]["first"] == after["rounds"][0]["now"]
    assert list(ledger(places["ledger"])[0]["texts"]) == [NAME]


def test_no_text_is_opened_twice(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    opened = ("--open", "轮", "--texts", "yunyan", "--reader", "abc1234", "--on", "2026-11-25")
    run(places, *opened)

    assert run(places, *opened) == 2
    assert "已经打开过" in capsys.readouterr().err
    assert len(ledger(places["ledger"])) == 1


def test_a_round_says_when_and_which_reader(
    places: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(places, "--open", "轮", "--texts", "yunyan") == 2
    assert "--reader" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("doc", "issuers", "name"),
    [
        ("109_x", ["甲局"], "指南卡片（082—145）"),
        ("017", ["甲厅", "乙厅"], "甲厅、乙厅"),
        ("S01", [], "未署名"),
    ],
)
def test_the_guide_cards_are_one_issuer(doc: str, issuers: list[str], name: str) -> None:
    assert issuer_of({"doc": doc, "issuers": issuers}) == name
