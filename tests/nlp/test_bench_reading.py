"""The measure of the reader: error classes, and the JSON object on the last line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bench.reading import main

ROOT = Path(__file__).resolve().parents[2]
NAME = "yunyan-loan-2026"


@pytest.fixture
def folders(tmp_path: Path, shared: Path) -> tuple[Path, Path]:
    """A folder of texts and one of labels, with one policy each."""
    texts, labels = tmp_path / "texts", tmp_path / "labels"
    texts.mkdir()
    labels.mkdir()
    shutil.copy(ROOT / "api" / "demo" / "policies" / f"{NAME}.txt", texts)
    shutil.copy(ROOT / "tests" / "golden" / "readings" / f"{NAME}.json", labels)
    return texts, labels


def run(folders: tuple[Path, Path], shared: Path, capsys: pytest.CaptureFixture[str]) -> dict:
    """The JSON object of the last line."""
    texts, labels = folders
    code = main(["--texts", str(texts), "--labels", str(labels), "--contract", str(shared / "contract")])
    assert code == 0
    return json.loads(capsys.readouterr().out.splitlines()[-1])


def test_a_perfect_reading_has_no_error(folders, shared, capsys) -> None:
    result = run(folders, shared, capsys)

    assert result["leaves_exact"]["f1"] == 1.0
    assert result["errors"] == {}
    assert result["documents_f1"] == {NAME: 1.0}
    assert {precision for _, precision in result["buckets"].values()} == {1.0}
    assert result["characters_per_second"] > 0


def test_each_class_of_error_is_counted(folders, shared, capsys) -> None:
    path = folders[1] / f"{NAME}.json"
    label = json.loads(path.read_text(encoding="utf-8"))
    first, second, third, fourth, fifth, sixth = label["items"][0]["leaves"][:6]
    second["value"] = "7"
    third["feature"] = "employees"
    fifth["period"] = "now"
    first["values"] = ["别处"]
    fourth["subject"] = "project"
    sixth["start"], sixth["end"], sixth["quote"] = 0, 1, "云"
    path.write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")

    result = run(folders, shared, capsys)

    assert min(precision for _, precision in result["buckets"].values()) < 1.0
    assert result["errors"] == {
        "wrong members": 1,
        "wrong value": 1,
        "wrong feature": 1,
        "wrong subject": 1,
        "wrong period": 1,
        "missed": 1,
        "spurious": 1,
    }


def test_missing_folders_are_said_in_words(tmp_path: Path, shared: Path, capsys) -> None:
    code = main(["--texts", str(tmp_path), "--labels", str(tmp_path), "--contract", str(shared / "contract")])

    assert code == 2
    assert "标注" in capsys.readouterr().err
